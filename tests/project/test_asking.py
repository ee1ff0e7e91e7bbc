"""Questions and answers follow who asks: by the labels at first, by the sheet of speakers once it says so."""

from __future__ import annotations

import pytest

from qualcode.project import Project

NAMES = "Anna: Zal ik beginnen?\nPiet: Ja.\nAnna: Wie kiest?\nPiet: De kinderen.\nMeerdere leerlingen: Wij!\nAnna: En wanneer?\nPiet: Nu."


@pytest.fixture
def project(tmp_path):
    (tmp_path / "s1.txt").write_text(NAMES)
    (tmp_path / "s2.txt").write_text("Inleiding\nI: Wie?\nR1: Ik.\nI: En?\nR1: Jij.")
    with Project.create(tmp_path / "studie.qualcode") as project:
        project.add_documents(tmp_path / "*.txt")
        yield project


def answers(project, name):
    documents = project.documents().set_index("name")["document"]
    turns = project.turns()
    found = turns.loc[turns["document"] == documents[name], "answer"]
    return [None if missing else int(value) for value, missing in zip(found, found.isna(), strict=True)]


def test_names_tell_nobody_that_asks_until_the_sheet_of_speakers_does(project):
    assert answers(project, "s1") == [None] * 7
    project.add_speakers([{"document": "s1", "label": "Anna", "role": "interviewer"}])
    assert answers(project, "s1") == [1, 1, 2, 2, 2, 3, 3]
    assert answers(project, "s2") == [None, 1, 1, 2, 2]  # the other file stays as it was
    project.undo()
    assert answers(project, "s1") == [None] * 7


def test_a_label_that_looked_like_an_interviewer_and_is_none_asks_no_more(project):
    project.add_speakers(
        [{"document": "s2", "label": "I", "role": "leraar"}, {"document": "s2", "label": "R1", "role": "interviewer"}]
    )
    assert answers(project, "s2") == [None, None, 1, 1, 2]


def test_a_role_that_changes_nothing_leaves_the_numbers(project):
    project.add_speakers([{"document": "s2", "label": "R1", "role": "leraar"}])
    assert answers(project, "s2") == [None, 1, 1, 2, 2]
