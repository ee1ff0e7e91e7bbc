"""WebVTT as Teams, Stream, Zoom, noScribe and Whisper write it: exactly the speakers, turns and times of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from tests.readers.talk import taken

if TYPE_CHECKING:
    from pathlib import Path

TEAMS = """WEBVTT

0a1b2c3d-0000/12-0
00:00:03.100 --> 00:00:05.000
<v Vera Dam>Hoe kiezen
jullie een taak?</v>

0a1b2c3d-0000/12-1
00:00:05.100 --> 00:00:07.000
<v Vera Dam>En wanneer?

0a1b2c3d-0000/13-0
01:00:08.000 --> 01:00:09.000 align:start
<v.luid Docent 2>Zelf &amp; samen, <i>meestal</i> <00:00:08.500>vooraf.</v>

0a1b2c3d-0000/14-0
01:00:10.000 --> 01:00:11.000
<v Vera Dam>Ja?</v><v Docent 2>Ja.</v>
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.vtt"


def test_voice_tags_of_teams_name_the_speakers_closed_or_not_and_on_several_lines(file: Path) -> None:
    intake, turns = taken(file, TEAMS)
    assert turns == [
        ("Vera Dam", "Hoe kiezen jullie een taak? En wanneer?", 3.1),
        ("Docent 2", "Zelf & samen, meestal vooraf.", 3608.0),
        ("Vera Dam", "Ja?", 3610.0),
        ("Docent 2", "Ja.", 3610.0),
    ]
    assert intake.text.startswith("Vera Dam: Hoe kiezen jullie een taak? En wanneer?\nDocent 2: Zelf & samen")
    assert intake.kept == {"cues": 5, "turns": 4, "speakers": 2, "times": 5}
    assert intake.changed == ("cues joined to the turn of their speaker: 1",)
    assert intake.left_out == ("tags of looks: 3",)


def test_each_cue_keeps_its_own_time_as_a_mark(file: Path) -> None:
    intake, _ = taken(file, TEAMS)
    times = [(intake.text[mark.start : mark.end], mark.value) for mark in intake.marks if mark.kind == "time"]
    assert times[:2] == [("Hoe kiezen jullie een taak?", "3.1"), ("En wanneer?", "5.1")]


def test_stream_names_nobody_so_each_cue_is_a_turn_and_its_notes_are_counted(file: Path) -> None:
    text = """WEBVTT

NOTE duration:"00:01:10"

NOTE language:nl-nl

NOTE Confidence: 0.87

6f0e2b-1
00:00:03.100 --> 00:00:05.000
Hoe kiezen
jullie een taak?

NOTE Confidence: 0.55
zeker niet

6f0e2b-2
00:05.500 --> 00:07.000
Zelf.
"""
    intake, turns = taken(file, text)
    assert turns == [("", "Hoe kiezen jullie een taak?", 3.1), ("", "Zelf.", 5.5)]
    assert intake.left_out == ("NOTE blocks: 4",)


ZOOM = [
    ("Vera Dam", "Hoe kiezen jullie?", 3.1),
    ("Docent 2", "Zelf. En let op: om 10:30 ook.", 5.1),
    ("Vera Dam", "Ja.", 9.0),
]


@pytest.mark.parametrize("shape", ["{name}: {talk}", "{name}\n{talk}", "[{name}] {talk}", "{name}:\n{talk}"])
def test_zoom_names_the_speaker_in_the_cue_before_a_colon_in_brackets_or_on_a_line_of_its_own(
    file: Path, shape: str
) -> None:
    said = [("Vera Dam", "Hoe kiezen"), ("Vera Dam", "jullie?"), ("Docent 2", "Zelf."), ("Docent 2", "En let op: om 10:30 ook."),
            ("Vera Dam", "Ja.")]  # fmt: skip
    starts = ["00:00:03.100", "00:00:04.000", "00:00:05.100", "00:00:07.000", "00:00:09.000"]
    cues = [
        f"{number}\n{start} --> {start}\n{shape.format(name=name, talk=talk)}\n"
        for number, ((name, talk), start) in enumerate(zip(said, starts, strict=True), 1)
    ]
    _, turns = taken(file, "WEBVTT\r\n\r\n" + "\n".join(cues).replace("\n", "\r\n"))
    assert turns == ZOOM


def test_a_cue_without_a_name_goes_on_with_the_speaker_before_it(file: Path) -> None:
    cues = ["Interviewer: Hoe?", "zo bedoel ik", "Docent: Goed.", "Interviewer: Mooi.", "Docent: Let op: vol."]
    text = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.500\n{cue}\n\n" for n, cue in enumerate(cues))
    _, turns = taken(file, text)
    assert turns[:2] == [("Interviewer", "Hoe? zo bedoel ik", 0.0), ("Docent", "Goed.", 2.0)]
    assert turns[-1] == ("Docent", "Let op: vol.", 4.0)


def test_words_before_a_colon_that_do_not_come_back_are_no_speakers(file: Path) -> None:
    cues = ["Kijk: dat is zo.", "Ja.", "Doel: rust.", "Nee.", "Middel: tijd.", "Goed."]
    text = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.500\n{cue}\n\n" for n, cue in enumerate(cues))
    _, turns = taken(file, text)
    assert [(label, talk) for label, talk, _ in turns] == [("", cue) for cue in cues]


def test_noscribe_is_warned_of_because_its_times_begin_too_late(file: Path) -> None:
    text = "\ufeffWEBVTT Transcribed with noScribe vers. 0.7\n\nNOTE media: a.m4a\n\n00:00:01.000 --> 00:00:09.000\n<v S00>Hoe?\n"
    intake, turns = taken(file, text)
    assert turns == [("S00", "Hoe?", 1.0)]
    assert any("noScribe" in line and ".html" in line for line in intake.changed)


def test_styles_regions_headers_and_empty_cues_are_named(file: Path) -> None:
    text = "WEBVTT\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n00:01.000 --> 00:02.000\n\n\n1\n00:03.000 --> 00:04.000\n<v A>\n\n00:05.000 --> 00:06.000\n<v A>Ja <c.geel>hoor</c>\n"
    intake, turns = taken(file, text)
    assert turns == [("A", "Ja hoor", 5.0)]
    assert set(intake.left_out) == {
        'header "Kind: captions"', "cues without any text: 2", "STYLE and REGION blocks: 2", "tags of looks: 2",
    }  # fmt: skip


def test_a_line_after_a_blank_line_is_not_lost(file: Path) -> None:
    _, turns = taken(
        file,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Een.\n\nTwee.</v>\n\nid-3\n00:03.000 --> 00:04.000\n<v B>Drie.</v>",
    )
    assert turns == [("A", "Een. Twee.", 1.0), ("B", "Drie.", 3.0)]


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "is empty|does not begin with WEBVTT"), ("Gewone tekst", "does not begin with WEBVTT"), ("WEBVTT\n\ntekst", "no cue with times"),
     ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "holds no text")],
)  # fmt: skip
def test_what_is_no_subtitle_is_said_in_one_sentence(file: Path, text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as caught:
        taken(file, text)
    assert "\n" not in str(caught.value)
