"""`make verify`: re-check every proof in data/ against the installed packages. Exit status 1 on drift or lost."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from macros import load
from macros.model import Table
from macros.strict_yaml import read

from . import artefacts
from .proofs import Outcome, Result, check

ARTEFACTS = "data/artefacts.yml"
FAILURES = (Outcome.DRIFT, Outcome.LOST, Outcome.BROKEN)


def results(tables: Iterable[Table]) -> list[Result]:
    """Every proof of some tables, re-checked."""
    return [check(table, proof) for table in tables for proof in table.proofs]


def summary(tables: list[Table], found: list[Result]) -> Iterable[str]:
    """A line per table, then the sum: figure cells, proved, worded, failing, skipped."""
    total, figures = Counter(), 0
    width = max((len(t.name) for t in tables), default=0)
    for table in tables:
        count = _count(table, found)
        has = sum(table.is_figure(row, column) for row in table.rows.values() for column in table.columns)
        total, figures = total + count, figures + has
        yield f"{table.name:{width}}  {_counts(count, has)}"
    share = f" ({total[Outcome.OK] / figures:.0%})" if figures else ""
    yield f"{'all tables':{width}}  {_counts(total, figures)}{share}"


def _count(table: Table, found: list[Result]) -> Counter:
    """Outcomes by figure cell; words that are proved count apart, as None."""
    cells = {(r.proof.row, r.proof.column): r.outcome for r in found if r.table is table}
    return Counter(outcome if table.is_figure(table.rows[row], table.column(column)) or outcome in FAILURES else None
                   for (row, column), outcome in cells.items())


def _counts(count: Counter, figures: int) -> str:
    named = ((Outcome.OK, "proved"), *((o, o.value) for o in Outcome if o is not Outcome.OK), (None, "words proved"))
    return f"{figures:5} figures: " + ", ".join(f"{count[o]} {name}" for o, name in named if count[o] or o is Outcome.OK)


def main(argv: list[str] | None = None) -> int:
    """Run the command; the exit status is 1 when a proof failed or the data has mistakes."""
    parser = argparse.ArgumentParser(prog="make verify", description=__doc__)
    parser.add_argument("--tables", default="", help="names, separated by commas; all when left out")
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--newer-is-fine", action="store_true", help="do not ask that data/artefacts.yml names the installed versions")
    options = parser.parse_args(argv)
    catalog, mistakes = load.catalog(options.root)
    wanted = options.tables.split(",") if options.tables else list(catalog.tables)
    for mistake in mistakes:
        if not options.tables or any(f"/{name}.yml" in mistake.path for name in wanted):
            print(mistake, file=sys.stderr)
    for name in wanted:
        if name not in catalog.tables:
            print(f"verify: no usable table '{name}' in data/tables.", file=sys.stderr)
    tables = [catalog.tables[name] for name in wanted if name in catalog.tables]
    found = results(tables)
    for result in found:
        if result.outcome in FAILURES:
            print(result.line)
    print("\n".join(summary(tables, found)))
    packages = sorted({artefacts.package(r.proof.at) for r in found})
    print("against " + ", ".join(f"{name} {artefacts.version(name) or 'NOT INSTALLED'}" for name in packages))
    stale = [] if options.newer_is_fine or options.tables else _stale_versions(options.root, packages)
    print("\n".join(stale), end="\n" if stale else "")
    failed = any(r.outcome in FAILURES for r in found) or len(tables) < len(wanted) or stale or (mistakes and not options.tables)
    return 1 if failed else 0


def _stale_versions(root: Path, packages: list[str]) -> Iterable[str]:
    """Readers see the versions that data/artefacts.yml names: they must be the ones compared with."""
    named = read(root / ARTEFACTS, ARTEFACTS, []) or {}
    return [f"{ARTEFACTS}:1: {name} is {installed}, the file says {named.get(name, 'nothing')}. Write the installed version."
            for name in packages if (installed := artefacts.version(name)) and named.get(name) != installed]


if __name__ == "__main__":
    sys.exit(main())
