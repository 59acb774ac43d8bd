"""Abbreviations: the first mention explains itself, the others are left alone."""

import re

from markdown import markdown

from macros.abbreviations import Abbreviations, definitions
from macros.model import Term

TERMS = [Term("TTL", "How long an answer is kept.", "time to live", tooltip=True), Term("NAT", "Another address.", tooltip=True), Term("ARN", "A name.")]


def rendered(text):
    return markdown(f"{text}\n\n{definitions(TERMS, text)}", extensions=["abbr", "tables", Abbreviations()])


def test_only_terms_that_ask_for_it_and_stand_in_the_text_are_defined():
    assert definitions(TERMS, "The TTL of an ARN") == "*[TTL]: time to live: How long an answer is kept."
    assert definitions(TERMS, "SNATS") == ""


def test_the_first_mention_has_a_tooltip_and_no_other():
    out = rendered("A TTL and a TTL.\n\nAnd a TTL again, `TTL` too.")
    assert out.count("<abbr") == 1 and 'title="time to live: How long an answer is kept."' in out
    assert re.sub("<[^>]+>", "", out).split() == ["A", "TTL", "and", "a", "TTL.", "And", "a", "TTL", "again,", "TTL", "too."]


def test_headings_tables_and_links_stay_plain():
    out = rendered("## TTL\n\n| TTL |\n| --- |\n| TTL |\n\n[TTL](https://example.com)\n\nTTL")
    assert out.count("<abbr") == 1 and out.rstrip().endswith("</abbr></p>")
