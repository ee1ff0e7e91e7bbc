"""What a text keeps of its file: pages with their numbers; headers and footers where they are wanted."""

from __future__ import annotations

import docx
import pytest

from qualcode.project import Project
from qualcode.readers import read
from tests.readers.test_pdf import page, pdf
from tests.readers.words import p, word_file


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "studie.qualcode") as project:
        yield project


def test_pages_of_a_report_are_kept_with_their_stretch_of_text(project, tmp_path):
    lines = ("Zij kiezen zelf hun werk.", "De raad besluit in mei.")
    project.add_documents(pdf(tmp_path / "verslag.pdf", *(page((70, 700, line)) for line in lines)))
    pages = project.pages()
    text = project.text(project.documents()["document"][0])
    assert list(pages.columns) == ["document", "number", "printed", "start", "end", "has_text"]
    assert pages["number"].tolist() == [1, 2]
    assert [text[row.start : row.end].strip() for row in pages.itertuples()] == list(lines)
    assert pages["printed"].tolist() == [one.printed for one in read(tmp_path / "verslag.pdf").pages]


def test_documents_without_pages_have_none(project, tmp_path):
    (tmp_path / "a.txt").write_text("I: Hoe?\nR: Zelf.\n")
    project.add_documents(tmp_path / "a.txt")
    assert len(project.pages()) == 0


def test_headers_and_footers_come_on_request_else_they_are_named(project, tmp_path):
    parts = {"header": p("Project Veldermond"), "footer": p("vertrouwelijk")}
    word_file(tmp_path / "met.docx", p("Tekst een"), parts=parts)
    word_file(tmp_path / "zonder.docx", p("Tekst twee"), parts=parts)
    named = project.add_documents(tmp_path / "zonder.docx").files[0]
    assert named.left_out == ('header "Project Veldermond"', 'footer "vertrouwelijk"')
    taken = project.add_documents(tmp_path / "met.docx", heads=True).files[0]
    assert (taken.left_out, taken.share, taken.kept["headers"]) == ((), 1.0, 1)
    assert project.text(taken.document) == "Tekst een\nProject Veldermond\nvertrouwelijk"


def test_a_corrected_file_is_read_with_its_headers_where_the_first_was(project, tmp_path):
    for name, text in (("a", "Tekst"), ("b", "Betere tekst")):
        word_file(tmp_path / f"{name}.docx", p(text), parts={"header": p("Veldermond")})
    project.add_documents(tmp_path / "a.docx", heads=True)
    project.revise("a", tmp_path / "b.docx")
    assert project.text(project.documents()["document"][0]) == "Betere tekst\nVeldermond"


def test_heads_of_rich_text_and_libreoffice_stand_at_the_end_too(tmp_path):
    (tmp_path / "a.rtf").write_text(r"{\rtf1\ansi {\header\pard Veldermond}{\footer\pard slot}Tekst.\par}")
    assert read(tmp_path / "a.rtf", heads=True).text == "Tekst.\nVeldermond\nslot"
    assert read(tmp_path / "a.rtf").text == "Tekst."
    (tmp_path / "a.txt").write_text("Tekst.")
    assert read(tmp_path / "a.txt", heads=True).text == "Tekst."


def test_headers_of_a_file_made_by_python_docx_come_once(tmp_path):
    made = docx.Document()
    made.add_paragraph("Tekst")
    made.sections[0].header.paragraphs[0].text = "Veldermond"
    made.add_section()
    made.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx", heads=True).text.count("Veldermond") == 1


def test_a_quote_of_a_report_says_its_page(project, tmp_path):
    from qualcode.analysis.quotes import quotes
    from tests.store.world import BOOK, coding

    project.add_codebook(BOOK)
    project.add_cases([{"case": "wisselspoor"}])
    lines = ("Zij kiezen zelf hun werk.", "De raad besluit in mei.")
    files = pdf(tmp_path / "verslag.pdf", *(page((70, 700, line)) for line in lines))
    project.add_documents(files, case="wisselspoor", kind="document")
    project.add_codings([coding(project, said, "ict", "A", name="verslag") for said in ("kiezen zelf", "besluit")])
    table = quotes(project.codings(), project, rows="case", columns="code", kinds=["document"], layer="reading")
    assert table.frame[["quote", "page"]].values.tolist() == [["kiezen zelf", "[1]"], ["besluit", "[2]"]]
    assert "verslag, p. [2]" in " ".join(table.to_text(lang="nl", width=200).split())
