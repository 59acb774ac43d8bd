/* What Material leaves out for people who do not see the page: names for the copy-button bars of code blocks. */
(() => {
  const name = () => document.querySelectorAll("nav.md-code__nav:not([aria-label])")
    .forEach(nav => nav.setAttribute("aria-label", `Code block ${nav.parentElement.id.replace(/\D/g, "") || ""} actions`))
  new MutationObserver(name).observe(document.documentElement, { childList: true, subtree: true })
  name()
})()
