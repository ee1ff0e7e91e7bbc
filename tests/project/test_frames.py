"""What an open project shows: the frames, column by column, on a study that can be read in the test."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.columns import CASES, CODINGS, COVERAGE, DOCUMENTS, PERSONS, TOUCHES, TURNS, HasFrames
from qualcode.model import Coding, Segment, word_starts
from qualcode.store.ids import uuid7
from tests.store.world import BEGIN, begun, coding, document, few, frames, span


@pytest.fixture
def project(tmp_path):
    with begun(tmp_path) as project:
        yield project


def test_an_open_project_is_what_analyses_ask_for(project):
    assert isinstance(project, HasFrames)


def test_documents_stand_in_the_order_of_import(project):
    frame = project.documents()
    assert list(frame.columns) == list(DOCUMENTS)
    assert frame[["name", "case", "wave", "kind", "study", "words"]].values.tolist() == [
        ["g1", "wisselspoor", "begin", "interview", "studie", 26],
        ["g2", "wisselspoor", "begin", "interview", "studie", 9],
    ]
    assert frame["responsible"].isna().all()


def test_turns_carry_speaker_role_case_and_the_ordinals_of_their_words(project):
    frame = project.turns()
    assert list(frame.columns) == list(TURNS)
    first = frame.iloc[:4]
    assert first["text"].tolist() == [line.split(": ", 1)[1] for line in BEGIN.strip().split("\n")]
    assert first["speaker"].tolist() == ["I", "R1", "I", "R1"]
    assert first["role"].tolist() == ["interviewer", "respondent", "interviewer", "respondent"]
    assert first["case"].tolist() == ["wisselspoor"] * 4
    assert first["answer"].tolist() == [1, 1, 2, 2]
    assert first["turn"].tolist() == [f"{document(project)}/{n}" for n in (1, 2, 3, 4)]
    assert first[["word_start", "word_end", "words"]].values.tolist() == [
        [1, 5, 4],
        [6, 13, 7],
        [14, 16, 2],
        [17, 26, 9],
    ]
    assert [BEGIN[a:b] for a, b in zip(first["start"], first["end"], strict=True)] == first["text"].tolist()
    assert "text" not in project.turns(text=False)


def test_a_text_without_speakers_has_paragraphs_for_turns(tmp_path):
    with begun(tmp_path, plan="Het plan.\n\nWij willen meer zelfregie.\n") as project:
        frame = project.turns()
        assert frame["text"].tolist() == ["Het plan.", "Wij willen meer zelfregie."]
        assert frame["speaker"].tolist() == ["", ""]
        assert frame["role"].isna().all()
        assert project.documents()["kind"].tolist() == ["document"]


def test_codings_have_their_columns_in_order_and_their_kinds(project):
    project.add_codings([coding(project, "kiezen zelf", "zelfregie", "A", stand="huidig")])
    frame = project.codings()
    assert list(frame.columns) == [*CODINGS, "facet.stand"]
    for name in (
        "layer",
        "coder",
        "round",
        "version",
        "origin",
        "code",
        "document",
        "revision",
        "case",
        "wave",
        "facet.stand",
    ):
        assert isinstance(frame[name].dtype, pd.CategoricalDtype), name
    assert [str(frame[name].dtype) for name in ("start", "end", "words")] == ["int32"] * 3
    assert str(frame["created"].dtype) == "datetime64[us]"
    row = frame.iloc[0]
    assert (row["text"], row["words"], row["code"], row["coder"], row["facet.stand"]) == (
        "kiezen zelf",
        2,
        "zelfregie",
        "A",
        "huidig",
    )
    assert "text" not in project.codings(text=False)
    assert list(frame["document"].cat.categories) == project.documents()["document"].tolist()


def test_codings_are_sorted_by_document_place_code_and_coder(project):
    project.add_codings(
        [
            coding(project, "Best lekker", "ict", "A", name="g2"),
            coding(project, "kiezen zelf", "ict", "B"),
            coding(project, "kiezen zelf", "ict", "A"),
            coding(project, "kiezen zelf", "zelfregie", "B"),
            coding(project, "De kinderen kiezen zelf", "gedeeld", "B"),
        ]
    )
    frame = project.codings()
    assert frame[["text", "code", "coder"]].values.tolist() == [
        ["De kinderen kiezen zelf", "gedeeld", "B"],
        ["kiezen zelf", "zelfregie", "B"],
        ["kiezen zelf", "ict", "A"],
        ["kiezen zelf", "ict", "B"],
        ["Best lekker", "ict", "A"],
    ]
    again = frame.sort_values(["document", "start", "end", "code", "coder"], kind="stable")
    assert again.index.tolist() == frame.index.tolist()


def test_layer_round_and_coder_choose_and_none_means_all(project):
    project.add_codings(
        [
            coding(project, "kiezen zelf", "ict", "A"),
            coding(project, "weektaak", "ict", "A", round_="pilot"),
            coding(project, "weektaak", "ict", "B"),
            Coding(
                uuid7(),
                "consensus",
                "consensus",
                "main",
                "1.0.0",
                "ict",
                coding(project, "weektaak", "ict", "A").segment,
                "consensus",
            ),
        ]
    )
    assert len(project.codings()) == 2
    assert len(project.codings(round="pilot")) == 1
    assert len(project.codings(round=None)) == 3
    assert len(project.codings(layer=None, round=None)) == 4
    assert len(project.codings(coder="B")) == 1
    assert len(project.codings(coder="nobody")) == 0
    assert len(project.consensus()) == 1
    assert len(project.suggestions()) == 0
    assert project.coders() == ["A", "B"]


def test_equal_codings_count_once_however_they_were_made(tmp_path):
    with begun(tmp_path, coder="A") as project:
        by_hand = project.apply(*span(project, "kiezen zelf"), "zelfregie")
        project.add_codings([coding(project, "kiezen zelf", "zelfregie", "A")])
        assert len(project.codings()) == 1
        assert project.apply(*span(project, "kiezen zelf"), "zelfregie") in (
            by_hand,
            project.codings()["coding"].iloc[0],
        )
        project.remove(project.codings()["coding"].iloc[0])
        assert len(project.codings()) == 0


def test_a_renamed_code_shows_its_present_key_and_no_coding_changed(project):
    from dataclasses import replace

    project.add_codings([coding(project, "kiezen zelf", "ict", "A")])
    book = project.codebook
    codes = tuple(replace(code, key="digitaal", was=("ict",)) if code.key == "ict" else code for code in book.codes)
    project.add_codebook(replace(book, version="1.1.0", codes=codes, earlier=(book,)))
    assert project.codings()["code"].tolist() == ["digitaal"]
    assert project.codings()["version"].tolist() == ["1.0.0"]
    assert project.codebook.version == "1.1.0"
    assert [earlier.version for earlier in project.codebook.earlier] == ["1.0.0"]


def test_touches_have_one_row_for_each_turn_that_a_coding_overlaps(project):
    project.add_codings(
        [
            coding(project, "zelf, met de weektaak.\nI: En u?\nR1: Ik loop", "ict", "A"),
            coding(project, "En u?", "ict", "B"),
        ]
    )
    frame = project.touches()
    assert list(frame.columns) == list(TOUCHES)
    ids = project.codings(layer=None, round=None)["coding"]
    assert list(frame["coding"].cat.categories) == ids.tolist()
    assert frame["turn"].tolist() == [f"{document(project)}/{n}" for n in (2, 3, 4, 3)]
    assert frame["role"].tolist() == ["respondent", "interviewer", "respondent", "interviewer"]
    assert [BEGIN[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == [
        "zelf, met de weektaak.",
        "En u?",
        "Ik loop",
        "En u?",
    ]
    assert frame["words"].tolist() == [4, 2, 2, 2]


@few
@given(spans=st.lists(st.tuples(st.integers(0, 119), st.integers(1, 60)), min_size=1, max_size=12))
def test_touches_agree_with_a_plain_count(spans, tmp_path_factory):
    with begun(tmp_path_factory.mktemp("touches")) as project:
        row = project.documents().iloc[0]
        place = (row["document"], row["revision"])
        text, words = BEGIN, word_starts(BEGIN)
        made = [
            Coding(
                uuid7(),
                "reading",
                f"c{n}",
                "main",
                "1.0.0",
                "ict",
                Segment(*place, start, min(start + length, len(text)), "x"),
            )
            for n, (start, length) in enumerate(spans)
            if start < len(text)
        ]
        project.add_codings(made)
        turns = [(t.start, t.end, t.turn) for t in project.turns().itertuples() if t.document == row["document"]]
        expected = set()
        for one in made:
            for start, end, turn in turns:
                low, high = max(start, one.segment.start), min(end, one.segment.end)
                if low < high:
                    inside = [n for n, at in enumerate(words) if low <= at < high]
                    expected.add((one.id, turn, low, high, len(inside)))
        found = {(t.coding, t.turn, t.start, t.end, t.words) for t in project.touches().itertuples()}
        assert found == expected
        assert all(
            len([n for n in words if one.segment.start <= n < one.segment.end]) == count
            for one, count in (
                (o, dict(zip(project.codings()["coding"], project.codings()["words"], strict=True))[o.id]) for o in made
            )
        )


def test_cases_and_persons_carry_their_attributes(project):
    project.add_persons(
        [
            {
                "person": "P1",
                "case": "wisselspoor",
                "functions": "leraar; ib",
                "consent": "use=yes; quote=ask",
                "age": "41",
            }
        ]
    )
    cases, persons = project.cases(), project.persons()
    assert list(cases.columns) == [*CASES, "pupils", "teachers@begin"]
    assert cases[["case", "name", "pupils", "teachers@begin"]].values.tolist() == [
        ["wisselspoor", "Het Wisselspoor", 312, 21]
    ]
    assert list(persons.columns) == [*PERSONS, "age"]
    assert persons.iloc[0]["functions"] == ("leraar", "ib")
    assert persons.iloc[0]["consent"] == "use=yes; quote=ask"


def test_topics_and_what_was_asked(project, tmp_path):
    (tmp_path / "leidraad.yaml").write_text("begin:\n  wie kiest: [regie]\n  computers: {asked: false, codes: [ict]}\n")
    project.add_instruments(tmp_path / "leidraad.yaml")
    assert project.topics().values.tolist() == [
        ["begin", "wie kiest", "regie"],
        ["begin", "wie kiest", "zelfregie"],
        ["begin", "wie kiest", "gedeeld"],
        ["begin", "computers", "ict"],
    ]
    project.add_documents([{"file": str(tmp_path / "g1.txt"), "instrument": "begin"}])
    project.add_asked([{"document": "g1", "topic": "computers", "asked": "ja"}])
    assert project.asked().values.tolist() == [
        [document(project), "wie kiest", True],
        [document(project), "computers", True],
    ]


def test_coverage_tells_who_read_what_with_subtrees_resolved_and_the_derived_final_rows(project):
    project.add_documents([{"file": str(project.path.parent / "g1.txt"), "responsible": "A"}])
    project.add_coverage(
        [
            {"coder": "A", "document": "g1", "state": "finished"},
            {"coder": "B", "document": "g2", "codes": "regie", "state": "begun"},
        ]
    )
    frame = project.coverage()
    assert list(frame.columns) == list(COVERAGE)
    assert frame[["layer", "coder", "codes", "state"]].values.tolist() == [
        ["reading", "A", (), "finished"],
        ["reading", "B", ("regie", "zelfregie", "gedeeld"), "begun"],
        ["final", "A", ("gedeeld", "ict", "regie", "zelfregie"), "finished"],
    ]


def test_empty_frames_have_their_columns(tmp_path):
    from qualcode.project import Project

    with Project.create(tmp_path / "leeg.qualcode") as project:
        assert list(project.codings().columns) == list(CODINGS)
        assert list(project.touches().columns) == list(TOUCHES)
        assert list(project.turns().columns) == list(TURNS)
        assert list(project.documents().columns) == list(DOCUMENTS)
        assert list(project.coverage().columns) == list(COVERAGE)
        assert project.check() == []
        assert project.codebook is None
        for name, values in frames(project).items():
            assert len(values) == 1, name


def test_a_frame_in_hand_does_not_change_with_the_project_nor_the_project_with_it(project):
    project.add_codings([coding(project, "kiezen zelf", "ict", "A")])
    touches = project.touches()
    touches["words"] = 99
    documents = project.documents()
    documents.loc[0, "name"] = "anders"
    assert project.touches()["words"].tolist() == [2]
    assert project.documents()["name"].tolist() == ["g1", "g2"]
    project.undo()
    assert len(project.codings()) == 0
    assert len(touches) == 1


def test_what_another_process_wrote_is_seen(project):
    from qualcode.project import Project

    assert len(project.codings()) == 0
    with Project.open(project.path) as other:
        other.add_codings([coding(other, "kiezen zelf", "ict", "A")])
    assert len(project.codings()) == 1
    assert np.array_equal(project.touches()["words"].to_numpy(), [2])
