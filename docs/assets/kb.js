/* Small things Material leaves out. */
(() => {
  /* Names, for people who do not see the page, for the copy-button bars of code blocks. */
  const name = () => document.querySelectorAll("nav.md-code__nav:not([aria-label])")
    .forEach(nav => nav.setAttribute("aria-label", `Code block ${nav.parentElement.id.replace(/\D/g, "") || ""} actions`))
  new MutationObserver(name).observe(document.documentElement, { childList: true, subtree: true })
  name()

  /* A button with data-kb-search opens the search with that question. */
  addEventListener("click", event => {
    const button = event.target.closest && event.target.closest("[data-kb-search]")
    if (!button) return
    const query = document.querySelector("[data-md-component=search-query]")
    const toggle = document.getElementById("__search")
    if (!toggle.checked) toggle.click()
    query.value = button.dataset.kbSearch
    query.focus()
    query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  })

  /* The search index is fetched when the reader turns to the search box, so that it is there with the first letter. */
  const warm = event => {
    if (!(event.target.closest && event.target.closest("[data-md-component=search], [for=__search], [data-kb-search]")) || location.protocol === "file:") return
    removeEventListener("pointerover", warm); removeEventListener("focusin", warm)
    const base = new URL(JSON.parse(document.getElementById("__config").textContent).base, location.href)
    for (const file of ["search/kb-index.js", "assets/vendor/minisearch/minisearch.js", "assets/search/words.js", "assets/search/engine.js"])
      document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: new URL(file, `${base}/`) }))
  }
  addEventListener("pointerover", warm); addEventListener("focusin", warm)
})()
