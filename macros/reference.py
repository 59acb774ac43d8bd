"""The reference pages: listings of all that the data holds."""

import re
from collections import Counter

from .cells import name_of, show
from .model import Change, Table
from .pages import relative
from .render import attribute, bullet_list, day, inline, month, source_link
from .site import Site, area_of

_KIND_WORDS = {
    "wrong": "wrong", "outdated": "outdated", "name": "name", "status": "status", "misheard": "misheard", "unclear": "unclear",
    "answered": "left open, answered",
}

_STATUS_WORDS = {"superseded": "Superseded", "closed": "Closed to new customers", "retired": "Retired"}


def table_list(site: Site, page: str, *areas: str) -> str:
    """Every table of some areas (of all, when none is named): the decision it serves, its age, the share proved."""
    lines = ["| Table | It answers | Checked | Review due | Figures | Proved |", "| --- | --- | --- | --- | ---: | ---: |"]
    for table, home in _tables(site, areas):
        figures, proved = figure_counts(table)
        due = f"**{day(table.review_due)}**" if site.today >= table.review_due else day(table.review_due)
        lines.append(f"| [{inline(page, table.title)}]({relative(page, f'{home}#{table.name}')}) | {inline(page, table.question)} | {day(table.checked)} "
                     f"| {due} | {figures} | {proved} |")
    return _unindexed("\n".join(lines))


def verified(site: Site, page: str) -> str:
    """By area: how many tables and figures, how many proved, the oldest check and the next review."""
    lines = ["| Area | Tables | Figures | Proved | Share | Oldest check | Next review |", "| --- | ---: | ---: | ---: | ---: | --- | --- |"]
    for area, tables in site.tables_by_area.items():
        counts = [figure_counts(table) for table, _ in tables]
        figures, proved = sum(c[0] for c in counts), sum(c[1] for c in counts)
        share = f"{proved / figures:.0%}" if figures else "n/a"
        lines.append(f"| {_listing(site, page, 'table_list', area)} | {len(tables)} | {figures} | {proved} | {share} "
                     f"| {day(min(t.checked for t, _ in tables))} | {day(min(t.review_due for t, _ in tables))} |")
    return "\n".join(lines)


def proof_totals(site: Site, page: str) -> str:
    """'900 of 1,300 figures (69%)'"""
    counts = [figure_counts(t) for t in site.data.tables.values()]
    figures, proved = sum(c[0] for c in counts), sum(c[1] for c in counts)
    return f"{proved:,} of {figures:,} figures ({proved / figures:.0%})" if figures else "no figures yet"


def changes(site: Site, page: str, most: int = 0) -> str:
    """What AWS changed: the old figure, the new one, since when; only the latest ones when `most` is given."""
    lines = ["| Figure | Was | Is | Since | Source |", "| --- | --- | --- | --- | --- |"]
    for change in _known_changes(site)[:most or None]:
        table = site.data.tables[change.table]
        what = f"{name_of(table, table.rows[change.row])}, {table.column(change.column).label}"
        home = relative(page, f"{site.home_of(table.name, change.row)}#{table.name}--{change.row}")
        lines.append(f"| [{inline(page, what)}]({home}) | {inline(page, change.was)} | {site.fact(page, table.name, change.row, change.column)} "
                     f"| {month(change.since)} | {source_link(change.source)} |")
    return "\n".join(lines)


def latest_changes(site: Site, page: str, most: int) -> str:
    """The latest changes that have a headline, as a short list: 'IOPS of a gp3 volume: 16,000, now 80,000 (September 2025)'."""
    lines = []
    for change in _known_changes(site):
        if change.headline:
            home = relative(page, f"{site.home_of(change.table, change.row)}#{change.table}--{change.row}")
            now = site.fact(page, change.table, change.row, change.column)
            lines.append(f"[{inline(page, change.headline)}]({home}): {inline(page, change.was)}, now **{now}** ({month(change.since)})")
    return bullet_list(lines[:most])


def _known_changes(site: Site) -> list[Change]:
    """The changes whose cell is there, the latest first."""
    known = [c for c in site.data.changes if c.table in site.data.tables and c.row in site.data.tables[c.table].rows]
    return sorted(known, key=lambda c: re.sub(r"[^\d-]", "", c.since), reverse=True)


def corrections(site: Site, page: str, *areas: str) -> str:
    """Every claim of the notes that does not hold, by the page that treats it; those of some areas, or all."""
    lines = []
    order = {path: n for n, path in enumerate(site.nav)}
    items = [c for c in site.data.corrections.values() if not areas or area_of(c.page) in areas]
    last = ""
    for item in sorted(items, key=lambda c: (order.get(c.page.partition("#")[0], 999), c.page.partition("#")[0], c.id)):
        target = item.page.partition("#")[0]
        if target != last:
            lines += ["", f"## {site.pages[target].title if target in site.pages else target} {{ #{anchor_of(target)} }}", ""]
            last = target
        source = f" {source_link(item.source)}, checked {day(item.checked)}." if item.source else ""
        lines.append(f'- <span id="{item.id}"></span>**{inline(page, item.holds)}** '
                     f"The notes ({_KIND_WORDS[item.kind]}): {inline(page, item.said)} {inline(page, item.why)} "
                     f"[Page]({relative(page, item.page)}).{source}")
    return "\n".join(lines)


def correction_counts(site: Site, page: str) -> str:
    """'12 wrong, 30 outdated, …'"""
    count = Counter(c.kind for c in site.data.corrections.values())
    return ", ".join(f"{count[kind]} {words}" for kind, words in _KIND_WORDS.items() if count[kind])


def correction_areas(site: Site, page: str) -> str:
    """The areas with the number of corrections in each."""
    count = Counter(area_of(c.page) for c in site.data.corrections.values())
    return bullet_list(f"{_listing(site, page, 'corrections', area)}: {count[area]}" for area in _areas(site) if count[area])


def glossary(site: Site, page: str, first: str = "", last: str = "z") -> str:
    """The terms that are no service, in one alphabet; only those from one letter to another where they are given."""
    entries = []
    for term in site.data.terms.values():
        full = f" ({term.full})" if term.full else ""
        more = f" [More]({relative(page, term.page)})." if term.page else ""
        entries.append((term.key, f"<span id=\"term-{anchor_of(term.key)}\"></span>**{term.key}**{full}: {inline(page, term.means)}{more}"))
    return _alphabet(entries, first, last)


def services(site: Site, page: str, which: str = "", first: str = "", last: str = "z") -> str:
    """Services and features in one alphabet: page, what it is, old names, status. `which` is '' for all, 'same' or 'changed'."""
    entries = []
    for item in site.data.services.values():
        if which and which != ("changed" if item.old_names or item.status != "current" else "same"):
            continue
        old = f" Formerly {', '.join(item.old_names)}." if item.old_names else ""
        then = f"; use {site.data.services[item.successor].name}" if item.successor in site.data.services else ""
        status = "" if item.status in ("current", "renamed") else f" **{_STATUS_WORDS[item.status]}** since {month(item.since)}{then}."
        full = f" ({item.full})" if item.full and item.full != item.name else ""
        link = f"[{item.name}]({relative(page, item.page) if item.page else item.url})"
        place = f'<span id="service-{item.key}"></span>'
        entries.append((item.name.removeprefix("Amazon ").removeprefix("AWS "), f"{place}{link}{full}: {inline(page, item.summary)}{old}{status}"))
    return _alphabet(entries, first, last)


def _alphabet(entries: list[tuple[str, str]], first_letter: str, last_letter: str) -> str:
    lines, letter = [], ""
    for key, words in sorted(entries, key=lambda e: e[0].casefold()):
        if not first_letter <= key[0].lower() <= last_letter:
            continue
        first = key[0].upper() if key[0].isalpha() else "0-9"
        if first != letter:
            letter = first
            lines += ["", f"## {letter} {{ #letter-{letter.lower()} }}", ""]
        lines.append(f"- {words}")
    return "\n".join(lines)


def notes_map(site: Site, page: str) -> str:
    """Each section of the notes, in their order, and where it went."""
    lines = []
    for section in site.data.notes:
        links = ", ".join(f"[{site.pages[p.partition('#')[0]].title}]({relative(page, p)})" for p in section.pages if p.partition("#")[0] in site.pages)
        lines.append(f"{section.first}-{section.last} {inline(page, section.title)}: {links}")
    return _unindexed(bullet_list(lines))


def limit_tables(site: Site, page: str, *areas: str) -> str:
    """Every table of limits of some areas, or of all, as plain tables."""
    lines = []
    for table, home in _tables(site, areas):
        if table.name.endswith("-limits"):
            lines += ["", f"## {inline(page, table.title)} {{ #{table.name}-here }}", "", _framed(table.title, _plain(page, table)), "",
                      f"Sources, dates and tools: [{site.pages[home].title}]({relative(page, f'{home}#{table.name}')})."]
    return "\n".join(lines)


def limit_areas(site: Site, page: str) -> str:
    """The areas with the names of their tables of limits."""
    return bullet_list(f"{_listing(site, page, 'limit_tables', area)}: " + ", ".join(t.title.removeprefix("Limits of ") for t in limits)
                       for area in _areas(site) if (limits := [t for t, _ in _tables(site, (area,)) if t.name.endswith("-limits")]))


def table_areas(site: Site, page: str) -> str:
    """The areas with the number of their tables."""
    return bullet_list(f"{_listing(site, page, 'table_list', area)}: {len(tables)} tables" for area, tables in site.tables_by_area.items())


def figure_counts(table: Table) -> tuple[int, int]:
    """How many figure cells a table has, and how many of them are proved."""
    return len(table.figures), len(table.figures & table.proved)


def _tables(site: Site, areas: tuple[str, ...]) -> list[tuple[Table, str]]:
    return [one for area, tables in site.tables_by_area.items() if not areas or area in areas for one in tables]


def _areas(site: Site) -> list[str]:
    return list(dict.fromkeys(area_of(path) for path in site.nav))


def _listing(site: Site, page: str, macro: str, area: str) -> str:
    """The name of an area, linked to the page that lists what the macro gives for it."""
    name = site.pages[f"{area}/index.md"].title if f"{area}/index.md" in site.pages else area.capitalize()
    target = site.listing_of(macro, area)
    return f"[{name}]({relative(page, target)})" if target else name


def _plain(page: str, table: Table) -> str:
    lines = [f"| {' | '.join(inline(page, c.label) for c in table.columns)} |", f"|{' --- |' * len(table.columns)}"]
    lines += [f"| {' | '.join(inline(page, show(row.cells[c.key], c)) for c in table.columns)} |" for row in table.rows.values()]
    return "\n".join(lines)


def _framed(title: str, markdown: str) -> str:
    """A table in a frame of its own that scrolls and takes the focus; search passes over it too."""
    return f'<div class="kb-frame" role="region" aria-label="{attribute(title)}" tabindex="0" data-search-exclude="true" markdown="1">\n\n{markdown}\n\n</div>'


def _unindexed(markdown: str) -> str:
    """Markdown that search passes over, because the rows are found where they stand."""
    return f'<div data-search-exclude="true" markdown="1">\n\n{markdown}\n\n</div>'


def anchor_of(words: str) -> str:
    """The address that some words, or a page, have in a listing."""
    return re.sub(r"[^a-z0-9]+", "-", words.removesuffix(".md").lower()).strip("-")


LISTINGS = {listing.__name__: listing for listing in (
    table_list, table_areas, verified, proof_totals, changes, latest_changes, corrections, correction_counts, correction_areas, glossary, services, notes_map, limit_tables,
    limit_areas)}
