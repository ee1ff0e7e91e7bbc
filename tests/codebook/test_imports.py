"""Codebooks as people have them: lists, sheets, exports of other programs."""

from __future__ import annotations

import pytest

from qualcode.codebook.exports import write_codebook
from qualcode.codebook.imports import Imported, read_codebook
from qualcode.codebook.outline import read_outline
from qualcode.errors import CodebookFaults, NoReader, Unreadable
from tests.shared import shared_data


def imported(tmp_path, name: str, text: str | bytes, **options) -> Imported:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_codebook(file, **options)


def tree(found: Imported) -> dict[str, str | None]:
    """Parent by key."""
    return {code.key: code.parent for code in found.book}


def test_an_indented_list_becomes_a_tree(tmp_path):
    found = imported(
        tmp_path, "codes.txt", "Regie\n\tExterne regie: de leraar bepaalt\n\t\tRooster\n\tZelfregie\nIct\n"
    )
    assert tree(found) == {
        "regie": None, "externe-regie": "regie", "rooster": "externe-regie", "zelfregie": "regie", "ict": None,
    }  # fmt: skip
    assert found.book["externe-regie"].definition == {"nl": "de leraar bepaalt"}
    assert (found.book.name, found.book.version) == ("codes", "1.0.0")


def test_headings_bullets_and_numbers_are_a_tree_too(tmp_path):
    found = imported(tmp_path, "codes.md", "# Regie\n\n- Extern\n- Zelf\n  - Tempo\n\n## Ouders\n1. Thuis\n\n# Ict\n")
    assert tree(found) == {
        "regie": None, "extern": "regie", "zelf": "regie", "tempo": "zelf", "ouders": "regie", "thuis": "ouders", "ict": None,
    }  # fmt: skip


def test_a_line_indented_like_none_above_it_is_a_fault_with_its_place():
    with pytest.raises(CodebookFaults, match=r"codes.txt:3:3: the line is indented like none"):
        read_outline("Regie\n    Extern\n  Zelf\n", "codes.txt")


def test_labels_that_give_one_key_get_their_parents_key_before_them(tmp_path):
    found = imported(tmp_path, "codes.txt", "Leraar\n  Visie\nSchool\n  Visie\n  Visie\n…\n")
    assert found.book.keys == ("leraar", "visie", "school", "school-visie", "visie-2", "code-6")
    assert found.changed == (
        'line 4: "Visie" has the key school-visie, since visie was taken',
        'line 5: "Visie" has the key visie-2, since visie was taken',
    )


def test_paths_are_read_and_groups_are_not_applied(tmp_path):
    found = imported(tmp_path, "codes.txt", "Regie>>Extern\tde leraar\nRegie>>Zelf\nIct\nRegie>>Zelf\n")
    assert tree(found) == {"regie": None, "extern": "regie", "zelf": "regie", "ict": None}
    assert [code.key for code in found.book if not code.assignable] == ["regie"]
    assert found.book["extern"].definition == {"nl": "de leraar"}
    assert found.left_out == ('line 4: "Regie > Zelf" stands there twice',)


def test_the_list_of_codes_of_another_program_is_read_whole():
    found = read_codebook(shared_data("qualcoder") / "plain_codes_categories_for_import.txt")
    assert tree(found) == {
        "code1": None, "cat1": None, "code2": "cat1", "code3": "cat1", "cat3": None, "cat2": "cat3", "code4": "cat2",
        "code5": "cat3", "code6": None,
    }  # fmt: skip
    assert found.book["code4"].definition == {"nl": "another memo"}
    assert {code.key for code in found.book if not code.assignable} == {"cat1", "cat2", "cat3"}


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("code;hoofdcode;omschrijving;voorbeeld", ["Regie;;;", "Extern;Regie;Leraar bepaalt;Ligt vast"]),
        ("naam;bovenliggende code;definitie;voorbeeldzin", ["Regie;;;", "Extern;regie;Leraar bepaalt;Ligt vast"]),
        ("key,label,parent,definition,example", ["regie,Regie,,,", "extern,Extern,regie,Leraar bepaalt,Ligt vast"]),
        ("Code nr\tCodenaam\tBeschrijving\tCitaat", ["1\tRegie\t\t", "1.1\tExtern\tLeraar bepaalt\tLigt vast"]),
        ("code;label;definitie;voorbeeld", ["pers.regie;Regie;;", "pers.regie.extern;Extern;Leraar bepaalt;Ligt vast"]),
        ("Hoofdcode;Subcode;Betekenis;Voorbeeld", ["Regie;;;", ";Extern;Leraar bepaalt;Ligt vast"]),
        ("niveau;code;omschrijving;voorbeeld", ["1;Regie;;", "2;Extern;Leraar bepaalt;Ligt vast"]),
        ("Theme;Name;Description;Quote", ["Regie;Extern;Leraar bepaalt;Ligt vast"]),
    ],
)
def test_a_sheet_is_read_by_the_column_names_that_people_use(tmp_path, header, rows):
    found = imported(tmp_path, "codes.csv", "\n".join([header, *rows]))
    assert sorted(tree(found).items()) == [("extern", "regie"), ("regie", None)]
    assert found.book["extern"].definition == {"nl": "Leraar bepaalt"}
    assert found.book["extern"].example == {"nl": "Ligt vast"}


def test_merged_cells_of_three_levels_are_filled_down(tmp_path):
    found = imported(
        tmp_path,
        "codes.csv",
        "thema;hoofdcode;subcode;wel\nPersonaliseren;Regie;Extern;rooster\n;;Zelf;\n;Belang;Groep;\nIct;;;x\n",
    )
    assert tree(found) == {
        "personaliseren": None, "regie": "personaliseren", "extern": "regie", "zelf": "regie", "belang": "personaliseren",
        "groep": "belang", "ict": None,
    }  # fmt: skip
    assert found.book["extern"].use_when == {"nl": "rooster"}
    assert found.book["ict"].use_when == {"nl": "x"}


def test_columns_per_language_flags_lists_and_unknown_columns(tmp_path):
    found = imported(
        tmp_path, "codes.csv",
        "key;label (nl);label (en);definitie_en;toepasbaar;trefwoorden;locatie\n"
        'zelf;Zelfregie;Self-direction;Learner decides;nee;"zelf kiezen, eigen keuze";A3\n',
    )  # fmt: skip
    code = found.book["zelf"]
    assert code.label == {"nl": "Zelfregie", "en": "Self-direction"}
    assert code.definition == {"en": "Learner decides"}
    assert (code.assignable, code.cues) == (False, ("zelf kiezen", "eigen keuze"))
    assert found.left_out == ('the column "locatie"',)


def test_a_parent_without_a_row_is_made_and_said(tmp_path):
    found = imported(tmp_path, "codes.csv", "code;categorie\nExtern;Regie\nZelf;Regie\n")
    assert tree(found) == {"regie": None, "extern": "regie", "zelf": "regie"}
    assert found.changed == ('row 2: the parent "Regie" has no row; it was made a code at the top',)


def test_a_codebook_from_windows_is_read(tmp_path):
    found = imported(tmp_path, "codes.csv", "code;omschrijving\nCoöperatief;Één groep\n".encode("cp1252"))
    assert found.book["coöperatief"].definition == {"nl": "Één groep"}


def test_all_faults_of_a_sheet_are_told_at_once_with_their_row(tmp_path):
    with pytest.raises(CodebookFaults) as raised:
        imported(tmp_path, "codes.csv", "key;label;toepasbaar;kleur\na;A;misschien;\n;;ja;#fff\nb;B;nee;#fff\n")
    assert [str(problem) for problem in raised.value.problems] == [
        'codes.csv, row 2: toepasbaar is "misschien", which is neither yes nor no. Write ja or nee, true or false.',
        "codes.csv, row 3: the row has neither key nor label. Fill in one, or remove the row.",
    ]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("a;A;;rood\n", 'codes.csv, row 2: "rood" is no colour.'),
        ("a;A;;\nA;B;;\n", "codes.csv, row 3: the keys"),
        ("a;A;b;\nb;B;a;\n", 'codes.csv, row 2: "a" stands before its parent "b", or in a circle with it.'),
    ],
)
def test_a_sheet_must_keep_the_laws_of_a_codebook(tmp_path, rows, says):
    with pytest.raises(CodebookFaults) as raised:
        imported(tmp_path, "codes.csv", f"key;label;parent;kleur\n{rows}")
    assert str(raised.value.problems[0]).startswith(says)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("codes.csv", "locatie;datum\nA3;maandag\n", "no column names the codes"),
        ("codes.csv", "thema;hoofdcode;subcode\nA;B;C\nA;B;C\n", '"A > B > C" stands in row 2 as well'),
        ("codes.csv", "level;code\n1;A\n3;B\n", '"B" has level "3"'),
        ("codes.txt", "\n\n", "the file holds no codes"),
    ],
)
def test_a_file_without_codes_says_so(tmp_path, name, text, says):
    with pytest.raises(CodebookFaults, match=says):
        imported(tmp_path, name, text)


QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="{space}" origin="X"><Codes>
<Code guid="5c94bc9e-db8c-4f1d-9cd6-e900c7440860" name="Regie" isCodable="false" color="#FF0000">
<Description>Wie kiest.
Altijd.</Description>
<Code guid="5c94bc9e-db8c-4f1d-9cd6-e900c7440861" name="Extern" isCodable="true" color="transparent"/></Code>
</Codes><Sets><Set guid="5c94bc9e-db8c-4f1d-9cd6-e900c7440862" name="Kern"/></Sets></CodeBook>"""


def test_a_refi_codebook_is_read_and_what_it_holds_more_is_said(tmp_path):
    found = imported(tmp_path, "Codes.qdc", QDC.format(space="urn:QDA-XML:codebook:0:4"))
    assert tree(found) == {"regie": None, "extern": "regie"}
    assert found.book["regie"].definition == {"nl": "Wie kiest.\nAltijd."}
    assert (found.book["regie"].assignable, found.book["regie"].color) == (False, "#FF0000")
    assert found.left_out == ("the set of codes “Kern”",)
    assert found.changed == (
        "the file does not follow the namespace of the standard; it was read all the same",
        'line 6: the colour "transparent" of "Extern" is none of the format; left away',
    )


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><CodeBook><Codes><Code name="&x;"/></Codes></CodeBook>',
        "<Project/>",
        "<CodeBook>",
        "geen xml",
    ],
)
def test_what_is_no_refi_codebook_is_refused(tmp_path, text):
    with pytest.raises(Unreadable):
        imported(tmp_path, "codes.qdc", text)


def test_codes_nested_too_deep_are_a_fault_not_a_crash(tmp_path):
    deep = "<CodeBook><Codes>" + '<Code name="a">' * 200 + "</Code>" * 200 + "</Codes></CodeBook>"
    with pytest.raises(CodebookFaults, match="more than 12 levels"):
        imported(tmp_path, "codes.qdc", deep)


def test_a_yaml_file_is_read_as_it_is_and_a_pdf_is_not(tmp_path):
    found = imported(tmp_path, "b.yaml", "codebook: boek\nversion: 2.0\ncodes: [{key: a, label: A}]\n")
    assert (found.book.name, found.book.version) == ("boek", "2.0")
    with pytest.raises(NoReader):
        imported(tmp_path, "b.pdf", "")


def test_a_workbook_is_read_like_a_csv(tmp_path):
    book = imported(tmp_path, "codes.csv", "code;hoofdcode\nRegie;\nExtern;Regie\n").book
    written = write_codebook(book, tmp_path / "codes.xlsx")
    assert read_codebook(written.path).book.codes == book.codes
