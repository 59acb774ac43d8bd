"""`make data`: everything wrong in data and on pages in one run, without a build."""

from tools.check_data import main

TABLE, HOME, PAGE = "data/tables/disks.yml", "docs/index.md", "docs/area/disks.md"


def test_a_good_project_counts_its_parts_and_passes(project, capsys):
    assert main(project.root) == 0
    out, err = capsys.readouterr()
    assert out.endswith("mistakes: 0\n")
    assert err.count("\n") == 1 and f"{TABLE}:1: due for review since" in err, "its table is old, which is no mistake"


def test_names_that_no_data_answers_to_are_told_with_their_line(project, capsys):
    project.change(HOME, 'fact("disks"', 'fact("diskz"')
    project.change(PAGE, 'service("tape")', 'service("tapes")')
    assert main(project.root) == 1
    out, err = capsys.readouterr()
    assert f"{HOME}:{project.line_of(HOME, 'diskz')}: there is no table 'diskz' in data/tables/. Did you mean 'disks'?" in err
    assert f"{PAGE}:{project.line_of(PAGE, 'tapes')}: there is no service 'tapes' in data/services/. Did you mean 'tape'?" in err
    assert "mistakes: 2" in out


def test_a_macro_with_an_argument_too_many_is_told(project, capsys):
    project.change(PAGE, 'service("tape")', 'service("tape", "disk")')
    assert main(project.root) == 1
    assert "has too few or too many arguments" in capsys.readouterr().err


def test_a_page_that_is_no_text_is_told_in_one_line(project, capsys):
    (project.root / "docs/area/samples.md").write_bytes(b"# \xe9\n")
    assert main(project.root) == 1
    assert "docs/area/samples.md:1: cannot be read as UTF-8 text" in capsys.readouterr().err


def test_data_and_pages_are_told_together(project, capsys):
    project.change(TABLE, "kind: port}", "kind: prot}")
    project.change(PAGE, 'service("tape")', 'service("tapes")')
    assert main(project.root) == 1
    err = capsys.readouterr().err
    assert "prot" in err and "tapes" in err
