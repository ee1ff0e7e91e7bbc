"""What a query asks and where it stands in a text: words, phrases, beginnings, folding of case and marks."""

from __future__ import annotations

import re
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import CallError
from qualcode.store.seeking import Expression, asked, fold


def hits(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in asked(query).found(text)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("taak", "Een taak, de TAAK en de weektaak.", ["taak", "TAAK"]),
        ("ict", "De ict-coach heeft geen conflict.", ["ict"]),
        ("plan*", "Plannen is een plan, geen vliegplan.", ["Plannen", "plan"]),
        ('"eigen tempo"', "In hun eigen, tempo. Eigen\nTempo. Tempo eigen.", ["eigen, tempo", "Eigen\nTempo"]),
        ('"eigen temp*"', "hun eigen tempo", ["eigen tempo"]),
        ("“eigen tempo”", "hun eigen tempo", ["eigen tempo"]),
        ("kind taak", "Het kind kiest een taak; elk kind.", ["kind", "taak", "kind"]),
        ("kind laptop", "Het kind kiest een taak.", []),
        ("kind kind", "Het kind.", ["kind"]),
        ("auto's", "Twee auto’s.", ["auto’s"]),
        ("een", "Één en een.", ["Één", "een"]),
        ("café", "Het CAFE, een cafe\u0301.", ["CAFE", "cafe\u0301"]),
        ("strasse", "Die Straße.", ["Straße"]),
        ("ijs", "Het ĳs en IJS.", ["IJS"]),
        ("ok", "👩‍🏫 ok 👍", ["ok"]),
        ("👍", "Goed 👍👍", ["👍", "👍"]),
        ("a.b", "a.b acb", ["a.b"]),
        ("(nee)", "Ja (nee).", ["(nee)"]),
        ('"" taak', "Een taak.", ["taak"]),
        ("/", "ja/nee", ["/"]),
    ],
)
def test_a_query_finds(query, text, found):
    assert hits(query, text) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "What to search for"),
        ("   ", "What to search for"),
        ('""', "What to search for"),
        ("//", "What to search for"),
        ('"eigen tempo', "quote is left open"),
        ("*", "A star"),
        ("pl*n", "A star"),
        ("/(a/", r"no regular expression: .* at sign 1"),
        ("/a{99999999999999999999}/", "too large"),
    ],
)
def test_a_query_that_cannot_be_read_says_why(query, said):
    with pytest.raises(CallError, match=said):
        asked(query)


def test_an_expression_stands_between_slashes_or_is_said_to_be_one():
    assert asked("/a|b/") == Expression("a|b")
    assert asked(" /a|b/i ") == Expression("a|b", True)
    assert asked("a|b", regex=True) == Expression("a|b")
    assert asked("/a|b/i", regex=True) == Expression("a|b", True)
    with pytest.raises(CallError, match="What to search for"):
        asked(" ", regex=True)


@given(st.text())
def test_folding_keeps_the_place_of_every_sign(text):
    folded, places = fold(text)
    if places is None:
        assert len(folded) == len(text)
        places = list(range(len(text) + 1))
    assert len(places) == len(folded) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)
    for sign, place in zip(folded, places, strict=False):
        assert sign in fold(text[place])[0]


WORDS = st.sampled_from(
    ["taak", "Taak", "weektaak", "één", "een", "e\u0301e\u0301n", "ict", "ict-taak", "👍", "x", "Straße"]
)
GAPS = st.sampled_from([" ", ", ", "\n", "-", "🙂", "  "])


@given(st.lists(st.tuples(WORDS, GAPS)), st.sampled_from(["taak", "een", "ict", "strasse", "x"]))
def test_the_hits_of_a_word_are_the_words_that_say_it(parts, word):
    text = "".join(said + gap for said, gap in parts)
    plain = [
        match.span()
        for match in re.finditer(r"(?:[^\W_]|[\u0300-\u036f])+", text)
        if "".join(s for s in normalize("NFD", match[0].casefold()) if category(s) != "Mn") == word
    ]
    assert asked(word).found(text) == plain
