"""Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, 20, 37-46."""

from __future__ import annotations

from qualcode.analysis.coefficients import cohen_kappa, scott_pi


def rows(table: list[list[int]]) -> list[tuple[int, int]]:
    """A cross table as units x two coders."""
    return [(a, b) for a, line in enumerate(table) for b, count in enumerate(line) for _ in range(count)]


def test_two_judges_worse_than_chance():
    found = cohen_kappa(rows([[25, 12, 3], [13, 2, 15], [12, 16, 2]]))
    assert (round(found.observed, 2), round(found.expected, 2), round(found.value, 2)) == (0.29, 0.35, -0.09)


def test_two_psychiatrists_on_two_hundred_patients():
    found = cohen_kappa(rows([[88, 10, 2], [14, 40, 6], [18, 10, 12]]))
    assert (round(found.observed, 2), round(found.expected, 2), round(found.value, 2)) == (0.70, 0.41, 0.49)
    assert found.units == 200


def test_scotts_pi_of_the_same_table_pools_what_cohen_keeps_apart():
    found = scott_pi(rows([[88, 10, 2], [14, 40, 6], [18, 10, 12]]))
    assert found.expected == (220 / 400) ** 2 + (120 / 400) ** 2 + (60 / 400) ** 2
    assert found.value < cohen_kappa(rows([[88, 10, 2], [14, 40, 6], [18, 10, 12]])).value
