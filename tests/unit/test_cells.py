import pytest

from macros.cells import BadCell, parse, show
from macros.model import Column
from macros.strict_yaml import Seq, Text


def column(kind, **more):
    return Column("c", "C", kind, **more)


def words(raw, kind, **more):
    return show(parse(raw, column(kind, **more)), column(kind, **more))


@pytest.mark.parametrize(("raw", "kind", "more", "shown"), [
    ("80_000", "number", {}, "80,000"), ("64", "number", {"unit": "TiB"}, "64 TiB"), ("99.90", "number", {"unit": "%"}, "99.90%"),
    ("15 min", "quantity", {}, "15 min"), ("1,000", "quantity", {}, "1,000"), ("yes", "yesno", {}, "Yes"), ("no", "yesno", {}, "No"),
    ("3306", "port", {}, "3306"), ("1024-65535", "port", {}, "1024-65535"), ("SSD", "choice", {"of": ("SSD",)}, "SSD"),
    ("1.30", "text", {}, "1.30"), ("2026-11-24", "date", {}, "24 November 2026"), ("unlimited", "number", {"words": ("unlimited",)}, "unlimited"),
    ("64 TiB", "value", {}, "64 TiB"), ("One zone", "value", {}, "One zone"), ("3 copies of it", "value", {}, "3 copies of it"), ("~", "port", {}, "n/a")])
def test_a_cell_is_shown_as_its_kind_says(raw, kind, more, shown):
    assert words(Text(raw), kind, **more) == shown


@pytest.mark.parametrize(("raw", "kind", "more", "said"), [
    ("80,000", "number", {}, "80_000"), ("010", "number", {}, "zero"), ("many", "number", {}, "expected a number"), ("1e3", "number", {}, "expected a number"),
    ("15", "yesno", {}, "yes or no"), ("true", "yesno", {}, "yes or no"), ("ssd", "choice", {"of": ("SSD", "HDD")}, "Did you mean 'SSD'?"),
    ("3,306", "port", {}, "port"), ("70000", "port", {}, "port"), ("010", "port", {}, "port"), ("soon", "date", {}, "2026-11-24"),
    ("2026-02-30", "date", {}, "2026-11-24"), ("", "text", {}, "empty"), ("HTTP", "list", {}, "[HTTP]"), ("true", "text", {}, "quote it"), ("about 5", "quantity", {}, "unit")])
def test_a_cell_that_does_not_fit_is_refused_with_advice(raw, kind, more, said):
    with pytest.raises(BadCell, match=r".*") as error:
        parse(Text(raw), column(kind, **more))
    assert said in str(error.value)


def test_lists_hold_the_words_their_column_knows():
    assert words(Seq([Text("HTTP"), Text("TCP")]), "list") == "HTTP, TCP"
    with pytest.raises(BadCell, match="Did you mean 'HTTP'"):
        parse(Seq([Text("HTTPP")]), column("list", of=("HTTP",)))
