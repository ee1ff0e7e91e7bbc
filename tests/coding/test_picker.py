"""Finding a code while typing."""

from __future__ import annotations

import pytest

from qualcode.codebook import Code, Codebook
from qualcode.coding.picker import candidates

BOOK = Codebook(
    "klein",
    "1.0.0",
    (
        Code("regie", {"nl": "Regie over het leren", "en": "Control"}, assignable=False),
        Code("zelfregie", {"nl": "Leerling kiest"}, "regie", {"nl": "De leerling bepaalt doel of volgorde."}),
        Code("gedeeld", {"nl": "Gedeelde regie"}, "regie", {"nl": "Leraar en leerling samen."}),
        Code("ict-coordinator", {"nl": "ICT-coördinator"}, None, {"nl": "Wie de apparaten beheert."}),
        Code("ouders", {"nl": "Ouders", "en": "Parents"}, None, {"nl": "Wat thuis gebeurt."}),
    ),
)


def keys(query, **how):
    return [found.key for found in candidates(BOOK, query, **how)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ouders", ["ouders"]),
        ("par", ["ouders"]),
        ("coordin", ["ict-coordinator"]),
        ("ict coö", ["ict-coordinator"]),
        ("REGIE", ["gedeeld", "zelfregie"]),
        ("volgorde", ["zelfregie"]),
        ("zlfr", ["zelfregie"]),
        ("regie samen", ["gedeeld"]),
        ("bestaat niet", []),
    ],
)
def test_what_was_typed_finds_codes(typed, found):
    assert keys(typed) == found


def test_nothing_typed_shows_the_codes_used_last_and_then_the_codebook():
    assert keys("", recent=["ouders", "gedeeld"]) == ["ouders", "gedeeld", "zelfregie", "ict-coordinator"]


def test_headings_are_never_offered():
    assert "regie" not in keys("regie")


def test_a_candidate_says_what_stands_above_it_and_where_it_was_found():
    (found,) = candidates(BOOK, "volgorde")
    assert (found.label, found.path, found.where) == ("Leerling kiest", "Regie over het leren", "definition")
    assert candidates(BOOK, "parents", lang="en")[0].label == "Parents"
