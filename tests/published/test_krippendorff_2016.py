"""Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing textual continua.

Quality & Quantity, 50, 2347-2364; the worked example of Krippendorff, K. (2019), Content analysis (4th ed.), section 12.6.
"""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.unitizing import bar_u_alpha, cu_alpha, k_u_alpha, u_alpha

# A text of length 60.
MARKED = {
    "Alex": "0-7:1 7-13:2 30-32:5 32-37:6 37-44:6 44-60:7",
    "Paul": "0-7:1 7-13:3 13-21:5 32-44:6",
    "Suzan": "0-7:1 7-13:4 13-21:5 32-37:6 37-41:6 41-44:6",
}


def spans(marked):
    rows = [
        (coder, *map(int, unit.split(":")[0].split("-")), unit.split(":")[1])
        for coder, units in marked.items()
        for unit in units.split()
    ]
    return pd.DataFrame(rows, columns=["coder", "start", "end", "code"])


SPANS = spans(MARKED)


def test_u_alpha_is_the_printed_one():
    assert round(u_alpha(SPANS, end=60).value, 3) == 0.510


def test_bar_u_alpha_is_the_printed_one_cut_off():
    value = bar_u_alpha(SPANS, end=60).value
    assert value == pytest.approx(0.4136, abs=5e-5)
    assert int(value * 1000) / 1000 == 0.413


def test_cu_alpha_is_the_printed_one_by_the_square_of_the_mean():
    assert round(cu_alpha(SPANS).value, 3) == 0.724


def test_by_the_other_forms_of_pairing_a_unit_with_itself_it_would_not_be():
    """The mean of the squares (.7256) and the square of what the others cover together (.7283), as programs have them."""
    shared = {span: [] for span in SPANS.itertuples(index=False)}
    union = dict.fromkeys(shared, 0)
    for span in shared:
        rest = [other for other in shared if other.coder != span.coder]
        for coder in {other.coder for other in rest}:
            own = [other for other in rest if other.coder == coder]
            shared[span].append(sum(max(min(span.end, o.end) - max(span.start, o.start), 0) for o in own))
        union[span] = sum(any(o.start <= p < o.end for o in rest) for p in range(span.start, span.end))
    length = {span: sum(parts) / 2 for span, parts in shared.items()}
    total = sum(length.values())
    observed = total * cu_alpha(SPANS).observed

    def with_own(own):
        codes = sorted(set(SPANS["code"]))
        whole = {code: sum(n for span, n in length.items() if span.code == code) for code in codes}
        pairs = {code: sum(n for span, n in own.items() if span.code == code) for code in codes}
        alike = sum(whole[code] ** 2 - pairs[code] for code in codes)
        return 1 - observed / (total - total * alike / (total**2 - sum(pairs.values())))

    assert with_own({span: n * n for span, n in length.items()}) == pytest.approx(cu_alpha(SPANS).value)
    assert round(with_own({span: sum(n * n for n in parts) / 2 for span, parts in shared.items()}), 4) == 0.7256
    assert round(with_own({span: n * n for span, n in union.items()}), 4) == 0.7283


@pytest.mark.parametrize(("code", "value"), [("1", 1), ("5", 1), ("6", 1), ("2", 0), ("3", 0), ("4", 0)])
def test_each_code_has_its_alpha(code, value):
    assert k_u_alpha(SPANS, code).value == pytest.approx(value, abs=1e-12)


def test_two_coders_agree_on_code_5_on_8_of_the_18_that_any_marked_with_it():
    assert k_u_alpha(SPANS, "5").coverage == pytest.approx(8 / 18)


def test_code_7_met_no_other_span():
    found = k_u_alpha(SPANS, "7")
    assert found.note.startswith("no text was marked by two coders")
    assert found.coverage == 0


def test_other_codes_within_the_same_bounds_leave_where_perfect_and_what_below_chance():
    swapped = spans({"Alex": "10-20:1 30-40:2", "Paul": "10-20:2 30-40:1"})
    assert bar_u_alpha(swapped, end=60).value == 1
    assert cu_alpha(swapped).value == pytest.approx(-0.5)
