"""ELAN: independent tiers are talk in the order of time; what depends on them is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from tests.readers.talk import taken

if TYPE_CHECKING:
    from pathlib import Path


def slot(key: str, value: int | None) -> str:
    return f'<TIME_SLOT TIME_SLOT_ID="{key}"' + (f' TIME_VALUE="{value}"' if value is not None else "") + "/>"


def said(key: str, first: str, last: str, text: str) -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{key}" TIME_SLOT_REF1="{first}" TIME_SLOT_REF2="{last}">'
        f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


HANGING = '<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="h1" ANNOTATION_REF="a1"><ANNOTATION_VALUE>How?</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>'
ELAN = (
    '<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT FORMAT="3.0"><HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>'
    + slot("t1", 250) + slot("t2", 3000) + slot("t3", 3100) + slot("t4", None) + slot("t5", 6000) + slot("t6", 3_600_500)
    + '</TIME_ORDER><TIER TIER_ID="tekst-I" PARTICIPANT="Interviewer" LINGUISTIC_TYPE_REF="tekst">'
    + said("a1", "t1", "t2", "Hoe kiezen\njullie?") + said("a4", "t6", "t6", "En nu?")
    + '</TIER><TIER TIER_ID="Docent 2">' + said("a2", "t3", "t4", "Zelf &amp; samen.") + said("a3", "t4", "t5", "Meestal. 😀") + said("a5", "t5", "t5", "")
    + f'</TIER><TIER TIER_ID="vertaling" PARENT_REF="tekst-I">{HANGING}</TIER><TIER TIER_ID="leeg"/></ANNOTATION_DOCUMENT>'
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.eaf"


def test_tiers_are_speakers_and_a_slot_without_time_keeps_its_place(file: Path) -> None:
    intake, turns = taken(file, ELAN)
    assert turns == [
        ("Interviewer", "Hoe kiezen jullie?", 0.25),
        ("Docent 2", "Zelf & samen. Meestal. 😀", 3.1),
        ("Interviewer", "En nu?", 3600.5),
    ]
    assert intake.kept == {"segments": 4, "turns": 3, "speakers": 2, "times": 3}
    assert intake.left_out == ('tier "vertaling" (depends on "tekst-I"), values: 1', "segments without any text: 1")


def test_two_tiers_of_one_participant_are_one_speaker_and_that_is_said(file: Path) -> None:
    twice = ELAN.replace('<TIER TIER_ID="Docent 2">', '<TIER TIER_ID="b" PARTICIPANT="Interviewer">')
    assert 'the 2 tiers of "Interviewer" read as one speaker' in taken(file, twice)[0].changed


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<html/>", "no ELAN file"), (ELAN[:700], "is damaged"), ("<ANNOTATION_DOCUMENT/>", "holds no value"),
        ('<!DOCTYPE a [<!ENTITY b "boem">]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>', "declares a document type"),
    ],
)  # fmt: skip
def test_what_is_no_elan_file_is_said_in_one_sentence(file: Path, text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        taken(file, text)
