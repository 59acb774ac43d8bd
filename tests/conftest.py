"""What tests share: a fresh small project to break, and one strict build of the real site."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import nginx
from support import MINI, NAV, ROOT, BuiltSite, Finished, Project, StaticServer, environment, free_port, mkdocs, move
from tools.finish.__main__ import run as finish


def mini_project(root: Path) -> Project:
    """A copy of the mini project, with the real code and configuration."""
    shutil.copytree(MINI, root)
    for name in ("macros", "theme"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    shutil.copy(ROOT / "mkdocs_hooks.py", root)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"(?s)\nnav:\n.*", "\n" + NAV, config), encoding="utf-8")
    return Project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh copy of the mini project."""
    return mini_project(tmp_path / "project")


@pytest.fixture(scope="session")
def mini_site(tmp_path_factory) -> Path:
    """The mini project, built once; not to be changed."""
    project = mini_project(tmp_path_factory.mktemp("mini") / "project")
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project.root / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> BuiltSite:
    """The real site, built once with plain `mkdocs build` for the address it is then served at."""
    server = StaticServer()
    folder = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run([mkdocs(), "build", "--quiet", "--site-dir", str(folder)], cwd=ROOT, capture_output=True, text=True,
                          env=environment(SITE_URL=server.address))
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stderr == "", "a build says nothing when all is well"
    server.start(folder)
    yield BuiltSite(folder, server.address)
    server.stop()


@pytest.fixture(scope="session")
def finished(site, tmp_path_factory) -> Finished:
    """A copy of the built site, moved to an address of its own and finished."""
    folder = tmp_path_factory.mktemp("finished")
    port = free_port()
    shutil.copytree(site.folder, folder / "site")
    move(folder / "site", site.address, f"http://127.0.0.1:{port}/")
    finish(folder / "site", folder / "headers")
    return Finished(folder, port)


@pytest.fixture(scope="session")
def hosted(finished) -> Finished:
    """The finished site behind nginx with the project's own configuration."""
    lacking = nginx.missing()
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"{lacking} is not installed: make test installs it where it may")
    assert not lacking, f"{lacking} is not installed"
    finished.server = nginx.Nginx(finished.folder, finished.folder / "site", finished.folder / "headers", finished.port)
    finished.server.start()
    yield finished
    finished.server.stop()
