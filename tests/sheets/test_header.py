"""The head of a sheet: Dutch names, renamed, missing and doubled columns."""

from __future__ import annotations

import pytest

from qualcode.sheets.cases import read_cases
from qualcode.sheets.codings import read_codings
from qualcode.sheets.speakers import read_speakers
from tests.sheets.small import KNOWN, faults, sheet


def test_dutch_names_of_columns_are_read():
    read = read_codings(
        sheet("""
            Codeur | Ronde     | Versie | Bestand | Begin | Eind | Citaat           | Code      | Opmerking
            amal   | hoofdronde| 1.1.0  | w-begin | 32    | 48   | Zij kiezen zelf. | zelfregie | mooi
        """),
        KNOWN,
    )
    coding = read.codings[0]
    assert (coding.coder, coding.round, coding.version, coding.memo) == ("amal", "main", "1.1.0", "mooi")


def test_a_missing_column_is_one_sentence_that_names_the_one_it_may_be():
    [fault, other] = faults(
        read_speakers,
        """
        document | labl   | role
        w-begin  | Leraar | leraar
        """,
    )[:2]
    assert fault == 'blad.csv: needs a column "label"; the sheet has: document, labl, role. Is it "labl"?'
    assert other == 'blad.csv: unknown column "labl". Did you mean "label"?'


def test_an_unknown_column_is_a_fault_unless_it_begins_with_a_hash():
    head = "document | label | role | {}\nw-begin | Leraar | leraar | x"
    [fault] = faults(read_speakers, head.format("kleur"))
    assert fault.startswith('blad.csv: unknown column "kleur". Known: document, label')
    assert len(read_speakers(sheet(head.format("#kleur")), KNOWN)) == 1


def test_two_columns_for_one_thing_are_a_fault():
    [fault] = faults(read_speakers, "document | label | role | rol\nw-begin | Leraar | leraar | directeur")
    assert fault == 'blad.csv: the column "rol" says "role" a second time. Keep one of the two.'


def test_a_slip_in_the_name_of_a_field_does_not_become_an_attribute():
    [fault] = faults(read_cases, "case | parrent\nwisselspoor | vuurkorf")
    assert fault == 'blad.csv: unknown column "parrent". Did you mean "parent"?'


@pytest.mark.parametrize("head", ["case", "Casus", "SCHOOL", "case_id", "Case ID"])
def test_case_and_signs_in_the_name_of_a_column_do_not_matter(head):
    assert [case.id for case in read_cases(sheet(f"{head}\nwisselspoor"), KNOWN).cases] == ["wisselspoor"]


def test_rows_without_a_word_are_no_rows():
    assert len(read_cases(sheet("case | name\nwisselspoor | W\n |"), KNOWN).cases) == 1
