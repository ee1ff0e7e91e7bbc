"""What stands in files is told before anything is stored: who speaks how often, and labels that were typed wrongly."""

from __future__ import annotations

import pytest

from qualcode.cli import app
from qualcode.cli.running import run
from qualcode.project import Project

TALK = """Interviewer: [00:00:03] Wie kiest de taak?
R0: De kinderen zelf.
Interviewer: En wanneer?
R0: 's Ochtends.
Intervewer: Altijd?
RO: Meestal wel.
Interviewer: Dank u.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)
    (tmp_path / "gesprek.txt").write_text(TALK)
    (tmp_path / "beleid.txt").write_text("Op onze school kiezen kinderen zelf.\n")
    (tmp_path / "leeg.txt").write_text("")
    Project.create(tmp_path / "studie.qualcode").close()
    return tmp_path


def test_looking_counts_labels_turns_times_and_answers_and_stores_nothing(folder):
    with Project.open(folder / "studie.qualcode") as project:
        before = len(project.history())
        report = project.look(folder / "*.txt")
        files = {file.name: file for file in report.files}
        assert {name: file.status for name, file in files.items()} == {
            "beleid": "read",
            "gesprek": "read",
            "leeg": "failed",
        }
        talk = files["gesprek"]
        assert dict(talk.speakers) == {"Interviewer": 3, "R0": 2, "Intervewer": 1, "RO": 1}
        assert dict(talk.roles) == {"Interviewer": "interviewer", "R0": "respondent"}
        assert (talk.convention, talk.turns, talk.times, talk.words) == ("label with colon", 7, 1, 26)
        assert (files["beleid"].turns, files["beleid"].speakers) == (1, {})
        assert len(project.history()) == before
        assert len(project.documents()) == 0


def test_labels_typed_wrongly_are_told_when_looking_and_when_adding(folder):
    wrong = (
        'label "Intervewer" (1) may have been meant as "Interviewer" (3)',
        'label "RO" (1) may have been meant as "R0" (2)',
    )
    with Project.open(folder / "studie.qualcode") as project:
        assert project.look(folder / "gesprek.txt").files[0].warnings == wrong
        report = project.add_documents(folder / "gesprek.txt")
        assert report.files[0].warnings == wrong
        assert all(line in str(report) for line in wrong)
        assert list(report.frame["warnings"]) == ["; ".join(wrong)]
        labels = set(project.speakers()["label"])
        assert {"Intervewer", "RO"} <= labels  # told, and not changed


def test_a_talk_in_which_nobody_asks_is_told(folder):
    (folder / "samen.txt").write_text("Anna: Hoe gaat het?\nPiet: Goed.\nAnna: En nu?\nPiet: Nu ook.\n")
    with Project.open(folder / "studie.qualcode") as project:
        told = project.look(folder / "samen.txt").files[0]
    assert told.answers == 0
    assert ["no label is known to ask" in line for line in told.warnings] == [True]


def test_a_sheet_of_documents_is_looked_at_by_the_files_that_it_names(folder):
    (folder / "documents.csv").write_text("file;kind\ngesprek.txt;interview\n")
    with Project.open(folder / "studie.qualcode") as project:
        assert [file.name for file in project.look(folder / "documents.csv").files] == ["gesprek"]


def test_the_command_prints_who_speaks_and_exits_with_1_where_a_file_cannot_be_read(folder, capsys):
    assert run(app, ["add", "documents", "gesprek.txt", "beleid.txt", "--look"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 read, 0 failed; nothing was stored",
        "  gesprek.txt: label with colon, 26 words, 7 turns, 4 answers, 1 time",
        "    Interviewer 3 (interviewer), R0 2 (respondent), Intervewer 1 (role unknown), RO 1 (role unknown)",
        '  gesprek.txt: label "Intervewer" (1) may have been meant as "Interviewer" (3)',
        '  gesprek.txt: label "RO" (1) may have been meant as "R0" (2)',
        "  beleid.txt: paragraphs, 6 words, 1 turn",
    ]
    assert run(app, ["add", "documents", "gesprek.txt", "leeg.txt", "--look"]) == 1
    assert "leeg.txt: the file is empty" in capsys.readouterr().out
    assert run(app, ["status", "--lang", "en"]) == 0
    assert "gesprek" not in capsys.readouterr().out
