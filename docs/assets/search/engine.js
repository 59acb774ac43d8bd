/* Ranking on top of MiniSearch: a question in, the units that answer it out (results.js shows them).

   MiniSearch finds which units (pages, sections, table rows) hold a term, exactly or by prefix, and in which field; what a
   misspelt word may mean is looked up here first, and left to MiniSearch where that finds nothing.
   A unit's score is the share of the question's weight that it covers, each term counted by the best field it stands in; names
   and titles that stand in the question as a whole count extra. So a score is comparable between short and long texts. */
(scope => {
  const { once, fold, stem, split, tokens, heard, idle, asked, bare, key, unit, distance } = scope.KbWords
  const { blocks, readAs, suggest } = scope.KbResults
  /* Found by trying values on the golden questions (tests/search/golden.jsonl). */
  const FIELDS = { title: 1, names: .67, context: .55, label: .5, figures: .9, text: .28 }
  const PRIOR = { page: 1.06, section: 1, row: .9, listing: .95, versus: .7, asked: .95 }
  const PHRASE = { page: .75, section: .65, row: .45 }                     // what a name that stands in the question whole is worth
  const COVER = 1.1, WHOLE_PAGE = .4, RARE = .25, PART = .45, ALIKE = 1.43, UNFINISHED = .2, LITERAL = .1, LITERAL_TITLE = .5, WRITTEN = .1
  const ONE_SLIP = .9, TWO_SLIPS = .72
  const CACHE = 400
  const AS_IT_STANDS = { last: false, known: true }                        // a word that stands for another is not guessed at
  const VERSUS = /\b(vs|versus|or|difference|between|compare[ds]?|comparison)\b/i

  scope.KbSearch = index => {
    const units = collect(index), pages = new Map(), groups = new Map()
    for (const one of units) put(pages, one.page, one.id)
    const { mini, rarity } = inverted(units, pages)
    for (const group of index.synonyms || []) for (const word of group)
      groups.set(spoken(word).join(" "), group.filter(other => other !== word).map(standing))
    const written = once(() => new Map([...heard()].filter(word => word.length > 2).map(word => [word, stem(word)])))   // asked for when a word is unknown
    const knowledge = { index, units, pages, mini, groups, written, vocabulary: new Set(rarity.keys()), ...naming(units, rarity), cache: new Map() }
    return { search: question => search(question, knowledge), rank: question => ranking(question, knowledge).ranked.map(r => ({ location: r.unit.location, score: r.score })) }
  }

  const put = (map, key, value) => { const held = map.get(key); held ? held.push(value) : map.set(key, [value]) }

  /* What units are called: names whole, names of pages in part, and for each word the names it stands in (sayings, each with its
     unit and weight). */
  function naming(units, rarity) {
    const names = new Map(), parts = new Map(), said = new Map(), sayings = [], keyed = once(key)
    for (const one of units) {
      const called = [one.title, ...one.names.split(" | ")].map(keyed)
      for (const words of called) {
        if (words.length) put(names, words.join(" "), one.id)
        if (one.kind === "page" && words.length > 1 && words.length < 6) for (let n = 1; n < words.length; n++) {   // "SnapStart" of "Lambda SnapStart"
          put(parts, words.slice(n).join(" "), one.id)
          put(parts, words.slice(0, n).join(" "), one.id)
        }
      }
      for (const list of [...called, ...partly(one, keyed)]) {
        const words = list.length > 1 ? [...new Set(list)] : list
        if (!words.length || words.length > 9) continue
        for (const word of words) put(said, word, sayings.length)
        sayings.push({ unit: one.id, weight: words.reduce((sum, word) => sum + (rarity.get(word) || 0), 0) })
      }
    }
    return { names, parts, said, sayings }
  }

  /* Everything that can be found. */
  function collect(index) {
    const units = [], add = one => units.push(Object.assign(one, { id: units.length }))
    const intro = new Map(index.sections.filter(s => !s[1]).map(s => [s[0], s[3]]))
    index.pages.forEach(([url, title, names, description, prior, former], page) =>
      add({ kind: "page", page, location: url, title, names, context: "", label: description, text: intro.get(page) || "", shown: description, prior, former }))
    for (const [page, anchor, title, text, own] of index.sections) {
      if (!anchor) continue
      const [url, pageTitle, , , prior] = index.pages[page]
      add({ kind: "section", page, location: `${url}#${anchor}`, title, names: own, context: "", label: "", text, shown: text, prior, of: pageTitle })
    }
    for (const [page, anchor, title, table, aliases, cells] of index.rows) {
      const [url, , , , prior] = index.pages[page]
      add({ kind: "row", page, location: `${url}#${anchor}`, title, names: aliases, context: table, of: table, cells, prior,
        label: cells.map(c => c[0]).join(" "), text: cells.map(c => c[1]).join(" "), figures: cells.filter(c => /^\D{0,3}\d/.test(c[1])).map(c => c[1]).join(" ") })
    }
    return units
  }

  /* What a part of a page is also called: with the name of what it belongs to, and by the words before a colon in its title. */
  function partly({ kind, title, of }, keyed) {
    if (kind === "page") return []
    const told = text => keyed(text).filter(word => !idle(word)), [head, rest] = title.split(": "), long = [...told(title), ...told(of)]
    return rest ? [long, told(head), [...told(head), ...told(of)]] : [long]
  }

  /* What MiniSearch reads of a word: field -> the units that hold it there -> how often. Once is enough here, so a list of units
     does for the inner map, at a fraction of the time and memory of tens of thousands of maps. */
  class Held { fields = []; get(field) { return this.fields[field] } }
  class Units { ids = []; get size() { return this.ids.length } keys() { return this.ids.values() } get() { return 1 } }

  /* MiniSearch's index of all words, and how telling each is: the fewer pages hold it, the more. The index is put together here
     and set into an empty one, several times faster than word by word or by its loader, which takes plain objects only. That
     reaches into a private member of it: the release is vendored and tested. */
  function inverted(units, pages) {
    const read = once(text => [...new Set(tokens(text))])                // what stands there counts, not how often
    const fields = Object.keys(FIELDS), words = new Map(), fieldLength = {}, totals = fields.map(() => 0)
    for (const [page, ids] of pages) for (const id of ids) {
      const one = units[id]
      fieldLength[id] = fields.map((field, n) => {
        const held = one[field] ? read(one[field]) : []
        for (const word of held) {
          let known = words.get(word)
          if (!known) words.set(word, known = { held: new Held(), page: -1, pages: 0 })
          if (known.page !== page) { known.page = page; known.pages++ }
          if (field === "text" && idle(word)) continue                 // in texts, words that only ask stand everywhere
          (known.held.fields[n] ??= new Units()).ids.push(id)
        }
        totals[n] += held.length
        return held.length
      })
    }
    const mini = scope.MiniSearch.loadJS({
      index: [], fieldLength, averageFieldLength: totals.map(total => total / units.length), fieldIds: Object.fromEntries(fields.map((field, n) => [field, n])),
      documentIds: Object.fromEntries(units.map(one => [one.id, one.id])), documentCount: units.length, nextId: units.length, storedFields: {}, dirtCount: 0, serializationVersion: 2,
    }, { fields })
    const rarity = new Map()
    for (const [word, known] of words) {
      if (known.held.fields.length) mini._index.set(word, known.held)
      rarity.set(word, Math.log(1 + pages.size / known.pages))
    }
    return { mini, rarity }
  }

  /* A word or phrase as it is said, all of it: "log in" is not "log", and "on-premises" is "on premises". */
  const spoken = text => text.split(/[\s\-/._]+/).map(bare).filter(Boolean)

  /* What is looked for in the place of a word: the telling words of a phrase, or where it has others too, it as one word ("sign-in"). */
  const standing = phrase => spoken(phrase).some(idle) ? [bare(phrase)] : spoken(phrase)

  /* All words of a question as they are said, each with its place among the telling ones, -1 for one that only asks. */
  function pronounced(question, words) {
    let n = 0
    return question.trim().split(/[\s,;?!"“”]+/).map(word => ({ spoken: spoken(word).join(" "), telling: word === words[n] ? n++ : -1 })).filter(said => said.spoken)
  }

  /* The terms of a question: each with the spellings that may stand for it, and how much a spelling is worth. */
  function understand(question, { vocabulary, written, groups }, all) {
    const words = all ? question.trim().split(/\s+/).slice(0, 24) : asked(question), terms = [], open = !/\s$/.test(question)
    const stand = words.map(() => new Map()), said = pronounced(question, words)
    for (let from = 0; from < said.length; from++)                       // words that stand for one another
      for (let to = from + 1; to <= Math.min(said.length, from + 4); to++)
        for (const other of groups.get(said.slice(from, to).map(s => s.spoken).join(" ")) || [])
          for (const { telling } of said.slice(from, to)) if (telling >= 0) for (const piece of other) stand[telling].set(piece, other.length === 1 ? .8 : .6)
    for (let n = 0; n < words.length; n++) {
      const spellings = new Map(), slips = [], add = (spelling, worth) => { if (spelling && (spellings.get(spelling) || 0) < worth) spellings.set(spelling, worth) }
      const last = n === words.length - 1 && open
      const pieces = split(words[n]), whole = bare(words[n]), next = words[n + 1]
      const compound = /[-/.]/.test(words[n]) && pieces.length > 1
      if (compound && !vocabulary.has(whole)) {                          // "gp2/gp3", "multi-az": each piece is a term
        for (const piece of key(words[n])) terms.push({ word: piece, spellings: new Map([[piece, 1]]), last: false, known: vocabulary.has(piece) })
        continue
      }
      const amount = /^(\d+)([a-z%]+)$/.exec(fold(words[n])), parts = pieces.length > 1 && !amount ? pieces.filter(p => p !== whole) : []
      for (const piece of pieces) if (!parts.includes(piece)) add(piece, !amount || piece !== amount[1] ? 1 : .35)
      const nextUnit = next && /^\d+(\.\d+)?$/.test(fold(words[n])) && unit(fold(next))
      if (nextUnit && vocabulary.has(fold(words[n]) + nextUnit)) {       // "256 kb" is 256kb
        terms.push({ word: `${words[n]} ${next}`, spellings: new Map([[fold(words[n]) + nextUnit, 1], [fold(words[n]), .35]]), last: false, known: true })
        n++
        continue
      }
      if (next) { const joined = bare(words[n] + next); if (vocabulary.has(joined) && joined.length > 3) { add(joined, 1); words[n + 1] = next } }   // "dynamo db", "time out"
      if (n && vocabulary.has(bare(words[n - 1] + words[n]))) add(bare(words[n - 1] + words[n]), 1)
      if (!vocabulary.has(whole) && whole.length > 5 && !parts.length)   // "loadbalancer" is load balancer
        for (let cut = 3; cut <= whole.length - 3 && !parts.length; cut++) {
          const halves = [stem(whole.slice(0, cut)), stem(whole.slice(cut))]
          if (halves.every(h => vocabulary.has(h))) parts.push(...halves)
        }
      for (const [piece, worth] of stand[n]) add(piece, worth)
      if (!compound && !vocabulary.has(whole)) {
        const known = written(), typed = fold(words[n])
        if (!(last && goesOn(typed, known))) for (const [near, likely] of meant(typed, known)) { add(known.get(near), likely); slips.push(near) }
      }
      const known = [...spellings.keys(), ...parts].some(s => vocabulary.has(s))
      terms.push({ word: words[n], spellings, parts, last, known, slips })
    }
    return terms
  }

  /* Whether a word may be the beginning of another. */
  const goesOn = (word, written) => { for (const one of written.keys()) if (one.startsWith(word)) return true }

  /* Written words that a misspelt one may have meant: word -> how likely. Two slips only where the first letter is right. */
  function meant(word, written) {
    const found = new Map(), long = word.length
    if (long < 3 || long > 20 || /\d/.test(word)) return found
    for (const candidate of written.keys()) {
      const more = candidate.length - long
      if (more > 2 || more < -2) continue
      const first = candidate[0] === word[0]
      if (!first && (candidate[1] !== word[0] && candidate[0] !== word[1] && candidate[1] !== word[1])) continue
      if (long < 5 && candidate.startsWith(word)) found.set(candidate, TWO_SLIPS)
      else if (first || Math.abs(more) < 2) {
        const steps = distance(word, candidate)
        if (steps === 1) found.set(candidate, ONE_SLIP)
        else if (steps === 2 && first && long > 4) found.set(candidate, TWO_SLIPS)
      }
    }
    return found
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
