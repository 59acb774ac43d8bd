/* Presentation: ranked units into the blocks that Material's result list shows, one page each. */
(scope => {
  const { fold, split, tokens, distance } = scope.KbWords
  const BLOCKS = 12, VISIBLE = 4, MORE = 6, SNIPPET = 180
  const escape = text => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

  /* Material shows one block per page: the page, then those of its sections whose score is at least the first item's. */
  function blocks(ranked, index, terms, asRead) {
    const groups = new Map()
    for (const hit of ranked) {
      if (!groups.has(hit.unit.page)) { if (groups.size === BLOCKS) continue; groups.set(hit.unit.page, []) }
      groups.get(hit.unit.page).push(hit)
    }
    return [...groups].map(([page, hits], place) => {
      const best = hits[0]
      const parent = hits.find(h => h.unit.kind === "page")
      const inner = hits.filter(h => h.unit.kind !== "page").slice(0, VISIBLE + MORE)
      const near = inner.filter(h => h.score > best.score * .2), close = near.slice(0, VISIBLE)
      const row = near.find(h => h.unit.kind === "row")                  // a figure that answers is never folded away
      if (row && !close.some(h => h.unit.kind === "row")) close.splice(-1, 1, row)
      const [url, title, , description] = index.pages[page]
      const head = parent ? item(parent, terms) : { location: url, title: escape(title), text: escape(description), terms: {}, score: 0 }
      const shown = close.map(h => item(h, terms)), hidden = inner.filter(h => !close.includes(h)).map(h => item(h, terms))
      const base = best.score
      const told = shown[0] || head                                    // Material shows no text of a page above its sections
      if (shown[0] && head.former) told.text = head.former + told.text
      shown.forEach((one, n) => { one.score = n === 0 && best !== parent ? base + 1 : base })
      hidden.forEach(one => { one.score = base - 1 })
      head.score = best === parent ? base + 1 : base
      if (!place && asRead) told.text += `<i hidden data-kb-read-as="${escape(asRead)}"></i>`   // search.js says it above the list
      return best === parent && shown.length ? [shown[0], head, ...shown.slice(1), ...hidden] : [head, ...shown, ...hidden]
    })
  }

  function item({ unit: one, matched }, terms) {
    const marked = text => mark(text, matched)
    const found = Object.fromEntries(terms.map(t => [t.word, true]))
    const former = one.former && tokens(one.former).some(t => matched.has(t) && !tokens(one.title).includes(t)) ? `Formerly ${one.former}. ` : ""
    if (one.kind !== "row") return { location: one.location, title: marked(one.title), text: marked(former + snippet(one.shown, matched)), terms: found, former }
    const cells = answer(one, matched)
    const words = cells.map(([label, text]) => one.cells.length > 1 ? `${label} ${text}` : text).join(", ")
    return { location: one.location, title: `${marked(`${one.title} ${words}`.trim())} – ${escape(one.of)}`,
      text: marked(one.cells.filter(c => !cells.includes(c)).slice(0, 4).map(c => `${c[0]}: ${c[1]}`).join(" · ")), terms: found }
  }

  /* The cells that answer: those whose value was asked for, else those whose label was, else the first. */
  function answer(one, matched) {
    const hits = text => tokens(text).filter(t => matched.has(t)).length
    const own = new Set(tokens(one.title))
    const scored = one.cells.map((cell, n) => {
      const value = tokens(cell[1]).filter(t => matched.has(t) && !own.has(t)).length
      return { cell, n, score: value * 1.2 + hits(cell[0]) }
    }).filter(c => c.score > 0).sort((a, b) => b.score - a.score || a.n - b.n).slice(0, 2)
    return (scored.length ? scored.map(s => s.cell) : one.cells.slice(0, 1)).filter(c => c[1].length < 60)
  }

  function snippet(text, matched) {
    if (text.length <= SNIPPET) return text
    const words = text.split(" ")
    const at = Math.max(0, words.findIndex(w => split(w).some(t => matched.has(t))))
    const start = Math.max(0, at - 6)
    let length = 0, end = start
    while (end < words.length && length < SNIPPET) length += words[end++].length + 1
    return (start ? "… " : "") + words.slice(start, end).join(" ") + (end < words.length ? " …" : "")
  }

  const mark = (text, matched) => text.split(/(\s+)/).map(word => {
    const safe = escape(word)
    return /\S/.test(word) && split(word).some(t => matched.has(t)) ? `<mark data-md-highlight>${safe}</mark>` : safe
  }).join("")

  /* What the last word may become: the commonest way it goes on among the best titles. */
  function suggest(terms, ranked) {
    const typed = fold(terms[terms.length - 1].word)
    for (const { unit: one } of ranked.slice(0, 8))
      for (const word of one.title.split(/[\s/–-]+/))
        if (fold(word).startsWith(typed) && word.length > typed.length) return [fold(word)]
    return []
  }

  /* The question as it was read, when words of it stand nowhere and others were taken for them; '' otherwise. */
  function readAs(terms, best, index) {
    const odd = term => !term.known || (term.slips || []).length
    if (!terms.some(t => odd(t) && t.word.length > 3 && !/\d/.test(t.word))) return ""
    const words = terms.map(term => odd(term) ? near(term.word, best, index) : term.word)
    return words.every(Boolean) ? words.join(" ") : ""
  }

  /* The word of a unit, as written there, that comes nearest to a misspelt one. */
  function near(word, one, index) {
    const [, page, names] = index.pages[one.page]
    const typed = fold(word), seen = new Set(`${one.title} ${one.names} ${one.of || ""} ${page} ${names} ${one.text.slice(0, 2000)}`.split(/[^\p{L}\p{N}-]+/u))
    let best = "", least = 3
    for (const candidate of seen) {
      const steps = distance(typed, fold(candidate))
      if (steps < least) { least = steps; best = candidate }
    }
    return least ? fold(best) : ""
  }

  scope.KbResults = { blocks, readAs, suggest }
})(self)
