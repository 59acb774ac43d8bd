"""The app a reader can install: a manifest, and a service worker that keeps one whole version of the site for use offline."""

import hashlib
import json
import re
from pathlib import Path

SCRIPT, MANIFEST = "sw.js", "manifest.webmanifest"
_TEMPLATE = Path(__file__).with_name("sw.js")
# Kept for offline use: all that pages need. Left out: exports, copies for programs, and what compress.py adds.
_LEFT_OUT = re.compile(r"(\.(br|gz|md|csv|txt|map)$)|^data/|^sw\.js$")


def link_manifest(folder: Path) -> str:
    """Write the manifest and name it in every page; kb.js registers the service worker only where it finds that link."""
    manifest = {
        "name": "AWS Notes", "short_name": "AWS Notes", "start_url": ".", "scope": ".", "display": "minimal-ui",
        "description": "A searchable, offline knowledge base on AWS.", "background_color": "#ffffff", "theme_color": "#16324f",
        "icons": [{"src": "assets/icon-192.png", "sizes": "192x192", "type": "image/png"},
                  {"src": "assets/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
                  {"src": "assets/mark.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        base = json.loads(re.search(r'<script id="__config"[^>]*>(.*?)</script>', text, re.DOTALL)[1])["base"].rstrip("/")
        page.write_text(text.replace("</head>", f'<link rel="manifest" href="{base}/{MANIFEST}"></head>', 1), encoding="utf-8")
    return "a manifest in every page"


def write(folder: Path) -> str:
    """Write the service worker with the list of all files and their digests; its version is the digest of that list."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not _LEFT_OUT.search(name):
            files[re.sub(r"(^|/)index\.html$", r"\1", name) or "./"] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    listed = json.dumps(files, separators=(",", ":"))
    version = hashlib.sha256(listed.encode()).hexdigest()[:12]
    script = _TEMPLATE.read_text(encoding="utf-8").replace("__VERSION__", version).replace("__FILES__", listed)
    (folder / SCRIPT).write_text(script, encoding="utf-8")
    return f"service worker for {len(files)} files, version {version}"
