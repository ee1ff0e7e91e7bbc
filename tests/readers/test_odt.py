"""LibreOffice text: everything that a reader of the page sees comes in, in order; what does not is named."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from qualcode.readers import Comment, Mark, read
from qualcode.transcripts import find_turns

if TYPE_CHECKING:
    from pathlib import Path

_OF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_OF}{name}:1.0"' for name in ("office", "text", "table", "style", "meta")) + (
    f' xmlns:draw="{_OF}drawing:1.0" xmlns:fo="{_OF}xsl-fo-compatible:1.0" xmlns:svg="{_OF}svg-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
STYLES = (
    '<style:style style:name="Vet" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="VetKind" style:family="text" style:parent-style-name="Vet"/>'
    '<style:style style:name="Rond" style:parent-style-name="Rond"/>'
)


def odt(path: Path, body: str, *, margins: str = "", manifest: str = "<manifest/>") -> Path:
    """A LibreOffice file with this body; `margins` stands in its master page."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {_SPACES}><style:master-page>{margins}</style:master-page></office:document-styles>",
        )
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def p(inside: str) -> str:
    return f"<text:p>{inside}</text:p>"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.odt"


def test_paragraphs_headings_breaks_tabs_and_written_spaces(file: Path) -> None:
    body = (
        '<text:h text:outline-level="2">Thema</text:h>' + p("Een\n   zin,<text:tab/>met<text:s text:c='3'/>ruimte<text:line-break/>en 😀.")
        + p("") + "<text:section>" + p("Na<text:soft-page-break/> de pagina") + "</text:section>"
    )  # fmt: skip
    intake = read(odt(file, body))
    assert intake.text == "Thema\nEen zin,\tmet   ruimte\nen 😀.\n\nNa de pagina"
    assert Mark("heading", 0, 5, "2") in intake.marks
    assert intake.kept == {"paragraphs": 3, "headings": 1, "soft line breaks": 1}


def test_bold_words_are_marked_also_by_an_inherited_style_and_labels_are_found(file: Path) -> None:
    line = '<text:span text:style-name="{}">{}</text:span>'
    body = "".join(
        p(line.format(style, who) + talk)
        for style, who, talk in [("Vet", "Interviewer", " Hoe?"), ("VetKind", "Docent 2", " Zelf."), ("Vet", "Interviewer", " Ja?"), ("Rond", "Los", " woord")]
    )  # fmt: skip
    intake = read(odt(file, body))
    assert [intake.text[mark.start : mark.end] for mark in intake.marks if mark.kind == "bold"] == [
        "Interviewer",
        "Docent 2",
        "Interviewer",
    ]
    assert find_turns(intake.text, intake.marks).labels == {"Interviewer": 2, "Docent 2": 1}


def test_tables_come_row_by_row_with_heads_covered_cells_and_tables_within(file: Path) -> None:
    def row(*cells: str) -> str:
        inside = "".join(
            cell if cell.startswith("<table:covered") else f"<table:table-cell>{cell}</table:table-cell>"
            for cell in cells
        )
        return f"<table:table-row>{inside}</table:table-row>"

    inner = f"<table:table>{row(p('x'), p('y'))}</table:table>"
    body = p("Voor") + (
        f"<table:table><table:table-column/><table:table-header-rows>{row(p('Wie'), p('Wat'))}</table:table-header-rows>"
        f"{row(p('I') + p('II'), inner)}{row(p('breed'), '<table:covered-table-cell/>')}</table:table>"
    )
    intake = read(odt(file, body + p("Na")))
    assert intake.text == "Voor\nWie\tWat\nI\nII\tx\ty\nbreed\t\nNa"
    assert intake.kept["tables"] == 2
    assert Mark("row", 5, 12) in intake.marks


def test_lists_links_fields_and_unknown_elements_keep_their_words(file: Path) -> None:
    item = f"<text:list-item>{p('een')}<text:list><text:list-item>{p('twee')}</text:list-item></text:list></text:list-item>"
    body = (
        f"<text:list>{item}</text:list>"
        + p(
            '<text:a xlink:href="https://example.org">de site</text:a> op <text:date>14 juni</text:date> <text:nieuw>nieuw</text:nieuw>'
        )
        + f"<text:table-of-content><text:table-of-content-source/><text:index-body>{p('Inhoud')}</text:index-body></text:table-of-content>"
    )
    intake = read(odt(file, body))
    assert intake.text == "een\ntwee\nde site op 14 juni nieuw\nInhoud"
    assert Mark("link", 9, 16, "https://example.org") in intake.marks
    assert intake.left_out == (
        "automatic numbers or bullets of list items: 2",
        "addresses of links that are not in the text: 1",
    )


def test_notes_stand_at_the_end_comments_beside_and_boxes_after_their_paragraph(file: Path) -> None:
    note = '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>'
    comment = '<office:annotation office:name="c1"><dc:creator>A.</dc:creator><text:p>Waarom</text:p><text:p>dit?</text:p></office:annotation>'
    box = f"<draw:frame><draw:text-box>{p('kader')}</draw:text-box></draw:frame><draw:custom-shape>{p('vorm')}</draw:custom-shape><draw:custom-shape/>"
    body = (
        f"<draw:frame><draw:text-box>{p('aan de pagina')}</draw:text-box></draw:frame>"
        + p(f"Regie{note.format('endnote', p('Gesprek 2.'))}{comment} is lastig<office:annotation-end office:name='c1'/>{box}{note.format('footnote', p('Zie plan.'))}.")
        + p("Verder")
    )  # fmt: skip
    intake = read(odt(file, body))
    assert intake.text == "aan de pagina\nRegie is lastig.\nkader\nvorm\nVerder\nZie plan.\nGesprek 2."
    assert Mark("comment", 20, 29, "A.: Waarom dit?") in intake.marks
    assert {mark.kind for mark in intake.marks} >= {
        "footnote",
        "endnote",
        "footnote reference",
        "endnote reference",
        "box",
    }
    assert intake.comments == (Comment("A.", "Waarom\ndit?", 20, 29),)
    assert (intake.kept["comments"], intake.left_out) == (1, ())


def test_tracked_changes_margins_and_pictures_are_named(file: Path) -> None:
    change = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        + p("drie woorden weg")
        + "</text:deletion></text:changed-region>"
        "<text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    body = change + p(
        "Wij <text:change-start/>kiezen<text:change-end/> <text:change/>samen.<draw:frame><draw:image/></draw:frame>"
    )
    intake = read(
        odt(
            file,
            body,
            margins=f"<style:header>{p('Project Veldermond')}</style:header><style:footer>{p('')}</style:footer>",
        )
    )
    assert intake.text == "Wij kiezen samen."
    assert intake.changed == ("tracked insertions read as accepted: 1",)
    assert intake.left_out == ("tracked deletions: 1 (3 words)", "pictures: 1", 'header "Project Veldermond"')


def test_a_locked_file_a_sheet_and_something_else_are_told_by_their_cause(file: Path) -> None:
    cases = {
        "locked with a password": lambda: odt(file, p("x"), manifest="<m><encryption-data/></m>"),
        "no LibreOffice text": lambda: file.write_bytes(b"gewone tekst"),
        "is empty": lambda: file.write_bytes(b""),
        "holds no text": lambda: odt(file, p("")),
        "is damaged": lambda: odt(file, "<text:p>"),
    }
    for why, make in cases.items():
        make()
        with pytest.raises(Unreadable, match=why) as caught:
            read(file)
        assert "\n" not in str(caught.value)


def test_a_document_type_is_refused(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "boem">]><a>&b;</a>')
    with pytest.raises(Unreadable, match="declares a document type"):
        read(file)
