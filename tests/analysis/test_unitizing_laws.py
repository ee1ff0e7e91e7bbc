"""Laws of agreement on spans, and the same numbers character by character."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis import unitizing as z
from tests.analysis import plain_spans as plain

LENGTH = 16
WHO = ("amal", "bo", "cas")

#: A text as one coder marks it: what to leave free, how long to mark, with which code.
MARKS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6), st.sampled_from(["nan", "regie", "ict"])), max_size=6)
#: Spans that may lie over each other.
LOOSE = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 9), st.sampled_from(["nan", "regie"])), max_size=5
)
TWO, THREE = st.lists(MARKS, min_size=2, max_size=2), st.lists(MARKS, min_size=3, max_size=3)
MEASURES = {
    "u_alpha": z.u_alpha,
    "bar_u_alpha": z.bar_u_alpha,
    "cu_alpha": z.cu_alpha,
    "character_alpha": z.character_alpha,
    "alpha_u_1995": z.alpha_u_1995,
    "span_f1": z.span_f1,
    "overlap": lambda spans, **rest: z.span_f1(spans, match="overlap", **rest),
    "gamma": lambda spans, **rest: z.gamma(spans, samples=5, **rest),
}
#: Those that look at the text as such, not at spans as things.
BY_CHARACTER = ["u_alpha", "bar_u_alpha", "cu_alpha", "character_alpha"]


def laid(marks, coder, length=LENGTH):
    """One after the other from the beginning, as far as the text reaches."""
    spans, at = [], 0
    for free, size, code in marks:
        start, at = at + free, at + free + size
        if at <= length:
            spans.append((coder, start, at, code))
    return spans


def rows(texts):
    return [span for coder, marks in zip(WHO, texts, strict=False) for span in laid(marks, coder)]


def frame(spans):
    return pd.DataFrame(spans, columns=["coder", "start", "end", "code"])


def measured(name, spans, texts=2, **rest):
    return MEASURES[name](frame(spans) if isinstance(spans, list) else spans, end=LENGTH, coders=WHO[:texts], **rest)


def agree(found, value):
    if value is None:
        assert math.isnan(found.value)
        assert found.note
    else:
        assert found.value == pytest.approx(float(value), abs=1e-9)


@given(TWO | THREE)
def test_the_alphas_are_those_of_counting_character_by_character(texts):
    spans, who = rows(texts), WHO[: len(texts)]
    for name in (*BY_CHARACTER, "alpha_u_1995"):
        agree(measured(name, spans, len(texts)), getattr(plain, name)(spans, who, LENGTH))
    for code in {span[3] for span in spans}:
        found = z.k_u_alpha(frame(spans), code, end=LENGTH, coders=who)
        agree(found, plain.k_u_alpha(spans, who, LENGTH, code))


@given(TWO)
def test_character_kappa_is_that_of_two_rows_of_characters(texts):
    spans = rows(texts)
    found = z.character_kappa(frame(spans), end=LENGTH, coders=WHO[:2])
    agree(found, plain.character_kappa(spans, WHO[:2], LENGTH))


@given(st.lists(LOOSE, min_size=2, max_size=3))
def test_span_f1_finds_as_many_partners_as_growing_paths(texts):
    spans = [(who, s, s + n, code) for who, own in zip(WHO, texts, strict=False) for s, n, code in own]
    who = WHO[: len(texts)]
    for match in ("exact", "overlap"):
        agree(z.span_f1(frame(spans), match=match, coders=who), plain.span_f1(spans, who, match))


@given(LOOSE, LOOSE, st.sampled_from([(1.0, 1.0), (3.0, 1.0), (1.0, 0.0), (0.0, 1.0)]))
def test_gamma_observes_the_least_disorder_of_all_alignments(one, other, weights):
    spans = [(who, s, s + n, code) for who, own in zip(WHO, (one, other), strict=False) for s, n, code in own]
    found = z.gamma(frame(spans), coders=WHO[:2], alpha=weights[0], beta=weights[1], samples=1)
    if not spans:
        assert math.isnan(found.value)
        return
    first, second = ([span[1:] for span in spans if span[0] == who] for who in WHO[:2])
    least = plain.disorder(first, second, *map(int, weights)) / (len(spans) / 2)
    assert found.observed == pytest.approx(float(least), abs=1e-9)


@pytest.mark.parametrize("name", MEASURES)
@given(MARKS)
def test_a_coder_against_a_copy_of_herself_is_one_or_undefined(name, marks):
    found = measured(name, [*laid(marks, "amal"), *laid(marks, "bo")])
    assert found.value == pytest.approx(1, abs=1e-9) or (math.isnan(found.value) and found.note)


@pytest.mark.parametrize("name", MEASURES)
@given(TWO, st.randoms(use_true_random=False))
def test_names_of_coders_and_codes_and_the_order_of_rows_change_nothing(name, texts, chance):
    spans = rows(texts)
    before = measured(name, spans)
    other = {"amal": "zoe", "bo": "an", "nan": "b", "regie": "a", "ict": "nan"}
    renamed = [(other[coder], start, end, other[code]) for coder, start, end, code in spans]
    chance.shuffle(renamed)
    after = MEASURES[name](frame(renamed), end=LENGTH, coders=["zoe", "an"])
    assert (after.value, after.observed) == pytest.approx((before.value, before.observed), abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", BY_CHARACTER)
@given(TWO | THREE, st.data())
def test_a_span_split_in_two_changes_nothing_that_is_observed(name, texts, data):
    spans = rows(texts)
    long = [span for span in spans if span[2] - span[1] > 1]
    if not long:
        return
    coder, start, end, code = data.draw(st.sampled_from(long))
    cut = data.draw(st.integers(start + 1, end - 1))
    pieces = [(coder, start, cut, code), (coder, cut, end, code)]
    split = [*[span for span in spans if span != (coder, start, end, code)], *pieces]
    before, after = (measured(name, marks, len(texts)) for marks in (spans, split))
    assert after.observed == pytest.approx(before.observed, abs=1e-9, nan_ok=True)
    if name == "character_alpha":
        assert after.value == pytest.approx(before.value, abs=1e-9, nan_ok=True)


@given(TWO | THREE, st.sampled_from([2, 7, 0.5]))
def test_the_scale_of_positions_changes_no_coefficient_of_what_two_coders_marked(texts, factor):
    spans = frame(rows(texts))
    scaled = spans.assign(start=spans["start"] * factor, end=spans["end"] * factor)
    who = WHO[: len(texts)]
    assert z.cu_alpha(scaled, coders=who).value == pytest.approx(
        z.cu_alpha(spans, coders=who).value, abs=1e-9, nan_ok=True
    )
    if len(texts) == 2:
        before, after = (
            z.gamma(marks, end=end, coders=who, samples=5)
            for marks, end in ((spans, LENGTH), (scaled, LENGTH * factor))
        )
        assert after.value == pytest.approx(before.value, abs=1e-9, nan_ok=True)


@given(TWO | THREE)
def test_unmarked_text_at_the_end_changes_no_cu_alpha_and_no_f1(texts):
    spans, who = frame(rows(texts)), WHO[: len(texts)]
    for measure in (z.cu_alpha, z.span_f1):
        before, after = (measure(spans, end=end, coders=who).value for end in (LENGTH, 500))
        assert after == pytest.approx(before, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("name", BY_CHARACTER)
@given(TWO, TWO)
def test_two_documents_are_one_text_laid_end_to_end_and_a_third_read_by_one_coder_changes_nothing(name, first, second):
    one, other = frame(rows(first)).assign(document="a"), frame(rows(second)).assign(document="b")
    single = pd.DataFrame([("amal", 0, 5, "regie", "c")], columns=one.columns)
    moved = other.assign(start=other["start"] + LENGTH, end=other["end"] + LENGTH)
    joined = MEASURES[name](pd.concat([one, moved]).drop(columns="document"), end=2 * LENGTH, coders=WHO[:2])
    readers = {"a": WHO[:2], "b": WHO[:2], "c": ["amal"]}
    apart = MEASURES[name](pd.concat([one, other, single]), end=dict.fromkeys("abc", LENGTH), coders=readers)
    assert apart.value == pytest.approx(joined.value, abs=1e-9, nan_ok=True)


def study(documents, seed=3):
    """Documents that two coders marked more or less alike."""
    chance = np.random.default_rng(seed)
    found = []
    for document in range(documents):
        for place in range(0, 300, 30):
            code = chance.choice(["regie", "ict"])
            jitter = chance.integers(0, 3, 4)
            found.append((f"d{document}", "amal", place + jitter[0], place + 15 + jitter[1], code))
            other = code if chance.random() < 0.8 else "stof"
            if chance.random() < 0.8:
                found.append((f"d{document}", "bo", place + jitter[2], place + 15 + jitter[3], other))
    return pd.DataFrame(found, columns=["document", "coder", "start", "end", "code"])


@pytest.mark.parametrize("name", sorted({*MEASURES} - {"alpha_u_1995", "gamma"}))
def test_the_jackknife_leaves_out_a_document_at_a_time(name):
    marks = study(6)
    ends = dict.fromkeys(sorted(set(marks["document"])), 300)
    whole = MEASURES[name](marks, end=ends, ci="jackknife")
    assert whole.method == "jackknife over documents, t(5)"
    assert whole.low < whole.value < whole.high
    without = [
        MEASURES[name](marks[marks["document"] != out], end={d: 300 for d in ends if d != out}).value for out in ends
    ]
    assert whole.se == pytest.approx(math.sqrt(5 / 6 * ((np.array(without) - np.mean(without)) ** 2).sum()), rel=1e-9)


def test_too_few_documents_give_no_interval_and_a_reason():
    found = z.u_alpha(study(3), end={"d0": 300, "d1": 300, "d2": 300}, ci="jackknife")
    assert math.isnan(found.low)
    assert found.note == "fewer than 4 documents to resample"


def test_the_bootstrap_over_documents_is_seeded():
    ends = dict.fromkeys([f"d{number}" for number in range(8)], 300)
    one, same, other = (z.cu_alpha(study(8), end=ends, ci="bootstrap", seed=seed) for seed in (1, 1, 2))
    assert (one.low, one.high) == (same.low, same.high)
    assert one.low != other.low
