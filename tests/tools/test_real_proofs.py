"""The proofs of the real data: they hold, each of them can fail, and an old release shows what AWS changed since."""

import os
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal

import pytest

from macros import load
from macros.quantities import Quantity
from support import ROOT
from tools import artefacts, verify
from tools.proofs import FAILURES, Outcome, judge

OLD_BOTOCORE = ROOT / ".cache" / "botocore-1.40.0"


@pytest.fixture(scope="module")
def catalog():
    return load.catalog(ROOT)[0]


@pytest.fixture(scope="module")
def results(catalog):
    return verify.results(catalog.tables.values(), catalog.services.values())


def test_every_proof_holds(results):
    assert len(results) > 300
    assert not [r.line for r in results if r.outcome in FAILURES]
    assert Counter(r.outcome for r in results)[Outcome.SKIPPED] == 0, "a package that proofs need is not installed"


def other(value):
    """A value of the same kind that is not this one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, Quantity):
        return Quantity(value.amount * 2 + 1, value.unit)
    if isinstance(value, Decimal):
        return value * 2 + 1
    if isinstance(value, tuple):
        return (*value, "something else")
    if re.fullmatch(r"\d+", str(value)):
        return str(int(value) + 1)
    return f"not {value}"


def test_each_proof_drifts_when_its_cell_is_doctored(results):
    blind = []
    for result in results:
        if result.table is None or result.outcome is not Outcome.OK:
            continue
        proof, table = result.proof, result.table
        value, column = table.rows[proof.row].cells[proof.column], table.column(proof.column)
        if judge(other(value), column, proof, artefacts.text(proof.at))[0] is not Outcome.DRIFT:
            blind.append(result.line)
    assert not blind, "\n".join(blind)


def test_each_captured_figure_drifts_when_the_text_is_doctored(results):
    """Change the captured words in AWS's text: the proof must not hold any longer."""
    blind = []
    for result in results:
        proof, table = result.proof, result.table
        if table is None or result.outcome is not Outcome.OK or not re.compile(proof.find).groups:
            continue
        text = artefacts.text(proof.at)
        start, end = re.search(proof.find, text).span(1)
        captured = text[start:end]
        changed = re.sub(r"\d[\d,.]*", lambda m: m[0][0] + "7" + m[0][1:], captured, count=1) if captured[0].isdigit() else "zzz"
        value, column = table.rows[proof.row].cells[proof.column], table.column(proof.column)
        if judge(value, column, proof, text[:start] + changed + text[end:])[0] is Outcome.OK:
            blind.append(result.line)
    assert not blind, "\n".join(blind)


def test_an_old_release_shows_what_aws_changed_since():
    if not OLD_BOTOCORE.exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes",
                   "--target", OLD_BOTOCORE, "-r", ROOT / "tests" / "old-botocore.txt"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    done = subprocess.run([sys.executable, "-m", "tools.verify", "--newer-is-fine"], cwd=ROOT, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(OLD_BOTOCORE)}, check=False)
    assert done.returncode == 1 and "botocore 1.40.0" in done.stdout and "Traceback" not in done.stderr
    drifted = [line for line in done.stdout.splitlines() if ": drift: " in line]
    assert any("table 'ebs-volume-types', row 'gp3', column 'max_iops': the table says '80,000'" in line and "says '16,000'" in line for line in drifted)
    assert len(drifted) >= 5
