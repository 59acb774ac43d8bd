"""Model -> Markdown. Opens no file; the page it writes for is only needed to spell links."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from .cells import name_of, show
from .model import Change, Column, Row, Service, Source, Table
from .pages import relative
from .quantities import Quantity

_MD_LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+)\)")
_CODE_SPAN = re.compile(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)")


Changes = Mapping[tuple[str, str], Change]


def table(page: str, data: Table, columns: Sequence[Column], rows: Sequence[Row], today: date, artefacts: str = "",
          changes: Changes | None = None) -> str:
    """A comparison table as a pipe table, with its question above and its provenance below.

    The attribute lists at the end of cells are taken up by table_markup: ids for rows, values to sort by, the state of
    each figure. `artefacts` names the packages and versions the proofs were checked against, `changes` holds the figures
    by (row, column) that AWS changed lately.
    """
    notes: list[str] = []
    head = " | ".join(_head_cell(data, column, artefacts if not n else None) for n, column in enumerate(columns))
    lines = [f"| {head} |", f"|{' --- |' * len(columns)}"]
    lines += [f"| {' | '.join(_row_cells(page, data, row, columns, notes, changes or {}))} |" for row in rows]
    question = [f"**{data.question}**{{ .kb-question }}"] if data.question and data.layout != "facts" else []
    return "\n\n".join([*question, "\n".join(lines), *_note_list(notes), provenance(data, rows, columns, today, artefacts)])


def provenance(data: Table, rows: Sequence[Row], columns: Sequence[Column], today: date, artefacts: str) -> str:
    """The quiet line under a table: checked when, against what, how much of it by machine."""
    keys = dict.fromkeys(key for row in rows for column in columns for key in data.cited(row, column))
    links = ", ".join(f'{source_link(data.sources[key])}{{ data-source="{key}" }}' for key in keys)
    figures = [(row.key, column.key) for row in rows for column in columns if data.is_figure(row, column)]
    count = sum(cell in data.proved for cell in figures)
    parts = [f"Checked {day(data.checked)} against {links}."]
    if count:
        parts.append(f"{count} of {len(figures)} figures proved by machine{f' against {artefacts}' if artefacts else ''}"
                     f"{', the others dated only' if count < len(figures) else ''}.")
    if today >= data.review_due:
        parts.append(f"**Due for review since {day(data.review_due)}.**")
    return f"{' '.join(parts)}\n{{ .kb-provenance data-search-exclude=\"true\" }}"


def fact(data: Table, row: Row, column: Column) -> str:
    """One cell as words inside a sentence."""
    return _escape(show(row.cells[column.key], column))


def service(page: str, item: Service) -> str:
    """A service's name, linked, with its full name and what it is as a tooltip."""
    tip = ": ".join(filter(None, [item.full if item.full != item.name else "", item.summary]))
    target = relative(page, item.page) if item.page else item.url
    return f'[{item.name}]({target} "{attribute(tip)}")'


def source_link(source: Source) -> str:
    """A link to a source."""
    return f"[{_escape(source.title)}]({source.url})"


def day(value: date) -> str:
    """24 November 2026"""
    return f"{value.day} {value:%B %Y}"


def month(value: str) -> str:
    """'2025-09' or '2025-09-30' -> 'September 2025', also inside words ('by 2025-09'); a year stays a year."""
    return re.sub(r"(\d{4})-(\d{2})(?:-\d{2})?", lambda m: f"{date(int(m[1]), int(m[2]), 1):%B %Y}", value)


def inline(page: str, text: str) -> str:
    """Words from data as inline Markdown: links spelt for the page, HTML shown as text, pipes safe in a table."""
    parts, at = [], 0
    for code in _CODE_SPAN.finditer(text):
        parts += [_words(page, text[at:code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, _words(page, text[at:])])


def attribute(text: str) -> str:
    """Words that can stand inside double quotes in Markdown."""
    return html.escape(re.sub(r"[`*\[\]]|\]\([^)]*\)", "", text)).replace("{", "&#123;").replace("}", "&#125;").replace("|", "&#124;")


def bullet_list(items: Iterable[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {item}" for item in items)


def _words(page: str, text: str) -> str:
    return _escape(_MD_LINK.sub(lambda m: f"]({relative(page, m[1])})", text))


def _escape(text: str) -> str:
    return re.sub(r"&(?!#?\w+;)", "&amp;", text).replace("<", "&lt;").replace("|", "&#124;").replace("[[", "&#91;[")


def _head_cell(data: Table, column: Column, artefacts: str | None) -> str:
    """The head of a column; the first one, which alone is given the artefacts, also carries what is said of the whole table."""
    attributes = f'data-column="{column.key}" data-kind="{column.kind}"'
    if column.source:
        attributes += f' data-source="{column.source}"'
    if artefacts is not None:
        layout = f' data-layout="{data.layout}"' if data.layout else ""
        attributes += f' data-table="{data.name}" data-caption="{attribute(data.title)}" data-checked="{day(data.checked)}" data-against="{artefacts}"{layout}'
    return f"{_escape(column.label)} {{ {attributes} }}"


def _row_cells(page: str, data: Table, row: Row, columns: Sequence[Column], notes: list[str],
               changes: Changes) -> Iterable[str]:
    for number, column in enumerate(columns):
        text = _cell_text(page, row, column)
        value = sort_value(row, column)
        attributes = ([f'data-value="{value}"'] if value else []) if number else [
            f'data-row="{data.name}--{row.key}" data-source="{" ".join(row.sources)}"',
            *([f'data-checked="{day(row.checked)}"'] if row.checked else [])]
        if column is data.columns[0] and row.page:
            text = f"[{text}]({relative(page, row.page)})"
        if data.is_figure(row, column):
            attributes.append(f'data-state="{"proved" if (row.key, column.key) in data.proved else "dated"}"')
        if change := changes.get((row.key, column.key)):
            text += f" *was {inline(page, change.was)} until {month(change.since)}*{{ .kb-was }}"
        remark = row.notes.get(column.key) or (row.note if number == 0 else "")
        if remark:
            notes.append(f"{name_of(data, row)}{f', {column.label}' if number else ''}: {inline(page, remark)}")
            text += f' <sup class="kb-note">{len(notes)}</sup>'
        yield f"{text} {{ {' '.join(attributes)} }}" if attributes else text


def _cell_text(page: str, row: Row, column: Column) -> str:
    value = row.cells[column.key]
    if column.kind == "code" and value is not None:
        return f"`{value}`"
    return inline(page, show(value, column))


def sort_value(row: Row, column: Column) -> str:
    """What the browser sorts a cell by where the words do not do: a number in base units, a day, ~ for none; else ''."""
    value = row.cells[column.key]
    if isinstance(value, Quantity):
        return f"{value.base[0].normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if column.kind == "number" and value is not None and not isinstance(value, str):
        return str(value)
    return "" if value is not None else "~"


def _note_list(notes: list[str]) -> list[str]:
    numbered = "\n".join(f"{n}. {note}" for n, note in enumerate(notes, 1))
    return [f'<div class="kb-notes" markdown="1">\n\n{numbered}\n\n</div>'] if notes else []
