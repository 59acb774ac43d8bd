/* Data tables people can work with: sort, filter, choose columns and rows, compare side by side, and keep the view in the
   address. Everything is added to plain tables that say it all without this script. */
(() => {
  const h = (tag, props = {}, ...children) => {
    const node = document.createElement(tag)
    for (const [key, value] of Object.entries(props)) key in node && key !== "list" ? node[key] = value : node.setAttribute(key, value)
    node.append(...children)
    return node
  }
  const QUIET = ".kb-note, .kb-pick, .kb-was, .kb-row-link"
  const text = cell => [...cell.childNodes].filter(n => !(n.matches && n.matches(QUIET))).map(n => n.textContent).join("").replace(/\s+/g, " ").trim()
  const announce = h("div", { className: "kb-announce", role: "status" })
  const say = words => { announce.textContent = words }
  const CHOICES = new Set(["choice", "yesno", "list"]), AMOUNTS = new Set(["number", "quantity"])
  const PARAMETERS = ["table", "sort", "find", "hide", "rows", "differ", "side"]

  class DataTable {
    constructor(table) {
      this.table = table
      this.name = table.dataset.name
      this.title = table.caption.textContent
      this.frame = table.closest(".kb-frame")
      this.heads = [...table.tHead.rows[0].cells]
      this.columns = this.heads.map((th, n) => ({ n, key: th.dataset.column, kind: th.dataset.kind, label: text(th), th }))
      this.rows = [...table.tBodies[0].rows]
      this.rows.forEach(row => [...row.cells].forEach((cell, n) => { cell.dataset.label = this.columns[n].label }))
      this.state = this.fromAddress() || this.blank()
      this.addHeads()
      this.addBar()
      this.apply(false)
    }

    blank() { return { sort: "", down: false, find: "", hide: new Set(), only: new Set(), side: false, differ: false, filters: new Map() } }

    /* The address carries the view of one table: ?table=…&sort=max_iops.desc&find=ssd&hide=a,b&rows=x,y&side=1&is.boot=yes&min.max_iops=64000 */
    fromAddress() {
      const asked = new URLSearchParams(location.search), state = this.blank()
      if (asked.get("table") !== this.name) return null
      const list = key => (asked.get(key) || "").split(",").filter(Boolean)
      const known = key => this.columns.some(c => c.key === key)
      const [sort, direction] = (asked.get("sort") || "").split(".")
      Object.assign(state, { sort: known(sort) ? sort : "", down: direction === "desc", find: asked.get("find") || "", hide: new Set(list("hide").filter(known)),
        only: new Set(list("rows").filter(key => this.rows.some(row => row.dataset.key === key))), side: asked.get("side") === "1", differ: asked.get("differ") === "1" })
      for (const [name, value] of asked) {
        const [test, key] = name.split(".")
        if (known(key)) this.filter(state, key)[test] = test === "is" ? new Set(value.split("|")) : value
      }
      return state
    }

    filter(state, key) { return state.filters.get(key) || state.filters.set(key, {}).get(key) }

    address() {
      const url = new URL(location.href), { sort, down, find, hide, only, side, differ, filters } = this.state
      for (const key of [...url.searchParams.keys()]) if (PARAMETERS.includes(key) || /^(is|min|max)\./.test(key)) url.searchParams.delete(key)
      const set = (key, value) => { if (value) url.searchParams.set(key, value) }
      if (this.changed()) {
        set("table", this.name)
        set("sort", sort && sort + (down ? ".desc" : ""))
        set("find", find)
        set("hide", [...hide].join(","))
        set("rows", [...only].join(","))
        set("side", side ? "1" : "")
        set("differ", differ ? "1" : "")
        for (const [key, tests] of filters) for (const test in tests) set(`${test}.${key}`, test === "is" ? [...tests.is].join("|") : tests[test])
      }
      url.hash = this.table.id || ""
      return url
    }

    changed() { const s = this.state; return Boolean(s.sort || s.find || s.hide.size || s.only.size || s.differ || s.filters.size) }

    addHeads() {
      for (const { th, key } of this.columns) {
        const button = h("button", { type: "button", className: "kb-sort", onclick: () => this.sortBy(key) })
        button.append(...th.childNodes)
        th.append(button)
      }
      for (const row of this.rows) {
        const name = text(row.cells[0]) || row.dataset.key
        const pick = h("input", { type: "checkbox", className: "kb-pick", "aria-label": `Pick ${name} to compare`, onchange: () => this.controls() })
        row.cells[0].prepend(pick)
        if (row.id) row.cells[0].append(h("a", { className: "kb-row-link", href: `#${row.id}`, "aria-label": `Link to ${name}`, title: "Link to this row" }, "#"))
      }
    }

    addBar() {
      const button = (label, onclick, title = "") => h("button", { type: "button", className: "kb-button", onclick, title }, label)
      this.findBox = h("input", { type: "search", className: "kb-find", placeholder: "Filter rows", value: this.state.find, "aria-label": `Filter the rows of ${this.title}`,
        oninput: () => { this.state.find = this.findBox.value; this.apply() } })
      this.compare = button("Compare", () => this.toggleCompare())
      this.differ = button("Only differences", () => { this.state.differ = !this.state.differ; this.apply() }, "Hide the columns that say the same in every row shown")
      this.cards = button("Cards", () => { this.frame.classList.toggle("kb-cards"); this.controls() }, "Show each row as a card")
      this.filterMenu = this.menu("Filter", this.columns.slice(1).map(column => this.filterOf(column)).filter(Boolean))
      this.columnMenu = this.menu("Columns", this.columns.slice(1).map(({ key, label }) => {
        const box = h("input", { type: "checkbox", onchange: () => { this.state.hide[box.checked ? "delete" : "add"](key); this.apply() } })
        box.dataset.key = key
        return h("label", {}, box, ` ${label}`)
      }))
      this.copyMenu = this.menu("Copy", [button("Link to this view", () => this.copy(String(this.address()), "link")),
        ...["CSV", "JSON", "Markdown"].map(format => button(format, () => this.copy(this.as(format), format)))])
      this.reset = button("Reset", () => { this.state = this.blank(); this.picking(false); this.apply(); this.compare.focus() })
      this.said = h("span", { className: "kb-said" })
      const many = this.rows.length > 4, wide = this.columns.length > 3
      const tools = [...(many ? [this.findBox] : []), ...(many && this.filterMenu.lastChild.childElementCount ? [this.filterMenu] : []), this.compare,
        ...(wide ? [this.differ, this.columnMenu] : []), this.cards, this.copyMenu, this.reset]
      const inner = h("div", { className: "kb-tools" }, ...tools)
      const open = h("button", { type: "button", className: "kb-button kb-open", "aria-expanded": "false", onclick: () => {
        open.setAttribute("aria-expanded", bar.classList.toggle("kb-opened"))
      } }, "Table tools")
      const bar = h("div", { className: "kb-bar", role: "group", "aria-label": `Tools for the table ${this.title}` }, open, inner, this.said)
      this.side = h("div", { className: "kb-frame kb-side", hidden: true, tabIndex: 0, role: "region", "aria-label": `${this.title}: side by side` })
      this.frame.before(bar, this.side)
    }

    menu(label, items) {
      const menu = h("details", { className: "kb-menu" }, h("summary", {}, label), h("div", {}, ...items))
      menu.addEventListener("keydown", event => { if (event.key === "Escape") { menu.open = false; menu.firstChild.focus() } })
      menu.addEventListener("toggle", () => { if (menu.open) for (const other of document.querySelectorAll(".kb-menu[open]")) if (other !== menu) other.open = false })
      return menu
    }

    /* Tests for one column: boxes for words, a lowest and a highest for amounts; nothing where rows do not differ. */
    filterOf({ n, key, kind, label }) {
      const values = this.rows.map(row => row.cells[n])
      const changed = (test, value) => {
        const tests = this.filter(this.state, key)
        value && value.size !== 0 ? tests[test] = value : delete tests[test]
        if (!Object.keys(tests).length) this.state.filters.delete(key)
        this.apply()
      }
      const isAmount = AMOUNTS.has(kind), number = cell => parseFloat(cell.dataset.value)
      const words = [...new Set(values.filter(cell => !isAmount || isNaN(number(cell))).flatMap(cell => this.words(cell, kind)))]
      const repeated = words.length < values.length && words.every(word => word.length < 40)   // a text column is a choice when its words recur
      const boxes = (isAmount || CHOICES.has(kind) || repeated) && words.length <= 10 && (isAmount || words.length > 1) ? words.map(word => h("input", {
        type: "checkbox", value: word, onchange: () => changed("is", new Set(boxes.filter(b => b.checked).map(b => b.value))) })) : []
      boxes.forEach(box => Object.assign(box.dataset, { filter: key, test: "is" }))
      const ticks = boxes.map(box => h("label", {}, box, ` ${box.value}`))
      const amounts = new Map(isAmount ? values.filter(cell => !isNaN(number(cell))).map(cell => [cell.dataset.value, text(cell)]) : [])
      if (amounts.size < 2) return ticks.length > 1 ? h("fieldset", {}, h("legend", {}, label), ...ticks) : null
      const sorted = [...amounts].sort((a, b) => a[0] - b[0])
      const choose = (test, words) => {
        const select = h("select", { "aria-label": `${label}, ${words}`, onchange: () => changed(test, select.value) }, h("option", { value: "" }, words),
          ...sorted.map(([value, shown]) => h("option", { value }, `${test === "min" ? "≥" : "≤"} ${shown}`)))
        Object.assign(select.dataset, { filter: key, test })
        return select
      }
      return h("fieldset", {}, h("legend", {}, label), choose("min", "at least …"), choose("max", "at most …"), ...ticks)
    }

    words(cell, kind) { return kind === "list" ? text(cell).split(", ") : [text(cell)] }

    passes(row) {
      const { find, only, filters } = this.state, said = row.textContent.toLowerCase()
      if (only.size && !only.has(row.dataset.key) || !find.toLowerCase().split(/\s+/).every(word => said.includes(word))) return false
      return [...filters].every(([key, { is, min, max }]) => {
        const { n, kind } = this.columns.find(c => c.key === key), amount = parseFloat(row.cells[n].dataset.value)
        const within = (min || max) && (!min || amount >= Number(min)) && (!max || amount <= Number(max))
        return within || Boolean(is) && this.words(row.cells[n], kind).some(word => is.has(word))
      })
    }

    sortBy(key) {
      const { state } = this
      if (state.sort !== key) Object.assign(state, { sort: key, down: false })
      else if (!state.down) state.down = true
      else Object.assign(state, { sort: "", down: false })
      this.apply()
    }

    picked() { return this.rows.filter(row => row.querySelector(".kb-pick").checked) }

    toggleCompare() {
      const { state } = this
      const rows = this.picked()
      if (state.side) { state.side = false; state.only.clear(); this.picking(false) }
      else if (!this.frame.classList.contains("kb-picking")) return this.picking(true)
      else if (rows.length < 2) return this.picking(false)
      else { state.side = true; state.only = new Set(rows.map(row => row.dataset.key)) }
      this.apply()
      this.compare.focus()
    }

    /* The boxes in front of rows are there only while someone picks. */
    picking(on) {
      this.frame.classList.toggle("kb-picking", on)
      if (!on) this.rows.forEach(row => { row.querySelector(".kb-pick").checked = false })
      this.controls()
      if (on) this.rows.find(row => !row.hidden)?.querySelector(".kb-pick").focus()
    }

    value(row, n) {
      const given = row.cells[n].dataset.value, raw = given === "~" ? "" : given ?? text(row.cells[n]).toLowerCase()   // ~ is "does not apply"
      return { raw, number: raw === "" || isNaN(raw) ? null : Number(raw) }
    }

    ordered() {
      const n = this.columns.findIndex(c => c.key === this.state.sort)
      if (n < 0) return this.rows
      return [...this.rows].sort((a, b) => {
        const [x, y] = [this.value(a, n), this.value(b, n)]
        if ((x.raw === "") !== (y.raw === "")) return x.raw === "" ? 1 : -1            // "does not apply" comes last either way
        const order = x.number !== null && y.number !== null ? x.number - y.number : String(x.raw).localeCompare(String(y.raw), "en", { numeric: true })
        return this.state.down ? -order : order
      })
    }

    same(rows, n) { return rows.length > 1 && new Set(rows.map(row => text(row.cells[n]))).size === 1 }

    apply(tell = true) {
      const { state, rows, columns } = this, ordered = this.ordered(), shown = ordered.filter(row => this.passes(row))
      this.table.tBodies[0].append(...ordered)
      rows.forEach(row => { row.hidden = !shown.includes(row) })
      for (const { n, key, th } of columns) {
        const hidden = n > 0 && (state.hide.has(key) || state.differ && this.same(shown, n))
        th.hidden = hidden
        th.setAttribute("aria-sort", key !== state.sort ? "none" : state.down ? "descending" : "ascending")
        rows.forEach(row => { row.cells[n].hidden = hidden })
      }
      this.showSide(shown)
      this.controls(shown)
      if (!tell) return
      history.replaceState(history.state, "", this.address())
      const sort = columns.find(c => c.key === state.sort)
      say(`${shown.length} of ${rows.length} rows${sort ? `, sorted by ${sort.label}, ${state.down ? "descending" : "ascending"}` : ""}`)
    }

    /* The picked rows side by side: a column each, what differs first. */
    showSide(rows) {
      const on = this.state.side && rows.length > 1
      this.frame.hidden = on
      this.side.hidden = !on
      if (!on) return
      const lines = this.columns.slice(1).filter(c => !c.th.hidden).sort((a, b) => this.same(rows, a.n) - this.same(rows, b.n)).map(({ n, label }) =>
        h("tr", { className: this.same(rows, n) ? "kb-same" : "" }, h("th", { scope: "row" }, label), ...rows.map(row => {
          const cell = h("td", {})
          cell.append(...[...row.cells[n].childNodes].map(node => node.cloneNode(true)))
          return cell
        })))
      const head = h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Property"), ...rows.map(row => h("th", { scope: "col" }, text(row.cells[0])))))
      this.side.replaceChildren(h("table", { className: "kb-data" }, h("caption", {}, `${this.title}: side by side`), head, h("tbody", {}, ...lines)))
    }

    controls(shown = this.rows.filter(row => !row.hidden)) {
      const { state } = this, picked = this.picked().length
      if (this.findBox.value !== state.find) this.findBox.value = state.find
      if (state.only.size) this.rows.forEach(row => { row.querySelector(".kb-pick").checked = state.only.has(row.dataset.key) })
      const on = this.frame.classList.contains("kb-picking")
      this.compare.textContent = state.side ? "Back to all rows" : !on ? "Compare rows" : picked > 1 ? `Show ${picked} side by side` : "Cancel"
      if (on && !state.side) this.rows.forEach(row => { const box = row.querySelector(".kb-pick"); box.disabled = picked > 3 && !box.checked })
      this.differ.setAttribute("aria-pressed", state.differ)
      this.cards.setAttribute("aria-pressed", this.frame.classList.contains("kb-cards"))
      this.reset.hidden = !this.changed()
      this.said.textContent = on && !state.side ? "Tick two to four rows." : shown.length === this.rows.length ? "" : `${shown.length} of ${this.rows.length} rows`
      this.filterMenu.firstChild.textContent = state.filters.size ? `Filter (${state.filters.size})` : "Filter"
      this.columnMenu.querySelectorAll("input").forEach(box => { box.checked = !state.hide.has(box.dataset.key) })
      this.filterMenu.querySelectorAll("[data-filter]").forEach(control => {
        const value = (state.filters.get(control.dataset.filter) || {})[control.dataset.test]
        control.type === "checkbox" ? control.checked = Boolean(value && value.has(control.value)) : control.value = value || ""
      })
    }

    /* Exactly what is shown, as text. */
    as(format) {
      const columns = this.columns.filter(c => !c.th.hidden), labels = columns.map(c => c.label)
      const rows = [...this.table.tBodies[0].rows].filter(row => !row.hidden).map(row => columns.map(c => text(row.cells[c.n])))
      if (format === "JSON") return JSON.stringify(rows.map(row => Object.fromEntries(row.map((cell, n) => [labels[n], cell]))), null, 1)
      if (format === "CSV") return [labels, ...rows].map(row => row.map(c => /[",\n]/.test(c) ? `"${c.replace(/"/g, '""')}"` : c).join(",")).join("\n")
      return [labels, labels.map(() => "---"), ...rows].map(row => `| ${row.map(c => c.replace(/\|/g, "\\|")).join(" | ")} |`).join("\n")
    }

    async copy(what, name) {
      try {
        await navigator.clipboard.writeText(what)
      } catch {                                                            // file:// and old browsers
        const area = h("textarea", { value: what, className: "kb-announce" })
        document.body.append(area)
        area.select()
        document.execCommand("copy")
        area.remove()
      }
      this.copyMenu.open = false
      this.copyMenu.firstChild.focus()
      say(this.said.textContent = `Copied the ${name}.`)
      setTimeout(() => this.controls(), 2500)
    }
  }

  /* The Compare page brings its own script, which no other page needs. */
  const compare = () => {
    if (!document.querySelector("[data-kb-compare]")) return
    window.kbCompare ? window.kbCompare() : document.head.append(h("script", { src: new URL("assets/compare.js", window.kb.base()) }))
  }

  const start = () => {
    document.body.append(announce)
    compare()
    document.querySelectorAll("table.kb-data:not(.kb-facts):not([data-ready])").forEach(table => {
      table.dataset.ready = "1"
      if (table.dataset.name && table.tBodies[0].rows.length > 1 && table.tHead.rows[0].cells.length > 2) new DataTable(table)
    })
  }
  addEventListener("pointerdown", event => document.querySelectorAll(".kb-menu[open]").forEach(menu => { if (!menu.contains(event.target)) menu.open = false }))
  window.document$ ? window.document$.subscribe(start) : addEventListener("DOMContentLoaded", start)
})()
