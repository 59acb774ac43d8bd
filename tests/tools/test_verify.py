"""The command: lines, summary, exit status."""

import json

from tools import verify

TABLE = "data/tables/disks.yml"


def run(project, capsys, *options):
    status = verify.main(["--root", str(project.root), *options])
    return status, capsys.readouterr()


def test_all_is_well(project, capsys):
    status, said = run(project, capsys)
    assert status == 0 and "12 figures: 1 proved" in said.out and "against botocore" in said.out


def test_a_changed_figure_is_drift_with_everything_needed_to_mend_it(project, capsys):
    project.change(TABLE, "iops: 80_000", "iops: 16_000")
    status, said = run(project, capsys)
    line = project.line_of(TABLE, "cell: fast.iops")
    assert status == 1
    assert said.out.splitlines()[0] == (f"{TABLE}:{line}: drift: table 'disks', row 'fast', column 'iops': the table says '16,000', "
                                        "botocore:ec2:CreateVolumeRequest.Iops says '80,000'")


def test_a_pattern_that_finds_nothing_is_lost(project, capsys):
    project.change(TABLE, "gp3: .*?", "gp33: .*?")
    status, said = run(project, capsys)
    assert status == 1 and ": lost: " in said.out and "1 lost" in said.out


def test_a_locator_with_a_mistake_is_a_clear_line(project, capsys):
    project.change(TABLE, "botocore:ec2:", "botocore:ec22:")
    status, said = run(project, capsys)
    assert status == 1 and "botocore has no service 'ec22'" in said.out and "Traceback" not in said.out + said.err


def test_a_missing_package_is_a_visible_count(project, capsys):
    project.change(TABLE, "botocore:ec2:CreateVolumeRequest.Iops", "pyfile:no_such_package/file.py")
    _, said = run(project, capsys)
    assert "1 skipped" in said.out and "no_such_package NOT INSTALLED" in said.out


def test_the_version_that_readers_see_must_be_the_one_compared_with(project, capsys):
    project.change("data/artefacts.yml", "1.", "0.")
    status, said = run(project, capsys)
    assert status == 1 and "data/artefacts.yml:1: botocore is" in said.out
    assert run(project, capsys, "--newer-is-fine")[0] == 0


def test_a_status_that_a_package_no_longer_tells_is_lost(project, capsys):
    services = "data/services/mini.yml"
    project.change(services, "find: 'gp3:'", "find: 'no longer sold'")
    status, said = run(project, capsys)
    assert status == 1
    assert said.out.splitlines()[0].startswith(f"{services}:{project.line_of(services, 'proof:')}: lost: service 'drum', status: the file says 'superseded'")
    assert "1 statuses: 1 lost" in said.out


def test_failures_can_be_had_as_data(project, capsys, tmp_path):
    project.change(TABLE, "iops: 80_000", "iops: 16_000")
    run(project, capsys, "--report", str(tmp_path / "report.json"))
    [failure] = json.loads((tmp_path / "report.json").read_text())
    assert (failure["file"], failure["outcome"], failure["holds"], failure["says"]) == (TABLE, "drift", "16,000", "'80,000'")
