/* Where a figure comes from, on demand: point at it, tap it, or walk through a table's cells with the arrow keys. */
(() => {
  const tip = Object.assign(document.createElement("div"), { className: "kb-tip", id: "kb-tip", hidden: true })
  tip.setAttribute("role", "tooltip")
  let described = null

  const hide = () => {
    tip.hidden = true
    if (described) described.removeAttribute("aria-describedby")
    described = null
  }

  /* The sources of a cell: its column's own, else its row's; their titles stand in the line under the table. */
  const sources = (table, cell) => {
    const head = table.tHead.rows[0].cells[cell.cellIndex]
    const keys = (head.dataset.source || cell.parentNode.dataset.source || "").split(" ").filter(Boolean)
    let line = table.closest(".kb-frame").nextElementSibling
    while (line && !line.matches(".kb-provenance")) line = line.nextElementSibling
    return keys.map(key => line && line.querySelector(`a[data-source="${key}"]`)).filter(Boolean).map(a => a.textContent)
  }

  const explain = cell => {
    hide()
    const table = cell.closest("table"), read = cell.parentNode.dataset.checked || table.dataset.checked, from = sources(table, cell)
    const how = cell.dataset.state === "proved" ? `Proved by machine against ${table.dataset.against || "AWS’s models"}.` : cell.dataset.state === "dated" ? "Read by hand." : ""
    tip.textContent = [how, from.length ? `Source: ${from.join(", ")}.` : "", read ? `Checked ${read}.` : ""].filter(Boolean).join(" ")
    const box = cell.getBoundingClientRect()
    tip.hidden = false
    tip.style.left = `${Math.min(Math.max(8, box.left + scrollX), scrollX + document.documentElement.clientWidth - tip.offsetWidth - 8)}px`
    const below = box.bottom + tip.offsetHeight + 8 < innerHeight
    tip.style.top = `${below ? box.bottom + scrollY + 4 : box.top + scrollY - tip.offsetHeight - 4}px`
    cell.setAttribute("aria-describedby", "kb-tip")
    described = cell
  }

  const cellOf = event => event.target.closest && event.target.closest("table.kb-data[data-name] tbody td")
  for (const kind of ["pointerover", "focusin", "click"]) document.addEventListener(kind, event => {
    const cell = cellOf(event)
    if (cell !== described) cell ? explain(cell) : hide()
  })

  /* Arrow keys inside a table's frame move from cell to cell; Tab goes past the table as before. */
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") return hide()
    const frame = event.target.closest && event.target.closest(".kb-frame"), step = STEPS[event.key]
    if (!frame || !step || event.target.matches("input, select, summary")) return
    const table = frame.querySelector("table.kb-data"), rows = [...table.tBodies[0].rows].filter(row => !row.hidden)
    const at = event.target.closest("tbody td, tbody th")
    let cell = rows[0] && rows[0].cells[1]
    if (at) {
      const columns = [...at.parentNode.cells].filter(c => !c.hidden)
      const row = rows[Math.min(Math.max(rows.indexOf(at.parentNode) + step[0], 0), rows.length - 1)]
      cell = row.cells[columns[Math.min(Math.max(columns.indexOf(at) + step[1], 0), columns.length - 1)].cellIndex]
    }
    if (!cell) return
    event.preventDefault()
    cell.tabIndex = -1
    cell.focus()
    cell.scrollIntoView({ block: "nearest", inline: "nearest" })
  })

  const start = () => document.body.append(tip)
  window.document$ ? window.document$.subscribe(() => { hide(); start() }) : addEventListener("DOMContentLoaded", start)
})()
