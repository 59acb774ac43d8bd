/* Data tables people can work with: sort, filter, choose columns and rows, compare, and keep the view in the address.
   Everything is added to plain tables that say it all without this script. */
(() => {
  const h = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props)
    node.append(...children)
    return node
  }
  const text = cell => [...cell.childNodes].filter(n => !(n.matches && n.matches(".kb-note, .kb-pick"))).map(n => n.textContent).join("").trim()
  const announce = h("div", { className: "kb-announce" })
  announce.setAttribute("role", "status")

  class DataTable {
    constructor(table) {
      this.table = table
      this.name = table.dataset.name
      this.frame = table.closest(".kb-frame")
      this.heads = [...table.querySelectorAll("thead th")]
      this.keys = this.heads.map(th => th.dataset.column)
      this.rows = [...table.tBodies[0].rows]
      this.start = this.blank()
      this.state = this.fromAddress() || this.blank()
      this.head()
      this.bar()
      this.apply(false)
    }

    blank() { return { sort: "", down: false, find: "", hide: new Set(), only: new Set(), differ: false } }

    /* The address carries the view of one table: ?table=name&sort=iops.desc&find=ssd&hide=a,b&rows=x,y&differ=1 */
    fromAddress() {
      const asked = new URLSearchParams(location.search)
      if (asked.get("table") !== this.name) return null
      const [sort, direction] = (asked.get("sort") || "").split(".")
      const list = key => new Set((asked.get(key) || "").split(",").filter(Boolean))
      return { sort: this.keys.includes(sort) ? sort : "", down: direction === "desc", find: asked.get("find") || "", hide: list("hide"), only: list("rows"), differ: asked.get("differ") === "1" }
    }

    address() {
      const url = new URL(location.href), { sort, down, find, hide, only, differ } = this.state
      for (const key of ["table", "sort", "find", "hide", "rows", "differ"]) url.searchParams.delete(key)
      const set = (key, value) => { if (value) url.searchParams.set(key, value) }
      if (sort || find || hide.size || only.size || differ) {
        set("table", this.name)
        set("sort", sort && sort + (down ? ".desc" : ""))
        set("find", find)
        set("hide", [...hide].join(","))
        set("rows", [...only].join(","))
        set("differ", differ ? "1" : "")
      }
      url.hash = this.table.id || ""
      return url
    }

    head() {
      this.heads.forEach((th, n) => {
        const button = h("button", { type: "button", className: "kb-sort", onclick: () => this.sortBy(this.keys[n]) })
        button.append(...th.childNodes)
        th.append(button)
      })
      this.rows.forEach(row => {
        const pick = h("input", { type: "checkbox", className: "kb-pick", onchange: () => this.pick(row, pick.checked) })
        pick.setAttribute("aria-label", `Compare ${text(row.cells[0])}`)
        row.cells[0].prepend(pick)
      })
    }

    bar() {
      const button = (label, onclick, title = "") => h("button", { type: "button", className: "kb-button", textContent: label, onclick, title })
      this.findBox = h("input", { type: "search", className: "kb-find", placeholder: "Filter rows", value: this.state.find, oninput: () => { this.state.find = this.findBox.value; this.apply() } })
      this.findBox.setAttribute("aria-label", `Filter the rows of ${this.table.caption.textContent}`)
      this.compare = button("Compare", () => this.toggleCompare(), "Tick two or more rows first")
      this.differ = button("Only differences", () => { this.state.differ = !this.state.differ; this.apply() }, "Hide the columns that say the same in every row shown")
      this.columns = h("details", { className: "kb-menu" }, h("summary", { textContent: "Columns" }), h("div", {}, ...this.heads.slice(1).map((th, n) => {
        const box = h("input", { type: "checkbox", checked: !this.state.hide.has(this.keys[n + 1]), onchange: () => { this.state.hide[box.checked ? "delete" : "add"](this.keys[n + 1]); this.apply() } })
        box.dataset.key = this.keys[n + 1]
        return h("label", {}, box, " ", text(th))
      })))
      this.keep = h("details", { className: "kb-menu" }, h("summary", { textContent: "Copy" }), h("div", {},
        button("Link to this view", () => this.copy(String(this.address()), "link")), button("CSV", () => this.copy(this.as("csv"), "CSV")),
        button("JSON", () => this.copy(this.as("json"), "JSON")), button("Markdown", () => this.copy(this.as("md"), "Markdown"))))
      this.reset = button("Reset", () => { this.state = this.blank(); this.findBox.value = ""; this.apply() })
      this.said = h("span", { className: "kb-said" })
      this.toolbar = h("div", { className: "kb-bar" }, this.findBox, this.compare, this.differ, this.columns, this.keep, this.reset, this.said)
      this.toolbar.setAttribute("role", "group")
      this.toolbar.setAttribute("aria-label", `Tools for the table ${this.table.caption.textContent}`)
      for (const menu of [this.columns, this.keep]) menu.addEventListener("keydown", e => { if (e.key === "Escape") { menu.open = false; menu.firstChild.focus() } })
      this.frame.before(this.toolbar)
    }

    sortBy(key) {
      const { state } = this
      if (state.sort !== key) Object.assign(state, { sort: key, down: false })
      else if (!state.down) state.down = true
      else Object.assign(state, { sort: "", down: false })
      this.apply()
    }

    pick(row, on) {
      if (this.state.only.size) { if (!on) this.state.only.delete(row.dataset.key); this.apply() } else this.controls()
    }

    picked() { return this.rows.filter(row => row.querySelector(".kb-pick").checked) }

    toggleCompare() {
      const { state } = this
      if (state.only.size) { state.only.clear(); state.differ = false } else { this.picked().forEach(row => state.only.add(row.dataset.key)); state.differ = true }
      this.apply()
    }

    value(row, n) {
      const cell = row.cells[n], raw = n ? cell.dataset.value : text(cell).toLowerCase()
      const number = raw === "" || isNaN(raw) ? null : Number(raw)
      return { raw, number }
    }

    apply(tell = true) {
      const { state, rows, heads, keys } = this
      const words = state.find.toLowerCase().split(/\s+/).filter(Boolean)
      let shown = rows.filter(row => (!state.only.size || state.only.has(row.dataset.key)) && words.every(w => row.textContent.toLowerCase().includes(w)))
      const n = keys.indexOf(state.sort)
      const ordered = n < 0 ? rows : [...rows].sort((a, b) => {
        const [x, y] = [this.value(a, n), this.value(b, n)]
        if ((x.raw === "") !== (y.raw === "")) return x.raw === "" ? 1 : -1                 // "does not apply" comes last either way
        const order = x.number !== null && y.number !== null ? x.number - y.number : String(x.raw).localeCompare(String(y.raw), "en", { numeric: true })
        return state.down ? -order : order
      })
      this.table.tBodies[0].append(...ordered)
      shown = ordered.filter(row => shown.includes(row))
      rows.forEach(row => { row.hidden = !shown.includes(row) })
      keys.forEach((key, c) => {
        const same = c > 0 && shown.length > 1 && new Set(shown.map(row => text(row.cells[c]))).size === 1
        const hidden = c > 0 && (state.hide.has(key) || (state.differ && same))
        heads[c].hidden = hidden
        heads[c].setAttribute("aria-sort", key !== state.sort ? "none" : state.down ? "descending" : "ascending")
        rows.forEach(row => { row.cells[c].hidden = hidden; row.cells[c].classList.toggle("kb-same", state.only.size > 0 && same) })
      })
      this.controls(shown)
      if (tell) {
        history.replaceState(history.state, "", this.address())
        const sorted = state.sort ? `, sorted by ${text(heads[n])}${state.down ? " from the top" : ""}` : ""
        announce.textContent = `${shown.length} of ${rows.length} rows${sorted}`
      }
    }

    controls(shown = this.rows.filter(row => !row.hidden)) {
      const { state } = this, changed = Boolean(state.sort || state.find || state.hide.size || state.only.size || state.differ)
      this.rows.forEach(row => { if (state.only.size) row.querySelector(".kb-pick").checked = state.only.has(row.dataset.key) })
      this.compare.disabled = !state.only.size && this.picked().length < 2
      this.compare.textContent = state.only.size ? "All rows" : `Compare${this.picked().length > 1 ? ` ${this.picked().length}` : ""}`
      this.differ.setAttribute("aria-pressed", state.differ)
      this.reset.hidden = !changed
      this.said.textContent = shown.length === this.rows.length ? "" : `${shown.length} of ${this.rows.length} rows`
      this.columns.querySelectorAll("input").forEach(box => { box.checked = !state.hide.has(box.dataset.key) })
    }

    /* Exactly what is shown, as text. */
    as(format) {
      const columns = this.heads.map((th, n) => n).filter(n => !this.heads[n].hidden)
      const rows = [...this.table.tBodies[0].rows].filter(row => !row.hidden).map(row => columns.map(n => text(row.cells[n])))
      const labels = columns.map(n => text(this.heads[n]))
      if (format === "json") return JSON.stringify(rows.map(row => Object.fromEntries(row.map((cell, n) => [labels[n], cell]))), null, 1)
      if (format === "csv") return [labels, ...rows].map(row => row.map(c => /[",\n]/.test(c) ? `"${c.replace(/"/g, '""')}"` : c).join(",")).join("\n")
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
      announce.textContent = this.said.textContent = `Copied the ${name}.`
      this.keep.open = false
      setTimeout(() => this.controls(), 2500)
    }
  }

  /* Where a figure comes from, on demand: point at it, focus it or tap it. */
  const tip = h("div", { className: "kb-tip", hidden: true, id: "kb-tip" })
  tip.setAttribute("role", "tooltip")
  const explain = cell => {
    const { checked, against } = cell.closest("table").dataset
    tip.textContent = cell.dataset.state === "proved" ? `Proved by machine against ${against || "AWS’s models"}. Read ${checked}.` : `Read on AWS’s pages ${checked}; not provable by machine.`
    const box = cell.getBoundingClientRect()
    tip.hidden = false
    tip.style.left = `${Math.min(Math.max(8, box.left + scrollX), scrollX + innerWidth - tip.offsetWidth - 8)}px`
    tip.style.top = `${box.bottom + scrollY + 4}px`
  }
  const figure = event => event.target.closest && event.target.closest("td[data-state]")
  for (const kind of ["pointerover", "focusin", "click"]) document.addEventListener(kind, e => { const cell = figure(e); cell ? explain(cell) : tip.hidden = true })
  document.addEventListener("keydown", e => { if (e.key === "Escape") tip.hidden = true })

  const start = () => {
    document.body.append(tip, announce)
    document.querySelectorAll("table.kb-data:not(.kb-facts):not([data-ready])").forEach(table => {
      table.dataset.ready = "1"
      if (table.tBodies[0].rows.length > 1 && table.tHead.rows[0].cells.length > 2) new DataTable(table)
    })
  }
  window.document$ ? window.document$.subscribe(start) : addEventListener("DOMContentLoaded", start)
})()
