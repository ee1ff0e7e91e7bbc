"""What one cell says."""

from __future__ import annotations

import pytest

from qualcode.sheets.cells import consent, day, typed, yes_or_no


@pytest.mark.parametrize(("text", "says"), [("ja", True), ("Nee", False), ("TRUE", True), ("0", False), ("ooit", None)])
def test_yes_and_no_in_two_languages(text, says):
    assert yes_or_no(text) is says


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-06-14", "2026-06-14"),
        ("14-6-2026", "2026-06-14"),
        ("14/06/2026", "2026-06-14"),
        ("2026-06-14T00:00:00", "2026-06-14"),
        ("2026", "2026"),
        ("2026-13", None),
        ("30-2-2026", None),
        ("vorige week", None),
    ],
)
def test_dates_are_real_dates(text, date):
    assert day(text) == date


def test_consent_is_read_in_dutch_and_english():
    assert consent("gebruik=ja; citaat=na akkoord; naam=nee; tot=1-1-2030")[0] == {
        "use": "yes",
        "quote": "ask",
        "name": "no",
        "until": "2030-01-01",
    }


@pytest.mark.parametrize("text", ["ja", "quote", "quote=soms", "qoute=yes", "quote=yes; quote=no", "until=2030-02-31"])
def test_consent_that_is_not_clear_is_never_taken_for_a_yes(text):
    assert consent(text)[1]


def test_a_number_that_means_two_things_is_told():
    assert typed(["2.500", "312"])[1] == [0]
    assert typed(["2.500", "3.5"]) == ([2.5, 3.5], [])
    assert typed(["0.125"]) == ([0.125], [])


def test_a_school_number_with_a_zero_in_front_stays_text():
    assert typed(["08AB", "0123"])[0] == ["08AB", "0123"]
