"""The weekly report: verify runs on a doctored figure, and a stand-in for gh notes what would be asked of GitHub."""

import json
import os
import subprocess
import sys

import pytest

from support import ROOT
from tools import verify

TABLE = "data/tables/disks.yml"
GH = """#!{python}
import json, pathlib, sys
log = pathlib.Path({log!r})
log.write_text((log.read_text() if log.exists() else "") + json.dumps([sys.argv[1:], sys.stdin.read()]) + "\\n")
if sys.argv[1:3] == ["issue", "list"]: print({issues!r})
"""


@pytest.fixture
def report(project, tmp_path, capsys):
    """Run verify on the mini project, then the report with a stand-in gh; gives the calls made."""
    def run(issues="[]"):
        gh, log, file = tmp_path / "bin" / "gh", tmp_path / "log", tmp_path / "report.json"
        gh.parent.mkdir(exist_ok=True)
        gh.write_text(GH.format(python=sys.executable, log=str(log), issues=issues))
        gh.chmod(0o755)
        log.unlink(missing_ok=True)
        verify.main(["--root", str(project.root), "--report", str(file)])
        done = subprocess.run([sys.executable, "-m", "tools.report_drift", file], cwd=ROOT, capture_output=True, text=True,
                              env={**os.environ, "PATH": f"{gh.parent}:{os.environ['PATH']}"}, check=False)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in log.read_text().splitlines()]
    return run


def test_a_drift_opens_one_issue_with_the_line_to_edit(project, report):
    project.change(TABLE, "iops: 80_000", "iops: 16_000")
    calls = report()
    assert [c[0][:2] for c in calls] == [["issue", "list"], ["label", "create"], ["issue", "create"]]
    text = calls[-1][1]
    assert f"`{TABLE}:{project.line_of(TABLE, 'cell: fast.iops')}`" in text and "| 16,000 | '80,000' | drift |" in text


def test_a_second_drift_updates_the_same_issue(project, report):
    project.change(TABLE, "iops: 80_000", "iops: 16_000")
    calls = report('[{"number": 7}]')
    assert calls[-1][0][:3] == ["issue", "edit", "7"] and "drift" in calls[-1][1]


def test_when_all_holds_again_the_issue_is_closed(report):
    assert report('[{"number": 7}]')[-1][0][:3] == ["issue", "close", "7"]
    assert len(report()) == 1


def test_a_report_that_is_not_there_is_a_clear_line():
    done = subprocess.run([sys.executable, "-m", "tools.report_drift", "nowhere.json"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "nowhere.json" in done.stderr and "Traceback" not in done.stderr
