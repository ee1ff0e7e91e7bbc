"""A Word file in which every kind of content stands once: each piece is in the text, beside it as a mark, or named as left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.readers import read
from qualcode.readers.docx import read as read_word
from tests.readers.words import STRICT, W, p, r, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.readers import Intake

STYLES = (
    '<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Lijst"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + r("veld") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)  # fmt: skip
CHECK = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
)
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict>"
    "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
MERGED = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("breed") + "</w:tc></w:tr>"
    '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("hoog") + "</w:tc><w:tc>" + p("celeen") + table(("genest", "diep")) + p("erna")
    + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p() + "</w:tc><w:tc>" + p("celtwee") + "</w:tc></w:tr>"
    "<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>" + p("celkeuze") + "</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"
)  # fmt: skip
BODY = (
    p("Koptekst", style="Kop2") + p("lijsteen", style="Lijst") + p("voor<w:br/>na").replace("&lt;", "<") + MERGED
    + p("regeleen<x/>").replace("<x/>", "</w:t><w:br/><w:t>regeltwee</w:t><w:tab/><w:t>natab</w:t><w:cr/><w:t>nacr")
    + p("metnoot", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="3"/></w:r>')
    + p("voorkader", BOX.format(p("kadertekst")), "nakader")
    + "<w:sdt><w:sdtPr/><w:sdtContent>" + p("blokkeuze") + "</w:sdtContent></w:sdt>"
    + p("<w:sdt><w:sdtContent>" + r("regelkeuze") + "</w:sdtContent></w:sdt>", FIELD, CHECK, '<w:fldSimple w:instr="PAGE">' + r("kortveld") + "</w:fldSimple>")
    + p('<w:commentRangeStart w:id="7"/>', r("besproken"), '<w:commentRangeEnd w:id="7"/>', '<w:r><w:commentReference w:id="7"/></w:r>')
    + p("<w:ins>" + r("toegevoegd") + "</w:ins>", "<w:del><w:r><w:delText>geschrapt</w:delText></w:r></w:del>",
        "<w:moveFrom>" + r("verplaatst") + "</w:moveFrom>", "<w:moveTo>" + r("verplaatst") + "</w:moveTo>")
    + p('<w:hyperlink r:id="h1">' + r("koppeling") + "</w:hyperlink>", "<w:smartTag>" + r("slim") + "</w:smartTag>", "<w:customXml>" + r("eigen") + "</w:customXml>",
        "<m:oMath><m:r><m:t>formule</m:t></m:r></m:oMath>", r("verborgen", "<w:vanish/>"), '<w:bdo w:val="rtl">' + r("omgekeerd") + "</w:bdo>",
        "<w:ruby><w:rt>" + r("uitspraak") + "</w:rt><w:rubyBase>" + r("grondtekst") + "</w:rubyBase></w:ruby>", "<w:r><w:drawing><pic:pic/></w:drawing></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
    + '<w:altChunk r:id="a1"/>'
)  # fmt: skip
PARTS = {
    "styles": STYLES,
    "footnotes": f'<w:footnote w:type="separator" w:id="0">{p()}</w:footnote><w:footnote w:id="2">{p("voetnoot")}</w:footnote>',
    "endnotes": f'<w:endnote w:id="3">{p("eindnoot")}</w:endnote>',
    "comments": f'<w:comment w:id="7" w:author="Vera Dam">{p("opmerking")}</w:comment>',
    "header": p("bovenaan") + f"<w:sdt><w:sdtContent>{p('ookboven')}</w:sdtContent></w:sdt>",
    "footer": p("onderaan"),
}
PIECES = (
    "Koptekst lijsteen voor na breed hoog celeen genest diep erna celtwee celkeuze regeleen regeltwee natab nacr metnoot voorkader kadertekst "
    "nakader blokkeuze regelkeuze veld kortveld besproken toegevoegd verplaatst koppeling slim eigen formule verborgen omgekeerd grondtekst ✓ ☒ "
    "tweedelichaam voetnoot eindnoot"
)  # fmt: skip
IN_TEXT = PIECES.split()


@pytest.fixture(
    params=[(W, "word/document.xml"), (STRICT, "word/document.xml"), (W, "inhoud/anders.xml")],
    ids=["usual", "strict", "renamed"],
)
def intake(request: pytest.FixtureRequest, tmp_path: Path) -> Intake:
    space, main = request.param
    body = BODY.replace("voor<w:br/>na", "voor</w:t><w:br/><w:t>na")
    return read(
        word_file(
            tmp_path / "alles.docx",
            body,
            p("tweedelichaam"),
            parts=PARTS,
            links={"h1": "https://example.org"},
            main=main,
            space=space,
        )
    )


def test_every_word_of_the_page_is_in_the_text_once_and_in_its_order(intake: Intake) -> None:
    places = [intake.text.find(word) for word in IN_TEXT]
    assert [word for word, place in zip(IN_TEXT, places, strict=True) if place < 0] == []
    assert [word for word in IN_TEXT if len(word) > 4 and intake.text.count(word) != 1] == []
    running = [
        place
        for word, place in zip(IN_TEXT, places, strict=True)
        if word not in ("kadertekst", "nakader", "veld", "✓", "☒")
    ]
    assert running == sorted(running)
    assert intake.text.index("nakader") < intake.text.index("kadertekst")


def test_the_whole_text_is_this(intake: Intake) -> None:
    assert intake.text == (
        "Koptekst\nlijsteen\nvoor\nna\nbreed\nhoog\tceleen\ngenest\tdiep\nerna\n\tceltwee\ncelkeuze\nregeleen\nregeltwee\tnatab\nnacr\n"
        "metnoot\nvoorkadernakader\nkadertekst\nblokkeuze\nregelkeuzeveld☒kortveld\nbesproken\ntoegevoegdverplaatst\n"
        "koppelingslimeigenformuleverborgenomgekeerdgrondtekst✓\ntweedelichaam\nvoetnoot\neindnoot"
    )


def test_what_stands_beside_the_text_is_marked_on_its_range(intake: Intake) -> None:
    marks = {(mark.kind, intake.text[mark.start : mark.end], mark.value) for mark in intake.marks}
    assert {
        ("heading", "Koptekst", "2"), ("comment", "besproken", "Vera Dam: opmerking"), ("link", "koppeling", "https://example.org"),
        ("box", "kadertekst", ""), ("footnote", "voetnoot", "2"), ("endnote", "eindnoot", "3"), ("table", "genest\tdiep", ""),
    } <= marks  # fmt: skip


def test_everything_else_is_named(intake: Intake) -> None:
    assert intake.left_out == (
        'header "bovenaan ookboven"', 'footer "onderaan"', "2 tracked deletions (2 words)",
        "automatic numbers or bullets of list items: 1", "embedded files: 1", "pictures: 1", "readings above signs (ruby): 1",
        "addresses of links that are not in the text: 1",
    )  # fmt: skip
    assert intake.changed == (
        "bodies read one after the other: 2", "hidden pieces of text read as visible: 1", "signs of the font Wingdings: 1",
        "tracked insertions read as accepted: 2",
    )  # fmt: skip
    assert {what: count for what, count in intake.kept.items() if what != "paragraphs"} == {
        "headings": 1, "tables": 2, "soft line breaks": 3, "text boxes": 1, "content controls": 4, "form fields": 1, "hyperlinks": 1,
        "footnotes": 1, "endnotes": 1, "comments": 1,
    }  # fmt: skip


def test_headers_and_footers_come_as_lines_at_the_end_on_request(tmp_path: Path) -> None:
    file = word_file(
        tmp_path / "kop.docx", p("Tekst"), parts={"header": p("Project Veldermond"), "footer": p("vertrouwelijk")}
    )
    intake = read_word(file, margins=True)
    assert intake.text == "Tekst\nProject Veldermond\nvertrouwelijk"
    assert {(mark.kind, intake.text[mark.start : mark.end]) for mark in intake.marks} == {
        ("header", "Project Veldermond"), ("footer", "vertrouwelijk"),
    }  # fmt: skip
    assert (intake.left_out, intake.kept["headers"], intake.kept["footers"]) == ((), 1, 1)


def test_a_file_made_by_python_docx_comes_in_whole(tmp_path: Path) -> None:
    import docx

    made = docx.Document()
    made.add_heading("Gesprek 3", level=1)
    said = made.add_paragraph("Interviewer: ")
    run = said.add_run("Hoe kiezen jullie?")
    made.add_comment(run, text="Open vraag", author="Vera Dam", initials="VD")
    made.add_paragraph("een", style="List Number")
    grid = made.add_table(rows=2, cols=2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "samengevoegd"
    grid.cell(1, 0).text, grid.cell(1, 1).text = "links", "rechts"
    made.sections[0].header.paragraphs[0].text = "Project Veldermond"
    made.add_page_break()
    made.add_paragraph("slot")
    made.save(str(tmp_path / "gesprek.docx"))
    intake = read(tmp_path / "gesprek.docx")
    assert intake.text == "Gesprek 3\nInterviewer: Hoe kiezen jullie?\neen\nsamengevoegd\nlinks\trechts\n\n\nslot"
    comment = next(mark for mark in intake.marks if mark.kind == "comment")
    assert (intake.text[comment.start : comment.end], comment.value) == ("Hoe kiezen jullie?", "Vera Dam: Open vraag")
    assert intake.left_out == (
        'header "Project Veldermond"', "automatic numbers or bullets of list items: 1",
    )  # fmt: skip
