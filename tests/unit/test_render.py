from datetime import date
from pathlib import Path

import pytest

from macros import render
from macros.site import Site, Unknown

MINI = Path(__file__).parent.parent / "mini"
PAGE = "area/disks.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    import shutil

    root = tmp_path_factory.mktemp("mini")
    shutil.copytree(MINI, root, dirs_exist_ok=True)
    (root / "mkdocs.yml").write_text("nav:\n  - index.md\n  - area/disks.md\n  - area/reference.md\n  - area/samples.md\n  - reference/corrections.md\n")
    site = Site.read(root, date(2026, 2, 1))
    assert site.mistakes == []
    return site


def lines(text):
    return [line for line in text.splitlines() if line.startswith("|")]


def test_columns_and_rows_come_in_the_order_asked(site):
    head, _, first, second = lines(site.table(PAGE, "disks", columns=["boot", "type"], rows=["slow", "fast"]))
    assert head.startswith("| Boot volume {") and "| Type {" in head
    assert first.startswith("| No {") and second.startswith("| Yes ")


def test_a_figure_stands_in_a_sentence_with_its_unit(site):
    assert [site.fact(PAGE, "disks", "fast", c) for c in ("iops", "size", "keep", "boot", "port", "version")] == ["80,000", "64 TiB", "15 min", "Yes", "3306", "1.30"]
    assert site.fact(PAGE, "disks", "slow", "iops") == "n/a"


def test_cells_say_what_they_sort_by_and_how_they_were_checked(site):
    row = lines(site.table(PAGE, "disks", rows=["fast"]))[2]
    assert '80,000 *was 16,000 until September 2025*{ .kb-was } <sup class="kb-note">2</sup> { data-value="80000" data-state="proved" }' in row
    assert '15 min { data-value="900" data-state="dated" }' in row
    assert row.endswith("| 1.30 |"), "words are no figure, and sort as they stand"


def test_text_from_data_cannot_become_markup(site):
    row = lines(site.table(PAGE, "disks", rows=["slow"], columns=["version"]))[2]
    assert "<script>" not in row and "&lt;script>" in row and "&#124;" in row and "[[=" not in row


def test_links_in_data_are_spelt_for_the_page_that_shows_them(site):
    assert "[home](../index.md)" in site.table(PAGE, "disks")
    assert "[home](index.md)" in site.table("index.md", "disks")


def test_a_service_is_a_link_with_its_full_name_as_tooltip(site):
    assert site.service("index.md", "disk") == '[Amazon Disk](area/disks.md "Amazon Rotating Disk: A disk that turns.")'
    assert site.service("index.md", "tape").startswith("[Amazon Tape](https://example.com/tape")


def test_below_a_table_stands_when_and_against_what_it_was_checked(site):
    said = site.table(PAGE, "disks").splitlines()[-2]
    assert said == ('Checked 15 January 2026 against [The guide](https://example.com/guide){ data-source="guide" }, '
                    '[Another page](https://example.com/other){ data-source="other" }. '
                    "1 of 12 figures proved by machine against botocore 1.44.8, the others dated only.")


def test_a_table_past_its_review_says_so(site):
    table = site.data.tables["disks"]
    said = render.provenance(table, tuple(table.rows.values()), table.columns, date(2026, 7, 14), "")
    assert "**Due for review since 14 July 2026.**" in said
    assert "Due" not in render.provenance(table, tuple(table.rows.values()), table.columns, date(2026, 7, 13), "")


@pytest.mark.parametrize(("ask", "said"), [
    (lambda s: s.table(PAGE, "disk"), "there is no table 'disk' in data/tables/. Did you mean 'disks'?"),
    (lambda s: s.table(PAGE, "disks", columns=["typ"]), "table 'disks' has no column 'typ'. Did you mean 'type'?"),
    (lambda s: s.table(PAGE, "disks", rows=["fats"]), "table 'disks' has no row 'fats'. Did you mean 'fast'?"),
    (lambda s: s.fact(PAGE, "disks", "fast", "zebra"), "table 'disks' has no column 'zebra'."),
    (lambda s: s.service(PAGE, "dsik"), "there is no service 'dsik' in data/services/. Did you mean 'disk'?"),
    (lambda s: s.correction(PAGE, "x"), "there is no correction 'x' in data/corrections/.")])
def test_what_is_not_there_is_said_with_the_nearest(site, ask, said):
    with pytest.raises(Unknown) as error:
        ask(site)
    assert error.value.args[0] == said
