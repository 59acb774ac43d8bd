"""Charts from data/charts/<name>.yml: bars or lines of one table's figures, as plain SVG in the theme's colours.

A chart names a table and columns; it holds no figure of its own.
"""

import html
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from .cells import name_of, show
from .model import Column, Row, Table
from .quantities import Quantity
from .reading import Reader
from .strict_yaml import Map, Mistake, did_you_mean, read

WIDTH, LABEL, BAR, GAP, LINES_HEIGHT = 440, 176, 18, 8, 240  # px; words are 13 px high, and still readable on a phone
_KINDS, _SCALES = ("bars", "lines"), ("linear", "log")


@dataclass(frozen=True)
class Chart:
    """What a file declares; `values` are column keys, `x` the column of the axis of a line chart."""

    name: str
    path: str
    title: str
    description: str
    kind: str
    table: str
    values: tuple[str, ...]
    x: str
    scale: str


def read_all(folder: Path, tables: Mapping[str, Table], mistakes: list[Mistake], unusable: frozenset[str]) -> dict[str, Chart]:
    """Every chart whose table and columns are there, by name; what is wrong is noted."""
    found = {}
    for path in sorted(folder.glob("*.yml")):
        name = f"data/charts/{path.name}"
        raw = read(path, name, mistakes)
        if not isinstance(raw, Map):
            continue
        reader = Reader(name, mistakes, None)
        reader.keys(raw, "chart", ["title", "description", "kind", "table", "scale"], ["value", "values", "x"])
        single = reader.text(raw, "value", "chart")
        chart = Chart(path.stem, name, *(reader.text(raw, key, "chart") for key in ("title", "description")),
                      reader.one_of(raw, "kind", "chart", _KINDS, "bars"), reader.text(raw, "table", "chart"),
                      (single,) if single else reader.words(raw, "values", "chart"), reader.text(raw, "x", "chart"),
                      reader.one_of(raw, "scale", "chart", _SCALES, "linear"))
        if _is_possible(chart, raw, reader, tables, unusable):
            found[chart.name] = chart
    return found


def _is_possible(chart: Chart, raw: Map, reader: Reader, tables: Mapping[str, Table], unusable: frozenset[str]) -> bool:
    if chart.table not in tables:
        if chart.table not in unusable:
            reader.wrong(raw.line_of("table"), f"chart: there is no table '{chart.table}'.{did_you_mean(chart.table, tables)}")
        return False
    known = tables[chart.table].column_keys
    for key in (*chart.values, *([chart.x] if chart.kind == "lines" else [])):
        if key not in known:
            reader.wrong(raw.line, f"chart: table '{chart.table}' has no column '{key}'.{did_you_mean(key, known)}")
            return False
    if not chart.values:
        reader.wrong(raw.line, "chart: it shows nothing. Name a column: value: max_iops")
    return bool(chart.values)


def figure(chart: Chart, table: Table) -> str:
    """The chart with its title as the caption."""
    body, height = _bars(chart, table) if chart.kind == "bars" else _lines(chart, table)
    ids = f"chart-{chart.name}"
    svg = (f'<svg class="kb-chart" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" aria-labelledby="{ids}-title {ids}-description">'
           f'<title id="{ids}-title">{html.escape(chart.title)}</title><desc id="{ids}-description">{html.escape(chart.description)}</desc>{body}</svg>')
    return f'<figure class="kb-figure" data-search-exclude="true">{svg}<figcaption>{html.escape(chart.title)}</figcaption></figure>'


def amount(row: Row, column: Column) -> float | None:
    """A cell as a number in base units; None when it holds none."""
    value = row.cells[column.key]
    if isinstance(value, Quantity):
        return float(value.base[0])
    return float(value) if isinstance(value, Decimal) else None


def _bars(chart: Chart, table: Table) -> tuple[str, int]:
    column = table.column(chart.values[0])
    rows = [(row, size) for row in table.rows.values() if (size := amount(row, column)) is not None]
    place = _scale([size for _, size in rows], chart.scale)
    parts = []
    for n, (row, size) in enumerate(rows):
        y = n * (BAR + GAP) + 4
        length = max(2, place(size) * (WIDTH - LABEL - 90))
        parts.append(_text(LABEL - 8, y + BAR - 5, _short(name_of(table, row)), "end"))
        parts.append(f'<rect x="{LABEL}" y="{y}" width="{length:.0f}" height="{BAR}" rx="2"/>')
        parts.append(_text(LABEL + length + 6, y + BAR - 5, show(row.cells[column.key], column), "start"))
    return "".join(parts), len(rows) * (BAR + GAP) + 8


def _lines(chart: Chart, table: Table) -> tuple[str, int]:
    x_column, columns = table.column(chart.x), [table.column(key) for key in chart.values]
    points = {c.key: [(x, y) for row in table.rows.values() if (x := amount(row, x_column)) is not None and (y := amount(row, c)) is not None] for c in columns}
    across = _scale([x for line in points.values() for x, _ in line], "linear")
    up = _scale([y for line in points.values() for _, y in line], chart.scale)
    left, right, top, bottom = 44, 96, 12, LINES_HEIGHT - 40

    def at(x: float, y: float) -> tuple[float, float]:
        return left + across(x) * (WIDTH - left - right), bottom - up(y) * (bottom - top)

    parts = [f'<path class="kb-axis" d="M{left} {top}V{bottom}H{WIDTH - right}"/>']
    for x in sorted({x for line in points.values() for x, _ in line}):
        if x == int(x):
            parts.append(_text(at(x, 0)[0], bottom + 16, f"{x:,.0f}", "middle"))
    most = max(y for line in points.values() for _, y in line)
    parts += [_text(left - 6, at(0, y)[1] + 4, f"{y:,.0f}", "end") for y in (0, most / 2, most)]
    parts.append(_text((left + WIDTH - right) / 2, bottom + 34, f"{x_column.label}, {x_column.unit}".rstrip(", "), "middle"))
    used: list[float] = []
    for n, column in enumerate(columns):
        line = [at(x, y) for x, y in points[column.key]]
        parts.append(f'<polyline class="kb-line-{n}" points="{" ".join(f"{x:.0f},{y:.0f}" for x, y in line)}"/>')
        y = line[-1][1]
        while any(abs(y - other) < 15 for other in used):
            y += 15
        used.append(y)
        parts.append(_text(line[-1][0] + 6, y + 4, column.label, "start"))
    return "".join(parts), LINES_HEIGHT


def _scale(values: list[float], kind: str):
    """A function from a value to its share, 0 to 1, of the axis."""
    most = max(values)
    if kind == "linear":
        return lambda value: value / most
    least = math.log10(min(v for v in values if v > 0)) - 0.5  # so that the smallest bar is not empty
    return lambda value: (math.log10(value) - least) / (math.log10(most) - least) if value > 0 else 0


def _short(words: str) -> str:
    return words if len(words) <= 26 else words[:25].rstrip() + "…"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{html.escape(words)}</text>'
