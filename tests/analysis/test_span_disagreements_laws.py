"""Laws of differences between passages: a copy, other names, another order, every passage once, and no better matching."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.pairing import paired
from qualcode.analysis.passages import passages
from qualcode.analysis.span_disagreements import rows_of, span_disagreements
from tests.analysis.passage_study import BOOK, coding, codings_of, frames_of

FRAMES = frames_of(documents=("d1", "d2"))
SPAN = st.tuples(
    st.sampled_from(["amal", "bo"]), st.sampled_from(list(BOOK.keys)), st.integers(0, 29), st.integers(0, 9),
    st.sampled_from(["d1", "d2"]),
)  # fmt: skip
SPANS = st.lists(SPAN, max_size=24)


def marked(spans):
    """Codings with an id each, none past the end of the text."""
    return codings_of(
        *(coding(who, code, first, min(first + size, 29), document, name=f"c{number:02}")
          for number, (who, code, first, size, document) in enumerate(spans))
    )  # fmt: skip


def plain(frame):
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()


@given(SPANS)
def test_a_coder_against_a_copy_of_herself_differs_nowhere(spans):
    own = marked(spans).assign(coder="amal")
    both = pd.concat([own, own.assign(coder="bo", coding="x" + own["coding"])], ignore_index=True)
    assert len(span_disagreements(both, FRAMES).frame) == 0


@given(SPANS)
def test_exchanging_the_names_of_the_coders_swaps_the_sides(spans):
    codings = marked(spans)
    swapped = codings.assign(coder=codings["coder"].map({"amal": "bo", "bo": "amal"}))
    one, other = (span_disagreements(some, FRAMES).frame for some in (codings, swapped))
    sides = {f"{name}_a": f"{name}_b" for name in ("code", "quote", "start", "end", "coding")}
    back = other.rename(columns={**sides, **{b: a for a, b in sides.items()}})
    back = back.assign(words_before=-back["words_before"], words_after=-back["words_after"])
    assert sorted(map(str, plain(back[list(one.columns)]))) == sorted(map(str, plain(one)))


@given(SPANS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(spans, chance):
    codings = marked(spans)
    order = list(range(len(codings)))
    chance.shuffle(order)
    want, got = span_disagreements(codings, FRAMES).frame, span_disagreements(codings.iloc[order], FRAMES).frame
    assert plain(got) == plain(want)


@given(SPANS)
def test_every_coding_is_matched_or_in_exactly_one_row(spans):
    codings = marked(spans)
    found = passages(codings, FRAMES)
    rows = rows_of(found, 0, 1)
    ids = [one for side in ("coding_a", "coding_b") for joined in rows[side].dropna() for one in joined.split("|")]
    said = {  # those that cover a word of an informant
        row.coding for row in codings.itertuples() if not (row.start >= 40 and row.end <= 80)
    }
    assert Counter(ids) == Counter(dict.fromkeys(said, 1))
    assert found.outside == len(codings) - len(said)
    shown = span_disagreements(codings, FRAMES).frame
    assert len(shown) == int((rows["klass"] != "same").sum())


@given(SPANS)
def test_no_matching_of_one_code_shares_more_words(spans):
    """Against every way to match, for codes with few passages."""
    found = passages(marked(spans), FRAMES)
    a, b = found.of(0, 1), found.of(1, 0)
    pairs = paired(a, b, found.tree, found.codes)
    both = (pairs.a >= 0) & (pairs.b >= 0)
    for code in set(a["code"]):
        ours = sum(
            shared(a.iloc[one], b.iloc[two])
            for one, two in zip(pairs.a[both], pairs.b[both], strict=True)
            if a["code"].iloc[one] == code == b["code"].iloc[two]
        )
        mine = [row for _, row in a[a["code"] == code].iterrows()]
        theirs = [row for _, row in b[b["code"] == code].iterrows()]
        assert ours == best(mine, theirs)


@given(SPANS)
def test_what_is_called_missed_shares_no_word_with_the_same_code_of_the_other(spans):
    found = passages(marked(spans), FRAMES)
    rows = rows_of(found, 0, 1)
    alone = rows[rows["klass"] == "missed"]
    for mine, theirs in (("a", "b"), ("b", "a")):
        others = rows[rows[f"coding_{theirs}"].notna()]
        for row in alone[alone[f"coding_{mine}"].notna()].itertuples():
            same = others[others[f"code_{theirs}"] == getattr(row, f"code_{mine}")]
            first, last = getattr(row, f"first_{mine}"), getattr(row, f"last_{mine}")
            assert not ((same[f"first_{theirs}"] < last) & (same[f"last_{theirs}"] > first)).any()


def shared(one, other):
    return max(0, min(one["last"], other["last"]) - max(one["first"], other["first"]))


def best(mine, theirs):
    """The most words that any one-to-one matching shares, tried out."""
    pairs = [(i, j, shared(a, b)) for i, a in enumerate(mine) for j, b in enumerate(theirs) if shared(a, b)]
    most = 0
    for size in range(1, min(len(mine), len(theirs)) + 1):
        for some in combinations(pairs, size):
            if len({i for i, _, _ in some}) == size == len({j for _, j, _ in some}):
                most = max(most, sum(worth for _, _, worth in some))
    return most
