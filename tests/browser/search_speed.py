"""How fast a built site's search box is, in Chromium over http: for `make bench`, which compares builds with one another."""

import gzip
import http.server
import shutil
import statistics
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from search_box import OPEN, ask_box

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--enable-precise-memory-info"]


class _Server:
    """Serves a folder, text gzipped, and counts the bytes sent."""

    def __init__(self, folder: Path) -> None:
        outer, self.sent, self.cache = self, 0, {}

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, directory=str(folder), **kwargs)

            def do_GET(self):
                path = Path(self.translate_path(self.path))
                path = path / "index.html" if path.is_dir() else path
                if not path.is_file():
                    return self.send_error(404)
                if path not in outer.cache:
                    outer.cache[path] = gzip.compress(path.read_bytes(), 6)
                body = outer.cache[path]
                self.send_response(200)
                self.send_header("Content-Type", self.guess_type(str(path)))
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                outer.sent += len(body)

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


# Pagefind has no worker to type into from Material's box: the page asks it, and reads the five best, as its own box does.
PAGEFIND = """async question => {
  const started = performance.now(), it = window.it ??= await import('/pagefind/pagefind.js')
  const found = await it.search(question)
  await Promise.all(found.results.slice(0, 5).map(r => r.data()))
  return performance.now() - started }"""


# The moment the first result is in the list, seen from within: what waits outside looks only every half second.
WATCH = """() => { window.first = new Promise(done => {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('li.md-search-result__item')) return
    watch.disconnect()
    done(performance.now())
  })
  watch.observe(document.querySelector('[data-md-component=search-result]'), { childList: true, subtree: true }) }) }"""


def measure(folder: Path, questions: list[str], pagefind: bool = False) -> dict[str, float]:
    """ms from navigation to the first results of a reader who types at once, ms from key to results, heap, bytes.

    Of Pagefind's heap only the page's own part is seen, of the others' the worker's.
    """
    def first_results(page) -> float:
        if pagefind:
            page.evaluate(PAGEFIND, "lambda")
            return page.evaluate("performance.now()")
        page.evaluate(WATCH)
        page.evaluate(OPEN)
        page.keyboard.type("lambda")
        return page.evaluate("first")

    def ask(page, question: str) -> float | None:
        return page.evaluate(PAGEFIND, question) if pagefind else ask_box(page, question, server.address, 40).ms

    server = _Server(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=QUIET)
        first = []
        for _ in range(5):
            page = browser.new_context().new_page()
            server.sent = 0
            page.goto(server.address, wait_until="domcontentloaded")
            first.append(first_results(page))
            loaded = server.sent
        ask(page, "warm")
        times = sorted(ms for q in questions for end in range(max(1, len(q) - 3), len(q) + 1) if (ms := ask(page, q[:end])) is not None)
        heap = sum(w.evaluate("performance.memory ? performance.memory.usedJSHeapSize : 0") for w in page.workers) or page.evaluate("performance.memory.usedJSHeapSize")
        browser.close()
    server.server.shutdown()
    return {"first": statistics.median(first), "p50": times[len(times) // 2], "p95": times[int(len(times) * .95)], "heap": heap / 1e6, "bytes": loaded}
