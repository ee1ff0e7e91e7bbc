"""The matrix against an independent count of the same rules, on random small studies; and its laws."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualcode as qc
from qualcode.analysis.matrix import finish, merged, partial, plan
from qualcode.codebook import Code, Codebook, Facet
from qualcode.frames import Frames
from tests.marking import codings_of, frames_of
from tests.reference_counter import MEASURES, Counter

OLD_CODES = (
    Code("regie"),
    Code("extern", parent="regie"),
    Code("zelfregie", parent="regie"),
    Code("ict", unprompted=True),
    Code("inzet", parent="ict"),
    Code("volgen", parent="inzet"),
    Code("lln"),
)
OLD = Codebook("klein", "1.0", OLD_CODES)
NEW_CODES = (*OLD_CODES, Code("gedeeld", parent="regie", since="1.1"))
BOOK = Codebook("klein", "1.1", NEW_CODES, facets={"stand": Facet("stand", ("huidig", "ambitie"))}, earlier=(OLD,))
KEYS = BOOK.keys
CASES = [
    {"case": "vo", "name": "VO", "kind": "board", "parent": None},
    {"case": "wissel", "name": "Het Wisselspoor", "kind": "school", "parent": "vo"},
    {"case": "zaai", "name": "De Zaaihoek", "kind": "school", "parent": None},
    {"case": "leeg", "name": "De Leegte", "kind": "school", "parent": "vo"},
    {"case": "onderbouw", "name": "onderbouw", "kind": "team", "parent": "wissel"},
]
WORDS = ("ja", "nee", "zelf", "kiezen", "zo'n", "week-taak", "…", "juf", "samen")


@st.composite
def studies(draw: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "codebook": [{"key": c.key, "parent": c.parent, "unprompted": c.unprompted} for c in BOOK],
        "unread": {"1.0": sorted(BOOK.unread("1.0"))},
        "documents": [], "turns": [], "codings": [], "coverage": [], "asked": [], "cases": CASES,
        "topics": draw(st.sampled_from([[], [
            {"instrument": "gids", "topic": topic, "code": code}
            for topic, codes in (("T1", ("extern", "zelfregie", "gedeeld")), ("T2", ("volgen",))) for code in codes
        ]])),
    }  # fmt: skip
    for number in range(draw(st.integers(1, 4))):
        document(draw, plain, f"d{number}")
    return plain


def document(draw: Any, plain: dict[str, Any], name: str) -> None:
    choose = lambda *values: draw(st.sampled_from(values))  # noqa: E731
    plain["documents"].append({
        "document": name, "name": name, "case": choose("wissel", "zaai", "onderbouw", "vo", None),
        "wave": choose("begin", "eind"), "kind": choose("interview", "interview", "group", "document", "answer"),
        "instrument": choose("gids", None),
    })  # fmt: skip
    speakers = choose(True, True, True, False)
    length = 0
    for number in range(draw(st.integers(0, 5))):
        label, role = (
            choose(("I", "interviewer"), ("R1", "leraar"), ("R2", "directeur"), ("R3", None))
            if speakers
            else ("", None)
        )
        text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)))
        start = length + len(label) + 2
        plain["turns"].append({
            "turn": f"{name}/{number}", "document": name, "start": start, "end": start + len(text), "speaker": label,
            "role": role, "person": choose("p1", "p2", None), "case": choose(None, None, None, "zaai", "onderbouw"),
            "text": text,
        })  # fmt: skip
        length = start + len(text) + 1
    for number in range(draw(st.integers(0, 5)) if length else 0):
        start = draw(st.integers(0, length - 1))
        plain["codings"].append({
            "coding": f"{name}-{number}", "layer": "final", "coder": "A", "round": choose("main", "main", "recode", "pilot"),
            "document": name, "start": start, "end": draw(st.integers(start + 1, length)), "code": choose(*KEYS),
            "facet.stand": choose("huidig", "ambitie", None),
        })  # fmt: skip
    for _ in range(draw(st.integers(0, 2))):
        plain["coverage"].append({
            "layer": choose("final", "final", "reading"), "coder": "A", "document": name,
            "round": choose("main", "recode", "pilot"), "version": choose("1.0", "1.1", "1.1"),
            "codes": choose((), (), ("extern", "zelfregie", "gedeeld"), ("ict", "inzet", "volgen")),
            "state": choose("finished", "finished", "begun"),
        })  # fmt: skip
    for topic in ("T1", "T2"):
        if choose(True, False):
            plain["asked"].append({"document": name, "topic": topic, "asked": choose(True, False)})


def read_somewhere(plain: dict[str, Any]) -> dict[str, Any]:
    """Frames without any coverage mean something else (what bears a coding was read): give them a row that reads nothing."""
    nothing = {
        **dict.fromkeys(("layer", "coder", "document", "round", "version"), "-"),
        "codes": (),
        "state": "assigned",
    }
    return {**plain, "coverage": [*plain["coverage"], nothing]}


def school(row: dict[str, Any], turn: dict[str, Any] | None) -> str | None:
    return {"onderbouw": "wissel", "wissel": "wissel", "zaai": "zaai", "leeg": "leeg"}.get(
        (turn and turn["case"]) or row["case"]
    )


def same(found: qc.Matrix, counter: Counter, place: Any, measure: str) -> None:
    """Every cell of a matrix equals the slow count."""
    for row in found.rows.keys:
        for code in found.columns.keys:
            value, state, n, N = counter.cell(place, row, code, measure)
            where = (measure, row, code)
            assert found.states.at[row, code] == state, where
            assert (found.n.at[row, code], found.N.at[row, code]) == (n, N), where
            number = found.frame.at[row, code]
            assert math.isnan(number) if value is None else math.isclose(number, value, rel_tol=1e-12), where


KINDS = st.sampled_from([("interview", "group"), ("interview", "group", "document", "answer")])


@pytest.mark.parametrize("measure", MEASURES)
@settings(max_examples=12, deadline=None)
@given(plain=studies().map(read_somewhere), depth=st.sampled_from([1, 2, 3, None]), kinds=KINDS)
def test_every_cell_equals_an_independent_count(measure, plain, depth, kinds):
    counter, codings, frames = Counter(plain, kinds=kinds), codings_of(plain), frames_of(plain, BOOK)
    found = qc.matrix(
        codings, frames, rows="school", columns="code", layer="final", measure=measure, depth=depth, kinds=kinds
    )
    assert found.columns.keys == tuple(counter.columns(depth))
    same(found, counter, school, measure)


@settings(max_examples=40, deadline=None)
@given(
    studies().map(read_somewhere), st.sampled_from(["role", "person", "wave", "document"]), st.sampled_from(MEASURES)
)
def test_lines_of_the_speaker_or_the_document_equal_an_independent_count(plain, axis, measure):
    counter = Counter(plain)
    found = qc.matrix(
        codings_of(plain), frames_of(plain, BOOK), rows=axis, columns="code", layer="final", measure=measure
    )

    def place(row: dict[str, Any], turn: dict[str, Any] | None) -> str:
        return ((turn or {}).get(axis) if axis in ("role", "person") else row[axis]) or "not_given"

    same(found, counter, place, measure)


@settings(max_examples=40, deadline=None)
@given(studies().map(read_somewhere), st.sampled_from(MEASURES))
def test_filters_of_documents_talk_and_codings_equal_an_independent_count(plain, measure):
    counter = Counter(
        plain,
        documents=lambda row: row["wave"] == "begin",
        talk=lambda turn: turn["role"] == "leraar",
        where=lambda coding: coding["facet.stand"] == "huidig",
    )
    found = qc.matrix(
        codings_of(plain), frames_of(plain, BOOK), rows="school", columns="code", layer="final", measure=measure,
        documents="wave == 'begin'", talk="role == 'leraar'", where="`facet.stand` == 'huidig'",
    )  # fmt: skip
    same(found, counter, school, measure)


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - {"share", "per_1000"}))
@settings(max_examples=10, deadline=None)
@given(plain=studies().map(read_somewhere), kinds=KINDS)
def test_what_bears_a_child_bears_its_parent_and_nothing_is_counted_twice(measure, plain, kinds):
    m = qc.matrix(
        codings_of(plain),
        frames_of(plain, BOOK),
        rows="school",
        columns="code",
        layer="final",
        measure=measure,
        kinds=kinds,
    )
    for parent in ("regie", "ict", "inzet"):
        whole, parts = m.frame[parent].fillna(0), m.frame[list(BOOK.children(parent))].fillna(0)
        assert (whole <= m.own[parent].fillna(0) + parts.sum(axis=1)).all()
        if measure != "passages":
            assert (parts.max(axis=1) <= whole).all()
        if measure == "codings":
            assert (whole == m.own[parent].fillna(0) + parts.sum(axis=1)).all()


@settings(max_examples=30, deadline=None)
@given(
    studies().map(read_somewhere),
    st.sampled_from(MEASURES),
    st.lists(st.integers(0, 2), min_size=4, max_size=4),
    st.sampled_from(["school", "role", "facet.stand"]),
)
def test_parts_of_the_documents_in_any_split_and_order_make_the_same_table(plain, measure, split, rows):
    frames, codings = frames_of(plain, BOOK), codings_of(plain)
    whole = qc.matrix(codings, frames, rows=rows, columns="code", layer="final", measure=measure)
    what = plan(codings, frames, rows=rows, columns="code", layer="final", measure=measure)
    parts = [
        partial(*part_of(codings, frames, [f"d{n}" for n, p in enumerate(split) if p == number]), what)
        for number in range(3)
    ]
    for order in (parts, parts[::-1]):
        again = finish(merged(order), what)
        for name in ("frame", "states", "n", "N", "flags", "spontaneous", "read", "own"):
            pd.testing.assert_frame_equal(getattr(again, name), getattr(whole, name))
        assert again.notes == whole.notes


def part_of(codings: pd.DataFrame, frames: Frames, documents: list[str]) -> tuple[pd.DataFrame, Frames]:
    def some(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["document"].isin(documents)].reset_index(drop=True) if "document" in frame else frame

    coverage = frames.coverage()
    return some(codings), Frames(
        documents=some(frames.documents()), turns=some(frames.turns()), cases=frames.cases(), topics=frames.topics(),
        coverage=coverage[coverage["document"].isin([*documents, "-"])], asked=some(frames.asked()), codebook=BOOK,
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(studies().map(read_somewhere), st.sampled_from(MEASURES))
def test_every_cell_opens_to_exactly_the_codings_that_it_counts(plain, measure):
    counter = Counter(plain)
    m = qc.matrix(
        codings_of(plain), frames_of(plain, BOOK), rows="school", columns="code", layer="final", measure=measure
    )
    for row in m.rows.keys:
        for code in m.columns.keys:
            opened = m.segments(row, code)
            assert sorted(opened["coding"]) == counter.opened(school, row, code, measure)
            assert bool(len(opened)) == (m.states.at[row, code] == "found")


@settings(max_examples=30, deadline=None)
@given(studies().map(read_somewhere), st.randoms(use_true_random=False), st.sampled_from(MEASURES))
def test_the_order_of_codings_and_of_turns_changes_nothing(plain, random, measure):
    shuffled = {**plain, "turns": [*plain["turns"]]}
    random.shuffle(shuffled["turns"])
    rows = list(range(len(plain["codings"])))
    random.shuffle(rows)
    one = qc.matrix(
        codings_of(plain), frames_of(plain, BOOK), rows="school", columns="code", layer="final", measure=measure
    )
    other = qc.matrix(
        codings_of(plain).iloc[rows],
        frames_of(plain, BOOK),
        rows="school",
        columns="code",
        layer="final",
        measure=measure,
    )
    third = qc.matrix(codings_of(plain), Frames(
        documents=frames_of(plain, BOOK).documents(), turns=frames_of(plain, BOOK).turns().sample(frac=1, random_state=random.randint(0, 99)),
        cases=pd.DataFrame(CASES), coverage=pd.DataFrame(plain["coverage"]), asked=frames_of(plain, BOOK).asked(),
        topics=frames_of(plain, BOOK).topics(), codebook=BOOK), rows="school", columns="code", layer="final", measure=measure)  # fmt: skip
    pd.testing.assert_frame_equal(one.frame, other.frame)
    pd.testing.assert_frame_equal(one.frame, third.frame)
    assert one.recipe == other.recipe


@pytest.mark.soak
@settings(max_examples=3000, deadline=None)
@given(studies().map(read_somewhere), st.sampled_from([1, 2, 3, None]), st.sampled_from(MEASURES))
def test_thousands_of_studies_equal_an_independent_count(plain, depth, measure):
    same(
        qc.matrix(codings_of(plain), frames_of(plain, BOOK), rows="school", columns="code", layer="final", measure=measure, depth=depth),
        Counter(plain), school, measure,
    )  # fmt: skip
