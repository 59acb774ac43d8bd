"""`make notes NOTES=<file>`: which lines of the author's notes the site does not carry.

data/notes.yml says where each section of the notes went, by line. data/notes-lines.txt holds a digest of every line of the version
those numbers belong to, so that lines are recognised in a later version without storing a word of them.
"""

import argparse
import hashlib
import sys
from difflib import SequenceMatcher
from pathlib import Path

from macros.model import NoteSection
from macros.site import Site

DIGESTS = Path("data/notes-lines.txt")


def digest(line: str) -> str:
    """A short digest of a line, whatever its indentation; '' for a blank one."""
    words = " ".join(line.split())
    return hashlib.sha256(words.encode()).hexdigest()[:8] if words else ""


def known_lines(digests: list[str], known: list[str]) -> dict[int, int]:
    """line of the given file -> line of the known version, for every line that was there already (both from 1)."""
    matcher = SequenceMatcher(None, known, digests, autojunk=False)
    return {b + n + 1: a + n + 1 for a, b, size in matcher.get_matching_blocks() for n in range(size)}


def unplaced(lines: list[str], known: list[str], sections: tuple[NoteSection, ...]) -> list[int]:
    """The numbers of the non-blank lines that are new, or that no section covers."""
    digests = [digest(line) for line in lines]
    was = known_lines(digests, known)
    covered = {n for s in sections if s.pages for n in range(s.first, s.last + 1)}
    return [n for n, d in enumerate(digests, 1) if d and was.get(n) not in covered]


def main(argv: list[str] | None = None) -> int:
    """Report; the exit status is 1 when a line is not placed or a section leads nowhere."""
    parser = argparse.ArgumentParser(prog="make notes NOTES=<file>", description=__doc__)
    parser.add_argument("notes", type=Path)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--learn", action="store_true", help="take this version as the one that the numbers of data/notes.yml belong to")
    options = parser.parse_args(argv)
    try:
        lines = options.notes.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        print(f"{options.notes}: cannot be read ({error.strerror}). Name the notes: make notes NOTES=path/to/notes.txt", file=sys.stderr)
        return 2
    store = options.root / DIGESTS
    if options.learn:
        store.write_text("".join(f"{digest(line)}\n" for line in lines), encoding="ascii")
    known = store.read_text(encoding="ascii").splitlines() if store.exists() else []
    site = Site.read(options.root)
    missing = unplaced(lines, known, site.data.notes)
    for number in missing:
        print(f"{options.notes}:{number}: not on the site yet: {' '.join(lines[number - 1].split())}")
    nowhere = [s for s in site.data.notes if not any(p.partition("#")[0] in site.pages for p in s.pages)]
    for section in nowhere:
        print(f"{section.path}:{section.line}: section '{section.title}' leads to no page. Add the page that carries it.")
    said = sum(bool(line.strip()) for line in lines)
    placed = said - len(missing)
    print(f"{placed} of {said} lines placed ({placed / max(said, 1):.1%}), in {len(site.data.notes)} sections.")
    return 1 if missing or nowhere else 0


if __name__ == "__main__":
    sys.exit(main())
