"""A Python-Markdown extension that gives data tables what pipe tables cannot say.

The macros mark the first head cell of a data table with data-table and the first cell of each row with data-row. From
these come a caption, the scope of heads, an address for the table and each row, and a frame that scrolls by itself.
"""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_AMOUNTS = ("number", "quantity")  # aligned on their last digit, or on the unit they share
_ALIGNED = re.compile(r"text-align: (left|right|center);")
_LONG = 28  # characters; a cell that has more gets a column wide enough to read


class DataTables(Treeprocessor):
    """Rebuilds marked tables; leaves every other table as it is."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place. An address is given once on a page: headings first, then tables in their order."""
        taken = {element.get("id", "") for element in root.iter()}
        for cell in root.iter():
            if cell.tag in ("td", "th") and (match := _ALIGNED.fullmatch(cell.get("style", ""))):
                del cell.attrib["style"]  # a strict Content-Security-Policy knows classes only
                cell.set("class", f"kb-{match[1]}")
        for parent in list(root.iter()):
            for position, table in enumerate(list(parent)):
                head = table.find("./thead/tr/th[@data-table]") if table.tag == "table" else None
                if head is not None:
                    parent[position] = self._frame(table, head, taken)

    def _frame(self, table: etree.Element, head: etree.Element, taken: set[str]) -> etree.Element:
        name, title = head.attrib.pop("data-table"), head.attrib.pop("data-caption")
        layout = head.attrib.pop("data-layout", "")
        for fact in ("data-checked", "data-against"):
            if value := head.attrib.pop(fact, ""):
                table.set(fact, value)
        table.set("class", f"kb-data kb-{layout}" if layout else "kb-data")
        table.set("data-name", name)
        _address(table, name, taken)
        caption = etree.Element("caption")
        caption.text = title
        table.insert(0, caption)
        for cell in table.iterfind("./thead/tr/th"):
            cell.set("scope", "col")
        amounts = [cell.get("data-kind") in _AMOUNTS for cell in table.iterfind("./thead/tr/th")]
        for row in table.iterfind(".//tr"):
            for number, (cell, is_amount) in enumerate(zip(row, amounts, strict=False)):
                if (number and is_amount) or len("".join(cell.itertext())) > _LONG:
                    cell.set("class", "kb-amount" if number and is_amount else "kb-long")
        for row in table.iterfind("./tbody/tr"):
            first = row[0]
            first.tag = "th"
            first.set("scope", "row")
            if key := first.attrib.pop("data-row", ""):
                _address(row, key, taken)
                row.set("data-key", key.partition("--")[2])
                for fact in ("data-source", "data-checked"):
                    if fact in first.attrib:
                        row.set(fact, first.attrib.pop(fact))
        label = _unused(f"Table: {title}", taken)
        frame = etree.Element("div", {"class": "kb-frame", "role": "region", "aria-label": label, "tabindex": "0", "data-search-exclude": "true"})
        frame.tail, table.tail = table.tail, ""
        frame.append(table)
        return frame


def _unused(label: str, taken: set[str]) -> str:
    """The label, numbered when the page has a region of that name already."""
    numbered = (label if n == 1 else f"{label} ({n})" for n in range(1, 1000))
    label = next(one for one in numbered if one not in taken)
    taken.add(label)
    return label


def _address(element: etree.Element, address: str, taken: set[str]) -> None:
    if address not in taken:
        taken.add(address)
        element.set("id", address)


class TableMarkup(Extension):
    """Runs after attribute lists have been read and before MkDocs collects anchors."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the tree processor."""
        md.treeprocessors.register(DataTables(md), "kb-data-tables", 7)
