/* What can be found: the units (pages, sections, table rows) of the index, the words they hold and the names they have. */
(scope => {
  const { once, tokens, idle, key } = scope.KbWords

  /* All that ranking knows of the site: units, which of them are of one page, MiniSearch over their fields, the words there are,
     and what units are called. */
  scope.KbUnits = (index, fields) => {
    const units = collect(index), pages = new Map()
    for (const one of units) put(pages, one.page, one.id)
    const { mini, rarity } = inverted(units, pages, fields)
    return { units, pages, mini, vocabulary: new Set(rarity.keys()), ...naming(units, rarity) }
  }

  const put = (map, key, value) => { const held = map.get(key); held ? held.push(value) : map.set(key, [value]) }

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

  /* What MiniSearch reads of a word: field -> the units that hold it there -> how often. Once is enough here, so a list of units
     does for the inner map, at a fraction of the time and memory of tens of thousands of maps. */
  class Held { fields = []; get(field) { return this.fields[field] } }
  class Units { ids = []; get size() { return this.ids.length } keys() { return this.ids.values() } get() { return 1 } }

  /* MiniSearch's index of all words, and how telling each is: the fewer pages hold it, the more. The index is put together here
     and set into an empty one, several times faster than word by word or by its loader, which takes plain objects only. That
     reaches into a private member of it: the release is vendored and tested. */
  function inverted(units, pages, fields) {
    const read = once(text => [...new Set(tokens(text))])                // what stands there counts, not how often
    const words = new Map(), fieldLength = {}, totals = fields.map(() => 0)
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
})(self)
