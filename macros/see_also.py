"""The two fixed parts of a page: the line under its title and the links at its end."""

from .abbreviations import definitions
from .model import Correction
from .pages import Page, relative
from .reference import anchor_of
from .render import bullet_list, day, service, source_link
from .site import Site

_STATUS = {"renamed": "Renamed", "superseded": "Superseded", "closed": "Closed to new customers", "retired": "Retired"}


def page_head(site: Site, page: str) -> str:
    """The service's full and old names, its status when it is not current, and the day the page was checked."""
    this = site.pages[page]
    item = site.data.services.get(str(this.meta.get("subject", "")))
    parts = []
    if item and item.status != "current":
        successor = site.data.services.get(item.successor)
        then = f"; use {service(page, successor)}" if successor else ""
        source = f" ({source_link(item.source)})" if item.source else ""
        parts.append(f"**{_STATUS[item.status]}** since {item.since}{then}{source}.")
    if item and item.full and item.full != item.name:
        parts.append(f"In full: {item.full}.")
    if item and item.old_names:
        parts.append(f"Formerly: {', '.join(item.old_names)}.")
    if "checked" in this.meta:
        parts.append(f"Checked {_day(this)}.")
    return f"{' '.join(parts)}\n{{ .kb-head }}" if parts else ""


def see_also(site: Site, page: str) -> str:
    """Related pages, pages often confused with this one, pages that link here, corrections and sources; and, unseen, the tooltips."""
    this = site.pages[page]
    mentioned = [p for p in site.linked_from[page] if p not in (*this.words("related"), *confused_with(site, page))]
    corrected = site.corrections_on.get(page, [])
    blocks = [
        _block("Related", [_page_link(site, page, p) for p in this.words("related") if p in site.pages]),
        _block("Often confused with", [_page_link(site, page, p) for p in confused_with(site, page)]),
        _inline_block("Linked from", [f"[{site.pages[p].title}]({relative(page, p)})" for p in mentioned]),
        f"**The notes said otherwise** in {_counted(len(corrected), 'point')}: [what holds, and why]({_corrections_of(site, page, corrected)})."
        if corrected else "",
        _block("Sources", [f"[{s['title']}]({s['url']})" for s in _sources(this)]),
    ]
    return "\n\n".join(filter(None, [*blocks, definitions(site.data.terms.values(), this.text)]))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _corrections_of(site: Site, page: str, corrected: list[Correction]) -> str:
    return f"{site.correction_link(page, corrected[0]).partition('#')[0]}#{anchor_of(page)}"


def confused_with(site: Site, page: str) -> list[str]:
    """The pages often confused with this one, said on either of the two."""
    own = list(site.pages[page].words("confused_with"))
    others = site.confused_with.get(page, [])
    return [p for p in dict.fromkeys([*own, *others]) if p in site.pages]


def _page_link(site: Site, page: str, target: str) -> str:
    meta = site.pages[target].meta
    return f"[{site.pages[target].title}]({relative(page, target)}): {meta.get('description', '')}"


def _block(title: str, items: list[str]) -> str:
    return f"**{title}**\n\n{bullet_list(items)}" if items else ""


def _inline_block(title: str, items: list[str]) -> str:
    return f"**{title}:** {', '.join(items)}" if items else ""


def _sources(page: Page) -> list:
    return [s for s in page.meta.get("sources", []) if isinstance(s, dict) and "title" in s and "url" in s]


def _day(page: Page) -> str:
    from datetime import date  # the front matter was checked when it was read

    return day(date.fromisoformat(str(page.meta["checked"])))
