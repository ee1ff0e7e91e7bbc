"""The laws of carrying codings from one text to another, for any text: certain and right, or to be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Coding, Segment
from qualcode.store.carrying import carry

if TYPE_CHECKING:
    from qualcode.store.carrying import Carried

#: Letters, an emoji of one sign and one of five, combining marks, Hebrew and Arabic, marks of direction, a mark of byte order,
#: every kind of line end, and few enough of each that passages repeat.
PIECES = [
    "ja",
    "a",
    "b ",
    ". ",
    " ",
    "\n",
    "\r\n",
    "\u2028",
    "😀",
    "👩‍👧",
    "e\u0301",
    "n\u0303o ",
    "שלום ",
    "مرحبا",
    "\u200f",
    "\ufeff",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
SOME = TEXTS.filter(bool)


def coded(text: str, start: int, end: int) -> Coding:
    return Coding("c", "reading", "A", "main", "1.0.0", "ict", Segment("d", "r", start, end, text[start:end]))


def carried(old: str, start: int, end: int, new: str) -> Carried:
    (one,) = carry([coded(old, start, end)], old, new)
    return one


def of(old: str, quote: str, new: str) -> Carried:
    """What becomes of the first place where a quote stands."""
    start = old.index(quote)
    return carried(old, start, start + len(quote), new)


@st.composite
def segments(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(SOME)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(segments())
def test_a_text_against_itself_is_all_exact(segment):
    text, start, end = segment
    one = carried(text, start, end, text)
    assert (one.state, one.to, one.now) == ("exact", (start, end), text[start:end])


@given(segments(), TEXTS, st.data())
def test_after_any_single_edit_outside_a_segment_its_words_stand_at_the_new_place(segment, put, data):
    """Inserted, deleted or replaced, before it or behind it, up to its very edges."""
    old, start, end = segment
    before = data.draw(st.booleans())
    low, high = (0, start) if before else (end, len(old))
    first = data.draw(st.integers(low, high))
    last = data.draw(st.integers(first, high))
    new = old[:first] + put + old[last:]
    one = carried(old, start, end, new)
    assert one.state in ("exact", "moved")
    assert one.to is not None
    assert new[slice(*one.to)] == one.now == old[start:end]


@given(segments(), SOME)
def test_whatever_the_new_text_is_a_coding_is_certain_or_to_be_reviewed_and_lies_within_it(segment, new):
    old, start, end = segment
    one = carried(old, start, end, new)
    assert (one.state == "review") == (one.to is None) == bool(one.why)
    at = one.to or one.proposed
    if at is None:
        assert one.now == ""
    else:
        assert 0 <= at[0] < at[1] <= len(new)
        assert one.now == new[slice(*at)]
    assert (one.state == "exact") == (one.to == (start, end) and one.now == old[start:end])


@given(segments(), st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), TEXTS), min_size=2, max_size=4))
def test_after_several_edits_outside_a_segment_it_never_stands_at_another_place(segment, edits):
    """It may be to review, where its surroundings changed too; but it is nowhere put on words that are not its own."""
    old, start, end = segment
    new, at = old, start
    for where, much, put in edits:
        if where < 0.5:
            first = int(where * 2 * at)
            last = first + int(much * (at - first))
            at += len(put) - (last - first)
        else:
            behind = at + end - start
            first = behind + int((where - 0.5) * 2 * (len(new) - behind))
            last = first + int(much * (len(new) - first))
        new = new[:first] + put + new[last:]
    one = carried(old, start, end, new)
    if one.to is not None and new.count(old[start:end]) == 1 and old.count(old[start:end]) == 1:
        assert one.to == (at, at + end - start)


LONG = "De kinderen kiezen zelf wat zij eerst doen, en wat later komt. "
TALK = f"I: Wie kiest?\nR1: {LONG}\nI: En dan?\nR1: Ja, dat klopt.\nI: Altijd?\nR1: Nee hoor, soms kies ik.\n"


def test_a_small_edit_inside_goes_along_with_its_new_words():
    one = of(TALK, LONG.strip(), TALK.replace("eerst doen", "eerst doet"))
    assert (one.state, one.now) == ("moved", LONG.strip().replace("eerst doen", "eerst doet"))
    assert one.quote == LONG.strip()


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ("De kinderen mogen in overleg iets uitzoeken en doen dat daarna ook. ", "changed"),
        ("", "gone"),
    ],
)
def test_what_became_too_different_is_to_be_reviewed_at_the_place_it_seems_to_have(now, why):
    one = of(TALK, LONG.strip(), TALK.replace(LONG, now))
    assert (one.state, one.why, one.now) == ("review", why, now.strip())


def test_a_change_over_the_edge_of_a_passage_is_to_be_reviewed():
    one = of(TALK, "kiezen zelf wat zij", TALK.replace("kiezen zelf wat zij eerst", "kiezen zelf wat hun handen"))
    assert (one.state, one.why) == ("review", "edge")


def test_a_paragraph_that_moved_elsewhere_keeps_its_codings():
    paragraph = f"R1: {LONG}\n"
    new = TALK.replace(paragraph, "") + paragraph
    one = of(TALK, "kiezen zelf wat zij", new)
    assert (one.state, one.now) == ("moved", "kiezen zelf wat zij")


def test_a_short_word_that_is_gone_is_not_found_again_in_the_mouth_of_another():
    old = "I: Mag dat?\nR1: Ja.\nI: En in groep acht?\nR2: Ja.\n"
    one = of(old, "Ja.", "I: Mag dat niet?\nR1: Nee, nooit.\nI: En in groep zeven en acht?\nR2: Ja.\n")
    assert one.state == "review"


def test_of_a_phrase_that_stands_more_often_its_surroundings_say_which_it_is():
    rows = [f"I: Vraag nummer {n}?\nR1: Dat weet ik niet.\n" for n in range(9)]
    old = "".join(rows)
    start = old.index("nummer 4") + len("nummer 4?\nR1: ")
    new = "".join(["Vooraf.\n", *rows[:2], *rows[3:], "Na afloop.\n"])
    one = carried(old, start, start + 18, new)
    assert one.state == "moved"
    assert new[: one.to[0]].endswith("Vraag nummer 4?\nR1: ")


def test_where_several_places_look_alike_nothing_is_guessed():
    row = "I: Hm?\nR1: Ja.\n"
    one = carried(row * 9, row.index("Ja."), row.index("Ja.") + 3, "Begin.\n" + row * 8 + "Eind.\n")
    assert (one.state, one.why) == ("review", "several")
    assert one.now == "Ja."


def test_labels_that_were_swapped_move_no_coding():
    new = TALK.replace("I:", "X:").replace("R1:", "I:").replace("X:", "R1:")
    for quote in ("Wie kiest?", LONG.strip(), "Ja, dat klopt.", "Nee hoor"):
        one = of(TALK, quote, new)
        assert (one.state in ("exact", "moved"), one.now) == (True, quote)


@given(st.sampled_from([" ", "  ", "\n", "\r\n", " \n\t", "\u00a0"]))
def test_a_text_retyped_with_other_line_ends_and_spaces_keeps_its_codings(space):
    new = space.join(TALK.split())
    for quote in (TALK[:30].strip(), LONG.strip(), "Ja, dat klopt.\nI: Altijd?", "Nee hoor"):
        one = of(TALK, quote, new)
        assert one.state in ("exact", "moved"), one
        assert one.now.split() == quote.split()


@pytest.mark.parametrize("new", ["ja " * 3999 + "nee", "nee " * 4000, "x", "ja" * 4000])
def test_a_text_of_one_word_over_and_over_takes_no_long_time_and_is_not_guessed(new):
    old = "een " + "ja " * 4000 + "twee"
    done = carry([coded(old, 4 + 3 * n, 6 + 3 * n) for n in range(0, 4000, 2)], old, new)
    assert {one.state for one in done} == {"review"}


def test_a_coding_that_does_not_fit_its_own_text_is_to_be_reviewed():
    wrong = Coding("c", "reading", "A", "main", "1.0.0", "ict", Segment("d", "r", 0, 3, "Wij"))
    (one,) = carry([wrong], TALK, "Wij waren er.\n" + TALK)
    assert (one.state, one.why) == ("review", "differs")
