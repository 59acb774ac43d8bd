"""What search knows: pages with all their names, sections with their text, table rows with their cells.

The search worker (docs/assets/search/) reads it. The text of sections comes from the built pages; names, old names,
abbreviations and everyday words come from the data.
"""

import html
import re
from collections.abc import Iterable, Mapping

from .cells import show
from .model import Row, Table
from .reference import home_of
from .site import Site

_SKIPPED_HEADINGS = {"See also", "Check yourself"}


def build(site: Site, entries: Iterable[Mapping[str, str]], urls: Mapping[str, str]) -> dict:
    """The index. `entries` are the sections of the built pages ({location, title, text}), `urls` the address of each page.

    Gives {pages: [[url, title, names, description]], sections: [[page, anchor, title, text, names]],
    rows: [[page, anchor, name, table title, aliases, [[label, text], …]]]}, pages counted from 0.
    """
    order = [path for path in site.nav if path in urls]
    number = {urls[path]: n for n, path in enumerate(order)}
    pages = [[urls[path], site.pages[path].title, names_of(site, path), str(site.pages[path].meta.get("description", ""))] for path in order]
    sections = []
    for entry in entries:
        url, _, anchor = entry["location"].partition("#")
        if url in number and entry["title"] not in _SKIPPED_HEADINGS:
            sections.append([number[url], anchor, plain(entry["title"]), plain(entry["text"]),
                             section_names(site, order[number[url]], anchor)])
    rows = []
    for table in site.data.tables.values():
        page = number.get(urls.get(home_of(site, table.name), ""))
        if page is not None:
            rows += [_row(page, table, row) for row in table.rows.values()]
    return {"pages": pages, "sections": sections, "rows": rows}


def names_of(site: Site, path: str) -> str:
    """Every name of a page's subject: full, short and old names, abbreviations, everyday words."""
    page = site.pages[path]
    names = [*page.words("aliases")]
    for service in site.data.services.values():
        if service.page == path:
            names += [service.name, service.full, *service.aliases, *service.old_names]
    for term in site.data.terms.values():
        if term.page == path:
            names += [term.key, term.full, *term.aliases]
    return " | ".join(dict.fromkeys(filter(None, names)))


def section_names(site: Site, path: str, anchor: str) -> str:
    """Other words for one section: from the page's front matter, or those of the pair it compares."""
    own = site.pages[path].section_aliases.get(anchor, ())
    pair = site.data.pairs.get(anchor) if any(call.name == "pairs" for call in site.pages[path].calls) else None
    return " | ".join([*map(str, own), *(pair.aliases if pair else ())])


def plain(markup: str) -> str:
    """The words of a piece of HTML, with a space wherever a tag stood."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


def _row(page: int, table: Table, row: Row) -> list:
    cells = [[c.label, _unmarked(show(row.cells[c.key], c))] for c in table.columns[1:]]
    notes = " ".join([row.note, *row.notes.values()]).strip()
    name = _unmarked(table.name_of(row))
    return [page, f"{table.name}--{row.key}", name, table.title, " | ".join(row.aliases), [*cells, *([["Note", _unmarked(notes)]] if notes else [])]]


def _unmarked(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("`", "").replace("**", "")
