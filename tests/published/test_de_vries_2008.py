"""De Vries, H., et al. (2008). Using pooled kappa to summarize interrater agreement across many items. The definition, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.agreement import agreement
from qualcode.analysis.coefficients import cohen_kappa

# Two codes, forty turns: how often both, only A, only B, neither.
COUNTS = {"rust": (18, 4, 2, 16), "keuze": (6, 3, 5, 26)}


def units() -> pd.DataFrame:
    rows = []
    marks = {
        code: [(1, 1)] * both + [(1, 0)] * only_a + [(0, 1)] * only_b + [(0, 0)] * neither
        for code, (both, only_a, only_b, neither) in COUNTS.items()
    }
    for turn in range(40):
        for place, coder in enumerate(("amal", "bo")):
            applied = tuple(sorted(code for code, told in marks.items() if told[turn][place]))
            rows.append((f"d{turn % 4}/{turn}", f"d{turn % 4}", coder, applied))
    return pd.DataFrame(rows, columns=["unit", "document", "coder", "codes"])


def test_pooled_kappa_is_the_mean_observed_and_the_mean_expected_agreement_not_the_mean_kappa():
    """By hand: agreement 34/40 and 32/40; by chance .55 .5 + .45 .5 = .5 and .225 .275 + .775 .725 = .62375."""
    observed, expected = (34 / 40 + 32 / 40) / 2, (0.5 + 0.62375) / 2
    frame = agreement(units(), coefficients=["cohen_kappa"], interval=None).frame.set_index("key")
    assert frame.loc["overall", "value"] == pytest.approx((observed - expected) / (1 - expected), abs=1e-12)
    each = [frame.loc[code, "value"] for code in COUNTS]
    assert each[0] == pytest.approx((34 / 40 - 0.5) / 0.5, abs=1e-12)
    assert sum(each) / 2 != pytest.approx(frame.loc["overall", "value"], abs=1e-3)


def test_one_table_for_both_codes_would_give_another_number():
    stacked = [
        pair
        for both, only_a, only_b, neither in COUNTS.values()
        for pair in [(1, 1)] * both + [(1, 0)] * only_a + [(0, 1)] * only_b + [(0, 0)] * neither
    ]
    frame = agreement(units(), coefficients=["cohen_kappa"], interval=None).frame.set_index("key")
    assert cohen_kappa(stacked).value > frame.loc["overall", "value"] + 0.01
