from tools import notes


def run(project, path, capsys, *options):
    status = notes.main([str(path), "--root", str(project.root), *options])
    return status, capsys.readouterr().out


def test_new_lines_are_listed_and_old_ones_recognised_wherever_they_moved(project, tmp_path, capsys):
    project.write("mkdocs.yml", "nav:\n  - index.md\n  - area/disks.md\n  - area/reference.md\n  - area/samples.md\n  - reference/corrections.md\n")
    file = tmp_path / "notes.txt"
    file.write_text("disks are round\n\n   they turn\n")
    assert run(project, file, capsys, "--learn") == (0, "2 of 2 lines placed (100.0%), in 1 sections.\n")
    file.write_text("a new thought\ndisks are round\n\n\tthey turn\n")
    status, said = run(project, file, capsys)
    assert status == 1 and said.splitlines() == [f"{file}:1: not on the site yet: a new thought", "2 of 3 lines placed (66.7%), in 1 sections."]
    assert "disks" not in project.read("data/notes-lines.txt")


def test_lines_outside_every_section_are_listed(project, tmp_path, capsys):
    file = tmp_path / "notes.txt"
    file.write_text("a\nb\nc\nd\n")
    status, said = run(project, file, capsys, "--learn")
    assert status == 1 and f"{file}:4: not on the site yet: d" in said


def test_a_missing_file_is_one_line(project, capsys):
    assert notes.main(["/no/such/file", "--root", str(project.root)]) == 2
    assert "cannot be read" in capsys.readouterr().err
