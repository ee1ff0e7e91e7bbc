"""SPSS files as sheets: labels in place of codes, missing answers empty and counted, damage in one sentence."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pandas as pd
import pyreadstat
import pytest

from qualcode.errors import MissingExtra, QualcodeError, Unreadable
from qualcode.readers import sav
from qualcode.readers.sheets import read_sheet
from tests.readers.damage import MUTATIONS
from tests.shared import shared_data

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "vragenlijst.sav"
    frame = pd.DataFrame(
        {
            "leraar": ["L1", "L2", "L3"],
            "sector": [1.0, 2.0, 9.0],
            "jaren": [3.0, 12.5, -8.0],
            "open": ["Coördinatie, “zelf” kiezen.", "", "😀 ja"],
        }
    )
    pyreadstat.write_sav(
        frame, str(place), variable_value_labels={"sector": {1.0: "po", 2.0: "mbo", 9.0: "geen antwoord"}},
        missing_ranges={"sector": [9.0], "jaren": [{"lo": -9.0, "hi": -1.0}]}, column_labels=["Leraar", "Sector", "Jaren", "Wat verder?"],
    )  # fmt: skip
    return place


def test_cells_are_labels_numbers_as_people_see_them_and_empty_where_declared_missing(file: Path) -> None:
    sheet = read_sheet(file)
    assert sheet.columns == ("leraar", "sector", "jaren", "open")
    assert [(row.number, tuple(row.values.values())) for row in sheet.rows] == [
        (1, ("L1", "po", "3", "Coördinatie, “zelf” kiezen.")), (2, ("L2", "mbo", "12.5", "")), (3, ("L3", "", "", "😀 ja")),
    ]  # fmt: skip
    assert sheet.changed == ('codes of "sector" read as their labels: 2',)
    assert sheet.left_out == (
        'answers to "sector" declared missing (geen antwoord): 1', 'answers to "jaren" declared missing (-8): 1',
        "questions in full, which stand in `labels` of the sheet: 4",
    )  # fmt: skip
    assert sheet.labels["open"] == "Wat verder?"


def test_a_damaged_file_is_one_sentence_even_where_the_library_crashes(file: Path) -> None:
    whole = file.read_bytes()
    for data, why in (
        (b"", "is empty"),
        (b"gewone tekst", "no SPSS file"),
        (whole[:300], "damaged or cut off"),
        (b"$FL2" + b"\xff" * 500, "damaged or cut off"),
    ):
        file.write_bytes(data)
        with pytest.raises(Unreadable, match=why) as caught:
            read_sheet(file)
        assert "\n" not in str(caught.value)


def test_a_process_that_dies_is_a_damaged_file(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dies = tmp_path / "dies.py"
    dies.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n", encoding="utf-8")
    monkeypatch.setattr(sav, "_CHILD", dies)
    with pytest.raises(Unreadable, match="damaged or cut off"):
        read_sheet(file)


def test_without_the_extra_the_sentence_names_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sav, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"qualcode\[formats\]"):
        read_sheet(file)


REAL = {
    "datetime.sav": (2, ("2014-09-22", "6306150067200", "12:11:10.090000")),
    "hebrews.sav": (99, ("33",)),
    "labelled-num-na.sav": (1, ("This is one",)),
    "ordered_category.sav": (4, ("high",)),
    "sample.sav": (5, ("a", "1.1", "2018-05-06", "2018-05-06T10:10:10", "Male", "low", "10:10:10")),
    "sample.zsav": (5, ("a", "1.1", "2018-05-06", "2018-05-06T10:10:10", "Male", "low", "10:10:10")),
    "sample_missing.sav": (6, ("a", "1.1", "2018-05-06", "2018-05-06T10:10:10", "Male", "low", "10:10:10")),
    "umlauts.sav": (4, ("the ä umlaut",)),
}


@pytest.mark.parametrize(("name", "rows", "first"), [(name, *expected) for name, expected in REAL.items()], ids=REAL)
def test_real_files_open_with_their_labels(name: str, rows: int, first: tuple[str, ...]) -> None:
    sheet = read_sheet(shared_data(f"hard/sav/{name}"))
    assert (len(sheet.rows), tuple(sheet.rows[0].values.values())) == (rows, first)


def test_a_date_that_no_calendar_has_is_named() -> None:
    assert read_sheet(shared_data("hard/sav/datetime.sav")).changed == (
        'dates of "date.posix" that no calendar has, kept as numbers: 1',
    )


def test_missing_answers_of_a_real_file_are_counted_by_their_label() -> None:
    left_out = read_sheet(shared_data("hard/sav/sample_missing.sav")).left_out
    assert 'answers to "mylabl" declared missing (undetermined): 1' in left_out


def damaged_files_give_a_sheet_or_a_sentence(file: Path, seeds: range) -> None:
    whole = file.read_bytes()
    read_well = 0
    for seed in seeds:
        chance = random.Random(seed)
        file.write_bytes(chance.choice(MUTATIONS)(whole, chance))
        try:
            read_well += bool(read_sheet(file).rows)
        except QualcodeError:
            continue
    assert read_well < len(seeds)


def test_eight_damaged_files_give_a_sheet_or_a_sentence(file: Path) -> None:
    damaged_files_give_a_sheet_or_a_sentence(file, range(8))


@pytest.mark.soak
def test_three_hundred_damaged_files_give_a_sheet_or_a_sentence(file: Path) -> None:
    damaged_files_give_a_sheet_or_a_sentence(file, range(100, 400))
