"""Documents, speakers, instruments, what was asked, and coverage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.codebook import Code
from qualcode.errors import StudyFaults
from qualcode.model import Asked, Coverage, Speaker, Topic
from qualcode.sheets.asked import read_asked
from qualcode.sheets.coverage import read_coverage
from qualcode.sheets.documents import read_documents
from qualcode.sheets.instruments import read_instruments
from qualcode.sheets.speakers import read_speakers
from tests.sheets.small import KNOWN, OLD, faults, sheet


def test_a_document_is_described_in_dutch():
    [entry] = read_documents(
        sheet(
            "bestand | school | meting | soort | leidraad | datum\nw.docx | wisselspoor | eind | groepsgesprek | gids | 14-6-2026"
        ),
        KNOWN,
    )
    assert (entry.file, entry.kind, entry.date, entry.wave) == ("w.docx", "group", "2026-06-14", "eind")
    assert entry.responsible is None


def test_faults_of_documents():
    told = faults(
        read_documents,
        """
        file   | case        | wave  | kind      | instrument | date
        w.docx | wisselspor  | eindd | interveiw | gidz       | 31-2-2026
        v.docx | vuurkorf    | eind  |           |            |
        v.docx | vuurkorf    | eind  |           |            |
        """,
    )
    assert told == [
        'blad.csv, row 2: unknown case "wisselspor". Did you mean "wisselspoor"?',
        'blad.csv, row 2: unknown wave "eindd". Did you mean "eind"?',
        'blad.csv, row 2: unknown kind of document "interveiw". Did you mean "interview"?',
        'blad.csv, row 2: unknown instrument "gidz". Did you mean "gids"?',
        'blad.csv, row 2: "31-2-2026" is no date. Write it as 2026-06-14 or 14-6-2026.',
        'blad.csv, row 4: the file "v.docx" stands in row 3 too. Remove one of the two rows.',
    ]


def test_a_speaker_needs_a_role_but_no_person():
    rows = read_speakers(
        sheet(
            "document | label | person | role\nw-begin | Interviewer: | | Interviewer\nw-begin | Leraar | w-01 | Leraar"
        ),
        KNOWN,
    )
    assert rows == [Speaker("d1", "Interviewer", "interviewer"), Speaker("d1", "Leraar", "leraar", "w-01")]


def test_faults_of_speakers():
    told = faults(
        read_speakers,
        """
        document | label  | person | role
        w-begin  | Leraer | w-1    |
        w-begin  | Leraar |        | leraar
        w-begin  | Leraar |        | directeur
        leraren  | L      |        | leraar
        """,
    )
    assert told[0] == 'blad.csv, row 2: unknown speaker label in w-begin "Leraer". Did you mean "Leraar"?'
    assert told[1] == 'blad.csv, row 2: unknown person "w-1". Did you mean "w-01"?'
    assert 'the speaker "Leraer" has no role' in told[2]
    assert told[3] == 'blad.csv, row 4: the label "Leraar" of this document stands in row 3 too.'
    assert "2 documents are called" in told[4]


def test_a_topic_covers_the_subtree_of_its_codes(tmp_path):
    path = tmp_path / "gids.yaml"
    path.write_text(
        "gids:\n  kiezen: {asked: true, codes: [regie]}\n  ict: [ict]\n  opening: {asked: false, codes: []}\n"
    )
    assert read_instruments(path, KNOWN) == [
        Topic("gids", "kiezen", True, ("regie", "zelfregie", "extern", "gedeeld")),
        Topic("gids", "ict", True, ("ict",)),
        Topic("gids", "opening", False, ()),
    ]


def test_faults_of_instruments_have_lines_and_columns(tmp_path):
    path = tmp_path / "gids.yaml"
    path.write_text(
        "gids:\n  kiezen:\n    aksed: true\n    codes: [zelfregi]\n  ict: {asked: soms, codes: [ict]}\n  leeg: {}\n"
    )
    with pytest.raises(StudyFaults) as caught:
        read_instruments(path, KNOWN)
    assert [str(problem) for problem in caught.value.problems] == [
        'gids.yaml, line 3, column 5: unknown key "aksed". Did you mean "asked"?',
        'gids.yaml, line 4, column 5: unknown code "zelfregi". Did you mean "zelfregie"?',
        'gids.yaml, line 5, column 9: asked says "soms". Write true or false.',
        "gids.yaml, line 6, column 9: a topic names the codes that it covers. Write codes: [code, code].",
    ]


def test_a_conversation_may_skip_a_topic_of_its_instrument():
    assert read_asked(sheet("document | topic | asked\nw-begin | kiezen | nee"), KNOWN) == [
        Asked("d1", "kiezen", False)
    ]


def test_faults_of_asked():
    told = faults(
        read_asked,
        "document | onderwerp | gevraagd\nw-begin | ict | nee\nw-eind | ict | soms\nw-eind | ict | ja\nw-eind | ict | nee",
    )
    assert told == [
        'blad.csv, row 2: unknown topic "ict". Known: kiezen.',
        'blad.csv, row 3: asked says "soms". Write yes or no.',
        'blad.csv, row 5: the topic "ict" of this document stands in row 4 too.',
    ]


def test_a_code_in_coverage_means_its_subtree_under_the_version_of_the_row():
    rows = read_coverage(
        sheet("""
            coder | document | round | version | codes      | state
            amal  | w-begin  |       | 1.0.0   | regie      | finished
            amal  | w-begin  |       |         | regie; ict | begonnen
            bo    | w-eind   | main  | 1.1.0   | alle       | afgerond
        """),
        KNOWN,
    )
    assert rows == [
        Coverage("reading", "amal", "d1", "main", "1.0.0", ("regie", "zelfregie", "extern"), "finished"),
        Coverage("reading", "amal", "d1", "main", "1.1.0", ("regie", "zelfregie", "extern", "ict", "gedeeld"), "begun"),
        Coverage("reading", "bo", "d2", "main", "1.1.0", (), "finished"),
    ]


def test_faults_of_coverage():
    told = faults(
        read_coverage,
        """
        layer  | coder | document | round | version | codes     | state
        readin | amal  | w-begin  | mian  | 1.2.0   |           | klaarr
               | Amal  | w-begin  |       | 1.0.0   | gedeelt   | finished
               |       | w-eind   |       |         |           |
               | bo    | w-eind   |       |         |           | begun
               | bo    | w-eind   |       |         |           | finished
        """,
    )
    assert told == [
        'blad.csv, row 2: unknown layer "readin". Did you mean "reading"?',
        'blad.csv, row 2: unknown codebook version "1.2.0". Did you mean "1.1.0"?',
        'blad.csv, row 2: unknown state "klaarr". Known: assigned, begun, finished.',
        'blad.csv, row 2: unknown round "mian". Did you mean "main"?',
        'blad.csv, row 3: the coder "Amal" is known as "amal". Write the name in one way.',
        'blad.csv, row 3: unknown code "gedeelt". Known: regie, zelfregie, extern, ict.',
        "blad.csv, row 4: the row names no coder.",
        "blad.csv, row 4: the row says no state. Known: assigned, begun, finished.",
        "blad.csv, row 6: the same reading stands in row 5 too. Keep one row with its state.",
    ]


def test_a_code_that_a_version_does_not_have_never_widens_a_reading_to_all_codes():
    told = faults(
        read_coverage, "coder | document | version | codes | state\namal | w-begin | 1.0.0 | gedeeld | finished"
    )
    assert told == [
        'blad.csv, row 2: the code "gedeeld" does not stand in version 1.0.0 of the codebook. '
        "Mend the version or the code of this row."
    ]


def test_a_code_renamed_since_is_followed_both_ways():
    old = replace(OLD, version="0.9.0", codes=(Code("zelfsturing"), Code("ict")))
    known = replace(KNOWN, codebooks={"0.9.0": old, **KNOWN.codebooks})
    rows = "coder | document | version | codes | state\namal | w-begin | {} | {} | finished"
    for version, written, codes in (("0.9.0", "zelfregie", ("zelfsturing",)), ("1.0.0", "zelfsturing", ("zelfregie",))):
        assert read_coverage(sheet(rows.format(version, written)), known)[0].codes == codes
