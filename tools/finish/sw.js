/* Keeps one whole version of the site for use without a network.
   Pages come from the network first, so that the first visit after a deployment shows the new text; files with a content
   hash in their name come from the cache first. A version is complete or not there at all: every file is compared with its
   digest before the version counts. */
const VERSION = "__VERSION__"
const FILES = __FILES__
const CACHE = `kb-${VERSION}`, PREFIX = "kb-", BATCH = 6, PAUSE = 2000, PATIENCE = 4000
const root = new URL("./", self.location.href).href
const hashed = url => /\.[0-9a-f]{8,}\.(min\.)?(js|css)$/.test(url.pathname)

const digest = async body => [...new Uint8Array(await crypto.subtle.digest("SHA-256", body))]
  .map(byte => byte.toString(16).padStart(2, "0")).join("").slice(0, 16)

async function take(cache, name) {
  const url = new URL(name, root).href
  if (await cache.match(url)) return
  const before = await caches.match(url)                               // an older version may hold the same bytes
  if (before && await digest(await before.clone().arrayBuffer()) === FILES[name]) return cache.put(url, before)
  const answer = await fetch(url, { cache: "no-cache" })
  const body = await answer.clone().arrayBuffer()
  if (await digest(body) !== FILES[name]) throw new Error(`${name} is of another version`)
  const { headers } = answer                                           // a redirected answer may not serve a navigation
  await cache.put(url, new Response(body, { status: 200, headers: { "Content-Type": headers.get("Content-Type") || "" } }))
}

async function install() {
  await new Promise(done => setTimeout(done, PAUSE))                   // the page goes first, and the reader who searches at once
  const cache = await caches.open(CACHE)
  const names = Object.keys(FILES)
  for (let n = 0; n < names.length; n += BATCH) await Promise.all(names.slice(n, n + BATCH).map(name => take(cache, name)))
}

/* A new version waits until no page of the old one is open, or until the only open page asks and is of the new version itself:
   it then tells one of its scripts, and that is one of ours. */
addEventListener("install", event => event.waitUntil(install()))
addEventListener("message", event => event.data.script && FILES[event.data.script.slice(root.length)] && event.waitUntil(
  self.clients.matchAll({ includeUncontrolled: true }).then(pages => pages.length > 1 ? null : self.skipWaiting())))
addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
  await self.clients.claim()
})()))

/* Only what this version holds: another one may be half installed. */
const own = address => caches.open(CACHE).then(cache => cache.match(address))
/* The address a file is kept under: without the query, and without index.html. */
const kept = url => `${url.origin}${url.pathname.replace(/(^|\/)index\.html$/, "$1")}`

async function page(request, url) {
  const cached = () => own(kept(url))
  const network = fetch(request)
  network.catch(() => {})
  try {
    const late = new Promise((_, fail) => setTimeout(fail, PATIENCE))
    return await Promise.race([network, (await cached()) ? late : new Promise(() => {})])
  } catch {
    return await cached() || (await slashed(url)) || await lost()
  }
}

/* /storage/ebs is /storage/ebs/ on every host; the same without one. */
async function slashed(url) {
  return url.pathname.endsWith("/") || !await own(`${kept(url)}/`) ? null : Response.redirect(`${kept(url)}/${url.search}`, 301)
}

async function lost() {
  const answer = await own(new URL("404.html", root).href)
  return answer ? new Response(answer.body, { status: 404, headers: answer.headers }) : Response.error()
}

addEventListener("fetch", event => {
  const { request } = event, url = new URL(request.url)
  if (request.method !== "GET" || !url.href.startsWith(root)) return
  if (hashed(url)) event.respondWith(own(kept(url)).then(answer => answer || fetch(request)))
  else if (request.mode === "navigate" || /(\/|\.html)$/.test(url.pathname)) event.respondWith(page(request, url))
  else event.respondWith(fetch(request).catch(async () => await own(kept(url)) || Response.error()))
})
