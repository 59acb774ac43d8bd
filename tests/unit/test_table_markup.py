import re

from markdown import Markdown

from macros.table_markup import TableMarkup

TABLE = """\
| Type { data-column="type" data-kind="code" data-table="disks" data-caption="Kinds" data-checked="1 May 2026" } | IOPS { data-column="iops" data-kind="number" } |
| --- | --- |
| `fast` { data-row="disks--fast" } | 80,000 { data-value="80000" } |
"""


def html(source):
    return Markdown(extensions=["tables", "attr_list", TableMarkup()]).convert(source)


def test_a_data_table_gets_a_caption_scopes_and_addresses():
    out = html(TABLE)
    assert "<caption>Kinds</caption>" in out
    assert re.search(r'<table class="kb-data" data-checked="1 May 2026" data-name="disks" id="disks">', out)
    assert out.count('scope="col"') == 2 and '<th scope="row"><code>fast</code></th>' in out
    assert '<tr data-key="fast" id="disks--fast">' in out
    assert 'role="region"' in out and 'aria-label="Table: Kinds"' in out


def test_a_second_copy_on_a_page_has_no_second_address_and_another_name():
    out = html(f"{TABLE}\ntext\n\n{TABLE}")
    assert out.count('id="disks"') == 1 and out.count('id="disks--fast"') == 1
    assert 'aria-label="Table: Kinds (2)"' in out


def test_a_heading_keeps_its_address():
    assert html(f"## Disks {{ #disks }}\n\n{TABLE}").count('id="disks"') == 1


def test_other_tables_stay_as_they_are():
    assert html("| a | b |\n| - | - |\n| c | d |\n").startswith("<table>\n<thead>")
