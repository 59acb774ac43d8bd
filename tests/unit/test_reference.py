"""Listings: what stands in data stays text there too."""

import dataclasses
from datetime import date
from pathlib import Path

from macros import reference
from macros.site import Site

ROOT = Path(__file__).parents[2]


def test_a_title_with_quotes_stays_inside_its_attribute():
    site = Site.read(ROOT, date(2026, 12, 1))
    name = next(name for name in site.data.tables if name.endswith("-limits"))
    site.data.tables[name] = dataclasses.replace(site.data.tables[name], title='Limits" onclick="alert(1)<b>')
    listed = reference.limit_tables(site, "reference/limits/index.md")
    assert 'aria-label="Limits&quot; onclick=&quot;alert(1)&lt;b&gt;"' in listed and '<b>' not in listed
