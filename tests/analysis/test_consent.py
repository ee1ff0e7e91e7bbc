"""Consent by person and day: what was not said is no yes, and talk of who refused is told."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import qualcode as qc
from qualcode.analysis.check import check
from qualcode.analysis.consent import consented
from qualcode.errors import CallError

PERSONS = pd.DataFrame(
    {
        "person": ["A", "B", "C", "D", "E"],
        "consent": [
            "use=yes; quote=ask; until=2026-06-14",
            "use=no; quote=yes",
            "use=yes; quote=yes; until=2026",
            "",
            None,
        ],
    }
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 6, 14), ["ask", "no", "yes", "unsaid", "unsaid"]),
        (date(2026, 6, 15), ["ended", "no", "yes", "unsaid", "unsaid"]),
        (date(2027, 1, 1), ["ended", "no", "ended", "unsaid", "unsaid"]),
    ],
)
def test_consent_to_quote_on_a_day(day, expected):
    assert consented(PERSONS, "quote", on=day).tolist() == expected


def test_nobody_agrees_to_what_is_not_asked():
    with pytest.raises(CallError, match='Did you mean "quote"'):
        consented(PERSONS, "quot")


def test_check_lists_talk_of_who_refused_and_consent_that_ended():
    turns = pd.DataFrame(
        {
            "document": ["d", "d"],
            "speaker": ["R1", "R2"],
            "person": ["A", "B"],
            "role": ["leraar", "leraar"],
            "words": [9, 9],
        }
    )
    frames = qc.Frames(documents=pd.DataFrame({"document": ["d"], "kind": ["interview"]}), turns=turns, persons=PERSONS)
    told = [str(problem) for problem in check(pd.DataFrame(), frames, on=date(2026, 7, 1))]
    assert told == [
        'person "A": agreed until 2026-06-14, which has passed. Ask again, or see qualcode forget.',
        'person "B": refused the use of what was said, and it is in the project. See qualcode forget.',
    ]
    assert [p.where for p in check(pd.DataFrame(), frames, on=date(2026, 6, 1))] == ['person "B"']
