"""Drawings of diagrams/*.dot, made by `make diagrams`: read, checked against their sources, set into pages."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .pages import Page
from .strict_yaml import Mistake

DRAWN = 3  # raised when tools/diagrams.py draws otherwise than before: all drawings are then made anew


@dataclass(frozen=True)
class Diagram:
    """A drawing. `path` is its source, for messages."""

    name: str
    path: str
    title: str
    svg: str
    is_current: bool


def digest(source: str) -> str:
    """What a drawing remembers of its source, and of the way it was drawn."""
    return hashlib.sha256(f"{DRAWN}\n{source}".encode()).hexdigest()[:16]


def read_all(folder: Path) -> dict[str, Diagram]:
    """Every source in a folder with its drawing ('' where that is missing), by name."""
    found = {}
    for path in sorted(folder.glob("*.dot")):
        source = path.read_text(encoding="utf-8")
        drawing = path.with_suffix(".svg")
        svg = drawing.read_text(encoding="utf-8").strip() if drawing.exists() else ""
        title = re.search(r"//\s*title:\s*(.+)", source)
        found[path.stem] = Diagram(path.stem, f"{folder.name}/{path.name}", title[1].strip() if title else path.stem, svg,
                                   f'data-source="{digest(source)}"' in svg)
    return found


def figure(diagram: Diagram) -> str:
    """The drawing with its title as the caption. Its words are not indexed: the text around it says the same."""
    return f'<figure class="kb-figure" data-search-exclude="true">{diagram.svg}<figcaption>{diagram.title}</figcaption></figure>'


def mistakes(diagrams: Mapping[str, Diagram], pages: Mapping[str, Page]) -> Iterable[Mistake]:
    """Drawings that are older than their source, and those that no page shows."""
    shown = {call.args[0] for page in pages.values() for call in page.calls if call.name == "diagram" and call.args}
    for diagram in diagrams.values():
        if not diagram.is_current:
            yield Mistake(diagram.path, 1, "the drawing is missing or older than this source. Run: make diagrams")
        if diagram.name not in shown:
            yield Mistake(diagram.path, 1, f'no page shows this diagram. Put [[= diagram("{diagram.name}") ]] on a page or delete the file.')
