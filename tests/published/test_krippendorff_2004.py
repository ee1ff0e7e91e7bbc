"""Krippendorff, K. (2004). Content analysis: an introduction to its methodology (2nd ed.), page 254: unitizing."""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.unitizing import alpha_u_1995, per_code, u_alpha
from qualcode.errors import FrameError

# Two observers, categories c and k on a continuum from 150 to 450.
SPANS = pd.DataFrame(
    [
        ("i", 225, 295, "c"), ("i", 370, 400, "c"), ("i", 180, 240, "k"), ("i", 300, 350, "k"),
        ("j", 220, 300, "c"), ("j", 355, 375, "c"), ("j", 400, 420, "c"), ("j", 180, 240, "k"), ("j", 300, 350, "k"),
    ],
    columns=["coder", "start", "end", "code"],
)  # fmt: skip
TEXT = {"begin": 150, "end": 450}


def test_category_c_has_the_printed_alpha():
    assert round(alpha_u_1995(per_code(SPANS)["c"], **TEXT).value, 4) == 0.7286


def test_category_k_is_perfect():
    assert alpha_u_1995(per_code(SPANS)["k"], **TEXT).value == 1


def test_both_together_are_printed_as_8591_from_rounded_parts():
    exact = alpha_u_1995(SPANS, **TEXT).value
    assert exact == pytest.approx(0.8586654, abs=1e-7)
    assert exact == pytest.approx(0.8591, abs=5e-4)


def test_codes_over_each_other_are_what_the_later_alphas_refuse():
    with pytest.raises(FrameError, match="allows a coder one code at a time"):
        u_alpha(SPANS, **TEXT)
