"""Pages as a reader meets them: wide and narrow, light and dark, from a server and from disk."""

import subprocess
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from support import StaticServer, environment, mkdocs
from tools.finish.__main__ import run as finish

pytestmark = pytest.mark.browser

VOLUMES = "storage/ebs-volume-types/"
SOME = ["", VOLUMES, "storage/which-storage/", "reference/ports/", "reference/verified/", "reference/corrections/", "404.html"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
SEEN = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]}, "resultTypes": ["violations"]}
QUERY, ITEMS = "[data-md-component=search-query]", "a.md-search-result__link"


def ask(page, question):
    """Type a question into the search box and wait for its results."""
    page.keyboard.press("/")
    page.type(QUERY, question, delay=5)
    page.wait_for_selector("li.md-search-result__item", timeout=20_000)
    page.wait_for_timeout(150)


def until(page, expression, seconds=60):
    """Wait until a JavaScript expression is true; a strict Content-Security-Policy does not let Playwright's own way."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(100)


def visible_results(page):
    """(address, words) of the results in sight."""
    return [(a.get_attribute("href"), a.inner_text()) for a in page.query_selector_all(ITEMS) if a.is_visible()]


def overflow(page):
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def violations(page, rules, context=None):
    """What axe finds: 'address: rule: element'."""
    found = Axe().run(page, context=context, options=rules).response["violations"]
    return [f"{page.url}: {v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_accessibility_rule_is_broken(site, open_page, scheme, width):
    page = open_page(width=width, scheme=scheme)
    broken = []
    for path in SOME:
        page.goto(site.address + path, wait_until="load")
        page.wait_for_timeout(300)
        broken += violations(page, RULES)
    page.goto(site.address, wait_until="load")
    ask(page, "gp3")
    broken += violations(page, RULES)
    assert not broken, "\n".join(broken)


def test_no_accessibility_rule_is_broken_in_the_text_of_any_page(site, open_page):
    """What is around the text is the same on all pages: the test above has it."""
    page, broken = open_page(), []
    for number, path in enumerate(site.pages, 1):
        if number % 20 == 0:                                             # a tab that saw many pages grows slow
            page.close()
            page = open_page()
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(site.address + site.path(path), wait_until="load")
        broken += violations(page, RULES, "article")
        page.set_viewport_size({"width": 320, "height": 900})
        page.emulate_media(color_scheme="dark")
        broken += violations(page, SEEN, "article")
    assert not broken, "\n".join(broken)


def test_a_visit_asks_no_other_host_and_leaves_no_error(site, open_page):
    page = open_page(site.address)
    for path in SOME[1:-1]:
        page.goto(site.address + path, wait_until="networkidle")
    ask(page, "ebs")
    assert not [r for r in page.requests if not r.startswith((site.address, "data:", "blob:"))]
    assert page.errors == []


@pytest.mark.parametrize("width", [320, 360])
def test_a_wide_table_scrolls_inside_its_frame(site, open_page, width):
    page = open_page(site.address + VOLUMES, width=width, height=740)
    assert overflow(page) <= 0
    frame = page.query_selector(".kb-frame:has(#ebs-volume-types)") or page.query_selector(".kb-frame")
    assert frame.evaluate("f => f.scrollWidth > f.clientWidth"), "the table should be wider than a phone"
    frame.evaluate("f => f.scrollLeft = 200")
    first = frame.query_selector("tbody th").bounding_box()
    assert 0 <= first["x"] < 60, "the first column stays in sight"


def test_the_theme_can_be_switched_and_is_kept(site, open_page):
    page = open_page(site.address)
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    before = page.evaluate(scheme)
    for _ in range(3):
        page.click("form[data-md-component=palette] label:not([hidden])")
        if page.evaluate(scheme) != before:
            break
    chosen = page.evaluate(scheme)
    assert chosen != before
    page.goto(site.address + VOLUMES)
    assert page.evaluate(scheme) == chosen


def test_search_leads_to_the_row_that_answers(site, open_page):
    page = open_page(site.address)
    ask(page, "5432")
    address, words = next((a, w) for a, w in visible_results(page) if "5432" in w)
    assert "PostgreSQL" in words and "#database-ports--" in address
    page.click(f'a[href="{address}"]')
    page.wait_for_url("**/reference/ports/**")
    row = page.wait_for_selector("tr:target")
    assert "5432" in row.inner_text()
    assert row.query_selector("td").evaluate("e => getComputedStyle(e).backgroundColor") != page.query_selector(
        "tr:not(:target) td").evaluate("e => getComputedStyle(e).backgroundColor")


def test_everything_works_from_disk(on_disk, open_page):
    page = open_page(on_disk + "index.html", scheme="dark")
    ask(page, "multi attach")
    results = visible_results(page)
    assert results and "ebs" in results[0][0]
    page.click(f'a[href="{results[0][0]}"]')
    page.wait_for_url(f"{on_disk}*/**")
    page.goto(on_disk + "storage/ebs-volume-types.html")
    page.wait_for_selector("table.kb-data", state="attached")
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    page.hover("article a[title], article abbr[title]") if page.query_selector("article a[title], article abbr[title]") else None
    assert not [r for r in page.requests if not r.startswith((on_disk, "data:", "blob:", "about:"))]
    assert page.errors == []


def test_code_can_be_copied_from_disk(on_disk, open_page):
    page = open_page(on_disk + "storage/ebs-encryption.html")
    if not page.query_selector("article pre"):
        page.goto(on_disk + "storage/ebs.html")
    page.hover("article pre")
    assert page.wait_for_selector("article button.md-code__button[data-clipboard-target], article .md-clipboard")


def test_the_navigation_opens_by_keyboard_on_a_narrow_window(site, open_page):
    page = open_page(site.address, width=320, height=700)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Open the navigation":
            break
    else:
        pytest.fail("the button takes no focus")
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    assert page.query_selector("nav.md-nav--primary").bounding_box()["x"] >= 0


@pytest.mark.parametrize("path", ["", VOLUMES, "serverless/lambda-limits/", "reference/verified/"])
def test_text_of_twice_the_size_fits(site, open_page, path):
    page = open_page(site.address + path)
    page.evaluate("document.documentElement.style.fontSize = '250%'")   # the theme's own is 125 %
    page.wait_for_timeout(100)
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_while_loading(site, open_page, width):
    page = open_page(width=width, height=740)
    for path in SOME:
        page.goto(site.address + path, wait_until="load")
        page.wait_for_timeout(300)
        shift = page.evaluate("""() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, e) => sum + e.value, 0)))
          .observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 200))""")
        assert shift < 0.02, f"/{path} shifts by {shift:.3f}"


def test_a_page_that_is_not_there_searches_for_the_words_of_its_address(site, open_page):
    page = open_page(site.address + "storage/ebs-snapshot-copies/")
    assert page.inner_text("h1") == "This page does not exist"
    page.wait_for_selector("li.md-search-result__item", timeout=20_000)
    assert page.input_value(QUERY) == "storage ebs snapshot copies"
    assert any("ebs-snapshots" in address for address, _ in visible_results(page))


def test_it_works_below_a_path(project, open_page):
    """As on GitHub Pages, where a project's site lies below its name."""
    server = StaticServer()
    address = f"{server.address}notes/"
    done = subprocess.run([mkdocs(), "build", "--quiet", "--site-dir", project.root / "served/notes"], cwd=project.root, env=environment(SITE_URL=address), check=False)
    assert done.returncode == 0
    finish(project.root / "served/notes", project.root / "headers")
    server.start(project.root / "served")
    page = open_page(address)
    ask(page, "disks")
    found = visible_results(page)[0][0]
    assert found.startswith((address, "area/", "/notes/", "../", "./"))
    page.click(f'a[href="{found}"]')
    page.wait_for_url(f"{address}area/**")
    page.wait_for_selector("table.kb-data", state="attached")
    page.goto(f"{address}404.html", wait_until="load")
    assert not [r for r in page.requests if not r.startswith((address, "data:", "blob:"))], "a request leaves the path"
    assert page.errors == []
    server.stop()
