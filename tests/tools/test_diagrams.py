"""Diagrams: every drawing is of its source, says in words what it shows, and fits a phone."""

import re
import shutil

import pytest

from support import ROOT
from tools import diagrams

SOURCES = sorted((ROOT / "diagrams").glob("*.dot"))


def test_there_are_enough_of_them():
    assert len(SOURCES) >= 30


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_a_drawing_is_of_its_source_and_says_what_it_shows(source):
    svg = source.with_suffix(".svg").read_text(encoding="utf-8")
    text = source.read_text(encoding="utf-8")
    title, description = diagrams.heading(text, source.name)
    assert f'data-source="{diagrams.digest(text)}"' in svg, "run: make diagrams"
    assert 'role="img"' in svg and "<title" in svg and "<desc" in svg and len(description) > len(title) > 5
    assert int(re.search(r' width="(\d+)"', svg)[1]) <= diagrams.WIDEST
    assert "style=" not in svg and "<script" not in svg and "<a " not in svg


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed; drawings are kept, so only their authors need it")
@pytest.mark.parametrize(("source", "told"), [
    ("digraph { a -> b }", "has no '// title: …' line"), ("// title: A\ndigraph { a -> b }", "has no '// description: …' line"),
    ("// title: A\n// description: B\ndigraph { a -> }", "x.dot:3: Graphviz says"),
    ('// title: A\n// description: B\ndigraph { a [label="' + "wide " * 40 + '"] }', "px wide. Keep it to")])
def test_a_source_that_cannot_be_drawn_is_told(source, told):
    with pytest.raises(diagrams.Unfit, match=re.escape(told)):
        diagrams.draw(source, "x.dot")
