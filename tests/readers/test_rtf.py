"""Rich text: the talk in its order and its own code pages; what is no talk is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from qualcode.readers import Mark
from tests.readers.talk import taken

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset238 Times;}{\f2\fmodern\fcharset128 Gothic;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s3\b heading 2;}}{\info{\title Geheim}{\author A.}}{\*\generator Msftedit;}"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.rtf"


def text_of(file: Path, body: str | bytes) -> str:
    return taken(file, HEAD.encode() + (body if isinstance(body, bytes) else body.encode("cp1252")) + b"}")[0].text


def test_a_transcript_gives_its_speakers_and_times(file: Path) -> None:
    body = r"\pard\b Interviewer:\b0  Hoe kiezen jullie? #00:00:12-5#\par R1: Zelf, co\'f6rdinatie.\line Meestal. #00:01:02-0#\par"
    _, turns = taken(file, HEAD + body + "}")
    assert turns == [("Interviewer", "Hoe kiezen jullie?", 12.5), ("R1", "Zelf, coördinatie.\nMeestal.", 62.0)]


def test_code_pages_of_fonts_unicode_with_its_fallback_and_pairs_become_their_letters(file: Path) -> None:
    assert text_of(file, rb"{\f0 \'e9}{\f1 \'e6}{\f2 \'93\'fa\'96\'7b}") == "éć日本"
    unicode = r"a\u233?b\u-3913?c{\uc2\u8364 \'80xd}\uc0\u233e\uc1 \u55357?\u56832?!"
    assert text_of(file, unicode) == "aéb\uf0b7c€dée😀!"
    assert (
        text_of(file, r"\ldblquote ja\rdblquote  \lquote s\rquote  \endash  \emdash  \bullet  50\~% \{x\} \\")
        == "“ja” ‘s’ – — • 50\u00a0% {x} \\"
    )


def test_signs_for_joining_are_read_as_in_word_files(file: Path) -> None:
    intake, _ = taken(file, HEAD + r"e\_mail\-tje\tab x}")
    assert intake.text == "e-mailtje\tx"
    assert intake.changed == ("no-break hyphens written as -: 1", "optional hyphens left out: 1")


def test_rows_have_tabs_between_cells_and_line_ends_after_them(file: Path) -> None:
    body = r"Voor\par\trowd\cellx1\cellx2\pard\intbl I\cell Hoe?\cell\row\trowd\pard\intbl R\cell Zelf.\par Ja.\cell\row\pard Na"
    assert text_of(file, body) == "Voor\nI\tHoe?\nR\tZelf.\nJa.\nNa"


def test_headings_and_bold_words_are_marked(file: Path) -> None:
    intake, _ = taken(file, HEAD + r"\pard\s3 Thema\par\pard Een {\b vet} woord\par\pard\outlinelevel0 Kop\par}")
    assert set(intake.marks) == {Mark("heading", 0, 5, "2"), Mark("bold", 10, 13), Mark("heading", 20, 23, "1")}


def test_notes_stand_at_the_end_comments_beside_and_boxes_after_their_paragraph(file: Path) -> None:
    body = (
        r"Regie{\footnote\pard Zie plan.}{\footnote\ftnalt\pard Gesprek 2.}{\*\atnid A}{\*\atnauthor Vera}\chatn{\*\annotation\pard Waarom?} is lastig"
        r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard In de kader\par}}{\shprslt{\pict 0102}}}.\par Verder"
    )
    intake, _ = taken(file, HEAD + body + "}")
    assert intake.text == "Regie is lastig.\nIn de kader\nVerder\nZie plan.\nGesprek 2."
    kinds = {(mark.kind, intake.text[mark.start : mark.end]) for mark in intake.marks}
    assert {("box", "In de kader"), ("footnote", "Zie plan."), ("endnote", "Gesprek 2."), ("comment", "Regie")} <= kinds
    assert intake.left_out == ("pictures: 1",)


def test_tracked_changes_hidden_text_margins_and_list_numbers_are_named(file: Path) -> None:
    body = (
        r"{\header\pard Project Veldermond}{\footerf\pard }Wij {\revised kiezen }{\deleted bepalen toch }samen{\v  stil}.\par"
        r"{\pntext\f0 1.\tab}punt{\field{\*\fldinst HYPERLINK x}{\fldrslt  link}}{\pict\wmetafile8 0102ff}{\*\onbekend weg}"
    )
    intake, _ = taken(file, HEAD + body + "}")
    assert intake.text == "Wij kiezen samen stil.\npunt link"
    assert intake.changed == ("hidden pieces of text read as visible: 1", "tracked insertions read as accepted: 1")
    assert intake.left_out == (
        'header "Project Veldermond"', "tracked deletions: 1 (2 words)", "automatic numbers or bullets of list items: 1", "pictures: 1",
    )  # fmt: skip


def test_tables_within_tables_old_boxes_and_words_written_twice_are_read_once(file: Path) -> None:
    inner = r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    body = rf"\trowd\pard\intbl\itap1 a\cell {inner}{inner} b\cell\row\pard {{\upr{{jaa}}{{\*\ud{{j\u224?}}}}}}\par"
    body += r"{\*\do\dptxbx{\dptxbxtext\pard oud kader\par}}{\shp{\*\shpinst{\shptxt nieuw\par}}{\shprslt{\*\do{\dptxbxtext nieuw}}}}na\par"
    intake, _ = taken(file, HEAD + body + "}")
    assert intake.text == "a\tx\ty\nx\ty\n b\njà\nna\noud kader\nnieuw"
    assert intake.kept["text boxes"] == 2


def test_raw_bytes_and_what_follows_the_end_are_no_talk(file: Path) -> None:
    intake, _ = taken(file, HEAD.encode() + b"Een{\\pict\\bin5 {}{}\\} twee}" + b"rommel na het einde")
    assert intake.text == "Een twee"


def test_a_file_that_is_cut_off_gives_what_is_there_or_a_sentence(file: Path) -> None:
    whole = (HEAD + r"Een \b woord en nog een woord\par}").encode()
    assert taken(file, whole[: len(HEAD) + 20])[0].text == "Een woord en nog "
    with pytest.raises(Unreadable, match="holds no text"):
        taken(file, whole[:200])


@pytest.mark.parametrize(
    ("data", "why"), [(b"", "is empty"), (b"gewone tekst", "no rich text"), (b"PK\x03\x04", "no rich text"), (b"{\\rtf1}", "holds no text"),
                      (b"{\\rtf1" + b"{" * 5_000, "nested deeper")]
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(file: Path, data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        taken(file, data)
