"""How much of a file's own text reached the document is counted without its reader."""

from __future__ import annotations

from zipfile import ZipFile

import docx
import pytest

from qualcode.readers import read
from qualcode.readers.share import share


@pytest.fixture
def interview(tmp_path):
    """A Word file with a body, a table, a header and a word that is cut over two runs."""
    made = docx.Document()
    line = made.add_paragraph("R1: Zij kiezen zelf met de week")
    line.add_run("taak").bold = True
    table = made.add_table(1, 2)
    table.rows[0].cells[0].text = "Groep acht"
    table.rows[0].cells[1].text = "Rekenen & taal"
    made.sections[0].header.paragraphs[0].text = "Vertrouwelijk verslag"
    made.save(tmp_path / "gesprek.docx")
    return tmp_path / "gesprek.docx"


def test_all_of_a_word_file_but_its_header_reached_the_text_and_the_header_is_named(interview):
    found = share(interview, read(interview).text)
    assert found is not None
    assert (found.words, round(found.share * found.words)) == (13, 11)
    assert found.missing == ('2 words of header: "Vertrouwelijk verslag"',)


def test_a_table_that_a_reader_had_lost_would_be_told(interview):
    without = read(interview).text.replace("Groep acht", "").replace("Rekenen & taal", "")
    found = share(interview, without)
    assert found is not None
    assert found.share == pytest.approx(7 / 13)
    assert found.missing[0] == '4 words of body: "Groep acht Rekenen taal"'


def test_a_word_that_stands_twice_in_the_file_and_once_in_the_text_is_missing_once(tmp_path):
    (tmp_path / "a.txt").write_text("ja nee ja", encoding="utf-8")
    found = share(tmp_path / "a.txt", "ja nee")
    assert found is not None
    assert found.missing == ('1 word of text: "ja"',)


def test_what_an_older_word_shows_for_a_box_is_counted_once(tmp_path, interview):
    with ZipFile(interview) as old, ZipFile(tmp_path / "twee.docx", "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "word/document.xml":
                data = data.replace(b"</w:body>", b"<mc:Fallback><w:t>weektaak</w:t></mc:Fallback></w:body>")
            new.writestr(part, data)
    one, other = (share(path, read(interview).text) for path in (interview, tmp_path / "twee.docx"))
    assert one == other


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_a_text_in_any_encoding_reaches_the_document_whole(tmp_path, encoding):
    text = "I: Waarom één taak?\nR: Omdat het “zó” beter gaat, zei ze geïrriteerd.\n"
    (tmp_path / "t.txt").write_bytes(text.encode(encoding))
    found = share(tmp_path / "t.txt", text)
    assert found is not None
    assert (found.share, found.missing) == (1.0, ())


def test_a_format_that_is_not_counted_has_no_share(tmp_path):
    (tmp_path / "t.eigen").write_text("een twee")
    assert share(tmp_path / "t.eigen", "x") is None


def test_parts_of_a_word_are_not_missing_where_the_whole_word_is_in_the_text_and_not_in_the_file(tmp_path):
    (tmp_path / "t.txt").write_text("de verant in kolom een woordelijkheid en de rest", encoding="utf-8")
    found = share(tmp_path / "t.txt", "de verantwoordelijkheid in kolom een en de")
    assert found is not None
    assert found.missing == ('1 word of text: "rest"',)
