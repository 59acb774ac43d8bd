from macros.pages import nav_paths, read_page, relative, resolve, slug
from macros.strict_yaml import parse

SOURCE = """\
---
title: One
aliases: [a, b c]
---
# One

See [two](../x/two.md#there), [`code`](three.md "tip") and ![pic](p.png).

```md
## not a heading
[not](a-link.md)
```

## Second part { #second }
## Plain `text` here

`[[= table("no") ]]` but [[= table("disks", rows=["a"]) ]] and [[= page_head() ]].
"""


def page():
    mistakes = []
    result = read_page(SOURCE, "area/one.md", mistakes)
    assert not mistakes
    return result


def test_headings_links_and_calls_are_found_with_their_lines_and_code_is_not():
    one = page()
    assert [(h.level, h.id, h.line) for h in one.headings] == [(1, "one", 5), (2, "second", 14), (2, "plain-text-here", 15)]
    assert [(link.target, link.line, link.image) for link in one.links] == [("../x/two.md#there", 7, False), ("three.md", 7, False), ("p.png", 7, True)]
    assert [(c.name, c.args) for c in one.calls] == [("table", ("disks",)), ("page_head", ())]
    assert one.words("aliases") == ("a", "b c") and one.title == "One"


def test_links_resolve_from_the_page_they_stand_on():
    assert resolve("area/one.md", "../x/two.md#there") == ("x/two.md", "there")
    assert resolve("area/one.md", "#here") == ("area/one.md", "here")
    assert resolve("area/one.md", "https://example.com/a.md") == ("", "")


def test_relative_is_the_way_back():
    assert relative("area/one.md", "x/two.md#there") == "../x/two.md#there"
    assert relative("index.md", "x/two.md") == "x/two.md"


def test_a_heading_without_an_id_gets_the_one_markdown_gives():
    assert slug("What's `gp3`, really?") == "whats-gp3-really"


def test_the_navigation_lists_pages_at_any_depth():
    config = parse("nav:\n  - Home: index.md\n  - Area:\n      - a/b.md\n      - More:\n          - a/c.md\n", "mkdocs.yml", [])
    assert list(nav_paths(config)) == ["index.md", "a/b.md", "a/c.md"]
