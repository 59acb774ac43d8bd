"""`make data`: check all data and pages without building the site. One line per mistake; exit status 1 if there are any."""

import sys
from collections.abc import Iterator
from pathlib import Path

from macros.site import Site, Unknown
from macros.strict_yaml import Mistake

_ASKING = ("table", "fact", "service", "correction", "diagram", "chart")


def unknown(site: Site) -> Iterator[Mistake]:
    """Names on the pages that no data answers to; a build meets them when it runs the macros."""
    for path, page in site.pages.items():
        for call in page.calls:
            if call.name in _ASKING and call.args:
                try:
                    getattr(site, call.name)(path, *call.args, **({"rows": call.rows} if call.rows else {}))
                except Unknown as error:
                    yield Mistake(f"docs/{path}", call.line, str(error))
                except TypeError:
                    yield Mistake(f"docs/{path}", call.line, f"{call.name}{call.args} has too few or too many arguments. See CONTRIBUTING.md.")


def main(root: Path = Path()) -> int:
    """Check the project under `root`; the number of mistakes decides the exit status."""
    site = Site.read(root)
    mistakes = sorted({*site.mistakes, *unknown(site)})
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    data = site.data
    for table in data.tables.values():
        if site.today >= table.review_due:
            print(f"{table.path}:1: due for review since {table.review_due}. Compare its cells with their sources, then set 'checked'.", file=sys.stderr)
    cells = sum(len(t.rows) * len(t.columns) for t in data.tables.values())
    print(f"{len(site.pages)} pages, {len(data.tables)} tables with {cells:,} cells, {len(data.services)} services, {len(data.terms)} terms, "
          f"{len(data.corrections)} corrections, {len(data.notes)} note sections; mistakes: {len(mistakes)}")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
