"""Every word has its place in both languages, and numbers are printed as each language prints them."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import qualcode.wording
from qualcode.wording import (
    WORDING,
    note_place,
    phrase,
    say,
)
from qualcode.wording.numerals import decimal, integer, interval, percent

#: The dict of every module of the room: one a subject.
SUBJECTS = [
    found
    for module in pkgutil.iter_modules(qualcode.wording.__path__)
    for name, found in vars(importlib.import_module(f"qualcode.wording.{module.name}")).items()
    if name.isupper() and isinstance(found, dict) and name.casefold() == module.name
]


@pytest.mark.parametrize("key", sorted(WORDING))
def test_every_key_is_said_in_both_languages_with_the_same_values(key):
    words = WORDING[key]
    assert set(words) == {"nl", "en"}
    names = [sorted(set(re.findall(r"{(\w+)", text))) for text in words.values()]
    assert names[0] == names[1]


def test_no_key_is_written_twice():
    assert sum(len(subject) for subject in SUBJECTS) == len(WORDING)


def test_every_note_that_an_analysis_makes_can_be_said():
    folder = Path(qualcode.__file__).parent
    sources = [
        path.read_text(encoding="utf-8") for path in (*folder.glob("analysis/*.py"), *folder.glob("tables/*.py"))
    ]
    keys = {key for source in sources for key in re.findall(r'Note\(\s*"([a-z_.]+)"', source)}
    assert len(keys) > 5
    assert keys <= set(WORDING)


@pytest.mark.parametrize(
    ("count", "nl", "en"),
    [(1, "1 document telt niet mee", "1 document does not count"), (3, "3 documenten tellen niet mee", "3 documents do not count")],
)  # fmt: skip
def test_a_number_takes_its_noun_and_verb_along(count, nl, en):
    assert say("measure.undefined", "nl", documents=count).startswith(nl)
    assert say("measure.undefined", "en", documents=count).startswith(en)


def test_lists_are_joined_as_a_sentence_joins_them():
    assert say("layer.rounds", "nl", rounds=["main"]) == "Ronde: main."
    assert say("layer.rounds", "nl", rounds=["main", "recode", "after"]) == "Ronde: main, recode en after."
    assert say("layer.rounds", "en", rounds=("main", "recode")) == "Round: main and recode."


def test_a_value_may_be_a_word_of_the_wording_itself():
    assert say("unit.other", "nl", unit="@term.answer") == "Eenheid: vraag-antwoordblok."
    assert say("unit.other", "nl", unit="@home") == "Eenheid: @home."


def test_n_and_N_are_italic():
    assert phrase("measure.conversations", "nl")[:3] == [("n", True), ("/", False), ("N", True)]
    assert "*" not in say("measure.conversations", "nl")


def test_a_star_in_a_value_makes_nothing_italic():
    assert phrase("text.free", "nl", text="a *b* c") == [("a *b* c", False)]


def test_an_unknown_key_and_a_missing_value_are_seen_not_lost():
    assert say("n.new_measure", "nl", documents=3) == "n.new_measure: documents 3."
    assert say("layer.codebook", "nl") == "Codeboek {codebook}."


def test_notes_stand_in_the_fixed_order():
    keys = ["software.recipe", "states.symbols", "caveat", "n.total", "measure.words", "unit.compared", "layer.final"]
    assert sorted(keys, key=note_place) == keys[::-1]


def test_dutch_numbers():
    assert decimal(0.7249, 2, "nl") == "0,72"
    assert decimal(-0.016, 2, "nl") == "−0,02"
    assert decimal(-0.004, 2, "nl") == "0,00"
    assert decimal(0.125, 2, "nl") == "0,13"
    assert integer(2500, "nl") == "2.500"
    assert interval(0.58, 0.834, "nl") == "[0,58; 0,83]"
    assert decimal(float("nan"), 2, "nl") == ""


def test_english_numbers():
    assert decimal(1234.5, 1, "en") == "1,234.5"
    assert interval(-0.5, 1.2, "en") == "[−0.50, 1.00]"


def test_percentages_are_printed_from_twenty_on_and_with_a_decimal_from_two_hundred():
    assert percent(0.5, 19, "nl") == ""
    assert percent(9 / 21, 21, "nl") == "43"
    assert percent(0.1234, 200, "nl") == "12,3"
