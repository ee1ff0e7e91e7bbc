"""What must be forgotten: a person, a document, a passage."""

from __future__ import annotations

from qualcode.sheets.forgets import Erasure, read_forgets
from tests.sheets.small import KNOWN, faults, sheet


def test_a_person_a_document_and_a_passage_may_be_forgotten():
    rows = "document | start | end | person | date\n | | | w-01 | 2026-01-01\nw-begin | | | |\nw-eind | 3 | 9 | | 14-6-2026"
    assert read_forgets(sheet(rows), KNOWN).erasures == (
        Erasure(person="w-01"),
        Erasure(document="d1"),
        Erasure(document="d2", start=3, end=9),
    )


def test_what_is_not_there_may_have_been_forgotten_before_but_is_always_told():
    read = read_forgets(sheet("document | person\n | w-0\nw-begn |"), KNOWN)
    assert read.erasures == ()
    assert read.changed == (
        'blad.csv, row 2: no person "w-0": forgotten before, or never there. Did you mean "w-01"?',
        'blad.csv, row 3: no document "w-begn": forgotten before, or never there. Did you mean "w-begin"?',
    )


def test_a_passage_is_never_taken_for_the_whole():
    told = faults(
        read_forgets,
        "document | start | end | person | date\nw-begin | 3 | | |\nw-begin | 9 | 3 | |\nw-begin | 3a | 9 | |\nw-begin | | | w-01 |\n | | | | ooit",
    )
    assert told == [
        "blad.csv, row 2: a passage needs a start and an end after it. Give both, or neither for the whole.",
        "blad.csv, row 3: a passage needs a start and an end after it. Give both, or neither for the whole.",
        'blad.csv, row 4: start says "3a". It is a number of characters from the start of the text.',
        "blad.csv, row 5: the row must name a person or a document, one of the two.",
        'blad.csv, row 6: "ooit" is no date. Write it as 2026-06-14 or 14-6-2026.',
        "blad.csv, row 6: the row must name a person or a document, one of the two.",
    ]
