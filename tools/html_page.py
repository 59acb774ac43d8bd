"""A built page taken apart: what checks and tests look at in HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CODE = {"code", "pre", "script", "style", "textarea"}


@dataclass
class HtmlPage(HTMLParser):
    """Links, ids, images, metadata, and the text outside code, of one HTML file."""

    source: str
    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)  # their levels, in order
    inline_styles: int = 0
    images: list[dict] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    prose: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self.feed(self.source)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag in _HEADINGS:
            self.headings.append(_HEADINGS[tag])
        self.inline_styles += "style" in found
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag == "img":
            self.images.append(found)
        if tag in ("script", "img", "iframe", "source") and found.get("src"):
            self.assets.append(found["src"])
        if tag == "link" and found.get("rel") in ("stylesheet", "icon", "preload", "prefetch", "manifest"):
            self.assets.append(found["href"])
        if tag == "meta" and "name" in found:
            self.meta[found["name"]] = found.get("content", "")
        if tag in _CODE or (tag == "title" and not self.title):  # a drawing on the page has a title of its own
            self._open.append(tag)

    def handle_endtag(self, tag):
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data):
        if self._open[-1:] == ["title"]:
            self.title += data
        elif not self._open:
            self.prose += data


def read(path: Path) -> HtmlPage:
    """A page from its file."""
    return HtmlPage(path.read_text(encoding="utf-8"))
