"""The page of things that people confuse: rows of one table side by side, the deciding question first."""

from .cells import show
from .model import Column, Pair, Row, Table
from .pages import relative
from .render import inline
from .site import Site, area_of

def pairs(site: Site, page: str, *areas: str) -> str:
    """The pairs of some areas, or all: question, answer, and what differs before what is the same."""
    return "\n\n".join(_pair(page, pair, site.data.tables[pair.table], home) for pair, home in _usable(site) if not areas or area_of(home) in areas)


def pair_areas(site: Site, page: str) -> str:
    """Every pair by area, linked to where it is decided."""
    lines = []
    found: dict[str, list[Pair]] = {}
    for pair, home in _usable(site):
        found.setdefault(area_of(home), []).append(pair)
    for area, items in found.items():
        target = site.listing_of("pairs", area)
        links = ", ".join(f"[{pair.title.rstrip('?')}]({relative(page, f'{target}#{pair.key}')})" for pair in items)
        lines.append(f"- **[{area.replace('-', ' ').capitalize()}]({relative(page, target)})**: {links}")
    return "\n".join(lines)


def _usable(site: Site) -> list[tuple[Pair, str]]:
    """Pairs whose table and rows are there, with the page the table stands on, in the order of the navigation."""
    home = {name: path for path in reversed(site.nav) for name in site.pages[path].tables}
    order = {path: n for n, path in enumerate(site.nav)}
    usable = [(pair, home[pair.table]) for pair in site.data.pairs.values()
              if pair.table in home and (table := site.data.tables.get(pair.table)) and all(row in table.rows for row in pair.rows)]
    return sorted(usable, key=lambda one: order[one[1]])


def _pair(page: str, pair: Pair, table: Table, home: str) -> str:
    rows = [table.rows[key] for key in pair.rows]
    head = " | ".join(f"[{inline(page, table.name_of(row))}]({relative(page, row.page or f'{home}#{table.name}--{row.key}')})" for row in rows)
    differing = sorted(table.columns[1:], key=lambda c: _same(rows, c))
    lines = [f"| Property {{ .kb-pair }} | {head} |", f"|{' --- |' * (len(rows) + 1)}"]
    for column in differing:
        mark = " { .kb-same }" if _same(rows, column) else ""
        cells = " | ".join(f"{inline(page, show(row.cells[column.key], column))}{mark}" for row in rows)
        lines.append(f"| {inline(page, column.label)} | {cells} |")
    source = f"From [{inline(page, table.title)}]({relative(page, f'{home}#{table.name}')}), with sources and dates."
    return "\n".join([f"## {pair.title} {{ #{pair.key} }}", "", f"**{inline(page, pair.question)}** {inline(page, pair.answer)}", "",
                      *lines, "", source, "{ .kb-provenance }"])


def _same(rows: list[Row], column: Column) -> bool:
    return len({show(row.cells[column.key], column) for row in rows}) == 1
