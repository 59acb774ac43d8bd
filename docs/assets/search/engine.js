/* Ranking and presentation on top of MiniSearch: a question in, blocks of results (one page each) out. */
(scope => {
  const { fold, stem, split, tokens, asked } = scope.KbWords
  const FIELDS = { title: 6, names: 5, context: 1.6, label: 1.5, text: 1 }
  const BLOCKS = 12, VISIBLE = 3, MORE = 6, SNIPPET = 180
  const escape = text => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

  scope.KbSearch = index => {
    const vocabulary = new Set()
    const units = collect(index)
    const mini = new scope.MiniSearch({
      fields: Object.keys(FIELDS), idField: "id", tokenize: t => t.split(" "), processTerm: t => t || null, autoVacuum: false,
    })
    mini.addAll(units.map(unit => {
      const doc = { id: unit.id }
      for (const field in FIELDS) {
        const words = tokens(unit[field] || "")
        words.forEach(w => vocabulary.add(w))
        doc[field] = words.join(" ")
      }
      return doc
    }))
    return { search: question => search(question, index, units, mini, vocabulary) }
  }

  /* Everything that can be found: pages, sections, rows. */
  function collect(index) {
    const units = []
    const add = unit => { unit.id = units.length; unit.key = keyOf(unit.title); unit.keys = namesOf(unit.names).map(keyOf); units.push(unit) }
    const intro = new Map(index.sections.filter(s => !s[1]).map(s => [s[0], s[3]]))
    index.pages.forEach(([url, title, names, description], page) =>
      add({ kind: "page", page, location: url, title, names, context: description, text: intro.get(page) || description, shown: description }))
    for (const [page, anchor, title, text, own] of index.sections) {
      if (!anchor) continue
      const [url, pageTitle, names] = index.pages[page]
      add({ kind: "section", page, location: `${url}#${anchor}`, title, names: own, context: `${pageTitle} ${names}`, text, shown: text })
    }
    for (const [page, anchor, name, table, aliases, cells] of index.rows) {
      const [url, pageTitle, names] = index.pages[page]
      add({ kind: "row", page, location: `${url}#${anchor}`, title: name, names: aliases, context: `${table} ${pageTitle} ${names}`, table, cells,
        label: cells.map(c => c[0]).join(" "), text: cells.map(c => c[1]).join(" ") })
    }
    return units
  }

  const namesOf = names => (names || "").split(" | ").filter(Boolean)
  const keyOf = text => asked(text).map(w => stem(fold(w).replace(/[^\p{L}\p{N}]/gu, ""))).join(" ")

  /* The terms of a question: each with its spellings that exist in the index. */
  function understand(question, vocabulary) {
    const words = asked(question)
    const terms = []
    for (let n = 0; n < words.length; n++) {
      const last = n === words.length - 1 && !/\s$/.test(question)
      const spellings = new Set(split(words[n]).filter(t => t.length > 1 || /\d/.test(t) || words.length === 1))
      const next = words[n + 1]
      if (next) {                                                      // "dynamo db" is DynamoDB, "256 kb" is 256KB
        const joined = stem(fold(words[n] + next).replace(/[^\p{L}\p{N}%]/gu, ""))
        if (vocabulary.has(joined)) spellings.add(joined)
      }
      const whole = fold(words[n]).replace(/[^\p{L}\p{N}]/gu, "")
      if (!vocabulary.has(stem(whole)) && whole.length > 5)            // "loadbalancer" is load balancer
        for (let cut = 3; cut <= whole.length - 3; cut++) {
          const [a, b] = [stem(whole.slice(0, cut)), stem(whole.slice(cut))]
          if (vocabulary.has(a) && vocabulary.has(b)) { spellings.add(a); spellings.add(b) }
        }
      if (spellings.size) terms.push({ word: words[n], spellings: [...spellings], last, known: [...spellings].some(s => vocabulary.has(s)) })
    }
    return terms
  }

  function search(question, index, units, mini, vocabulary) {
    const terms = understand(question.slice(0, 300), vocabulary)
    if (!terms.length) return { items: [] }
    const scores = new Map()                                           // unit -> {score per term}
    terms.forEach((term, n) => {
      for (const spelling of term.spellings) {
        const digits = /^\d/.test(spelling)
        const found = mini.search(spelling, {
          boost: FIELDS, tokenize: t => [t], processTerm: t => t,
          prefix: term.last && spelling.length > (digits ? 2 : 1) || (!term.known && spelling.length > 3),
          fuzzy: digits || term.known && !term.last || spelling.length < 4 ? false : spelling.length < 6 ? 1 : 2,
          maxFuzzy: 2, weights: { fuzzy: .35, prefix: .6 },
        })
        for (const hit of found) {
          const seen = scores.get(hit.id) || scores.set(hit.id, { by: new Array(terms.length).fill(0), matched: new Set() }).get(hit.id)
          seen.by[n] = Math.max(seen.by[n], hit.score)
          hit.terms.forEach(t => seen.matched.add(t))
        }
      }
    })
    const weights = terms.map((_, n) => { let best = 0; for (const s of scores.values()) best = Math.max(best, s.by[n]); return best })
    const total = weights.reduce((a, b) => a + b, 0) || 1
    const whole = terms.map(t => stem(fold(t.word).replace(/[^\p{L}\p{N}]/gu, ""))).join(" ")
    const ranked = [...scores].map(([id, { by, matched }]) => {
      const unit = units[id]
      const covered = by.reduce((sum, s, n) => sum + (s > 0 ? weights[n] : 0), 0) / total
      const count = by.filter(s => s > 0).length / terms.length
      let score = by.reduce((a, b) => a + b, 0) * (covered * count) ** 2
      if (unit.kind === "page") score *= 1.35
      if (unit.key === whole) score *= unit.kind === "page" ? 4 : unit.kind === "section" ? 2.2 : 2.5
      else if (unit.keys.includes(whole)) score *= unit.kind === "row" ? 2.2 : 3.4
      else if (unit.key.startsWith(whole) || unit.keys.some(k => k.startsWith(whole))) score *= 1.5
      return { unit, score, matched, covered }
    }).sort((a, b) => b.score - a.score || a.unit.id - b.unit.id)
    return { items: blocks(ranked.slice(0, 160), index, terms), suggest: suggest(terms, ranked) }
  }

  /* Material shows one block per page: the page, then those of its sections whose score is at least the first item's. */
  function blocks(ranked, index, terms) {
    const groups = new Map()
    for (const hit of ranked) {
      if (!groups.has(hit.unit.page)) { if (groups.size === BLOCKS) continue; groups.set(hit.unit.page, []) }
      groups.get(hit.unit.page).push(hit)
    }
    return [...groups].map(([page, hits]) => {
      const best = hits[0]
      const parent = hits.find(h => h.unit.kind === "page")
      const inner = hits.filter(h => h.unit.kind !== "page").slice(0, VISIBLE + MORE)
      const close = inner.filter(h => h.score > best.score * .25).slice(0, VISIBLE)
      const [url, title, , description] = index.pages[page]
      const head = parent ? item(parent, terms) : { location: url, title: escape(title), text: escape(description), terms: {}, score: 0 }
      const shown = close.map(h => item(h, terms)), hidden = inner.filter(h => !close.includes(h)).map(h => item(h, terms))
      const base = best.score
      shown.forEach((one, n) => { one.score = n === 0 && best !== parent ? base + 1 : base })
      hidden.forEach(one => { one.score = base - 1 })
      head.score = best === parent ? base + 1 : base
      return best === parent && shown.length ? [shown[0], head, ...shown.slice(1), ...hidden] : [head, ...shown, ...hidden]
    })
  }

  function item({ unit, matched }, terms) {
    const marked = text => mark(text, matched)
    const found = Object.fromEntries(terms.map(t => [t.word, true]))
    if (unit.kind !== "row") return { location: unit.location, title: marked(unit.title), text: marked(snippet(unit.shown, matched)), terms: found }
    const cells = answer(unit, matched)
    const words = cells.map(([label, text]) => unit.cells.length > 1 ? `${label} ${text}` : text).join(", ")
    return { location: unit.location, title: `${marked(`${unit.title} ${words}`.trim())} – ${escape(unit.table)}`,
      text: marked(unit.cells.filter(c => !cells.includes(c)).slice(0, 4).map(c => `${c[0]}: ${c[1]}`).join(" · ")), terms: found }
  }

  /* The cells that answer: those whose value was asked for, else those whose label was, else the first. */
  function answer(unit, matched) {
    const hits = text => tokens(text).filter(t => matched.has(t)).length
    const named = new Set(tokens(unit.title))
    const scored = unit.cells.map((cell, n) => {
      const value = tokens(cell[1]).filter(t => matched.has(t) && !named.has(t)).length
      return { cell, n, score: value * 1.2 + hits(cell[0]) }
    }).filter(c => c.score > 0).sort((a, b) => b.score - a.score || a.n - b.n).slice(0, 2)
    return (scored.length ? scored.map(s => s.cell) : unit.cells.slice(0, 1)).filter(c => c[1].length < 60)
  }

  function snippet(text, matched) {
    if (text.length <= SNIPPET) return text
    const words = text.split(" ")
    let at = words.findIndex(w => split(w).some(t => matched.has(t)))
    if (at < 0) at = 0
    let start = Math.max(0, at - 6), length = 0, end = start
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
    for (const { unit } of ranked.slice(0, 8))
      for (const word of unit.title.split(/[\s/–-]+/))
        if (fold(word).startsWith(typed) && word.length > typed.length) return [fold(word)]
    return []
  }
})(self)
