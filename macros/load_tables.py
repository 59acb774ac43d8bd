"""data/tables/<name>.yml -> Table. The columns block of a file is the only schema its rows have."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from sys import intern
from types import MappingProxyType

from . import cells
from .model import KINDS, Column, Proof, Row, Source, Table
from .reading import Reader
from .strict_yaml import Map, Mistake, Seq, Text, did_you_mean, read

_TABLE_KEYS = ("title", "question", "checked", "sources", "columns", "rows")
_TABLE_OPTIONS = ("review_days", "layout", "proofs")
_ROW_OPTIONS = ("page", "aliases", "note", "notes", "checked")
_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_NONE: Mapping[str, str] = MappingProxyType({})  # most rows have no notes
REVIEW_DAYS = 180


def load(path: Path, name: str, mistakes: list[Mistake], today: date) -> Table | None:
    """The table in a file; None, with the mistakes noted, when it cannot be used. `name` is the path for messages."""
    raw = read(path, name, mistakes)
    if raw is None:
        return None
    before = len(mistakes)
    reader = Reader(name, mistakes, today)
    raw = reader.map(raw, "a table file")
    reader.keys(raw, "table", _TABLE_KEYS, _TABLE_OPTIONS)
    sources = _sources(reader, raw)
    columns = _columns(reader, raw, sources)
    rows = {str(key): row for key, row in _rows(reader, raw, columns, sources)}
    table = Table(
        name=path.stem, path=name, title=reader.text(raw, "title", "table"),
        question=reader.text(raw, "question", "table"), checked=reader.day(raw, "checked", "table"),
        review_days=reader.number(raw, "review_days", "table", REVIEW_DAYS), sources=sources, columns=columns, rows=rows,
        proofs=_proofs(reader, raw, columns, rows), layout=reader.one_of(raw, "layout", "table", ["facts", ""], ""),
    )
    return table if len(mistakes) == before else None


def _sources(reader: Reader, raw: Map) -> dict[str, Source]:
    block = reader.map(raw.get("sources"), "sources", raw.line)
    return {str(key): reader.source(value, f"source '{key}'", key.line) for key, value in block.items()}


def _columns(reader: Reader, raw: Map, sources: dict[str, Source]) -> tuple[Column, ...]:
    found = []
    for key, value in reader.map(raw.get("columns"), "columns", raw.line).items():
        where = f"column '{key}'"
        fields = reader.map(value, where, key.line)
        reader.keys(fields, where, ["label", "kind"], ["unit", "of", "or", "source"])
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key) or key in ("source", *_ROW_OPTIONS):
            reader.wrong(key.line, f"{where}: a column key is lower case with underscores, and none of source, {', '.join(_ROW_OPTIONS)}.")
        kind = reader.one_of(fields, "kind", where, sorted(KINDS), "text")
        of = reader.words(fields, "of", where)
        if kind == "choice" and not of:
            reader.wrong(key.line, f"{where}: a choice needs its words. Add 'of: [..]'.")
        found.append(Column(str(key), reader.text(fields, "label", where), kind, reader.text(fields, "unit", where), of,
                            reader.words(fields, "or", where), "".join(_cited(reader, fields, where, sources))))
    return tuple(found)


def _rows(reader: Reader, raw: Map, columns: tuple[Column, ...], sources: dict[str, Source]):
    keys = [c.key for c in columns]
    for key, value in reader.map(raw.get("rows"), "rows", raw.line).items():
        where = f"row '{key}'"
        fields = reader.map(value, where, key.line)
        if not _KEY.fullmatch(key):
            reader.wrong(key.line, f"{where}: a row key is lower case letters, digits and hyphens.")
        reader.keys(fields, where, [*keys, "source"], _ROW_OPTIONS)
        yield key, Row(
            key=str(key), cells={c.key: _cell(reader, fields, c, where) for c in columns},
            sources=_cited(reader, fields, where, sources), page=reader.text(fields, "page", where),
            checked=reader.day(fields, "checked", where) if "checked" in fields else None,
            aliases=reader.words(fields, "aliases", where), note=reader.text(fields, "note", where),
            notes=_cell_notes(reader, fields, where, keys), line=key.line, page_line=fields.line_of("page"),
        )


def _cell(reader: Reader, fields: Map, column: Column, where: str):
    if column.key not in fields:
        return None  # already noted as missing
    try:
        return cells.parse(fields[column.key], column)
    except cells.BadCell as error:
        reader.wrong(fields.line_of(column.key), f"{where}, column '{column.key}': {error}")
        return None


def _cell_notes(reader: Reader, fields: Map, where: str, keys: list[str]) -> Mapping[str, str]:
    if "notes" not in fields:
        return _NONE
    notes = reader.map(fields["notes"], f"{where}, notes", fields.line)
    reader.keys(notes, f"{where}, notes", [], keys)
    return {str(key): reader.text(notes, key, where) for key in notes}


def _cited(reader: Reader, fields: Map, where: str, sources: dict[str, Source]) -> tuple[str, ...]:
    raw = fields.get("source")
    cited = tuple(intern(str(key)) for key in (raw if isinstance(raw, Seq) else [raw] if isinstance(raw, Text) else []))
    for key in cited:
        if key not in sources:
            hint = did_you_mean(key, sources) or f" Known: {', '.join(sources) or 'none'}."
            reader.wrong(fields.line_of("source"), f"{where}: unknown source '{key}'.{hint}")
    return cited


def _proofs(reader: Reader, raw: Map, columns: tuple[Column, ...], rows: dict[str, Row]) -> tuple[Proof, ...]:
    found = []
    for item in reader.seq(raw, "proofs", "table"):
        fields = reader.map(item, "proof", raw.line_of("proofs"))
        reader.keys(fields, "proof", ["cell", "at", "find"], ["means", "unit"])
        cell = reader.text(fields, "cell", "proof")
        row, _, column = cell.rpartition(".")
        line = fields.line
        if row not in rows:
            reader.wrong(line, f"proof for '{cell}': the table has no row '{row}'.{did_you_mean(row, rows)}")
        elif column not in (keys := [c.key for c in columns]):
            reader.wrong(line, f"proof for '{cell}': the table has no column '{column}'.{did_you_mean(column, keys)}")
        elif rows[row].cells[column] is None:
            reader.wrong(line, f"proof for '{cell}': the cell is ~, there is nothing to prove. Remove the proof.")
        groups = check_pattern(reader, fields, f"proof for '{cell}'")
        found.append(Proof(intern(row), intern(column), intern(reader.text(fields, "at", "proof")),  # thousands share a few places
                           reader.text(fields, "find", "proof"), reader.text(fields, "means", "proof"),
                           reader.text(fields, "unit", "proof"), line, groups > 0))
    return tuple(found)


def check_pattern(reader: Reader, fields: Map, where: str) -> int:
    """Note what is wrong with the pattern of a proof. Gives the number of its groups."""
    try:
        groups = _groups(reader.text(fields, "find", "proof"))
    except re.error as error:
        reader.wrong(fields.line_of("find"), f"{where}: the pattern does not compile ({error}). Escape what is literal.")
        return 0
    if groups > 1:
        reader.wrong(fields.line, f"{where}: the pattern has {groups} groups. Capture the figure alone; write (?:…) elsewhere.")
    if groups and "means" in fields:
        reader.wrong(fields.line, f"{where}: a pattern captures or 'means' states, not both. Remove one.")
    return groups


@cache
def _groups(pattern: str) -> int:
    """The number of its groups; many proofs look for the same words."""
    return re.compile(pattern).groups
