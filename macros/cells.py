"""One cell: from the text in the file to a typed value, and to the words a reader sees."""

import re
from datetime import date

from .model import Column, Row, Table, Value
from .quantities import Quantity, is_known_unit, print_number, read_number, read_quantity, with_unit
from .strict_yaml import Seq, Text, did_you_mean

ABSENT = "n/a"


class BadCell(ValueError):
    """The text does not fit the kind of its column; `args[0]` says why and what to do."""


def parse(raw: object, column: Column) -> Value:
    """The typed value of a cell, None for `~`. Raises BadCell."""
    if isinstance(raw, Seq):
        if column.kind != "list":
            raise BadCell(f"a list stands in a column of kind {column.kind}. Write one value.")
        return tuple(_member(item, column) for item in raw)
    if not isinstance(raw, Text):
        raise BadCell("a mapping stands where a value should. Quote the text if it contains a colon.")
    if raw.is_absent:
        return None
    if raw.strip() == "":
        raise BadCell("the cell is empty. Write its value, or ~ for 'does not apply'.")
    if raw in column.words:
        return str(raw)
    try:
        return _READERS[column.kind](raw, column)
    except BadCell as error:
        hint = f" Or one of {', '.join(column.words)}." if column.words else ""
        raise BadCell(f"{error}{hint}") from None


def name_of(table: Table, row: Row) -> str:
    """What a row is called: its first cell as a reader sees it."""
    return show(row.cells[table.columns[0].key], table.columns[0])


def show(value: Value, column: Column) -> str:
    """A value as plain words, with its unit: '80,000', '64 TiB', 'Yes', '3306', 'n/a'."""
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, str) or column.kind == "port":
        return str(value)
    if isinstance(value, Quantity):
        return str(value)
    return with_unit(print_number(value), column.unit)


def _text(raw: Text, column: Column) -> str:
    if raw.plain and raw.lower() in ("true", "false", "null", "none"):
        raise BadCell(f"'{raw}' is no text. Write yes, no or ~, or quote it if the word is meant.")
    return str(raw)


def _value(raw: Text, column: Column) -> str | Quantity:
    quantity = read_quantity(raw)
    return quantity if quantity and raw[0].isdigit() and is_known_unit(quantity.unit) else _text(raw, column)


def _number(raw: Text, column: Column) -> Value:
    if "," in raw:
        raise BadCell(f"expected a number, got '{raw}'. Separate thousands with _ as in {raw.replace(',', '_')}.")
    if re.match(r"0\d", raw):
        raise BadCell(f"'{raw}' begins with a zero. Write the number without it.")
    number = read_number(raw) if re.fullmatch(r"-?[\d_.]+", raw) else None
    if number is None:
        raise BadCell(f"expected a number, got '{raw}'. The unit belongs to the column.")
    return number


def _quantity(raw: Text, column: Column) -> Quantity:
    quantity = read_quantity(raw) if re.match(r"-?\d", raw) else None
    if quantity is None or re.match(r"0\d", raw):
        raise BadCell(f"expected a number with its unit as in '15 min', got '{raw}'.")
    return quantity


def _yesno(raw: Text, column: Column) -> bool:
    if raw.plain and raw in ("yes", "no"):
        return raw == "yes"
    raise BadCell(f"expected yes or no, got '{raw}'.")


def _choice(raw: Text, column: Column) -> str:
    if raw not in column.of:
        raise BadCell(f"'{raw}' is not one of {', '.join(column.of)}.{did_you_mean(raw, column.of)}")
    return str(raw)


def _list(raw: Text, column: Column) -> tuple[str, ...]:
    raise BadCell(f"expected a list as in [{raw}].")


def _member(item: object, column: Column) -> str:
    if not isinstance(item, Text):
        raise BadCell("a list holds words only.")
    return _choice(item, column) if column.of else str(item)


def _port(raw: Text, column: Column) -> str:
    ports = raw.split("-")
    if len(ports) > 2 or not all(re.fullmatch(r"[1-9]\d{0,4}|0", p) and int(p) < 65536 for p in ports):
        raise BadCell(f"expected a port from 0 to 65535, or a range as in \"1024-65535\", got '{raw}'.")
    return str(raw)


def _date(raw: Text, column: Column) -> date:
    return parse_date(raw)


def parse_date(raw: str) -> date:
    """A day written 2026-11-24. Raises BadCell."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
            raise ValueError
        return date.fromisoformat(raw)
    except ValueError:
        raise BadCell(f"expected a day as in 2026-11-24, got '{raw}'.") from None


_READERS = {
    "text": _text, "code": _text, "value": _value, "number": _number, "quantity": _quantity, "yesno": _yesno,
    "choice": _choice, "list": _list, "port": _port, "date": _date,
}
