"""Tables as people use them: asking, sorting, comparing, sending a view on, by mouse, by keyboard and by thumb; without JavaScript; on paper."""

import json
import re

import pytest

from test_pages import overflow

pytestmark = pytest.mark.browser
VOLUMES, CLASSES = ("storage/ebs-volume-types/", "ebs-volume-types"), ("storage/s3-storage-classes/", "s3-storage-classes")


class Table:
    """One table of a page, with its tools."""

    def __init__(self, page, name):
        self.page, self.table = page, page.locator(f"#{name}")
        self.frame = page.locator(f".kb-frame:has(#{name})")
        self.bar = self.frame.locator("xpath=preceding-sibling::div[contains(@class, 'kb-bar')][1]")

    def names(self):
        """The names of the rows in sight, in their order."""
        return [re.sub(r"(\s+\d+)?\s*#?$", "", row.inner_text()).strip() for row in self.table.locator("tbody tr:not([hidden]) th").all()]

    def heads(self):
        """The labels of the columns in sight."""
        return [head.inner_text().strip() for head in self.table.locator("thead th:not([hidden])").all()]

    def open(self, menu):
        """Open a menu of the bar; gives its content."""
        details = self.bar.locator("details").filter(has=self.page.locator("summary", has_text=menu))
        if details.get_attribute("open") is None:
            details.locator("summary").click()
        return details.locator("div")

    def tick(self, column, *values):
        """Tick values of a column in the filter menu."""
        group = self.open("Filter").locator("fieldset").filter(has_text=column)
        for value in values:
            group.get_by_label(value, exact=True).check()

    def button(self, label):
        return self.bar.get_by_role("button", name=label)


@pytest.fixture
def table(site, open_page):
    def opened(where=VOLUMES, query="", **more):
        page = open_page(site.address + where[0] + query, **more)
        return Table(page, where[1])
    return opened


def test_which_volume_types_allow_multi_attach_and_more_than_64000_iops(table):
    volumes = table()
    volumes.tick("Multi-Attach", "Yes")
    assert volumes.names() == ["io2", "io1"]
    volumes.open("Filter").get_by_label("Maximum IOPS, at least").select_option(label="≥ 80,000")
    assert volumes.names() == ["io2"]
    assert "is.multi_attach=Yes" in volumes.page.url and "min.max_iops=80000" in volumes.page.url
    volumes.button("Reset").click()
    assert len(volumes.names()) == 7 and "?" not in volumes.page.url


def test_which_s3_classes_give_milliseconds_and_no_minimum_duration(table):
    classes = table(CLASSES)
    classes.tick("First byte", "Milliseconds")
    classes.tick("Minimum days", "none")
    assert "S3 Standard" in classes.names() and "S3 Standard-IA" not in classes.names()
    assert all("Glacier" not in name for name in classes.names())


def test_columns_sort_by_value_and_say_so(table):
    volumes = table()
    head = volumes.table.locator("thead th[data-column=max_size]")
    head.get_by_role("button").click()
    sizes = volumes.table.locator("tbody td:nth-child(5)").all_inner_texts()
    order = [float(re.match(r"[\d.]+", s)[0]) for s in sizes]
    assert order == sorted(order) and head.get_attribute("aria-sort") == "ascending"
    assert "sorted by Largest size, ascending" in volumes.page.locator(".kb-announce[role=status]").inner_text()
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending" and volumes.names()[0] in ("gp3", "io2")


def test_a_link_opens_the_same_view(table, open_page):
    volumes = table()
    volumes.bar.get_by_role("searchbox").fill("ssd")
    volumes.table.locator("thead th[data-column=max_iops]").get_by_role("button").click()
    volumes.open("Columns").get_by_label("Best for").uncheck()
    seen = (volumes.names(), volumes.heads())
    again = Table(open_page(volumes.page.url), VOLUMES[1])
    assert (again.names(), again.heads()) == seen and "Best for" not in again.heads() and again.names()[0] == "gp2"


def test_two_rows_side_by_side_show_what_differs_first(table):
    volumes = table()
    volumes.button("Compare rows").click()
    for name in ("gp3", "io2"):
        volumes.frame.get_by_label(f"Pick {name} to compare").check()
    volumes.button("Show 2 side by side").click()
    side = volumes.page.locator(".kb-side:visible")
    assert side.locator("thead th").all_inner_texts() == ["Property", "gp3", "io2"]
    same = [("kb-same" in (row.get_attribute("class") or "")) for row in side.locator("tbody tr").all()]
    assert same == sorted(same) and any(same) and not all(same)
    assert "rows=gp3%2Cio2" in volumes.page.url
    volumes.button("Back to all rows").click()
    assert volumes.frame.is_visible() and len(volumes.names()) == 7


def test_only_differences_hides_the_columns_that_say_the_same(table):
    volumes = table(query="?table=ebs-volume-types&rows=st1,sc1")
    volumes.button("Only differences").click()
    assert "Medium" not in volumes.heads() and "Maximum throughput" in volumes.heads()


def test_what_is_shown_is_what_is_copied(site, open_page):
    page = open_page(site.address + VOLUMES[0] + "?table=ebs-volume-types&rows=gp3,gp2&hide=best_for", permissions=["clipboard-read", "clipboard-write"])
    volumes = Table(page, VOLUMES[1])

    def copied(label):
        volumes.open("Copy").get_by_role("button", name=label).click()
        page.wait_for_timeout(100)
        return page.evaluate("navigator.clipboard.readText()")

    rows = json.loads(copied("JSON"))
    assert [row["Type"] for row in rows] == ["gp3", "gp2"] and "Best for" not in rows[0] and rows[0]["Maximum IOPS"] == "80,000"
    assert copied("CSV").splitlines()[0].startswith("Type,Medium,Smallest size") and '"80,000"' in copied("CSV")
    assert copied("Markdown").splitlines()[1].startswith("| --- |")
    assert "rows=gp3%2Cgp2" in copied("Link to this view")


def test_a_figure_tells_its_source_date_and_proof(table):
    volumes = table()
    volumes.table.locator("tr#ebs-volume-types--gp3 td:nth-child(6)").hover()
    tip = volumes.page.locator("#kb-tip")
    assert tip.is_visible() and re.match(r"Proved by machine against botocore .* Source: .*CreateVolume.* Checked \d+ \w+ \d{4}", tip.inner_text())
    volumes.page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_everything_works_by_keyboard(table):
    volumes = table()
    page = volumes.page
    volumes.table.locator("thead th[data-column=max_iops] button").focus()
    page.keyboard.press("Enter")
    assert volumes.table.locator("thead th[data-column=max_iops]").get_attribute("aria-sort") == "ascending"
    volumes.frame.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.tagName") == "TD" and page.locator("#kb-tip").is_visible()
    volumes.bar.locator("summary", has_text="Filter").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert len(volumes.names()) < 7
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("Filter")


def test_a_row_has_an_address_that_shows_it(site, open_page):
    page = open_page(site.address + "reference/ports/#database-ports--postgresql", width=360, height=740)
    row = page.locator("tr:target")
    assert "5432" in row.inner_text() and row.is_visible()
    box = row.bounding_box()
    assert 0 <= box["y"] < 740, "the row is in sight"


def test_on_a_phone_each_row_can_be_a_card(table):
    volumes = table(width=360, height=740, has_touch=True)
    volumes.button("Table tools").tap()
    volumes.button("Cards").tap()
    cell = volumes.table.locator("tr#ebs-volume-types--gp3 td").nth(4)
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Maximum IOPS"'
    assert volumes.frame.evaluate("f => f.scrollWidth <= f.clientWidth + 1") and overflow(volumes.page) <= 0


def test_without_javascript_the_plain_table_says_everything(table):
    volumes = table(java_script_enabled=False)
    text = volumes.table.inner_text()
    assert "80,000" in text and "gp3" in text and not volumes.page.locator(".kb-bar").count()
    assert "figures proved by machine" in volumes.page.locator(".kb-provenance").last.inner_text() or "Checked" in volumes.page.inner_text("article")


def test_on_paper_a_long_table_has_its_head_on_each_page_and_its_sources_in_words(site, open_page):
    page = open_page(site.address + "serverless/lambda-limits/")
    page.emulate_media(media="print")
    assert page.locator(".kb-frame").first.evaluate("f => getComputedStyle(f).overflow") == "visible"
    assert page.locator("table.kb-data thead").first.evaluate("t => getComputedStyle(t).display") == "table-header-group"
    link = page.locator(".kb-provenance a").first
    assert "https://docs.aws" in link.evaluate("a => getComputedStyle(a, '::after').content")
    assert not page.locator(".kb-bar").first.is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 12


@pytest.mark.parametrize("where", ["?things=gp3|io2", "?of=ebs-volume-types&things=st1|sc1"])
def test_compare_puts_any_rows_side_by_side_and_its_address_can_be_sent(site, open_page, where):
    page = open_page(site.address + "reference/compare/" + where)
    page.wait_for_selector(".kb-compare table")
    heads = page.locator(".kb-compare table").first.locator("thead th").all_inner_texts()
    assert heads[0] == "Property" and len(heads) == 3
    if "of=" in where:
        page.get_by_role("button", name="+ gp2").click()
        assert "gp2" in page.locator(".kb-compare table").first.locator("thead").inner_text() and "gp2" in page.url
    else:
        page.get_by_label("Thing").fill("gp2")
        page.keyboard.press("Enter")
        assert "gp2" in page.url


def test_compare_says_what_it_does_not_know(site, open_page):
    page = open_page(site.address + "reference/compare/")
    page.get_by_label("Thing").fill("flux capacitor")
    page.keyboard.press("Enter")
    assert "No table has a row “flux capacitor”" in page.locator(".kb-compare").inner_text()


def test_the_scripts_of_tables_stay_small(site):
    import gzip
    scripts = b"".join((site.folder / "assets" / name).read_bytes() for name in ("tables.js", "figures.js"))
    assert len(gzip.compress(scripts, 9)) < 12_000
