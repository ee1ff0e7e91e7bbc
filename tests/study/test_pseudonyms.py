"""The line `pseudonyms:` of a study file: the key lies elsewhere, and from the first build on it guards the project."""

from __future__ import annotations

import pytest

from qualcode.errors import CallError, NotHere, SheetFaults, StudyFaults
from qualcode.people.key import Key, Name, save
from qualcode.project import Project
from qualcode.study.build import build
from tests.study.tiny import tiny_study

KEY = Key((Name("Sanne de Wit", "Leraar 1"), Name("Kwartelaar", "Leraar 2")))


@pytest.fixture
def study(tmp_path):
    """The tiny study in a folder of its own, with a key one folder up."""
    folder = tmp_path / "studie"
    folder.mkdir()
    path = tiny_study(folder)
    path.write_text(path.read_text(encoding="utf-8") + "pseudonyms: ../key.csv\n", encoding="utf-8")
    save(KEY, tmp_path / "key.csv")
    return path


def test_a_build_registers_the_key_and_a_second_one_has_nothing_new(study):
    report = build(study)
    step = next(step for step in report.steps if step.what == "pseudonyms")
    assert (step.file, step.new, step.said) == ("key.csv", 1, ())
    with Project.open(report.project) as project:
        assert project.settings["key"]["path"].replace("\\", "/") == "../key.csv"
        assert project.settings["key"]["names"] == 2
    assert build(study).changed is False


def test_a_name_in_a_sheet_or_a_transcript_stops_the_build_until_it_is_said_why(study):
    persons = study.parent / "persons.csv"
    persons.write_text(persons.read_text(encoding="utf-8") + "Kwartelaar;;;\n", encoding="utf-8")
    with pytest.raises(SheetFaults, match=r'persons\.csv, row \d+, column "person".*Write "Leraar 2"'):
        build(study)
    build(study, raw="een artiestennaam")
    with Project.open(study.parent / "klein.qualcode") as project:
        assert "Kwartelaar" in set(project.persons()["person"])


def test_a_study_whose_key_is_not_on_this_computer_takes_nothing_new_without_a_reason(study, tmp_path):
    (tmp_path / "key.csv").rename(tmp_path / "weg.csv")
    with pytest.raises(NotHere, match=r"The key \.\./key\.csv that study\.yaml names is not here"):
        build(study)
    build(study, raw="de bestanden zijn nagekeken")
    (tmp_path / "weg.csv").rename(tmp_path / "key.csv")
    assert build(study).changed  # from now on it is guarded
    (tmp_path / "key.csv").unlink()
    assert build(study).changed is False


@pytest.mark.parametrize("place", ["key.csv", "diep/er/en/dieper/key.csv"])
def test_a_key_in_the_folder_of_the_study_is_a_fault_with_its_line(study, place):
    text = study.read_text(encoding="utf-8").replace("../key.csv", place)
    study.write_text(text, encoding="utf-8")
    with pytest.raises(StudyFaults) as fault:
        build(study)
    (problem,) = fault.value.problems
    assert "lies in the folder of a study: whoever gets that folder gets the names" in problem.what
    assert problem.where == f"study.yaml, line {len(text.splitlines())}, column 1"


def test_a_key_that_others_may_read_or_that_is_synced_is_warned_of(study, tmp_path):
    synced = tmp_path / "OneDrive - School"
    synced.mkdir()
    (tmp_path / "key.csv").rename(synced / "key.csv")
    (synced / "key.csv").chmod(0o644)
    study.write_text(
        study.read_text(encoding="utf-8").replace("../key.csv", '"../OneDrive - School/key.csv"'), encoding="utf-8"
    )
    step = next(step for step in build(study).steps if step.what == "pseudonyms")
    assert [line.split(":")[0].split(" (")[0] for line in step.said] == [
        "The key lies in a folder that OneDrive copies to a server",
        "Others on this computer may read the key",
    ]


def test_a_reason_must_say_something(study):
    with pytest.raises(CallError, match="needs a reason"):
        build(study, raw=" ")
