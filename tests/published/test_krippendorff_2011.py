"""Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania."""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import alpha

# Section C: four observers, twelve units, missing data.
OBSERVERS = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""


def by_unit(rows: str) -> list[tuple[int | None, ...]]:
    """Rows of observers as units x observers."""
    lines = [line.split() for line in rows.strip().splitlines()]
    return list(zip(*([None if mark == "." else int(mark) for mark in line] for line in lines), strict=True))


def test_section_a_binary_data_of_two_observers():
    jon, han = "0100000010", "1110010000"
    assert round(alpha(list(zip(jon, han, strict=True))).value, 3) == 0.095


def test_section_b_nominal_data_of_two_observers():
    ben, gerry = "aabbdcccedda", "babbbcccedd" + "d"
    assert round(alpha(list(zip(ben, gerry, strict=True))).value, 3) == 0.692


@pytest.mark.parametrize(
    ("metric", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
@pytest.mark.parametrize("engine", ["own", "krippendorff"])
def test_sections_c_to_e_any_metric_any_number_of_observers_missing_data(metric, printed, engine):
    assert round(alpha(by_unit(OBSERVERS), metric=metric, engine=engine).value, 3) == printed
