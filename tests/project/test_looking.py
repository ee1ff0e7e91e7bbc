"""What stands in files is told before anything is stored: who speaks how often, and labels that were typed wrongly."""

from __future__ import annotations

import pytest

import qualcode as qc
from qualcode.cli import app
from qualcode.cli.running import run
from qualcode.project import Project
from tests.readers.reports import as_pdf

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
        "  2 files, 32 words, 8 turns, 4 answers, 1 time, 4 speaker labels",
        "  gesprek.txt: label with colon, 26 words, 7 turns, 4 answers, 1 time",
        "    Interviewer: 3 (interviewer), R0: 2 (respondent), Intervewer: 1 (role unknown), RO: 1 (role unknown)",
        '  gesprek.txt: label "Intervewer" (1) may have been meant as "Interviewer" (3)',
        '  gesprek.txt: label "RO" (1) may have been meant as "R0" (2)',
        "  beleid.txt: paragraphs, 6 words, 1 turn",
    ]
    assert run(app, ["add", "documents", "gesprek.txt", "leeg.txt", "--look"]) == 1
    assert "leeg.txt: the file is empty" in capsys.readouterr().out
    assert run(app, ["status", "--lang", "en"]) == 0
    assert "gesprek" not in capsys.readouterr().out


@pytest.fixture
def team(tmp_path, monkeypatch):
    """Four transcripts; in one the interviewer is typed wrongly all through, in one the respondent has a letter O."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)
    talk = "{0}: Wie kiest taak {2}?\n{1}: De kinderen.\n{0} : En wanneer?\n{1}: 's Ochtends.\nMeerdere leerlingen: Ja!\nLeerling ?: Nee.\n"
    (tmp_path / "map").mkdir()
    for name, asks, answers in (("s1", "Interviewer", "R0"), ("s2", "Interviewer", "R0"), ("s3", "Intervewer", "R0"),
                                ("s4", "interviewer", "RO")):  # fmt: skip
        (tmp_path / "map" / f"{name}.txt").write_text(talk.format(asks, answers, name))
    (tmp_path / "map" / "beleid.txt").write_text("Ons beleid is rust.\n")
    (tmp_path / "map" / "kapot.docx").write_bytes(b"PK\x03\x04")
    return tmp_path


CENSUS = [
    ("Leerling ?", "leerling", 4, 4, "", ""),
    ("Meerdere leerlingen", "leerling", 4, 4, "", ""),
    ("R0", "respondent", 6, 3, "", ""),
    ("Interviewer", "interviewer", 4, 2, "", ""),
    ("Intervewer", "interviewer", 2, 1, "s3", "Interviewer"),
    ("RO", "respondent", 2, 1, "s4", "R0"),
    ("interviewer", "interviewer", 2, 1, "s4", "Interviewer"),
]


def test_the_census_counts_labels_over_all_files_and_finds_those_typed_wrongly_across_them(team):
    report = qc.look("map")
    assert list(report.census.itertuples(index=False, name=None)) == CENSUS
    assert report.totals == {
        "files": 6, "added": 0, "known": 0, "failed": 1, "labels": 7, "words": 80, "turns": 25, "answers": 6,
        "times": 0, "pages": 0, "pages_without_text": 0,
    }  # fmt: skip
    told = str(report)
    assert 'label "Intervewer" (2, only in s3) may have been meant as "Interviewer" (4 in 2 files)' in told
    assert '  Intervewer           2  interviewer, only in s3, meant as "Interviewer"?' in told.splitlines()


def test_adding_tells_the_same_census_and_changes_no_label(team):
    with Project.create(team / "studie.qualcode") as project:
        looked = project.look("map")
        report = project.add_documents("map")
        assert report.census.equals(looked.census)
        assert 'label "RO" (2, only in s4) may have been meant as "R0" (6 in 3 files)' in str(report)
        assert {"Intervewer", "RO", "interviewer"} <= set(project.speakers()["label"])


def test_looking_needs_no_project(team, capsys):
    assert run(app, ["add", "documents", "map", "--look"]) == 1  # one file is damaged
    printed = capsys.readouterr().out
    assert printed.startswith(
        "5 read, 1 failed; nothing was stored\n  6 files, 80 words, 25 turns, 6 answers, 7 speaker labels\n"
    )
    assert [path.name for path in team.iterdir()] == ["map"]


def test_a_sheet_of_documents_is_looked_at_without_a_project(team):
    (team / "documents.csv").write_text("bestand;school\nmap/s*.txt;nergens\n")
    assert [file.name for file in qc.look("documents.csv").files] == ["s1", "s2", "s3", "s4"]


def test_the_sheet_of_speakers_is_written_filled_in_and_read_back(team, capsys):
    assert run(app, ["add", "documents", "map", "--look", "--speakers", "speakers.csv"]) == 1
    sheet = team / "speakers.csv"
    written = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert written[0] == "document;label;person;role;case;#turns;#remark"
    assert written[9:11] == ['s3;Intervewer;;interviewer;;2;"meant as ""Interviewer""?"', "s3;R0;;respondent;;2;"]
    assert len(written) == 17
    assert run(app, ["add", "documents", "map", "--look", "--speakers", "speakers.csv"]) == 1
    assert "it stands there already" in capsys.readouterr().err
    sheet.write_text(
        sheet.read_text(encoding="utf-8-sig").replace("s3;R0;;respondent", "s3;R0;P3;leraar"), encoding="utf-8-sig"
    )
    with Project.create(team / "studie.qualcode") as project:
        project.add_documents("map")
        project.add_persons([{"person": "P3"}])
        project.add_speakers(sheet)
        speakers = project.speakers().set_index(["document", "label"])
        names = project.documents().set_index("name")["document"]
        assert speakers.loc[(names["s3"], "Intervewer"), "role"] == "interviewer"
        assert tuple(speakers.loc[(names["s3"], "R0"), ["person", "role"]]) == ("P3", "leraar")
        assert speakers.loc[(names["s4"], "Meerdere leerlingen"), "role"] == "leerling"
        assert speakers.loc[(names["s4"], "Leerling ?"), "role"] == "leerling"


def test_a_label_whose_role_is_not_told_has_to_be_filled_in(team):
    (team / "map" / "s1.txt").write_text("Anna: Hoe?\nPiet: Zo.\nAnna: En nu?\nPiet: Zo ook.\n")
    with Project.create(team / "studie.qualcode") as project:
        project.add_documents("map/s1.txt").write_speakers("speakers.csv")
        with pytest.raises(qc.QualcodeError, match='"Anna" has no role'):
            project.add_speakers("speakers.csv")


def test_a_sheet_of_speakers_needs_speakers_and_a_name_that_can_be_read_back(team):
    with pytest.raises(qc.QualcodeError, match="Nobody speaks"):
        qc.look("map/beleid.txt").write_speakers("speakers.csv")
    with pytest.raises(qc.QualcodeError, match=r"written as \.csv"):
        qc.look("map").write_speakers("speakers.docx")
    assert not (team / "speakers.csv").exists()


def test_the_report_is_written_with_who_speaks_below_the_files(team, capsys):
    run(app, ["add", "documents", "map", "--look", "-o", "ingelezen.html", "--lang", "nl"])
    page = (team / "ingelezen.html").read_text(encoding="utf-8")
    for words in ("Wat van elk bestand is ingelezen", "bekeken", "niet gelezen", "dubbele punt", "6 regels", "Interviewer (2), R0 (2)",
                  "Wie er spreken, over alle bestanden", "Bedoeld als?", "Samen 6 bestanden: 80 woorden, 25 spreekbeurten"):  # fmt: skip
        assert words in page, words
    report = qc.look("map")
    assert [text in report.to_text(lang="en", width=160) for text in ("looked at", "colon", "Meant as?")] == [True] * 3
    assert "Wie er spreken" in report._repr_html_()


def test_pages_without_text_are_counted_over_all_files(team):
    (team / "map" / "scan.pdf").write_bytes(
        as_pdf(["BT /F1 10 Tf 60 700 Td (Een bladzijde met woorden.) Tj ET", "0 0 100 100 re f"])
    )
    report = qc.look("map/s*.*")
    assert (report.totals["pages"], report.totals["pages_without_text"]) == (2, 1)
    assert "1 page without text" in str(report).splitlines()[1]
    assert "1 pagina zonder tekst" in " ".join(report.to_text().split())
    assert report.frame.set_index("name").loc["scan", ["pages", "pages_without_text"]].tolist() == [2, 1]


def test_a_questionnaire_is_no_sheet_of_documents_and_its_folder_is_not_read(team, capsys):
    (team / "map" / "enquete.csv").write_text("respondent;school;Wat vond u?\nr1;nergens;Te weinig tijd.\n")
    told = str(qc.look("map/enquete.csv"))
    assert told.startswith("0 added, 0 known, 1 failed\n  map/enquete.csv: the table has no columns of speakers")
    assert told.endswith("answers to a questionnaire are added by `qualcode add survey`.")
    Project.create("studie.qualcode").close()
    assert run(app, ["add", "documents", "map/enquete.csv"]) == 1
    said = capsys.readouterr().err
    assert "enquete.csv: names no files. Answers to a questionnaire are added by `qualcode add survey`." in said
    assert "needs a file" not in said


def test_headers_are_looked_at_where_they_are_asked_for(team, capsys):
    import docx

    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Bovenaan elke bladzijde"
    made.add_paragraph("Op school kiezen zij zelf.")
    made.save("kop.docx")
    assert qc.look("kop.docx", heads=True).files[0].words == qc.look("kop.docx").files[0].words + 3
    for project in ([], ["-p", "studie.qualcode"]):
        if project:
            Project.create("studie.qualcode").close()
        assert run(app, ["add", "documents", "kop.docx", "--look", *project]) == 0
        assert "left out header" in capsys.readouterr().out
        assert run(app, ["add", "documents", "kop.docx", "--look", "--heads", *project]) == 0
        assert "left out header" not in capsys.readouterr().out
