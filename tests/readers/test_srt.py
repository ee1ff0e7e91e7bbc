"""SubRip: times in the file, speakers by convention only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from tests.readers.talk import taken

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = (
    "1\r\n00:00:03,100 --> 00:00:05,000\r\n<i>Hoe kiezen</i>\r\njullie een taak?\r\n\r\n2\r\n00:01:05,120 --> 00:01:07,000\r\n"
    "{\\an8}Zelf.\r\n\r\nMeestal.\r\n\r\n3\r\n01:00:09,000 --> 01:00:10,000\r\nOm 10:30 uur.\r\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.srt"


def test_without_names_each_cue_is_a_turn_with_its_time(file: Path) -> None:
    intake, turns = taken(file, b"\xef\xbb\xbf" + PLAIN.encode())
    assert turns == [
        ("", "Hoe kiezen jullie een taak?", 3.1),
        ("", "Zelf. Meestal.", 65.12),
        ("", "Om 10:30 uur.", 3609.0),
    ]
    assert intake.text == "Hoe kiezen jullie een taak?\nZelf. Meestal.\nOm 10:30 uur."
    assert intake.left_out == ("tags of looks: 3",)


def test_names_before_a_colon_are_speakers_where_they_come_back(file: Path) -> None:
    cues = ["Interviewer: Hoe gaat het?", "Docent 2: Goed.", "Heel goed.", "Interviewer: En nu?", "Docent 2: Nu ook."]
    _, turns = taken(file, "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n\n" for n, cue in enumerate(cues)))
    assert turns == [
        ("Interviewer", "Hoe gaat het?", 0.0), ("Docent 2", "Goed. Heel goed.", 1.0), ("Interviewer", "En nu?", 3.0),
        ("Docent 2", "Nu ook.", 4.0),
    ]  # fmt: skip


def test_cues_without_blank_lines_and_numbers_as_talk_are_kept_apart(file: Path) -> None:
    _, turns = taken(
        file,
        "1\n00:00:01,000 --> 00:00:02,000\nHoeveel?\n2\n00:00:03,000 --> 00:00:04,000\n12\n\n3\n00:00:05,000 --> 00:00:06,000\nJa.",
    )
    assert turns == [("", "Hoeveel?", 1.0), ("", "12", 3.0), ("", "Ja.", 5.0)]


def test_older_encodings_are_named_and_text_before_the_first_cue_too(file: Path) -> None:
    intake, turns = taken(file, "Gesprek één\n\n1\n00:00:01,000 --> 00:00:02,000\nCoördinatie, hè?\n".encode("cp1252"))
    assert turns == [("", "Coördinatie, hè?", 1.0)]
    assert intake.changed == ("read as cp1252 (Windows)",)
    assert intake.left_out == ('text before the first cue "Gesprek één"',)


def test_plain_text_under_this_name_is_refused(file: Path) -> None:
    with pytest.raises(Unreadable, match="no cue with times"):
        taken(file, "Interviewer: Hoe gaat het?\nDocent: Goed.")
