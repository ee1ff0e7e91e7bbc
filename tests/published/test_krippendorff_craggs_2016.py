"""Krippendorff, K., & Craggs, R. (2016). The reliability of multi-valued coding of data. Tables 3 and 8a."""

from __future__ import annotations

from itertools import combinations
from math import prod

import pytest

from qualcode.analysis.coefficients import alpha, mv_alpha

f = frozenset
TABLE_3 = [[f("bd"), f("d"), None], [f("abd"), f("b"), f("bd")], [f(), f("a"), f("a")], [f("a"), None, None]]
TABLE_8A = [[f("a")] * 3, [f("abd"), f("abd"), f("abde")], [f("d")] * 3]


def test_multi_valued_alpha_of_table_3_is_the_printed_one():
    assert round(mv_alpha(TABLE_3).value, 4) == 0.2866


@pytest.mark.parametrize("rows", [TABLE_3, TABLE_8A])
def test_expected_disagreement_is_the_sum_over_all_pairs_of_sets(rows):
    """The published sum, written out, against the product that replaces it."""
    given = [cell for row in rows if sum(c is not None for c in row) > 1 for cell in row if cell is not None]
    labels = sorted(f().union(*given))
    n = {label: sum(label in cell for cell in given) for label in labels}
    share = {size: sum(len(cell) == size for cell in given) / len(given) for size in {len(cell) for cell in given}}
    expected = 0.0
    for s in share:
        for t in share:
            chance, apart = 0.0, 0.0
            for one in map(f, combinations(labels, s)):
                for other in map(f, combinations(labels, t)):
                    weight = prod(n[c] for c in one | other) * prod(n[c] - 1 for c in one & other)
                    chance += weight
                    apart += weight * (1 - 2 * len(one & other) / (s + t)) if s + t else 0
            expected += share[s] * share[t] * apart / chance if chance else 0
    assert mv_alpha(rows).expected == pytest.approx(expected, abs=1e-12)


def test_the_distance_that_is_chosen_changes_the_number():
    found = {metric: alpha(TABLE_3, metric=metric).value for metric in ("jaccard", "masi", "dice", "passonneau2004")}
    assert {name: round(value, 3) for name, value in found.items()} == {
        "jaccard": 0.262, "masi": 0.184, "dice": 0.344, "passonneau2004": 0.443,
    }  # fmt: skip
