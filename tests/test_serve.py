"""`mkdocs serve` on the mini project: edits show up, mistakes are shown and survived, and mending them is enough."""

import socket
import subprocess
import time
import urllib.request

import pytest

from support import environment, mkdocs

TABLE, HOME, DISKS = "data/tables/disks.yml", "/", "/area/disks/"


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, root, port):
        self.address = f"http://127.0.0.1:{port}"
        self.log = (root / "serve.log").open("w")
        self.process = subprocess.Popen([mkdocs(), "serve", "--dev-addr", f"127.0.0.1:{port}"], cwd=root, env=environment(),
                                        stdout=self.log, stderr=subprocess.STDOUT)

    def get(self, path):
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            return ""

    def wait_for(self, path, words, there=True, seconds=30):
        """Ask until the page has the words (or has them no more)."""
        end = time.monotonic() + seconds
        page = ""
        while time.monotonic() < end:
            assert self.process.poll() is None, "the server died"
            page = self.get(path)
            if page and (words in page) == there:
                return page
            time.sleep(0.2)
        raise AssertionError(f"{words!r} {'never came' if there else 'never went'}; the page says: {page[-3000:]}")


@pytest.fixture
def server(project):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Server(project.root, port)
    yield running
    running.process.terminate()
    running.process.wait(10)
    running.log.close()


BREAKS = [
    (TABLE, "medium: SSD", "medium: ssd", "Did you mean &#x27;SSD&#x27;?"),
    (TABLE, "columns:", "columns: [", "not valid YAML"),
    ("docs/index.md", 'fact("disks"', 'fakt("disks"', "unknown macro or variable"),
    ("docs/index.md", "area/disks.md#fast-disks", "area/discs.md", "leads to no page"),
    ("macros/render.py", "def fact(", "def fact((", "macros/render.py:"),
    ("macros/render.py", '    """One cell as words inside a sentence."""', "    1 / 0", "division by zero"),
]


def test_edits_show_and_mistakes_are_survived(project, server):
    server.wait_for(HOME, "80,000 operations")

    project.change(TABLE, "iops: 80_000", "iops: 90_000")
    server.wait_for(HOME, "90,000 operations")
    project.change("macros/render.py", 'return _escape(show(row.cells[column.key], column))', 'return "about " + _escape(show(row.cells[column.key], column))')
    server.wait_for(HOME, "about 90,000 operations")

    for path, old, new, told in BREAKS:
        before = project.read(path)
        project.change(path, old, new)
        server.wait_for(HOME, told)
        project.write(path, before)
        server.wait_for(HOME, "kb-mistakes", there=False)
    assert "about 90,000 operations" in server.get(HOME)
    assert "Kinds of disk" in server.get(DISKS)
    assert "Traceback" not in (project.root / "serve.log").read_text()


def test_a_server_started_on_a_mistake_shows_it(project):
    project.change(TABLE, "medium: SSD", "medium: ssd")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Server(project.root, port)
    try:
        running.wait_for(HOME, "Did you mean")
        project.change(TABLE, "medium: ssd", "medium: SSD")
        running.wait_for(HOME, "80,000 operations")
    finally:
        running.process.terminate()
        running.process.wait(10)


@pytest.mark.parametrize(("argument", "said"), [("x", "'x' is no port"), ("99999", "no port")])
def test_make_serve_refuses_what_is_no_port(argument, said, capsys):
    from tools import serve

    assert serve.main(argument) == 2 and said in capsys.readouterr().err


def test_make_serve_says_what_to_do_when_the_port_is_taken(capsys):
    from tools import serve

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve.main(str(port)) == 1
    assert f"Port {port} is taken" in capsys.readouterr().err
