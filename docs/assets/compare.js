/* The Compare page: rows of one table, or things across all tables that know them, side by side. Loaded on that page only;
   reads the same index as the search. The address keeps the choice: ?of=table&things=a|b */
(() => {
  const MOST = 4
  const h = (tag, props = {}, ...children) => {
    const node = document.createElement(tag)
    for (const [key, value] of Object.entries(props)) key in node && key !== "list" ? node[key] = value : node.setAttribute(key, value)
    node.append(...children)
    return node
  }
  const { base } = window.kb
  const same = cells => cells.every(cell => cell === cells[0])

  /* table name -> { title, url, rows: [{ key, name, words, url, cells }] } */
  function tablesOf(index) {
    const tables = new Map()
    for (const [page, anchor, name, title, aliases, cells] of index.rows) {
      const [table, key] = anchor.split("--")
      if (!key) continue                                                 // a service or a term, no row of a table
      const url = `${index.pages[page][0]}#`
      if (!tables.has(table)) tables.set(table, { name: table, title, url: url + table, rows: [] })
      tables.get(table).rows.push({ key, name, url: url + anchor, words: new Set([name, key, ...aliases.split(" | ")].map(w => w.toLowerCase())), cells })
    }
    return tables
  }

  class Compare {
    constructor(place, tables) {
      Object.assign(this, { place, tables, things: [], table: "" })
      const names = new Map()
      for (const { rows } of tables.values()) for (const { name } of rows) names.set(name.toLowerCase(), name)
      this.pick = h("select", { id: "kb-compare-table", onchange: () => { this.table = this.pick.value; this.things = []; this.show() } }, h("option", { value: "" }, "All tables"),
        ...[...tables.values()].filter(t => t.rows.length > 1).sort((a, b) => a.title.localeCompare(b.title)).map(t => h("option", { value: t.name }, t.title)))
      this.input = h("input", { id: "kb-compare-thing", type: "text", list: "kb-compare-names", autocomplete: "off", placeholder: "gp3, ALB, Lambda …",
        onchange: () => this.add(this.input.value), onkeydown: event => { if (event.key === "Enter") { event.preventDefault(); this.add(this.input.value) } } })
      this.names = h("datalist", { id: "kb-compare-names" })
      this.chips = h("div", { className: "kb-chips" })
      this.said = h("p", { role: "status" })
      this.out = h("div", {})
      this.allNames = [...names.values()].sort((a, b) => a.localeCompare(b))
      place.replaceChildren(h("div", { className: "kb-compare-form" }, h("label", { htmlFor: "kb-compare-table" }, "Table"), this.pick, h("label", { htmlFor: "kb-compare-thing" }, "Thing"), this.input, this.names),
        this.chips, this.said, this.out)
      const asked = new URLSearchParams(location.search)
      if (tables.has(asked.get("of"))) this.table = this.pick.value = asked.get("of")
      this.things = (asked.get("things") || "").split("|").filter(Boolean).slice(0, MOST)
      this.show(false)
    }

    scope() { return this.table ? [this.tables.get(this.table)] : [...this.tables.values()] }

    add(words) {
      const name = words.trim()
      this.input.value = ""
      if (!name || this.things.some(t => t.toLowerCase() === name.toLowerCase())) return
      const known = this.scope().flatMap(t => t.rows).find(row => row.words.has(name.toLowerCase()))
      if (!known) { this.said.textContent = `No table has a row “${name}”. Choose one from the list.`; return }
      this.things = [...this.things, known.name].slice(-MOST)
      this.show()
      this.input.focus()
    }

    show(tell = true) {
      const { things, table } = this
      this.names.replaceChildren(...(table ? this.tables.get(table).rows.map(r => r.name) : this.allNames).map(value => h("option", { value })))
      const offered = table ? this.tables.get(table).rows.map(r => r.name).filter(name => !things.includes(name)) : []
      this.chips.replaceChildren(...things.map(name => h("button", { type: "button", className: "kb-chip kb-chosen", "aria-label": `Remove ${name}`, onclick: () => { this.things = things.filter(t => t !== name); this.show() } }, `${name} ×`)),
        ...offered.map(name => h("button", { type: "button", className: "kb-chip", onclick: () => this.add(name) }, `+ ${name}`)))
      const found = this.scope().map(one => ({ one, rows: things.map(name => one.rows.find(row => row.words.has(name.toLowerCase()))) }))
        .filter(({ rows }) => rows.some(Boolean)).sort((a, b) => b.rows.filter(Boolean).length - a.rows.filter(Boolean).length)
      this.out.replaceChildren(...found.slice(0, 12).map(({ one, rows }) => this.block(one, rows)))
      this.said.textContent = things.length ? `${found.length} ${found.length === 1 ? "table knows" : "tables know"} ${things.length > 1 ? "at least one of them" : "it"}.` : "Nothing chosen yet."
      if (!tell) return
      const url = new URL(location.href)
      table ? url.searchParams.set("of", table) : url.searchParams.delete("of")
      things.length ? url.searchParams.set("things", things.join("|")) : url.searchParams.delete("things")
      history.replaceState(history.state, "", url)
    }

    block(one, rows) {
      const there = rows.filter(Boolean), labels = [...new Set(there.flatMap(row => row.cells.map(c => c[0])))]
      const lines = labels.map(label => ({ label, cells: there.map(row => (row.cells.find(c => c[0] === label) || ["", ""])[1]) }))
        .sort((a, b) => same(a.cells) - same(b.cells))
      const head = h("tr", {}, h("th", { scope: "col" }, "Property"), ...there.map(row => h("th", { scope: "col" }, h("a", { href: new URL(row.url, base()) }, row.name))))
      const body = lines.map(({ label, cells }) => h("tr", { className: there.length > 1 && same(cells) ? "kb-same" : "" }, h("th", { scope: "row" }, label), ...cells.map(cell => h("td", {}, cell))))
      return h("section", {}, h("h2", {}, h("a", { href: new URL(one.url, base()) }, one.title)), h("div", { className: "kb-frame", tabIndex: 0, role: "region", "aria-label": one.title },
        h("table", { className: "kb-data" }, h("caption", {}, one.title), h("thead", {}, head), h("tbody", {}, ...body))))
    }
  }

  const start = () => {
    const place = document.querySelector("[data-kb-compare]:not([data-ready])")
    if (!place) return
    place.dataset.ready = "1"
    const begin = () => new Compare(place, tablesOf(self.KB_INDEX))
    if (self.KB_INDEX) return begin()
    document.head.append(Object.assign(document.createElement("script"), { src: new URL("search/kb-index.js", base()), onload: begin }))
  }
  window.kbCompare = start
  start()
})()
