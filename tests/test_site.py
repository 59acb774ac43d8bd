"""The built site as a whole: what a strict build does not see."""

import json
import re
from collections import Counter
from urllib.parse import unquote, urldefrag, urljoin

import jsonschema
import pytest

from support import ROOT
from html_page import read
from macros.cells import show
from macros.site import Site

LEFTOVERS = [r"\[\[[=%#]", r"\]\]", r"\{\{", r"\{%", r"\|\s*-{3,}", r"\]\(", r"(?<!\w):(?:material|octicons|fontawesome)-[\w-]+:", r"```", r"\[\^", r"\{\s*[#.:][\w-]+",
             r"^\s*#{1,6} ", r"\*\*\w", r"Macro Rendering Error", r"This page could not be made"]


@pytest.fixture(scope="module")
def html(site):
    return {site.path(p): read(p) for p in site.pages}


def test_every_link_and_asset_of_every_page_leads_somewhere(site, html):
    broken = []
    for path, page in html.items():
        for href in [*page.links, *page.assets]:
            target, anchor = urldefrag(urljoin(site.address + path, href))
            if not target.startswith(site.address):
                assert href.startswith(("https://", "mailto:")), f"{path} links to {href}"
                continue
            file = site.folder / unquote(target.removeprefix(site.address))
            file = file / "index.html" if file.is_dir() else file
            if not file.exists():
                broken.append(f"{path}: {href} leads nowhere")
            elif anchor and file.suffix == ".html" and anchor not in html[site.path(file)].ids and not anchor.startswith("__"):
                broken.append(f"{path}: {href} finds no #{anchor}")
    assert not broken, "\n".join(broken)


def test_nothing_of_markdown_or_macros_is_left_in_the_text(html):
    left = [f"{path}: …{m[0]!r}: {page.prose[max(0, m.start() - 40):m.end() + 40]!r}"
            for path, page in html.items() for pattern in LEFTOVERS for m in re.finditer(pattern, page.prose, re.MULTILINE)]
    assert not left, "\n".join(left)


def test_titles_descriptions_and_ids_are_unique(html):
    pages = {path: page for path, page in html.items() if path != "404.html"}
    for what in ("title", "description"):
        count = Counter(page.title if what == "title" else page.meta.get(what, "") for page in pages.values())
        assert not [words for words, n in count.items() if n > 1], f"the same {what} on several pages"
    for path, page in html.items():
        twice = [i for i, n in Counter(page.ids).items() if n > 1]
        assert not twice, f"{path}: ids used twice: {twice}"


def test_every_image_has_words_and_a_size(html):
    for path, page in html.items():
        for image in page.images:
            assert image.get("alt") is not None and image.get("width") and image.get("height"), f"{path}: {image}"


def test_no_page_names_another_host_for_anything_it_loads(site, html):
    for path, page in html.items():
        assert not [a for a in page.assets if a.startswith(("http:", "https:", "//"))], path
    for file in [*site.folder.rglob("*.css"), *site.folder.rglob("assets/kb*.js"), *site.folder.rglob("assets/search/*.js")]:
        assert not re.search(r"(?:url\(|import |fetch\(|importScripts\()[\"'`]?https?:", file.read_text(encoding="utf-8")), file


def test_every_cell_of_every_table_can_be_found(site):
    index = json.loads((site.folder / "search" / "kb-index.js").read_text(encoding="utf-8").removeprefix("self.KB_INDEX = "))
    rows = {row[1]: row for row in index["rows"]}
    for table in Site.read(ROOT).data.tables.values():
        for row in table.rows.values():
            _, _, name, title, _, cells = rows[f"{table.name}--{row.key}"]
            words = f" {name} {title} " + " ".join(f"{label} {text}" for label, text in cells) + " "
            for column in table.columns:
                plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", show(row.cells[column.key], column)).replace("`", "").replace("**", "")
                assert f" {plain} " in words, f"{table.name}.{row.key}.{column.key}: {plain!r} is not in the index"


def test_the_sections_of_the_index_have_spaces_between_words(site):
    index = json.loads((site.folder / "search" / "kb-index.js").read_text(encoding="utf-8").removeprefix("self.KB_INDEX = "))
    assert len(index["pages"]) > 5 and len(index["sections"]) > 20
    glued = [s[3][m.start() - 20:m.end() + 20] for s in index["sections"] for m in re.finditer(r"[a-z][.!?][A-Z][a-z]+ [a-z]", s[3])]
    assert not glued, glued


def test_the_data_is_published_as_its_schema_says(site):
    folder = site.folder / "data"
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    jsonschema.validate(index, {**schema, **schema["$defs"]["index"], "properties": schema["$defs"]["index"]["properties"]})
    assert len(index["tables"]) == len(Site.read(ROOT).data.tables)
    for entry in index["tables"]:
        table = json.loads((folder / entry["json"]).read_text(encoding="utf-8"))
        jsonschema.validate(table, schema)
        csv_lines = (folder / entry["csv"]).read_text(encoding="utf-8").splitlines()
        assert len(csv_lines) == entry["rows"] + 1
