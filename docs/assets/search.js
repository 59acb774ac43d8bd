/* What the search box does beyond Material's: the question in the address, what was opened lately, corrections, nothing found. */
(() => {
  const { $, store, base, page } = window.kb
  const RECENT = 6
  const query = () => $("[data-md-component=search-query]")

  /* The worker makes itself ready when the reader turns to the box, so that it is there with the first letter. */
  const wake = event => {
    if (!(event.target.closest && event.target.closest("[data-md-component=search], [for=__search], [data-kb-search]")) || !window.kbWorker) return
    removeEventListener("pointerover", wake)
    removeEventListener("focusin", wake)
    window.kbWorker.postMessage({ type: "wake" })
  }
  addEventListener("pointerover", wake)
  addEventListener("focusin", wake)

  /* The question stands in the address as long as the box is open, so that a search can be sent. */
  const keep = () => {
    const url = new URL(location.href), open = $("#__search").checked, words = open ? query().value.trim() : ""
    if ((url.searchParams.get("q") || "") === words) return
    words ? url.searchParams.set("q", words) : url.searchParams.delete("q")
    history.replaceState(history.state, "", url)
  }

  const link = ({ href, title }) => Object.assign(document.createElement("a"), { href, textContent: title })
  const listed = (words, links) => {
    const list = document.createElement("ul")
    list.append(...links.map(one => { const item = document.createElement("li"); item.append(one); return item }))
    const box = Object.assign(document.createElement("div"), { className: "kb-search-more" })
    box.append(Object.assign(document.createElement("p"), { textContent: words }), list)
    return box
  }

  /* Under the count: recently opened results while nothing is typed, the corrected question, or help when nothing is found. */
  const more = () => {
    const meta = $(".md-search-result__meta"), asked = query().value.trim()
    if (!meta) return
    const old = $(".kb-search-more"), corrected = $(".md-search-result__list [data-kb-read-as]")
    const key = asked ? corrected ? `as ${corrected.dataset.kbReadAs}` : $(".md-search-result__item") ? "" : `none ${asked}` : "recent"
    if ((old ? old.dataset.key : "") === key) return
    if (old) old.remove()
    let box = null
    if (key === "recent") {
      const recent = store.get("recent") || []
      if (recent.length) box = listed("Opened lately", recent.map(({ path, title }) => link({ href: new URL(path, base()), title })))
    } else if (key.startsWith("as ")) {
      box = Object.assign(document.createElement("div"), { className: "kb-search-more" })
      const read = document.createElement("p")
      read.append("Did you mean ", Object.assign(document.createElement("strong"), { textContent: corrected.dataset.kbReadAs }), "?")
      box.append(read)
    } else if (key && /\S/.test(asked) && /no match/i.test(meta.textContent)) {
      box = listed("Nothing here has these words. The nearest ways in:", [["glossary", "Glossary: services, old names, abbreviations"], ["tables/", "All tables"],
        ["limits/", "Limits"], ["notes", "What is missing, and how to say so"]].map(([path, title]) => link({ href: page(`reference/${path}`), title })))
    }
    if (!box) return
    box.dataset.key = key
    meta.after(box)
  }

  /* On a phone Material holds the page still while the box is open, and with it the way to a result: it is gone when the box is closed. */
  let onTheWay = false
  new MutationObserver(() => {
    if (!onTheWay || document.body.hasAttribute("data-md-scrolllock")) return
    onTheWay = false
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target) target.scrollIntoView()
  }).observe(document.body, { attributeFilter: ["data-md-scrolllock"] })

  /* What was opened from the results is remembered, on this device only. */
  addEventListener("click", event => {
    const opened = event.target.closest && event.target.closest("a.md-search-result__link")
    if (!opened) return
    onTheWay = document.body.hasAttribute("data-md-scrolllock")
    const url = new URL(opened.href), heading = $("h1, h2", opened)
    url.searchParams.delete("h")
    const one = { path: url.href.slice(base().href.length), title: heading ? heading.textContent.trim() : url.pathname }
    store.set("recent", [one, ...(store.get("recent") || []).filter(({ path }) => path !== one.path)].slice(0, RECENT))
  })

  const start = () => {
    const root = $("[data-md-component=search-result]")
    if (!root || root.dataset.kb) return
    root.dataset.kb = "1"
    $(".md-search-result__meta", root).setAttribute("role", "status")                 // screen readers hear the count
    new MutationObserver(more).observe(root, { childList: true, subtree: true, characterData: true })
    for (const kind of ["input", "keyup", "focus"]) query().addEventListener(kind, () => { keep(); more() })
    $("#__search").addEventListener("change", () => setTimeout(keep))
  }
  window.document$ ? window.document$.subscribe(start) : addEventListener("DOMContentLoaded", start)
})()
