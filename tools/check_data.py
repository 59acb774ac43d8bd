"""`make data`: check all data and pages without building the site. One line per mistake; exit status 1 if there are any."""

import sys
from pathlib import Path

from macros.site import Site


def main(root: Path = Path()) -> int:
    """Check the project under `root`; the number of mistakes decides the exit status."""
    site = Site.read(root)
    for mistake in site.mistakes:
        print(mistake, file=sys.stderr)
    data = site.data
    for table in data.tables.values():
        if site.today >= table.review_due:
            print(f"{table.path}:1: due for review since {table.review_due}. Compare its cells with their sources, then set 'checked'.", file=sys.stderr)
    cells = sum(len(t.rows) * len(t.columns) for t in data.tables.values())
    print(f"{len(site.pages)} pages, {len(data.tables)} tables with {cells:,} cells, {len(data.services)} services, {len(data.terms)} terms, "
          f"{len(data.corrections)} corrections, {len(data.notes)} note sections; mistakes: {len(site.mistakes)}")
    return 1 if site.mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
