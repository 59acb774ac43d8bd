"""What Markdown swallows without a word, and a strict build with it: found in the source, named by its line."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from .pages import Page, prose, resolve
from .strict_yaml import Mistake, did_you_mean

_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,2}\.)\s+\S")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_ICON = re.compile(r"(?<![\w:]):(?:material|fontawesome|octicons|simple)-[\w-]+:")
_REFERENCE = re.compile(r"\[[^\[\]]+\]\[([^\[\]]+)\]")
_DEFINED = re.compile(r"\s*\[([^\]^]+)\]:\s+\S")
_RAW_LINK = re.compile(r"<(?:a|img|source|iframe|script)\b[^>]*?\b(?:href|src)=[\"']([^\"']+)[\"']")
_RAW_IMAGE = re.compile(r"<img\b(?![^>]*\balt=[\"'][^\"']+[\"'])[^>]*>")
_BLOCK = re.compile(r"\s*(?:#|>|!!!|\?\?\?|<|\||\[\[=|```|~~~|\{)|.*:\s*\{[^}]*\}\s*$")


def mistakes(docs: Path, pages: Mapping[str, Page], anchors: Mapping[str, frozenset[str]]) -> Iterable[Mistake]:
    """Everything of the kind, on every page."""
    for page in pages.values():
        source = (docs / page.path).read_text(encoding="utf-8")
        lines = [*prose(source)]
        defined = {m[1].lower() for _, line, _ in lines if (m := _DEFINED.match(line))}
        for number, what in [*_fence(source), *_lines(lines, defined), *_raw(lines, page.path, anchors, docs)]:
            yield Mistake(f"docs/{page.path}", number, what)


def _fence(source: str) -> Iterable[tuple[int, str]]:
    """A code block that is never closed swallows the rest of the page."""
    opened = None
    for number, line in enumerate(source.splitlines(), 1):
        match = re.match(r"\s*(`{3,}|~{3,})(.*)", line)
        if match and opened is None:
            opened = (match[1], number)
        elif match and match[1].startswith(opened[0]) and not match[2].strip():
            opened = None
    if opened:
        yield opened[1], f"the code block begun here is never closed. End it with {opened[0]} on a line of its own."


def _lines(lines: list[tuple[int, str, str]], defined: set[str]) -> Iterable[tuple[int, str]]:
    cells = 0
    before, before_number = "", 0
    for number, raw, line in lines:
        if number != before_number + 1:
            before = ""  # code stood between
        follows_words = bool(before.strip()) and not _BLOCK.match(before) and not _ITEM.match(before)
        if _ITEM.match(line) and follows_words and not line.startswith((" ", "\t")) and not before.startswith((" ", "\t")):
            yield number, "a list needs a blank line before it, or it becomes part of the paragraph. Add one."
        if _ROW.match(line):
            if not _ROW.match(before):
                cells = _count(raw)
                if before.strip():
                    yield number, "a table needs a blank line before it. Add one."
            elif not _RULE.match(line) and _count(raw) != cells:
                yield number, f"the row has {_count(raw)} cells, the head of its table {cells}. Add or remove |."
        if match := _ICON.search(line):
            yield number, f"'{match[0]}' is an icon's name, and icons are not used here. Write the word."
        if match := re.search(r"\[\^[\w-]+\]", line):
            yield number, f"'{match[0]}' is a footnote, and footnotes are not used here. Write it into the text."
        for match in _REFERENCE.finditer(line):
            if match[1].lower() not in defined and "[[" not in match[0]:
                yield number, f"the reference '{match[1]}' is defined nowhere.{did_you_mean(match[1], defined)} Write the link out: [words](target)."
        before, before_number = line, number


def _count(row: str) -> int:
    """The cells of a row; a pipe that is escaped or inside code ends none."""
    bare = re.sub(r"\\\||`[^`]*`", "", row.strip())
    return bare.strip("|").count("|") + 1


def _raw(lines: list[tuple[int, str, str]], path: str, anchors: Mapping[str, frozenset[str]], docs: Path) -> Iterable[tuple[int, str]]:
    """Links and images written as HTML, which MkDocs does not look at."""
    for number, _, line in lines:
        if match := _RAW_IMAGE.search(line):
            yield number, f"the image '{match[0]}' has no text. Say in alt=\"…\" what it shows."
        for target in _RAW_LINK.findall(line):
            page, anchor = resolve(path, target)
            if target.startswith("http://"):
                yield number, f"'{target}' is not encrypted. Link to https://."
            elif page == path:
                if anchor and anchor not in anchors[path]:
                    yield number, f"'#{anchor}' is no heading or id of this page.{did_you_mean(anchor, anchors[path])}"
            elif page.endswith(".md") and page in anchors:
                yield number, f"'{target}' in HTML is not turned into an address. Write a Markdown link: [words]({target})."
            elif page and page not in anchors and not (docs / page).exists():
                yield number, f"'{target}' leads nowhere. Write a Markdown link, or name a file in docs/."
