from macros.strict_yaml import Text, did_you_mean, parse


def read(source):
    mistakes = []
    return parse(source, "f.yml", mistakes), [str(m) for m in mistakes]


def test_nothing_is_retyped():
    data, mistakes = read("a: no\nb: 1.30\nc: 010\nd: 22:22\ne: 2026-01-01\nf: ~\ng: '~'\nh: 1e3\n")
    assert not mistakes
    assert list(data.values()) == ["no", "1.30", "010", "22:22", "2026-01-01", "~", "~", "1e3"]
    assert data["f"].is_absent and not data["g"].is_absent


def test_every_value_knows_its_line():
    data, _ = read("a:\n  - x\n  - b: y\n")
    assert data["a"][1].line_of("b") == 3 and data["a"][0].line == 2


def test_a_duplicate_key_is_told_with_both_lines():
    data, mistakes = read("a: 1\nb: 2\na: 3\n")
    assert mistakes == ["f.yml:3: 'a' is written twice (first on line 1). Keep one of them."]
    assert data["a"] == "1"


def test_broken_yaml_is_one_line_with_its_place():
    for source in ("a: [1, 2\n", "a: 'x\n", "a: b: c\n", "\ta: 1\n", "a: *nowhere\n"):
        data, mistakes = read(source)
        assert data is None and len(mistakes) == 1 and mistakes[0].startswith("f.yml:") and "\n" not in mistakes[0]


def test_an_empty_file_is_told():
    assert read("# only a comment\n")[1] == ["f.yml:1: the file is empty. Write its entries or delete it."]


def test_aliases_are_refused():
    assert "anchors" in read("a: &x {b: 1}\nc: *x\n")[1][0]


def test_near_misses_are_suggested_whatever_their_case():
    assert did_you_mean("ssd", ["SSD", "HDD"]) == " Did you mean 'SSD'?"
    assert did_you_mean("zebra", ["SSD"]) == ""


def test_text_is_a_string():
    assert Text("x", 3) == "x" and Text("x", 3).line == 3
