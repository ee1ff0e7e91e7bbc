"""Codes confused: what counts in a cell, which codes are shown, and what a cell opens to."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given

from qualcode.analysis.confusion import confusion
from qualcode.analysis.span_disagreements import span_disagreements
from qualcode.errors import CallError, MissingColumns, NothingToCompare
from qualcode.wording import known
from tests.analysis.passage_study import BOOK, coding, codings_of, finished, frames_of
from tests.analysis.test_disagreements import units_of
from tests.analysis.test_span_disagreements_laws import FRAMES, SPANS, marked

TWICE = (
    coding("amal", "zelf", 0, 3), coding("bo", "extern", 0, 3), coding("amal", "zelf", 5, 6), coding("bo", "extern", 4, 6),
    coding("amal", "ict", 21, 22), coding("bo", "lln", 21, 22), coding("amal", "zelf", 25, 26), coding("bo", "zelf", 25, 26),
)  # fmt: skip


def cells(table):
    """The cells that hold something."""
    found = table.frame.stack()
    return {place: int(number) for place, number in found[found > 0].items()}


def test_a_cell_counts_how_often_one_code_stood_in_the_place_of_another():
    table = confusion(codings_of(*TWICE), frames_of())
    assert cells(table) == {("zelf", "extern"): 2, ("ict", "lln"): 1}
    assert (table.rows.keys, table.columns.keys) == (("zelf", "ict"), ("extern", "lln"))  # confused most first


def test_where_both_applied_the_same_stands_on_the_diagonal_of_codes_that_are_shown():
    rows = (*TWICE, coding("amal", "ict", 8, 8), coding("bo", "zelf", 8, 8))
    assert cells(confusion(codings_of(*rows), frames_of()))["zelf", "zelf"] == 1


def test_what_is_missed_or_differs_in_its_bounds_is_no_confusion():
    rows = (coding("amal", "zelf", 0, 3), coding("bo", "zelf", 0, 5), coding("amal", "ict", 21, 22))
    assert confusion(codings_of(*rows), frames_of()).frame.shape == (0, 0)


def test_codes_confused_less_often_than_asked_for_are_left_out():
    assert cells(confusion(codings_of(*TWICE), frames_of(), least=2)) == {("zelf", "extern"): 2}
    with pytest.raises(CallError, match="least=0"):
        confusion(codings_of(*TWICE), frames_of(), least=0)


def test_a_cell_opens_to_the_passages_of_both():
    opened = confusion(codings_of(*TWICE), frames_of()).segments("zelf", "extern")
    assert opened[["coder", "code", "text"]].to_numpy().tolist() == [
        ["amal", "zelf", "w00 w01 w02 w03"],
        ["bo", "extern", "w00 w01 w02 w03"],
        ["amal", "zelf", "w05 w06"],
        ["bo", "extern", "w04 w05 w06"],
    ]
    assert opened[["document", "name", "start", "end"]].iloc[3].tolist() == ["d1", "naam d1", 16, 27]
    assert len(confusion(codings_of(*TWICE), frames_of()).segments("ict", "extern")) == 0


def test_units_are_compared_as_units():
    units = units_of(("zelf ict", "extern ict"), ("zelf", ""), ("lln", "ict"))
    table = confusion(units, frames_of())
    assert cells(table) == {("zelf", "extern"): 1, ("lln", "ict"): 1}
    assert table.segments("lln", "ict")[["coding", "coder", "code", "text"]].to_numpy().tolist() == [
        ["t2", "amal", "lln", "Zin 2."],
        ["t2", "bo", "ict", "Zin 2."],
    ]


def test_in_a_unit_the_nearest_codes_are_matched_one_to_one():
    assert cells(confusion(units_of(("zelf lln", "extern motivatie")), frames_of())) == {
        ("zelf", "extern"): 1,
        ("lln", "motivatie"): 1,
    }


def test_a_unit_that_one_has_not_read_or_a_code_not_judged_is_no_confusion():
    assert cells(confusion(units_of(("zelf", None), ("lln", "ict")), frames_of())) == {("lln", "ict"): 1}
    units = units_of(("zelf", "lln"), ("lln", "ict"), read={"bo": ("lln", "ict")})
    assert cells(confusion(units, frames_of())) == {("lln", "ict"): 1}


def test_with_three_coders_each_difference_counts_in_both_directions():
    frames = frames_of(*(finished(coder) for coder in ("amal", "bo", "cas")))
    rows = [coding("amal", "zelf", 0, 3), coding("bo", "zelf", 0, 3), coding("cas", "ict", 0, 3)]
    table = confusion(codings_of(*rows), frames)
    assert cells(table) == {("zelf", "ict"): 2, ("ict", "zelf"): 2, ("zelf", "zelf"): 1}
    assert len(table.segments("ict", "zelf")) == 4
    assert cells(confusion(codings_of(*rows), frames, coders=["bo", "cas"])) == {("zelf", "ict"): 1}


def test_at_depth_one_children_of_one_parent_are_not_confused():
    assert cells(confusion(codings_of(*TWICE), frames_of(), depth=1)) == {("ict", "lln"): 1}


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "csv", "md", "json", "txt"])
def test_it_is_written_also_where_nothing_was_confused(tmp_path, suffix):
    for name, rows in (("verwisseld", TWICE), ("niets", TWICE[-2:])):
        table = confusion(codings_of(*rows), frames_of())
        assert table.write(tmp_path / f"{name}.{suffix}").stat().st_size > 0
        assert all(known(note.key) for note in table.notes)


def test_outside_the_team_coders_are_letters_and_no_cell_opens(tmp_path):
    page = confusion(codings_of(*TWICE), frames_of()).write(tmp_path / "uit.html", audience="public").read_text("utf-8")
    assert "amal" not in page
    assert "w00" not in page
    assert "amal" in confusion(codings_of(*TWICE), frames_of()).to_text()


def test_faults_are_told():
    with pytest.raises(NothingToCompare):
        confusion(units_of(("zelf", None), (None, "lln")), frames_of())
    with pytest.raises(CallError, match='No coder "cas"'):
        confusion(units_of(("zelf", "lln")), frames_of(), coders=["amal", "cas"])
    with pytest.raises(CallError, match="twice"):
        confusion(pd.concat([units_of(("zelf", "lln"))] * 2), frames_of())
    with pytest.raises(MissingColumns):
        confusion(units_of(("zelf", "lln")).drop(columns="codes"), frames_of())


@given(SPANS)
def test_cells_count_the_rows_of_the_list_and_open_to_two_passages_each(spans):
    codings = marked(spans)
    table, rows = confusion(codings, FRAMES), span_disagreements(codings, FRAMES).frame
    apart = rows[rows["code_a"].notna() & rows["code_b"].notna() & (rows["code_a"] != rows["code_b"])]
    counted = apart.groupby(["code_a", "code_b"]).size().to_dict()
    assert {place: number for place, number in cells(table).items() if place[0] != place[1]} == counted
    for (one, other), number in counted.items():
        opened = table.segments(one, other)
        assert opened["code"].tolist() == [one, other] * number
    assert set(table.rows.keys) == {one for one, _ in counted}
    assert set(BOOK.keys) >= set(table.columns.keys)
