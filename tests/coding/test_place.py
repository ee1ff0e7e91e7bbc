"""Moving and selecting: what a coder's keys do to the place where she is."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.page import GRAINS, Page, Turn
from qualcode.coding.place import Place, drop, extend, select, select_stretch, selection, start_of, step, target, unread
from tests.coding.pages import TALK, page_of, signs

PAGE = page_of(TALK)


def selected(place, page=PAGE):
    chosen = selection(page, place)
    return None if chosen is None else page.text[slice(*chosen)]


def test_the_first_place_is_the_first_answer():
    assert PAGE.turn_at(start_of(PAGE).cursor).ordinal == 1


def test_a_page_without_turns_has_a_place_and_nothing_to_code():
    page = Page("", ())
    place = start_of(page)
    for grain in GRAINS:
        place = extend(page, step(page, place, grain, 1), grain, -1)
    assert target(page, place) is None
    assert selection(page, place) is None
    assert unread(page, place, set(), 1) is None


def test_steps_over_turns_stop_at_the_last():
    place = step(PAGE, start_of(PAGE), "turn", 99)
    assert PAGE.turn_at(place.cursor).ordinal == 4
    assert PAGE.turn_at(step(PAGE, place, "turn", -2).cursor).ordinal == 2


def test_a_step_back_from_a_line_label_reaches_the_turn_before():
    assert PAGE.turn_at(step(PAGE, Place(PAGE.turns[1].start - 2), "turn", -1).cursor).ordinal == 0


def test_select_takes_word_sentence_turn_and_nothing():
    place = Place(PAGE.text.index("zelf"))
    found = []
    for _ in range(4):
        place = select(PAGE, place)
        found.append(selected(place))
    assert found[0] == "zelf"
    assert found[1] == "In groep zes kiezen ze zelf de volgorde van de weektaak."
    assert found[2].startswith("Ja, dat verschilt.")
    assert found[2].endswith("dat.")
    assert found[3] is None


def test_extending_takes_what_lies_under_the_cursor_first():
    place = extend(PAGE, Place(PAGE.text.index("kiezen")), "word", 1)
    assert selected(place) == "kiezen"
    assert selected(extend(PAGE, place, "word", 2)) == "kiezen ze zelf"
    assert selected(extend(PAGE, extend(PAGE, place, "word", 2), "word", -1)) == "kiezen ze"


def test_extending_back_over_the_beginning_turns_the_selection_round():
    place = extend(PAGE, Place(PAGE.text.index("kiezen")), "word", 1)
    assert selected(extend(PAGE, place, "word", -2)) == "groep zes kiezen"


def test_a_selection_of_whole_turns_can_be_cut_by_a_word():
    place = extend(PAGE, Place(PAGE.turns[4].start), "turn", 1)
    assert selected(extend(PAGE, place, "word", -1)).endswith("anders komt er niks")


def test_a_selection_of_words_grows_by_a_sentence():
    place = extend(PAGE, Place(PAGE.text.index("volgorde")), "word", 1)
    assert selected(extend(PAGE, place, "sentence", 1)).endswith("weektaak. Bij rekenen bepaalt de methode dat.")


def test_nothing_is_selected_after_a_step_or_a_drop():
    place = select(PAGE, Place(PAGE.text.index("zelf")))
    assert selected(step(PAGE, place, "word", 1)) is None
    assert selected(drop(place)) is None


def test_a_code_goes_to_the_turn_and_in_a_long_turn_to_the_sentence():
    place = Place(PAGE.text.index("methode"))
    assert PAGE.text[slice(*target(PAGE, place))].startswith("Ja, dat")
    assert PAGE.text[slice(*target(PAGE, place, long_turn=10))] == "Bij rekenen bepaalt de methode dat."
    assert PAGE.text[slice(*target(PAGE, select(PAGE, place), long_turn=10))] == "methode"


def test_a_code_goes_to_the_first_sentence_from_the_label_before_it():
    before = PAGE.turns[1].start - 3
    assert target(PAGE, Place(before), long_turn=0) is not None


def test_unread_turns_are_the_informants_longer_ones():
    first = start_of(PAGE)
    assert PAGE.turn_at(unread(PAGE, first, {1}, 1).cursor).ordinal == 4
    assert unread(PAGE, first, {4}, 1) is None
    assert PAGE.turn_at(unread(PAGE, Place(PAGE.turns[4].start), set(), -1).cursor).ordinal == 1
    assert PAGE.turn_at(unread(PAGE, first, {1}, 1, min_words=1).cursor).ordinal == 3


def test_a_title_is_no_talk_but_a_report_without_speakers_is():
    talk = page_of(TALK)
    titled = Page(talk.text, (Turn(0, 0, 2), *talk.turns[1:]))
    assert titled.turn_at(start_of(titled).cursor).ordinal == 1
    assert unread(titled, step(titled, start_of(titled), "turn", -1), {1}, -1) is None
    report = Page("Er is veel veranderd op school. Ze kiezen nu zelf.", (Turn(0, 0, 50),))
    assert report.answers(report.turns[0])


def test_the_question_of_an_answer_is_the_interviewers_last():
    assert PAGE.question_of(PAGE.turns[4]).ordinal == 2
    assert PAGE.question_of(PAGE.turns[2]) is None
    assert PAGE.question_of(page_of("L: Ik begin zelf maar.").turns[0]) is None


def test_signs_are_what_a_reader_sees_as_one():
    family, flag, hand = "👩‍👧‍👦", "🇳🇱", "👍🏽"
    assert signs(f"e\u0301{family}{flag}{flag}{hand}x") == ["e\u0301", family, flag, flag, hand, "x"]


def test_a_stretch_is_selected_to_the_sign():
    page = Page("zo 👩‍👧‍👦 leuk", (Turn(0, 0, 13),))
    for start, end in ((0, 2), (3, 8), (9, 10)):
        assert selection(page, select_stretch(page, start, end)) == (start, end)


texts = st.text(alphabet="ab é\u0301.?\n\t👩\u200d👧🇳🇱אב漢", max_size=40)
moves = st.lists(
    st.tuples(st.sampled_from(["step", "extend", "select", "drop"]), st.sampled_from(GRAINS), st.integers(-3, 3))
)


def paged(text: str) -> Page:
    """Its lines as turns."""
    turns, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            turns.append(Turn(len(turns), at, at + len(line)))
        at += len(line) + 1
    return Page(text, tuple(turns))


@given(texts, moves)
def test_no_keys_lead_out_of_the_text(text, keys):
    page = paged(text)
    place = start_of(page)
    for verb, grain, steps in keys:
        if verb == "select":
            place = select(page, place)
        elif verb == "drop":
            place = drop(place)
        else:
            place = (step if verb == "step" else extend)(page, place, grain, steps)
        chosen = selection(page, place)
        assert 0 <= place.cursor <= len(text)
        assert chosen is None or 0 <= chosen[0] < chosen[1] <= len(text)
        meant = target(page, place)
        assert meant is None or 0 <= meant[0] < meant[1] <= len(text)


@given(texts)
def test_the_signs_of_a_text_are_the_text(text):
    assert "".join(signs(text)) == text


@given(texts, st.sampled_from(["word", "sentence", "paragraph", "turn"]))
def test_stretches_lie_in_order_and_apart(text, grain):
    found = paged(text).stretches(grain)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_words_are_counted_where_they_begin(text, one, other):
    page, (start, end) = paged(text), sorted((one, other))
    assert page.words(start, end) == sum(start <= at < end for at, _ in page.stretches("word"))
