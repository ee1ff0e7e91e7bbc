"""The index of words never hides a hit: it is asked about every kind of text, word, phrase, beginning and expression."""

from __future__ import annotations

import contextlib
import re
import sqlite3

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import CallError
from qualcode.store import indexing
from qualcode.store.seeking import Expression, asked, fold, required, words_of
from tests.store.test_indexing import read, scanned
from tests.store.world import BEGIN, begun, few

#: Signs on which programs differ: case, marks, ligatures, digits of other scripts, joiners, right to left.
SIGNS = "aAbBiIıİeéÉe\u0301ßẞſĳĲøﬁσΣςoO0٣²½_'’`-.,👍👩‍🏫א\u05b0ב\u200f\u0000\ue000語"
WORDS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=6)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@st.composite
def questions(draw, texts):
    """Words, beginnings and phrases as somebody would ask them who half remembers what was said."""
    words = draw(st.sampled_from(texts)).split() or ["a"]
    first = draw(st.integers(0, len(words) - 1))
    chosen = words[first : first + draw(st.integers(1, 3))]
    chosen = [draw(st.sampled_from([str, str.upper, str.lower, str.swapcase]))(word) for word in chosen]
    chosen = [word[: draw(st.integers(1, len(word)))] + "*" if draw(st.booleans()) else word for word in chosen]
    query = " ".join(chosen).replace('"', "")
    return f'"{query}"' if draw(st.booleans()) else query


def said_in(texts: list[str], wanted) -> list[bool]:
    """Which of these texts an index of its own, in memory, would have read."""
    with contextlib.closing(sqlite3.connect(":memory:")) as driver:
        for statement in indexing._LAID_OUT:
            driver.execute(statement)
        rows = [(row, " ".join(set(words_of(text)))) for row, text in enumerate(texts)]
        driver.executemany("INSERT INTO word_index(rowid, words) VALUES (?, ?)", rows)
        match = indexing._match(driver, wanted)
        if match is None:
            return [True] * len(texts)
        found = driver.execute("SELECT rowid FROM word_index WHERE word_index MATCH ?", (match,)) if match else ()
        rows = {row for (row,) in found}
    return [row in rows for row in range(len(texts))]


def known(query, **how):
    """What a query asks, where it can be asked."""
    with contextlib.suppress(CallError):
        return asked(query, **how)
    return None


@given(st.data(), st.lists(TEXTS, min_size=1, max_size=6))
def test_every_text_with_a_hit_is_read_and_others_lack_a_word(data, texts):
    wanted = known(data.draw(questions(texts)))
    if wanted is None or not (wanted.needed or wanted.begun):
        return
    for text, is_read in zip(texts, said_in(texts, wanted), strict=True):
        words = set(words_of(text))
        assert is_read == (
            wanted.needed <= words and all(any(word.startswith(begun) for word in words) for begun in wanted.begun)
        )
        assert is_read or not wanted.found(text)


@st.composite
def expressions(draw, texts):
    """Expressions of pieces of what was said, with what expressions put between them."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(texts))
        at = draw(st.integers(0, len(text) - 1))
        piece = re.escape(text[at : at + draw(st.integers(1, 8))])
        other = re.escape(draw(WORDS))
        pieces.append(draw(st.sampled_from(
            ["{}", "(?:{}|{})", "({}|{}|)", "(?:{})+", "(?:{})*", "(?i:{})", r"\b{}", "[{}]", "(?!{}){}", "(?={})", "(?>{})", "{}?"]
        )).format(piece, other))  # fmt: skip
    return draw(st.sampled_from(["", ".*", r"\W+"])).join(pieces)


@given(st.data(), st.lists(TEXTS, min_size=1, max_size=6), st.booleans())
def test_every_text_that_an_expression_fits_is_read(data, texts, ignore_case):
    pattern = data.draw(expressions(texts))
    wanted = known(f"/{pattern}/{'i' if ignore_case else ''}")
    if not isinstance(wanted, Expression) or not required(wanted):
        return
    looked_for = re.compile(wanted.pattern, re.IGNORECASE if wanted.ignore_case else 0)
    for text, is_read in zip(texts, said_in(texts, wanted), strict=True):
        assert is_read or not looked_for.search(text)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (r"\b[Ll]aptops?\b", [["aptop"]]),
        ("laptop|tablet", [["laptop", "tablet"]]),
        ("(lap|desk)top van", [["desk", "lap"], ["top"], ["van"]]),
        ("(?i)Één dag", [["een"], ["dag"]]),
        ("(?x) week taak", [["weektaak"]]),
        ("(taak)*|x", []),
        ("(?:taak){2,}", [["taak"]]),
        ("taak|", []),
        ("ab", []),
        ("(?!taak)dag(?<!plan)", [["dag"]]),
        ("week.taak", [["week"], ["taak"]]),
    ],
)
def test_what_an_expression_cannot_do_without(pattern, parts):
    assert [sorted(part) for part in required(Expression(pattern))] == parts


def test_no_two_signs_that_an_expression_takes_for_one_are_two_to_the_index():
    """But for a dotless i, which is looked for as i."""
    signs = [chr(code) for code in range(0x20000) if chr(code).lower() != chr(code) or chr(code).upper() != chr(code)]
    heads: dict[str, set[str]] = {}
    for sign in signs:
        heads.setdefault(sign.lower()[0], set()).add(sign)
        heads.setdefault(sign.upper()[0].lower()[0], set()).add(sign)
    pairs = [(a, b) for group in heads.values() for a in group for b in group if re.fullmatch(re.escape(a), b, re.I)]
    assert len(pairs) > len(signs)
    assert {frozenset(pair) for pair in pairs if fold(pair[0])[0].replace("ı", "i") != fold(pair[1])[0].replace("ı", "i")} == set()  # fmt: skip


@few
@given(st.data(), st.lists(TEXTS.filter(lambda text: text.strip("\u0000 ")), min_size=1, max_size=8))
def test_a_search_gives_the_same_with_and_without_an_index(tmp_path_factory, data, texts):
    texts = [text.replace("\u0000", "") for text in texts]
    whole = "".join(f"R{number % 2}: begin {text}\n" for number, text in enumerate(texts))
    queries = data.draw(st.lists(questions(texts), min_size=1, max_size=4))
    queries += [
        f"/{pattern}/" for pattern in data.draw(st.lists(expressions(texts), max_size=1)) if pattern.isprintable()
    ]
    with (
        pytest.MonkeyPatch.context() as patched,
        begun(tmp_path_factory.mktemp("gelijk"), g1=whole, g2=BEGIN) as study,
    ):
        patched.setattr(indexing, "WORTH", 1)
        for query in (*queries, "de", "k*", '"met de weektaak"', "/kinderen kiezen/"):
            if known(query) is not None:
                pd.testing.assert_frame_equal(study.search(query), scanned(study, query))
        assert read(study, "weektaak") == 1
        assert study.check() == []
