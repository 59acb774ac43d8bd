"""`make offline`: build the site so that it works opened from disk, into dist/aws-notes/ and a zip of it with its version.

The version is the day of the last commit (SOURCE_DATE_EPOCH); the same sources give the same bytes.
"""

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

DIST = Path("dist")
NAME = "aws-notes"


def pack(folder: Path, target: Path, when: time.struct_time) -> None:
    """A zip of a folder: sorted, every file of one date, so that it depends on the content alone."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}", when[:6])
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, path.read_bytes())


def main() -> int:
    """Build, then pack. The exit status is that of the build."""
    when = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
    folder, target = DIST / NAME, DIST / f"{NAME}-{time.strftime('%Y-%m-%d', when)}.zip"
    mkdocs = Path(sys.executable).parent / "mkdocs"
    status = subprocess.run([mkdocs, "build", "--quiet", "--site-dir", folder], env={**os.environ, "OFFLINE": "true"}, check=False).returncode
    if status == 0:
        for old in DIST.glob(f"{NAME}-*.zip"):
            old.unlink()
        pack(folder, target, when)
        print(f"Open {folder}/index.html in a browser, or hand out {target} ({target.stat().st_size / 1e6:.1f} MB).")
    return status


if __name__ == "__main__":
    sys.exit(main())
