"""Mathet, Y., Widlöcher, A., & Métivier, J.-P. (2015). The unified and holistic method gamma. Computational Linguistics, 41, 437-479.

The dissimilarities of section 4 on units whose disorder is counted by hand; the empty unit costs 1.
"""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.unitizing import gamma


def disorder(one, other, **weights):
    """Of the best alignment; each unit is begin, end, code."""
    rows = [("i", *unit) for unit in one] + [("j", *unit) for unit in other]
    spans = pd.DataFrame(rows, columns=["coder", "start", "end", "code"])
    return gamma(spans, end=1000, coders=("i", "j"), samples=3, **weights).observed


@pytest.mark.parametrize(
    ("other", "positional"),
    [
        ((100, 200), 0.0),  # the same
        ((100, 150), (50 / 150) ** 2),  # half of it
        ((150, 250), (100 / 200) ** 2),  # moved by half
        ((200, 300), 1.0),  # abutting: as dear as having no partner
        ((220, 320), (240 / 200) ** 2),  # apart, still better than two units alone
        ((900, 950), 2.0),  # too far: two units alone
    ],
)
def test_positional_dissimilarity_grows_with_the_square_of_the_difference(other, positional):
    assert disorder([(100, 200, "a")], [(*other, "a")]) == pytest.approx(positional)


def test_another_category_costs_as_much_as_an_empty_unit():
    assert disorder([(100, 200, "a")], [(100, 200, "b")]) == 1
    assert disorder([(100, 200, "a")], [(100, 200, "b")], beta=0) == 0
    assert disorder([(100, 200, "a")], [(150, 250, "b")], alpha=3) == pytest.approx(3 * 0.25 + 1)


def test_positional_dissimilarity_does_not_depend_on_the_scale():
    assert disorder([(10, 20, "a")], [(15, 25, "a")]) == disorder([(100, 200, "a")], [(150, 250, "a")])


def test_disorder_is_per_unit_of_a_coder():
    one = [(100, 200, "a"), (300, 400, "a")]
    assert disorder(one, [(100, 200, "a")]) == pytest.approx(1 / 1.5)
    assert disorder(one, []) == pytest.approx(2 / 1)


def test_the_best_alignment_is_not_the_greedy_one():
    one, other = [(0, 100, "a"), (60, 160, "a")], [(50, 150, "a"), (110, 210, "a")]
    nearest = (20 / 200) ** 2 + 2
    crossed = 2 * (100 / 200) ** 2
    assert disorder(one, other) == pytest.approx(min(nearest, crossed) / 2)
