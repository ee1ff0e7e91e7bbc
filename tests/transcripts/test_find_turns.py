"""Transcripts as people write them, one a convention: exactly the speakers, turns, answers and times put in."""

from __future__ import annotations

import pytest

from qualcode.readers.intake import Mark
from qualcode.transcripts import PARAGRAPHS, find_turns

Said = tuple[str, str, int | None]


def said(text: str, marks: tuple[Mark, ...] = ()) -> list[Said]:
    """Label, talk and answer of each turn."""
    return [(turn.label, text[turn.start : turn.end], turn.answer) for turn in find_turns(text, marks).turns]


TALK = [
    ("Interviewer", "Hoe gaat het?", 1),
    ("Docent 2", "Goed, ja.", 1),
    ("Interviewer", "En nu?", 2),
    ("Docent 2", "Nu ook.", 2),
]
SHORT = [("I", "Hoe gaat het?", 1), ("R1", "Goed, ja.", 1), ("I", "En nu?", 2), ("R1", "Nu ook.", 2)]

CONVENTIONS = {
    "label with colon": "Interviewer: Hoe gaat het?\nDocent 2: Goed, ja.\nInterviewer: En nu?\nDocent 2: Nu ook.",
    "blank lines between": "Interviewer: Hoe gaat het?\n\nDocent 2: Goed, ja.\n\nInterviewer: En nu?\n\n\nDocent 2: Nu ook.\n",
    "no space after the colon": "Interviewer:Hoe gaat het?\nDocent 2:Goed, ja.\nInterviewer:En nu?\nDocent 2:Nu ook.",
    "label and talk on two lines": "Interviewer:\nHoe gaat het?\nDocent 2:\nGoed, ja.\nInterviewer:\nEn nu?\nDocent 2:\nNu ook.",
    "Markdown": "**Interviewer:** Hoe gaat het?\n\n**Docent 2:** Goed, ja.\n\n**Interviewer**: En nu?\n\n__Docent 2:__ Nu ook.",
    "tab": "Interviewer\tHoe gaat het?\nDocent 2\tGoed, ja.\nInterviewer\tEn nu?\nDocent 2\tNu ook.",
    "colon and tab": "Interviewer:\tHoe gaat het?\nDocent 2:\tGoed, ja.\nInterviewer:\tEn nu?\nDocent 2:\tNu ook.",
    "own line": "INTERVIEWER\nHoe gaat het?\n\nDOCENT 2\nGoed, ja.\n\nINTERVIEWER\nEn nu?\n\nDOCENT 2\nNu ook.",
    "brackets": "[Interviewer] Hoe gaat het?\n[Docent 2] Goed, ja.\n[Interviewer] En nu?\n[Docent 2] Nu ook.",
    "paragraph numbers": "1 Interviewer: Hoe gaat het?\n2 Docent 2: Goed, ja.\n3\tInterviewer: En nu?\n4. Docent 2: Nu ook.",
    "table of three columns": "1\tInterviewer\tHoe gaat het?\n2\tDocent 2\tGoed, ja.\n3\tInterviewer\tEn nu?\n4\tDocent 2\tNu ook.",
    "indented": "   Interviewer: Hoe gaat het?\n\u00a0Docent 2: Goed, ja.\n\tInterviewer: En nu?\n  Docent 2: Nu ook.",
}


@pytest.mark.parametrize("text", CONVENTIONS.values(), ids=CONVENTIONS)
def test_each_convention_gives_the_same_talk(text: str) -> None:
    expected = (
        [(label.upper(), talk, answer) for label, talk, answer in TALK]
        if text.isupper() or "INTERVIEWER" in text
        else TALK
    )
    assert said(text) == expected


TIMED = {
    "f4": ("I: Hoe gaat het? #00:00:12-3#\n\nR1: Goed, ja. #00:01:02-0#\n\nI: En nu? #00:01:03-5#\n\nR1: Nu ook. #01:00:00-0#", [12.3, 62.0, 63.5, 3600.0]),
    "f4 at the start": ("#00:00:12-3# I: Hoe gaat het?\n#00:01:02-0# R1: Goed, ja.\n#00:01:03-5# I: En nu?\n#01:00:00-0# R1: Nu ook.", [12.3, 62.0, 63.5, 3600.0]),
    "noScribe": ("I: [00:00:12] Hoe gaat het?\nR1: [00:01:02] Goed, ja.\nI: [00:01:03] En nu?\nR1: [01:00:00] Nu ook.", [12.0, 62.0, 63.0, 3600.0]),
    "before the label": ("[00:12] I: Hoe gaat het?\n(01:02) R1: Goed, ja.\n00:01:03 I: En nu?\n60:00 R1: Nu ook.", [12.0, 62.0, 63.0, 3600.0]),
    "beside the label": ("I [00:00:12]: Hoe gaat het?\nR1 (01:02): Goed, ja.\nI 00:01:03: En nu?\nR1 [01:00:00]: Nu ook.", [12.0, 62.0, 63.0, 3600.0]),
    "Otter": ("I  0:12\nHoe gaat het?\n\nR1  1:02\nGoed, ja.\n\nI  1:03\nEn nu?\n\nR1  1:00:00\nNu ook.", [12.0, 62.0, 63.0, 3600.0]),
    "Teams": ("I   0:12\nHoe gaat het?\nR1   1:02\nGoed, ja.\nI   1:03\nEn nu?\nR1   1:00:00\nNu ook.", [12.0, 62.0, 63.0, 3600.0]),
    "brackets with points": ("[00.12] I: Hoe gaat het?\n[01.02] R1: Goed, ja.\n[01.03] I: En nu?\n[01.00.00] R1: Nu ook.", [12.0, 62.0, 63.0, 3600.0]),
    "table with times": ("00:00:12\tI\tHoe gaat het?\n00:01:02\tR1\tGoed, ja.\n00:01:03\tI\tEn nu?\n01:00:00\tR1\tNu ook.", [12.0, 62.0, 63.0, 3600.0]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "times"), TIMED.values(), ids=TIMED)
def test_times_are_read_and_are_no_part_of_the_talk(text: str, times: list[float]) -> None:
    assert said(text) == SHORT
    assert [turn.time for turn in find_turns(text).turns] == times


def test_a_transcript_without_times_has_none() -> None:
    assert {turn.time for turn in find_turns(CONVENTIONS["tab"]).turns} == {None}


def test_bold_labels_are_labels_where_their_talk_is_not_bold() -> None:
    text = "Interviewer Hoe gaat het?\nDocent 2 Goed, ja.\nInterviewer En nu?\nDocent 2 Nu ook."
    marks, at = [], 0
    for line in text.split("\n"):
        marks.append(Mark("bold", at, at + len("Interviewer" if line[0] == "I" else "Docent 2")))
        at += len(line) + 1
    assert said(text, tuple(marks)) == TALK
    assert find_turns(text, marks).convention == "bold label"


def test_text_before_the_first_label_is_a_turn_of_nobody() -> None:
    assert said("Gesprek 3\n12 maart\n\nI: Wie?\nR: Ik.") == [
        ("", "Gesprek 3\n12 maart", None),
        ("I", "Wie?", 1),
        ("R", "Ik.", 1),
    ]


def test_lines_without_a_label_belong_to_the_speaker_before_them() -> None:
    text = (
        "I: Wie?\nR1: Ik.\nLet op: dat was vroeger anders.\nNB: toen ook.\nNou: dat dus.\n\nEn nog iets: ja.\nI: Goed."
    )
    assert [label for label, _, _ in said(text)] == ["I", "R1", "I"]
    assert said(text)[1][1].endswith("En nog iets: ja.")


def test_a_label_that_stands_there_once_is_believed_only_when_it_names_a_role() -> None:
    text = "I: Wie?\nR1: Ik.\nSamira: Ik ook.\nDirecteur: Hallo.\nI: Goed.\nR1: Ja."
    assert [label for label, _, _ in said(text)] == ["I", "R1", "Directeur", "I", "R1"]


def test_a_name_that_comes_back_is_a_speaker() -> None:
    assert [label for label, _, _ in said("I: Wie?\nSamira: Ik.\nI: En?\nSamira: Jij.")] == [
        "I",
        "Samira",
        "I",
        "Samira",
    ]


def test_unknown_and_choral_speakers_are_speakers() -> None:
    text = "Interviewer: Wie kiest?\nLeerling ?: De juf.\nMeerdere leerlingen: jaaa\nLeerling 1: Nee hoor."
    assert [label for label, _, _ in said(text)] == ["Interviewer", "Leerling ?", "Meerdere leerlingen", "Leerling 1"]


def test_a_misspelt_interviewer_asks_too() -> None:
    assert said("Interviewer: Een?\nR1: Ja.\nIntervewer: Twee?\nR1: Nee.") == [
        ("Interviewer", "Een?", 1), ("R1", "Ja.", 1), ("Intervewer", "Twee?", 2), ("R1", "Nee.", 2),
    ]  # fmt: skip


def test_answers_are_counted_only_where_somebody_asks() -> None:
    assert [answer for _, _, answer in said("Anna: Een?\nPiet: Ja.\nAnna: Twee?\nPiet: Nee.")] == [None] * 4
    assert [answer for _, _, answer in said("V: Een?\nA: Ja.\nV: Twee?\nA: Nee.")] == [1, 1, 2, 2]
    text = "Anna: Een?\nPiet: Ja.\nAnna: Twee?\nPiet: Nee."
    assert [turn.answer for turn in find_turns(text, interviewers=["Piet"]).turns] == [None, 1, 1, 2]


def test_an_answer_before_the_first_question_belongs_to_none() -> None:
    assert said("R1: Zal ik beginnen?\nI: Ja?\nR1: Goed.") == [
        ("R1", "Zal ik beginnen?", None),
        ("I", "Ja?", 1),
        ("R1", "Goed.", 1),
    ]


def test_headings_and_notes_are_nobodys_talk_and_the_speaker_goes_on_below_a_heading() -> None:
    text = "I: Een?\nR1: Ja.\nThema twee\nEn verder.\nI: Drie?\nR1: Zo.\nZie het plan."
    marks = (Mark("heading", 16, 26, "2"), Mark("footnote", 55, 68, "1"))
    assert said(text, marks) == [
        ("I", "Een?", 1), ("R1", "Ja.", 1), ("", "Thema twee", 1), ("R1", "En verder.", 1), ("I", "Drie?", 2), ("R1", "Zo.", 2),
        ("", "Zie het plan.", 2),
    ]  # fmt: skip


def test_labels_in_the_style_of_a_heading_stay_labels() -> None:
    text = "Interviewer\nHoe gaat het?\nRespondent\nGoed.\nInterviewer\nEn nu?"
    marks = [Mark("heading", 0, 11, "1"), Mark("heading", 26, 36, "1"), Mark("heading", 43, 54, "1")]
    assert [label for label, _, _ in said(text, tuple(marks))] == ["Interviewer", "Respondent", "Interviewer"]


@pytest.mark.parametrize(
    "text",
    [
        "De school werkt met units.\nDoel: rust.\nMiddel: units.\nDat gaat goed.\nLeerlingen: die vinden het fijn.\nLeraren: ook.\n"
        "Verder is er niets.\nOuders komen langs.\nHet team ook.",
        "Ja hoor.\nNee.\nJa hoor.\nNee.\nMisschien.",
        "Let op: een.\nLet op: twee.\nNB: drie.\nNB: vier.",
        "School\tLeerlingen\tLeraren\nWisselspoor\t312\t21\nZaaihoek\t152\t10\nWisselspoor\t300\t20",
        "[lacht] Ja.\n[onverstaanbaar] Nee.\n[lacht] Ja.\n[onverstaanbaar] Nee.",
        "http://a.example\nhttps://b.example\n10:30 uur: begin\n11:30 uur: eind",
        "Een alinea.",
    ],
)
def test_a_text_that_is_no_conversation_stays_paragraphs(text: str) -> None:
    found = find_turns(text)
    assert found.convention == PARAGRAPHS
    assert {turn.label for turn in found.turns} == {""}
    assert [text[turn.start : turn.end] for turn in found.turns] == text.split("\n")


def test_lines_wrapped_by_hand_are_paragraphs_between_blank_lines() -> None:
    text = "De school werkt met\nunits van vier\nleraren en een\nassistent.\n\nDaarna volgt het team\nmet een plan."
    assert [talk for _, talk, _ in said(text)] == [text.split("\n\n")[0], text.split("\n\n")[1]]


def test_two_conventions_of_equal_weight_leave_the_text_alone() -> None:
    text = "\n".join(["Anna: een", "[Piet] twee", "Bo: drie", "[Kim] vier"] * 4)
    assert find_turns(text).convention == PARAGRAPHS


def test_a_label_without_talk_is_no_turn() -> None:
    assert said("I: Een?\nR1:\nI: Twee?\nR1: Ja.") == [("I", "Een?", 1), ("I", "Twee?", 2), ("R1", "Ja.", 2)]


def test_positions_point_at_label_and_talk() -> None:
    text = "  12\tI: Een?\n😀 nog\nR1: Ja é."
    first, second = find_turns(text).turns
    assert (text[first.label_start : first.label_start + 1], text[first.start : first.end]) == ("I", "Een?\n😀 nog")
    assert (text[second.label_start : second.label_start + 2], text[second.start : second.end]) == ("R1", "Ja é.")
    assert [turn.ordinal for turn in (first, second)] == [1, 2]


def test_right_to_left_talk_has_turns_too() -> None:
    assert [label for label, _, _ in said("מראיין: מה שלומך?\nמורה: טוב.\nמראיין: יופי.\nמורה: כן.")] == [
        "מראיין",
        "מורה",
    ] * 2


def test_a_long_line_of_anything_takes_no_time() -> None:
    for text in (
        "A " * 50_000,
        " " * 100_000,
        "\t" * 100_000,
        "[00:00" * 20_000,
        "Interviewer" + " " * 100_000,
        "1 " * 50_000,
    ):
        assert len(find_turns(text + "\nx").turns) <= 2


def test_a_time_on_a_line_of_its_own_is_that_of_the_paragraph_below_where_nobody_is_named() -> None:
    found = find_turns("[00:00:03]\nHet begint.\nHet gaat door.\n\n[00:01:02]\nHet eindigt.\n[00:02:00]")
    assert [(turn.label, turn.time) for turn in found.turns] == [("", 3.0), ("", None), ("", 62.0)]


def test_a_clock_in_the_talk_is_no_label_and_a_short_time_above_the_first_label_is_its_time() -> None:
    text = "0:03\nAnna: Wie?\n0:12\nPiet: Ik.\nOm 10:30 uur, zei hij.\n0:31\nAnna: En?\nPiet: Jij."
    found = find_turns(text)
    assert [(turn.label, turn.time) for turn in found.turns] == [
        ("Anna", 3.0),
        ("Piet", 12.0),
        ("Anna", 31.0),
        ("Piet", None),
    ]
    assert text[found.turns[1].start : found.turns[1].end] == "Ik.\nOm 10:30 uur, zei hij."


def test_what_a_program_writes_below_the_talk_is_nobodys() -> None:
    found = said("I: Wie?\nR: Ik.\n\nTranscribed by https://a.example")
    assert found[-2:] == [("R", "Ik.", 1), ("", "Transcribed by https://a.example", 1)]
