"""`make offline`: build the site so that it works opened from disk, into dist/aws-notes/ and a zip of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

DIST = Path("dist")
NAME = "aws-notes"


def main() -> int:
    """Build, then pack. The exit status is that of the build."""
    target = DIST / NAME
    mkdocs = Path(sys.executable).parent / "mkdocs"
    status = subprocess.run([mkdocs, "build", "--quiet", "--site-dir", target], env={**os.environ, "OFFLINE": "true"}, check=False).returncode
    if status == 0:
        shutil.make_archive(str(target), "zip", DIST, NAME)
        print(f"Open {target}/index.html in a browser, or hand out {target}.zip.")
    return status


if __name__ == "__main__":
    sys.exit(main())
