"""Agreement on spans: what bad input hears, what is undefined and why, and what only several documents show."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from qualcode.analysis import unitizing as z
from qualcode.codebook import Code, Codebook
from qualcode.errors import CallError, FrameError, MissingColumns, MissingExtra

ALL = [z.u_alpha, z.bar_u_alpha, z.cu_alpha, z.character_alpha, z.character_kappa, z.alpha_u_1995, z.span_f1, z.gamma]
ALONE = [z.u_alpha, z.bar_u_alpha, z.cu_alpha, z.character_alpha]


def frame(text, **columns):
    """A line a span: coder, positions, code."""
    rows = [line.split() for line in text.strip().splitlines()]
    found = [(coder, int(at.split("-")[0]), int(at.split("-")[1]), code) for coder, at, code in rows]
    return pd.DataFrame(found, columns=["coder", "start", "end", "code"]).assign(**columns)


GOOD = frame("""
    amal 0-10  regie
    amal 30-40 ict
    bo   2-12  regie
    bo   30-44 ict
""")


@pytest.mark.parametrize("measure", ALL)
@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("bo 50-61 ict", 'row 4 (bo, "ict", 50-61) lies outside the text (0-60).'),
        ("bo 50-50 ict", 'row 4 (bo, "ict", 50-50) has no length; a span ends after its start.'),
        ("bo 50-40 ict", 'row 4 (bo, "ict", 50-40) has no length; a span ends after its start.'),
    ],
)
def test_a_span_that_cannot_be_is_named_with_its_row(measure, row, said):
    with pytest.raises(FrameError) as fault:
        measure(pd.concat([GOOD, frame(row)]), end=60)
    assert str(fault.value) == f"{measure.__name__}(spans): {said}"


@pytest.mark.parametrize("measure", ALL)
def test_what_is_missing_or_no_position_is_named(measure):
    with pytest.raises(MissingColumns, match=r'needs the column "code"; the frame has: coder, start, end'):
        measure(GOOD.drop(columns="code"), end=60)
    for column, value, said in (
        ("code", None, "row 1 has no code."),
        ("coder", float("nan"), "row 1 has no coder."),
        ("start", float("nan"), "row 1 has no start."),
        ("start", "x", "the column start holds something that is no number."),
        ("end", math.inf, "the column end holds something that is no position."),
    ):
        broken = GOOD.astype(object)
        broken.loc[1, column] = value
        with pytest.raises(FrameError) as fault:
            measure(broken, end=60)
        assert str(fault.value) == f"{measure.__name__}(spans): {said}"


@pytest.mark.parametrize("measure", ALONE)
def test_spans_over_each_other_are_refused_with_the_ways_out(measure):
    over = pd.concat([GOOD, frame("bo 8-20 ict")])
    with pytest.raises(FrameError) as fault:
        measure(over, end=60)
    assert str(fault.value) == (
        f'{measure.__name__} allows a coder one code at a time; row 2 (bo, "regie", 2-12) and row 4 (bo, "ict", 8-20) lie over each '
        "other: compare each code by itself, per_code(spans), or the codes below each parent, per_parent(spans, codebook)."
    )
    for part in z.per_code(over).values():
        assert not math.isnan(z.bar_u_alpha(part, end=60, coders=("amal", "bo")).value)


def test_alpha_u_1995_refuses_only_the_same_code_over_itself():
    assert not math.isnan(z.alpha_u_1995(pd.concat([GOOD, frame("bo 8-20 ict")]), end=60).value)
    twice = pd.concat([GOOD, frame("bo 8-20 regie")])
    with pytest.raises(FrameError, match=r"united\(spans\) makes them one"):
        z.alpha_u_1995(twice, end=60)
    assert not math.isnan(z.alpha_u_1995(z.united(twice), end=60).value)


def test_spans_over_each_other_are_no_matter_to_f1_kappa_and_gamma():
    over = pd.concat([GOOD, frame("bo 8-20 ict\namal 9-20 ict")])
    assert z.span_f1(over, match="overlap").value == 1
    assert z.character_kappa(over, end=60).value == pytest.approx(1 - 6 / 60 / (1 - (30 * 32 + 30 * 28) / 3600))
    assert z.gamma(over, end=60).value < 1


def test_codes_below_one_parent_make_one_text_and_those_of_others_another():
    book = Codebook(
        "klein", "1.0.0", (Code("regie"), Code("zelf", parent="regie"), Code("extern", parent="regie"), Code("ict"))
    )
    marks = frame("""
        bo   0-5 zelf
        bo   5-9 extern
        amal 0-9 regie
        bo   3-7 ict
        amal 8-9 ict
    """)
    parts = z.per_parent(marks, book)
    assert {parent: sorted(set(part["code"])) for parent, part in parts.items()} == {
        "ict": ["ict"],
        "regie": ["extern", "regie", "zelf"],
    }
    assert z.bar_u_alpha(parts["regie"], end=20).value == 1
    with pytest.raises(FrameError, match=r'no code "stof" in codebook klein'):
        z.per_parent(frame("bo 0-5 stof"), book)


@pytest.mark.parametrize("measure", ALL)
def test_one_coder_or_nobody_is_undefined_with_its_reason(measure):
    one = measure(GOOD[GOOD["coder"] == "bo"], end=60)
    assert math.isnan(one.value)
    assert one.note == "no document was read by two coders"
    none = measure(GOOD.iloc[:0], end=60, coders=("amal", "bo"))
    assert math.isnan(none.value)
    assert none.note == "nobody marked anything"
    assert math.isnan(measure(GOOD.iloc[:0], end=60).value)


@pytest.mark.parametrize("measure", ALL)
def test_a_coder_who_marked_nothing_disagrees_when_named(measure):
    found = measure(GOOD[GOOD["coder"] == "bo"], end=60, coders=("amal", "bo"))
    if measure is z.cu_alpha:
        assert math.isnan(found.value)
        assert found.note == "no text was marked by two coders"
    else:
        assert found.value <= 0


def test_a_coder_who_marked_nothing_makes_the_difference_between_agreement_and_none():
    three = frame("amal 0-10 a\nbo 0-10 a")
    assert z.u_alpha(three, end=40).value == 1
    assert z.u_alpha(three, end=40, coders=("amal", "bo", "cas")).value < 0.5


@pytest.mark.parametrize("measure", [z.u_alpha, z.bar_u_alpha, z.character_alpha, z.character_kappa])
def test_text_that_all_marked_with_one_code_is_undefined(measure):
    found = measure(frame("amal 0-20 a\nbo 0-20 a"), end=20)
    assert math.isnan(found.value)
    assert found.note in ("only one value was used", "no text was left unmarked")


def test_one_code_leaves_nothing_to_confuse_in_what_both_marked():
    found = z.cu_alpha(frame("amal 0-20 a\nbo 5-25 a"), end=40)
    assert math.isnan(found.value)
    assert found.note == "only one value was used"
    assert found.coverage == pytest.approx(30 / 80)


def test_a_code_named_nan_is_a_code():
    spans = GOOD.replace("ict", "nan")
    for measure in ALL:
        assert measure(spans, end=60).value == pytest.approx(measure(GOOD, end=60).value, nan_ok=True)
    assert z.k_u_alpha(spans, "nan").value == 1


def test_a_code_that_nobody_used_is_a_fault_of_the_call():
    with pytest.raises(CallError, match=r'nobody marked anything with "regi"\. Did you mean "regie"\?'):
        z.k_u_alpha(GOOD, "regi")


@pytest.mark.parametrize("measure", [z.u_alpha, z.bar_u_alpha, z.character_alpha, z.character_kappa, z.alpha_u_1995])
def test_coefficients_that_count_unmarked_text_ask_where_it_ends(measure):
    with pytest.raises(CallError, match=r"needs end=, where the text ends"):
        measure(GOOD)


def test_coders_are_checked_against_who_marked():
    with pytest.raises(CallError, match=r'"bo" has marked spans, but coders= does not name them\. Did you mean "Bo"\?'):
        z.u_alpha(GOOD, end=60, coders=["amal", "Bo"])
    with pytest.raises(CallError, match=r'coders= is a list of names, such as \("amal", "\.\.\."\)'):
        z.u_alpha(GOOD, end=60, coders="amal")
    with pytest.raises(CallError, match='coders= names documents, but the spans have no column "document"'):
        z.u_alpha(GOOD, end=60, coders={"d": ["amal", "bo"]})
    by_column = z.u_alpha(GOOD, end=60, coders=pd.Series(["amal", "bo", "cas"]))
    assert by_column.coders == 3
    with pytest.raises(CallError, match="coders= says they did not read"):
        z.u_alpha(GOOD.assign(document="d"), end={"d": 60, "e": 60}, coders={"d": ["amal"], "e": ["amal", "bo"]})


def test_documents_must_be_known_with_their_ends():
    several = pd.concat([GOOD.assign(document="d"), GOOD.assign(document="e")])
    with pytest.raises(CallError, match='end= does not say where document "e" ends'):
        z.u_alpha(several, end={"d": 60})
    with pytest.raises(CallError, match="with several documents end= says where each of them ends"):
        z.u_alpha(several, end=60)
    with pytest.raises(CallError, match='the spans have no column "document"'):
        z.u_alpha(GOOD, end={"d": 60})
    with pytest.raises(CallError, match="end= lies before begin="):
        z.u_alpha(GOOD.iloc[:0], begin=10, end=5, coders=("amal", "bo"))


def test_a_series_of_lengths_serves_as_ends():
    several = pd.concat([GOOD.assign(document="d"), GOOD.assign(document="e")])
    lengths = pd.Series({"d": 60, "e": 60, "f": 900})
    assert z.u_alpha(several, end=lengths).value == pytest.approx(z.u_alpha(several, end=dict(lengths)).value)
    assert z.u_alpha(several, end=lengths).value > z.u_alpha(several, end=lengths[["d", "e"]]).value


def test_the_square_of_the_mean_is_said_to_be_experimental_with_three_coders_only():
    three = pd.concat([GOOD, frame("cas 0-10 ict\ncas 28-40 ict")])
    assert "experimental with more than two coders" in z.cu_alpha(three).note
    assert "experimental with more than two coders" in z.k_u_alpha(three, "ict").note
    assert not math.isnan(z.cu_alpha(three).value)
    assert z.cu_alpha(GOOD).note == ""


def test_kappa_and_the_intervals_say_what_they_do_not_do():
    three = pd.concat([GOOD, frame("cas 0-10 ict")])
    with pytest.raises(CallError, match="character_kappa compares two coders; here are 3"):
        z.character_kappa(three, end=60)
    with pytest.raises(CallError, match='has no interval "analytic"'):
        z.u_alpha(GOOD, end=60, ci="analytic")
    with pytest.raises(CallError, match=r'No match "exakt"; there are exact, overlap\. Did you mean "exact"\?'):
        z.span_f1(GOOD, match="exakt")


def test_three_coders_of_whom_two_marked_nothing_leave_that_pair_out_of_f1():
    found = z.span_f1(frame("bo 0-10 a\nbo 20-30 a"), coders=("amal", "bo", "cas"))
    assert found.value == 0


def test_gamma_is_the_same_with_the_same_seed_and_near_with_another():
    one, same, other = (z.gamma(GOOD, end=60, samples=300, seed=seed).value for seed in (1, 1, 2))
    assert one == same
    assert other == pytest.approx(one, abs=0.1)
    assert one != other


def test_gamma_of_pairs_that_differ_by_document_is_still_an_assignment():
    marks = pd.concat([GOOD.assign(document="d"), GOOD.replace("bo", "cas").assign(document="e")])
    found = z.gamma(marks, coders={"d": ("amal", "bo"), "e": ("amal", "cas")})
    assert found.observed == pytest.approx(z.gamma(GOOD).observed)


def test_gamma_of_three_coders_needs_the_extra_and_says_how_to_get_it():
    three = pd.concat([GOOD, frame("cas 0-10 ict")])
    try:
        import pygamma_agreement  # noqa: F401
    except ImportError:
        with pytest.raises(MissingExtra, match=r"pip install 'qualcode\[gamma\]'"):
            z.gamma(three)
    else:
        assert z.gamma(three, samples=30).value < 1
    with pytest.raises(CallError, match="gamma has an interval for two coders only"):
        z.gamma(three, ci="jackknife")


@pytest.mark.parametrize("wrong", [{"alpha": -1}, {"alpha": 0, "beta": 0}, {"delta_empty": 0}, {"samples": 0}])
def test_weights_and_samples_of_gamma_are_checked(wrong):
    with pytest.raises(CallError, match=r"^gamma: "):
        z.gamma(GOOD, **wrong)


def test_documents_that_one_coder_read_do_not_count_and_those_without_marks_do():
    marks = pd.concat([GOOD.assign(document="d"), frame("amal 0-50 regie", document="e")])
    ends = {"d": 60, "e": 60}
    one_read = z.u_alpha(marks, end=ends, coders={"d": ("amal", "bo"), "e": ("amal",)})
    assert one_read.value == pytest.approx(z.u_alpha(GOOD, end=60).value)
    both_read = z.u_alpha(marks, end=ends, coders=("amal", "bo"))
    assert both_read.value < one_read.value
