"""A Markdown copy of each page beside it, and llms.txt: for programs that read, and for people who paste."""

from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

COPY = "index.md"
_NOT_TEXT = "script, style, .headerlink, .kb-bar, .kb-searchbox, .md-content__button, svg"


class _Converter(MarkdownConverter):
    def convert_summary(self, node, text, parent_tags):
        """The question of a "check yourself" block, in bold."""
        return f"\n\n**{text.strip()}**\n\n"

    def convert_caption(self, node, text, parent_tags):
        """A table's caption stands above it as a line of its own; here the table's heading says it."""
        return ""


def write(folder: Path) -> str:
    """Write the copies and llms.txt."""
    areas: dict[str, list[str]] = {}
    title = ""
    count = 0
    for page in sorted(folder.rglob("*.html")):
        path = page.relative_to(folder).as_posix()
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        article = soup.find("article")
        if path == "404.html" or article is None:
            continue
        text = markdown(article, _address(soup))
        page.with_name(COPY if page.name == "index.html" else f"{page.stem}.md").write_text(text, encoding="utf-8")
        count += 1
        name, about = soup.find("h1").get_text(" ", strip=True).removesuffix("¶").strip(), soup.find("meta", {"name": "description"})
        if path == "index.html":
            title = f"# {name}\n\n> {about['content'] if about else ''}\n"
        else:
            area = path.partition("/")[0]
            areas.setdefault(area, []).append(f"- [{name}]({path.removesuffix('index.html')}{COPY}): {about['content'] if about else ''}")
    blocks = [f"## {area.replace('-', ' ').capitalize()}\n\n" + "\n".join(lines) + "\n" for area, lines in areas.items()]
    data = "## Data\n\n- [Every table as JSON and CSV](data/index.json)\n"
    (folder / "llms.txt").write_text("\n".join([title, *blocks, data]), encoding="utf-8")
    return f"{count} pages also as Markdown, listed in llms.txt"


def markdown(article, address: str) -> str:
    """An article of a page as Markdown; links become absolute when the page knows its own address."""
    for node in article.select(_NOT_TEXT):
        node.decompose()
    for link in article.find_all("a", href=True):
        link.attrs = {"href": urljoin(address, link["href"])}  # without the tooltip
    text = _Converter(heading_style="ATX", bullets="-", wrap=False, sup_symbol="^").convert_soup(article)
    lines = [line.rstrip() for line in text.splitlines()]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip() + "\n"


def _address(soup) -> str:
    link = soup.find("link", rel="canonical")
    return link["href"] if link else ""
