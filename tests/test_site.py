"""The built site as a whole: what a strict build does not see."""

import json
import re

import jsonschema

from macros.cells import show
from macros.site import Site
from support import ROOT
from tools import check_site


def test_there_is_nothing_to_mend_in_the_built_site(site):
    """Links, anchors, leftovers of Markdown and macros, ids, images, weights, titles: tools/check_site.py has the list."""
    found = check_site.findings(check_site.Site(site.folder, site.address), ROOT / "docs")
    assert not found, "\n".join(found)


def test_no_script_or_style_names_another_host(site):
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
    glued = [s[3][m.start() - 20:m.end() + 20] for s in index["sections"] for m in re.finditer(r"[a-z][.!?][A-Z][a-z]+ [a-z]", re.sub(r"!?\bGet ?Att \S+", "", s[3]))]
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
