"""Which documents come on the table of a meeting."""

from __future__ import annotations

import pytest

from qualcode.coding.meeting import Meeting
from qualcode.errors import ProjectError
from qualcode.project import Project
from qualcode.store import sealing
from tests.coding.readings import LAPTOP, REKENEN, put, study


def test_a_reading_whose_codings_are_on_another_laptop_still_is_no_empty_reading(tmp_path):
    path = study(tmp_path, A=[put("een", REKENEN, "extern"), put("twee", LAPTOP, "ict")], B=[])
    with Project.open(path) as project:
        een = project.known().document("een").id
        with project.store.writing() as writer:
            sealing.note(writer.connection, {"a change": frozenset({("B", een, "main")})})
        meeting = Meeting(project)
        assert {item.codes for item in meeting.items()} == {("ict",)}
        assert "the codings of B are not here yet" in meeting.refused["een"]
        with pytest.raises(ProjectError, match="not here yet"):
            Meeting(project, documents=["een"])


def test_a_document_that_only_one_of_them_read_is_passed_over_without_a_word(tmp_path):
    path = study(tmp_path, A=[put("een", REKENEN, "extern")], B=[])
    with Project.open(path) as project:
        (tmp_path / "drie.txt").write_text("Interviewer: En?\nLeraar 1: Nou, prima.\n", encoding="utf-8")
        project.add_documents(tmp_path / "drie.txt")
        project.add_coverage([
            {"layer": "reading", "coder": "A", "document": "drie", "round": "main", "version": "1.0.0", "codes": "",
             "state": "finished"}
        ])  # fmt: skip
        assert Meeting(project).refused == {}
