"""Word files: everything that a reader of the page sees comes in, in order; what does not is named."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from qualcode.readers import Comment, Mark, read
from tests.readers.words import STRICT, p, r, table, word_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.docx"


def text_of(file: Path, *bodies: str) -> str:
    return read(word_file(file, *bodies)).text


def test_paragraphs_stand_on_lines_of_their_own_and_empty_ones_stay(file: Path) -> None:
    assert text_of(file, p("Een.") + p() + p("Twee 😀.")) == "Een.\n\nTwee 😀."


def test_tables_come_in_row_by_row_where_they_stand(file: Path) -> None:
    inner = table(("x", "y"))
    body = p("Voor") + table(("a", "b"), (f"{p('c1')}{p('c2')}", f"{inner}{p('na')}")) + p("Na")
    assert text_of(file, body) == "Voor\na\tb\nc1\nc2\tx\ty\nna\nNa"


def test_rows_cells_and_tables_are_marked_with_their_column(file: Path) -> None:
    intake = read(word_file(file, table(("Interviewer", "Wat?"))))
    assert [(mark.kind, intake.text[mark.start : mark.end], mark.value) for mark in intake.marks] == [
        ("cell", "Interviewer", "0"), ("cell", "Wat?", "1"), ("row", "Interviewer\tWat?", ""),
        ("table", "Interviewer\tWat?", ""),
    ]  # fmt: skip


def test_soft_breaks_tabs_and_joining_signs_keep_words_apart_or_together(file: Path) -> None:
    run = (
        "<w:r><w:t>een</w:t><w:br/><w:t>twee</w:t><w:tab/><w:t>drie</w:t><w:cr/><w:t>e</w:t><w:noBreakHyphen/>"
        "<w:t>mail</w:t><w:softHyphen/><w:t>tje</w:t><w:br w:type='page'/><w:t>vier</w:t></w:r>"
    )
    intake = read(word_file(file, p(run)))
    assert intake.text == "een\ntwee\tdrie\ne-mailtje\nvier"
    assert intake.changed == ("no-break hyphens written as -: 1", "optional hyphens left out: 1")


def test_tracked_insertions_are_read_and_deletions_named(file: Path) -> None:
    body = p(
        "Wij ", "<w:ins w:id='1'>" + r("kiezen ") + "</w:ins>", "<w:del w:id='2'><w:r><w:delText>bepalen toch </w:delText></w:r></w:del>",
        "<w:moveFrom w:id='3'>" + r("elders") + "</w:moveFrom>", "samen.", "<w:moveTo w:id='4'>" + r(" Hier.") + "</w:moveTo>",
    )  # fmt: skip
    intake = read(word_file(file, body))
    assert intake.text == "Wij kiezen samen. Hier."
    assert intake.changed == ("tracked insertions read as accepted: 2",)
    assert intake.left_out == ("2 tracked deletions (3 words)",)


def test_a_deleted_paragraph_mark_joins_and_a_deleted_row_goes(file: Path) -> None:
    joined = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" + r("Een ") + "</w:p>" + p("zin.")
    rows = table(("blijft",), ("gaat",)).replace("<w:tr><w:tc><w:p><w:r><w:t xml:space=\"preserve\">gaat",
                                                "<w:tr><w:trPr><w:del w:id='2'/></w:trPr><w:tc><w:p><w:r><w:t>gaat")  # fmt: skip
    intake = read(word_file(file, joined + rows))
    assert intake.text == "Een zin.\nblijft"
    assert intake.left_out == ("1 tracked deletion (1 word)",)


def test_links_fields_controls_and_formulas_keep_their_words(file: Path) -> None:
    body = p(
        '<w:hyperlink r:id="h1">' + r("de site") + "</w:hyperlink>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r(" 14 juni") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:fldSimple w:instr="PAGE">' + r(" 3") + "</w:fldSimple>",
        "<w:sdt><w:sdtPr/><w:sdtContent>" + r(" keuze") + "</w:sdtContent></w:sdt>",
        "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>",
        "<w:smartTag>" + r(" slim") + "</w:smartTag>",
        "<w:nieuw><w:onbekend>" + r(" nieuw") + "</w:onbekend></w:nieuw>",
    ) + "<w:sdt><w:sdtContent>" + p("Blok.") + "</w:sdtContent></w:sdt>"  # fmt: skip
    intake = read(word_file(file, body, links={"h1": "https://example.org"}))
    assert intake.text == "de site 14 juni 3 keuzea=b slim nieuw\nBlok."
    assert Mark("link", 0, 7, "https://example.org") in intake.marks
    assert intake.kept["content controls"] == 2


def test_form_fields_give_what_is_ticked_and_chosen(file: Path) -> None:
    def field(inside: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'

    body = p(
        field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"), " ", field("<w:checkBox><w:default w:val='0'/></w:checkBox>"),
        " ", field("<w:ddList><w:result w:val='1'/><w:listEntry w:val='po'/><w:listEntry w:val='mbo'/></w:ddList>"),
    )  # fmt: skip
    assert text_of(file, body) == "☒ ☐ mbo"


def test_a_text_box_follows_its_paragraph_and_is_read_once(file: Path) -> None:
    box = f"<w:txbxContent>{p('In de kader')}{p('tekst')}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    intake = read(word_file(file, p("Voor ", both, "na.") + p("Verder")))
    assert intake.text == "Voor na.\nIn de kader\ntekst\nVerder"
    assert intake.kept["text boxes"] == 1


def test_notes_stand_at_the_end_and_comments_beside_the_text(file: Path) -> None:
    body = p("Regie", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:commentRangeStart w:id="0"/>', " is lastig",
             '<w:commentRangeEnd w:id="0"/>', '<w:r><w:endnoteReference w:id="1"/></w:r>', ".")  # fmt: skip
    parts = {
        "footnotes": f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote><w:footnote w:id="2">{p("Zie het plan.")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="1">{p("Gesprek 2.")}</w:endnote>',
        "comments": f'<w:comment w:id="0" w:author="A.">{p("Waarom?")}</w:comment>',
    }
    intake = read(word_file(file, body, parts=parts))
    assert intake.text == "Regie is lastig.\nZie het plan.\nGesprek 2."
    assert Mark("comment", 6, 15, "A.: Waarom?") in intake.marks
    assert Mark("footnote", 17, 30, "2") in intake.marks
    assert intake.comments == (Comment("A.", "Waarom?", 6, 15),)
    assert (intake.kept["comments"], intake.left_out) == (1, ())


def test_headers_footers_pictures_and_numbers_are_named(file: Path) -> None:
    body = p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>", "Tekst") + p("punt").replace(
        "<w:p>", "<w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>"
    )
    intake = read(word_file(file, body, parts={"header": p("Project Veldermond"), "footer": p("vertrouwelijk")}))
    assert intake.text == "Tekst\npunt"
    assert intake.left_out == (
        'header "Project Veldermond"', 'footer "vertrouwelijk"', "automatic numbers or bullets of list items: 1", "pictures: 1",
    )  # fmt: skip


def test_headings_and_bold_words_are_marked_also_by_style(file: Path) -> None:
    styles = (
        '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Eigen"><w:basedOn w:val="Kop1"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:styleId="Rond"><w:basedOn w:val="Rond"/></w:style>'
    )
    body = (
        p("Gesprek", style="Kop1")
        + p("Thema", style="Eigen")
        + p(r("Inter", "<w:b/>"), r("viewer:", "<w:b/>"), " Ja", style="Rond")
        + p(r("niet", '<w:b w:val="0"/>'))
    )
    intake = read(word_file(file, body, parts={"styles": styles}))
    marked = [(mark.kind, intake.text[mark.start : mark.end], mark.value) for mark in intake.marks]
    assert sorted(marked) == [
        ("bold", "Interviewer:", ""),
        ("bold", "Thema", ""),
        ("heading", "Gesprek", "1"),
        ("heading", "Thema", "1"),
    ]


def test_symbols_become_what_they_show_where_that_is_known(file: Path) -> None:
    intake = read(
        word_file(
            file, p('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Webdings" w:char="F04A"/></w:r>')
        )
    )
    assert intake.text == "→\uf04a"
    assert intake.changed == ("signs of the font Webdings: 1", "signs of the font Wingdings: 1")


def test_strict_files_renamed_parts_and_several_bodies_are_read(file: Path) -> None:
    assert read(word_file(file, p("Streng"), space=STRICT)).text == "Streng"
    assert read(word_file(file, p("Elders"), main="word/anders.xml")).text == "Elders"
    assert text_of(file, p("Een"), p("Twee")) == "Een\nTwee"


def test_spaces_between_words_are_neither_added_nor_lost(file: Path) -> None:
    assert (
        text_of(
            file, "<w:p><w:r><w:t>  een </w:t></w:r><w:r><w:t> </w:t></w:r><w:r><w:t>\n   twee\n  </w:t></w:r></w:p>"
        )
        == "  een  twee"
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"{\\rtf1 tekst}", "is an RTF file"),
        (b"%PDF-1.7", "is a PDF"),
        (b"gewone tekst", "is no Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"PK\x03\x04 afgebroken", "damaged or cut off"),
    ],
)
def test_a_file_that_is_something_else_is_told_by_its_cause(file: Path, data: bytes, why: str) -> None:
    file.write_bytes(data)
    with pytest.raises(Unreadable, match=why) as caught:
        read(file)
    assert "\n" not in str(caught.value)


def test_a_workbook_under_the_name_of_a_document_is_refused(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unreadable, match="is no Word document"):
        read(file)


def test_a_file_without_any_text_is_an_error(file: Path) -> None:
    with pytest.raises(Unreadable, match="holds no text"):
        text_of(file, p() + table(("", "")))
