"""The one module that knows MkDocs: fresh code on every rebuild, mistakes told in one line, no half-written site.

MkDocs calls these functions (hooks: in mkdocs.yml). Without them the macros still work; what is lost is the telling.
"""

import gc
import json
import logging
import os
import re
import shutil
import sys
import traceback
from html import escape
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.utils import CountHandler

log = logging.getLogger("mkdocs.kb")
ROOT = Path(__file__).parent
_OTHER_WORKER = re.compile(r"assets/javascripts/workers/search\.\w+\.min\.js")
_TABLE = re.compile(r'<div [^>]*class="kb-frame"[^>]*data-search-exclude.*?</table>\s*</div>', re.DOTALL)
_FOR_SEARCH = re.compile(r' data-search-exclude="true"')
_state = {"serving": False, "mistakes": [], "code": {}, "site_dir": "", "urls": {}}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a server, which must survive mistakes, or a build, which must not."""
    _state["serving"] = command == "serve"


@event_priority(100)
def on_config(config):
    """Before the macros plugin starts: take up the newest macros/, and build beside the last good site."""
    _state["mistakes"] = []
    gc.unfreeze()
    gc.disable()  # until the data is read: none of it is garbage, so there is none to look for
    _take_newest_code()
    _tell_errors_in_one_line()
    if _state["serving"]:
        _let_warnings_pass()
    if not _state["serving"]:
        _state["site_dir"] = config.site_dir
        config.site_dir = f"{config.site_dir.rstrip(os.sep)}.partial"
    if os.environ.get("OFFLINE", "").lower() not in ("1", "true", "yes"):
        config.extra.pop("polyfills", None)  # the shim is for file:// only
    else:
        # On file:// instant navigation silently stops tooltips, copy buttons and search highlighting from being set up.
        config.theme["features"] = [f for f in config.theme["features"] if not f.startswith("navigation.instant")]
        config.site_url = ""
    return config


@event_priority(-100)
def on_files(files, config):
    """The data is read and stays to the end: the garbage collector need not go through it again and again, which took a tenth of a build."""
    gc.enable()
    gc.freeze()
    return files


def on_page_content(html, page, config, files):
    """MkDocs keeps the Markdown of every page to the end, and nothing asks for it."""
    page.markdown = ""
    return html


@event_priority(-100)
def on_env(env, config, files):
    """All pages are rendered, none is written: the last moment to stop."""
    _state["urls"] = {file.src_uri: file.url for file in files.documentation_pages()}
    mistakes = _all_mistakes(config)
    for mistake in mistakes:
        log.error(mistake)
    if mistakes and not _state["serving"]:
        shutil.rmtree(config.site_dir, ignore_errors=True)
        raise Abort(f"{len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}; nothing was written.")
    return env


@event_priority(50)
def _without_tables(context, page, config, nav):
    """Material's search plugin goes through every tag of a page, and most stand in tables, which it is told to leave out."""
    _state["content"] = page.content
    page.content = _TABLE.sub("", page.content)
    return context


@event_priority(-50)
def _with_tables(context, page, config, nav):
    """The search plugin is done."""
    page.content = _FOR_SEARCH.sub("", _state.pop("content"))
    return context


on_page_context = CombinedEvent(_without_tables, _with_tables)


def on_post_page(output, page, config):
    """Mend the theme; while serving, show the mistakes on every page until they are mended."""
    page.content = None  # it stands in the output now, and MkDocs would keep a copy of every page to the end
    output = _mend_theme(output)
    mistakes = _all_mistakes(config)
    if not mistakes:
        return output
    lines = "".join(f"<li><code>{escape(m)}</code></li>" for m in mistakes)
    banner = f'<div class="kb-mistakes" role="alert"><strong>Mistakes to mend</strong><ul>{lines}</ul></div>'
    return output.replace("<article", f"{banner}<article", 1)


def on_post_template(output, template_name, config):
    """The 404 page goes through the theme like any other."""
    return _mend_theme(output) if template_name.endswith(".html") else output


def _mend_theme(output: str) -> str:
    """Our search worker in the place of Material's, and none of the theme's attributes that HTML forbids."""
    output = _OTHER_WORKER.sub("assets/search/worker.js", output, count=1)
    return re.sub(r'(<input class="md-(?:nav__)?toggle[^>]*) autocomplete="off"', r"\1", output).replace(' tabindex=""', "")


@event_priority(50)
def _write_search_index(config):
    """Before the search plugin writes the sections of all pages: make our index of them, and leave Material's empty."""
    from macros import search_index

    entries = config.plugins["material/search"].search_index.entries
    index = search_index.build(config.plugins["macros"].variables["kb"], entries, _state["urls"])
    entries.clear()
    target = Path(config.site_dir) / "search" / "kb-index.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with target.open("w", encoding="utf-8") as out:  # piece by piece: as one string it would be the largest thing of the build
        out.write("self.KB_INDEX = ")
        for n, (part, members) in enumerate(index.items()):
            out.write(f'{"," if n else "{"}"{part}":[')
            out.writelines(("," if n else "") + encode(member) for n, member in enumerate(members))
            out.write("]")
        out.write("}\n")


@event_priority(-60)
def _publish_data(config):
    """The data as files beside the pages."""
    from macros import export

    root = Path(config.site_dir)
    (root / export.FOLDER).mkdir(exist_ok=True)
    for path, content in export.files(config.plugins["macros"].variables["kb"]):
        (root / path).write_text(content, encoding="utf-8")


@event_priority(-200)
def _put_in_place(config):
    """The site is whole: put it in the place of the last one."""
    if not _state["serving"]:
        target = Path(_state["site_dir"])
        shutil.rmtree(target, ignore_errors=True)
        Path(config.site_dir).rename(target)
        config.site_dir = str(target)


on_post_build = CombinedEvent(_write_search_index, _publish_data, _put_in_place)


def on_build_error(error) -> None:
    """A build that failed leaves nothing half-written."""
    if not _state["serving"] and _state["site_dir"]:
        shutil.rmtree(f"{_state['site_dir'].rstrip(os.sep)}.partial", ignore_errors=True)


def _let_warnings_pass() -> None:
    """`strict` counts warnings to abort at the end; a server has to go on."""
    logger = logging.getLogger("mkdocs")
    for handler in [h for h in logger.handlers if isinstance(h, CountHandler)]:
        logger.removeHandler(handler)


def _all_mistakes(config) -> list[str]:
    site = config.plugins["macros"].variables.get("kb")
    own = [str(m) for m in site.mistakes] if site else []
    return list(dict.fromkeys([*_state["mistakes"], *own]))


def _take_newest_code() -> None:
    """Import macros/ afresh. If it is broken: a build stops, a server goes on with the last good code."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    for name in [n for n in sys.modules if n == "macros" or n.startswith("macros.")]:
        del sys.modules[name]
    try:
        for module in sorted(p.stem for p in (ROOT / "macros").glob("*.py") if p.stem != "__init__"):
            __import__(f"macros.{module}")
    except Exception as error:  # noqa: BLE001 - whatever is wrong in macros/, a server goes on
        message = _where(error)
        if not (_state["serving"] and _state["code"]):
            log.error(message)
            raise Abort("1 mistake; nothing was written.") from None
        _state["mistakes"].append(message)
        for name in [n for n in sys.modules if n == "macros" or n.startswith("macros.")]:
            del sys.modules[name]
        sys.modules.update(_state["code"])
    else:
        _state["code"] = {n: m for n, m in sys.modules.items() if n == "macros" or n.startswith("macros.")}


def _where(error: Exception) -> str:
    """'macros/render.py:12: what is wrong' for an error raised while importing or running our code."""
    if isinstance(error, SyntaxError) and error.filename:
        path, line = Path(error.filename), error.lineno or 1
    else:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if str(ROOT / "macros") in f.filename]
        path, line = (Path(frames[-1].filename), frames[-1].lineno) if frames else (ROOT / "macros/__init__.py", 1)
    place = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return f"{place}:{line}: {_one_line(error)} - mend the code; nothing of it was taken up."


def _one_line(error: Exception) -> str:
    words = error.msg if isinstance(error, SyntaxError) else str(error)
    kind = "" if type(error).__name__ in ("Unknown", "UndefinedError", "TemplateSyntaxError") else f"{type(error).__name__}: "
    return f"{kind}{' '.join(words.split())}"


def _tell_errors_in_one_line() -> None:
    """mkdocs-macros asks format_error for the text to put on a page; ours also notes the mistake."""
    from mkdocs_macros import errors

    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.ERROR)  # it would tell the same, in many lines
    def told(error: Exception, markdown: str, page) -> str:
        message = _page_error(error, markdown, page)
        _state["mistakes"].append(message)
        return f'!!! failure "This page could not be made"\n\n    `{message}`\n'

    errors.format_error.register(Exception)(told)
    errors.format_error.register(errors.TemplateSyntaxError)(told)


def _page_error(error: Exception, markdown: str, page) -> str:
    """'docs/page.md:9: what is wrong - what to do', the line counted in the file, front matter included."""
    from macros.strict_yaml import did_you_mean

    frames = traceback.extract_tb(error.__traceback__)
    in_page = [f.lineno for f in frames if f.filename == "<template>"]
    line = getattr(error, "lineno", None) or (in_page[-1] if in_page else 1)
    source = Path(page.file.abs_src_path).read_text(encoding="utf-8")
    offset = source.count("\n") - markdown.count("\n") if source.endswith(markdown[-20:]) else _front_matter_lines(source)
    what = _one_line(error)
    if "is undefined" in what:
        word = what.split("'")[1]
        what = f"unknown macro or variable '{word}'.{did_you_mean(word, _macro_names())} The macros are listed in CONTRIBUTING.md."
    elif type(error).__name__ == "Unknown":
        what = error.args[0]
    else:
        ours = [f for f in frames if "macros" + os.sep in f.filename and str(ROOT) in f.filename and "<template>" not in f.filename]
        if ours and not hasattr(error, "lineno"):
            what += f" - raised in {Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}"
        what += " - check what the page asks for here."
    return f"docs/{page.file.src_uri}:{line + offset}: {what}"


def _front_matter_lines(source: str) -> int:
    return source[: source.find("\n---", 3)].count("\n") + 2 if source.startswith("---\n") else 0


def _macro_names() -> list[str]:
    from macros import reference

    return ["table", "fact", "service", "correction", "diagram", "chart", "page_head", "see_also", "pairs", "pair_areas", *reference.LISTINGS]
