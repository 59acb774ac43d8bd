/* The search worker. Speaks the four messages of Material's search (setup, ready, query, result); the engine under it is
   MiniSearch, the knowledge comes from search/kb-index.js. The index is loaded with the first question, not before. */
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const framed = typeof document !== "undefined"                         // on file:// the worker runs in a frame
const here = framed ? document.querySelector("script[src]").src : self.location.href
const root = here.replace(/assets\/search\/worker[^/]*$/, "")

let engine = null
const ready = () => engine ??= Promise.resolve(importScripts(
  `${root}assets/vendor/minisearch/minisearch.js`, `${root}assets/search/words.js`, `${root}assets/search/engine.js`, `${root}search/kb-index.js`
)).then(() => self.KbSearch(self.KB_INDEX))

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) {
    postMessage({ type: READY })
  } else if (message.type === QUERY) {
    let data = { items: [] }
    try {
      data = message.data.trim() ? (await ready()).search(message.data) : data
    } catch (error) {
      console.error("search:", error)
    }
    postMessage({ type: RESULT, data })
  }
})
