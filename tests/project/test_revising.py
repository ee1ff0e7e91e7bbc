"""A corrected transcript: what becomes of each coding is shown first, then done, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qualcode.cli import app
from qualcode.cli.running import run
from tests.store.world import BEGIN, begun, coding, document

#: Two sentences more, one passage said better; what is coded before them stays, what is behind moves.
CORRECTED = BEGIN.replace("I: En u?", "Dat gaat goed. Meestal wel.\nI: En u?").replace(
    "Ik loop rond", "Ik loop wat rond"
)


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A project with three codings, and the corrected text beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)
    (tmp_path / "g1-beter.txt").write_text(CORRECTED)
    with begun(tmp_path) as project:
        quotes = ("weektaak", "Ik loop rond", "waar ze naartoe willen")
        project.add_codings([coding(project, quote, "ict", "A") for quote in quotes])
        yield project


def test_the_dry_run_shows_old_and_new_side_by_side_and_changes_nothing(study, capsys):
    before = len(study.history())
    assert run(app, ["revise", "g1", "g1-beter.txt", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "review  ict (A) 81-93: its words were changed",
        "  old: “Ik loop rond”",
        "  new: “Ik loop {+wat+} rond”",
        "moved   ict (A) 103-125 -> 135-157",
        "  “waar ze naartoe willen”",
        "would carry 3 codings: 1 exact, 1 moved, 1 review",
    ]
    assert len(study.history()) == before
    assert study.text(document(study)) == BEGIN


def test_the_command_revises_check_lists_what_is_to_be_reviewed_and_undo_takes_it_back(study, capsys):
    assert run(app, ["revise", "g1", "g1-beter.txt", "--state", "exact"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("exact   ict (A) ")
    assert told[2:] == [
        "carried 3 codings: 1 exact, 1 moved, 1 review",
        "What is to be reviewed counts nowhere until somebody says where it stands now: qualcode revise --queue",
    ]
    assert run(app, ["check"]) == 1
    assert capsys.readouterr().out.count("belongs to an earlier text. It counts nowhere") == 1
    assert run(app, ["undo"]) == 0
    assert study.text(document(study)) == BEGIN
    assert study.codings()["revision"].nunique() == 1


def test_the_same_text_leaves_every_coding_exact_and_writes_no_change(study, capsys):
    before = len(study.history())
    done = study.revise("g1", "g1.txt")
    assert [coding.state for coding in done.codings] == ["exact"] * 3
    assert run(app, ["revise", "g1", "g1.txt"]) == 0
    assert capsys.readouterr().out == "The text is the same; nothing was done.\n"
    assert len(study.history()) == before


def test_an_unknown_document_and_a_file_that_is_not_there_are_one_sentence(study, capsys):
    assert run(app, ["revise", "g9", "g1-beter.txt"]) != 0
    assert "g9" in capsys.readouterr().err
    assert run(app, ["revise", "g1", "geen.txt"]) != 0
    assert "geen.txt" in capsys.readouterr().err


def test_the_dry_run_is_written_to_a_file_too(study):
    assert run(app, ["revise", "g1", "g1-beter.txt", "--dry-run", "-o", "wat.csv"]) == 0
    rows = Path("wat.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row for row in rows if "Ik loop rond" in row and "Ik loop wat rond" in row]
    assert run(app, ["revise", "g1", "g1-beter.txt", "--dry-run", "-o", "wat.html"]) == 0
    assert "Ik loop wat rond" in Path("wat.html").read_text(encoding="utf-8")


def test_the_queue_is_listed_settled_by_name_and_told_by_status(study, capsys):
    study.revise("g1", "g1-beter.txt")
    name = str(study.review()["coding"].iloc[0])[-8:]
    assert run(app, ["revise", "--queue"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "g1",
        f"{name}  ict (A)  its words were changed, now 109-125?",
        "  old: “Ik loop rond”",
        "  new: “Ik loop {+wat+} rond”",
    ]
    assert told.err == "1 coding to review (A 1).\n"
    assert run(app, ["status", "--lang", "en"]) == 0
    assert "Waiting for review after a correction" in capsys.readouterr().out
    assert run(app, ["revise", "--queue", "g1", "--format", "csv"]) == 0
    assert "Ik loop wat rond" in capsys.readouterr().out
    assert run(app, ["revise", "--keep", name]) == 2
    assert "says why" in capsys.readouterr().err
    assert run(app, ["revise", "--place", name, "109-125", "--why", "zelfde"]) == 0
    assert capsys.readouterr().err == "1 settled, 0 to review.\n"
    assert study.review().empty
    assert run(app, ["status", "--lang", "en"]) == 0
    assert "Waiting" not in capsys.readouterr().out


@pytest.mark.parametrize("answers", ["k\n", "99\n109-125\n", "drop\n"])
def test_the_queue_is_gone_through_one_at_a_time(study, answers):
    study.revise("g1", "g1-beter.txt")
    done = CliRunner().invoke(app, ["revise", "--ask", "--coder", "A"], input=answers)
    assert done.exit_code == 0, done.output
    assert "1 of 1, g1" in done.output
    assert study.review().empty
    found = study.codings()["text"].tolist()
    assert ("Ik loop wat rond" in found) == ("drop" not in answers)


def test_a_coder_is_asked_about_no_codings_but_her_own(study):
    study.revise("g1", "g1-beter.txt")
    done = CliRunner().invoke(app, ["revise", "--ask", "--coder", "B"], input="drop\n")
    assert done.exit_code == 0, done.output
    assert "1 of" not in done.output
    assert len(study.review()) == 1


def test_calls_of_the_queue_that_cannot_be_meant_are_one_sentence(study, capsys):
    assert run(app, ["revise", "g1"]) == 2
    assert "needs DOCUMENT and FILE" in capsys.readouterr().err
    assert run(app, ["revise", "g1", "g1-beter.txt", "--queue"]) == 2
    assert run(app, ["revise", "--drop", "geen", "--why", "x"]) != 0
    assert "geen" in capsys.readouterr().err
