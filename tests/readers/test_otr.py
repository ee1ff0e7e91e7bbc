"""oTranscribe: text typed by hand, with times that can be told from the talk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from tests.readers.talk import taken

if TYPE_CHECKING:
    from pathlib import Path


def stamp(seconds: float, shown: str) -> str:
    return f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">{shown}</span>'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.otr"


def test_typed_labels_and_times_are_speakers_and_turns(file: Path) -> None:
    page = (
        f"<p>{stamp(12.3456, '00:12')} Interviewer: Hoe <b>kiezen</b> jullie?<br /></p><p>{stamp(62.5, '01:02')}Docent: Zelf &amp; samen.&nbsp;</p>"
        f"<p>En meer.</p>Interviewer: En nu? {stamp(3723, '1:02:03')}<br>Docent: Nu ook."
    )
    intake, turns = taken(file, json.dumps({"text": page, "media": "opname.mp3", "media-time": 3723.1}))
    assert turns == [
        ("Interviewer", "Hoe kiezen jullie?", 12.0),
        ("Docent", "Zelf & samen.\u00a0\nEn meer.", 62.0),
        ("Interviewer", "En nu?", 3723.0),
        ("Docent", "Nu ook.", None),
    ]
    assert [mark.value for mark in intake.marks if mark.kind == "time"] == ["12.3456", "62.5", "3723"]
    assert intake.changed == ("times written in square brackets: 3",)
    assert intake.left_out == ("the name of the recording",)


@pytest.mark.parametrize(
    ("value", "why"), [('{"media": "a.mp3"}', "no oTranscribe file"), ('{"text": ""}', "holds no text"), ("{", "no valid JSON"), ('{"text": "<!---->"}', "holds no text")]
)  # fmt: skip
def test_what_is_none_is_said_in_one_sentence(file: Path, value: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        taken(file, value)
