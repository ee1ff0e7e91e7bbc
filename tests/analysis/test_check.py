"""Faults of the coding that a lead wants to see, one line each."""

import pandas as pd
import pytest

from qualcode.analysis.check import check
from qualcode.codebook import Code, Codebook, Facet
from qualcode.frames import Frames

BOOK = Codebook(
    "klein",
    "1.0",
    (
        Code("regie", exclusive=True),
        Code("extern", parent="regie"),
        Code("gedeeld", parent="regie"),
        Code("oud", assignable=False, retired="1.0"),
    ),
    facets={"stand": Facet("stand", ("huidig", "ambitie"), required=True)},
)
TURNS = pd.DataFrame(
    {
        "turn": ["d/1", "d/2"],
        "document": "d",
        "start": [0, 20],
        "end": [15, 60],
        "speaker": ["I", "R1"],
        "role": ["interviewer", "leraar"],
        "text": ["Wie kiest hier?", "De leraar kiest, en soms kiest het kind."],
    }
)


def problems(*codings, turns=TURNS, coverage=None, responsible="A"):
    columns = ["code", "start", "end", "facet.stand"]
    frame = pd.DataFrame(list(codings), columns=columns)
    frame = frame.assign(
        coding=[str(row) for row in range(len(frame))], layer="reading", coder="A", round="main", document="d"
    )
    documents = pd.DataFrame(
        {"document": ["d"], "name": ["gesprek"], "kind": ["interview"], "responsible": [responsible]}
    )
    data = Frames(documents=documents, turns=turns, codebook=BOOK, coverage=coverage)
    return [str(problem) for problem in check(frame, data)]


def test_a_sound_coding_gives_no_problem():
    assert problems(("extern", 20, 35, "huidig")) == []


def test_a_coding_wholly_in_interviewer_talk_is_listed():
    assert problems(("extern", 0, 15, "huidig")) == [
        'gesprek[0:15]: "extern" of A lies wholly in interviewer talk and counts nowhere. '
        "Move it to the answer, or remove it."
    ]


def test_a_coding_over_question_and_answer_is_sound():
    assert problems(("extern", 5, 35, "huidig")) == []


def test_children_that_exclude_each_other_on_one_segment_are_listed():
    found = problems(("extern", 20, 35, "huidig"), ("gedeeld", 30, 59, "huidig"))
    assert len(found) == 1
    assert '"extern" and "gedeeld"' in found[0]


def test_children_that_exclude_each_other_are_found_with_a_third_segment_between():
    found = problems(("extern", 20, 59, "huidig"), ("extern", 22, 25, "huidig"), ("gedeeld", 30, 40, "huidig"))
    assert len(found) == 1


def test_a_retired_code_that_is_still_borne_is_listed():
    assert any('"oud" is retired' in line for line in problems(("oud", 20, 35, "huidig")))


def test_a_required_facet_left_out_is_listed():
    assert problems(("extern", 20, 35, None)) == ['gesprek[20:35]: "extern" of A has no stand. Choose a value.']


@pytest.mark.parametrize(("own", "listed"), [(1, False), (2, True)])
def test_a_parent_applied_directly_more_than_one_time_in_five_is_listed(own, listed):
    rows = [("regie", 20, 35, "huidig")] * own + [("extern", 20, 35, "huidig")] * 4
    assert any("applied itself" in line for line in problems(*rows)) is listed


def test_a_speaker_without_a_role_is_listed():
    turns = TURNS.assign(role=["interviewer", None])
    assert problems(turns=turns) == ['gesprek: the speaker "R1" has no role. Add a row to speakers.csv.']


def test_a_read_document_that_nobody_is_responsible_for_is_listed():
    rows = pd.DataFrame(
        [("reading", "A", "d", "main", "1.0", (), "finished")],
        columns=["layer", "coder", "document", "round", "version", "codes", "state"],
    )
    assert "no coder is responsible" in problems(coverage=rows, responsible=None)[0]
