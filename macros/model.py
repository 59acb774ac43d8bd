"""What the data says, as frozen values, with slots where there are thousands. Imports nothing of ours but the words quantities are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from .quantities import Quantity

Value = str | Decimal | bool | date | Quantity | tuple[str, ...] | None
FIGURE_KINDS = frozenset({"number", "quantity", "yesno", "choice", "list", "port", "date"})
KINDS = FIGURE_KINDS | {"text", "code", "value"}


@dataclass(frozen=True, slots=True)
class Source:
    """A page a fact was read on."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """One compared property; `unit` belongs to every number in it, `words` may stand instead of a figure.

    `source` is the key of the source that states this property for every row, where one page does.
    """

    key: str
    label: str
    kind: str
    unit: str = ""
    of: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One compared thing; `cells` is keyed by column and typed by the column's kind, None is "does not apply"."""

    key: str
    cells: Mapping[str, Value]
    sources: tuple[str, ...]
    page: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    checked: date | None = None  # a day of its own, where it was compared later than the table
    line: int = 0
    page_line: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an installed package states a cell: a locator, a pattern, and what the pattern shows."""

    row: str
    column: str
    at: str
    find: str
    means: str = ""
    unit: str = ""
    line: int = 0
    captures: bool = False  # the pattern takes the figure itself out of the text


@dataclass(frozen=True)
class Table:
    """One comparison table, as its file declares it. `path` is the file, for messages and edit links."""

    name: str
    path: str
    title: str
    question: str
    checked: date
    review_days: int
    sources: Mapping[str, Source]
    columns: tuple[Column, ...]
    rows: Mapping[str, Row]
    proofs: tuple[Proof, ...] = ()
    layout: str = ""

    def column(self, key: str) -> Column:
        """The column of that key; KeyError when there is none."""
        return next(c for c in self.columns if c.key == key) if key in self.column_keys else {}[key]

    @property
    def column_keys(self) -> tuple[str, ...]:
        return tuple(c.key for c in self.columns)

    @property
    def review_due(self) -> date:
        """The first day on which the table counts as due for review."""
        return self.checked + timedelta(days=self.review_days)

    def cited(self, row: Row, column: Column) -> tuple[str, ...]:
        """The keys of the sources of one cell: its column's own, else its row's."""
        return (column.source,) if column.source else row.sources

    def checked_on(self, row: Row) -> date:
        """The day a row was compared with its sources."""
        return row.checked or self.checked

    def is_figure(self, row: Row, column: Column) -> bool:
        """Whether a cell holds something that can be right or wrong to the digit: not words, not absent."""
        value = row.cells[column.key]
        return value is not None and (column.kind in FIGURE_KINDS or isinstance(value, Quantity))

    @property
    def figures(self) -> frozenset[tuple[str, str]]:
        """The (row, column) pairs that hold a figure."""
        return frozenset((row.key, column.key) for row in self.rows.values() for column in self.columns if self.is_figure(row, column))

    @cached_property
    def proved(self) -> frozenset[tuple[str, str]]:
        """The (row, column) pairs whose figure a proof captures or states; a pattern that only finds a sentence does not count."""
        return frozenset((p.row, p.column) for p in self.proofs if p.means or p.captures)


@dataclass(frozen=True, slots=True)
class Service:
    """A service or feature by AWS's own name."""

    key: str
    name: str
    summary: str
    full: str = ""
    aliases: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    status: str = "current"
    since: str = ""
    successor: str = ""
    page: str = ""
    url: str = ""
    source: Source | None = None
    proof: Proof | None = None  # where a package says what the status says; of the fields of a Proof only `at` and `find` count
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary."""

    key: str
    means: str
    full: str = ""
    aliases: tuple[str, ...] = ()
    page: str = ""
    tooltip: bool = False
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Rows of one table that people confuse, the question that decides between them and its answer."""

    key: str
    title: str
    table: str
    rows: tuple[str, ...]
    question: str
    answer: str
    aliases: tuple[str, ...] = ()
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim of the notes and what holds instead."""

    id: str
    said: str
    holds: str
    why: str
    kind: str
    notes: str
    page: str
    source: Source | None
    checked: date
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that AWS changed; what it is now stands in the table."""

    table: str
    row: str
    column: str
    was: str
    since: str
    source: Source
    headline: str = ""  # what the figure is, in the few words that the home page has for it
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class NoteSection:
    """A section of the author's notes: its lines and the places that carry it now."""

    first: int
    last: int
    title: str
    pages: tuple[str, ...]
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Catalog:
    """All the data of the site."""

    tables: Mapping[str, Table]
    services: Mapping[str, Service]
    terms: Mapping[str, Term]
    corrections: Mapping[str, Correction]
    changes: tuple[Change, ...]
    notes: tuple[NoteSection, ...]
    pairs: Mapping[str, Pair] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()  # groups of words that readers use for one another
    unusable: frozenset[str] = frozenset()  # tables that are there but have mistakes; those are told already
