"""The code on the pages: what is shown as JSON parses, templates pass cfn-lint, Python compiles, shell has no open quote."""

import ast
import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from support import ROOT

CFN_LINT = str(Path(sys.executable).parent / "cfn-lint")
_FENCE = re.compile(r"^(?P<indent> *)```(?P<lang>[\w-]+)[^\n]*\n(?P<code>.*?)^(?P=indent)```\s*$", re.MULTILINE | re.DOTALL)


def samples(*languages):
    """(where, code) of every sample in some languages."""
    found = []
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        for match in _FENCE.finditer(text):
            if match["lang"] in languages:
                found.append((f"{path.relative_to(ROOT)}:{text[:match.start()].count(chr(10)) + 1}", textwrap.dedent(match["code"])))
    return found


def test_the_pages_have_samples_of_every_kind():
    assert all(len(samples(language)) >= 10 for language in ("json", "bash", "yaml", "python"))


@pytest.mark.parametrize(("where", "code"), samples("json"))
def test_json_parses(where, code):
    json.loads(code)


@pytest.mark.parametrize(("where", "code"), samples("python"))
def test_python_compiles(where, code):
    ast.parse(code)


@pytest.mark.parametrize(("where", "code"), samples("bash", "sh", "console"))
def test_shell_is_whole(where, code):
    done = subprocess.run(["bash", "-n"], input=code, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{where}: {done.stderr}"


def test_templates_pass_cfn_lint(tmp_path):
    templates = [(where, code) for where, code in samples("yaml", "json") if re.search(r'^"?Resources"?:|"Resources"\s*:', code, re.MULTILINE)]
    assert len(templates) >= 5
    names = {}
    for n, (where, code) in enumerate(templates):
        file = tmp_path / f"template-{n}.{'json' if code.lstrip().startswith('{') else 'yaml'}"
        file.write_text(code, encoding="utf-8")
        names[file.name] = where
    done = subprocess.run([CFN_LINT, "--format", "parseable", "--non-zero-exit-code", "error", *map(str, sorted(tmp_path.iterdir()))],
                          capture_output=True, text=True, check=False)
    said = re.sub(r"\S*(template-\d+\.\w+)", lambda m: names.get(m[1], m[1]), done.stdout)
    assert done.returncode == 0, said


def test_the_template_for_hosting_passes_cfn_lint():
    done = subprocess.run([CFN_LINT, "deploy/cloudfront.yml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout


def test_the_workflows_have_no_finding():
    done = subprocess.run([str(Path(sys.executable).parent / "zizmor"), "--offline", ".github/workflows"],
                          cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
