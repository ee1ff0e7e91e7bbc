"""Files into a project: found, recognised, refused; a bad one is a row; a corrected one is a revision."""

from __future__ import annotations

import shutil
import sqlite3
from unicodedata import normalize

import pytest

from qualcode.errors import Unknown
from qualcode.project import Project
from tests.store.world import BEGIN, BOOK, EIND, begun, coding, document, span


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "studie.qualcode", codebook=BOOK) as project:
        project.add_waves(["begin", "eind"])
        project.add_cases([{"case": "wisselspoor"}, {"case": "meander"}])
        yield project


@pytest.fixture
def folder(tmp_path):
    """Two talks, one of them in a folder below, a file that is none, and an empty one."""
    folder = tmp_path / "ruw"
    (folder / "eind").mkdir(parents=True)
    (folder / "g1.txt").write_text(BEGIN)
    (folder / "eind" / "g2.txt").write_text(EIND)
    (folder / "~$g1.docx").write_bytes(b"lock")
    (folder / "leeg.txt").write_text("")
    (folder / "foto.jpg").write_bytes(b"\xff\xd8")
    return folder


def statuses(report):
    return {file.name: file.status for file in report.files}


def test_a_folder_is_read_with_its_folders_and_a_bad_file_is_a_row(project, folder):
    report = project.add_documents(folder)
    assert statuses(report) == {"g1": "added", "g2": "added", "leeg": "failed", "foto": "failed"}
    assert all(file.problem for file in report.failed)
    first = next(file for file in report.files if file.name == "g1")
    assert (first.turns, first.words, dict(first.speakers)) == (4, 26, {"I": 2, "R1": 2})
    assert sorted(project.documents()["name"]) == ["g1", "g2"]
    assert len(project.history().query("verb == 'add documents'")) == 1


def test_a_pattern_a_list_and_a_sheet_name_files_too(project, folder):
    assert statuses(project.add_documents(str(folder / "*.txt"))) == {"g1": "added", "leeg": "failed"}
    assert statuses(project.add_documents([folder / "g1.txt", folder / "eind" / "g2.txt"])) == {
        "g1": "known",
        "g2": "added",
    }
    sheet = folder / "documents.csv"
    sheet.write_text("file;case;wave;kind;responsible\ng1.txt;wisselspoor;begin;groep;A\neind/*.txt;meander;eind;;B\n")
    report = project.add_documents(sheet)
    assert statuses(report) == {"g1": "known", "g2": "known"}
    assert report.files[0].changed == (
        "case is now wisselspoor",
        "wave is now begin",
        "kind is now group",
        "responsible is now A",
    )
    frame = project.documents().set_index("name")
    assert frame.loc["g1", ["case", "wave", "kind", "responsible"]].tolist() == ["wisselspoor", "begin", "group", "A"]
    assert frame.loc["g2", ["case", "wave", "kind", "responsible"]].tolist() == ["meander", "eind", "interview", "B"]


def test_a_file_seen_before_is_known_also_under_another_name_and_writes_no_change(project, folder):
    project.add_documents(folder / "g1.txt", case="wisselspoor", wave="begin")
    shutil.copy(folder / "g1.txt", folder / "kopie van g1.txt")
    before = len(project.history())
    report = project.add_documents([folder / "g1.txt", folder / "kopie van g1.txt"], case="wisselspoor", wave="begin")
    assert [file.status for file in report.files] == ["known", "known"]
    assert len(project.history()) == before


def test_a_known_name_with_other_content_is_refused_and_pointed_to_revise(project, folder):
    project.add_documents(folder / "g1.txt")
    (folder / "g1.txt").write_text(BEGIN + "I: Dank u.\n")
    report = project.add_documents(folder / "g1.txt")
    assert statuses(report) == {"g1": "failed"}
    assert "known with other content" in report.files[0].problem
    assert "qualcode revise" in report.files[0].problem
    assert project.text(document(project)) == BEGIN


def test_one_name_in_two_folders_is_two_documents(project, tmp_path):
    for school, text in (("meander", BEGIN), ("wisselspoor", EIND)):
        (tmp_path / school).mkdir()
        (tmp_path / school / "directeur.txt").write_text(text)
    project.add_documents([tmp_path / "meander", tmp_path / "wisselspoor"])
    assert project.documents()["name"].tolist() == ["meander/directeur", "wisselspoor/directeur"]


def test_one_name_in_two_schools_is_two_documents(project, tmp_path):
    for school, text in (("meander", BEGIN), ("wisselspoor", EIND)):
        (tmp_path / school).mkdir()
        (tmp_path / school / "directeur.txt").write_text(text)
        assert not project.add_documents(tmp_path / school / "directeur.txt", case=school).failed
    assert project.documents()["case"].tolist() == ["meander", "wisselspoor"]


def test_one_talk_for_two_schools_is_two_documents_of_one_text(project, folder):
    rows = [{"file": str(folder / "g1.txt"), "case": case} for case in ("meander", "wisselspoor")]
    project.add_documents(rows)
    again = project.add_documents(rows)
    frame = project.documents()
    assert frame["case"].tolist() == ["meander", "wisselspoor"]
    assert frame["revision"].nunique() == 1
    assert [file.status for file in again.files] == ["known", "known"]
    assert len(project.turns()) == 8


def test_two_laptops_give_a_document_the_same_id(tmp_path, folder):
    ids = []
    for laptop in ("een", "twee"):
        with Project.create(tmp_path / f"{laptop}.qualcode", study="studie") as project:
            project.add_documents(folder / "g1.txt")
            ids.append(project.documents()["document"].tolist())
    assert ids[0] == ids[1]


def test_names_are_compared_however_their_letters_are_composed(project, tmp_path):
    (tmp_path / normalize("NFD", "één gesprek.txt")).write_text(BEGIN)
    report = project.add_documents(tmp_path / normalize("NFC", "één gesprek.txt"))
    assert statuses(report) == {normalize("NFC", "één gesprek"): "added"}
    assert document(project, normalize("NFC", "één gesprek"))


def test_an_unknown_school_or_wave_is_a_fault_of_the_call(project, folder):
    with pytest.raises(Unknown, match=r'No case "wisselspor".*"wisselspoor"'):
        project.add_documents(folder, case="wisselspor")
    with pytest.raises(Unknown):
        project.add_documents(folder, wave="midden")
    assert len(project.documents()) == 0


def test_roles_by_label_hold_for_all_files(project, folder):
    project.add_documents(folder / "g1.txt", speakers={"R1": "directeur"})
    assert project.speakers()[["label", "role", "turns"]].values.tolist() == [
        ["I", "interviewer", 2],
        ["R1", "directeur", 2],
    ]


def test_a_sheet_of_speakers_says_who_is_who(project, folder):
    project.add_documents(folder / "g1.txt", case="meander")
    project.add_persons([{"person": "P1"}])
    report = project.add_speakers(
        [{"document": "g1", "label": "R1", "person": "P1", "role": "leraar", "case": "wisselspoor"}]
    )
    assert (report.added, report.changed) == (1, ())
    frame = project.turns()
    assert frame["person"].fillna("").tolist() == ["", "P1", "", "P1"]
    assert frame["case"].tolist() == ["meander", "wisselspoor", "meander", "wisselspoor"]


def test_an_interruption_keeps_whole_documents_only(project, tmp_path):
    for number in range(4):
        (tmp_path / f"t{number}.txt").write_text(f"{BEGIN}I: {number}\n")

    def stop(name, done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.add_documents(tmp_path / "t*.txt", progress=stop)
    assert project.documents()["name"].tolist() == ["t0", "t1"]
    assert len(project.turns()) == 10
    report = project.add_documents(tmp_path / "t*.txt")
    assert [file.status for file in report.files] == ["known", "known", "added", "added"]


def test_text_is_kept_exactly_as_it_was_read(project, tmp_path):
    (tmp_path / "vreemd.txt").write_bytes("\ufeffI: Café\r\nR1: e\u0301\u00e9n 😀  dubbel \u200d\r\nI: ja\r\n".encode())
    project.add_documents(tmp_path / "vreemd.txt")
    assert project.text(document(project, "vreemd")) == "I: Café\nR1: e\u0301\u00e9n 😀  dubbel \u200d\nI: ja\n"


# --- revisions -----------------------------------------------------------------------------------------------------


@pytest.fixture
def coded(tmp_path):
    with begun(tmp_path) as project:
        project.add_codings(
            [coding(project, q, "ict", "A") for q in ("Wie kiest de taak?", "weektaak", "Ik loop rond")]
        )
        yield project


def test_a_corrected_text_carries_codings_as_exact_moved_or_to_be_reviewed(coded, tmp_path):
    corrected = tmp_path / "g1-nieuw.txt"
    corrected.write_text(BEGIN.replace("De kinderen", "Eh, de kinderen").replace("Ik loop rond", "Ik loop wat rond"))
    tried = coded.revise("g1", corrected, dry_run=True)
    assert [c.state for c in tried.codings] == ["exact", "moved", "review"]
    assert coded.text(document(coded)) == BEGIN
    before = coded.documents()["document"].tolist()
    done = coded.revise("g1", corrected)
    assert str(done) == "carried 3 codings: 1 exact, 1 moved, 1 review"
    assert coded.documents()["document"].tolist() == before
    assert coded.text(document(coded)) == corrected.read_text()
    frame = coded.codings()
    assert sorted(frame["text"]) == ["Wie kiest de taak?", "weektaak"]
    assert coded.review()["quote"].tolist() == ["Ik loop rond"]
    assert len(coded.touches()) == 2
    assert [problem.what for problem in coded.check() if "earlier text" in problem.what] == [
        "ict of A belongs to an earlier text."
    ]
    coded.undo()
    assert coded.text(document(coded)) == BEGIN
    assert coded.codings()["revision"].nunique() == 1


def test_a_quote_that_now_stands_twice_is_placed_by_its_context_or_not_at_all(tmp_path):
    text = "I: a\nR1: Ja, zeker. Dat klopt.\nI: b\nR1: Nee hoor.\n"
    with begun(tmp_path, t=text) as project:
        project.add_codings([coding(project, "Ja, zeker.", "ict", "A", name="t")])
        (tmp_path / "t2.txt").write_text("I: n\nR1: Ja, zeker. Toch niet.\n" + text)
        assert [c.state for c in project.revise("t", tmp_path / "t2.txt", dry_run=True).codings] == ["moved"]
        (tmp_path / "t3.txt").write_text(text + text)
        assert [c.state for c in project.revise("t", tmp_path / "t3.txt", dry_run=True).codings] == ["exact"]
        (tmp_path / "t4.txt").write_text("R1: x\nI: Ja, zeker. R1: Ja, zeker. I: y\n")
        assert [c.state for c in project.revise("t", tmp_path / "t4.txt", dry_run=True).codings] == ["review"]


def test_a_sheet_of_documents_says_what_revises_what(coded, tmp_path):
    (tmp_path / "g1-nieuw.txt").write_text(BEGIN + "I: Dank.\n")
    rows = [{"file": str(tmp_path / "g1-nieuw.txt"), "revises": "g1"}]
    first, second = coded.add_documents(rows), coded.add_documents(rows)
    assert [file.status for file in (*first.files, *second.files)] == ["added", "known"]
    assert first.files[0].changed == ("carried 3 codings: 3 exact, 0 moved, 0 review",)
    assert coded.text(document(coded)).endswith("I: Dank.\n")
    bad = coded.add_documents([{"file": str(tmp_path / "geen.txt"), "revises": "g1"}])
    assert bad.files[0].status == "failed"


# --- check ---------------------------------------------------------------------------------------------------------


def test_a_quote_that_differs_from_the_text_is_told(coded):
    driver = sqlite3.connect(str(coded.path))
    driver.execute('UPDATE coding SET start = start - 3, "end" = "end" - 3 WHERE id = (SELECT min(id) FROM coding)')
    driver.commit()
    driver.close()
    told = [str(problem) for problem in coded.check()]
    assert any("but A coded ict on" in line for line in told)


def test_a_text_that_was_changed_by_other_means_is_told(coded):
    driver = sqlite3.connect(str(coded.path))
    driver.execute("UPDATE text SET body = replace(body, 'kinderen', 'leraren')")
    driver.commit()
    driver.close()
    assert "g1: its text was changed outside qualcode. Restore a copy of the project." in [
        str(p) for p in coded.check()
    ]


def test_codings_of_a_document_whose_import_was_undone_are_told_not_shown(coded):
    where = span(coded, "weektaak")[0]
    change = coded.history().query("verb == 'add documents'")["id"].iloc[0]
    coded.undo(change)
    assert len(coded.codings()) == 0
    assert len(coded.touches()) == 0
    assert any(problem.where == where and "3 codings belong to a document" in problem.what for problem in coded.check())
    coded.undo(coded.history()["id"].iloc[-1])
    assert len(coded.codings()) == 3
