"""Agreement on the values of a facet: only where two applied the same code, by rank where the codebook orders them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.agreement import agreement
from qualcode.analysis.coefficients import alpha
from qualcode.analysis.facet_agreement import facet_partial
from qualcode.codebook import Facet
from qualcode.errors import CallError
from tests.marking import book_of

LEVELS = ("micro", "meso", "macro")
TREE = book_of("""
    regie
      zelf
      extern
    lln
""")
BOOK = replace(
    TREE, facets={"niveau": Facet("niveau", LEVELS, ordered=True), "stand": Facet("stand", ("huidig", "ambitie"))}
)

#: For each unit its document and what amal and bo said: pairs (code, value).
UNITS = [(f"d{n % 4}", ((("zelf", LEVELS[n % 3]),), (("zelf", LEVELS[(n + (n > 7)) % 3]),))) for n in range(12)]


def made(units=UNITS, facet="niveau", coders=("amal", "bo")):
    rows = [
        (f"t{place}", document, coder, tuple(sorted({v for _, v in pairs if v})), tuple(sorted(pairs)))
        for place, (document, both) in enumerate(units)
        for coder, pairs in zip(coders, both, strict=True)
        if pairs is not None
    ]
    frame = pd.DataFrame(rows, columns=["unit", "document", "coder", "codes", "values"]).assign(round="main")
    frame.attrs["units"] = {"unit": "turn", "value": f"facet.{facet}", "min_words": 4, "min_covered": 3}
    return frame


def row(table, key):
    return table.frame[table.frame["key"] == key].iloc[0]


def test_an_ordered_facet_is_compared_by_rank_and_a_code_has_the_value_of_bare_data():
    found = row(agreement(made(), codebook=BOOK), "zelf")
    ratings = [(a[0][1], b[0][1]) for _, (a, b) in UNITS]
    documents = [document for document, _ in UNITS]
    want = alpha(ratings, metric="ordinal", categories=LEVELS, ci="jackknife", groups=documents)
    for name in ("value", "se", "low", "high"):
        assert found[name] == pytest.approx(getattr(want, name), abs=1e-12)
    assert found[["metric", "units", "documents", "coders"]].tolist() == ["ordinal", 12, 4, 2]


def test_a_facet_without_order_is_nominal():
    units = [(d, tuple((("zelf", "huidig" if v[0][1] == "micro" else "ambitie"),) for v in both)) for d, both in UNITS]
    found = row(agreement(made(units, "stand"), codebook=BOOK), "zelf")
    ratings = [(a[0][1], b[0][1]) for _, (a, b) in units]
    assert found["value"] == pytest.approx(alpha(ratings).value)
    assert found["metric"] == "nominal"


def test_only_units_to_which_both_applied_the_code_count():
    more = [("d0", ((("zelf", "micro"),), (("lln", "macro"),))), ("d1", ((("zelf", "macro"),), ()))] * 3
    want, found = (agreement(made(units), codebook=BOOK).frame for units in (UNITS, UNITS + more))
    pd.testing.assert_frame_equal(want, found)


def test_no_value_and_two_values_are_left_out_and_counted():
    more = [
        ("d0", ((("zelf", "micro"),), (("zelf", ""),))),
        ("d0", ((("zelf", "micro"), ("zelf", "macro")), (("zelf", "micro"),))),
    ]
    table = agreement(made(UNITS + more), codebook=BOOK)
    assert row(table, "zelf")["units"] == 12
    notes = {note.key: note.values.get("count") for note in table.notes}
    assert (notes["n.facet_missing"], notes["n.facet_several"]) == (1, 1)


def test_a_parent_compares_what_was_said_below_it_and_over_codes_each_has_its_own_table():
    lln = [(d, tuple((("lln", v[0][1]),) for v in both)) for d, both in UNITS]
    extern = [("d1", ((("extern", "micro"),), (("extern", "macro"),)))] * 2
    table = agreement(made(UNITS + lln + extern), codebook=BOOK)
    assert row(table, "regie")["units"] == 14
    assert row(table, "extern")["note"] == "too_rare"
    both = [(a[0][1], b[0][1]) for _, (a, b) in UNITS]
    one, rest = (alpha(r, metric="ordinal", categories=LEVELS) for r in (both, [("micro", "macro")] * 2))
    # Ranks are shares of the values given: 24 for each of the two codes, 4 for extern.
    observed = 2 * one.observed / 24**2 + rest.observed / 4**2
    expected = 2 * one.expected / 24**2 + rest.expected / 4**2
    assert row(table, "overall")["value"] == pytest.approx(1 - observed / expected)
    assert row(table, "overall")["units"] == 26


def test_a_code_that_no_two_shared_says_so_and_a_strange_value_is_named():
    assert row(agreement(made(), codebook=BOOK), "lln")["note"] == "no_shared_code"
    with pytest.raises(CallError, match='has no value "giga"'):
        agreement(made([*UNITS, ("d0", ((("zelf", "giga"),), (("zelf", "giga"),)))]), codebook=BOOK)
    with pytest.raises(CallError, match="compared with alpha only"):
        agreement(made(), codebook=BOOK, coefficients=["ac1"])
    with pytest.raises(CallError, match="over documents"):
        agreement(made(), codebook=BOOK, interval="unit")


@pytest.mark.parametrize("by", ["pair", "document", "depth"])
def test_lines_of_other_things_are_over_codes(by):
    frame = agreement(made(), codebook=BOOK, by=by).frame
    assert frame["units"].max() == 12
    assert (frame["by"] == by).all()


PAIRS = st.lists(
    st.tuples(st.sampled_from(["zelf", "extern", "lln", "regie"]), st.sampled_from([*LEVELS, ""])), max_size=3
)
STUDY = st.lists(
    st.tuples(st.sampled_from(["d1", "d2", "d3", "d4", "d5"]), st.tuples(*[st.none() | PAIRS] * 3)), max_size=40
)
THREE = ("amal", "bo", "cas")


@given(STUDY, st.sets(st.sampled_from(["d1", "d2", "d3", "d4", "d5"])))
def test_any_split_of_the_documents_adds_up_to_the_whole(study, some):
    units = made(study, coders=THREE)
    keys = BOOK.keys
    inside = units["document"].isin(some).to_numpy(dtype=bool)
    one, other = (facet_partial(part, keys, BOOK) for part in (units[inside], units[~inside]))
    assert one + other == other + one == facet_partial(units, keys, BOOK)


def plain_nominal(units, keys):
    """Observed and expected disagreement of one code in so many words."""
    groups = []
    for _, part in units.groupby("unit"):
        given = [{v for c, v in cell if c in keys} - {""} for cell in part["values"] if any(c in keys for c, _ in cell)]
        given = [values.pop() for values in given if len(values) == 1]
        groups += [given] if len(given) > 1 else []
    values = [v for group in groups for v in group]
    n = len(values)
    if n < 2 or len(set(values)) < 2:
        return 0.0, 0.0, len(groups)
    apart = sum(sum(a != b for i, a in enumerate(g) for j, b in enumerate(g) if i != j) / (len(g) - 1) for g in groups)
    return apart / n, sum(values.count(a) * (n - values.count(a)) for a in set(values)) / (n * (n - 1)), len(groups)


@given(STUDY)
def test_the_value_over_codes_is_that_of_a_plain_count(study):
    everyone = ("d9", ([("zelf", "micro")], [("zelf", "meso")], [("zelf", "micro")]))
    units = made([*study, *[everyone] * 10], "stand", THREE)
    book = replace(BOOK, facets={})
    found = row(agreement(units, codebook=book, interval=None), "overall")
    parts = [plain_nominal(units, {code}) for code in ("zelf", "extern", "lln")]
    assert found["units"] == sum(count for _, _, count in parts)
    assert found["value"] == pytest.approx(1 - sum(o for o, _, _ in parts) / sum(e for _, e, _ in parts))


@given(STUDY)
def test_names_order_and_lonely_units_change_nothing(study):
    everyone = ("d1", ([("zelf", "micro")], [("zelf", "meso")], [("zelf", "micro")]))
    units = made([*study, *[everyone] * 10], coders=THREE)
    lonely = made([("d7", ([("zelf", "macro")], None, None))], coders=THREE).assign(unit="x")
    other = (
        pd.concat([units, lonely])
        .assign(coder=lambda f: f["coder"].map({"amal": "z", "bo": "y", "cas": "x"}))
        .iloc[::-1]
    )
    other.attrs = units.attrs
    kept = ["key", "value", "low", "high", "units", "documents"]
    want, found = (agreement(frame, codebook=BOOK).frame[kept] for frame in (units, other))
    pd.testing.assert_frame_equal(found, want, atol=1e-12, rtol=1e-9)


def test_shares_per_coder_show_who_uses_a_code_more():
    marks = {"amal": "1111100000", "bo": "1000000000"}
    units = pd.DataFrame(
        [
            (f"t{n}", "d", coder, ("zelf",) if m == "1" else ())
            for coder, line in marks.items()
            for n, m in enumerate(line)
        ],
        columns=["unit", "document", "coder", "codes"],
    )
    alone = pd.DataFrame([("t99", "d", "amal", ("zelf",))], columns=units.columns)
    frame = agreement(pd.concat([units, alone], ignore_index=True), codebook=BOOK, prevalence=True).frame
    zelf = frame[frame["key"] == "zelf"].iloc[0]
    assert (zelf["share.amal"], zelf["share.bo"]) == (0.5, 0.1)
    whole = frame[frame["key"] == "overall"].iloc[0]
    assert np.isclose(whole["share.amal"], 5 / 30)  # three codes without subcodes, ten turns
    pairs = agreement(units, codebook=BOOK, by="pair", prevalence=True).frame
    assert not math.isnan(pairs["share.amal"].iloc[0])
