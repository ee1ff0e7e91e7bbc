"""What a coefficient is held against: the lower limit against the study's threshold, and words only where they are asked for."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from qualcode.analysis.agreement import agreement
from qualcode.analysis.bands import SCHEMES, reached
from qualcode.columns import AGREEMENT
from qualcode.errors import CallError
from qualcode.tables import as_text

# Six documents of twenty turns; the coders part in one turn of each of the first documents, and once more in the last ones.
MARKS = {
    "amal": ["11111000000000000000"] * 6,
    "bo": ["11110000000000000000"] * 3 + ["11111000000000000000"] + ["11101000000000000001"] * 2,
}


def units() -> pd.DataFrame:
    rows = [
        (f"d{place}/{turn}", f"d{place}", coder, ("rust",) if mark == "1" else ())
        for coder, documents in MARKS.items()
        for place, marks in enumerate(documents)
        for turn, mark in enumerate(marks)
    ]
    return pd.DataFrame(rows, columns=["unit", "document", "coder", "codes"])


@pytest.mark.parametrize(
    ("value", "se", "scheme", "band"),
    [
        (0.70, 0.01, "landis-koch", "substantial"),
        (0.70, 0.06, "landis-koch", "substantial"),
        (0.70, 0.07, "landis-koch", "moderate"),
        (0.70, 0.20, "landis-koch", "fair"),
        (0.95, 0.02, "landis-koch", "almost_perfect"),
        (-0.20, 0.05, "landis-koch", "poor"),
        (1.00, 0.00, "altman", "very_good"),
        (0.81, 0.05, "altman", "good"),
        (0.85, 0.02, "krippendorff", "reliable"),
        (0.85, 0.08, "krippendorff", "tentative"),
        (0.60, 0.05, "krippendorff", "unreliable"),
        (0.90, math.nan, "krippendorff", ""),
        (math.nan, 0.1, "krippendorff", ""),
    ],
)
def test_the_band_is_the_highest_that_is_reached_with_95_percent_probability(value, se, scheme, band):
    assert reached(value, se, scheme) == band


def test_by_hand_substantial_needs_the_limit_of_one_side():
    """P(> .6) of a normal distribution around .7 is .95 where (.7 - .6) / se = 1.645; the cut at 1 moves that by a hair."""
    assert reached(0.7, 0.1 / 1.66, "landis-koch") == "substantial"
    assert reached(0.7, 0.1 / 1.62, "landis-koch") == "moderate"


def test_without_being_asked_the_table_has_no_words_and_no_threshold():
    table = agreement(units())
    assert list(table.frame.columns) == list(AGREEMENT)
    assert {note.key for note in table.notes}.isdisjoint({"measure.threshold", "measure.bands"})
    assert {"threshold", "bands"}.isdisjoint(table.recipe.arguments)


def test_the_lower_limit_is_held_against_the_threshold_not_the_value():
    """Both lines have alpha .84 with a lower limit of .73: above .60, not above .80."""
    frame = agreement(units()).frame
    assert frame["value"].round(2).tolist() == [0.84, 0.84]
    assert ((frame["low"] > 0.6) & (frame["low"] < 0.8)).all()
    for threshold, above in ((0.6, 2), (0.8, 0)):
        note = next(note for note in agreement(units(), threshold=threshold).notes if note.key == "measure.threshold")
        assert note.values == {"threshold": threshold, "above": above, "of": 2}


def test_asked_for_bands_stand_beside_the_number_with_their_source_and_what_they_are_not():
    table = agreement(units(), bands="landis-koch")
    assert list(table.frame.columns) == [*AGREEMENT, "band"]
    assert table.frame["band"].tolist() == ["substantial", "substantial"]
    said = as_text(table, "en", 200)
    assert "substantial" in said
    assert "Landis and Koch (1977)" in said
    assert "Conventions, no standard" in said
    assert "aanzienlijk" in as_text(table, "nl", 200)


def test_a_line_without_an_interval_has_no_band():
    few = units()[lambda frame: frame["document"].isin(["d0", "d1", "d2"])]
    table = agreement(few, bands="altman", threshold=0.6)
    assert table.frame["band"].tolist() == ["", ""]
    note = next(note for note in table.notes if note.key == "measure.threshold")
    assert note.values["of"] == 0


@pytest.mark.parametrize(
    ("how", "sentence"),
    [({"bands": "landis"}, 'No bands "landis"'), ({"threshold": 60}, "threshold= lies between -1 and 1, not 60")],
)
def test_an_unknown_scheme_and_an_impossible_threshold_are_refused(how, sentence):
    with pytest.raises(CallError, match=sentence):
        agreement(units(), **how)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_higher_value_never_gets_a_lower_band(scheme):
    order = [name for name, _ in SCHEMES[scheme]]
    places = [order.index(reached(value / 50, 0.07, scheme)) for value in range(-20, 51)]
    assert places == sorted(places, reverse=True)
