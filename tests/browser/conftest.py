"""A real Chromium for the browser tests."""

import os
import shutil
import subprocess

import pytest
from playwright.sync_api import sync_playwright

from support import ROOT, environment, mkdocs

# Chromium asks Google's hosts for this and that at every start; a test of "no request leaves the site" must not hear it.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium():
    found = next((p for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome") if name and (p := shutil.which(name))), None)
    assert found, "no Chromium: run make test, which installs one where it can, or set CHROMIUM=/path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open pages in a fresh context; the page notes its console errors and every request."""
    contexts = []

    def opened(address="", width=1280, height=900, scheme="light", **more):
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **more)
        contexts.append(context)
        page = context.new_page()
        page.errors, page.requests = [], []
        page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.errors.append(str(e)))
        page.on("request", lambda r: page.requests.append(r.url))
        if address:
            page.goto(address, wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory):
    """The site built to be opened from disk; gives the file:// address of its folder."""
    folder = tmp_path_factory.mktemp("disk") / "site"
    done = subprocess.run([mkdocs(), "build", "--quiet", "--site-dir", str(folder)], cwd=ROOT, capture_output=True, text=True, env=environment(OFFLINE="true"))
    assert done.returncode == 0, done.stderr
    return f"file://{folder}/"
