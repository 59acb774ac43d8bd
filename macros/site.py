"""The data and the pages together: what a macro needs to answer a page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from . import charts, check_pages, diagrams, load, pages, render
from .model import Catalog, Change, Column, Correction, Row, Table
from .pages import Page
from .strict_yaml import Map, Mistake, did_you_mean, read

T = TypeVar("T")


class Unknown(LookupError):
    """A page asks for something that is not in the data; `args[0]` says what, and the nearest there is."""


class Site:
    """One reading of data/ and docs/. `mistakes` holds what is wrong with either, sorted and told once."""

    def __init__(self, data: Catalog, docs: Mapping[str, Page], mistakes: list[Mistake], nav: Sequence[str],
                 today: date, artefacts: Mapping[str, str], drawings: Mapping[str, diagrams.Diagram],
                 charted: Mapping[str, charts.Chart]) -> None:
        self.data, self.pages, self.mistakes, self.nav = data, docs, mistakes, tuple(nav)
        self.today, self.artefacts, self.diagrams, self.charts = today, artefacts, drawings, charted
        self.linked_from = _backlinks(docs, data)
        # What is looked up for every page or row is gathered once, so that ten times the pages take ten times as long.
        self._changes = _grouped((change.table, change) for change in data.changes)
        self.showing = _grouped((name, path) for path in self.nav for name in docs[path].tables)
        self.calling = _grouped((call.name, (path, call)) for path in self.nav for call in docs[path].calls)
        self.services_at = _grouped((service.page, service) for service in data.services.values())
        self.terms_at = _grouped((term.page, term) for term in data.terms.values())
        self.corrections_on = _grouped((item.page.partition("#")[0], item) for item in data.corrections.values())
        self.confused_with = _grouped((other, page.path) for page in docs.values() for other in page.words("confused_with"))

    @classmethod
    def read(cls, root: Path, today: date | None = None) -> "Site":
        """Everything under a project's root."""
        today = today or date.today()
        data, mistakes = load.catalog(root, today)
        docs = pages.read_all(root / "docs", mistakes)
        config = read(root / "mkdocs.yml", "mkdocs.yml", mistakes)
        nav = pages.nav_paths(config)
        mistakes += check_pages.mistakes(docs, data, nav, root / "docs")
        drawings = diagrams.read_all(root / "diagrams")
        charted = charts.read_all(root / "data" / "charts", data.tables, mistakes, data.unusable)
        mistakes += [*diagrams.mistakes(drawings, docs), *_unused_charts(charted, docs)]
        versions = read(root / "data" / "artefacts.yml", "data/artefacts.yml", mistakes)
        return cls(data, docs, sorted(set(mistakes)), [p for p in nav if p in docs], today,
                   versions if isinstance(versions, Map) else {}, drawings, charted)

    # What pages ask for ---------------------------------------------------------------------------------------------

    def table(self, page: str, name: str, columns: Sequence[str] | None = None, rows: Sequence[str] | None = None) -> str:
        """A comparison table: all of it, or the columns and rows named, in the order asked. Raises Unknown."""
        if name in self.data.unusable:
            return ""  # its mistakes are told already
        table = self._table(name)
        return render.table(page, table, _chosen_columns(table, columns), _chosen_rows(table, rows), self.today,
                            self.versions_of(table), self.changes_of(name))

    def fact(self, page: str, name: str, row: str, column: str) -> str:
        """One figure, with its unit. Raises Unknown."""
        if name in self.data.unusable:
            return ""
        table = self._table(name)
        return render.fact(table, *_chosen_rows(table, [row]), *_chosen_columns(table, [column]))

    def service(self, page: str, key: str) -> str:
        """A service's linked name. Raises Unknown."""
        return render.service(page, _find(self.data.services, key, "service", "data/services/"))

    def correction(self, page: str, key: str) -> str:
        """A small link to a correction. Raises Unknown."""
        item = _find(self.data.corrections, key, "correction", "data/corrections/")
        return f'[corrected]({self.correction_link(page, item)} "{render.attribute(item.holds)}"){{ .kb-corrected data-search-exclude="true" }}'

    def correction_link(self, page: str, item: Correction) -> str:
        """Where a correction is listed, as `page` spells it."""
        return pages.relative(page, f"{self.listing_of('corrections', area_of(item.page))}#{item.id}")

    def home_of(self, name: str, row: str = "") -> str:
        """The page where a table, or one of its rows, stands first in the order of the navigation; a page that shows all of it goes first."""
        showing = self.showing.get(name, [])
        whole = [p for p in showing if self.pages[p].shows(name)]
        part = [p for p in showing if row and self.pages[p].shows(name, row)]
        return next(iter([*whole, *part, *showing]), self.nav[0] if self.nav else "index.md")

    @cached_property
    def tables_by_area(self) -> dict[str, list[tuple[Table, str]]]:
        """area -> its tables with the page where each stands first, in the order of the navigation."""
        shown = ((path, self.data.tables[name]) for path in self.nav for name in self.pages[path].tables if name in self.data.tables)
        return _grouped((area_of(path), (table, path)) for path, table in shown if self.home_of(table.name) == path)

    def listing_of(self, macro: str, area: str) -> str:
        """The page that calls a listing for an area, or for all areas; '' when none does."""
        return next((path for path, call in self.calling.get(macro, ()) if not call.args or area in call.args), "")

    def diagram(self, page: str, name: str) -> str:
        """A drawing with its caption. Raises Unknown."""
        return diagrams.figure(_find(self.diagrams, name, "diagram", "diagrams/"))

    def chart(self, page: str, name: str) -> str:
        """A chart with its caption. Raises Unknown."""
        chart = _find(self.charts, name, "chart", "data/charts/")
        return charts.figure(chart, self.data.tables[chart.table])

    def changes_of(self, name: str) -> dict[tuple[str, str], Change]:
        """The figures of a table that AWS changed, by (row, column)."""
        return {(c.row, c.column): c for c in self._changes.get(name, ())}

    def versions_of(self, table: Table) -> str:
        """'botocore 1.44.8': the packages a table's proofs are checked against."""
        used = dict.fromkeys("cfn-lint" if re.match("cfn:|pyfile:cfnlint", p.at) else p.at.partition(":")[0] for p in table.proofs)
        known = [f"{name} {self.artefacts[name]}" for name in used if name in self.artefacts]
        return " and ".join([*known, *(["IANA's list of ports"] if "port" in used else [])])

    def _table(self, name: str) -> Table:
        return _find(self.data.tables, name, "table", "data/tables/")


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _unused_charts(charted: Mapping[str, charts.Chart], docs: Mapping[str, Page]) -> list[Mistake]:
    shown = {call.args[0] for page in docs.values() for call in page.calls if call.name == "chart" and call.args}
    return [Mistake(chart.path, 1, f'no page shows this chart. Put [[= chart("{chart.name}") ]] on a page or delete the file.')
            for chart in charted.values() if chart.name not in shown]


def area_of(path: str) -> str:
    """The area of a page: the folder it is in."""
    return path.partition("/")[0]


def _find(known: Mapping, key: str, what: str, where: str):
    if key not in known:
        raise Unknown(f"there is no {what} '{key}' in {where}.{did_you_mean(key, known)}")
    return known[key]


def _chosen_columns(table: Table, keys: Sequence[str] | None) -> tuple[Column, ...]:
    for key in keys or ():
        if key not in table.column_keys:
            raise Unknown(f"table '{table.name}' has no column '{key}'.{did_you_mean(key, table.column_keys)}")
    return tuple(table.column(key) for key in keys) if keys else table.columns


def _chosen_rows(table: Table, keys: Sequence[str] | None) -> tuple[Row, ...]:
    for key in keys or ():
        if key not in table.rows:
            raise Unknown(f"table '{table.name}' has no row '{key}'.{did_you_mean(key, table.rows)}")
    return tuple(table.rows[key] for key in keys) if keys else tuple(table.rows.values())


def _backlinks(docs: Mapping[str, Page], data: Catalog) -> dict[str, tuple[str, ...]]:
    """page -> the pages whose text links to it."""
    found: dict[str, dict[str, None]] = {path: {} for path in docs}
    for page in docs.values():
        targets = [pages.resolve(page.path, link.target)[0] for link in page.links]
        for call in page.calls:
            if call.name == "service" and call.args and call.args[0] in data.services:
                targets.append(re.sub("#.*", "", data.services[call.args[0]].page))
        for target in targets:
            if target in found and target != page.path:
                found[target][page.path] = None
    return {path: tuple(sources) for path, sources in found.items()}
