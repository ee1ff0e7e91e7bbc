"""Brackets, labels and shades beside the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.page import Page, Turn
from qualcode.tui.margin import LANES, Bracket, Depths, Margin
from qualcode.tui.rows import Rows

TEXT = "een twee drie vier vijf zes"
ROWS = Rows(Page(TEXT, (Turn(0, 0, len(TEXT)),)), 5)


def drawn(*brackets):
    margin = Margin(ROWS, [Bracket(start, end, label, label) for start, end, label in brackets])
    return [f"{margin.beside(row).brackets.rstrip()} {margin.beside(row).label}".rstrip() for row in range(len(ROWS))]


def test_a_coding_of_several_rows_has_a_bracket_and_one_label():
    assert drawn((0, 18, "Zelfregie")) == ["╭ Zelfregie", "│", "│", "╰", "", ""]


def test_codings_that_overlap_stand_side_by_side():
    assert drawn((0, 13, "Zelf"), (4, 18, "Taak")) == ["╭ Zelf", "│╭ Taak", "╰│", " ╰", "", ""]


def test_two_labels_for_one_row_take_the_next_row():
    assert drawn((0, 8, "Zelf"), (0, 8, "Taak"))[:2] == ["╭╭ Taak", "╰╰ Zelf"]


def test_labels_without_room_are_counted():
    margin = Margin(ROWS, [Bracket(0, 3, "Zelf", "a"), Bracket(0, 3, "Taak", "b")])
    assert margin.beside(0).more == 1


def test_more_codings_than_lanes_are_drawn_thick():
    brackets = [Bracket(0, 8, f"c{number}", str(number)) for number in range(LANES + 1)]
    assert Margin(ROWS, brackets).beside(0).brackets == "╭╭╭┃"


def test_a_lane_is_free_again_below():
    assert drawn((0, 3, "Zelf"), (9, 13, "Taak"))[2] == "╶ Taak"


def test_a_page_without_rows_has_no_margin():
    assert Margin(Rows(Page("", ()), 5), []).beside(0).label == ""


stretches = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=8
)


@given(stretches, st.integers(0, 40), st.integers(1, 20))
def test_shades_count_the_codings_of_every_place(codings, start, length):
    pieces = Depths(codings).pieces(start, start + length)
    assert pieces[0][0] == start
    assert pieces[-1][1] == start + length
    for first, last, depth in pieces:
        for place in range(first, last):
            assert depth == sum(one <= place < other for one, other in codings)


@given(st.lists(st.tuples(st.integers(0, 26), st.integers(1, 12)), max_size=9))
def test_every_coding_has_its_label_or_is_counted(codings):
    brackets = [Bracket(start, min(start + length, 27), str(n), str(n)) for n, (start, length) in enumerate(codings)]
    margin = Margin(ROWS, brackets)
    shown = [margin.beside(row) for row in range(len(ROWS))]
    assert sum(bool(row.id) for row in shown) + sum(row.more for row in shown) == len(codings)
