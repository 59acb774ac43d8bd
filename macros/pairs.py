"""The page of things that people confuse: rows of one table side by side, the deciding question first."""

from .cells import show
from .model import Column, Pair, Row, Table
from .pages import relative
from .render import inline
from .site import Site

PAGE = "reference/versus.md"


def pairs(site: Site, page: str) -> str:
    """Every pair: its question, its answer, and what differs before what is the same."""
    home = {name: path for path in reversed(site.nav) for name in site.pages[path].tables}
    blocks = [_pair(page, pair, table, home.get(table.name, page)) for pair in site.data.pairs.values()
              if (table := site.data.tables.get(pair.table)) and all(row in table.rows for row in pair.rows)]
    return "\n\n".join(blocks)


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
