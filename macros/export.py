"""The data as files to publish: one JSON and one CSV per table, an index and the JSON Schema they follow."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from .cells import show
from .model import Column, Row, Table, Value
from .quantities import Quantity
from .reference import figure_counts
from .site import Site

FOLDER = "data"


def files(site: Site) -> Iterator[tuple[str, str]]:
    """(path below the site's root, content) of every file."""
    for table in site.data.tables.values():
        yield f"{FOLDER}/{table.name}.json", _json(table_object(site, table))
        yield f"{FOLDER}/{table.name}.csv", table_csv(table)
    yield f"{FOLDER}/index.json", _json(index(site))
    yield f"{FOLDER}/schema.json", _json(SCHEMA)


def table_object(site: Site, table: Table) -> dict:
    """A table with everything a reader sees in it: typed values, units, sources, dates and the state of each figure."""
    return {
        "$schema": "schema.json", "name": table.name, "title": table.title, "question": table.question,
        "checked": table.checked.isoformat(), "review_due": table.review_due.isoformat(),
        "proved_against": site.versions_of(table), "page": _page_url(site, table),
        "sources": {key: {"title": s.title, "url": s.url} for key, s in table.sources.items()},
        "columns": [_column(c) for c in table.columns],
        "rows": [{
            "key": row.key, "sources": list(row.sources), "note": row.note,
            "checked": table.checked_on(row).isoformat(),
            "cells": {c.key: _cell(table, row, c) for c in table.columns},
        } for row in table.rows.values()],
    }


def table_csv(table: Table) -> str:
    """A table as CSV: the words a reader sees, a head row of column labels, a last column of source addresses."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["key", *(c.label for c in table.columns), "checked", "sources"])
    for row in table.rows.values():
        cited = dict.fromkeys(key for c in table.columns for key in table.cited(row, c))
        urls = " ".join(table.sources[key].url for key in cited)
        writer.writerow([row.key, *(show(row.cells[c.key], c) for c in table.columns), table.checked_on(row).isoformat(), urls])
    return out.getvalue()


def index(site: Site) -> dict:
    """All tables, with the addresses of their files."""
    entries = []
    for table in site.data.tables.values():
        figures, proved = figure_counts(table)
        entries.append({
            "name": table.name, "title": table.title, "question": table.question, "checked": table.checked.isoformat(),
            "rows": len(table.rows), "columns": len(table.columns), "figures": figures, "proved": proved,
            "json": f"{table.name}.json", "csv": f"{table.name}.csv", "page": _page_url(site, table),
        })
    return {"$schema": "schema.json#/$defs/index", "tables": entries}


def _page_url(site: Site, table: Table) -> str:
    """The address of a table on the site, relative to the folder of the data files."""
    page = site.home_of(table.name).removesuffix(".md").removesuffix("index")
    return f"../{page.rstrip('/')}/#{table.name}" if page else f"../#{table.name}"


def _column(column: Column) -> dict:
    words = {"unit": column.unit, "source": column.source, "of": list(column.of), "or": list(column.words)}
    return {"key": column.key, "label": column.label, "kind": column.kind, **{k: v for k, v in words.items() if v}}


def _cell(table: Table, row: Row, column: Column) -> dict:
    cell = {"value": _plain(row.cells[column.key]), "text": show(row.cells[column.key], column)}
    if table.is_figure(row, column):
        cell["state"] = "proved" if (row.key, column.key) in table.proved else "dated"
    if column.key in row.notes:
        cell["note"] = row.notes[column.key]
    return cell


def _plain(value: Value) -> object:
    if isinstance(value, Quantity):
        return {"amount": _plain(value.amount), "unit": value.unit}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


_TEXT, _DAY, _COUNT = {"type": "string"}, {"type": "string", "format": "date"}, {"type": "integer", "minimum": 0}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A comparison table of AWS Notes",
    "type": "object",
    "required": ["name", "title", "checked", "sources", "columns", "rows"],
    "properties": {
        "name": _TEXT, "title": _TEXT, "question": _TEXT, "checked": _DAY, "review_due": _DAY, "proved_against": _TEXT, "page": _TEXT,
        "sources": {"type": "object", "additionalProperties": {
            "type": "object", "required": ["title", "url"], "properties": {"title": _TEXT, "url": {"type": "string", "format": "uri"}}}},
        "columns": {"type": "array", "items": {
            "type": "object", "required": ["key", "label", "kind"],
            "properties": {"key": _TEXT, "label": _TEXT, "unit": _TEXT, "source": _TEXT, "of": {"type": "array", "items": _TEXT}, "or": {"type": "array", "items": _TEXT},
                           "kind": {"enum": ["text", "code", "number", "quantity", "value", "yesno", "choice", "list", "port", "date"]}}}},
        "rows": {"type": "array", "items": {"$ref": "#/$defs/row"}},
    },
    "$defs": {
        "row": {"type": "object", "required": ["key", "cells", "sources"], "properties": {
            "key": _TEXT, "note": _TEXT, "checked": _DAY, "sources": {"type": "array", "items": _TEXT, "minItems": 1},
            "cells": {"type": "object", "additionalProperties": {"$ref": "#/$defs/cell"}}}},
        "cell": {"type": "object", "required": ["value", "text"], "properties": {
            "value": {"description": "null is 'does not apply'; a quantity is {amount, unit}"},
            "text": _TEXT, "note": _TEXT,
            "state": {"enum": ["proved", "dated"], "description": "of figures only: compared with AWS's models by machine, or read on the day of the check"}}},
        "index": {"type": "object", "required": ["tables"], "properties": {"tables": {"type": "array", "items": {
            "type": "object", "required": ["name", "json", "csv"],
            "properties": {"name": _TEXT, "title": _TEXT, "question": _TEXT, "checked": _DAY, "rows": _COUNT, "columns": _COUNT, "figures": _COUNT, "proved": _COUNT,
                           "json": _TEXT, "csv": _TEXT, "page": _TEXT}}}}},
    },
}
