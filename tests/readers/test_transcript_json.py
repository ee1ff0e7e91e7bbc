"""JSON of Whisper, WhisperX, whisper.cpp and Amberscript: exactly the segments, speakers and times of the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.errors import Unreadable
from tests.readers.talk import taken

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.json"


def test_whisper_names_nobody_and_begins_its_segments_with_a_space(file: Path) -> None:
    value = {
        "text": " Hoe kiezen jullie? Zelf, coördinatie 😀.", "language": "nl",
        "segments": [
            {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " Hoe kiezen jullie?", "tokens": [1], "temperature": 0.0},
            {"id": 1, "start": 62.54, "end": 65.0, "text": " Zelf, coördinatie 😀."},
        ],
    }  # fmt: skip
    intake, turns = taken(file, json.dumps(value))
    assert turns == [("", "Hoe kiezen jullie?", 0.0), ("", "Zelf, coördinatie 😀.", 62.54)]
    assert intake.kept == {"segments": 2, "turns": 2, "times": 2}
    assert intake.left_out == ()


def test_whisperx_names_speakers_and_leaves_some_segments_to_nobody(file: Path) -> None:
    words = [{"word": "Zelf.", "start": 3.0, "end": 3.5, "score": 0.9, "speaker": "SPEAKER_01"}]
    value = {
        "segments": [
            {"start": 0.1, "end": 1, "text": " Hoe kiezen", "speaker": "SPEAKER_00", "words": []},
            {"start": 1.1, "end": 2, "text": " jullie?", "speaker": "SPEAKER_00"},
            {"start": 3.0, "end": 4, "text": " Zelf.", "speaker": "SPEAKER_01", "words": words},
            {"start": 5.0, "end": 6, "text": " [gelach]"},
            {"start": 7.0, "end": 8, "text": " Ja.", "speaker": "SPEAKER_01"},
        ],
        "word_segments": words,
    }
    intake, turns = taken(file, json.dumps(value))
    assert turns == [
        ("SPEAKER_00", "Hoe kiezen jullie?", 0.1), ("SPEAKER_01", "Zelf.", 3.0), ("", "[gelach]", 5.0), ("SPEAKER_01", "Ja.", 7.0),
    ]  # fmt: skip
    assert intake.left_out == ("times and confidence of single words: 1",)


def amberscript() -> dict[str, Any]:
    def words(start: float, *said: str) -> list[dict[str, Any]]:
        return [{"text": word, "start": start + i, "end": start + i + 0.5, "duration": 0.5, "conf": 1.0, "pristine": True}
                for i, word in enumerate(said)]  # fmt: skip

    return {
        "id": "x",
        "speakers": [{"spkid": "spk1", "name": "Interviewer"}, {"spkid": "spk2", "name": ""}],
        "segments": [
            {"speaker": "spk1", "words": words(0.48, "Hoe", "kiezen", "jullie", "?")},
            {"speaker": "spk2", "words": words(3600.5, "Zelf,", "meestal", ".")},
            {"speaker": "spk2", "words": words(3700.0, "Ja.")},
            {"speaker": "spk1", "words": []},
        ],
    }


def test_amberscript_has_speakers_of_its_own_words_with_times_and_sometimes_a_byte_order_mark(file: Path) -> None:
    intake, turns = taken(file, "\ufeff" + json.dumps(amberscript()))
    assert turns == [("Interviewer", "Hoe kiezen jullie?", 0.48), ("spk2", "Zelf, meestal. Ja.", 3600.5)]
    assert intake.text == "Interviewer: Hoe kiezen jullie?\nspk2: Zelf, meestal. Ja."
    assert intake.left_out == ("times and confidence of single words: 8", "segments without any text: 1")


def test_whisper_cpp_writes_milliseconds(file: Path) -> None:
    segments = [{"timestamps": {"from": "00:00:00,000"}, "offsets": {"from": 1250, "to": 3000}, "text": " Hoe?"}]
    assert taken(file, json.dumps({"model": {}, "transcription": segments}))[1] == [("", "Hoe?", 1.25)]


def test_words_of_the_whole_text_that_no_segment_holds_are_counted(file: Path) -> None:
    value = {"text": "Een twee drie vier", "segments": [{"start": 0, "text": " Een twee"}]}
    assert taken(file, json.dumps(value))[0].left_out == ("words of the whole text that no segment holds: 2",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty|no valid JSON"),
        ('{"segments": [{"start": 0, "text": "afgebr', "no valid JSON, or is cut off"),
        ('{"naam": "wisselspoor"}', "no transcript of Whisper"),
        ('[1, 2]', "no transcript of Whisper"),
        ('{"segments": [{"id": 3}]}', "no transcript of Whisper"),
        ('{"segments": []}', "holds no segment"),
        ('{"segments": [{"text": "  "}]}', "holds no text"),
        ("[" * 100_000, "nested deeper|no valid JSON"),
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_said_in_one_sentence(file: Path, text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as caught:
        taken(file, text)
    assert "\n" not in str(caught.value)
