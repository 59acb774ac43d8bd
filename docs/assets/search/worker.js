/* The search worker. Speaks the four messages of Material's search (setup, ready, query, result), and one of ours: wake. The
   engine under it is MiniSearch, the knowledge comes from search/kb-index.js. Nothing of it is loaded before it is wanted. */
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, WAKE = "wake"
const framed = typeof document !== "undefined"                         // on file:// the worker runs in a frame, and nothing can be fetched
const here = framed ? document.querySelector("script[src]").src : self.location.href
const root = here.replace(/assets\/search\/worker[^/]*$/, "")

let engine = null, questions = 0
const load = async () => {
  const file = `${root}search/kb-index.js`                             // fetched beside the scripts, and read faster as JSON than as a script
  const index = framed ? null : fetch(file).then(answer => answer.text()).then(text => JSON.parse(text.slice(text.indexOf("{"))))
  await importScripts(`${root}assets/vendor/minisearch/minisearch.js`, `${root}assets/search/words.js`, `${root}assets/search/units.js`,
    `${root}assets/search/question.js`, `${root}assets/search/results.js`, `${root}assets/search/engine.js`)
  if (framed) await importScripts(file)
  return self.KbSearch(framed ? self.KB_INDEX : await index)
}
const ready = () => engine ??= load().catch(error => { engine = null; throw error })   // a lost connection is tried again

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) {
    postMessage({ type: READY })
  } else if (message.type === WAKE) {
    ready().catch(() => {})
  } else if (message.type === QUERY) {
    const question = ++questions
    let data = { items: [] }
    try {
      if (message.data.trim()) {
        const it = await ready()
        if (question < questions) return                                // typed on while the engine was made ready
        data = it.search(message.data)
      }
    } catch (error) {
      console.error("search:", error)
    }
    postMessage({ type: RESULT, data })
  }
})
