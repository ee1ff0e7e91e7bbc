"""Which codes stand together: four counts a pair, over units read for both."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualcode as qc
from qualcode.errors import CallError
from qualcode.table import Note
from tests.analysis.test_matrix_properties import BOOK, read_somewhere, studies
from tests.marking import codings_of, frames_of, marked
from tests.reference_counter import Counter, who

COUNTS = ["n11", "n10", "n01", "n00"]


def pair(found, a, b):
    frame = found.frame
    return frame[(frame["a"] == a) & (frame["b"] == b)].iloc[0]


STUDY = marked(
    """
    == d | s | - | interview | -
    I: Hoe [coachend: gaat] dat?
    R/leraar/p: [gedeeld: Samen kiezen wij] en [coachend: ik loop mee rond].
    R/leraar/p: [gedeeld: Samen kiezen wij] weer.
    R/leraar/p: [infra: Het netwerk hapert hier].
    == e | s | - | interview | - | codes=gedeeld+coachend
    R/leraar/p: [gedeeld: Samen kiezen wij] weer.
    R/leraar/p: Ja hoor.
    """,
    codebook="regie\n  gedeeld\nrol\n  coachend\ninfra",
    cases="s school -",
)


def test_four_counts_over_the_informant_turns_read_for_both_codes():
    found = qc.cooccurrence(STUDY.codings, STUDY.frames)
    assert list(pair(found, "gedeeld", "coachend")[COUNTS]) == [1, 2, 0, 2]
    assert list(pair(found, "gedeeld", "infra")[COUNTS]) == [0, 2, 1, 0]  # e was not read for infra


def test_the_measures_of_a_pair():
    row = pair(qc.cooccurrence(STUDY.codings, STUDY.frames), "gedeeld", "coachend")
    assert row["jaccard"] == pytest.approx(1 / 3)
    assert (row["a_given_b"], row["b_given_a"]) == (1, pytest.approx(1 / 3))
    assert row["phi"] == pytest.approx((1 * 2 - 2 * 0) / math.sqrt(3 * 2 * 1 * 4))
    assert row["lift"] == pytest.approx(1 * 5 / (3 * 1))


def test_a_common_code_hides_a_rare_one_in_jaccard_but_not_in_the_shares():
    """The example of the field: 100 and 10 units, 5 in common."""
    turns = [f"R/l: [{' '.join(['a'])}: woord voor woord]" for _ in range(95)]
    turns += ["R/l: [a: [b: woord voor woord]]"] * 5 + ["R/l: [b: woord voor woord]"] * 5
    study = marked("== d | s | - | interview | -\n" + "\n".join(turns), codebook="a\nb", cases="s school -")
    row = pair(qc.cooccurrence(study.codings, study.frames), "a", "b")
    assert row["jaccard"] == pytest.approx(0.0476, abs=1e-4)
    assert row["a_given_b"] == 0.5


def test_a_code_and_one_above_it_are_no_pair():
    frame = qc.cooccurrence(STUDY.codings, STUDY.frames).frame
    assert not ((frame["a"] == "regie") & (frame["b"] == "gedeeld")).any()
    assert list(pair(qc.cooccurrence(STUDY.codings, STUDY.frames), "regie", "rol")[COUNTS]) == [1, 2, 0, 2]


def test_what_is_undefined_is_nan_and_the_note_counts_it():
    study = marked("== d | s | - | interview | -\nR/l: [a: woord voor woord].", codebook="a\nb", cases="s school -")
    found = qc.cooccurrence(study.codings, study.frames)
    row = pair(found, "a", "b")
    assert list(row[COUNTS]) == [0, 1, 0, 0]
    assert row["jaccard"] == 0
    assert all(math.isnan(row[name]) for name in ("a_given_b", "phi", "lift"))
    assert Note("measure.cooccurrence.undefined", {"pairs": 1}) in found.notes


def test_other_units_and_a_least_number_of_meetings():
    whole = qc.cooccurrence(STUDY.codings, STUDY.frames, within="document")
    assert list(pair(whole, "gedeeld", "coachend")[COUNTS]) == [1, 1, 0, 0]
    people = qc.cooccurrence(STUDY.codings, STUDY.frames, within="person")
    assert list(pair(people, "gedeeld", "coachend")[COUNTS]) == [1, 0, 0, 0]
    assert list(pair(people, "gedeeld", "infra")[COUNTS]) == [0, 0, 0, 0]  # p also spoke where infra was not read for
    some = qc.cooccurrence(STUDY.codings, STUDY.frames, least=1, depth=2)
    assert list(some.frame["a"]) == ["gedeeld"]
    assert Note("n.cooccurrence.left_out", {"pairs": 2}) in some.notes
    with pytest.raises(CallError, match="No unit"):
        qc.cooccurrence(STUDY.codings, STUDY.frames, within="zin")


@settings(max_examples=40, deadline=None)
@given(studies().map(read_somewhere), st.sampled_from([1, 2, None]), st.sampled_from(["turn", "document", "person"]))
def test_every_pair_equals_an_independent_count(plain, depth, within):
    counter = Counter(plain)
    found = qc.cooccurrence(codings_of(plain), frames_of(plain, BOOK), layer="final", depth=depth, within=within)
    units: dict[object, list[tuple[str, dict]]] = {}
    for home in counter.documents:
        for turn in counter.heard(home["document"]):
            unit = {"turn": turn["turn"], "document": home["document"], "person": who(home["document"], turn)}[within]
            units.setdefault(unit, []).append((home["document"], turn))
        if within == "document":
            units.setdefault(home["document"], [(home["document"], None)])
    borne = {
        (one.turn["turn"] if one.turn else one.document, one.coding["code"]) for one in counter.evidence if one.counts
    }

    def bears(members, code):
        things = {turn["turn"] if turn else document for document, turn in members}
        return any((thing, key) in borne for thing in things for key in [code, *counter.below(code)])

    expected = {}
    for a, b in itertools.combinations(counter.columns(depth), 2):
        if a in counter.above(b) or b in counter.above(a):
            continue
        counts = [0, 0, 0, 0]
        for members in units.values():
            if all(counter.read(document, code) for document, _ in members for code in (a, b)):
                counts[2 * (not bears(members, a)) + (not bears(members, b))] += 1
        expected[a, b] = counts
    assert {(row.a, row.b): [row.n11, row.n10, row.n01, row.n00] for row in found.frame.itertuples()} == expected


def test_an_answer_is_all_that_one_question_brought():
    study = marked(
        """
        == d | s | - | group | -
        R/l: [a: Wij kiezen zelf hier].
        I: Hoe dan?
        R/l: [a: Met de weektaak samen].
        S/l: [b: En met de juf samen].
        """,
        codebook="a\nb",
        cases="s school -",
    )
    turns = study.frames.turns().assign(answer=pd.array([None, 1, 1, 1], dtype="Int64"))
    frames = qc.Frames(
        documents=study.frames.documents(), turns=turns, coverage=study.frames.coverage(), codebook=study.book
    )
    assert list(pair(qc.cooccurrence(study.codings, frames, within="answer"), "a", "b")[COUNTS]) == [1, 1, 0, 0]
    assert list(pair(qc.cooccurrence(study.codings, frames), "a", "b")[COUNTS]) == [0, 2, 1, 0]
