"""Numbers with units: reading them, bringing them to one unit, printing them."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SECOND = Decimal(1)
_TIMES = {
    "µs": "0.000001", "us": "0.000001", "microsecond": "0.000001", "ms": "0.001", "millisecond": "0.001",
    "s": "1", "sec": "1", "second": "1", "min": "60", "minute": "60", "h": "3600", "hr": "3600", "hour": "3600",
    "day": "86400", "week": "604800", "month": "2592000", "year": "31536000",
}  # a month counts 30 days, a year 365: enough to sort and to compare like with like
_PREFIXES = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
_BYTE_WORDS = {"byte": "B", "kilobyte": "KB", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB", "petabyte": "PB"}
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+(?:_\d{3})*)(?:\.\d+)?")
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
          "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount and its unit as written; `unit` is '' for a bare count."""

    amount: Decimal
    unit: str = ""

    def __str__(self) -> str:
        return with_unit(print_number(self.amount), self.unit)

    @property
    def base(self) -> tuple[Decimal, str]:
        """The amount in the base unit of its dimension, and that unit (s, B, B/s, b/s, or the unit itself)."""
        factor, dimension = _scale(self.unit)
        return self.amount * factor, dimension


def read_number(text: str) -> Decimal | None:
    """A number written with or without separators (80_000, 80,000, 0.5), else None."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace("_", "").replace(",", ""))
    return Decimal(_WORDS[text.lower()]) if text.lower() in _WORDS else None


def read_quantity(text: str) -> Quantity | None:
    """'256 KiB', '15 min', '1,000', '50%': a number and its unit, else None."""
    match = re.fullmatch(rf"({_NUMBER.pattern})\s*-?\s*([^\d\s][^\d]*)?", text.strip())
    if match is None:
        first, _, rest = text.strip().partition(" ")
        return Quantity(Decimal(_WORDS[first.lower()]), rest.strip()) if first.lower() in _WORDS else None
    number = read_number(match[1])
    return None if number is None else Quantity(number, (match[2] or "").strip())


def is_known_unit(unit: str) -> bool:
    """Whether a unit is '' or one that can be converted (time, bytes, rates, %)."""
    return unit == "" or _scale(unit)[1] in ("s", "B", "B/s", "b/s", "%")


def print_number(number: Decimal | int) -> str:
    """80000 -> '80,000'; decimals stay as written."""
    return f"{number:,}" if number == number.to_integral_value() and "." not in str(number) else f"{number:,f}"


def with_unit(number: str, unit: str) -> str:
    """A number and its unit, without a space before a percent sign."""
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()


def same(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities are equal.

    AWS writes KB for 1,024 bytes as often as KiB, so the two spellings of one prefix count as one unit when the
    amounts agree; a missing unit on either side is not compared.
    """
    if left.amount == right.amount:
        spelt = [q.unit.replace("iB", "B").rstrip("s.") for q in (left, right)]
        if spelt[0] == spelt[1] or "" in spelt:
            return True
    (a, a_dimension), (b, b_dimension) = left.base, right.base
    return a == b and a_dimension == b_dimension


def _scale(unit: str) -> tuple[Decimal, str]:
    word = unit.strip().rstrip(".")
    rate = re.fullmatch(r"(.+?)\s*(?:/s|/sec|/second|ps| per second)", word)
    if rate and _bytes(rate[1]):
        factor, dimension = _bytes(rate[1])
        return factor, f"{dimension}/s"
    if _bytes(word):
        return _bytes(word)
    lower = word.lower()
    for candidate in (lower, lower.rstrip("s")):
        if candidate in _TIMES:
            return Decimal(_TIMES[candidate]), "s"
    if lower in ("%", "percent"):
        return _SECOND, "%"
    return _SECOND, lower.rstrip("s")


def _bytes(word: str) -> tuple[Decimal, str] | None:
    word = _BYTE_WORDS.get(word.lower().rstrip("s"), word)
    match = re.fullmatch(r"([KkMGTPE]?)(i?)([Bb])", word)
    if match is None or word in ("b",):
        return None
    base = 1024 if match[2] else 1000
    return Decimal(base) ** _PREFIXES[match[1].upper()], match[3]
