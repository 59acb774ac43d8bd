"""Compare one proof with what an installed package says: ok, drift or lost."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from macros.cells import show
from macros.model import Column, Proof, Service, Table, Value
from macros.quantities import Quantity, read_number, read_quantity, same

from . import artefacts


class Outcome(Enum):
    """What re-checking a proof showed."""

    OK = "ok"  # the package states the figure that the table holds
    WORDED = "worded"  # the sentence exists; the pattern captures no figure and states no meaning
    DRIFT = "drift"  # the package states another figure
    LOST = "lost"  # the pattern, member or shape is gone: a person has to look
    SKIPPED = "skipped"  # the package is not installed
    BROKEN = "broken"  # the locator or pattern itself is wrong


FAILURES = (Outcome.DRIFT, Outcome.LOST, Outcome.BROKEN)


@dataclass(frozen=True)
class Result:
    """One proof re-checked; `says` is what the package says, or what is wrong."""

    path: str  # the data file
    proof: Proof
    what: str  # "table 'x', row 'y', column 'z'"
    holds: str  # what the data file says, as a reader sees it
    outcome: Outcome
    says: str = ""
    table: Table | None = None

    @property
    def line(self) -> str:
        """'file:line: drift: table …, row …, column …: the table says …, botocore:… says …'."""
        return (f"{self.path}:{self.proof.line}: {self.outcome.value}: {self.what}: the {'table' if self.table else 'file'} says "
                f"'{self.holds}', {self.proof.at} says {self.says}")


def check(table: Table, proof: Proof) -> Result:
    """Re-check the proof of a cell against the installed packages."""
    value, column = table.rows[proof.row].cells[proof.column], table.column(proof.column)
    outcome, says = _checked(proof, lambda text: judge(value, column, proof, text))
    what = f"table '{table.name}', row '{proof.row}', column '{proof.column}'"
    return Result(table.path, proof, what, show(value, column), outcome, says, table)


def check_status(service: Service) -> Result:
    """Re-check that a package still says what the status of a service says; the service has a proof."""
    outcome, says = _checked(service.proof, lambda text: judge(None, Column("status", "Status", "text"), service.proof, text))
    return Result(service.path, service.proof, f"service '{service.key}', status", service.status, outcome, says)


def _checked(proof: Proof, judged: Callable[[str], tuple[Outcome, str]]) -> tuple[Outcome, str]:
    try:
        return judged(artefacts.text(proof.at))
    except artefacts.PackageMissing as error:
        return Outcome.SKIPPED, f"nothing: {error} is not installed"
    except artefacts.Missing as error:
        return Outcome.LOST, f"{error}: it was renamed or removed. Find where the fact stands now"
    except artefacts.LocatorError as error:
        return Outcome.BROKEN, f"nothing: {error}. Mend the locator"


def judge(value: Value, column: Column, proof: Proof, text: str) -> tuple[Outcome, str]:
    """Whether a text states the value of a cell, and what it says."""
    match = re.search(proof.find, text)
    if match is None:
        return Outcome.LOST, "nothing that the pattern finds: reworded or removed. Read the text and mend the pattern"
    stated = match[1] if match.re.groups else proof.means
    if not stated:
        return Outcome.WORDED, "a sentence that the pattern finds"
    if agrees(value, column, stated, proof.unit):
        return Outcome.OK, f"'{stated}'"
    return Outcome.DRIFT, f"'{stated}'"


def agrees(value: Value, column: Column, stated: str, unit: str = "") -> bool:
    """Whether a cell's value and the words of a source say the same; `unit` is the unit the words leave out."""
    if isinstance(value, bool):
        return _fold(stated) in (("yes", "true", "supported") if value else ("no", "false", "not supported"))
    if isinstance(value, tuple):
        return {_fold(v) for v in value} == {_fold(v) for v in re.split(r"\s*(?:\||,| and )\s*", stated) if v}
    if isinstance(value, str) or value is None:
        return _fold(str(value)) == _fold(stated)
    quantity = value if isinstance(value, Quantity) else None
    if column.kind == "number":
        quantity = Quantity(value, column.unit)
    if quantity is None:
        return show(value, column) == stated or str(value) == stated
    found = read_quantity(stated)
    if found is None:
        number = read_number(stated)
        found = None if number is None else Quantity(number)
    if found is None:
        return False
    return same(quantity, Quantity(found.amount, unit) if unit and not found.unit else found)


def _fold(words: str) -> str:
    return re.sub(r"[\s`]+", " ", words).strip(" .").casefold()
