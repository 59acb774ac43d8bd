/* Ranking on top of MiniSearch: a question in (question.js takes it apart), the units that answer it out (units.js gathers them,
   results.js shows them).

   MiniSearch finds which units hold a term, exactly or by prefix, and in which field; what a misspelt word may mean question.js
   looks up first, and leaves it to MiniSearch where it finds nothing.
   A unit's score is the share of the question's weight that it covers, each term counted by the best field it stands in; names
   and titles that stand in the question as a whole count extra. So a score is comparable between short and long texts. */
(scope => {
  const { fold, bare } = scope.KbWords
  const { understand } = scope.KbQuestion
  const { blocks, readAs, suggest } = scope.KbResults
  /* Found by trying values on the golden questions (tests/search/golden.jsonl). */
  const FIELDS = { title: 1, names: .67, context: .55, label: .5, figures: .9, text: .28 }
  const PRIOR = { page: 1.06, section: 1, row: .9, listing: .95, versus: .7, asked: .95 }
  const PHRASE = { page: .75, section: .65, row: .45 }                     // what a name that stands in the question whole is worth
  const COVER = 1.1, WHOLE_PAGE = .4, RARE = .25, PART = .45, ALIKE = 1.43, UNFINISHED = .2, LITERAL = .1, LITERAL_TITLE = .5, WRITTEN = .1
  const CACHE = 400
  const AS_IT_STANDS = { last: false, known: true }                        // a word that stands for another is not guessed at
  const VERSUS = /\b(vs|versus|or|difference|between|compare[ds]?|comparison)\b/i

  scope.KbSearch = index => {
    const knowledge = { index, ...scope.KbUnits(index, Object.keys(FIELDS)), ...scope.KbQuestion(index.synonyms), cache: new Map() }
    return { search: question => search(question, knowledge), rank: question => ranking(question, knowledge).ranked.map(r => ({ location: r.unit.location, score: r.score })) }
  }

  /* Which units hold a spelling, and how well: unit -> worth. Remembered, for the next keystroke asks mostly the same. */
  function holders(spelling, { last, known }, { mini, cache, units, pages }) {
    const id = `${spelling} ${last} ${known}`
    if (cache.has(id)) return cache.get(id)
    const digits = /^\d/.test(spelling), long = spelling.length
    const found = new Map()
    const ask = fuzzy => mini.search(spelling, {
      tokenize: t => [t], processTerm: t => t, boost: FIELDS, maxFuzzy: 2, fuzzy,
      prefix: last && long > (digits ? 2 : 1) || !known && long > 3,
    })
    const slips = digits || long < 4 ? 0 : long < 6 ? 1 : 2
    let hits = ask(!known && !last && slips)
    if (last && !hits.length && slips) hits = ask(slips)              // a word that may still go on is not taken for a slip
    const most = hits.length ? hits[0].score : 1
    const note = (id, worth, terms) => {
      const own = found.get(id)
      found.set(id, { worth: Math.max(worth, own ? own.worth : 0), terms: own ? [...own.terms, ...terms] : terms })
    }
    for (const hit of hits) {
      const one = units[hit.id]
      let best = 0, called = 0
      for (const [held, fields] of Object.entries(hit.match)) {
        const near = held === spelling ? 1 : held.startsWith(spelling) ? .62 + .3 * long / held.length : .66 - .06 * Math.abs(held.length - long)
        for (const field of fields) {
          best = Math.max(best, near * FIELDS[field])
          if (one.kind === "page" && (field === "title" || field === "names")) called = Math.max(called, near)
        }
      }
      note(hit.id, best + RARE * hit.score / most, hit.terms)
      if (called) for (const part of pages.get(one.page)) note(part, called * FIELDS.context, hit.terms)   // what a page is called, its parts are called too
    }
    if (cache.size > CACHE) cache.clear()
    cache.set(id, found)
    return found
  }

  function search(question, knowledge) {
    const { terms, ranked } = ranking(question, knowledge)
    if (!ranked.length) return { items: [] }
    return { items: blocks(ranked.slice(0, 200), knowledge.index, terms, readAs(terms, ranked[0].unit, knowledge.index)), suggest: suggest(terms, ranked) }
  }

  /* Every unit that holds something of a question, the best first. */
  function ranking(question, knowledge) {
    const asIs = rankingOf(understand(question.slice(0, 300), knowledge), question, knowledge)
    return asIs.ranked.length ? asIs : rankingOf(understand(question.slice(0, 300), knowledge, true), question, knowledge)
  }

  function rankingOf(terms, question, knowledge) {
    const { index, units } = knowledge
    if (!terms.length) return { terms, ranked: [] }
    const seen = new Map(), note = (id, n, worth, words) => {
      const one = seen.get(id) || seen.set(id, { by: new Array(terms.length).fill(0), matched: new Set() }).get(id)
      one.by[n] = Math.max(one.by[n], worth)
      words.forEach(word => one.matched.add(word))
    }
    for (const [n, term] of terms.entries()) {
      const pages = new Set(), others = new Set()
      for (const [spelling, worth] of term.spellings)
        for (const [id, hit] of holders(spelling, worth === 1 ? term : AS_IT_STANDS, knowledge)) {
          (worth >= .9 || term.slips?.length ? pages : others).add(units[id].page)
          note(id, n, worth * hit.worth, hit.terms)
        }
      const together = new Map()                                       // "DynamoDB" is also dynamo and db, both of them
      for (const part of term.parts || [])
        for (const [id, hit] of holders(part, AS_IT_STANDS, knowledge)) together.set(id, (together.get(id) || 0) + hit.worth / term.parts.length)
      for (const [id, worth] of together) {
        others.add(units[id].page)
        note(id, n, .75 * worth, term.parts)
      }
      const held = pages.size || others.size
      term.weight = held ? Math.log(1 + index.pages.length / held) : 0
    }
    const total = terms.reduce((sum, t) => sum + t.weight, 0) || 1
    const phrases = named(terms, total, knowledge), likes = alike(terms, total, knowledge)
    const wording = fold(question).trim(), literally = one => fold(one.title) === wording ? LITERAL_TITLE : one.names.split(" | ").some(name => fold(name) === wording) ? LITERAL : 0
    const versus = VERSUS.test(question), figure = terms.some(t => /\d/.test(t.word)) ? 1.3 : 1
    const share = by => {
      const covered = by.reduce((sum, b, n) => sum + (b > 0 ? terms[n].weight : 0), 0) / total
      return by.reduce((sum, b, n) => sum + b * terms[n].weight, 0) / total * covered ** COVER
    }
    const whole = new Map()                                            // page -> the best each term does anywhere on it
    for (const [id, { by }] of seen) {
      const page = units[id].page, best = whole.get(page) || whole.set(page, new Array(terms.length).fill(0)).get(page)
      by.forEach((b, n) => { best[n] = Math.max(best[n], b) })
    }
    for (const [page, by] of whole) whole.set(page, share(by))
    const ranked = [...seen].map(([id, { by, matched }]) => {
      const one = units[id]
      const prior = PRIOR[one.kind] * (one.kind === "row" ? figure : 1) * (one.prior === "versus" ? versus ? PRIOR.asked : PRIOR.versus : one.prior === "listing" ? PRIOR.listing : 1)
      const called = phrases.get(id) || 0, like = likes.get(id) || 0
      const score = (1 - WHOLE_PAGE) * share(by) + WHOLE_PAGE * whole.get(one.page) + PHRASE[one.kind] * Math.max(called, ALIKE * like ** 3) + (called > .99 || like > .99 ? literally(one) : 0)
      return { unit: one, score: 100 * score * prior, matched }
    })
    const best = (a, b) => b.score - a.score || a.unit.id - b.unit.id
    ranked.sort(best)
    const first = ranked.slice(0, 60), written = asWritten(terms, total)
    for (const one of first) one.score *= 1 + WRITTEN * written(one.unit)
    ranked.splice(0, first.length, ...first.sort(best))
    return { terms, ranked }
  }

  /* How much of the question stands in the names of a unit letter for letter: "accelerated" is rather "accelerated computing"
     than "accelerate". Gives unit -> share. */
  function asWritten(terms, total) {
    const forms = terms.map(({ word, last, weight }) => ({ weight, there: new RegExp(`[^a-z0-9]${fold(word).replace(/[^a-z0-9]/g, ".")}${last ? "" : "[^a-z0-9]"}`) }))
    return ({ title, names, label, context, of }) => {
      const called = ` ${fold([title, names, label, context, of].join(" "))} `
      return forms.reduce((sum, { there, weight }) => there.test(called) ? sum + weight : sum, 0) / total
    }
  }

  /* Names and titles that stand in the question word for word: unit -> the share of the question they make up. A page's title
     may stand there in part, and the last word may still be being typed. */
  function named(terms, total, { names, parts, vocabulary }) {
    const found = new Map(), note = (ids, share) => { for (const id of ids || []) if ((found.get(id) || 0) < share) found.set(id, share) }
    const best = t => [...t.spellings].filter(([s, worth]) => vocabulary.has(s) || worth === 1).sort((a, b) => vocabulary.has(b[0]) - vocabulary.has(a[0]) || b[1] - a[1])
    const choices = terms.map(t => t.slips?.length ? best(t).slice(0, 4).map(([s]) => s) : [best(t)[0]?.[0] || bare(t.word)])
    const readings = [choices.map(c => c[0])]
    choices.forEach((c, n) => c.slice(1).forEach(other => readings.push(readings[0].map((word, at) => at === n ? other : word))))
    for (const words of readings) for (let from = 0; from < words.length; from++)
      for (let to = from + 1, weight = 0; to <= Math.min(words.length, from + 6); to++) {
        weight += terms[to - 1].weight
        const phrase = words.slice(from, to).join(" "), share = weight / total
        note(names.get(phrase), share)
        note(parts.get(phrase), share * PART)
        if (to === words.length && terms[to - 1].last && phrase.length > 2)
          for (const [name, ids] of names) if (name.length > phrase.length && name.startsWith(phrase)) note(ids, share * (UNFINISHED + (1 - UNFINISHED) * phrase.length / name.length))
      }
    return found
  }

  /* Names, titles and other ways to ask that share words with the question, in any order: unit -> how alike, from 0 to 1. */
  function alike(terms, total, { said, sayings }) {
    const shared = new Map(), found = new Map()
    for (const term of terms) {
      const best = new Map()
      for (const [spelling, worth] of term.spellings) for (const n of said.get(spelling) || []) if ((best.get(n) || 0) < worth) best.set(n, worth)
      for (const [n, worth] of best) shared.set(n, (shared.get(n) || 0) + worth * term.weight)
    }
    for (const [n, weight] of shared) {
      const { unit: id, weight: own } = sayings[n], like = Math.min(1, weight / Math.sqrt(total * Math.max(own, weight)))
      if (like > (found.get(id) || 0)) found.set(id, like)
    }
    return found
  }
})(self)
