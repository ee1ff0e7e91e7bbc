"""The door of a project: a file with names of the key does not come in unless it is said why, and history keeps that."""

from __future__ import annotations

import pytest

from qualcode.errors import CallError, NotHere, ProjectError
from qualcode.people.key import Key, Name, save
from qualcode.project import Project

TALK = "I: Dag Sanne, hoe gaat het op de Lindeboog?\nR1: Goed hoor, de kinderen kiezen zelf.\nI: En Sanne?\nR1: Ja.\n"


@pytest.fixture
def key(tmp_path):
    folder = tmp_path / "elders"
    folder.mkdir()
    save(Key((Name("Sanne de Wit", "Leraar 1"), Name("De Lindeboog", "School 1", "school"))), folder / "key.csv")
    return folder / "key.csv"


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "studie.qualcode") as project:
        yield project


def file(tmp_path, name: str, text: str):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def test_a_file_with_names_is_refused_and_told_how_many_and_where_not_which(project, tmp_path, key):
    files = [file(tmp_path, "a.txt", TALK), file(tmp_path, "b.txt", "I: Dag.\nR1: Dag, zei ik.\n")]
    report = project.add_documents(files, key=key)
    assert [one.status for one in report.files] == ["failed", "added"]
    problem = report.failed[0].problem
    assert problem.startswith("2 names of the key in 3 places, in lines 1 and 3.")
    assert "qualcode pseudonyms apply" in problem
    assert "Sanne" not in problem
    assert "Lindeboog" not in problem
    assert list(project.documents()["name"]) == ["b"]


def test_a_name_in_the_name_of_a_file_is_one_too(project, tmp_path, key):
    report = project.add_documents(file(tmp_path, "sanne_de_wit.txt", "I: Dag.\nR1: Dag, zei ik.\n"), key=key)
    assert report.failed[0].problem.startswith("1 name of the key in the name of the file.")


def test_a_reason_lets_it_in_and_history_keeps_the_reason(project, tmp_path, key):
    report = project.add_documents(file(tmp_path, "a.txt", TALK), key=key, raw="de school wil genoemd worden")
    assert len(report.added) == 1
    last = project.history()["message"].iloc[-1]
    assert last == "documents: 1 added, raw (1 with names of the key): de school wil genoemd worden"
    with pytest.raises(CallError, match="needs a reason"):
        project.add_documents(file(tmp_path, "c.txt", TALK), key=key, raw=" ")


def test_a_registered_key_guards_every_import_and_the_project_holds_no_name(project, tmp_path, key):
    project.set(key=key)
    assert project.settings["key"]["names"] == 2
    assert len(project.add_documents(file(tmp_path, "a.txt", TALK)).failed) == 1
    sheet = file(tmp_path, "documents.csv", "file\na.txt\n")
    assert len(project.add_documents(sheet).failed) == 1
    project.close()
    assert b"Lindeboog" not in (tmp_path / "studie.qualcode").read_bytes()


def test_without_the_registered_key_at_hand_nothing_new_comes_in_without_a_reason(project, tmp_path, key):
    project.set(key=key)
    first = file(tmp_path, "a.txt", "I: Dag.\nR1: Dag, zei ik.\n")
    project.add_documents(first)
    key.unlink()
    report = project.add_documents([first, file(tmp_path, "b.txt", "I: Hoi.\nR1: Hoi, zei ik.\n")])
    assert [one.status for one in report.files] == ["known", "failed"]
    assert "is not here" in report.failed[0].problem
    assert len(project.add_documents(tmp_path / "b.txt", raw="al gepseudonimiseerd").added) == 1
    project.set(key=None)
    assert len(project.add_documents(file(tmp_path, "c.txt", TALK)).added) == 1


def test_a_key_that_is_not_there_is_a_fault_of_the_call(project, tmp_path):
    with pytest.raises(NotHere):
        project.add_documents(file(tmp_path, "a.txt", TALK), key=tmp_path / "geen.csv")
    with pytest.raises(NotHere):
        project.set(key=tmp_path / "geen.csv")


def test_a_corrected_transcript_passes_the_same_door(project, tmp_path, key):
    project.set(key=key)
    project.add_documents(file(tmp_path, "a.txt", "I: Dag.\nR1: Dag, zei ik.\n"))
    corrected = file(tmp_path, "beter.txt", "I: Dag.\nR1: Dag, zei ik tegen Sanne.\n")
    with pytest.raises(ProjectError, match="1 name of the key in 1 place, in line 2"):
        project.revise("a", corrected)
    sheet = file(tmp_path, "documents.csv", "file;revises\nbeter.txt;a\n")
    assert "1 name of the key" in project.add_documents(sheet).failed[0].problem
    project.revise("a", corrected, raw="zij is de directeur")
    assert "Sanne" in project.text(project.known().document("a").id)
    assert project.history()["message"].iloc[-1].endswith("raw: zij is de directeur")
