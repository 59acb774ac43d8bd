"""Finishing a built folder: the same bytes each time, names by content, a policy that fits, copies that can be read."""

import filecmp
import gzip
import html
import json
import re
import shutil

import brotli
import pytest

from support import environment, mkdocs
from tools.finish import fingerprint, whitespace
from tools.finish.__main__ import main, run


@pytest.fixture
def built(mini_site, tmp_path):
    shutil.copytree(mini_site, tmp_path / "site")
    return tmp_path / "site"


def differing(one, two):
    """Names of files that differ between two folders, or stand in one only."""
    compared = filecmp.dircmp(one, two)
    return [*compared.left_only, *compared.right_only, *compared.diff_files, *(n for d in compared.common_dirs for n in differing(one / d, two / d))]


def test_two_builds_of_the_same_sources_are_the_same_to_the_byte(project, tmp_path):
    import subprocess
    for name in ("first", "second"):
        subprocess.run([mkdocs(), "build", "--quiet", "--site-dir", tmp_path / name], cwd=project.root, check=True, env=environment(SOURCE_DATE_EPOCH="1700000000"))
        run(tmp_path / name, tmp_path / f"{name}-headers")
    assert differing(tmp_path / "first", tmp_path / "second") == []
    assert (tmp_path / "first-headers/csp.txt").read_text() == (tmp_path / "second-headers/csp.txt").read_text()


def test_our_files_carry_their_content_in_their_names_wherever_they_are_named(built, tmp_path):
    run(built, tmp_path / "headers")
    names = [p.name for p in (built / "assets").glob("*.js")]
    assert names and all(re.fullmatch(r"[\w-]+\.[0-9a-f]{10}\.js", name) for name in names)
    page = (built / "index.html").read_text()
    for src in re.findall(r'src="([^"]+\.js)"', page):
        assert (built / src).exists(), src
    worker = next((built / "assets/search").glob("worker.*.js")).read_text()
    for path in re.findall(r"\$\{root\}([\w/.-]+\.js)", worker):
        assert (built / path).exists(), path


def test_a_change_of_one_script_changes_the_names_of_those_that_load_it(built, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(built, other)
    engine = other / "assets/search/engine.js"
    engine.write_text(engine.read_text() + "\n// changed\n")
    for folder in (built, other):
        fingerprint.apply(folder)
    changed = {p.name.split(".")[0] for p in (other / "assets").rglob("*.js")} and {
        p.name.split(".")[0] for p in other.rglob("*.js") if not (built / p.relative_to(other)).exists()}
    assert changed == {"engine", "worker"}, "the engine, and the worker that imports it"


def test_the_policy_allows_every_inline_script_by_its_hash_and_nothing_else(built, tmp_path):
    run(built, tmp_path / "headers")
    policy = (tmp_path / "headers/csp.txt").read_text()
    assert "unsafe" not in policy and "http" not in policy and policy.count("'sha256-") >= 3
    page = (built / "index.html").read_text()
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert "frame-ancestors" in policy and "frame-ancestors" not in page


def test_compressed_files_hold_the_same(built, tmp_path):
    run(built, tmp_path / "headers")
    raw = (built / "area/disks/index.html").read_bytes()
    assert brotli.decompress((built / "area/disks/index.html.br").read_bytes()) == raw == gzip.decompress((built / "area/disks/index.html.gz").read_bytes())


def test_each_page_can_be_had_as_markdown(built, tmp_path):
    run(built, tmp_path / "headers")
    text = (built / "area/disks/index.md").read_text()
    assert text.startswith("# Disks\n") and "| 80,000 *was 16,000 until September 2025*" in text and "¶" not in text and "<div" not in text
    assert "- [Disks](area/disks/index.md): All about disks." in (built / "llms.txt").read_text()
    samples = (built / "area/samples/index.md").read_text()
    assert "${{ secrets.TOKEN }}" in samples and "[[tool.index]]" in samples


def test_the_service_worker_lists_every_file_a_page_needs_and_no_export(built, tmp_path):
    run(built, tmp_path / "headers")
    files = json.loads(re.search(r"const FILES = (\{.*?\})\n", (built / "sw.js").read_text())[1])
    assert {"./", "404.html", "area/disks/", "sitemap.xml"} <= set(files) and not [f for f in files if f.startswith("data/") or f.endswith((".br", ".md"))]


def test_what_is_no_site_or_was_finished_already_is_refused(built, tmp_path, capsys):
    assert main([str(tmp_path / "nowhere")]) == 2 and "make site" in capsys.readouterr().err
    assert main([str(built), "--headers", str(tmp_path / "h")]) == 0
    assert main([str(built)]) == 2 and "finished already" in capsys.readouterr().err


def test_words_from_data_never_become_markup(mini_site):
    page = (mini_site / "area/disks/index.html").read_text()
    assert "<script>alert(1)" not in page and "<code>x | y</code>" in page
    assert "a <script>alert(1)</script> | b" in html.unescape(page) and "[[= nothing ]]" in html.unescape(page)


def test_white_space_goes_but_code_stays_as_it_is():
    page = "<p>\n   a\n\n\n  b</p>\n<pre>x\n   y\n\n z</pre>\n   <script>\n  f()\n</script>\n   <p>c  d</p>"
    assert whitespace.collapsed(page) == "<p>\na\nb</p>\n<pre>x\n   y\n\n z</pre>\n<script>\n  f()\n</script>\n<p>c  d</p>"
