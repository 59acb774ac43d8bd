"""Types into the site's real search box and reads the list, as a reader does. Results are blocks (pages) of links in sight."""

import re
from dataclasses import dataclass

OPEN = """() => new Promise(done => {
  const box = document.querySelector('[data-md-component=search-query]')
  if (!document.getElementById('__search').checked) document.getElementById('__search').click()
  box.focus()
  done(true) })"""
# Sets the question as one key press would, waits until the list has been quiet for a while, and reads it. Gives
# [blocks, ms from the key to the last change]. A question whose answer looks like the one before settles by the count.
ASK = """([question, quiet]) => new Promise(done => {
  const box = document.querySelector('[data-md-component=search-query]'), root = document.querySelector('[data-md-component=search-result]')
  const started = performance.now()
  let last = 0
  const watch = new MutationObserver(() => { last = performance.now() })
  watch.observe(root, { childList: true, subtree: true, characterData: true })
  box.value = question
  box.dispatchEvent(new Event('input', { bubbles: true }))
  box.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }))
  const look = () => {
    const now = performance.now()
    if (!(last && now - last > quiet) && now - started < 5000) return setTimeout(look, 8)
    watch.disconnect()
    const blocks = [...root.querySelectorAll('li.md-search-result__item')].map(li => {
      const head = li.querySelector('h1'), page = head ? head.textContent.trim() : ''
      return [...li.querySelectorAll('a.md-search-result__link')].filter(a => { const d = a.closest('details'); return !d || d.open }).map(a => {
        const h = a.querySelector('h1,h2'), art = a.querySelector('article')
        return { url: a.href, page, title: h ? h.textContent.trim() : '', score: art ? parseFloat(art.getAttribute('data-md-score')) : 0 } })
    })
    done([blocks, last ? last - started : null])
  }
  setTimeout(look, 8) })"""


@dataclass
class Answer:
    """What the list showed: blocks of (address, page title, title), the link that Enter opens, and the time it took in ms."""

    blocks: list
    enter: str
    ms: float | None


def ask_box(page, question: str, base: str, quiet: int = 60) -> Answer:
    """Ask one question of an open search box."""
    blocks, ms = page.evaluate(ASK, [question, quiet])
    hays = [[_hay(link, base) for link in block] for block in blocks if block]
    best = max(blocks[0], key=lambda link: link["score"]) if blocks and blocks[0] else None
    return Answer(hays, _hay(best, base) if best else "", ms)


def rank(answer: Answer, expect: list[str]) -> int:
    """The place of the first block with a link in sight that matches; 0 when there is none."""
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in expect]
    return next((n for n, block in enumerate(answer.blocks, 1) if any(p.search(hay) for hay in block for p in patterns)), 0)


def _hay(link: dict, base: str) -> str:
    path = re.sub(r"\?[^#]*", "", link["url"].removeprefix(base))
    return " | ".join([re.sub(r"(^|/)index\.html", r"\1", path), link["page"], link["title"]])
