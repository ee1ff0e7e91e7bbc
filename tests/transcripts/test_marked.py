"""Turns that a file names itself come out exactly as they were put in, whatever they look like."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.readers import Mark
from qualcode.readers.speech import Speech
from qualcode.transcripts import find_turns
from qualcode.transcripts.marked import NAMED

LABELS = st.sampled_from(["I", "R1", "Docent | 2", "Vera: Dam", "Meerdere leerlingen", "😀", "Interviewer", "שרה"])
TALK = st.text("ab é.:|\n😀e\u0301ש?", min_size=1, max_size=20).filter(lambda talk: talk.strip(" \n") != "")
TIMES = st.one_of(st.none(), st.integers(0, 10**7).map(lambda thousandths: thousandths / 1000))


@given(st.lists(st.tuples(LABELS, TALK, TIMES), min_size=1, max_size=8))
def test_turns_with_labels_are_found_with_their_talk_and_times(pieces: list[tuple[str, str, float | None]]) -> None:
    speech = Speech("pieces")
    for label, talk, time in pieces:
        speech.add(talk, label, time)
    intake = speech.intake()
    wanted: list[tuple[str, str, float | None]] = []
    for label, talk, time in pieces:
        if wanted and wanted[-1][0] == label:
            wanted[-1] = (label, f"{wanted[-1][1]} {talk.strip()}", wanted[-1][2])
        else:
            wanted.append((label, talk.strip(), time))
    found = find_turns(intake.text, intake.marks)
    assert found.convention == NAMED
    assert [(turn.label, intake.text[turn.start : turn.end], turn.time) for turn in found.turns] == wanted
    for turn in found.turns:
        assert turn.label_start is not None
        assert intake.text.startswith(turn.label, turn.label_start)


@given(st.lists(st.tuples(TALK, TIMES), min_size=1, max_size=8))
def test_pieces_of_nobody_stay_apart(pieces: list[tuple[str, float | None]]) -> None:
    speech = Speech("pieces")
    for talk, time in pieces:
        speech.add(talk, "", time)
    intake = speech.intake()
    found = find_turns(intake.text, intake.marks).turns
    assert [(turn.label, intake.text[turn.start : turn.end], turn.time, turn.label_start) for turn in found] == [
        ("", talk.strip(), time, None) for talk, time in pieces
    ]


def test_what_stands_outside_of_the_named_turns_is_nobodys_talk() -> None:
    text = "Gesprek 3\nI: Een?\nR1: Ja."
    marks = [Mark("turn", 10, 17, "I|1.5"), Mark("turn", 18, 25, "R1|"), Mark("bold", 0, 7)]
    turns = find_turns(text, marks).turns
    assert [(turn.label, text[turn.start : turn.end], turn.answer, turn.time) for turn in turns] == [
        ("", "Gesprek 3", None, None), ("I", "Een?", 1, 1.5), ("R1", "Ja.", 1, None),
    ]  # fmt: skip


def test_a_mark_whose_label_does_not_stand_there_is_talk_of_nobody() -> None:
    assert [turn.label for turn in find_turns("Hallo daar", [Mark("turn", 0, 10, "Vera|")]).turns] == [""]


def test_a_time_that_is_no_number_is_no_time() -> None:
    assert [turn.time for turn in find_turns("Vera: ja", [Mark("turn", 0, 8, "Vera|straks")]).turns] == [None]
