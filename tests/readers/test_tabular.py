"""Talk in a table: a column of speakers, a column of talk, perhaps one of times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyreadstat
import pytest
import xlsxwriter

from qualcode.errors import Unreadable
from qualcode.readers import read, sav
from tests.readers.talk import taken, turns_of

if TYPE_CHECKING:
    from pathlib import Path

TALK = [
    ("Interviewer", "Hoe kiezen jullie?", 3.0),
    ("Docent 2", "Zelf; en samen.\nMeestal.", 65.5),
    ("Interviewer", "En nu?", None),
]


def test_a_dutch_sheet_gives_its_speakers_turns_and_times(tmp_path: Path) -> None:
    text = 'Nr;Tijd;Spreker;Tekst;Opmerking\n1;0:03;Interviewer;Hoe kiezen jullie?;\n2;00:01:05,5;Docent 2;"Zelf; en samen.";lacht\n3;;Docent 2;Meestal.;\n4;straks;Interviewer;En nu?;\n5;;Docent 2;;\n'
    intake, turns = taken(tmp_path / "gesprek.csv", text.encode("cp1252"))
    assert turns == TALK
    assert intake.changed == ("rows joined to the turn of their speaker: 1",)
    assert intake.left_out == (
        'times in the column "Tijd" that are no times: 1', 'column "Nr": 5 cells', 'column "Opmerking": 1 cells', "rows without any text: 1",
    )  # fmt: skip


def test_a_workbook_gives_the_same(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "gesprek.xlsx"))
    page = book.add_worksheet()
    rows = [("Time", "Speaker", "Text"), (3, "Interviewer", "Hoe kiezen jullie?"), (65.5, "Docent 2", "Zelf; en samen."),
            ("", "Docent 2", "Meestal."), ("", "Interviewer", "En nu?")]  # fmt: skip
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    assert turns_of(read(tmp_path / "gesprek.xlsx")) == TALK


def test_whispers_own_table_has_milliseconds_and_nobodys_name(tmp_path: Path) -> None:
    _, turns = taken(
        tmp_path / "gesprek.tsv", "start\tend\ttext\n250\t3000\tHoe kiezen jullie?\n3600500\t3601000\tZelf.\n"
    )
    assert turns == [("", "Hoe kiezen jullie?", 0.25), ("", "Zelf.", 3600.5)]


@pytest.mark.parametrize(
    ("text", "why"),
    [("respondent,vraag 1\n1,ja\n", "no columns of speakers and of talk .*respondent, vraag 1"), ("spreker,tekst\n", "holds no text|holds no"),
     ("a,a\n1,2\n", "stands there twice"), ('a,b\n"1,2\n', "quotation marks do not pair")],
)  # fmt: skip
def test_another_table_is_refused_in_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as caught:
        taken(tmp_path / "gesprek.csv", text)
    assert "\n" not in str(caught.value)


def test_answers_in_spss_are_pointed_to_where_they_belong(tmp_path: Path) -> None:
    pyreadstat.write_sav(pd.DataFrame({"leraar": ["L1"], "jaren": [3.0]}), str(tmp_path / "vragenlijst.sav"))
    with pytest.raises(Unreadable, match=r"no columns of speakers .*qualcode add survey"):
        read(tmp_path / "vragenlijst.sav")


def test_a_missing_extra_is_a_sentence_about_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sav, "find_spec", lambda name: None)
    (tmp_path / "vragenlijst.sav").write_bytes(b"$FL2@(#)")
    with pytest.raises(Unreadable, match=r"vragenlijst.sav: .*qualcode\[formats\]"):
        read(tmp_path / "vragenlijst.sav")
