"""Every bad input, given to a plain `mkdocs build`: one clear line, exit status not 0, nothing written."""

import re

import pytest

TABLE, PAGE, HOME = "data/tables/disks.yml", "docs/area/disks.md", "docs/index.md"

# name: (file, old, new, words of the line told, words on the line of the file it names or None)
CASES = {
    "broken YAML": (TABLE, "columns:", "columns: [", f"{TABLE}:\\d+: not valid YAML", None),
    "duplicate key": (TABLE, "    medium: SSD", "    medium: SSD\n    medium: HDD", "'medium' is written twice", "medium: HDD"),
    "unknown column": (TABLE, "    size: 64", "    size: 64\n    sise: 64", "unknown key 'sise'. Did you mean 'size'", "sise: 64"),
    "missing column": (TABLE, "    size: 64\n", "", "row 'fast': 'size' is missing", "type: fast"),
    "empty cell": (TABLE, "size: 64", "size:", "column 'size': the cell is empty", "size:"),
    "wrong type": (TABLE, "iops: 80_000", "iops: 80,000", "Separate thousands with _ as in 80_000", "80,000"),
    "octal look": (TABLE, "size: 64", "size: 010", "begins with a zero", "size: 010"),
    "port with separator": (TABLE, "port: 3306", "port: 3,306", "expected a port", "3,306"),
    "outside the choices": (TABLE, "medium: SSD", "medium: ssd", "'ssd' is not one of SSD, HDD. Did you mean 'SSD'", "medium: ssd"),
    "unknown kind": (TABLE, "kind: port", "kind: prot", "kind 'prot' is not one of", "kind: prot"),
    "unknown source": (TABLE, "    source: guide", "    source: giude", "unknown source 'giude'. Did you mean 'guide'", "source: giude"),
    "date in the future": (TABLE, "checked: 2026-01-15", "checked: 2999-01-15", "2999-01-15 is in the future", "checked: 2999"),
    "proof for no cell": (TABLE, "cell: fast.iops", "cell: fats.iops", "the table has no row 'fats'. Did you mean 'fast'", "fats.iops"),
    "proof for an absent cell": (TABLE, "cell: fast.iops", "cell: slow.iops", "nothing to prove", "slow.iops"),
    "unknown table": (HOME, 'fact("disks"', 'fact("diskz"', "there is no table 'diskz' in data/tables/. Did you mean 'disks'", "diskz"),
    "unknown row": (HOME, '"fast", "iops"', '"fasd", "iops"', "table 'disks' has no row 'fasd'. Did you mean 'fast'", "fasd"),
    "unknown column asked": (HOME, '"iops")', '"iopz")', "table 'disks' has no column 'iopz'. Did you mean 'iops'", "iopz"),
    "unknown macro": (HOME, "[[= fact(", "[[= fakt(", "unknown macro or variable 'fakt'. Did you mean 'fact'", "fakt"),
    "unknown variable": (HOME, "Read about", "Read [[= nowhere ]] about", "unknown macro or variable 'nowhere'", "nowhere"),
    "macro syntax": (HOME, '"iops") ]]', '"iops" ]]', f"{HOME}:\\d+: ", '"iops" ]]'),
    "wrong arguments": (HOME, '"fast", "iops")', '"fast")', "fact() missing 1 required positional argument", 'fact("disks", "fast")'),
    "unknown service": (PAGE, 'service("tape")', 'service("tapes")', "there is no service 'tapes'", "tapes"),
    "unknown correction": (PAGE, '"fast-iops"', '"fast-iopz"', "there is no correction 'fast-iopz'", "fast-iopz"),
    "broken link": (HOME, "area/disks.md#fast-disks", "area/discs.md", "'area/discs.md' leads to no page. Did you mean 'area/disks.md'", "discs.md"),
    "broken anchor": (HOME, "disks.md#fast-disks", "disks.md#fast-discs", "finds no heading or row '#fast-discs'", "fast-discs"),
    "broken link in data": (TABLE, "page: area/disks.md#fast-disks", "page: area/disks.md#slow-discs", "no heading or row '#slow-discs'", "slow-discs"),
    "missing from the navigation": ("mkdocs.yml", "      - area/samples.md\n", "", "docs/area/samples.md:1: the page is missing from the navigation", None),
    "navigation to nothing": ("mkdocs.yml", "area/samples.md", "area/sampels.md", "lists 'area/sampels.md', which is not in docs/", "sampels"),
    "image without text": (HOME, "Read about", "![](assets/kb.css) Read about", "has no text", "![]"),
    "missing image": (HOME, "Read about", "![A view](view.png) Read about", "'view.png' is not in docs/", "view.png"),
    "no description": (HOME, "description: A small site for tests.\n", "", "the front matter has no 'description'", None),
    "unknown front matter": (HOME, "title: Mini", "title: Mini\nsubjekt: disk", "unknown key 'subjekt'. Did you mean 'subject'", "subjekt"),
    "macro in a heading": (HOME, "# Mini", '# Mini\n\n## [[= fact("disks", "fast", "iops") ]] { #x }', "a macro stands in a heading", "## [["),
    "http link": (HOME, "Read about", "[Read](http://example.com) about", "is not encrypted", "http://"),
    "table on no page": ("docs/area/disks.md", '[[= table("disks") ]]\n\n[[= diagram("turning") ]]\n\nAgain in part:\n\n[[= table("disks", columns=["type", "boot"], rows=["slow", "fast"]) ]]', '[[= diagram("turning") ]]', "no page shows this table", None),
    "link in HTML": (HOME, "Read about", '<a href="area/disks.md">Disks</a>. Read about', "Write a Markdown link", "<a href"),
    "link in HTML to nothing": (HOME, "Read about", '<a href="area/nowhere">Disks</a>. Read about', "'area/nowhere' leads nowhere", "<a href"),
    "anchor in HTML": (HOME, "Read about", '<a href="#nowhere">Disks</a>. Read about', "'#nowhere' is no heading or id of this page", "<a href"),
    "image in HTML without text": (HOME, "Read about", '<img src="assets/kb.css" alt=""> Read about', "has no text", "<img"),
    "footnote": (HOME, "Read about", "Read[^9] about", "'[^9]' is a footnote", "[^9]"),
    "undefined reference": (HOME, "Read about", "[Read][manual] about", "the reference 'manual' is defined nowhere", "[manual]"),
    "unknown icon": (HOME, "Read about", ":material-nope: Read about", "is an icon's name", ":material-nope:"),
    "unclosed code block": (HOME, "Read about", "```bash\nls\n\nRead about", "is never closed", "```bash"),
    "row with too many cells": (HOME, "Read about", "| A | B |\n| --- | --- |\n| 1 | 2 | 3 |\n\nRead about", "the row has 3 cells, the head of its table 2", "| 3 |"),
    "row with too few cells": (HOME, "Read about", "| A | B |\n| --- | --- |\n| 1 |\n\nRead about", "the row has 1 cells, the head of its table 2", "| 1 |"),
    "table without a blank line": (HOME, "Read about", "Words.\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nRead about", "a table needs a blank line", "| A |"),
    "list without a blank line": (HOME, "Read about", "Words:\n- one\n\nRead about", "a list needs a blank line", "- one"),
    "words for a section that is not there": (HOME, "title: Mini", "title: Mini\nsection_aliases: {nowhere: [x]}", "the page has no heading '#nowhere'", "nowhere"),
    "pair of a row that is not there": ("data/pairs/mini.yml", "rows: [fast, slow]", "rows: [fast, slwo]", "table 'disks' has no row 'slwo'. Did you mean 'slow'", "fast-vs-slow"),
    "column of an unknown source": (TABLE, "kind: port}", "kind: port, source: giude}", "unknown source 'giude'. Did you mean 'guide'", "giude"),
    "diagram that is not there": (PAGE, 'diagram("turning")', 'diagram("turnign")', "there is no diagram 'turnign' in diagrams/. Did you mean 'turning'", "turnign"),
    "diagram older than its source": ("diagrams/turning.dot", "a -> b", "a -> c", "older than this source. Run: make diagrams", None),
    "syntax error in macros": ("macros/see_also.py", "def see_also(", "def see_also((", "macros/see_also.py:\\d+: ", "def see_also(("),
    "import error in macros": ("macros/site.py", "import re\n", "import re\nimport nowhere_at_all\n", "macros/site.py:\\d+: .*nowhere_at_all", "nowhere_at_all"),
    "exception in a macro": ("macros/render.py", '    """One cell as words inside a sentence."""', "    1 / 0", "ZeroDivisionError: division by zero - raised in macros/render.py", None),
}


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_is_one_line_and_stops_the_build(project, name):
    path, old, new, told, on_line = CASES[name]
    project.change(path, old, new) if project.read(path).count(old) == 1 else project.write(path, project.read(path).replace(old, new))
    done = project.build()
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    pattern = told if "\\d" in told else re.escape(told)
    telling = [line for line in lines if re.search(pattern, line)]
    assert telling, f"not told; said instead:\n{done.stderr}"
    assert re.match(r"ERROR +- +[\w./-]+:\d+: .{15,}", telling[0])
    if on_line:
        file, line = re.match(r"ERROR +- +([\w./-]+):(\d+):", telling[0]).groups()
        assert on_line in project.read(file).splitlines()[int(line) - 1]
    assert "Traceback" not in done.stderr + done.stdout
    assert not (project.root / "site").exists() and not (project.root / "site.partial").exists()


def test_a_good_project_builds_without_a_word(project):
    done = project.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert (project.root / "site" / "index.html").exists()


def test_a_failed_build_leaves_the_last_good_site_alone(project):
    project.build()
    good = project.read("site/index.html")
    project.change(HOME, 'fact("disks"', 'fact("diskz"')
    assert project.build().returncode == 1
    assert project.read("site/index.html") == good


def test_mistakes_in_several_places_are_told_in_one_run(project):
    project.change(HOME, 'fact("disks"', 'fakt("disks"')
    project.change(PAGE, 'service("tape")', 'service("tapes")')
    project.write("data/services/more.yml", "tape: {name: T, summary: S, url: 'https://example.com'}\n")
    done = project.build()
    said = done.stderr
    assert said.count("ERROR") == 3
    assert "3 mistakes; nothing was written." in done.stdout
