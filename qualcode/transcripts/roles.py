"""Which role a label speaks of, in Dutch, English and German; and labels that were probably meant to be another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qualcode.transcripts.likeness import Likeness, bare, near

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_WORDS: Mapping[str, str] = {
    "interviewer": "interviewer interviewster onderzoeker onderzoekster interviewers moderator gespreksleider int iv "
    "interviewerin researcher facilitator forscher forscherin moderatorin vraag question frage i q intv",
    "intern begeleider": "ib iber internbegeleider begeleider kwaliteitscoordinator zorgcoordinator senco",
    "directeur": "directeur directrice schoolleider schoolleidster rector dir locatiedirecteur directie principal head "
    "headteacher headmaster schulleiter schulleiterin schulleitung bovenschools",
    "bestuurder": "bestuurder bestuur bestuurslid trustee",
    "teamleider": "teamleider teamleidster afdelingsleider onderwijsmanager opleidingsmanager middenmanager",
    "leraar": "leraar lerares leraren leerkracht leerkrachten juf meester lk teacher teachers lehrer lehrerin lehrkraft",
    "docent": "docent docente docenten doc lecturer dozent dozentin",
    "onderwijsassistent": "onderwijsassistent onderwijsassistente leerkrachtondersteuner leraarondersteuner",
    "ict-coördinator": "ictcoordinator icter icoach",
    "leerling": "leerling leerlingen ll kind kinderen pupil pupils schuler schulerin schulerinnen",
    "student": "student studente studenten students studentin studenten studierende studierender",
    "ouder": "ouder ouders moeder vader parent parents eltern elternteil",
    "respondent": "respondent respondente respondenten resp r geinterviewde geinterviewden deelnemer deelneemster deelnemers "
    "participant participants p pp befragter befragte befragten b teilnehmer teilnehmerin tn antwoord answer antwort "
    "interviewee informant",
}
_ROLE = {word: role for role, words in _WORDS.items() for word in words.split()}
_PHRASES = {
    "intern begeleider": "intern begeleider",
    "school leader": "directeur",
    "head teacher": "directeur",
    "ict coordinator": "ict-coördinator",
    "team leider": "teamleider",
}
# Endings long enough to tell: "wiskundedocent", "adjunct-directeur", "oud-leerling".
_ENDINGS = tuple(
    word for word in _ROLE if len(word) >= 6 and word not in ("participant", "teachers", "answer", "vraag")
)
# Words that say "somebody speaks here" without saying who; a label of these is believed the first time.
_SPEAKERS = frozenset(
    [
        "spreker",
        "speaker",
        "sprecher",
        "sprecherin",
        "unknown",
        "onbekend",
        "onbekende",
        "allen",
        "iedereen",
        "samen",
        "all",
        "alle",
        "groep",
    ]
)
_ONE_LETTER = frozenset("IRPBQ")


@lru_cache(maxsize=4096)
def guess_role(label: str) -> str | None:
    """The role that a label speaks of, or None: a name or initials tell nothing.

    Roles are the words of Dutch schools: interviewer, respondent, leraar, docent, directeur, intern begeleider, leerling,
    student, ouder, teamleider, bestuurder, onderwijsassistent, ict-coördinator.

    >>> guess_role("Interviewer 2"), guess_role("R1"), guess_role("Leerling ?"), guess_role("Wiskundedocent")
    ('interviewer', 'respondent', 'leerling', 'docent')
    >>> guess_role("Samira") is None
    True
    """
    words = _tokens(label)
    if not words or len(words) > 6:
        return None
    for phrase, spoken in _PHRASES.items():
        if phrase in " ".join(words):
            return spoken
    if len(words) == 1 and len(words[0]) == 1 and not _is_initial(label):
        return None
    found = [role for word in words if (role := _role(word, alone=len(words) == 1))]
    for general in ("interviewer", "respondent"):
        if found and set(found) == {general}:
            return general
    return next((role for role in found if role != "respondent"), None)


def is_speaker(label: str) -> bool:
    """Whether a label names a role or says at least that somebody speaks, so that once is enough to believe it."""
    return guess_role(label) is not None or any(word in _SPEAKERS for word in _tokens(label)[:2])


def interviewers(labels: Collection[str]) -> frozenset[str]:
    """Those of the labels that ask: by role, else V or Q where the only other label is A.

    >>> sorted(interviewers(["V", "A"]))
    ['V']
    """
    found = frozenset(label for label in labels if guess_role(label) == "interviewer")
    if not found and set(labels) in ({"V", "A"}, {"Q", "A"}):
        return frozenset(labels) - {"A"}
    return found


def asking(labels: Collection[str], roles: Mapping[str, str | None] | None = None) -> frozenset[str]:
    """Those of the labels that ask: by the role that is said of them, else by their wording, also with a typing error.

    >>> sorted(asking(["Interviewer", "Intervewer", "R1"])), sorted(asking(["I", "Anna"], {"I": "leraar", "Anna": "interviewer"}))
    (['Intervewer', 'Interviewer'], ['Anna'])
    """
    said = {label: role for label, role in (roles or {}).items() if role}
    sure = {label for label in interviewers(labels) if label not in said}
    sure |= {label for label, role in said.items() if role == "interviewer"}
    return frozenset(
        sure | {label for label in labels if label not in said and any(near(label, other) for other in sure)}
    )


def near_labels(counts: Mapping[str, int]) -> dict[str, str]:
    """Labels that were probably meant to be another one: typing errors, a letter O for a zero, another case.

    Of two that look alike the one that names a role is the right one, else the more frequent one.

    Labels that differ in a number or in a single letter as such ("Docent A", "Docent B") are different speakers.

    >>> near_labels({"Interviewer": 40, "Intervewer": 2, "Leerling 1": 9, "Leerling 2": 8, "RO": 1, "R0": 5})
    {'Intervewer': 'Interviewer', 'RO': 'R0'}
    """
    order = sorted(counts, key=lambda label: (guess_role(label) is None, -counts[label], label))
    place = {label: number for number, label in enumerate(order)}
    all_of_them = Likeness(order)
    found: dict[str, str] = {}
    for label in order:
        before = [other for other in all_of_them.near(label) if place[other] < place[label] and other not in found]
        if before:
            found[label] = min(before, key=place.__getitem__)
    return dict(sorted(found.items()))


def _role(word: str, *, alone: bool) -> str | None:
    if len(word) == 1 and not alone:
        return None
    if word in _ROLE:
        return _ROLE[word]
    return next((_ROLE[end] for end in _ENDINGS if word.endswith(end)), None)


def _is_initial(label: str) -> bool:
    letter = next((sign for sign in label if sign.isalpha()), "")
    return letter in _ONE_LETTER or letter in ("i", "r")


def _tokens(label: str) -> list[str]:
    """The words of a label without accents, case, numbers and joining signs."""
    return re.findall(r"[^\W\d_]+", re.sub(r"[-'’]", "", bare(label)))
