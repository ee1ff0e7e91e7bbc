"""Labels to roles, in Dutch, English and German; labels that were meant to be another."""

from __future__ import annotations

import pytest

from qualcode.transcripts.labels import plausible
from qualcode.transcripts.roles import guess_role, interviewers, near_labels


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (
            "interviewer",
            "Interviewer|Interviewer 2|I|I1|I:|Int.|INT2|Onderzoeker|onderzoeker 1|Moderator|Interviewerin|Vraag|Q",
        ),
        (
            "respondent",
            "Respondent|Respondent 3|R|R1|R12|Resp.|Geïnterviewde|Deelnemer 2|Participant|P1|B1|Befragte|TN2|Antwoord",
        ),
        ("leraar", "Leraar|Leerkracht groep 5|Juf|Juf Anna|Meester|LK1|Teacher|Lehrerin"),
        ("docent", "Docent|Docent 2|Wiskundedocent|Dozentin"),
        (
            "directeur",
            "Directeur|Adjunct-directeur|Schoolleider|Rector|Dir.|Respondent (directeur)|Principal|Schulleiterin",
        ),
        ("intern begeleider", "Intern begeleider|IB|IB'er|ib-er|Interne begeleider"),
        ("leerling", "Leerling|Leerling ?|Leerling 4|Meerdere leerlingen|LL2|Pupil 1|Schülerin|Kind 3"),
        ("student", "Student|Studenten|Student 2|Studentin"),
        ("ouder", "Ouder 1|Moeder|Parent"),
        ("teamleider", "Teamleider"),
        (None, "Samira|A|B2B|S1|id1|Let op|Spreker 1|Unknown Speaker|x|1|?|Dan|De heer Jansen"),
    ],
)
def test_a_label_speaks_of_a_role(role: str | None, labels: str) -> None:
    wrong = {label: guess_role(label) for label in labels.split("|") if guess_role(label) != role}
    assert wrong == {}


def test_who_asks_is_told_by_role_or_by_question_and_answer() -> None:
    assert interviewers(["I", "R1", "Onderzoeker 2"]) == {"I", "Onderzoeker 2"}
    assert interviewers(["V", "A"]) == {"V"}
    assert interviewers(["A", "B"]) == frozenset()


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"Interviewer": 40, "Intervewer": 2, "Interviewer ": 1, "interviewer": 1}, {"Intervewer": "Interviewer", "Interviewer ": "Interviewer", "interviewer": "Interviewer"}),
        ({"R0": 9, "RO": 1, "R1": 8, "Rl": 1}, {"RO": "R0", "Rl": "R1"}),
        ({"Leerling 1": 9, "Leerling 2": 8, "Leerling l": 1}, {"Leerling l": "Leerling 1"}),
        ({"Docent A": 9, "Docent B": 8}, {}),
        ({"I": 9, "R": 9, "L": 3}, {}),
        ({"Leerkracht": 9, "Leerkarcht": 1, "Leerkrcht": 1}, {"Leerkarcht": "Leerkracht", "Leerkrcht": "Leerkracht"}),
        ({"Anna": 9, "Anne": 8}, {}),
        ({"Inter viewer": 1, "Interviewer": 4}, {"Inter viewer": "Interviewer"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_labels_that_were_meant_to_be_another_are_found(counts: dict[str, int], found: dict[str, str]) -> None:
    assert near_labels(counts) == found


@pytest.mark.parametrize(
    "label",
    [
        "Let op",
        "NB",
        "N.B.",
        "Nou",
        "Kijk",
        "Ik denk",
        "dus",
        "Ja, maar",
        "Waarom?",
        "Hij zei toen tegen mij dat",
        "x" * 50,
        "",
    ],
)
def test_what_only_looks_like_a_label_is_none(label: str) -> None:
    assert not plausible(label)


@pytest.mark.parametrize(
    "label",
    ["Anna", "Leerling ?", "Jan de Vries", "R1", "s01", "Mevr. Bakker", "Docent 1 en 2", "Respondent (vrouw)", "A/B"],
)
def test_what_may_name_a_speaker_is_plausible(label: str) -> None:
    assert plausible(label)
