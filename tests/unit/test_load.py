from datetime import date
from pathlib import Path

from macros import load
from macros.site import Site

MINI = Path(__file__).parent.parent / "mini"
TODAY = date(2026, 2, 1)


def mistakes_in(project):
    return [str(m) for m in load.catalog(project.root, TODAY)[1]]


def test_the_mini_data_is_whole():
    data, mistakes = load.catalog(MINI, TODAY)
    assert not mistakes
    table = data.tables["disks"]
    assert table.column("iops").words == ("unlimited",)
    assert table.rows["fast"].cells["boot"] is True and table.rows["slow"].cells["iops"] is None
    assert data.changes[0].table == "disks" and data.services["tape"].successor == "disk"


def test_all_mistakes_of_all_files_come_together(project):
    table, services = "data/tables/disks.yml", "data/services/mini.yml"
    project.change(table, "medium: SSD", "medium: ssd")
    project.change(table, "    port: ~\n", "")
    project.change(services, "status: closed", "status: closd")
    assert mistakes_in(project) == [
        f"data/services/mini.yml:{project.line_of(services, 'closd')}: service 'tape': status 'closd' is not one of current, renamed, superseded, closed, retired. Did you mean 'closed'?",
        f"data/tables/disks.yml:{project.line_of(table, 'medium: ssd')}: row 'fast', column 'medium': 'ssd' is not one of SSD, HDD. Did you mean 'SSD'?",
        f"data/tables/disks.yml:{project.line_of(table, 'type: slow')}: row 'slow': 'port' is missing. Add it.",
    ]


def test_a_key_stands_once_in_all_files(project):
    project.write("data/services/more.yml", "disk: {name: D, summary: S, url: 'https://example.com'}\n")
    assert "'disk' stands in data/services/mini.yml:1 already" in mistakes_in(project)[0]


def test_a_missing_data_file_is_told(project):
    (project.root / "data/artefacts.yml").unlink()
    assert [str(m) for m in Site.read(project.root).mistakes] == ["data/artefacts.yml:1: the file is missing. Restore it or remove what refers to it."]


def test_patterns_that_cannot_work_are_told(project):
    project.change("data/tables/disks.yml", "([\\d,]+) IOPS", "([\\d,]+ IOPS")
    assert "does not compile" in mistakes_in(project)[-1]
