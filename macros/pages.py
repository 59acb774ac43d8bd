"""docs/ as a set of pages: front matter, headings, links, images and macro calls, each with its line."""

import ast
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .strict_yaml import Map, Mistake, Text, parse

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*(?:\{\s*#([\w.-]+)[^}]*\})?\s*$")
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
_ID = re.compile(r"\{[^}]*#([\w.-]+)[^}]*\}|\bid=\"([\w.-]+)\"")
_CALL = re.compile(r"\[\[=\s*(\w+)\s*(\(.*?\))?\s*\]\]")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `id` is its anchor."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image as written; `image` tells which."""

    text: str
    target: str
    line: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call: its name and those of its arguments that are literals; of a table, the rows it asks for (None: all)."""

    name: str
    args: tuple
    line: int
    rows: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Page:
    """One Markdown page. `path` is relative to docs/, as links and the navigation spell it."""

    path: str
    meta: Map
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    calls: tuple[Call, ...]
    ids: frozenset[str]
    text: str = ""

    @property
    def title(self) -> str:
        return str(self.meta.get("title", self.headings[0].text if self.headings else self.path))

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables the page shows, in order."""
        return tuple(dict.fromkeys(c.args[0] for c in self.calls if c.name == "table" and c.args))

    @property
    def section_aliases(self) -> Mapping[str, list]:
        """Other words for single sections, by anchor."""
        value = self.meta.get("section_aliases")
        return value if isinstance(value, Map) else {}

    def shows(self, table: str, row: str = "") -> bool:
        """Whether the page shows a table, and in it a row; without a row: whether it shows the whole of it."""
        return any(c.name == "table" and c.args[:1] == (table,) and (c.rows is None or row in c.rows) for c in self.calls)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of the front matter; empty when it is absent."""
        value = self.meta.get(key)
        return tuple(map(str, value)) if isinstance(value, list) else ()


def read_all(docs: Path, mistakes: list[Mistake]) -> dict[str, Page]:
    """Every page under docs/, by its path."""
    pages = {}
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        try:
            source = path.read_text(encoding="utf-8-sig")
        except (UnicodeDecodeError, OSError) as error:
            mistakes.append(Mistake(f"docs/{name}", 1, f"cannot be read as UTF-8 text ({error}). Save it as UTF-8."))
            continue
        pages[name] = read_page(source, name, mistakes)
    return pages


def read_page(source: str, path: str, mistakes: list[Mistake]) -> Page:
    """One page from its text."""
    front, body, first = _front_matter(source)
    meta = _meta(front, f"docs/{path}", mistakes)
    headings, links, calls, ids = [], [], [], set()
    slugs: set[str] = set()
    for number, raw, line in _code_taken_out(body, first):
        if match := _HEADING.match(raw):
            anchor = match[3] or _unique(slug(match[2]), slugs)
            slugs.add(anchor)
            headings.append(Heading(len(match[1]), match[2], anchor, number))
            if "[[=" in match[2]:
                mistakes.append(Mistake(f"docs/{path}", number, "a macro stands in a heading: every change of data would break links "
                                        "to it. Move it into the text."))
        ids.update(a or b for a, b in _ID.findall(line))
        links += [Link(m[2], m[3], number, bool(m[1])) for m in _LINK.finditer(line)]
        calls += [Call(m[1], *_arguments(m[2], number)) for m in _CALL.finditer(line)]
    return Page(path, meta, tuple(headings), tuple(links), tuple(calls), frozenset(ids | {h.id for h in headings}), body)


def resolve(page: str, target: str) -> tuple[str, str]:
    """The (path, anchor) a link on `page` leads to; the path is '' outside docs/."""
    address, _, anchor = target.partition("#")
    if re.match(r"[a-z][a-z+.-]*:|//|/", address, re.IGNORECASE):
        return "", ""
    return (posixpath.normpath(posixpath.join(posixpath.dirname(page), address)) if address else page), anchor


def relative(page: str, target: str) -> str:
    """How `page` writes a link to a docs-relative target, anchor included."""
    path, hash_, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + hash_ + anchor if path else hash_ + anchor


def slug(text: str) -> str:
    """The anchor Python-Markdown gives a heading without one of its own."""
    words = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", text)
    words = re.sub(r"[^\w\s-]", "", words).strip().lower()
    return re.sub(r"[-\s]+", "-", words)


def nav_paths(config: object) -> dict[str, int]:
    """The pages that a mkdocs.yml, already read, lists in its navigation, with their lines."""
    found: dict[str, int] = {}

    def walk(node: object) -> None:
        if isinstance(node, Text):
            found[str(node)] = node.line
        elif isinstance(node, Mapping):
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(config.get("nav") if isinstance(config, Mapping) else None)
    return found


def _unique(anchor: str, taken: set[str]) -> str:
    if anchor not in taken:
        return anchor
    return next(f"{anchor}_{n}" for n in range(1, 1000) if f"{anchor}_{n}" not in taken)


def _front_matter(source: str) -> tuple[str | None, str, int]:
    """The front matter of a page, the text below it and the line that begins on."""
    match = re.match(r"---\n(.*?)\n---\n", source, re.DOTALL)
    return (match[1], source[match.end():], source[: match.end()].count("\n") + 1) if match else (None, source, 1)


def _meta(front: str | None, name: str, mistakes: list[Mistake]) -> Map:
    meta = parse(front, name, mistakes, first_line=2) if front is not None else None
    if isinstance(meta, Map):
        return meta
    empty = Map()
    empty.line = 1
    return empty


def prose(source: str) -> Iterator[tuple[int, str, str]]:
    """The lines of a page that are neither front matter nor code: number, as written, and with code spans blanked out."""
    _, body, first = _front_matter(source)
    return _code_taken_out(body, first)


def _code_taken_out(body: str, first: int) -> Iterator[tuple[int, str, str]]:
    """The lines that are not code: number, as written, and with code spans blanked out."""
    fence = ""
    for number, line in enumerate(body.splitlines(), first):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and line.strip() == match[1]:
                fence = ""
            continue
        if match:
            fence = match[1]
            continue
        yield number, line, _CODE_SPAN.sub(lambda m: "`" + " " * (len(m[0]) - 2) + "`", line)


def _arguments(source: str | None, line: int) -> tuple[tuple, int, tuple[str, ...] | None]:
    try:
        call = ast.parse(f"f{source or '()'}", mode="eval").body
    except SyntaxError:
        return (), line, None
    rows = next((k.value for k in call.keywords if k.arg == "rows" and isinstance(k.value, ast.List)), None)
    chosen = tuple(e.value for e in rows.elts if isinstance(e, ast.Constant)) if rows else None
    return tuple(a.value for a in call.args if isinstance(a, ast.Constant)), line, chosen
