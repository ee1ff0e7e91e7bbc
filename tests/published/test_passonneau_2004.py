"""Passonneau, R. (2004, 2006). Computing reliability for coreference annotation; Measuring agreement on set-valued items (MASI)."""

from __future__ import annotations

import json

import pytest

from qualcode.analysis.coefficients import alpha
from qualcode.analysis.distances import set_distances
from tests.shared import shared_data

f = frozenset


@pytest.mark.parametrize(
    ("one", "other", "d2004", "jaccard"),
    [("ab", "ab", 0, 1), ("ab", "abcd", 1 / 3, 1 / 2), ("abc", "bcd", 2 / 3, 1 / 2), ("ab", "cd", 1, 0)],
)
def test_the_four_relations_between_two_sets(one, other, d2004, jaccard):
    """Equal, one within the other, overlap, apart. MASI of 2006 is a similarity: Jaccard times 1, 2/3, 1/3, 0."""
    pair = [f(one), f(other)]
    assert set_distances(pair, "passonneau2004")[0, 1] == pytest.approx(d2004)
    weight = {0: 1, 1 / 3: 2 / 3, 2 / 3: 1 / 3, 1: 0}[d2004]
    assert set_distances(pair, "masi")[0, 1] == pytest.approx(1 - jaccard * weight)


def test_alpha_with_the_distance_of_2004_is_what_dkpro_statistics_prints():
    cases = json.loads((shared_data("agreement") / "cases.json").read_text(encoding="utf-8"))["cases"]
    case = next(case for case in cases if case["id"] == "set.dkpro_sets.alpha_passonneau2004")
    rows = [[None if cell is None else f(cell) for cell in row] for row in case["data"]]
    assert round(alpha(rows, metric="passonneau2004").value, 3) == 0.186
