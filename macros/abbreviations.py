"""Tooltips for abbreviations a newcomer may not know: the first mention on a page carries one, the others stay plain words."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from .model import Term

_PLAIN = {"h1", "h2", "h3", "h4", "h5", "h6", "table", "code", "a"}  # no tooltip there: it would disturb more than it helps


def definitions(terms: Iterable[Term], text: str) -> str:
    """Lines for Python-Markdown's abbr extension, of the terms that ask for a tooltip and stand in a text."""
    wanted = [t for t in terms if t.tooltip and t.key in text and re.search(rf"(?<!\w){re.escape(t.key)}(?!\w)", text)]
    return "\n".join(f"*[{t.key}]: {t.full}: {t.means}" if t.full else f"*[{t.key}]: {t.means}" for t in wanted)


class FirstMention(Treeprocessor):
    """Unwraps every abbreviation but the first of its kind, and all of them in headings, tables, code and links."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        self._walk(root, set(), plain=False)

    def _walk(self, parent: etree.Element, seen: set[str], plain: bool) -> None:
        plain = plain or parent.tag in _PLAIN
        for child in list(parent):
            if child.tag == "abbr" and (plain or child.text in seen):
                _unwrap(parent, child)
            elif child.tag == "abbr":
                seen.add(child.text or "")
            else:
                self._walk(child, seen, plain)


def _unwrap(parent: etree.Element, child: etree.Element) -> None:
    words = (child.text or "") + (child.tail or "")
    position = list(parent).index(child)
    if position:
        before = parent[position - 1]
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    parent.remove(child)


class Abbreviations(Extension):
    """Runs after the abbr extension has wrapped every mention."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the tree processor."""
        md.treeprocessors.register(FirstMention(md), "kb-abbreviations", 5)
