"""Cases and persons: parents, consent, attributes."""

from __future__ import annotations

from qualcode.model import Attribute
from qualcode.sheets.cases import read_cases
from qualcode.sheets.persons import read_persons
from tests.sheets.small import KNOWN, faults, sheet


def test_a_case_has_a_name_a_kind_a_parent_and_a_consent():
    read = read_cases(
        sheet("""
            case     | name         | kind   | parent | consent
            meander  | De Meander   | school | bestuur| name=yes; until=2030-01-01
            bestuur  | Het bestuur  | board  |        |
        """),
        KNOWN,
    )
    meander, board = read.cases
    assert (meander.name, meander.kind, meander.parent) == ("De Meander", "school", "bestuur")
    assert meander.consent == {"name": "yes", "until": "2030-01-01"}
    assert (board.kind, board.parent, board.consent) == ("board", None, {})


def test_other_columns_are_attributes_of_one_type_each_and_an_empty_cell_says_nothing():
    read = read_cases(
        sheet("""
            case    | leerlingen@begin | leerlingen@eind | dalton | concept
            meander | 184              | 190             | ja     | units
            zaaihoek| 152              |                 | nee    |
        """),
        KNOWN,
    )
    assert read.attributes == (
        Attribute("case", "meander", "leerlingen", 184, "begin"),
        Attribute("case", "zaaihoek", "leerlingen", 152, "begin"),
        Attribute("case", "meander", "leerlingen", 190, "eind"),
        Attribute("case", "meander", "dalton", True),
        Attribute("case", "zaaihoek", "dalton", False),
        Attribute("case", "meander", "concept", "units"),
    )


def test_all_faults_of_a_sheet_of_cases_come_at_once():
    told = faults(
        read_cases,
        """
        case    | parent   | consent   | leerlingen@midden | groep@begin
        a       | b        |           | 1                 | 2.500
        b       | a        |           | 2                 | 3
        c       | wiselspoor |         | 3                 | 4
        c       |          |           | 4                 | 5
                | a        | quote=nee!| 5                 | 6
        """,
    )
    assert told == [
        'blad.csv, row 5: the case "c" stands in row 4 too. Keep one row for each case.',
        "blad.csv, row 6: a case needs an id. Give it a short name without spaces.",
        'blad.csv, row 6: consent "quote=nee!" cannot be read. Write it as use=yes; quote=ask; name=no; until=2030-01-01.',
        "blad.csv, row 2: the parents go round in a circle: a > b > a. One of them has no parent.",
        'blad.csv, row 4: unknown parent "wiselspoor". Did you mean "wisselspoor"?',
        'blad.csv: unknown wave in the column "leerlingen@midden": "midden". Known: begin, eind.',
        'blad.csv, row 2: groep@begin "2.500" can mean two numbers. Write 2500 or 2,500.',
    ]


def test_a_case_may_not_be_its_own_parent():
    assert "go round in a circle: a > a" in faults(read_cases, "case | parent\na | a")[0]


def test_a_circle_through_a_case_that_the_project_knows_is_found():
    from dataclasses import replace

    from qualcode.model import Case

    known = replace(KNOWN, cases={"board": Case("board", "B", parent="a")})
    assert "a > board > a" in faults(read_cases, "case | parent\na | board", known)[0]


def test_a_person_has_functions_a_consent_and_a_case():
    read = read_persons(
        sheet("""
            persoon | school      | functies          | toestemming | ervaring
            w-01    | wisselspoor | leraar; directeur | citaat=nee  | 12
            w-02    |             |                   |             |
        """),
        KNOWN,
    )
    assert (read.persons[0].functions, read.persons[0].consent) == (("leraar", "directeur"), {"quote": "no"})
    assert read.persons[1].case is None
    assert read.attributes == (Attribute("person", "w-01", "ervaring", 12),)


def test_faults_of_persons():
    told = faults(read_persons, "person | case\np | wisselspor\np | vuurkorf")
    assert told[0] == 'blad.csv, row 2: unknown case "wisselspor". Did you mean "wisselspoor"?'
    assert told[1].startswith('blad.csv, row 3: the person "p" stands in row 2 too.')
