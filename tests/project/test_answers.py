"""Open answers of a survey become documents that are coded; a table of talk becomes one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode import Project
from qualcode.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = [
    {"leraar": "L1", "school": "wisselspoor", "jaren": "3", "wat helpt": "Tijd.\nEn rust.", "wat niet": ""},
    {"leraar": "L2", "school": "onbekend", "jaren": "12", "wat helpt": "Een weektaak.", "wat niet": "Toetsen."},
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "po.qualcode") as made:
        made.add_cases([{"case": "wisselspoor", "name": "Wisselspoor", "kind": "school"}])
        yield made


def test_each_open_answer_is_a_document_of_its_respondents_school(project: Project) -> None:
    added = project.add_survey(ROWS, documents=["wat helpt", "wat niet"])
    assert (added.added, added.changed) == (2, ("answers as documents: 3 added, 0 known",))
    documents = project.documents()
    assert documents[["name", "kind"]].astype(str).values.tolist() == [
        ["L1 wat helpt", "answer"], ["L2 wat helpt", "answer"], ["L2 wat niet", "answer"],
    ]  # fmt: skip
    assert list(documents["case"].astype(object).fillna("-")) == ["wisselspoor", "-", "-"]
    assert project.text(documents["document"].iloc[0]) == "Tijd.\nEn rust."
    assert project.survey()["jaren"].tolist() == ["3", "12"]


def test_the_same_survey_again_adds_nothing_and_two_equal_answers_are_two_documents(project: Project) -> None:
    rows = [{"leraar": "L1", "v": "ja"}, {"leraar": "L2", "v": "ja"}]
    project.add_survey(rows, documents=["v"])
    again = project.add_survey(rows, documents=["v"])
    assert (again.added, again.changed) == (0, ("answers as documents: 0 added, 2 known",))
    assert len(project.documents()) == 2


def test_a_column_that_is_not_there_is_named_and_nothing_is_stored(project: Project) -> None:
    with pytest.raises(CallError, match=r'no column "wat hielp"\. Did you mean "wat helpt"'):
        project.add_survey(ROWS, documents=["wat hielp"])
    assert len(project.survey()) == 0


def test_a_table_of_talk_is_a_transcript_and_no_sheet_of_documents(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "gesprek.csv"
    file.write_text("spreker;tekst\nInterviewer;Hoe kiezen jullie?\nDocent;Zelf.\n", encoding="utf-8")
    report = project.add_documents(file, case="wisselspoor")
    assert [(file.status, file.convention, dict(file.speakers)) for file in report.files] == [
        ("added", "named by the file", {"Interviewer": 1, "Docent": 1})
    ]
    assert project.turns()["role"].tolist()[0] == "interviewer"
