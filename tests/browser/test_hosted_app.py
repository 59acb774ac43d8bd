"""The hosted site in a real browser: nothing breaks the Content-Security-Policy, and it works with the server stopped."""

import re
import shutil

import pytest

from test_pages import ask, until, visible_results
from tools.finish.__main__ import run as finish

pytestmark = pytest.mark.browser
VERSION = "caches.keys().then(keys => keys.filter(k => k.startsWith('kb-')))"
CONTROLLED = "navigator.serviceWorker.controller !== null"


def when_installed(page, address):
    """Visit once and wait until the service worker holds the whole site."""
    page.goto(address, wait_until="load")
    until(page, CONTROLLED)


def test_no_page_and_no_feature_breaks_the_content_security_policy(site, hosted, open_page):
    page = open_page(hosted.address, width=1280)
    for file in site.pages:
        page.goto(hosted.address + site.path(file), wait_until="load")
    page.goto(hosted.address + "storage/ebs-volume-types/", wait_until="load")
    table = page.locator(".kb-bar").filter(has=page.locator(".kb-find")).first
    table.get_by_role("searchbox").fill("ssd")
    for menu in ("Filter", "Columns", "Copy"):
        table.get_by_text(menu, exact=True).click()
        page.keyboard.press("Escape")
    page.locator(".kb-sort").first.click()
    page.locator("td[data-state]:visible").first.hover()
    page.click("form[data-md-component=palette] label:not([hidden])")
    ask(page, "gp3 iops")
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")
    page.goto(hosted.address + "reference/compare/?things=gp3|io2", wait_until="load")
    page.wait_for_selector(".kb-compare table")
    page.goto(hosted.address + "nowhere/at/all/", wait_until="load")
    broken = [e for e in page.errors if "Content Security Policy" in e or "Refused" in e]
    assert not broken, "\n".join(sorted(set(broken)))
    others = [e for e in page.errors if "404 (Not Found)" not in e]
    assert not others, "\n".join(sorted(set(others)))


def test_after_one_visit_it_works_with_the_server_stopped(hosted, open_page):
    page = open_page()
    when_installed(page, hosted.address)
    hosted.server.stop()
    try:
        page.goto(hosted.address + "databases/aurora/", wait_until="load")
        assert page.locator("h1").inner_text().startswith("Amazon Aurora")
        page.goto(hosted.address + "storage/ebs-volume-types", wait_until="load")
        assert page.url.endswith("/storage/ebs-volume-types/")
        page.locator(".kb-sort").first.click()
        ask(page, "6081")
        assert any("6081" in words for _, words in visible_results(page)[:3])
        page.goto(hosted.address + "nowhere/", wait_until="load")
        assert "This page does not exist" in page.inner_text("article")
    finally:
        hosted.server.start()


def test_after_a_deployment_the_first_visit_shows_the_new_text_and_only_one_version_is_kept(site, hosted, open_page, tmp_path):
    page = open_page()
    when_installed(page, hosted.address)
    [before] = page.evaluate(VERSION)
    was = hosted.folder / "site"
    newer = tmp_path / "newer"
    shutil.copytree(site.folder, newer)
    for file in newer.rglob("*.html"):
        text = file.read_text(encoding="utf-8").replace(site.address, hosted.address)
        file.write_text(text.replace("<h1", "<p id=\"newer\">The newer version</p><h1", 1) if file.parent.name == "aurora" else text, encoding="utf-8")
    script = newer / "assets" / "tables.js"
    script.write_text(script.read_text(encoding="utf-8") + "window.newer = true\n", encoding="utf-8")
    finish(newer, tmp_path / "headers")
    kept = hosted.folder / "older"
    was.rename(kept)
    shutil.copytree(newer, was)
    try:
        page.goto(hosted.address + "databases/aurora/", wait_until="load")
        assert page.query_selector("#newer") and page.evaluate("window.newer"), "new text with the new script, at the first visit"
        until(page, f"{VERSION}.then(keys => !keys.includes('{before}') && keys.length === 1)")
        hosted.server.stop()
        page.goto(hosted.address + "databases/aurora/", wait_until="load")
        assert page.query_selector("#newer") and page.evaluate("window.newer"), "the same version without the network"
        hosted.server.start()
    finally:
        shutil.rmtree(was)
        kept.rename(was)


def test_what_the_site_stored_can_be_cleared(hosted, open_page):
    page = open_page()
    when_installed(page, hosted.address)
    page.goto(hosted.address + "reference/offline/", wait_until="load")
    page.click("[data-kb-forget]")
    until(page, "document.querySelector('[data-kb-forget]').textContent.includes('gone')")
    assert page.evaluate("caches.keys()") == [] and page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_the_app_can_be_installed(hosted, open_page):
    page = open_page(hosted.address)
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then(r => r.json())")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        assert page.evaluate("src => fetch(src).then(r => r.status)", "/" + icon["src"]) == 200
    assert re.match(r"\.|/", manifest["start_url"])
