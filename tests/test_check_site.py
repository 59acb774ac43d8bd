"""What the check of a built site finds, each on a page broken that way, named by file and line of its source."""

import shutil

import pytest

from support import MINI
from tools import check_site

DISKS = "area/disks/index.html"
CASES = {
    "a link in HTML to nothing": (DISKS, "<h2", '<a href="../nowhere/">x</a><h2', "'../nowhere/' leads nowhere"),
    "an anchor that is not there": (DISKS, "<h2", '<a href="#nowhere">x</a><h2', "finds no '#nowhere'"),
    "a link without encryption": (DISKS, "<h2", '<a href="http://example.com/">x</a><h2', "is not encrypted"),
    "a script of another host": (DISKS, "<h2", '<script src="https://example.com/x.js"></script><h2', "from another host"),
    "a macro that was not run": (DISKS, "<h2", "<p>[[= fact() ]]</p><h2", "a macro was not run"),
    "a table that was not made": (DISKS, "<h2", "<p>| a | --- |</p><h2", "a table that was not made into one"),
    "bold marks": (DISKS, "<h2", "<p>**bold</p><h2", "bold marks is left"),
    "an id twice": (DISKS, "<h2", '<i id="one"></i><i id="one"></i><h2', "the id 'one' stands 2 times"),
    "an image without text": (DISKS, "<h2", '<img src="../../assets/mark.svg" width="1" height="1"><h2', "has no text"),
    "an image without size": (DISKS, "<h2", '<img src="../../assets/mark.svg" alt="Mark"><h2', "has no width and height"),
    "an inline style": (DISKS, "<h2", '<p style="color:red">x</p><h2', "inline styles"),
    "a heading that skips a level": (DISKS, "<h2", "<h2>a</h2><h5>b</h5><h2", "a heading of level 5 follows one of level 2"),
    "a page too heavy": (DISKS, "<h2", "<p>" + "x" * 120_000 + "</p><h2", "the budget is 110,000"),
    "the same title": (DISKS, "<title>Disks - AWS Notes</title>", "<title>Code samples - AWS Notes</title>", "the title is that of"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory, mini_site):
    folder = tmp_path_factory.mktemp("built") / "site"
    shutil.copytree(mini_site, folder)
    return folder


@pytest.mark.parametrize("name", CASES)
def test_each_finding_names_the_source(built, name):
    path, old, new, told = CASES[name]
    file = built / path
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(old, new, 1), encoding="utf-8")
    try:
        found = check_site.findings(check_site.Site(built, "http://127.0.0.1:8000/"), MINI / "docs")
    finally:
        file.write_text(before, encoding="utf-8")
    telling = [line for line in found if told in line]
    assert telling, "\n".join(found)
    assert telling[0].startswith("docs/area/") and telling[0].split(":")[1].isdigit()


def test_what_is_no_site_is_refused(tmp_path, capsys):
    assert check_site.main([str(tmp_path)]) == 2 and "make site" in capsys.readouterr().err
