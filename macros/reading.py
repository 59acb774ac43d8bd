"""Taking apart one data file: fields that must be there, words that must be known, mistakes with their line."""

from collections.abc import Iterable
from datetime import date
from sys import intern

from . import cells
from .model import Source
from .strict_yaml import Map, Mistake, Seq, Text, did_you_mean


class Reader:
    """Reads fields out of one file and collects what is wrong with them. Every getter returns a usable value."""

    def __init__(self, path: str, mistakes: list[Mistake], today: date) -> None:
        self.path, self.mistakes, self.today = path, mistakes, today

    def wrong(self, line: int, what: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(self.path, line, what))

    def keys(self, raw: Map, where: str, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Note every key that is missing or unknown."""
        known = [*required, *optional]
        for key in raw:
            if key not in known:
                hint = did_you_mean(key, known) or f" Known: {', '.join(known)}."
                if " " in key:
                    hint = " Inside { } a comma ends a text: put the text before it in quotes."
                self.wrong(key.line, f"{where}: unknown key '{key}'.{hint}")
        for key in required:
            if key not in raw:
                self.wrong(raw.line, f"{where}: '{key}' is missing. Add it.")

    def map(self, raw: object, where: str, line: int = 1) -> Map:
        """A mapping; an empty one when something else stands there."""
        if isinstance(raw, Map):
            return raw
        if raw is not None:
            self.wrong(getattr(raw, "line", line), f"{where}: expected 'key: value' pairs.")
        empty = Map()
        empty.line = getattr(raw, "line", line)
        return empty

    def seq(self, raw: Map, key: str, where: str) -> Seq:
        """A list field; empty when it is absent."""
        value = raw.get(key)
        if isinstance(value, Seq):
            return value
        if value is not None:
            self.wrong(raw.line_of(key), f"{where}: '{key}' should be a list as in [{value}].")
        return Seq()

    def words(self, raw: Map, key: str, where: str) -> tuple[str, ...]:
        """A list of words; empty when it is absent."""
        items = self.seq(raw, key, where)
        for item in items:
            if not isinstance(item, Text):
                self.wrong(getattr(item, "line", raw.line), f"{where}: '{key}' holds words only; quote one that contains a colon.")
        return tuple(str(item) for item in items if isinstance(item, Text))

    def text(self, raw: Map, key: str, where: str) -> str:
        """A text field; '' when it is absent."""
        value = raw.get(key, Text(""))
        if isinstance(value, Text):
            return "" if value.is_absent else str(value).strip()
        self.wrong(raw.line_of(key), f"{where}: '{key}' should be words; quote them if they contain a colon.")
        return ""

    def one_of(self, raw: Map, key: str, where: str, known: Iterable[str], default: str) -> str:
        """A word out of several."""
        word, known = self.text(raw, key, where) or default, list(known)
        if word not in known:
            self.wrong(raw.line_of(key), f"{where}: {key} '{word}' is not one of {', '.join(known)}.{did_you_mean(word, known)}")
            return default
        return word

    def flag(self, raw: Map, key: str, where: str) -> bool:
        """A yes or no; no when it is absent."""
        return self.one_of(raw, key, where, ("yes", "no"), "no") == "yes"

    def number(self, raw: Map, key: str, where: str, default: int) -> int:
        """A whole number."""
        word = self.text(raw, key, where) or str(default)
        if not word.isdigit():
            self.wrong(raw.line_of(key), f"{where}: {key} '{word}' is not a whole number.")
            return default
        return int(word)

    def day(self, raw: Map, key: str, where: str) -> date:
        """A day that is not in the future."""
        word = self.text(raw, key, where)
        try:
            day = cells.parse_date(word)
        except cells.BadCell as error:
            if key in raw:
                self.wrong(raw.line_of(key), f"{where}: {key}: {error}")
            return self.today
        if day > self.today:
            self.wrong(raw.line_of(key), f"{where}: {key} {day} is in the future. Write the day it was really checked.")
        return day

    def source(self, raw: object, where: str, line: int) -> Source | None:
        """A source {title, url}; None when there is none."""
        if raw is None:
            return None
        fields = self.map(raw, where, line)
        self.keys(fields, where, ["title", "url"])
        url = self.text(fields, "url", where)
        if url and not url.startswith("https://"):
            self.wrong(fields.line_of("url"), f"{where}: '{url}' is no address. It should begin with https://.")
        return Source(intern(self.text(fields, "title", where)), intern(url))  # many tables cite the same pages
