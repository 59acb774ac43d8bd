"""The macros that pages can call. Each is one line over a tested function; each returns Markdown."""


def define_env(env) -> None:
    """Give the macros to a page builder: MkDocs, or any other that speaks mkdocs-macros' `env`."""
    from pathlib import Path

    from . import pairs, reference, see_also
    from .abbreviations import Abbreviations
    from .site import Site
    from .table_markup import TableMarkup

    site = Site.read(Path(env.project_dir))
    env.variables["kb"] = site
    env.conf["markdown_extensions"] += [TableMarkup(), Abbreviations()]

    def here() -> str:
        return env.page.file.src_uri

    @env.macro
    def table(name, columns=None, rows=None):
        """A comparison table: [[= table("ebs-volume-types", columns=["type", "boot"], rows=["gp3"]) ]]"""
        return site.table(here(), name, columns, rows)

    @env.macro
    def fact(name, row, column):
        """One figure in a sentence: [[= fact("ebs-volume-types", "gp3", "max_iops") ]]"""
        return site.fact(here(), name, row, column)

    @env.macro
    def service(key):
        """A service's name, linked, with a tooltip: [[= service("ebs") ]]"""
        return site.service(here(), key)

    @env.macro
    def correction(key):
        """A small link to what the notes had wrong: [[= correction("ebs-gp3-iops") ]]"""
        return site.correction(here(), key)

    @env.macro
    def diagram(name):
        """A drawing of diagrams/: [[= diagram("security-group-chain") ]]"""
        return site.diagram(here(), name)

    @env.macro
    def chart(name):
        """A chart of a table's figures: [[= chart("ebs-max-iops") ]]"""
        return site.chart(here(), name)

    @env.macro
    def page_head():
        """The line under a page's title: status, names, the day it was checked."""
        return see_also.page_head(site, here())

    env.macro(lambda *areas: pairs.pairs(site, here(), *areas), "pairs")
    env.macro(lambda: pairs.pair_areas(site, here()), "pair_areas")
    env.macro(lambda: see_also.see_also(site, here()), "see_also")
    for name, listing in reference.LISTINGS.items():
        env.macro(lambda *areas, listing=listing: listing(site, here(), *areas), name)
