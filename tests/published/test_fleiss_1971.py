"""Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin, 76, 378-382. Table 1."""

from __future__ import annotations

import pytest

from qualcode.analysis.coefficients import alpha, fleiss_kappa, percent_agreement

# 30 patients, six psychiatrists each: depression, personality disorder, schizophrenia, neurosis, other.
COUNTS = """
    00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
    00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
PATIENTS = [
    [category for category, count in enumerate(map(int, patient)) for _ in range(count)] for patient in COUNTS.split()
]


def test_the_table_holds_thirty_patients_with_six_diagnoses():
    assert [len(patient) for patient in PATIENTS] == [6] * 30


def test_kappa_is_the_printed_one():
    found = fleiss_kappa(PATIENTS)
    assert round(found.observed, 3) == 0.556
    assert round(found.expected, 3) == 0.220
    assert round(found.value, 3) == 0.430


def test_alpha_differs_from_it_only_by_the_correction_for_few_units():
    kappa = fleiss_kappa(PATIENTS)
    n = 180
    assert alpha(PATIENTS).value == pytest.approx(1 - (1 - kappa.value) * (n - 1) / n, abs=1e-12)
    assert percent_agreement(PATIENTS).value == pytest.approx(kappa.observed, abs=1e-12)
