"""The page of things that people confuse: rows of one table side by side, the deciding question first."""

from pathlib import PurePosixPath

from .cells import name_of, show
from .model import Column, Pair, Row, Table
from .pages import relative
from .render import inline
from .site import Site


def pairs(site: Site, page: str, *groups: str) -> str:
    """The pairs of some groups (a group is a file of data/pairs/), or all: question, answer, what differs before what is the same."""
    return "\n\n".join(_pair(page, pair, site.data.tables[pair.table], home) for pair, home in _usable(site) if not groups or _group(pair) in groups)


def pair_areas(site: Site, page: str) -> str:
    """Every pair by group, linked to where it is decided."""
    lines = []
    found: dict[str, list[Pair]] = {}
    for pair, _ in _usable(site):
        found.setdefault(_group(pair), []).append(pair)
    for group, items in found.items():
        target = site.listing_of("pairs", group)
        links = ", ".join(f"[{pair.title.rstrip('?')}]({relative(page, f'{target}#{pair.key}')})" for pair in items)
        lines.append(f"- **[{site.pages[target].title.partition(': ')[2] or group}]({relative(page, target)})**: {links}")
    return "\n".join(lines)


def _group(pair: Pair) -> str:
    return PurePosixPath(pair.path).stem


def _usable(site: Site) -> list[tuple[Pair, str]]:
    """Pairs whose table and rows are there, with the page the table stands on, in the order of the navigation."""
    home = {name: site.home_of(name) for path in site.nav for name in site.pages[path].tables}
    order = {path: n for n, path in enumerate(site.nav)}
    usable = [(pair, home[pair.table]) for pair in site.data.pairs.values()
              if pair.table in home and (table := site.data.tables.get(pair.table)) and all(row in table.rows for row in pair.rows)]
    return sorted(usable, key=lambda one: order[one[1]])


def _pair(page: str, pair: Pair, table: Table, home: str) -> str:
    rows = [table.rows[key] for key in pair.rows]
    head = " | ".join(f"[{inline(page, name_of(table, row))}]({relative(page, row.page or f'{home}#{table.name}--{row.key}')})" for row in rows)
    differing = [c for c in table.columns[1:] if not _same(rows, c)]
    lines = [f"| Property {{ .kb-pair }} | {head} |", f"|{' --- |' * (len(rows) + 1)}"]
    lines += [f"| {inline(page, c.label)} | {' | '.join(inline(page, show(row.cells[c.key], c)) for row in rows)} |" for c in differing]
    same = [f"{inline(page, c.label)}: {inline(page, show(rows[0].cells[c.key], c))}" for c in table.columns[1:] if _same(rows, c) and rows[0].cells[c.key] is not None]
    equal = ["", f"The same in {'both' if len(rows) == 2 else 'all'}: {'; '.join(same)}.", "{ .kb-provenance }"] if same else []
    source = f"From [{inline(page, table.title)}]({relative(page, f'{home}#{table.name}')}), with sources and dates."
    return "\n".join([f"## {pair.title} {{ #{pair.key} }}", "", f"**{inline(page, pair.question)}** {inline(page, pair.answer)}", "",
                      *lines, *equal, "", source, "{ .kb-provenance }"])


def _same(rows: list[Row], column: Column) -> bool:
    return len({show(row.cells[column.key], column) for row in rows}) == 1
