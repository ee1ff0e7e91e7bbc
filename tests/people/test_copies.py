"""Pseudonymised copies: a name split over runs is found, everything else stays, and no original is written over."""

from __future__ import annotations

import io
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import CallError, MissingExtra, Unreadable
from qualcode.people.copies import apply
from qualcode.people.key import Key, Name, load, save
from qualcode.people.matching import Matcher
from qualcode.people.packages import rewrite
from qualcode.people.searching import search
from qualcode.readers import read
from qualcode.readers.sheets import read_sheet

KEY = Key(
    (
        Name("Sanne de Wit", "Leraar 1"),
        Name("De Lindeboog", "School 1", "school"),
        Name("612345678", "[nummer 1]", "other"),
    )
)


def word(path, lines: list[list[str]], *, author: str = "") -> None:
    """A Word file: each line a list of runs, the first of them bold."""
    made = docx.Document()
    for runs in lines:
        paragraph = made.add_paragraph()
        for number, run in enumerate(runs):
            paragraph.add_run(run).bold = number == 0
    made.core_properties.author = author
    made.save(path)


def test_a_name_split_over_runs_is_replaced_where_it_begins_and_the_rest_stays(tmp_path):
    word(
        tmp_path / "a.docx",
        [["Interviewer: ", "Dag ", "San", "ne d", "e Wit, hoe", " is het?"], ["R1: ", "Goed."]],
        author="Sanne de Wit",
    )
    done = apply([tmp_path / "a.docx"], KEY, tmp_path / "uit")
    copy = docx.Document(tmp_path / "uit" / "a.docx")
    assert [run.text for run in copy.paragraphs[0].runs] == [
        "Interviewer: ",
        "Dag ",
        "Leraar 1",
        "",
        ", hoe",
        " is het?",
    ]
    assert [run.bold for run in copy.paragraphs[0].runs] == [True, False, False, False, False, False]
    assert copy.paragraphs[1].text == "R1: Goed."
    assert copy.core_properties.author == "Leraar 1"
    assert done.files[0].counts == {"Leraar 1": 2}


@given(
    st.lists(
        st.sampled_from(
            ["Sanne", "de", "Wit", "Lindeboog", "DE WIT,", "ja", "\t", "Sannes", "wit", "x_sanne", "612345678"]
        ),
        max_size=8,
    ),
    st.lists(st.integers(0, 60), max_size=8),
)
def test_however_a_line_is_split_over_runs_it_reads_as_its_text_after_replacing(words, cuts):
    line = " ".join(words)
    places = sorted({0, len(line), *(cut for cut in cuts if cut < len(line))})
    made = docx.Document()
    paragraph = made.add_paragraph()
    for start, end in pairwise(places):
        paragraph.add_run(line[start:end])
    data = io.BytesIO()
    made.save(data)
    done = rewrite(data.getvalue(), Path("a.docx"), Matcher(KEY))
    read = docx.Document(io.BytesIO(done.data)).paragraphs[0].text
    wanted = Matcher(KEY).replace(line).text
    assert "".join(read.split()) == "".join(wanted.split())
    if "\t" not in line:  # a tab within a name is an element of its own in Word, and stays behind the pseudonym
        assert read == wanted


def test_tables_headers_notes_comments_and_links_of_a_word_file_are_gone_through(tmp_path):
    made = docx.Document()
    made.add_table(1, 2).cell(0, 1).text = "Sanne"
    made.sections[0].header.paragraphs[0].text = "Gesprek met Sanne de Wit"
    paragraph = made.add_paragraph("Een opmerking")
    made.add_comment(paragraph.runs, text="is dit Sanne?", author="Sanne de Wit", initials="SW")
    made.part.relate_to(
        "mailto:sanne@lindeboog.example",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    made.save(tmp_path / "a.docx")
    apply([tmp_path / "a.docx"], KEY, tmp_path / "uit")
    with zipfile.ZipFile(tmp_path / "uit" / "a.docx") as package:
        everything = b"".join(package.read(name) for name in package.namelist()).lower()
    assert b"sanne" not in everything
    assert b"lindeboog" not in everything
    assert search([tmp_path / "uit" / "a.docx"], KEY).found == []
    assert docx.Document(tmp_path / "uit" / "a.docx").tables[0].cell(0, 1).text == "Leraar 1"


def test_cells_of_a_workbook_are_replaced_and_numbers_and_formulas_stay(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "personen.xlsx") as book:
        sheet = book.add_worksheet("Sanne de Wit")
        sheet.write_row(0, 0, ["person", "school", "telefoon", "aantal"])
        sheet.write_row(1, 0, ["Sanne", "De Lindeboog", 612345678, 12])
        sheet.write_formula(2, 3, "=D2*2", value=24)
    done = apply([tmp_path / "personen.xlsx"], KEY, tmp_path / "uit")
    rows = read_sheet(tmp_path / "uit" / "personen.xlsx").rows
    assert dict(rows[0].values) == {
        "person": "Leraar 1",
        "school": "School 1",
        "telefoon": "[nummer 1]",
        "aantal": "12",
    }
    assert rows[1].values["aantal"] == "24"
    assert sum(done.counts.values()) >= 4
    assert search([tmp_path / "uit" / "personen.xlsx"], KEY).found == []


def test_a_libreoffice_text_is_gone_through(tmp_path):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        "<text:p>Dag San<text:span>ne de</text:span> Wit<text:s/>en dag.</text:p></office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("content.xml", content)
    apply([tmp_path / "a.odt"], KEY, tmp_path / "uit")
    with zipfile.ZipFile(tmp_path / "uit" / "a.odt") as package:
        assert b"<text:p>Dag Leraar 1<text:span></text:span><text:s/>en dag.</text:p>" in package.read("content.xml")


def test_names_of_files_and_the_sheets_that_name_them_stay_in_step(tmp_path):
    (tmp_path / "rauw").mkdir()
    (tmp_path / "rauw" / "sanne_de_wit-begin.txt").write_text("I: Dag Sanne.\n", encoding="utf-8")
    (tmp_path / "documents.csv").write_text("file;case\nrauw/sanne_de_wit-begin.txt;lindeboog\n", encoding="utf-8")
    apply([tmp_path / "rauw", tmp_path / "documents.csv"], KEY, tmp_path / "uit")
    assert (tmp_path / "uit" / "Leraar-1-begin.txt").read_text(encoding="utf-8") == "I: Dag Leraar 1.\n"
    assert "rauw/Leraar-1-begin.txt;" in (tmp_path / "uit" / "documents.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(("encoding", "ends"), [("cp1252", "\r\n"), ("utf-8-sig", "\n"), ("utf-16", "\r\n")])
def test_encoding_and_line_ends_of_a_text_stay(tmp_path, encoding, ends):
    text = ends.join(["I: Één vraag, Sanne?", "R: Ja, “prima”.", ""])
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (tmp_path / "b.txt").write_bytes(text.replace("Sanne", "juf").encode(encoding))
    apply([tmp_path / "a.txt", tmp_path / "b.txt"], KEY, tmp_path / "uit")
    assert (tmp_path / "uit" / "a.txt").read_bytes() == text.replace("Sanne", "Leraar 1").encode(encoding)
    assert (tmp_path / "uit" / "b.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()


def test_nothing_that_stands_is_written_over_and_doing_it_again_is_no_fault(tmp_path):
    (tmp_path / "a.txt").write_text("Sanne", encoding="utf-8")
    with pytest.raises(CallError, match="folder of the originals"):
        apply([tmp_path / "a.txt"], KEY, tmp_path)
    apply([tmp_path / "a.txt"], KEY, tmp_path / "uit")
    assert apply([tmp_path / "a.txt"], KEY, tmp_path / "uit").failed == ()
    (tmp_path / "uit" / "a.txt").write_text("bijgewerkt", encoding="utf-8")
    again = apply([tmp_path / "a.txt"], KEY, tmp_path / "uit")
    assert "stands there with other content" in again.failed[0].problem
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "Sanne"


def test_what_cannot_be_rewritten_is_named_and_the_others_are_written(tmp_path):
    (tmp_path / "a.txt").write_text("Sanne", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 ...")
    done = apply([tmp_path / "*.*"], KEY, tmp_path / "uit")
    assert [one.problem[:29] for one in done.failed] == ["a PDF cannot be rewritten: give the text"[:29]]
    assert str(done).endswith("1 written, 1 not; 1 names replaced.")


def test_the_example_without_its_schools_reads_as_its_text_does_after_replacing(study, tmp_path):
    key = Key((Name("Het Wisselspoor", "School 1", "school"), Name("De Vuurkorf", "School 2", "school")))
    files = sorted((study.parent / "interviews").glob("w*.docx"))[:4]
    done = apply(files, key, tmp_path / "uit")
    for file, one in zip(files, done.files, strict=True):
        assert read(one.copy).text == Matcher(key).replace(read(file).text).text
        assert read(one.copy).marks  # headings and bold labels are still there
    assert search([one.copy for one in done.files], key).found == []


def test_a_key_is_read_as_it_was_written_and_by_its_owner_alone(tmp_path):
    key = Key(
        (Name("Sanne de Wit", "Leraar 1", "person", ("San", "Sannie"), 3, "voornaam", "… dag Sanne …"), Name("Wil", ""))
    )
    save(key, tmp_path / "key.csv")
    assert [(n.name, n.pseudonym, n.kind, n.variants) for n in load(tmp_path / "key.csv").names] == [
        ("Sanne de Wit", "Leraar 1", "person", ("San", "Sannie")),
        ("Wil", "", "person", ()),
    ]
    assert (tmp_path / "key.csv").stat().st_mode & 0o077 == 0
    assert load(tmp_path / "key.csv").sign == key.sign


def test_an_encrypted_key_without_its_extra_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(MissingExtra, match=r"pip install 'qualcode\[encrypted\]'"):
        save(KEY, tmp_path / "key.keydb")


def test_an_encrypted_key_opens_with_its_password_only(tmp_path, monkeypatch):
    pytest.importorskip("sqlcipher3", reason="the extra “encrypted” is not installed")
    monkeypatch.setenv("QUALCODE_KEY_PASSWORD", "geheim 'woord'")
    save(KEY, tmp_path / "key.keydb")
    assert b"Sanne" not in (tmp_path / "key.keydb").read_bytes()
    assert load(tmp_path / "key.keydb").names[0].name == "Sanne de Wit"
    save(KEY.with_more([Name("Wil", "Ouder 1")]), tmp_path / "key.keydb")
    assert len(load(tmp_path / "key.keydb").names) == 4
    monkeypatch.setenv("QUALCODE_KEY_PASSWORD", "anders")
    with pytest.raises(Unreadable, match="password"):
        load(tmp_path / "key.keydb")
    monkeypatch.delenv("QUALCODE_KEY_PASSWORD")
    with pytest.raises(CallError, match="QUALCODE_KEY_PASSWORD"):
        load(tmp_path / "key.keydb")
