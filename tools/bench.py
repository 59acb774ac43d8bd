"""`make bench`: ratios in one run, on this machine as it is now. Not a test: times differ from machine to machine, ratios much less.

Build: our site against a plain `mkdocs build` of the same pages without macros, at 1, 4 and 10 times the pages and tables.
Search: typed into the real box, ours beside stock Material's, and Pagefind's where npm can fetch it.
Serve: from the edit of one line to the new page.
"""

import argparse
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
MKDOCS = str(Path(sys.executable).parent / "mkdocs")


def multiplied(target: Path, times: int) -> None:
    """The project with all its pages and tables several times, each copy with tables, titles and descriptions of its own."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(".git", ".venv*", ".cache", "site", "site.partial", "dist", "__pycache__", "tests"))
    config = (target / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [p for p in sorted((target / "docs").rglob("*.md")) if not p.is_relative_to(target / "docs" / "reference") and p.parent != target / "docs"]
    shown = set(re.findall(r'\[\[= table\("([a-z0-9-]+)"', "".join(p.read_text(encoding="utf-8") for p in pages)))
    tables = [t for t in sorted((target / "data" / "tables").glob("*.yml")) if t.stem in shown]
    named = re.compile(rf'(\[\[= (?:table|fact)\(")(?=(?:{"|".join(sorted(shown))})")')
    nav = ""
    for copy in range(2, times + 1):
        for table in tables:
            shutil.copy(table, table.with_name(f"copy{copy}-{table.name}"))
        nav += f"  - Copy {copy}:\n"
        area = ""
        for page in pages:
            place = target / "docs" / f"copy{copy}" / page.relative_to(target / "docs")
            place.parent.mkdir(parents=True, exist_ok=True)
            text = named.sub(rf"\g<1>copy{copy}-", page.read_text(encoding="utf-8"))
            text = re.sub(r"(?m)^(title: \"?)(.*?)(\"?)$", rf"\g<1>\g<2> {copy}\g<3>", text, count=1)
            text = re.sub(r"(?m)^(description: \"?)(.{0,140}).*?(\"?)$", rf"\g<1>{copy} \g<2>\g<3>", text, count=1)
            text = re.sub(r"(?m)^(related|confused_with|subject): .*\n", "", text)
            place.write_text(re.sub(r"\]\(\.\./reference/", "](../../reference/", text), encoding="utf-8")
            if page.parent.name != area:
                area = page.parent.name
                nav += f"      - {area} {copy}:\n"
            nav += f"          - {place.relative_to(target / 'docs').as_posix()}\n"
    (target / "mkdocs.yml").write_text(config + nav, encoding="utf-8")


def plain(target: Path, source: Path) -> None:
    """The pages of a built project as plain Markdown with a plain configuration: what they would cost without macros."""
    from macros.site import Site

    site = Site.read(source)
    (target / "docs").mkdir(parents=True)
    (target / "mkdocs.yml").write_text(plain_configuration((source / "mkdocs.yml").read_text(encoding="utf-8")), encoding="utf-8")
    for path in site.pages:
        place = target / "docs" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_rendered(site, path, source), encoding="utf-8")


def plain_configuration(ours: str) -> str:
    """The same theme, extensions and navigation, without hooks, macros and files of ours."""
    sections = [part for part in re.split(r"(?m)^(?=\w)", ours) if part.startswith(("theme:", "markdown_extensions:", "nav:", "validation:"))]
    return "site_name: Plain\nsite_url: http://127.0.0.1:8000/\nplugins: [search]\n" + re.sub(r"(?m)^  (custom_dir|logo|favicon):.*\n", "", "".join(sections))


def _rendered(site, path: str, source: Path) -> str:
    """A page with its macros run; attribute lists go with them."""
    import jinja2

    from macros import define_env

    class Environment:  # what define_env asks of a builder
        def __init__(self) -> None:
            self.variables, self.conf, self.project_dir = {}, {"markdown_extensions": []}, str(source)
            self.page = type("Page", (), {"file": type("File", (), {"src_uri": path})})
            self.macros = {}

        def macro(self, function, name=""):
            self.macros[name or function.__name__] = function
            return function

    if not hasattr(site, "bench_environment"):
        site.bench_environment = Environment()
        define_env(site.bench_environment)
        site.bench_jinja = jinja2.Environment(variable_start_string="[[=", variable_end_string="]]", block_start_string="[[%", block_end_string="%]]",
                                              comment_start_string="[[#", comment_end_string="#]]")
    site.bench_environment.page.file.src_uri = path
    text = (source / "docs" / path).read_text(encoding="utf-8")
    return re.sub(r" ?\{ [^{}]*data-[^{}]*\}", "", site.bench_jinja.from_string(text).render(**site.bench_environment.macros))


def built(project: Path) -> dict[str, float]:
    """Build a project in a process of its own: seconds, peak memory in MB, HTML in KB a page, size of the site in MB."""
    started = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run(["/usr/bin/env", "time", "-f", "%M", MKDOCS, "build", "--quiet"], cwd=project, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    if done.returncode:
        sys.exit(f"bench: {project.name} does not build:\n{done.stderr[-2000:]}")
    peak = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else ""
    memory = float(peak) if peak.isdigit() else max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    pages = [p.stat().st_size for p in (project / "site").rglob("*.html")]
    size = sum(p.stat().st_size for p in (project / "site").rglob("*") if p.is_file())
    return {"pages": len(pages), "seconds": seconds, "memory": memory / 1024, "page": statistics.median(pages) / 1000, "site": size / 1e6}


def bench_build(work: Path, times: list[int]) -> None:
    """Ours against plain, and each against itself at one time the pages."""
    print("Build               pages  seconds  memory MB  KB a page  site MB")
    first: dict[str, dict[str, float]] = {}
    for factor in times:
        ours, other = work / f"ours-{factor}", work / f"plain-{factor}"
        multiplied(ours, factor)
        plain(other, ours)
        for name, project in (("ours", ours), ("plain", other)):
            now = built(project)
            first.setdefault(name, now)
            growth = now["seconds"] / first[name]["seconds"] / (now["pages"] / first[name]["pages"])
            print(f"  {factor:2}x {name:12} {now['pages']:6.0f}  {now['seconds']:7.1f}  {now['memory']:9.0f}  {now['page']:9.1f}  {now['site']:7.1f}   time per page x{growth:.2f}")


def bench_search(work: Path, times: list[int]) -> None:
    """Ready, first results, bytes and key latency, over http on loopback."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]
    from search_speed import measure
    from tools import pagefind

    questions = [json.loads(line)["q"] for line in (ROOT / "tests/search/golden.jsonl").read_text(encoding="utf-8").splitlines()][::13]
    print("Search              first results ms  key p50 ms  p95 ms  heap MB  KB loaded")
    for factor in times:
        for name in ("ours", "plain", "pagefind"):
            folder = work / f"{name.replace('pagefind', 'plain')}-{factor}" / "site"
            if name == "pagefind" and (why := pagefind.index(folder)):
                print(f"  Pagefind is not measured: {why}")
                continue
            r = measure(folder, questions, pagefind=name == "pagefind")
            print(f"  {factor:2}x {name:12} {r['first']:17.0f}  {r['p50']:10.1f}  {r['p95']:6.1f}  {r['heap']:7.1f}  {r['bytes'] / 1000:9.0f}")


def bench_serve(work: Path) -> None:
    """Seconds from the edit of one line to the page that shows it."""
    project = work / "ours-1"
    server = subprocess.Popen([MKDOCS, "serve", "--dev-addr", "127.0.0.1:8123", "--quiet"], cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until("storage/ebs/", "EBS")
        for what, path, old, new in (("a page", "docs/storage/ebs.md", "# Amazon EBS\n", "# Amazon EBS edited\n"),
                                     ("a table", "data/tables/ebs-volume-types.yml", "title: EBS volume types", "title: EBS volume types edited")):
            file = project / path
            started = time.monotonic()
            file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
            _until("storage/ebs/" if "page" in what else "storage/ebs-volume-types/", "edited")
            print(f"Serve: {what} edited, shown after {time.monotonic() - started:.1f} s")
    finally:
        server.terminate()


def _until(path: str, words: str) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        try:
            if words in urllib.request.urlopen(f"http://127.0.0.1:8123/{path}", timeout=60).read().decode():
                return
        except OSError:
            pass
        time.sleep(0.2)
    sys.exit(f"bench: {path} never showed '{words}'")


def main(argv: list[str] | None = None) -> int:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--times", default="1,4,10", help="how many times the pages")
    parser.add_argument("--only", choices=["build", "serve"], help="one part; search needs the build")
    options = parser.parse_args(argv)
    times = [int(n) for n in options.times.split(",")]
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as folder:
        work = Path(folder)
        bench_build(work, times if options.only != "serve" else [1])
        if options.only != "build":
            if options.only != "serve":
                bench_search(work, times)
            bench_serve(work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
