"""`make deploy BUCKET=… [DISTRIBUTION=…]`: bring a finished site into an S3 bucket, and nothing that is there already.

A file is uploaded when its content differs from what the bucket holds (its MD5 against the ETag), so a rebuild without changes
uploads nothing. No visitor sees a page without its assets: files with a hash in their name go first, pages after everything they
load, the service worker last, deletions at the very end. Interrupted anywhere, it can simply be run again.
"""

import argparse
import hashlib
import mimetypes
import re
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

CACHE = (
    (re.compile(r"\.[0-9a-f]{8,}\.(min\.)?(js|css)$"), "public,max-age=31536000,immutable"),
    (re.compile(r"^sw\.js$"), "no-cache"),
    (re.compile(r"\.html$"), "public,max-age=0,s-maxage=31536000,must-revalidate"),  # CloudFront keeps it until it is invalidated
    (re.compile(""), "public,max-age=300,s-maxage=31536000"),
)
TYPES = {".md": "text/markdown", ".webmanifest": "application/manifest+json", ".js": "text/javascript", ".svg": "image/svg+xml", ".csv": "text/csv"}
AT_ONCE = 16
INVALIDATE_ALL = 500  # paths; above that one "/*" is cheaper
_PRECOMPRESSED = (".br", ".gz")  # CloudFront compresses by itself


@dataclass(frozen=True)
class Plan:
    """What has to happen, in order: groups of names to upload, names to delete, paths to invalidate."""

    uploads: tuple[tuple[str, ...], ...]
    deletes: tuple[str, ...]
    invalidate: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many files are uploaded."""
        return sum(len(group) for group in self.uploads)


def local_files(folder: Path) -> dict[str, str]:
    """name -> MD5 of every file to host."""
    return {path.relative_to(folder).as_posix(): hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in _PRECOMPRESSED}


def remote_files(s3, bucket: str) -> dict[str, str]:
    """name -> ETag of every object in a bucket."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {item["Key"]: item["ETag"].strip('"') for page in pages for item in page.get("Contents", [])}


def plan(local: dict[str, str], remote: dict[str, str]) -> Plan:
    """What brings the bucket from what it holds to what the folder holds."""
    changed = [name for name, digest in local.items() if remote.get(name) != digest]
    groups: tuple[list[str], ...] = ([], [], [], [])
    for name in changed:
        groups[0 if CACHE[0][0].search(name) else 3 if name == "sw.js" else 2 if name.endswith(".html") else 1].append(name)
    gone = [name for name in remote if name not in local]
    stale = [name for name in (*changed, *gone) if name in remote]
    return Plan(tuple(map(tuple, groups)), tuple(gone), tuple(paths(stale)))


def paths(names: Iterable[str]) -> list[str]:
    """What to invalidate: each address a changed file was seen under."""
    found = dict.fromkeys(path for name in names for path in (f"/{name}", *([f"/{name.removesuffix('index.html')}"] if name.endswith("index.html") else [])))
    return ["/*"] if len(found) > INVALIDATE_ALL else list(found)


def headers(name: str) -> dict[str, str]:
    """How a file is to be served."""
    suffix = Path(name).suffix
    kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in ("application/json", "application/xml", "application/manifest+json")
    return {"ContentType": f"{kind}; charset=utf-8" if text else kind, "CacheControl": next(value for pattern, value in CACHE if pattern.search(name))}


def deploy(s3, cloudfront, folder: Path, bucket: str, distribution: str = "", dry_run: bool = False) -> Plan:
    """Carry out the plan; gives it back. Raises what boto3 raises, having done the steps before in their order."""
    todo = plan(local_files(folder), remote_files(s3, bucket))
    if dry_run:
        return todo

    def upload(name: str) -> None:
        s3.put_object(Bucket=bucket, Key=name, Body=(folder / name).read_bytes(), **headers(name))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for group in todo.uploads:
            list(pool.map(upload, group))  # a group is whole before the next begins; the first error ends it here
    for start in range(0, len(todo.deletes), 1000):
        batch = [{"Key": name} for name in todo.deletes[start:start + 1000]]
        answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": batch, "Quiet": True})
        if answer.get("Errors"):
            raise RuntimeError(f"{len(answer['Errors'])} files could not be deleted, the first is {answer['Errors'][0]['Key']}")
    if distribution and todo.invalidate:
        reference = hashlib.sha256("\n".join(sorted([*todo.invalidate, *(d for d in local_files(folder).values())])).encode()).hexdigest()
        cloudfront.create_invalidation(DistributionId=distribution, InvalidationBatch={
            "Paths": {"Quantity": len(todo.invalidate), "Items": list(todo.invalidate)}, "CallerReference": reference})
    return todo


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="make deploy", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bucket", required=True)
    parser.add_argument("--distribution", default="", help="the CloudFront distribution to invalidate")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")
    options = parser.parse_args(argv)
    if not (options.folder / "sw.js").is_file():
        print(f"{options.folder}: holds no finished site. Build one first: make site SITE_URL=https://…", file=sys.stderr)
        return 2
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        done = deploy(boto3.client("s3"), boto3.client("cloudfront", region_name="us-east-1"), options.folder, options.bucket, options.distribution, options.dry_run)
    except (BotoCoreError, ClientError, RuntimeError) as error:
        print(f"deploy: {error}. What was done stays; run it again to go on from there.", file=sys.stderr)
        return 1
    print(f"{'Would upload' if options.dry_run else 'Uploaded'} {done.count} files, {len(done.deletes)} deleted, {len(done.invalidate)} paths invalidated.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
