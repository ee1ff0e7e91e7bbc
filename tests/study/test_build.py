"""A study built from its files: once whole, twice the same, interrupted and taken up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

import qualcode as qc
from qualcode.errors import SheetFaults, StudyFaults
from qualcode.study.build import build
from tests.study.tiny import tiny_study


@pytest.fixture
def study(tmp_path):
    return tiny_study(tmp_path)


def changes_of(path) -> int:
    with qc.Project.open(path) as project:
        return len(project.history())


def contents(folder) -> dict[str, tuple[bytes, int]]:
    """Every file of the tables with its bytes and when it was written."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.iterdir())}


def test_a_study_becomes_a_project_and_its_tables(study):
    report = build(study)
    with qc.Project.open(report.project) as project:
        assert len(project.documents()) == 3
        assert len(project.codings()) == 10
        assert list(project.waves()) == ["begin", "eind"]
        assert project.codebook.version == "1.0.0"
        assert project.settings["threshold"] == 0.6
        matrix = qc.matrix(project.final(), project, rows="school", columns="code", measure="turns")
        assert matrix.frame.loc["linde", "zelfregie"] == 2
        assert matrix.states.loc["beuk", "zelfregie"] == "absent"
    assert [(made.path.name, made.status) for made in report.tables] == [
        ("codes.docx", "written"),
        ("codes.csv", "written"),
        ("overeenstemming.csv", "written"),
    ]
    assert {step.what: step.new for step in report.steps}["codings"] == 4


def test_a_second_build_changes_nothing(study):
    first = build(study)
    changes, tables = changes_of(first.project), contents(study.parent / "tables")
    second = build(study)
    assert not second.changed
    assert "Nothing new" in str(second)
    assert changes_of(first.project) == changes
    assert contents(study.parent / "tables") == tables
    assert {made.status for made in second.tables} == {"known"}


def test_only_the_tables_of_what_changed_are_written_again(study):
    build(study)
    recipes = study.parent / "tables.yaml"
    recipes.write_text(recipes.read_text().replace("depth: 1", "depth: 2"))
    made = {made.path.name: made.status for made in build(study).tables}
    assert made == {"codes.docx": "written", "codes.csv": "written", "overeenstemming.csv": "known"}


def test_a_table_that_was_changed_by_hand_is_never_written_over(study):
    build(study)
    by_hand = study.parent / "tables" / "codes.csv"
    by_hand.write_text("mijn eigen getallen")
    assert {made.status for made in build(study).tables} == {"known"}
    recipes = study.parent / "tables.yaml"
    recipes.write_text(recipes.read_text().replace("depth: 1", "depth: 2"))
    report = build(study)
    assert by_hand.read_text() == "mijn eigen getallen"
    assert (study.parent / "tables" / "codes.new.csv").exists()
    assert "changed by hand" in str(report)


def test_what_was_removed_since_is_not_brought_back(study):
    report = build(study)
    with qc.Project.open(report.project) as project:
        before = len(project.history())
        codings = [change for change in project.history().itertuples() if "codings" in change.message]
        project.undo(codings[0].id)
        left = len(project.codings(coder="amal"))
        undone = len(project.history())
    build(study)
    with qc.Project.open(report.project) as project:
        assert len(project.codings(coder="amal")) == left
        assert len(project.history()) == undone == before + 1


def test_a_coding_whose_row_was_corrected_since_is_named_for_it_still_counts(study):
    coverage = study.parent / "coverage.csv"
    coverage.write_text(coverage.read_text().replace("finished", "begun"))
    build(study)
    codings = study.parent / "codings" / "bo.csv"
    codings.write_text(codings.read_text().replace("zelfregie\n", "ict\n", 1))
    report = build(study)
    assert "bo main 1. They still count." in str(report)
    assert "codings      in no sheet" in str(report)
    (study.parent / "klein.qualcode").unlink()
    assert "in no sheet" not in str(build(study))


def test_a_table_that_cannot_be_made_yet_does_not_keep_the_others_back(study):
    coverage = study.parent / "coverage.csv"
    coverage.write_text(coverage.read_text().replace("finished", "begun"))
    report = build(study)
    assert {made.path.name: made.status for made in report.tables} == {
        "codes.docx": "written",
        "codes.csv": "written",
        "overeenstemming.csv": "failed",
    }
    assert "not made: overeenstemming: Agreement compares two coders." in str(report)


def test_a_fault_in_a_sheet_stops_the_build_and_what_came_before_stands(study):
    codings = study.parent / "codings" / "amal.csv"
    good = codings.read_text()
    codings.write_text(good.replace("ict", "itc"))
    with pytest.raises(SheetFaults, match=r'unknown code "itc"\. Did you mean "ict"'):
        build(study)
    project = study.parent / "klein.qualcode"
    before = changes_of(project)
    codings.write_text(good)
    assert build(study).changed
    assert changes_of(project) > before


def test_a_file_that_cannot_be_read_stops_the_build_and_is_named(study):
    (study.parent / "beuk-begin.docx").write_bytes(b"PK\x03\x04 geen docx")
    with pytest.raises(StudyFaults, match=r"beuk-begin\.docx"):
        build(study)


def test_a_build_that_is_interrupted_at_every_step_in_turn_ends_like_one_that_is_not(study, tmp_path):
    (tmp_path / "elders").mkdir()
    whole = build(study, project=tmp_path / "elders" / "heel.qualcode")
    for step in range(100):
        calls = iter(range(step))

        def interrupted(what: str, done: int, total: int, calls=calls) -> None:
            if next(calls, None) is None:
                raise KeyboardInterrupt

        try:
            build(study, progress=interrupted)
        except KeyboardInterrupt:
            continue
        break
    assert step > len(whole.steps)
    assert not build(study).changed
    with qc.Project.open(study.parent / "klein.qualcode") as one, qc.Project.open(whole.project) as other:
        assert list(one.codings()["coding"]) == list(other.codings()["coding"])
        assert list(one.coverage()["state"]) == list(other.coverage()["state"])
        assert list(one.documents()["document"]) == list(other.documents()["document"])
    assert {made.path.name for made in whole.tables} <= {path.name for path in (study.parent / "tables").iterdir()}


def test_ctrl_c_ends_a_build_with_one_sentence_and_it_can_be_run_again(study):
    command = [sys.executable, "-m", "qualcode", "build", str(study)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not (study.parent / "klein.qualcode").exists():
            time.sleep(0.01)
        time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    # Python itself ends by the signal where the interruption fell in code made by exec (a dataclass): a shell says 130 to both
    assert running.returncode in (130, -signal.SIGINT), told
    assert told.strip() == "Interrupted; every finished step stands. Run the same command to go on."
    assert build(study).changed
    assert not build(study).changed


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_no_half_table(study):
    build(study)
    tables = study.parent / "tables"
    before = contents(tables)
    recipes = study.parent / "tables.yaml"
    recipes.write_text(recipes.read_text().replace("depth: 1", "depth: 2"))
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from qualcode.project import Project\nfrom qualcode.study.recipes import read_recipes\n"
        "from qualcode.study.tables import render\n"
        f"project = Project.open({str(study.parent / 'klein.qualcode')!r}, write=False)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "from qualcode.cli.running import _told\n"
        "try:\n"
        f"    render(project, read_recipes({str(recipes)!r}), {str(tables)!r})\n"
        "except Exception as fault:\n"
        "    sys.exit(_told(fault))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "codes.docx" in done.stderr
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(tables) == before
