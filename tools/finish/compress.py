"""Every text file once more, compressed as well as can be, so that no visit costs the host any work."""

import gzip
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

KINDS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md", ".csv", ".webmanifest"}
SMALLEST = 256  # bytes; below that the headers outweigh the gain


def apply(folder: Path) -> str:
    """Write x.br and x.gz beside each text file x that gets smaller."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in KINDS and path.stat().st_size >= SMALLEST]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        sizes = list(pool.map(_compress, files, chunksize=8))
    raw, packed = sum(s[0] for s in sizes), sum(s[1] for s in sizes)
    return f"{len(files)} files compressed: {raw / 1e6:.1f} MB to {packed / 1e6:.1f} MB"


def _compress(path: Path) -> tuple[int, int]:
    raw = path.read_bytes()
    smallest = len(raw)
    # mtime 0 and no file name: the same bytes every time
    for suffix, packed in ((".br", brotli.compress(raw, quality=11)), (".gz", gzip.compress(raw, 9, mtime=0))):
        if len(packed) < len(raw):
            path.with_name(path.name + suffix).write_bytes(packed)
            smallest = min(smallest, len(packed))
    return len(raw), smallest
