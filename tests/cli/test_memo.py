"""The command `memo`: written, listed with the words beside it, taken away; blind where coding is blind."""

from __future__ import annotations

import pytest

from qualcode.cli import app
from qualcode.cli.running import run
from qualcode.project import Project
from tests.store.world import begun, span


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A folder with a project of two talks."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)
    begun(tmp_path).close()
    return tmp_path / "studie.qualcode"


def test_memos_are_written_listed_and_taken_away(study, tmp_path, capsys):
    with Project.open(study) as project:
        _, start, end = span(project, "de weektaak")
    assert run(app, ["memo", "add", "wat is dat?", "--document", "g1", "--at", f"{start}-{end}", "--coder", "A"]) == 0
    id_ = capsys.readouterr().out.strip()
    assert run(app, ["memo", "add", "te breed", "--code", "ict"]) == 0
    assert run(app, ["memo", "list", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "te breed" in told
    assert "wat is dat?" in told
    assert run(app, ["memo", "list", "--document", "g1", "-o", "memos.csv"]) == 0
    written = (tmp_path / "memos.csv").read_text(encoding="utf-8-sig")
    assert all(said in written for said in ("g1", "de weektaak", "wat is dat?"))
    assert "te breed" not in written
    capsys.readouterr()
    assert run(app, ["memo", "list", "--code", "ict", "--format", "csv"]) == 0
    assert "te breed" in capsys.readouterr().out
    assert run(app, ["memo", "remove", id_, "--coder", "B"]) == 1
    assert run(app, ["memo", "remove", id_, "--coder", "A"]) == 0
    assert capsys.readouterr().out == "1 memo removed.\n"
    with Project.open(study) as project:
        assert project.memos()["text"].tolist() == ["te breed"]


def test_a_place_that_is_none_and_a_memo_on_nothing_are_told(study, capsys):
    assert run(app, ["memo", "add", "x", "--document", "g1", "--at", "12"]) == 2
    assert "--at wants" in capsys.readouterr().err
    assert run(app, ["memo", "add", "x"]) == 2
    assert "Say what the memo is about" in capsys.readouterr().err


def test_a_coder_is_shown_no_memo_of_another_on_an_open_document(study, capsys):
    assert run(app, ["memo", "add", "mooi", "--document", "g1", "--coder", "A"]) == 0
    capsys.readouterr()
    assert run(app, ["memo", "list", "--format", "csv", "--coder", "B"]) == 0
    assert "mooi" not in capsys.readouterr().out
    assert run(app, ["memo", "list", "--author", "A", "--format", "csv"]) == 0
    assert "mooi" in capsys.readouterr().out
