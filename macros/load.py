"""data/ -> Catalog: every file read, every mistake of a run found and named by file and line."""

import re
from datetime import date
from pathlib import Path

from . import load_tables
from .model import Catalog, Change, Correction, NoteSection, Pair, Proof, Service, Term
from .reading import Reader
from .strict_yaml import Map, Mistake, Seq, Text, did_you_mean, read

STATUSES = ("current", "renamed", "superseded", "closed", "retired")
CORRECTION_KINDS = ("wrong", "outdated", "name", "status", "misheard", "unclear", "answered")


def catalog(root: Path, today: date | None = None) -> tuple[Catalog, list[Mistake]]:
    """All the data under `root`/data, and what is wrong with it. A table with a mistake is left out."""
    mistakes: list[Mistake] = []
    loader = _Loader(root, mistakes, today or date.today())
    tables = loader.tables()
    on_disk = {path.stem for path, _ in loader.files("tables")}
    result = Catalog(tables, loader.services(), loader.terms(), loader.corrections(), loader.changes(), loader.notes(),
                     loader.pairs(), loader.synonyms(), frozenset(on_disk - set(tables)))
    _relations(result, mistakes)
    return result, sorted(set(mistakes))


class _Loader:
    def __init__(self, root: Path, mistakes: list[Mistake], today: date) -> None:
        self.data, self.root, self.mistakes, self.today = root / "data", root, mistakes, today

    def files(self, folder: str):
        for path in sorted((self.data / folder).glob("*.y*ml")):
            yield path, path.relative_to(self.root).as_posix()

    def _read(self, path: Path, expected: type):
        """The reader and content of one file, or nothing when it cannot be used."""
        name = path.relative_to(self.root).as_posix()
        raw, reader = read(path, name, self.mistakes), Reader(name, self.mistakes, self.today)
        if raw is not None and not isinstance(raw, expected):
            reader.wrong(1, "expected a list of entries, each begun by '- '." if expected is Seq else "expected 'key: value' pairs.")
            raw = None
        return reader, raw if raw is not None else expected()

    def tables(self):
        loaded = (load_tables.load(path, name, self.mistakes, self.today) for path, name in self.files("tables"))
        return {table.name: table for table in loaded if table}

    def _keyed(self, paths: list[Path]):
        """(reader, key, fields) of every entry of files that map keys to entries; a key stands once in all of them."""
        seen: dict[str, str] = {}
        for path in paths:
            reader, raw = self._read(path, Map)
            for key, value in raw.items():
                if key.lower() in seen:
                    reader.wrong(key.line, f"'{key}' stands in {seen[key.lower()]} already. Keep one of them.")
                seen[key.lower()] = f"{reader.path}:{key.line}"
                yield reader, key, reader.map(value, f"'{key}'", key.line)

    def services(self):
        found = {}
        for reader, key, raw in self._keyed([p for p, _ in self.files("services")]):
            where = f"service '{key}'"
            reader.keys(raw, where, ["name", "summary"], [
                "full", "aliases", "old_names", "status", "since", "successor", "page", "url", "source", "proof", "note"])
            status = reader.one_of(raw, "status", where, STATUSES, "current")
            for needed in ("since", "source"):
                if status != "current" and needed not in raw:
                    reader.wrong(key.line, f"{where}: status {status} needs '{needed}'. Add it.")
            found[str(key)] = Service(
                key=str(key), name=reader.text(raw, "name", where), summary=reader.text(raw, "summary", where),
                full=reader.text(raw, "full", where), aliases=reader.words(raw, "aliases", where),
                old_names=reader.words(raw, "old_names", where), status=status, since=reader.text(raw, "since", where),
                successor=reader.text(raw, "successor", where), page=reader.text(raw, "page", where),
                url=reader.text(raw, "url", where), source=reader.source(raw.get("source"), where, raw.line),
                proof=self._status_proof(reader, raw, where), path=reader.path, line=key.line)
        return found

    @staticmethod
    def _status_proof(reader: Reader, raw: Map, where: str) -> Proof | None:
        if "proof" not in raw:
            return None
        fields, where = reader.map(raw["proof"], where, raw.line), f"{where}, proof"
        reader.keys(fields, where, ["at", "find"])
        load_tables.check_pattern(reader, fields, where)
        return Proof("", "status", reader.text(fields, "at", where), reader.text(fields, "find", where), line=fields.line)

    def terms(self):
        found = {}
        for reader, key, raw in self._keyed([p for p, _ in self.files("glossary")]):
            where = f"term '{key}'"
            reader.keys(raw, where, ["means"], ["full", "aliases", "page", "tooltip"])
            found[str(key)] = Term(str(key), reader.text(raw, "means", where), reader.text(raw, "full", where),
                                   reader.words(raw, "aliases", where), reader.text(raw, "page", where),
                                   reader.flag(raw, "tooltip", where), reader.path, key.line)
        return found

    def pairs(self):
        found = {}
        for reader, key, raw in self._keyed([p for p, _ in self.files("pairs")]):
            where = f"pair '{key}'"
            reader.keys(raw, where, ["title", "table", "rows", "question", "answer"], ["aliases"])
            words = [reader.text(raw, k, where) for k in ("title", "table")]
            found[str(key)] = Pair(str(key), *words, reader.words(raw, "rows", where), reader.text(raw, "question", where),
                                   reader.text(raw, "answer", where), reader.words(raw, "aliases", where), reader.path, key.line)
        return found

    def _entries(self, folder: str):
        for path, _ in self.files(folder):
            reader, raw = self._read(path, Seq)
            for item in raw:
                yield reader, reader.map(item, "an entry", 1)

    def corrections(self):
        found = {}
        for reader, raw in self._entries("corrections"):
            key = reader.text(raw, "id", "correction")
            where = f"correction '{key}'"
            reader.keys(raw, where, ["id", "said", "holds", "why", "kind", "notes", "page", "checked"], ["source"])
            if key in found:
                reader.wrong(raw.line, f"{where} stands in {found[key].path}:{found[key].line} already. Give one another id.")
            found[key] = Correction(
                key, *(reader.text(raw, k, where) for k in ("said", "holds", "why")),
                reader.one_of(raw, "kind", where, CORRECTION_KINDS, "wrong"), reader.text(raw, "notes", where),
                reader.text(raw, "page", where), reader.source(raw.get("source"), where, raw.line),
                reader.day(raw, "checked", where), reader.path, raw.line)
        return found

    def synonyms(self):
        path = self.data / "synonyms.yml"
        reader, raw = self._read(path, Seq) if path.exists() else (None, ())
        found, seen = [], {}
        for item in raw:
            if not isinstance(item, Seq) or len(item) < 2:
                reader.wrong(getattr(item, "line", 1), "synonyms: a group is a list of two words or more, as in [db, database].")
                continue
            for word in item:
                if not isinstance(word, Text):
                    reader.wrong(item.line, "synonyms: a group holds words only; quote one that contains a colon.")
                elif word in seen:
                    reader.wrong(word.line, f"synonyms: '{word}' stands in the group of line {seen[word]} already. Join the two.")
                else:
                    seen[word] = word.line
            found.append(tuple(map(str, item)))
        return tuple(found)

    def changes(self):
        found = []
        for reader, raw in self._entries("changes"):
            cell = reader.text(raw, "cell", "change")
            where = f"change of '{cell}'"
            reader.keys(raw, where, ["cell", "was", "since", "source"], ["headline"])
            table, _, place = cell.partition(".")
            row, _, column = place.rpartition(".")
            source = reader.source(raw.get("source"), where, raw.line)
            if source:
                found.append(Change(table, row, column, reader.text(raw, "was", where), reader.text(raw, "since", where),
                                    source, reader.text(raw, "headline", where), reader.path, raw.line))
        return tuple(found)

    def notes(self):
        found = []
        for path, _ in self.files("notes"):
            reader, raw = self._read(path, Seq)
            for item in raw:
                fields = reader.map(item, "an entry", 1)
                reader.keys(fields, "section", ["lines", "title", "pages"])
                lines = re.fullmatch(r"(\d+)(?:-(\d+))?", reader.text(fields, "lines", "section"))
                if lines is None:
                    reader.wrong(fields.line, "section: 'lines' should be as in \"458-470\".")
                    continue
                found.append(NoteSection(int(lines[1]), int(lines[2] or lines[1]), reader.text(fields, "title", "section"),
                                         reader.words(fields, "pages", "section"), reader.path, fields.line))
        return tuple(sorted(found, key=lambda s: s.first))


def _relations(data: Catalog, mistakes: list[Mistake]) -> None:
    """What one file says of another: successors and changed cells must exist."""
    for service in data.services.values():
        if service.successor and service.successor not in data.services:
            hint = did_you_mean(service.successor, data.services)
            mistakes.append(Mistake(service.path, service.line, f"service '{service.key}': no successor '{service.successor}'.{hint}"))
        if not (service.page or service.url):
            mistakes.append(Mistake(service.path, service.line, f"service '{service.key}': it leads nowhere. Add 'page' or 'url'."))
    for change in data.changes:
        table = data.tables.get(change.table)
        row = table.rows.get(change.row) if table else None
        if change.table not in data.unusable and (row is None or change.column not in row.cells):
            what = f"change of '{change.table}.{change.row}.{change.column}': there is no such cell.{did_you_mean(change.table, data.tables)}"
            mistakes.append(Mistake(change.path, change.line, what))
    for pair in data.pairs.values():
        table = data.tables.get(pair.table)
        if table is None:
            if pair.table not in data.unusable:
                what = f"pair '{pair.key}': there is no table '{pair.table}'.{did_you_mean(pair.table, data.tables)}"
                mistakes.append(Mistake(pair.path, pair.line, what))
            continue
        if not 2 <= len(pair.rows) <= 4:
            mistakes.append(Mistake(pair.path, pair.line, f"pair '{pair.key}': {len(pair.rows)} rows. Name two to four that people confuse."))
        for row in pair.rows:
            if row not in table.rows:
                what = f"pair '{pair.key}': table '{pair.table}' has no row '{row}'.{did_you_mean(row, table.rows)}"
                mistakes.append(Mistake(pair.path, pair.line, what))
