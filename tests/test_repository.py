"""What the repository promises beside its pages: locked packages, known browser parts, clean code and spelling."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support import ROOT

VENDOR = ROOT / "docs/assets/vendor"
# Terms, patterns that quote AWS's own text, and words misspelt on purpose.
FINE = "fo,nd,strat,cach,gir,orginal,cant,doesnt,isnt,whats,sise,sampels,secuirty,gruop"


def command(name: str) -> Path:
    """A command installed beside this Python."""
    return Path(sys.executable).parent / name


def test_every_vendored_part_is_what_its_list_says():
    listed = yaml.safe_load((VENDOR / "vendored.yml").read_text(encoding="utf-8"))
    assert {p.relative_to(VENDOR).as_posix() for p in VENDOR.rglob("*.js")} == set(listed)
    for path, part in listed.items():
        assert hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() == part["sha256"], f"{path} is not {part['package']} {part['version']}"
        assert (VENDOR / path).with_name("LICENSE").exists(), f"the licence of {part['package']} is not beside it"


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/requirements.txt", "tests/old-botocore.txt"])
def test_every_package_is_pinned_with_hashes(lock):
    text = re.sub(r"\\\n", " ", (ROOT / lock).read_text(encoding="utf-8"))
    packages = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert packages
    for line in packages:
        assert re.match(r"[\w.\[\]-]+==\S+", line) and "--hash=sha256:" in line, line


def test_the_code_has_none_of_the_common_mistakes():
    done = subprocess.run([command("ruff"), "check", "--no-cache", "--output-format", "concise", ROOT], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_nothing_is_misspelt():
    places = ["docs", "data", "macros", "tools", "tests", "deploy", "theme", "diagrams", "README.md", "CONTRIBUTING.md", "mkdocs.yml", "mkdocs_hooks.py", "Makefile"]
    done = subprocess.run([command("codespell"), "-L", FINE, "--skip", "*.svg,*.png,*/vendor/*,*.jsonl,data/notes-lines.txt,*.pyc", *places],
                          cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
