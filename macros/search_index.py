"""What search knows: pages with all their names, sections with their text, table rows, services and terms.

The search worker (docs/assets/search/) reads it. The text of sections comes from the built pages; names, old names,
abbreviations and everyday words come from the data.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from .cells import name_of, show
from .model import Row, Table
from .pages import Page
from .reference import anchor_of
from .render import month
from .site import Site

_SKIPPED_HEADINGS = {"See also", "Check yourself"}
_LISTINGS = {"table_list", "table_areas", "corrections", "correction_areas", "limit_tables", "limit_areas", "services", "glossary", "notes_map", "verified"}


def build(site: Site, entries: Iterable[Mapping[str, str]], urls: Mapping[str, str]) -> dict:
    """The index. `entries` are the sections of the built pages ({location, title, text}), `urls` the address of each page.

    Gives {pages: [[url, title, names, description, kind, former names]], sections: [[page, anchor, title, text, names]],
    rows: [[page, anchor, name, table title, aliases, [[label, text], …]]], synonyms: [[word, …]]}, pages counted from 0.
    """
    order = [path for path in site.nav if path in urls]
    number = {path: n for n, path in enumerate(order)}
    by_url = {urls[path]: path for path in order}
    sections = []
    for entry in entries:
        url, _, anchor = entry["location"].partition("#")
        path = by_url.get(url)
        if path and entry["title"] not in _SKIPPED_HEADINGS and not (anchor and _is_generated(site.pages[path])):
            sections.append([number[path], anchor, plain(entry["title"]), plain(entry["text"]), section_names(site, path, anchor)])
    rows = []
    for table in site.data.tables.values():
        rows += [_row(site, number[home], table, row) for row in table.rows.values()
                 if (home := site.home_of(table.name, row.key)) in number and table.name in site.pages[home].tables]
    return {"pages": [_page(site, path, urls[path]) for path in order], "sections": sections, "rows": [*rows, *_services(site, number), *_terms(site, number)],
            "synonyms": site.data.synonyms}


def kind_of(page: Page) -> str:
    """'versus' for a page of pairs, 'listing' for one that only lists data or is about the site itself, else ''."""
    calls = {call.name for call in page.calls}
    about_the_site = page.path.startswith("reference/") and page.path != "reference/ports.md"
    return "versus" if calls & {"pairs", "pair_areas"} else "listing" if calls & _LISTINGS or about_the_site else ""


def _is_generated(page: Page) -> bool:
    """Whether the headings of a page come from a listing: what they head is found where it stands."""
    return any(call.name in ("corrections", "limit_tables", "services", "glossary") for call in page.calls)


def names_of(site: Site, path: str) -> str:
    """Every name of a page's subject: full, short and old names, abbreviations, everyday words."""
    page = site.pages[path]
    names = [*page.words("aliases")]
    for service in site.services_at.get(path, ()):
        names += [service.name, service.full, *service.aliases, *service.old_names]
    for term in site.terms_at.get(path, ()):
        names += [term.key, term.full, *term.aliases]
    return " | ".join(dict.fromkeys(filter(None, names)))


def section_names(site: Site, path: str, anchor: str) -> str:
    """Other words for one section: from the page's front matter, of the services it treats, of the pair it compares."""
    names = [*map(str, site.pages[path].section_aliases.get(anchor, ()))]
    if anchor:
        for service in site.services_at.get(f"{path}#{anchor}", ()):
            names += [service.name, service.full, *service.aliases, *service.old_names]
        pair = site.data.pairs.get(anchor) if kind_of(site.pages[path]) == "versus" else None
        names += pair.aliases if pair else ()
    return " | ".join(dict.fromkeys(filter(None, names)))


def plain(markup: str) -> str:
    """The words of a piece of HTML, with a space wherever a tag stood."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


def _page(site: Site, path: str, url: str) -> list:
    page = site.pages[path]
    former = [name for service in site.services_at.get(path, ()) for name in service.old_names]
    return [url, page.title, names_of(site, path), str(page.meta.get("description", "")), kind_of(page), ", ".join(former)]


def _row(site: Site, page: int, table: Table, row: Row) -> list:
    cells = [[c.label, _unmarked(show(row.cells[c.key], c))] for c in table.columns[1:]]
    cells += [["Formerly", _unmarked(change.was)] for change in site.changes_of(table.name).values() if change.row == row.key]
    notes = _unmarked(" ".join([row.note, *row.notes.values()]).strip())
    return [page, f"{table.name}--{row.key}", _unmarked(name_of(table, row)), table.title, " | ".join(row.aliases), [*cells, *([["Note", notes]] if notes else [])]]


def _services(site: Site, number: Mapping[str, int]) -> Iterator[list]:
    """Services without a page of their own here, and those that changed: found in the lists of the reference."""
    for key, item in site.data.services.items():
        changed = bool(item.old_names) or item.status != "current"
        if item.page and not changed:
            continue
        lists = _listing(site, number, "services", item.name.removeprefix("Amazon ").removeprefix("AWS "), "changed" if changed else "same")
        if lists:
            status = [["Status", f"{item.status} since {month(item.since)}"]] if item.status not in ("current", "renamed") else []
            former = [["Formerly", ", ".join(item.old_names)]] if item.old_names else []
            names = dict.fromkeys(filter(None, [item.full, *item.aliases, *item.old_names]))
            yield [number[lists[0]], f"service-{key}", item.name, "Services", " | ".join(names), [*former, *status, ["Is", _unmarked(item.summary)]]]


def _terms(site: Site, number: Mapping[str, int]) -> Iterator[list]:
    for key, term in site.data.terms.items():
        if not (lists := _listing(site, number, "glossary", key)):
            continue
        yield [number[lists[0]], f"term-{anchor_of(key)}", key, "Glossary", " | ".join(filter(None, [term.full, *term.aliases])), [["Is", _unmarked(term.means)]]]


def _listing(site: Site, number: Mapping[str, int], macro: str, word: str, which: str = "") -> list[str]:
    """The pages that call a listing in one alphabet, and list this word."""
    found = []
    for path, call in site.calling.get(macro, ()):
        kind, *letters = call.args if macro == "services" and call.args else ("", *call.args)
        first, last = letters or ("", "z")
        if path in number and kind in ("", which) and first <= word[0].lower() <= last:
            found.append(path)
    return found


def _unmarked(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("`", "").replace("**", "")
