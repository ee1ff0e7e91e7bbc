"""Quotes: exactly what a cell counts, informants' words only, chosen by a rule."""

from __future__ import annotations

import pandas as pd
import pytest

import qualcode as qc
from qualcode.errors import CallError, MissingColumns
from qualcode.table import Note
from tests.marking import marked

STUDY = marked(
    """
    == a | wissel | begin | interview | -
    I: Wie [regie: kiest?
    R1/leraar/p1: Zij zelf.]
    R1/leraar/p1: Ja, [zelfregie: zij kiezen] dus [extern: tot ik het vraag].
    == b | wissel | eind | group | -
    R1/leerling: [zelfregie: Wij kiezen de volgorde van de week].
    R2/leerling: [zelfregie: Soms wel.
    I: Soms?
    R2/leerling: Ja, soms wel een keer].
    == c | zaai | eind | document | -
    ¶ De school [zelfregie: laat kiezen].
    """,
    codebook="regie\n  extern\n  zelfregie",
    cases="wissel school -\nzaai school -",
)


def table(**rest):
    return qc.quotes(STUDY.codings, STUDY.frames, rows="school", columns="code", **rest)


def said(found, row, column):
    frame = found.frame
    return list(frame.loc[(frame["row"] == row) & (frame["column"] == column), "quote"])


def test_a_quote_holds_the_informants_words_only():
    assert said(table(), "wissel", "regie")[0] == "Zij zelf."
    assert said(table(), "wissel", "zelfregie")[-1] == "Soms wel. […] Ja, soms wel een keer"
    assert not table().frame["quote"].str.contains(r"kiest\?|Soms\?", regex=True).any()


def test_each_quote_says_who_said_it_and_where():
    frame = table().frame
    assert tuple(frame.columns) == (
        "row",
        "column",
        "number",
        "quote",
        "document",
        "name",
        "person",
        "role",
        "wave",
        "coding",
    )
    first = frame[frame["quote"] == "zij kiezen"].iloc[0]
    assert (first["document"], first["name"], first["person"], first["role"], first["wave"]) == (
        "a",
        "a",
        "p1",
        "leraar",
        "begin",
    )
    label = frame[frame["quote"].str.startswith("Wij")].iloc[0]
    assert (label["person"], label["role"]) == ("R1", "leerling")


def test_a_cell_is_quoted_from_exactly_the_codings_that_the_matrix_counts():
    m = qc.matrix(STUDY.codings, STUDY.frames, rows="school", columns="code", measure="codings")
    frame = table().frame
    for row in m.rows.keys:
        for column in m.columns.keys:
            cell = frame[(frame["row"] == row) & (frame["column"] == column)]
            assert sorted(cell["coding"]) == sorted(m.segments(row, column)["coding"])


def test_a_quote_keeps_its_number_wherever_it_returns():
    frame = table().frame
    assert (frame.groupby("coding")["number"].nunique() == 1).all()
    assert sorted(set(frame["number"])) == list(range(1, 6))


def test_a_limit_spreads_quotes_over_documents_then_takes_the_longest():
    found = table(limit=2)
    assert said(found, "wissel", "zelfregie") == ["zij kiezen", "Wij kiezen de volgorde van de week"]
    assert said(table(limit=1), "wissel", "zelfregie") == ["Wij kiezen de volgorde van de week"]
    assert Note("n.quotes", {"words": 60}) in found.notes
    assert Note("n.quotes.left_out", {"quotes": 4, "limit": 2}) in found.notes


def test_a_very_long_quote_is_taken_only_where_there_is_no_shorter_one():
    study = marked(
        f"""
        == a | s | - | interview | -
        R/leraar: [x: {"woord " * 61}] en [x: dat is kort].
        == b | s | - | interview | -
        R/leraar: [x: {"woord " * 70}] en [x: {"woord " * 65}].
        """,
        codebook="x",
        cases="s school -",
    )
    found = qc.quotes(study.codings, study.frames, rows="school", columns="code", limit=2).frame["quote"]
    assert [len(quote.split()) for quote in found] == [3, 65]


def test_a_quote_from_one_turn_goes_before_one_over_several():
    study = marked(
        "== a | s | - | group | -\nR/leraar: [x: Wij kiezen dat zelf.\nS/ib: En ik kijk graag mee]. [x: Soms]",
        codebook="x",
        cases="s school -",
    )
    found = qc.quotes(study.codings, study.frames, rows="school", columns="code", limit=1)
    assert list(found.frame["quote"]) == ["Soms"]


def test_the_choice_does_not_depend_on_the_order_of_the_frame():
    turned = qc.quotes(STUDY.codings[::-1], STUDY.frames, rows="school", columns="code", limit=1)
    pd.testing.assert_frame_equal(turned.frame, table(limit=1).frame)


def test_the_same_segment_under_a_parent_and_its_child_is_quoted_once():
    study = marked(
        "== a | s | - | interview | -\nR/leraar: [regie: [extern: Ik bepaal alles]].",
        codebook="regie\n  extern",
        cases="s school -",
    )
    found = qc.quotes(study.codings, study.frames, rows="school", columns="code")
    assert list(found.frame["column"]) == ["regie", "extern"]
    assert list(found.frame["number"]) == [1, 1]


def test_a_text_without_speakers_is_quoted_from_the_coding_itself():
    with pytest.raises(MissingColumns, match='"text"'):
        table(kinds=("document",))
    whole = STUDY.codings.assign(text="laat kiezen")
    found = qc.quotes(whole, STUDY.frames, rows="school", columns="code", kinds=("document",))
    assert said(found, "zaai", "zelfregie") == ["laat kiezen"]
    assert found.frame["person"].isna().all()


def test_a_limit_of_nothing_is_a_fault_of_the_call():
    with pytest.raises(CallError, match="at least one"):
        table(limit=0)


def test_rows_by_role_quote_that_role_alone():
    found = qc.quotes(STUDY.codings, STUDY.frames, rows="role", columns="code")
    assert said(found, "leerling", "extern") == []
    assert said(found, "leraar", "extern") == ["tot ik het vraag"]
