/* Small things Material leaves out: names, keys, the way into search, the installed app. */
(() => {
  const $ = (selector, root = document) => root.querySelector(selector)
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(`kb.${key}`)) } catch { return null } },
    set(key, value) { try { localStorage.setItem(`kb.${key}`, JSON.stringify(value)) } catch { /* private mode */ } },
  }
  const base = () => new URL(JSON.parse($("#__config").textContent).base.replace(/\/?$/, "/"), location.href)   // "/" on the 404 page
  /* The address of a page, as mkdocs spells it there: "reference/ports", or "reference/limits/" for the index of a folder. */
  const page = path => new URL(location.protocol === "file:" ? path.replace(/\/$/, "/index") + ".html" : path.replace(/\/?$/, "/"), base())
  const typing = node => node && node.matches && node.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")

  /* Names, for people who do not see the page, and keys, for those without a mouse. */
  const mend = () => {
    document.querySelectorAll("nav.md-code__nav:not([aria-label])")
      .forEach(nav => nav.setAttribute("aria-label", `Code block ${nav.parentElement.id.replace(/\D/g, "") || ""} actions`))
    document.querySelectorAll("nav.md-nav[aria-labelledby]").forEach(nav => {       // its label holds an icon only where the area has a page
      const title = $(":scope > .md-nav__title", nav)
      if (title) { nav.removeAttribute("aria-labelledby"); nav.setAttribute("aria-label", title.textContent.trim()) }
    })
    document.querySelectorAll("label.md-header__button[for^=__]:not(.kb-replaced)").forEach(label => {
      const name = { __drawer: "Open the navigation", __search: "Search" }[label.htmlFor]
      if (!name) return
      const button = document.createElement("button")                  // a label takes no focus
      Object.assign(button, { type: "button", className: label.className })
      button.setAttribute("for", label.htmlFor)                          // Material's styles ask for it
      button.setAttribute("aria-label", name)
      button.append(...[...label.children].map(child => child.cloneNode(true)))
      button.addEventListener("click", () => label.click())
      label.classList.add("kb-replaced")
      label.before(button)
    })
  }
  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true })
  mend()
  /* Ctrl-K or Cmd-K opens the search; single keys (/ s f n p , .) can be switched off in the footer (WCAG 2.1.4). */
  const openSearch = question => {
    const query = $("[data-md-component=search-query]"), toggle = $("#__search")
    if (!toggle.checked) toggle.click()
    query.focus()
    if (question === undefined) return
    query.value = question
    query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
    query.dispatchEvent(new Event("input", { bubbles: true }))
  }
  addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault()
      openSearch()
    } else if (store.get("shortcuts") === false && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !typing(event.target)) event.stopPropagation()
  }, true)
  const showShortcuts = () => document.querySelectorAll("[data-kb-shortcuts]").forEach(button => {
    const on = store.get("shortcuts") !== false
    button.hidden = false
    button.setAttribute("aria-pressed", on)
    button.textContent = `Keyboard shortcuts: ${on ? "on" : "off"}`
  })
  addEventListener("click", event => {
    const find = selector => event.target.closest && event.target.closest(selector)
    const search = find("[data-kb-search]")
    if (search) openSearch(search.dataset.kbSearch || undefined)
    if (find("[data-kb-shortcuts]")) { store.set("shortcuts", store.get("shortcuts") === false); showShortcuts() }
    if (find("[data-kb-forget]")) forget(find("[data-kb-forget]"))
  })

  /* The 404 page looks up the words of the address. */
  const lost = () => {
    const place = $("[data-kb-lost]")
    if (!place || !place.hidden) return
    const words = decodeURIComponent(location.pathname.slice(base().pathname.length)).replace(/\.html?$|index/g, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean)
    if (!words.length) return
    const button = $("button", place)
    button.dataset.kbSearch = button.textContent = words.join(" ")
    place.hidden = false
    openSearch(words.join(" "))
  }

  /* The installed app: only a finished site names a manifest. */
  const script = document.currentScript.src
  const takeOver = worker => worker && worker.state === "installed" && worker.postMessage({ script })
  if ($("link[rel=manifest]") && "serviceWorker" in navigator && location.protocol.startsWith("http"))
    addEventListener("load", () => navigator.serviceWorker.register(new URL("sw.js", base())).then(it => {
      takeOver(it.waiting)
      it.addEventListener("updatefound", () => { const worker = it.installing; worker.addEventListener("statechange", () => takeOver(worker)) })
    }, () => {}))
  const forget = async button => {
    for (const name of await caches.keys()) await caches.delete(name)
    for (const it of await navigator.serviceWorker.getRegistrations()) await it.unregister()
    localStorage.clear()
    button.textContent = "Everything this site stored is gone"
  }

  const start = () => { showShortcuts(); lost() }
  window.document$ ? window.document$.subscribe(start) : addEventListener("DOMContentLoaded", start)
  window.kb = { $, store, base, page, openSearch }
})()
