"""What tests share: a small project to break, and a server for the built site."""

import http.server
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "mini"
NAV = "nav:\n  - Home: index.md\n  - Area:\n      - area/disks.md\n      - area/reference.md\n      - area/samples.md\n      - reference/corrections.md\n"


class Project:
    """A copy of the mini project in a folder of its own, with the real code and configuration."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        """Read a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace text that must be there exactly once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def build(self, *options: str) -> subprocess.CompletedProcess:
        """Run a plain `mkdocs build`."""
        return subprocess.run([mkdocs(), "build", "--quiet", *options], cwd=self.root, capture_output=True, text=True, env=environment())

    def line_of(self, path: str, words: str) -> int:
        """The number of the first line that contains some words."""
        return next(n for n, line in enumerate(self.read(path).splitlines(), 1) if words in line)


def mkdocs() -> str:
    """The mkdocs command beside this Python."""
    return str(Path(sys.executable).parent / "mkdocs")


def environment(**more: str) -> dict[str, str]:
    """The environment for commands: no colours, no advice about other builders."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **more}


class BuiltSite:
    """A built site: its folder, its address, and its pages parsed on demand."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self.pages = sorted(folder.rglob("*.html"))

    def path(self, page: Path) -> str:
        """A page's path below the site's address, as links spell it."""
        return page.relative_to(self.folder).as_posix().removesuffix("index.html")


class Finished:
    """A finished site: `site/` and `headers/` in its folder, and the port it was built for."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port, self.address, self.server = folder, port, f"http://127.0.0.1:{port}/", None


def move(folder: Path, old: str, new: str) -> None:
    """Make a site built for one address one for another: only canonical links and the sitemap name it."""
    for path in (*folder.rglob("*.html"), folder / "sitemap.xml"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class StaticServer:
    """A plain server of one folder on a free port of the loopback address, with a real 404 page."""

    def __init__(self) -> None:
        self.folder = ""
        outer = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, directory=outer.folder, **kwargs)

            def log_message(self, *args):
                pass

            def send_error(self, code, message=None, explain=None):
                page = Path(outer.folder, "404.html")
                if code != 404 or not page.exists():
                    return super().send_error(code, message, explain)
                self.send_response(404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(page.read_bytes())

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def start(self, folder: Path) -> None:
        """Serve a folder in the background."""
        self.folder = str(folder)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
