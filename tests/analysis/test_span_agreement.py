"""The table of marked spans: each code its own continuum, parents exclusive or told so, partners counted, parts that add up."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.span_agreement import COEFFICIENTS, span_agreement
from qualcode.analysis.span_domains import Marks, overlapping
from qualcode.analysis.spans import of_code, spans
from qualcode.analysis.unitizing import bar_u_alpha, character_kappa, cu_alpha, span_f1, u_alpha
from qualcode.columns import AGREEMENT
from qualcode.errors import CallError, NothingToCompare
from qualcode.frames import Frames
from qualcode.wording import known
from tests.marking import book_of

BOOK = book_of("""
    regie
      zelf
      extern
    ict
      infra
      apps
    lln
""")
LENGTH = 200


def study(rows, documents=6, coders=("amal", "bo"), read=None, book=BOOK):
    """Texts of one turn each; `rows` are (document, coder, code, start, end); everyone has finished unless `read` says who."""
    names = [f"d{n}" for n in range(documents)]
    turns = pd.DataFrame(
        {"turn": [f"{n}/0" for n in names], "document": names, "start": 0, "end": LENGTH, "role": "leraar", "speaker": "R",
         "text": ["x" * LENGTH] * documents}
    )  # fmt: skip
    finished = [(name, coder) for name in names for coder in coders] if read is None else read
    coverage = pd.DataFrame(
        [("reading", coder, name, "main", "1.0", (), "finished") for name, coder in finished],
        columns=["layer", "coder", "document", "round", "version", "codes", "state"],
    )
    codings = pd.DataFrame(rows, columns=["document", "coder", "code", "start", "end"]).assign(
        layer="reading", round="main"
    )
    return codings, Frames(documents=pd.DataFrame({"document": names}), turns=turns, coverage=coverage, codebook=book)


#: Per document: zelf by both with other bounds, extern by both, infra taken for apps once, one lln more each.
ROWS = [
    row
    for n in range(6)
    for row in [
        (f"d{n}", "amal", "zelf", 10, 40 + n), (f"d{n}", "bo", "zelf", 5, 60),
        (f"d{n}", "amal", "zelf", 62, 70), (f"d{n}", "amal", "extern", 80, 100), (f"d{n}", "bo", "extern", 80, 100 - 3 * n),
        (f"d{n}", "amal", "infra", 90, 120), (f"d{n}", "bo", "infra" if n else "apps", 95, 125),
        (f"d{n}", "bo", "lln", 150, 160), (f"d{n}", "amal", "infra", 130, 140), (f"d{n}", "bo", "infra", 128, 141),
    ]
]  # fmt: skip


def row(table, key, coefficient):
    found = table.frame
    return found[(found["key"] == key) & (found["coefficient"] == coefficient)].iloc[0]


def test_a_code_has_the_value_and_interval_that_the_coefficient_gives_on_its_spans():
    codings, project = study(ROWS)
    table = span_agreement(
        codings, project, coefficients=["bar_u_alpha", "span_f1", "span_f1_overlap", "character_kappa"]
    )
    assert tuple(table.frame.columns) == AGREEMENT
    marked = spans(codings, project)
    bare = {
        "bar_u_alpha": bar_u_alpha, "character_kappa": character_kappa, "span_f1": span_f1,
        "span_f1_overlap": lambda **given: span_f1(match="overlap", **given),
    }  # fmt: skip
    for code in ("zelf", "regie", "infra"):
        for name, function in bare.items():
            want, found = function(**of_code(marked, code, BOOK), ci="jackknife"), row(table, code, name)
            for what in ("value", "se", "low", "high"):
                assert found[what] == pytest.approx(getattr(want, what), abs=1e-12), (code, name, what)
            assert found["method"] == "jackknife over documents, t(5)"


def test_spans_are_counted_with_and_without_a_partner():
    found = row(span_agreement(*study(ROWS)), "zelf", "bar_u_alpha")
    assert found[["both", "only_a", "only_b", "units", "documents", "coders"]].tolist() == [6, 6, 0, 18, 6, 2]
    assert math.isnan(found["neither"])
    assert row(span_agreement(*study(ROWS)), "regie", "span_f1_overlap")["positive"] == pytest.approx(
        2 * 12 / (18 + 12)
    )


def test_over_codes_each_keeps_its_own_table_and_f1_adds_up_spans():
    codings, project = study(ROWS)
    table = span_agreement(codings, project, coefficients=["bar_u_alpha", "span_f1", "span_f1_overlap"])
    marked = spans(codings, project)
    leaves = ("zelf", "extern", "infra", "apps", "lln")
    alone = [bar_u_alpha(**of_code(marked, code, BOOK)) for code in leaves]
    alone = [one for one in alone if not math.isnan(one.value)]
    assert row(table, "overall", "bar_u_alpha")["value"] == pytest.approx(
        1 - sum(one.observed for one in alone) / sum(one.expected for one in alone)
    )
    # By hand: partners zelf 6, extern 6, infra 5 x 2 + 1, apps and lln none; spans 18 + 12 + 23 + 1 + 6.
    assert row(table, "overall", "span_f1_overlap")["value"] == pytest.approx(2 * 23 / 60)
    assert row(table, "overall", "span_f1")["value"] == pytest.approx(2 * 1 / 60)  # extern in d0
    assert row(table, "overall", "span_f1")[["both", "only_a", "only_b"]].tolist() == [23, 7, 7]


def test_codes_may_lie_over_each_other_and_a_parent_is_told_where_its_own_do():
    over = [*ROWS, ("d1", "bo", "extern", 50, 66)]
    table = span_agreement(*study(over), coefficients=["cu_alpha", "u_alpha", "bar_u_alpha"])
    assert row(table, "regie", "cu_alpha")["note"] == "overlapping"
    assert not math.isnan(row(table, "regie", "bar_u_alpha")["value"])
    notes = {note.key: note.values for note in table.notes}
    assert notes["n.spans_overlapping"] == {"count": 1, "parents": ["regie (1)"]}
    codings, project = study(over)
    assert overlapping(spans(codings, project), BOOK).to_numpy().tolist() == [
        ["d1", "bo", "regie", "extern", 50, 66, "zelf", 5, 60]
    ]
    # Over codes only the parent that is left counts.
    assert row(table, "overall", "cu_alpha")["value"] == pytest.approx(row(table, "ict", "cu_alpha")["value"])


def test_which_child_it_is_stands_in_the_line_of_the_parent():
    codings, project = study(ROWS)
    table = span_agreement(codings, project, coefficients=["cu_alpha", "u_alpha"])
    marked = spans(codings, project)
    below = marked[marked["code"].isin(["infra", "apps"])]
    ends = marked.attrs["spans"]["ends"]
    for name, function in (("cu_alpha", cu_alpha), ("u_alpha", u_alpha)):
        want = function(below, end=ends, ci="jackknife")
        assert row(table, "ict", name)["value"] == pytest.approx(want.value)
        assert row(table, "ict", name)["low"] == pytest.approx(want.low) or math.isnan(want.low)
    assert row(table, "infra", "cu_alpha")["note"] == "one_code"
    assert row(table, "ict", "cu_alpha")["value"] < 1


def test_pairs_documents_and_depths_have_a_line_over_codes():
    codings, project = study([*ROWS, ("d0", "cas", "zelf", 10, 40)], 6, ("amal", "bo", "cas"))
    pairs = span_agreement(codings, project, by="pair")
    assert pairs.frame["key"].drop_duplicates().tolist() == ["amal|bo", "amal|cas", "bo|cas"]
    alone = span_agreement(codings, project, coders=("amal", "bo"))
    for name in ("bar_u_alpha", "span_f1_overlap"):
        assert row(pairs, "amal|bo", name)["low"] == row(alone, "overall", name)["low"]
    documents = span_agreement(*study(ROWS), by="document", coefficients=["bar_u_alpha", "span_f1_overlap"])
    assert documents.frame["key"].drop_duplicates().tolist() == ["d0", "d1", "d2", "d3", "d4", "d5", "overall"]
    only = row(documents, "d0", "span_f1_overlap")
    assert only[["both", "only_a", "only_b", "documents"]].tolist() == [3, 2, 2, 1]
    depths = span_agreement(*study(ROWS), by="depth").frame
    assert depths["key"].drop_duplicates().tolist() == ["1", "2"]


def test_what_is_rare_never_applied_or_not_read_twice_has_its_reason():
    table = span_agreement(*study(ROWS[:4]))
    assert row(table, "zelf", "bar_u_alpha")["note"] == "too_rare"
    assert row(table, "lln", "bar_u_alpha")["note"] == "never_applied"
    with pytest.raises(NothingToCompare, match="No document was finished by two coders"):
        span_agreement(*study(ROWS, read=[("d0", "amal"), ("d1", "bo")]))
    three = span_agreement(*study(ROWS, coders=("amal", "bo", "cas")), coefficients=["character_kappa"])
    assert row(three, "zelf", "character_kappa")["note"] == "two_coders"


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"by": "role"}, 'No agreement of spans by "role"'),
        ({"coefficients": ["bar_u_alfa"]}, 'Did you mean "bar_u_alpha"'),
        ({"coefficients": "span_f1"}, "is a list of names"),
        ({"interval": "unit"}, "Characters and spans of one document are not independent"),
        ({"confidence": 95}, "between 0 and 1"),
        ({"threshold": 60}, "between -1 and 1"),
    ],
)
def test_a_bad_call_is_told_in_a_sentence(fault, sentence):
    with pytest.raises(CallError) as caught:
        span_agreement(*study(ROWS), **fault)
    assert sentence in str(caught.value)


def test_every_reason_and_note_is_a_sentence_and_a_table_without_a_codebook_stands():
    over = [*ROWS, ("d1", "bo", "extern", 50, 66), ("d1", "cas", "zelf", 0, 9)]
    for table in (
        span_agreement(*study(over, coders=("amal", "bo", "cas")), coefficients=COEFFICIENTS),
        span_agreement(*study(ROWS, book=None), coefficients=COEFFICIENTS, interval="bootstrap", seed=1),
        span_agreement(*study(ROWS), interval=None),
    ):
        assert all(known(note.key) for note in table.notes)
        reasons = {reason for note in table.frame["note"] for reason in note.split("; ") if reason}
        assert all(known(f"reason.{reason}") for reason in reasons)
    for reason in ("overlapping", "one_code", "no_shared_text", "trial", "no_shared_code"):
        assert known(f"reason.{reason}")


CODES = st.sampled_from(["zelf", "extern", "infra", "apps", "lln", "regie"])
SPAN = st.tuples(
    st.sampled_from(["d0", "d1", "d2", "d3", "d4"]), st.sampled_from(["amal", "bo"]), CODES,
    st.integers(0, LENGTH - 1), st.integers(1, 30),
).map(lambda s: (*s[:4], min(s[3] + s[4], LENGTH)))  # fmt: skip
SOME = ("bar_u_alpha", "span_f1_overlap", "cu_alpha")
KEPT = ["value", "se", "low", "high", "units", "documents", "both", "only_a", "only_b", "note"]


def numbers(table):
    return table.frame.set_index(["key", "coefficient"])[KEPT]


@settings(deadline=None)
@given(st.lists(SPAN, min_size=1, max_size=25))
def test_renaming_coders_and_shuffling_rows_changes_nothing(rows):
    swapped = [(d, {"amal": "zoë", "bo": "an"}[c], *rest) for d, c, *rest in reversed(rows)]
    want = numbers(span_agreement(*study(rows, 5), coefficients=SOME))
    found = numbers(span_agreement(*study(swapped, 5, ("an", "zoë")), coefficients=SOME))
    found = found.rename(columns={"only_a": "only_b", "only_b": "only_a"})[KEPT]
    pd.testing.assert_frame_equal(found, want, atol=1e-9, rtol=1e-9)


@settings(deadline=None)
@given(st.lists(SPAN, min_size=1, max_size=25), st.lists(SPAN, max_size=5))
def test_a_document_read_by_one_coder_changes_nothing(rows, lonely):
    both = [(f"d{n}", coder) for n in range(5) for coder in ("amal", "bo")]
    more = [("d5", "amal", *rest) for _, _, *rest in lonely]
    want = numbers(span_agreement(*study(rows, 5), coefficients=SOME))
    found = numbers(span_agreement(*study([*rows, *more], 6, read=[*both, ("d5", "amal")]), coefficients=SOME))
    pd.testing.assert_frame_equal(found, want)


@settings(deadline=None)
@given(st.lists(SPAN, min_size=1, max_size=25))
def test_a_coder_against_a_copy_of_herself_agrees_wherever_there_is_a_number(rows):
    mine = [("d" + d[1:], "amal", *rest) for d, _, *rest in rows]
    copied = mine + [(d, "bo", *rest) for d, _, *rest in mine]
    values = span_agreement(*study(copied, 5), coefficients=COEFFICIENTS, interval=None).frame["value"].dropna()
    np.testing.assert_allclose(values, 1.0, atol=1e-9)


@settings(deadline=None)
@given(st.lists(SPAN, min_size=1, max_size=25), st.sets(st.sampled_from(["d0", "d1", "d2", "d3", "d4"])))
def test_sums_of_any_split_of_the_documents_add_up_to_the_whole(rows, some):
    def totals(documents):
        codings, project = study([one for one in rows if one[0] in documents], 5)
        reads = project.coverage()
        frames = Frames(documents=project.documents(), turns=project.turns(), codebook=BOOK,
                        coverage=reads[reads["document"].isin(documents)])  # fmt: skip
        marks = Marks(spans(codings, frames, coders=("amal", "bo") if documents else None), BOOK)
        return {
            (code, name): text.stratum(name).sums.total() if len(text.home) else 0.0
            for code in ("regie", "zelf", "lln")
            for name in ("bar_u_alpha", "span_f1", "span_f1_overlap")
            for text in [marks.one(code)]
        }

    every = {"d0", "d1", "d2", "d3", "d4"}
    if some in (set(), every):
        return
    whole, parts = totals(every), [totals(some), totals(every - some)]
    for key, value in whole.items():
        np.testing.assert_allclose(parts[0][key] + parts[1][key], value, err_msg=str(key), atol=1e-9)


def plain_f1(rows, code, below):
    """Partners by overlap as many as can be made, found by trying: small sets only."""
    from functools import cache

    total, partners = 0, 0
    for document in {one[0] for one in rows}:
        sides = []
        for coder in ("amal", "bo"):
            mine = sorted((s, e) for d, c, k, s, e in rows if (d, c) == (document, coder) and k in below)
            made = []
            for start, end in mine:
                if made and start < made[-1][1]:
                    made[-1] = (made[-1][0], max(made[-1][1], end))
                else:
                    made.append((start, end))
            sides.append(made)
        one, other = sides

        @cache
        def most(at, left, one=tuple(one), other=tuple(other)):
            if at == len(one):
                return 0
            best = most(at + 1, left)
            for place in left:
                if one[at][0] < other[place][1] and other[place][0] < one[at][1]:
                    best = max(best, 1 + most(at + 1, left - {place}))
            return best

        partners += most(0, frozenset(range(len(other))))
        total += len(one) + len(other)
    return partners, total


@settings(deadline=None)
@given(st.lists(SPAN, min_size=1, max_size=25))
def test_partners_are_those_of_a_plain_search(rows):
    table = span_agreement(*study(rows, 5), coefficients=["span_f1_overlap"], interval=None)
    for code in ("zelf", "regie", "lln"):
        partners, total = plain_f1(rows, code, set(BOOK.subtree(code)))
        found = row(table, code, "span_f1_overlap")
        assert (found["both"], found["units"]) == (partners, total)
