"""What was written beside a text comes along on its words: by whom, when, whether it was resolved, and the replies to it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest

from qualcode.readers import Comment, read
from qualcode.readers.docx import read as read_word
from qualcode.readers.intake import beside
from tests.readers.words import p, r, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.readers import Intake


def start(key: int) -> str:
    return f'<w:commentRangeStart w:id="{key}"/>'


def end(key: int) -> str:
    return f'<w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'


def comment(key: int, author: str, *lines: str, date: str = "") -> str:
    """A comment whose last paragraph has the id A0<key>."""
    said = "".join(p(line) for line in lines[:-1]) + p(lines[-1]).replace("<w:p>", f'<w:p w14:paraId="A0{key}">')
    when = f' w:date="{date}"' if date else ""
    return f'<w:comment w:id="{key}" w:author="{author}"{when}>{said}</w:comment>'


def told(intake: Intake) -> list[tuple[str | None, str, str]]:
    """The words that each comment stands beside, who wrote it, and what it says."""
    return [(None if c.start is None else intake.text[c.start : c.end], c.author, c.text) for c in intake.comments]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.docx"


def test_a_comment_stands_on_its_words_over_paragraphs_in_cells_and_in_notes(file: Path) -> None:
    body = (
        p("Voor ", start(1), r("wij kiezen")) + p(r("zelf een taak"), end(1), r(" meestal"))
        + table(("links", p(start(2), r("rechts"), end(2))))
        + p("met noot", '<w:r><w:footnoteReference w:id="5"/></w:r>')
        + p("Hier", '<w:r><w:commentReference w:id="4"/></w:r>', r(" ergens"))
    )  # fmt: skip
    parts = {
        "footnotes": f'<w:footnote w:id="5">{p("Zie ", start(3), r("het plan"), end(3), ".")}</w:footnote>',
        "comments": "".join([
            comment(1, "Vera Dam", "Wie", "zijn wij?", date="2024-05-14T10:33:00Z"), comment(2, "A.", "cel"), comment(3, "A.", "noot"),
            comment(4, "A.", "een punt"), comment(9, "A.", "nergens"),
        ]),
    }  # fmt: skip
    intake = read(word_file(file, body, parts=parts))
    assert told(intake) == [
        ("wij kiezen\nzelf een taak", "Vera Dam", "Wie\nzijn wij?"), ("rechts", "A.", "cel"), ("het plan", "A.", "noot"),
        ("Hier ergens", "A.", "een punt"), (None, "A.", "nergens"),
    ]  # fmt: skip
    assert intake.comments[0].created == "2024-05-14T10:33:00Z"
    assert (intake.kept["comments"], intake.left_out) == (5, ())


def test_a_reply_stands_with_the_comment_that_it_answers_and_resolved_ones_say_so(file: Path) -> None:
    body = p(start(1), r("Wij kiezen."), end(1), r(" Zij "), start(3), r("niet"), end(3))
    extended = (
        '<w15:commentEx w15:paraId="A01" w15:done="1"/><w15:commentEx w15:paraId="A02" w15:paraIdParent="A01" w15:done="0"/>'
        '<w15:commentEx w15:paraId="A03" w15:done="0"/>'
    )
    comments = comment(1, "A.", "Wie?", "Wanneer?") + comment(2, "B.", "De groep.") + comment(3, "B.", "Klopt dit?")
    intake = read(word_file(file, body, parts={"comments": comments, "commentsExtended": extended}))
    assert intake.comments == (
        Comment("A.", "Wie?\nWanneer?", 0, 11, resolved=True),
        Comment("B.", "De groep.", 0, 11, resolved=True, reply_to=0),
        Comment("B.", "Klopt dit?", 16, 20),
    )


def test_a_comment_on_words_that_were_deleted_stays_on_its_line_and_one_without_words_is_named(file: Path) -> None:
    body = p("Wij ", f"<w:del>{start(1)}<w:r><w:delText>nooit</w:delText></w:r>{end(1)}</w:del>", "kiezen.")
    comments = comment(1, "A.", "weg?") + '<w:comment w:id="2" w:author="A."><w:p/></w:comment>'
    intake = read(word_file(file, body, parts={"comments": comments}))
    assert told(intake) == [("Wij kiezen.", "A.", "weg?")]
    assert intake.left_out == ("1 tracked deletion (1 word)", "comments without words: 1")


def test_comments_in_headers_come_along_where_headers_do(file: Path) -> None:
    parts = {"header": p(start(1), r("Veldermond"), end(1)), "comments": comment(1, "A.", "welk?")}
    assert told(read(word_file(file, p("Tekst"), parts=parts))) == [(None, "A.", "welk?")]
    assert told(read_word(file, margins=True)) == [("Veldermond", "A.", "welk?")]


def test_comments_made_by_python_docx_have_author_and_date(file: Path) -> None:
    made = docx.Document()
    runs = [made.add_paragraph("I: Hoe?").runs[0], made.add_paragraph("R: Zelf.").runs[0]]
    made.add_comment(runs, text="Open vraag", author="Vera Dam", initials="VD")
    made.save(str(file))
    intake = read(file)
    assert told(intake) == [("I: Hoe?\nR: Zelf.", "Vera Dam", "Open vraag")]
    assert intake.comments[0].created[:2] == "20"


def test_comments_of_rich_text_have_their_words_author_and_date(tmp_path: Path) -> None:
    packed = 33 | 14 << 6 | 14 << 11 | 5 << 16 | 124 << 20
    body = (
        r"Wij {\*\atrfstart 7}kiezen zelf{\*\atrfend 7}{\*\atnid V}{\*\atnauthor Vera}\chatn{\*\annotation{\*\atnref 7}{\*\atndate "
        rf"{packed}}}Waarom?\par Echt?}} vaak.{{\footnote\pard Zie het {{\*\atrfstart 8}}plan{{\*\atrfend 8}}{{\*\atnauthor Vera}}\chatn"
        r"{\*\annotation{\*\atnref 8}Welk?}.}\par Verder"
    )
    (tmp_path / "a.rtf").write_text(r"{\rtf1\ansi " + body + "}")
    intake = read(tmp_path / "a.rtf")
    assert intake.text == "Wij kiezen zelf vaak.\nVerder\nZie het plan."
    assert intake.comments == (
        Comment("Vera", "Waarom?\nEcht?", 4, 15, "2024-05-14T14:33"), Comment("Vera", "Welk?", 37, 41),
    )  # fmt: skip


def test_comments_of_libreoffice_text_have_replies_and_resolutions(tmp_path: Path) -> None:
    spaces = (
        'xmlns:office="o" xmlns:text="t" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="l" xmlns:style="s"'
    )
    first = '<office:annotation office:name="c1" loext:resolved="true"><dc:creator>A.</dc:creator><dc:date>2024-05-14T10:33:00</dc:date><text:p>Waarom?</text:p></office:annotation>'
    reply = '<office:annotation office:name="c2" loext:parent-name="c1"><dc:creator>B.</dc:creator><text:p>Daarom.</text:p></office:annotation>'
    body = f'<text:p>Wij {first}kiezen<office:annotation-end office:name="c1"/>{reply}<office:annotation-end office:name="c2"/>.</text:p>'
    with ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    assert read(tmp_path / "a.odt").comments == (
        Comment("A.", "Waarom?", 4, 10, "2024-05-14T10:33:00", resolved=True), Comment("B.", "Daarom.", 4, 10, reply_to=0),
    )  # fmt: skip


def test_words_beside_a_comment_are_taken_without_white_space_and_a_point_is_its_line() -> None:
    assert beside("Ja.\n Nee. \n", 3, 10) == (5, 9)
    assert beside("Ja.\n Nee. \n", 4, 5) == (5, 9)
    assert beside("Ja.\n\n", 4, 5) == (None, None)
