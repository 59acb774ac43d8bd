"""Content hashes in the names of our own scripts and styles, so that a host may let browsers keep them for good.

Material's files have such names already. A new page then never meets an old script: its name is another one.
"""

import hashlib
import re
from graphlib import TopologicalSorter
from pathlib import Path

# Everything that pages or scripts load by name, without a hash in it yet.
PATTERNS = ("assets/*.css", "assets/*.js", "assets/search/*.js", "assets/vendor/*/*.js", "search/kb-index.js")
DIGITS = 10


def apply(folder: Path) -> str:
    """Rename the files and every mention of them."""
    files = {path.relative_to(folder).as_posix(): path for pattern in PATTERNS for path in sorted(folder.glob(pattern))}
    texts = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    mentions = {name: {other for other in files if other != name and other in text} for name, text in texts.items()}
    renamed: dict[str, str] = {}
    for name in TopologicalSorter(mentions).static_order():
        text = _replaced(texts[name], renamed)
        digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
        new = re.sub(r"\.(\w+)$", rf".{digest}.\1", name)
        (folder / new).write_text(text, encoding="utf-8")
        files[name].unlink()
        renamed[name] = new
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(_replaced(text, renamed), encoding="utf-8")
    return f"{len(renamed)} files named by their content"


def _replaced(text: str, renamed: dict[str, str]) -> str:
    if not renamed:
        return text
    pattern = re.compile("|".join(re.escape(name) for name in sorted(renamed, key=len, reverse=True)))
    return pattern.sub(lambda m: renamed[m[0]], text)
