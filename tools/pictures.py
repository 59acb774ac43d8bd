"""`make pictures`: the app icons and the preview picture from docs/assets/mark.svg, and README's picture from the built site.

Drawn with the Chromium that the browser tests use; the results are kept, so that a build needs no browser.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ASSETS = Path("docs/assets")
README_PICTURE = Path(".github/readme.png")  # not in docs/: the site does not show it
SITE = Path("dist/aws-notes")  # the copy that opens from disk
SOCIAL = """<body style="margin:0;width:1200px;height:630px;background:#16324f;color:#fff;font-family:Helvetica,Arial,sans-serif;display:grid;grid-template-columns:300px 1fr;
align-items:center"><div style="padding-left:90px">{mark}</div><div style="padding-right:80px"><div style="font-size:92px;font-weight:700">AWS Notes</div>
<div style="font-size:38px;line-height:1.35;margin-top:18px;color:#d5e2ef">Search it, study from it, take it offline.<br>Every figure with its source and date.</div></div></body>"""


def main() -> int:
    """Draw all of them; README's picture only when the copy for the disk was built."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_path:
        print("Chromium is missing. Install it (Debian, Ubuntu: sudo apt-get install chromium).", file=sys.stderr)
        return 2
    mark = (ASSETS / "mark.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for size in (192, 512):
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(f'<body style="margin:0">{mark.replace("<svg ", f"<svg style=width:{size}px;height:{size}px ", 1)}')
            page.screenshot(path=ASSETS / f"icon-{size}.png", omit_background=True)
        page.set_viewport_size({"width": 1200, "height": 630})
        page.set_content(SOCIAL.format(mark=mark.replace("<svg ", "<svg style=width:180px;height:180px ", 1)))
        page.screenshot(path=ASSETS / "social.png")
        table = SITE / "storage" / "ebs-volume-types.html"
        if table.exists():
            page.set_viewport_size({"width": 1280, "height": 760})
            page.goto(f"{table.absolute().as_uri()}#compare")
            page.wait_for_timeout(500)
            page.screenshot(path=README_PICTURE)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
