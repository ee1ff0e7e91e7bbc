"""A page broken into rows: every sign stands in one of them, none is wider than the screen."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.page import Page, Turn
from qualcode.tui.rows import Rows, cells_of, wrapped
from tests.coding.pages import TALK, page_of, signs


def said(text, width):
    return [text[start:end] for start, end in wrapped(text, 0, len(text), width)]


def test_a_line_breaks_at_spaces():
    assert said("ze kiezen zelf de volgorde", 10) == ["ze kiezen", "zelf de", "volgorde"]


def test_a_row_may_be_just_full():
    assert said("ze kiezen zelf", 9) == ["ze kiezen", "zelf"]


def test_a_word_longer_than_the_row_is_cut():
    assert said("onderwijsachterstandenbeleid", 10) == ["onderwijsa", "chterstand", "enbeleid"]


def test_wide_signs_fill_two_cells():
    assert said("漢字漢字", 4) == ["漢字", "漢字"]
    assert said("zo 漢字 en", 7) == ["zo 漢字", "en"]


def test_a_sign_is_never_cut_through():
    family = "👩\u200d👧"
    assert said(f"a{family}{family}", 3) == [f"a{family}", family]


def test_a_sign_wider_than_the_row_stands_alone():
    assert said("漢字", 1) == ["漢", "字"]


def test_the_label_of_a_speaker_is_not_talk_and_a_title_is_shown():
    page = page_of(TALK)
    titled = Page("Gesprek 4\n\n" + page.text, tuple(
        Turn(turn.ordinal, turn.start + 11, turn.end + 11, turn.label, turn.label_start + 11) for turn in page.turns
    ))  # fmt: skip
    rows = Rows(titled, 200)
    shown = [(titled.text[row.start : row.end], row.turn) for row in rows]
    assert shown[0] == ("Gesprek 4", None)
    assert shown[1] == ("Wie kiest er bij jullie wat een leerling gaat doen?", 0)
    assert len(shown) == 6


def test_an_empty_page_has_no_rows():
    assert len(Rows(Page("", ()), 40)) == 0
    assert len(Rows(Page(" \n\n", ()), 40)) == 0


def test_a_position_and_a_stretch_find_their_rows():
    page = page_of(TALK)
    rows = Rows(page, 30)
    at = page.text.index("volgorde")
    row = rows[rows.at(at)]
    assert row.start <= at < row.end
    turn = page.turns[1]
    shown = rows.of(turn.start, turn.end)
    assert [rows[number].turn for number in shown] == [1] * len(shown)
    assert rows[shown[0]].first
    assert sum(rows[number].first for number in shown) == 1


texts = st.text(alphabet="ab é\u0301-.\t👩\u200d👧漢ש", max_size=60)


@given(texts, st.integers(2, 12))
def test_no_row_is_wider_than_the_screen_and_no_sign_is_lost(text, width):
    found = said(text, width)
    for row in found:
        assert cells_of(row) <= width or len(signs(row)) == 1
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="ab \n漢é", max_size=80), st.integers(2, 12))
def test_rows_stand_in_order(text, width):
    page = Page(text, tuple(
        Turn(number, start, end) for number, (start, end) in enumerate(_lines(text))
    ))  # fmt: skip
    rows = list(Rows(page, width))
    assert all(one.end <= other.start for one, other in itertools.pairwise(rows))
    shown = "".join(text[row.start : row.end] for row in rows)
    assert shown.replace(" ", "") == "".join(text[start:end] for start, end in _lines(text)).replace(" ", "")


def _lines(text):
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1
