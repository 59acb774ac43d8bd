"""`python -m tools.check_site <folder>`: what neither a strict build nor the checks of the sources see, in the built pages.

One line for each finding, with the file and the line of the source where they can be told.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import brotli

from .finish import whitespace
from .html_page import HtmlPage, read

ROOT = "https://site.invalid/"  # stands for the site's address while links are followed on disk
PAGE_BUDGET = 110_000  # bytes of HTML as written
FURTHER_BUDGET, FIRST_BUDGET = 15_000, 100_000  # bytes, compressed: a further page; a first page with all that it loads
LEFTOVERS = {
    r"\[\[[=%#]|[=%#]\]\]": "a macro was not run", r"\{\{|\{%": "template code", r"\|\s*-{3,}": "a table that was not made into one",
    r"\]\((?!\s)": "a link that was not made into one", r"```": "a code fence", r"\[\^": "a footnote", r"\{\s*[#.:][\w-]+": "an attribute list",
    r"(?<!\w):(?:material|octicons|fontawesome)-[\w-]+:": "an icon's name", r"^\s*#{1,6} ": "a heading's #", r"\*\*\w": "bold marks",
    r"This page could not be made": "a failed page",
}


class Site:
    """A built folder: its pages, parsed."""

    def __init__(self, folder: Path, base: str = "") -> None:
        """`base` is the address the site was built for; its own links may begin with it."""
        self.folder, self.base = folder, base
        self.pages: dict[str, HtmlPage] = {path.relative_to(folder).as_posix(): read(path) for path in sorted(folder.rglob("*.html"))}

    def target(self, page: str, link: str) -> tuple[str, str] | None:
        """(file, anchor) that a link leads to, or None when it leaves the site."""
        if self.base and link.startswith(self.base):
            link = ROOT + link.removeprefix(self.base)
        address, anchor = urldefrag(urljoin(ROOT + page, link))
        if not address.startswith(ROOT):
            return None
        path = unquote(address.removeprefix(ROOT).partition("?")[0])
        return (f"{path}index.html" if path.endswith("/") or not path else path), unquote(anchor)


def findings(site: Site, docs: Path) -> list[str]:
    """Everything wrong with a built site."""
    found: list[str] = []
    for path, page in site.pages.items():
        for what, words in [*_links(site, path, page), *_text(page), *_marks(page), *_weight(site.folder / path)]:
            found.append(f"{source_of(path, words, docs)}: {what}")
    for what, (first, second) in _twice(site):
        found.append(f"{source_of(second, '', docs)}: {what} is that of {source_of(first, '', docs)} too. Write another.")
    return sorted(set(found)) + _first_visit(site)


def source_of(path: str, words: str, docs: Path) -> str:
    """'docs/area/page.md:12': the source of a built page, and the line some words stand on (1 when they stand nowhere)."""
    stem = path.removesuffix("index.html").rstrip("/").removesuffix(".html")
    for name in (f"{stem}.md", f"{stem}/index.md" if stem else "index.md"):
        file = docs / name
        if file.is_file():
            lines = file.read_text(encoding="utf-8").splitlines()
            number = next((n for n, line in enumerate(lines, 1) if words and words in line), 1)
            return f"{docs.name}/{name}:{number}"
    return f"{path}:1"


def _links(site: Site, path: str, page: HtmlPage) -> Iterable[tuple[str, str]]:
    for href in (*page.links, *page.assets):
        target = site.target(path, href)
        words = href.rpartition("/")[2] or href
        if target is None:
            if href.startswith("http://") and not href.startswith(site.base or "http://127.0.0.1"):
                yield f"'{href}' is not encrypted. Link to https://.", href
            elif href in page.assets:
                yield f"the page loads '{href}' from another host. Keep a copy in docs/assets/.", href
            continue
        file, anchor = target
        if not (site.folder / file).is_file():
            yield f"'{href}' leads nowhere. Mend the link.", words
        elif anchor and not anchor.startswith("__") and file in site.pages and anchor not in site.pages[file].ids:
            yield f"'{href}' finds no '#{anchor}' there. Mend the link.", words


def _text(page: HtmlPage) -> Iterable[tuple[str, str]]:
    for pattern, what in LEFTOVERS.items():
        if match := re.search(pattern, page.prose, re.MULTILINE):
            around = " ".join(page.prose[max(0, match.start() - 30):match.end() + 30].split())
            yield f"{what} is left in the text: '… {around} …'. Mend the Markdown.", match[0].strip()


def _marks(page: HtmlPage) -> Iterable[tuple[str, str]]:
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield f"the id '{name}' stands {count} times on the page. Give one another id.", name
    for image in page.images:
        source = image.get("src", "")
        if "alt" not in image:
            yield f"the image '{source}' has no text. Say what it shows.", source
        if not (image.get("width") and image.get("height")):
            yield f"the image '{source}' has no width and height, so the page jumps when it comes. Add them.", source
    if page.inline_styles:
        yield f"{page.inline_styles} inline styles, which the Content-Security-Policy forbids. Use a class.", "style="
    level = 0
    for heading in page.headings:
        if level and heading > level + 1:
            yield f"a heading of level {heading} follows one of level {level}. Use level {level + 1}.", "#" * heading
        level = heading


def _weight(file: Path) -> Iterable[tuple[str, str]]:
    raw = file.read_bytes()
    if len(raw) > PAGE_BUDGET:
        yield f"the page has {len(raw):,} bytes of HTML, the budget is {PAGE_BUDGET:,}. Split it.", ""
    elif (packed := served(raw)) > FURTHER_BUDGET:
        yield f"the page has {packed:,} bytes compressed, the budget is {FURTHER_BUDGET:,}. Split it.", ""


def served(raw: bytes) -> int:
    """Bytes of a page as a host sends it: as finishing packs it, estimated fast where that is plainly within the budget."""
    if (quick := len(brotli.compress(raw, quality=9))) < FURTHER_BUDGET:
        return quick
    return len(brotli.compress(whitespace.collapsed(raw.decode()).encode(), quality=11))


def _first_visit(site: Site) -> list[str]:
    """The home page and all that it loads, as a first visitor gets them."""
    page = site.pages["index.html"]
    files = {target[0] for asset in page.assets if (target := site.target("index.html", asset))} | {"index.html"}
    total = sum(len(brotli.compress((site.folder / file).read_bytes(), quality=9)) for file in files if (site.folder / file).is_file())
    over = [f"docs/index.md:1: a first visit loads {total:,} bytes, the budget is {FIRST_BUDGET:,}. Load less at once."] if total > FIRST_BUDGET else []
    many = [f"docs/index.md:1: a first visit makes {len(files)} requests, the budget is 12. Join files."] if len(files) > 12 else []
    return over + many


def _twice(site: Site) -> Iterable[tuple[str, tuple[str, str]]]:
    for what, words_of in (("the title", lambda p: p.title), ("the description", lambda p: p.meta.get("description", ""))):
        seen: dict[str, str] = {}
        for path, page in site.pages.items():
            if path != "404.html" and words_of(page) in seen:
                yield what, (seen[words_of(page)], path)
            seen.setdefault(words_of(page), path)


def main(argv: list[str]) -> int:
    """Check a folder; the exit status is 1 when something was found."""
    folder = Path(argv[0] if argv else "site")
    if not (folder / "index.html").is_file():
        print(f"{folder}: holds no site. Build one first: make site", file=sys.stderr)
        return 2
    found = findings(Site(folder, argv[1] if len(argv) > 1 else ""), Path("docs"))
    print("\n".join(found) or f"Checked {folder}: nothing to mend.", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
