"""Charts: drawn from a table's figures, and refused when they name what is not there."""

import re

import pytest

from macros.site import Site

CHART = "data/charts/mini.yml"
GOOD = "title: Sizes\ndescription: One is large.\nkind: bars\ntable: disks\nvalue: size\nscale: linear\n"


@pytest.fixture
def charted(project):
    def write(text=GOOD):
        project.write(CHART, text)
        home = project.read("docs/index.md")
        if 'chart("mini")' not in home:
            project.write("docs/index.md", home + '\n[[= chart("mini") ]]\n')
        return Site.read(project.root)
    return write


def test_bars_are_as_long_as_the_figures_are_large(charted):
    site = charted()
    assert not site.mistakes
    drawn = site.chart("index.md", "mini")
    lengths = [float(n) for n in re.findall(r'<rect [^>]*width="(\d+)"', drawn)]
    assert len(lengths) == 2 and lengths[0] > 100 * lengths[1] / 2 and "64 TiB" in drawn and "0.5 TiB" in drawn
    assert 'role="img"' in drawn and "One is large." in drawn and "<figcaption>Sizes" in drawn


def test_rows_without_a_figure_have_no_bar(charted):
    assert charted(GOOD.replace("value: size", "value: iops")).chart("index.md", "mini").count("<rect") == 1


def test_lines_join_the_figures_of_two_columns(charted):
    site = charted(GOOD.replace("kind: bars", "kind: lines").replace("value: size", "x: size\nvalues: [size]"))
    assert site.chart("index.md", "mini").count("<polyline") == 1


@pytest.mark.parametrize(("old", "new", "told"), [
    ("table: disks", "table: diskz", "there is no table 'diskz'. Did you mean 'disks'"), ("value: size", "value: sise", "has no column 'sise'. Did you mean 'size'"),
    ("kind: bars", "kind: bar", "kind 'bar' is not one of bars, lines. Did you mean 'bars'"), ("value: size\n", "", "it shows nothing"),
    ("scale: linear", "skale: linear", "unknown key 'skale'. Did you mean 'scale'")])
def test_a_chart_of_what_is_not_there_is_told(charted, old, new, told):
    assert any(told in str(m) and str(m).startswith(CHART) for m in charted(GOOD.replace(old, new)).mistakes)
