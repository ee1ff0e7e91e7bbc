"""Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. The jackknife of the correlation of 15 law schools."""

from __future__ import annotations

import numpy as np

from qualcode.analysis.intervals import jackknifed

TEST = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594]
GRADE = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96]


def test_the_jackknife_standard_error_is_the_printed_one():
    schools = np.array([TEST, GRADE])
    whole = float(np.corrcoef(schools)[0, 1])
    left = np.array([np.corrcoef(np.delete(schools, place, axis=1))[0, 1] for place in range(15)])
    se, low, high = jackknifed(left, whole, 0.95)
    assert (round(whole, 3), round(14 * (left.mean() - whole), 4), round(se, 4)) == (0.776, -0.0065, 0.1425)
    assert (low, high) == (whole - 2.1447866879178 * se, 1.0) or abs(low - (whole - 2.1447866879178 * se)) < 1e-9
