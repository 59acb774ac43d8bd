"""A strict Content-Security-Policy: the page's own scripts by their hashes, nothing inline, no other host."""

import base64
import hashlib
import html
import re
from pathlib import Path

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL)
_DATA = re.compile(r"""type=["']?(?:application/(?:json|ld\+json)|text/plain)""")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}


def hashes(folder: Path) -> list[str]:
    """The CSP hashes of all inline scripts of all pages, sorted."""
    found = set()
    for page in folder.rglob("*.html"):
        for attributes, script in _INLINE.findall(page.read_text(encoding="utf-8")):
            if not _DATA.search(attributes):
                found.add(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode())
    return [f"'sha256-{digest}'" for digest in sorted(found)]


def policy(scripts: list[str]) -> dict[str, str]:
    """The directives. `data:` images are the icons inside Material's style sheets."""
    return {
        "default-src": "'none'", "script-src": " ".join(["'self'", *scripts]), "style-src": "'self'", "img-src": "'self' data:",
        "font-src": "'self'", "connect-src": "'self'", "worker-src": "'self'", "manifest-src": "'self'", "base-uri": "'self'",
        "form-action": "'self'", "frame-ancestors": "'none'",
    }


def apply(folder: Path, headers: Path) -> str:
    """Put the policy into every page, for hosts that cannot send headers, and write it for those that can."""
    directives = policy(hashes(folder))
    sent = "; ".join(f"{name} {value}" for name, value in directives.items())
    # A page cannot say who may frame it; a header can.
    said = "; ".join(f"{name} {value}" for name, value in directives.items() if name != "frame-ancestors")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(said)}">'
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"(<meta charset=[^>]*>)", lambda m: m[1] + tag, text, count=1), encoding="utf-8")
    headers.mkdir(parents=True, exist_ok=True)
    lines = [f'add_header {name} "{value}" always;' for name, value in {"Content-Security-Policy": sent, **HEADERS}.items()]
    (headers / "nginx-headers.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (headers / "csp.txt").write_text(sent + "\n", encoding="utf-8")
    return f"Content-Security-Policy with {directives['script-src'].count('sha256-')} script hashes, for a host to send: {headers}"
