"""The reference pages: listings of all that the data holds."""

from collections import Counter

from .model import Table
from .pages import relative
from .render import day, inline, proved_cells, service, source_link
from .site import Site

_KIND_WORDS = {
    "wrong": "wrong", "outdated": "outdated", "name": "name", "status": "status", "misheard": "misheard", "unclear": "unclear",
    "answered": "left open, answered",
}


def all_tables(site: Site, page: str) -> str:
    """Every table with the decision it serves, by area, linked to where it stands."""
    lines = []
    for area, tables in _by_area(site).items():
        lines += ["", f"## {area}", ""]
        lines += [f"- [{t.title}]({relative(page, f'{home}#{t.name}')}): {t.question or 'the main facts'}" for t, home in tables]
    return "\n".join(lines)


def verified(site: Site, page: str) -> str:
    """Every table by age and share proved."""
    lines = ["| Table | Checked | Review due | Figures | Proved | Share |", "| --- | --- | --- | ---: | ---: | ---: |"]
    for table in sorted(site.data.tables.values(), key=lambda t: (t.checked, t.title)):
        figures, proved = figure_counts(table)
        home = home_of(site, table.name)
        due = f"**{day(table.review_due)}**" if site.today >= table.review_due else day(table.review_due)
        share = f"{proved / figures:.0%}" if figures else "n/a"
        lines.append(f"| [{table.title}]({relative(page, f'{home}#{table.name}')}) | {day(table.checked)} | {due} | {figures} | {proved} | {share} |")
    return "\n".join(lines)


def proof_totals(site: Site, page: str) -> str:
    """'900 of 1,300 figures (69%)'"""
    counts = [figure_counts(t) for t in site.data.tables.values()]
    figures, proved = sum(c[0] for c in counts), sum(c[1] for c in counts)
    return f"{proved:,} of {figures:,} figures ({proved / figures:.0%})" if figures else "no figures yet"


def changes(site: Site, page: str) -> str:
    """What AWS changed: the old figure, the new one, since when."""
    lines = ["| Figure | Was | Is | Since | Source |", "| --- | --- | --- | --- | --- |"]
    for change in sorted(site.data.changes, key=lambda c: c.since, reverse=True):
        table = site.data.tables.get(change.table)
        if table is None or change.row not in table.rows:
            continue
        what = f"{table.name_of(table.rows[change.row])}, {table.column(change.column).label.lower()}"
        home = relative(page, f"{home_of(site, table.name)}#{table.name}--{change.row}")
        lines.append(f"| [{inline(page, what)}]({home}) | {inline(page, change.was)} | {site.fact(page, table.name, change.row, change.column)} "
                     f"| {change.since} | {source_link(change.source)} |")
    return "\n".join(lines)


def corrections(site: Site, page: str) -> str:
    """Every claim of the notes that does not hold, by the page that treats it."""
    lines = []
    order = {path: n for n, path in enumerate(site.nav)}
    items = sorted(site.data.corrections.values(), key=lambda c: (order.get(c.page.partition("#")[0], 999), c.id))
    last = ""
    for item in items:
        target = item.page.partition("#")[0]
        if target != last:
            lines += ["", f"## {site.pages[target].title if target in site.pages else target} {{ #{_anchor(target)} }}", ""]
            last = target
        source = f" {source_link(item.source)}, checked {day(item.checked)}." if item.source else ""
        lines.append(f'- <span id="{item.id}"></span>**{inline(page, item.holds)}** '
                     f"The notes ({_KIND_WORDS[item.kind]}): {inline(page, item.said)} {inline(page, item.why)} "
                     f"[Page]({relative(page, item.page)}).{source}")
    return "\n".join(lines)


def correction_counts(site: Site, page: str) -> str:
    """'12 wrong, 30 outdated, …'"""
    count = Counter(c.kind for c in site.data.corrections.values())
    return ", ".join(f"{count[kind]} {words}" for kind, words in _KIND_WORDS.items() if count[kind])


def glossary(site: Site, page: str) -> str:
    """Terms and services in one alphabet."""
    entries = []
    for term in site.data.terms.values():
        full = f" ({term.full})" if term.full else ""
        more = f" [More]({relative(page, term.page)})." if term.page else ""
        entries.append((term.key, f"**{term.key}**{full}: {inline(page, term.means)}{more}"))
    for item in site.data.services.values():
        old = f" Formerly {', '.join(item.old_names)}." if item.old_names else ""
        status = "" if item.status in ("current", "renamed") else f" **{item.status.capitalize()}** since {item.since}."
        entries.append((item.name.removeprefix("Amazon ").removeprefix("AWS "), f"{service(page, item)}: {inline(page, item.summary)}{old}{status}"))
    lines, letter = [], ""
    for key, words in sorted(entries, key=lambda e: e[0].casefold()):
        first = key[0].upper() if key[0].isalpha() else "0-9"
        if first != letter:
            letter = first
            lines += ["", f"## {letter} {{ #letter-{letter.lower()} }}", ""]
        lines.append(f"- {words}")
    return "\n".join(lines)


def notes_map(site: Site, page: str) -> str:
    """Each section of the notes, in their order, and where it went."""
    lines = ["| Lines | Section | Now on |", "| --- | --- | --- |"]
    for section in site.data.notes:
        links = ", ".join(f"[{site.pages[p.partition('#')[0]].title}]({relative(page, p)})" for p in section.pages if p.partition("#")[0] in site.pages)
        lines.append(f"| {section.first}-{section.last} | {inline(page, section.title)} | {links} |")
    return "\n".join(lines)


def limit_tables(site: Site, page: str) -> str:
    """Every table of limits, whole."""
    lines = []
    for area, tables in _by_area(site).items():
        for table, home in tables:
            if table.name.endswith("-limits"):
                lines += ["", f"## {table.title} {{ #{table.name}-here }}", "", f"From [{site.pages[home].title}]({relative(page, home)}).", "",
                          site.table(page, table.name)]
    return "\n".join(lines)


def figure_counts(table: Table) -> tuple[int, int]:
    """How many figure cells a table has, and how many of them are proved."""
    figures = {(r.key, c.key) for r in table.rows.values() for c in table.columns if table.is_figure(r, c)}
    return len(figures), len(figures & proved_cells(table))


def home_of(site: Site, name: str) -> str:
    """The page where a table stands first, in the order of the navigation."""
    return next((p for p in site.nav if name in site.pages[p].tables), site.nav[0] if site.nav else "index.md")


def _by_area(site: Site) -> dict[str, list[tuple[Table, str]]]:
    found: dict[str, list[tuple[Table, str]]] = {}
    for path in site.nav:
        for name in site.pages[path].tables:
            table = site.data.tables.get(name)
            if table and home_of(site, name) == path:
                area = site.pages.get(f"{path.partition('/')[0]}/index.md", site.pages[path])
                found.setdefault(area.title, []).append((table, path))
    return found


def _anchor(path: str) -> str:
    return path.removesuffix(".md").replace("/", "-")


LISTINGS = {
    "all_tables": all_tables, "verified": verified, "proof_totals": proof_totals, "changes": changes, "corrections": corrections,
    "correction_counts": correction_counts, "glossary": glossary, "notes_map": notes_map, "limit_tables": limit_tables,
}
