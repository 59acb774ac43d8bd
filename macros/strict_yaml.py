"""YAML without surprises: every scalar stays the text that was written, and knows its line.

Nothing is retyped: `no`, `1.30` and `010` arrive as they stand, and the kind of the column that holds them decides what
they mean. Duplicate keys, anchors and tags are refused.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Works out no types, which nobody here asks for and which costs a quarter of the reading."""

    def resolve(self, kind: type, value: str, implicit: bool) -> str:
        return ""


@dataclass(frozen=True, order=True)
class Mistake:
    """Something its author has to mend: where it stands, what is wrong and what to do."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


class Mistakes(Exception):
    """All mistakes of one run; `args[0]` is the list."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args[0]))


class Text(str):
    """A scalar as written. `plain` is false when it was quoted or a block."""

    __slots__ = ("line", "plain")  # there are tens of thousands of them

    def __new__(cls, value: str, line: int = 0, plain: bool = True) -> "Text":
        text = super().__new__(cls, value)
        text.line, text.plain = line, plain
        return text

    @property
    def is_absent(self) -> bool:
        """Whether this is the bare `~` that stands for "does not apply"."""
        return self.plain and self == "~"


class Map(dict):
    """A mapping that knows the line it starts on; its keys are Text and know theirs."""

    line: int

    def line_of(self, key: str) -> int:
        """The line a key stands on, or the mapping's own line when it has no such key."""
        return next((k.line for k in self if k == key), self.line)


class Seq(list):
    """A sequence that knows the line it starts on."""

    line: int


def did_you_mean(word: str, known: object) -> str:
    """' Did you mean …?' for a near miss among the known words, else ''."""
    words = [str(k) for k in known]
    folded = {w.lower(): w for w in words}
    near = get_close_matches(str(word).lower(), folded, n=1, cutoff=0.6)
    return f" Did you mean '{folded[near[0]]}'?" if near else ""


def read(path: Path, name: str, mistakes: list[Mistake]) -> object:
    """The content of a file as Map, Seq and Text; None, with a mistake noted, when it cannot be read.

    `name` is how messages call the file.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        mistakes.append(Mistake(name, 1, "the file is missing. Restore it or remove what refers to it."))
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(Mistake(name, 1, f"cannot be read as UTF-8 text ({error})."))
    else:
        return parse(source, name, mistakes)
    return None


def parse(source: str, name: str, mistakes: list[Mistake], first_line: int = 1) -> object:
    """The same from a string; `first_line` is the line of the file the string begins on."""
    try:
        node = yaml.compose(source, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else first_line
        hint = "check the indentation, the colons and the quotes around here"
        mistakes.append(Mistake(name, line, f"not valid YAML: {error.problem or error.context} - {hint}."))
        return None
    except yaml.YAMLError as error:
        mistakes.append(Mistake(name, first_line, f"not valid YAML: {str(error).splitlines()[0]}."))
        return None
    if node is None:
        mistakes.append(Mistake(name, first_line, "the file is empty. Write its entries or delete it."))
        return None
    return _convert(node, name, mistakes, first_line, set())


def _convert(node: yaml.Node, name: str, mistakes: list[Mistake], first: int, seen: set[int]) -> object:
    line = node.start_mark.line + first
    if id(node) in seen:
        mistakes.append(Mistake(name, line, "YAML anchors and aliases are not used here. Write the value out."))
        return Text("", line)
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Text(node.value, line, plain=not node.style)
    if isinstance(node, yaml.SequenceNode):
        seq = Seq(_convert(item, name, mistakes, first, seen) for item in node.value)
        seq.line = line
        return seq
    mapping = Map()
    mapping.line = line
    for key_node, value_node in node.value:
        at = key_node.start_mark.line + first
        if not isinstance(key_node, yaml.ScalarNode):
            mistakes.append(Mistake(name, at, "a key must be a plain word."))
            continue
        key = Text(key_node.value, at)
        if key in mapping:
            before = mapping.line_of(key)
            mistakes.append(Mistake(name, at, f"'{key}' is written twice (first on line {before}). Keep one of them."))
            continue
        mapping[key] = _convert(value_node, name, mistakes, first, seen)
    return mapping
