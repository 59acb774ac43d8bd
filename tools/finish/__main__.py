"""`python -m tools.finish <folder>`: make a built site ready to be hosted."""

import argparse
import sys
import time
from pathlib import Path

from . import compress, csp, fingerprint, markdown_copies, service_worker, whitespace


def run(folder: Path, headers: Path) -> list[str]:
    """All steps, in the order they need; gives a line about each. `headers` is the folder for what the host has to send."""
    said = [markdown_copies.write(folder), whitespace.apply(folder), fingerprint.apply(folder), service_worker.link_manifest(folder), csp.apply(folder, headers),
            service_worker.write(folder)]
    return [*said, compress.apply(folder)]


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tools.finish", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--headers", type=Path, default=Path("dist/headers"), help="where to write the headers for the host")
    options = parser.parse_args(argv)
    if not (options.folder / "index.html").is_file():
        print(f"{options.folder}: holds no site. Build one first: make site", file=sys.stderr)
        return 2
    if (options.folder / service_worker.SCRIPT).exists():
        print(f"{options.folder}: is finished already. Build it anew: make site", file=sys.stderr)
        return 2
    started = time.monotonic()
    for line in run(options.folder, options.headers):
        print(line)
    print(f"Finished {options.folder} in {time.monotonic() - started:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
