"""Open or update the one issue that lists what AWS changed: `python -m tools.report_drift report.json`.

The report is what `make verify` writes with --report. The issue is found by its label; when nothing drifts any longer it is closed.
Talks to GitHub through its own command, gh, which the workflow's token lets in.
"""

import json
import subprocess
import sys
from pathlib import Path

LABEL = "drift"
TITLE = "AWS's models no longer say what the data says"


def body(failures: list[dict]) -> str:
    """The text of the issue: a row for each failure, with the line to edit."""
    rows = [f"| `{f['file']}:{f['line']}` | {f['what']} | {_cell(f['holds'])} | {_cell(f['says'])} | {f['outcome']} |" for f in failures]
    return "\n".join([
        f"{len(failures)} proofs fail against the newest published packages.", "",
        "**drift**: the package states another figure; compare with AWS's page, change the cell, set `checked`, and add the old value to `data/changes/`.",
        "**lost**: the text was reworded or removed; read it (`make text AT=<locator>`) and mend the pattern.", "",
        "| Edit | What | The data says | The package says | Outcome |", "| --- | --- | --- | --- | --- |", *rows, "",
        "Run `make verify LATEST=1` for the same list; `make lock` takes the newer packages."])


def main(argv: list[str]) -> int:
    """Bring the issue in line with a report; the exit status is 1 when gh refused."""
    failures = json.loads(Path(argv[0]).read_text(encoding="utf-8"))
    open_issues = json.loads(_gh("issue", "list", "--label", LABEL, "--state", "open", "--json", "number") or "[]")
    number = str(open_issues[0]["number"]) if open_issues else ""
    if failures and number:
        _gh("issue", "edit", number, "--body-file", "-", text=body(failures))
    elif failures:
        _gh("label", "create", LABEL, "--force", "--description", "A proof fails against AWS's newest models")
        _gh("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", "-", text=body(failures))
    elif number:
        _gh("issue", "close", number, "--comment", "Every proof holds again.")
    print(f"{len(failures)} failing proofs reported." if failures else "Every proof holds.")
    return 0


def _gh(*arguments: str, text: str = "") -> str:
    return subprocess.run(["gh", *arguments], input=text, capture_output=True, text=True, check=True).stdout


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"gh refused: {error.stderr.strip() or error}")
    except (OSError, IndexError, ValueError) as error:
        sys.exit(f"python -m tools.report_drift <report>: {error}")
