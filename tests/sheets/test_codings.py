"""Codings from a sheet: all faults at once, or records whose quotes stand in the text."""

from __future__ import annotations

from dataclasses import replace

from qualcode.codebook.book import Facet
from qualcode.sheets.codings import read_codings
from qualcode.sheets.decisions import read_decisions
from tests.sheets.small import KNOWN, NEW, TEXT, faults, sheet

HEAD = "layer | coder | round | version | document | start | end | quote | code | memo | facet.stand\n"


def read(*rows: str, known=KNOWN):
    return read_codings(sheet(HEAD + "\n".join(rows)), known)


def told(*rows: str, known=KNOWN) -> list[str]:
    return faults(read_codings, HEAD + "\n".join(rows), known)


def test_a_coding_carries_its_segment_quote_facets_and_origin():
    [coding] = read(" | amal | | 1.0.0 | w-begin | 32 | 48 | Zij kiezen zelf. | zelfregie | twijfel | huidig").codings
    assert (coding.layer, coding.round, coding.version, coding.origin) == ("reading", "main", "1.0.0", "imported")
    assert coding.segment.quote == TEXT[32:48] == "Zij kiezen zelf."
    assert (coding.segment.document, coding.segment.revision) == ("d1", "r1")
    assert (coding.facets, coding.memo) == ({"stand": "huidig"}, "twijfel")


def test_the_same_row_gives_the_same_id_and_a_facet_gives_another():
    row = " | amal | | 1.1.0 | w-begin | 32 | 48 | | zelfregie | | {}"
    ids = [read(row.format(stand)).codings[0].id for stand in ("huidig", "huidig", "ambitie", "")]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_exact_duplicates_make_one_coding_and_are_told():
    row = " | amal | | | w-begin | 32 | 48 | Zij kiezen zelf. | zelfregie | | "
    result = read(row, row)
    assert len(result.codings) == 1
    assert result.changed == ("blad.csv, row 3: the same coding stands in row 2 too; it is taken once.",)


def test_a_place_found_by_its_quote_is_told():
    result = read(" | amal | | | w-begin | 0 | 16 | Zij kiezen zelf. | zelfregie | | ")
    assert result.codings[0].segment.start == 32
    assert result.changed == ("blad.csv, row 2: w-begin: the offsets did not fit; the quote stands once, at 32-48.",)


def test_a_quote_without_offsets_is_no_change():
    result = read(" | amal | | | w-begin | | | Zij kiezen zelf. | zelfregie | | ")
    assert (result.codings[0].segment.start, result.changed) == (32, ())


def test_the_consensus_needs_no_coder():
    assert read("consensus | | | | w-begin | 32 | 48 | | zelfregie | | ").codings[0].coder == "consensus"


def test_a_former_key_of_a_code_is_known():
    assert read(" | amal | | 1.0.0 | w-begin | 32 | 48 | | zelfsturing | | ").codings[0].code == "zelfsturing"


def test_all_faults_of_a_sheet_of_codings_come_at_once():
    assert told(
        " | amal | | | w-begin | 32 | 48 | | zelfregi | | ",
        " | amal | | | w-begin | 32 | 48 | | Zelf kiezen | | ",
        " | amal | | | w-begin | 32 | 48 | | Zelfregie | | ",
        " | amal | | | w-begin | 32 | 48 | | regie | | ",
        " | amal | | | w-begin | 48 | 32 | | ict | | ",
        " | amal | | | w-begin | 32 | 32 | | ict | | ",
        " | amal | | | w-begin | 32 | | | ict | | ",
        " | amal | | | w-begin | elf | 48 | | ict | | ",
        " | amal | | | w-begin | | | | ict | | ",
        " | amal | | | w-begin | 5000 | 5010 | | ict | | ",
        " | amal | | | w-begin | 32 | 48 | Zij kozen zelf. | ict | | ",
        " | amal | | | w-begin | | | Ik help. | ict | | ",
        " | amal | | | leraren | 32 | 48 | | ict | | ",
        " | amal | | | w-beginn | 32 | 48 | | ict | | ",
        " | | | 9 | w-begin | 32 | 48 | | ict | | toekomst",
        " | amal | | | w-begin | 32 | 48 | | ict | | toekomst",
        " | amal | | | w-begin | 32 | 48 | | | | ",
    ) == [
        'blad.csv, row 2: unknown code "zelfregi". Did you mean "zelfregie"?',
        'blad.csv, row 3: unknown code "Zelf kiezen". The key of this code is "zelfregie".',
        'blad.csv, row 4: unknown code "Zelfregie". The key of this code is "zelfregie".',
        'blad.csv, row 5: the code "regie" is a heading and is not applied. Apply one below it: zelfregie, extern, gedeeld.',
        "blad.csv, row 6: the end comes before the start (48-32). Offsets count characters from 0; the end is not included.",
        "blad.csv, row 7: the segment is empty (32-32). Offsets count characters from 0; the end is not included.",
        "blad.csv, row 8: the row gives a start without an end, or an end without a start. Give both or neither.",
        'blad.csv, row 9: start says "elf". It is a number of characters from the start of the text.',
        "blad.csv, row 10: w-begin: the row gives neither a quote nor a start and an end. Give a quote, or both offsets.",
        f"blad.csv, row 11: w-begin: 5000-5010 lies outside the text, which has {len(TEXT)} characters.",
        "blad.csv, row 12: w-begin: the quote “Zij kozen zelf.” does not stand in the document. "
        "Nearest in the text: “Zij kiezen zelf.”.",
        "blad.csv, row 13: w-begin: the quote “Ik help.” stands 2 times in the document (at 49, 92). Give its start and end.",
        'blad.csv, row 14: 2 documents are called "leraren": ruw/eind/leraren.docx (wisselspoor, eind, id d2); '
        "ruw/vuurkorf/leraren.docx (vuurkorf, eind, id d3). Name one by its file with its folder, or by its id.",
        'blad.csv, row 15: unknown document "w-beginn". Did you mean "w-begin"?',
        "blad.csv, row 16: the row names no coder.",
        'blad.csv, row 16: unknown codebook version "9". Known: 1.0.0, 1.1.0.',
        'blad.csv, row 17: unknown value of facet.stand: "toekomst". Known: huidig, ambitie.',
        "blad.csv, row 18: the row names no code.",
    ]


def test_a_facet_that_the_codebook_requires_must_be_given():
    required = replace(NEW, facets={"stand": Facet("stand", ("huidig", "ambitie"), required=True)})
    known = replace(KNOWN, codebook=required, codebooks={"1.1.0": required})
    assert told(" | amal | | | w-begin | 32 | 48 | | ict | | ", known=known) == [
        'blad.csv, row 2: the facet "stand" must be given. One of: huidig, ambitie.'
    ]


def test_a_decision_is_anchored_like_a_coding():
    rows = "document | start | end | quote | code | besluit | reden\nw-begin | | | Zij kiezen zelf. | zelfregie | A | past beter"
    [decision] = read_decisions(sheet(rows), KNOWN)
    assert (decision.document, decision.start, decision.end, decision.decision) == ("d1", 32, 48, "A")
    assert faults(read_decisions, "document | quote | code | decision\nw-begin | Zij kozen | ikt | ")[:2] == [
        'blad.csv, row 2: unknown code "ikt". Did you mean "ict"?',
        "blad.csv, row 2: the row says no decision.",
    ]


def test_an_empty_codebook_loses_no_row_in_silence():
    empty = replace(NEW, codes=(), facets={}, earlier=())
    known = replace(KNOWN, codebook=empty, codebooks={"1.1.0": empty})
    assert told(" | amal | | | w-begin | 32 | 48 | | ict | | ", known=known) == [
        'blad.csv, row 2: unknown code "ict". None is known yet.'
    ]
