"""`make diagrams`: draw each diagrams/<name>.dot with Graphviz into diagrams/<name>.svg, which is kept beside it.

A build and a test then need no Graphviz: each drawing holds the digest of the source it was made from. Colours are left to
the style sheet (docs/assets/kb.css), which knows the theme: a node or edge says what it is with class="…".
"""

import html
import re
import subprocess
import sys
from pathlib import Path

from macros.diagrams import digest

FOLDER = Path("diagrams")
WIDEST = 480  # px at full size: on a phone of 360 px the words, 14 px high, are then still 9 px high
_HEAD = re.compile(r"//\s*(title|description):\s*(.+)")
_LOOK = [
    "-Gbgcolor=transparent", "-Gfontname=Helvetica", "-Gfontsize=14", "-Gpad=0.05", "-Gnodesep=0.22", "-Granksep=0.38",
    "-Nfontname=Helvetica", "-Nfontsize=14", "-Nshape=box", "-Nstyle=rounded,filled", "-Nfillcolor=white", "-Nmargin=0.12,0.07",
    "-Nheight=0.36", "-Nwidth=0.6", "-Efontname=Helvetica", "-Efontsize=12", "-Earrowsize=0.7",
]


class Unfit(Exception):
    """A source that cannot be drawn; `args[0]` says where, what is wrong and what to do."""


def heading(source: str, name: str) -> tuple[str, str]:
    """The title and the description, from the comments a source begins with. Raises Unfit."""
    found = dict(_HEAD.findall(source))
    for key in ("title", "description"):
        if not found.get(key):
            raise Unfit(f"{name}:1: the source has no '// {key}: …' line. Add one: it is what those read who do not see the picture.")
    return found["title"].strip(), found["description"].strip()


def draw(source: str, name: str) -> str:
    """The drawing of a source, to be set into a page. Raises Unfit."""
    title, description = heading(source, name)
    done = subprocess.run(["dot", "-Tsvg", *_LOOK], input=source, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        line = re.search(r"line (\d+)", done.stderr)
        raise Unfit(f"{name}:{line[1] if line else 1}: Graphviz says: {' '.join(done.stderr.split())}")
    width, height = (round(float(n)) for n in re.search(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"', done.stdout).groups())
    if width > WIDEST:
        raise Unfit(f"{name}:1: the drawing is {width} px wide. Keep it to {WIDEST}: shorter lines (\\n), fewer nodes side by side, rankdir=TB.")
    return _clean(done.stdout, Path(name).stem, title, description, width, height, digest(source))


def _clean(svg: str, stem: str, title: str, description: str, width: int, height: int, source: str) -> str:
    view = re.search(r'viewBox="([^"]+)"', svg)[1]
    body = svg[svg.index("<g id="):svg.rindex("</svg>")]
    body = re.sub(r"<!--.*?-->|<title>.*?</title>", "", body, flags=re.DOTALL)
    body = re.sub(r' id="[^"]*"| font-family="[^"]*"| xlink:title="[^"]*"| font-size="14.00"', "", body)
    body = re.sub(r"\n\s*", "", body)
    body = re.sub(r'<path fill="[^"]*" stroke="[^"]*" d="(M[^"]+Z?)"/>(?=<text|</g>)', _box, body)
    body = re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), body)
    return (f'<svg class="kb-diagram" role="img" viewBox="{view}" width="{width}" height="{height}" data-source="{source}" '
            f'aria-labelledby="diagram-{stem}-title diagram-{stem}-description"><title id="diagram-{stem}-title">{html.escape(title)}</title>'
            f'<desc id="diagram-{stem}-description">{html.escape(description)}</desc>{body}</svg>\n')


def _box(match: re.Match) -> str:
    """Graphviz draws a rounded box as a long path; its corners say the same in fewer bytes. Other paths stay."""
    if match[1].count("C") != 1 or len(re.findall(r"-?[\d.]+,-?[\d.]+", match[1])) != 25:
        return match[0]
    points = [tuple(map(float, pair.split(","))) for pair in re.findall(r"-?[\d.]+,-?[\d.]+", match[1])]
    x, y = min(p[0] for p in points), min(p[1] for p in points)
    return f'<rect x="{x}" y="{y}" width="{max(p[0] for p in points) - x}" height="{max(p[1] for p in points) - y}" rx="8"/>'


def main() -> int:
    """Draw every source whose drawing is missing or older; tell every one that cannot be drawn."""
    sources = sorted(FOLDER.glob("*.dot"))
    wrong = 0
    for path in sources:
        text, target = path.read_text(encoding="utf-8"), path.with_suffix(".svg")
        if target.exists() and f'data-source="{digest(text)}"' in target.read_text(encoding="utf-8"):
            continue
        try:
            target.write_text(draw(text, path.as_posix()), encoding="utf-8")
            print(f"drawn: {target}")
        except Unfit as error:
            print(error, file=sys.stderr)
            wrong += 1
        except FileNotFoundError:
            print("Graphviz is missing. Install it (Debian, Ubuntu: sudo apt-get install graphviz).", file=sys.stderr)
            return 2
    for target in FOLDER.glob("*.svg"):
        if target.with_suffix(".dot") not in sources:
            target.unlink()
            print(f"removed: {target}, which has no source any more")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
