"""Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval. JAMIA, 12, 296-298.

Where what neither marked grows without end, kappa tends to positive agreement, which is F1.
"""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.unitizing import character_kappa, span_f1

SPANS = pd.DataFrame({"coder": ["i", "i", "j"], "start": [0, 40, 5], "end": [20, 50, 20], "code": "a"})


def test_kappa_of_characters_tends_to_f1_of_characters():
    both, one, other = 15, 30, 15
    limit = 2 * both / (one + other)
    values = [character_kappa(SPANS, end=end).value for end in (60, 600, 6_000, 60_000_000)]
    assert values == sorted(values)
    assert values[-1] == pytest.approx(limit, abs=1e-5)


def test_f1_of_spans_does_not_depend_on_the_text():
    assert span_f1(SPANS, match="overlap", end=60).value == span_f1(SPANS, match="overlap", end=60_000).value == 2 / 3
