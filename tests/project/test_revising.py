"""A corrected transcript: what becomes of each coding is shown first, then done, and can be taken back."""

from __future__ import annotations

import pytest

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
        "review  ict (A) 81-93",
        "  old: “Ik loop rond”",
        "  new: “Ik loop wat rond”",
        "moved   ict (A) 103-125 -> 135-157",
        "  old: “waar ze naartoe willen”",
        "  new: “waar ze naartoe willen”",
        "would carry 3 codings: 1 exact, 1 moved, 1 review",
    ]
    assert len(study.history()) == before
    assert study.text(document(study)) == BEGIN


def test_the_command_revises_check_lists_what_is_to_be_reviewed_and_undo_takes_it_back(study, capsys):
    assert run(app, ["revise", "g1", "g1-beter.txt", "--state", "exact"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("exact   ict (A) ")
    assert told[3:] == [
        "carried 3 codings: 1 exact, 1 moved, 1 review",
        "What is to be reviewed stays with the earlier text; `qualcode check` lists it.",
    ]
    assert run(app, ["check"]) == 1
    assert capsys.readouterr().out.count("belongs to an earlier text. Review it") == 1
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
