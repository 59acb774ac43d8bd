"""`make verify`: re-check every proof in data/ against the installed packages. Exit status 1 on drift or lost."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from macros import load
from macros.model import Service, Table
from macros.strict_yaml import read

from . import artefacts
from .proofs import FAILURES, Outcome, Result, check, check_status

ARTEFACTS = "data/artefacts.yml"


def results(tables: Iterable[Table], services: Iterable[Service] = ()) -> list[Result]:
    """Every proof of some tables and services, re-checked."""
    cells = [check(table, proof) for table in tables for proof in table.proofs]
    return cells + [check_status(service) for service in services if service.proof]


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
    statuses = Counter(r.outcome for r in found if not r.table)
    if statuses:
        yield f"{'services':{width}}  {sum(statuses.values()):5} statuses: " + ", ".join(f"{n} {o.value}" for o, n in statuses.items())


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
    parser.add_argument("--report", type=Path, help="also write the failures to this file, as JSON")
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
    found = results(tables, [] if options.tables else catalog.services.values())
    failures = [result for result in found if result.outcome in FAILURES]
    for result in failures:
        print(result.line)
    if options.report:
        options.report.write_text(json.dumps([_as_data(r) for r in failures], indent=1) + "\n", encoding="utf-8")
    print("\n".join(summary(tables, found)))
    packages = sorted({artefacts.package(r.proof.at) for r in found})
    print("against " + ", ".join(f"{name} {artefacts.version(name) or 'NOT INSTALLED'}" for name in packages))
    stale = [] if options.newer_is_fine or options.tables else _stale_versions(options.root, packages)
    print("\n".join(stale), end="\n" if stale else "")
    failed = failures or len(tables) < len(wanted) or stale or (mistakes and not options.tables)
    return 1 if failed else 0


def _as_data(result: Result) -> dict[str, object]:
    return {"file": result.path, "line": result.proof.line, "outcome": result.outcome.value, "what": result.what,
            "holds": result.holds, "at": result.proof.at, "says": result.says}


def _stale_versions(root: Path, packages: list[str]) -> Iterable[str]:
    """Readers see the versions that data/artefacts.yml names: they must be the ones compared with."""
    named = read(root / ARTEFACTS, ARTEFACTS, []) or {}
    return [f"{ARTEFACTS}:1: {name} is {installed}, the file says {named.get(name, 'nothing')}. Write the installed version."
            for name in packages if name != "netbase" and (installed := artefacts.version(name)) and named.get(name) != installed]


if __name__ == "__main__":
    sys.exit(main())
