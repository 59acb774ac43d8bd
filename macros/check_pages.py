"""What is wrong with the pages, and with what data and pages say of each other. One mistake per line, with what to do."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from . import lint_pages
from .model import Catalog
from .pages import Page, resolve
from .strict_yaml import Mistake, did_you_mean

META = ("title", "description", "subject", "aliases", "related", "confused_with", "sources", "checked", "search", "hide", "template",
        "render_macros", "section_aliases")
DESCRIPTION_LENGTH = 155


def mistakes(pages: Mapping[str, Page], data: Catalog, nav: Mapping[str, int], docs: Path) -> list[Mistake]:
    """Everything wrong with pages, navigation and the links in data. `docs` is where images are looked for."""
    anchors = {path: page.ids | _table_ids(page, data) for path, page in pages.items()}
    found = [*_navigation(pages, nav), *_descriptions(pages), *_unused(pages, data), *lint_pages.mistakes(docs, pages, anchors)]
    for page in pages.values():
        found += [*_meta(page, pages, data), *_headings(page), *_links(page, anchors, docs)]
    for path, line, where, target in _data_targets(data):
        if what := _broken(target, *target.partition("#")[::2], anchors):
            found.append(Mistake(path, line, f"{where}: {what}"))
    return found


def _table_ids(page: Page, data: Catalog) -> frozenset[str]:
    """The anchors of the tables a page shows and of their rows."""
    return frozenset(anchor for name in page.tables if (table := data.tables.get(name))
                     for anchor in (name, *(f"{name}--{row}" for row in table.rows if page.shows(name, row))))


def _navigation(pages: Mapping[str, Page], nav: Mapping[str, int]) -> Iterable[Mistake]:
    for path in pages:
        if path not in nav and pages[path].meta.get("template") != "404.html":
            yield Mistake(f"docs/{path}", 1, "the page is missing from the navigation. Add it to nav: in mkdocs.yml.")
    for path, line in nav.items():
        if path not in pages and not re.match(r"https?:", path):
            yield Mistake("mkdocs.yml", line, f"the navigation lists '{path}', which is not in docs/.{did_you_mean(path, pages)}")


def _descriptions(pages: Mapping[str, Page]) -> Iterable[Mistake]:
    for key in ("title", "description"):
        seen: dict[str, str] = {}
        for page in pages.values():
            words = str(page.meta.get(key, ""))
            line = page.meta.line_of(key)
            if not words:
                yield Mistake(f"docs/{page.path}", 1, f"the front matter has no '{key}'. Add one.")
            elif words in seen:
                yield Mistake(f"docs/{page.path}", line, f"the {key} is that of docs/{seen[words]} too. Write another.")
            seen.setdefault(words, page.path)
            if key == "description" and len(words) > DESCRIPTION_LENGTH:
                yield Mistake(f"docs/{page.path}", line, f"the description has {len(words)} characters. Keep it to {DESCRIPTION_LENGTH}.")


def _unused(pages: Mapping[str, Page], data: Catalog) -> Iterable[Mistake]:
    showing: dict[str, list[Page]] = {}
    for page in pages.values():
        for name in page.tables:
            showing.setdefault(name, []).append(page)
    for table in data.tables.values():
        for row in table.rows.values():
            if table.name in showing and not any(page.shows(table.name, row.key) for page in showing[table.name]):
                yield Mistake(table.path, row.line, f"row '{row.key}': no page shows it. Add it to the rows a page asks for, or delete it.")
        if table.name not in showing:
            yield Mistake(table.path, 1, f"no page shows this table. Put [[= table(\"{table.name}\") ]] on a page or delete the file.")


def _meta(page: Page, pages: Mapping[str, Page], data: Catalog) -> Iterable[Mistake]:
    name = f"docs/{page.path}"
    for key in page.meta:
        if key not in META:
            yield Mistake(name, page.meta.line_of(key), f"front matter: unknown key '{key}'.{did_you_mean(key, META)}")
    subject = page.meta.get("subject")
    if subject and subject not in data.services:
        hint = did_you_mean(subject, data.services)
        yield Mistake(name, page.meta.line_of("subject"), f"front matter: no service '{subject}' in data/services/.{hint}")
    for anchor in page.section_aliases:
        if anchor not in page.ids:
            yield Mistake(name, anchor.line, f"section_aliases: the page has no heading '#{anchor}'.{did_you_mean(anchor, page.ids)}")
    for key in ("related", "confused_with"):
        for path in page.words(key):
            if path not in pages:
                yield Mistake(name, page.meta.line_of(key), f"{key}: '{path}' is not in docs/.{did_you_mean(path, pages)}")


def _headings(page: Page) -> Iterable[Mistake]:
    name, seen, level = f"docs/{page.path}", {}, 0
    if sum(h.level == 1 for h in page.headings) != 1:
        yield Mistake(name, 1, "a page has exactly one heading of the first level. Write one '# …' line.")
    for heading in page.headings:
        if heading.id in seen:
            yield Mistake(name, heading.line, f"the id '{heading.id}' is that of line {seen[heading.id]} too. Give one of them another.")
        if heading.level > level + 1 and level:
            yield Mistake(name, heading.line, f"the heading skips a level: {'#' * (level + 1)} should come before {'#' * heading.level}.")
        seen.setdefault(heading.id, heading.line)
        level = heading.level


def _links(page: Page, anchors: Mapping[str, frozenset[str]], docs: Path) -> Iterable[Mistake]:
    name = f"docs/{page.path}"
    for link in page.links:
        if link.image and not link.text.strip():
            yield Mistake(name, link.line, f"the image '{link.target}' has no text. Say in the brackets what it shows.")
        path, anchor = resolve(page.path, link.target)
        if link.target.startswith("http://"):
            yield Mistake(name, link.line, f"'{link.target}' is not encrypted. Link to https://.")
        elif not link.target:
            yield Mistake(name, link.line, f"the link '{link.text}' leads nowhere. Write its target.")
        elif path and not path.endswith(".md") and path != ".":
            if not (docs / path).exists():
                yield Mistake(name, link.line, f"'{link.target}' is not in docs/.")
        elif path and (what := _broken(link.target, path, anchor, anchors)):
            yield Mistake(name, link.line, what)


def _broken(target: str, path: str, anchor: str, anchors: Mapping[str, frozenset[str]]) -> str:
    if path not in anchors:
        return f"the link to '{target}' leads to no page.{did_you_mean(path, anchors)}"
    if anchor and anchor not in anchors[path]:
        return f"the link to '{target}' finds no heading or row '#{anchor}' on docs/{path}.{did_you_mean(anchor, anchors[path])}"
    return ""


def _data_targets(data: Catalog) -> Iterable[tuple[str, int, str, str]]:
    """(file, line, what, target) of every page that data names."""
    for table in data.tables.values():
        for row in table.rows.values():
            if row.page:
                yield table.path, row.page_line, f"row '{row.key}'", row.page
    for service in data.services.values():
        if service.page:
            yield service.path, service.line, f"service '{service.key}'", service.page
    for term in data.terms.values():
        if term.page:
            yield term.path, term.line, f"term '{term.key}'", term.page
    for correction in data.corrections.values():
        yield correction.path, correction.line, f"correction '{correction.id}'", correction.page
    for section in data.notes:
        for page in section.pages:
            yield section.path, section.line, f"section '{section.title}'", page
