"""A quote is placed where it stands, and never by a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.sheets.anchor import Lost, Place, anchor, normalised

TEXT = "Ja. Wij kiezen zelf.\nNee. Wij kiezen “niet”.\nJa. En dan een heel eind verderop, na veel praten, weer: Ja."


def test_offsets_and_quote_that_agree_stay_as_they_are():
    assert anchor(TEXT, 4, 19, "Wij kiezen zelf") == Place(4, 19, "Wij kiezen zelf", "exact")


def test_offsets_alone_take_their_quote_from_the_text():
    assert anchor(TEXT, 4, 19, "") == Place(4, 19, "Wij kiezen zelf", "offsets")


def test_a_quote_whose_line_break_became_a_space_still_fits_its_offsets():
    assert anchor(TEXT, 8, 25, "kiezen zelf. Nee.") == Place(8, 25, "kiezen zelf.\nNee.", "exact")


def test_a_quote_that_stands_once_wins_over_wrong_offsets():
    assert anchor(TEXT, 0, 3, "kiezen zelf") == Place(8, 19, "kiezen zelf", "quote")
    assert anchor(TEXT, 4000, 4003, "kiezen zelf") == Place(8, 19, "kiezen zelf", "quote")


def test_a_quote_without_offsets_is_found():
    assert anchor(TEXT, None, None, "kiezen zelf") == Place(8, 19, "kiezen zelf", "quote")


def test_a_quote_with_other_quotation_marks_and_spaces_is_found():
    place = anchor(TEXT, None, None, "Wij  kiezen 'niet'".replace("'", '"'))
    assert (place.quote, place.how) == ("Wij kiezen “niet”", "spacing")


def test_of_several_places_the_one_clearly_nearest_is_taken():
    assert anchor(TEXT, 45, 48, "Ja.").start == TEXT.index("Ja.", 10)


@pytest.mark.parametrize("start", [None, 22])
def test_of_several_places_none_is_guessed(start):
    lost = anchor(TEXT, start, start and start + 3, "Ja.")
    assert lost == Lost("the quote “Ja.” stands 3 times in the document (at 0, 45, 102).", "Give its start and end.")


def test_a_quote_that_differs_shows_the_nearest_text():
    lost = anchor(TEXT, 4, 19, "Wij kozen zelf")
    assert lost.why == "the quote “Wij kozen zelf” does not stand in the document."
    assert lost.then.startswith("Nearest in the text: “Wij kiezen zelf")


def test_a_quote_from_another_document_resembles_nothing():
    assert (
        anchor(TEXT, None, None, "De begroting wordt op 14 juni vastgesteld").then
        == "Nothing in the text resembles it."
    )


@pytest.mark.parametrize(("start", "end"), [(500, 510), (100, 106)])
def test_offsets_outside_the_text_without_a_quote_are_lost(start, end):
    assert anchor(TEXT, start, end, "").why.endswith(f"outside the text, which has {len(TEXT)} characters.")


def test_white_space_alone_is_no_segment():
    assert anchor("a   b", 1, 3, "") == Lost("the segment holds only white space.")


WORDS = st.lists(st.sampled_from(["ja", "nee", "wij", "“zelf”", "kiezen.", "\n", "😀", "é"]), min_size=3, max_size=30)


@given(words=WORDS, data=st.data())
def test_a_place_always_holds_its_quote_and_a_quote_from_the_text_is_never_lost(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end].replace("“", '"').replace("\n", " ")
    wrong = data.draw(st.none() | st.integers(0, len(text)))
    found = anchor(text, wrong, None if wrong is None else wrong + (end - start), quote)
    if isinstance(found, Place):
        assert text[found.start : found.end] == found.quote
        assert not quote.strip() or normalised(found.quote) == normalised(quote)
    elif quote.strip():
        assert "times in the document" in found.why
    exact = anchor(text, start, end, quote)
    if quote.strip():
        assert (exact.start, exact.end) == (start, end)


def test_a_quote_of_which_a_part_was_forgotten_since_still_stands_at_its_offsets():
    place = anchor("Ja. Wij ██████ zelf.", 4, 19, "Wij kiezen zelf")
    assert place == Place(4, 19, "Wij ██████ zelf", "exact")


def test_what_was_forgotten_does_not_make_other_words_equal():
    assert isinstance(anchor("Ja. Wij ██████ samen.", 4, 20, "Wij kiezen zelf."), Lost)
