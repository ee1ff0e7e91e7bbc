"""What others get: nothing of a codebook changes on the way, and what a format cannot carry is said."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from lxml import etree

from qualcode.codebook import Code, Codebook
from qualcode.codebook.exports import as_csv, as_json, as_markdown, write_codebook
from qualcode.codebook.file import load
from qualcode.codebook.imports import read_codebook
from qualcode.codebook.tree import as_card, as_tree
from qualcode.errors import NoWriter
from qualcode.shipped import shipped
from tests.codebook.books import books
from tests.shared import shared_data

GPL = shipped("codebooks") / "gpl-ict-nl.yaml"


def returned(book: Codebook, suffix: str) -> Codebook:
    """The book after writing and reading."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_codebook(book, Path(folder) / f"boek{suffix}").path
        return read_codebook(path).book


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_sheet_brings_back_every_code(suffix):
    book = load(GPL)
    found = returned(book, suffix)
    assert found.codes == book.codes
    assert (found.version, found.languages) == (book.version, book.languages)


@given(books(most=4, cues=False))
def test_a_sheet_brings_back_any_code(book):
    if len({lang for code in book for lang in code.label}) == 2:
        assert returned(book, ".csv").codes == book.codes


def test_a_yaml_file_brings_back_the_whole_book():
    assert returned(load(GPL), ".yaml") == load(GPL)


def test_a_refi_codebook_is_valid_and_keeps_tree_labels_and_colours(tmp_path):
    book = load(GPL)
    written = write_codebook(book, tmp_path / "gpl.qdc")
    schema = etree.XMLSchema(etree.parse(str(shared_data("refi-qda") / "Codebook.xsd")))
    schema.assertValid(etree.parse(str(written.path)))
    found = read_codebook(written.path).book
    assert [found.path(code.key) for code in found] == [book.path(code.key) for code in book]
    assert [code.color for code in found] == [code.color for code in book]
    assert found["externe-regie"].definition["nl"].startswith(book["extern"].definition["nl"] + "\nWel gebruiken: ")
    assert "the facets stand, richting, niveau" in written.lost
    assert "texts in en" in written.lost


def test_signs_that_xml_cannot_hold_do_not_break_an_export(tmp_path):
    book = Codebook("boek", "1.0.0", (Code("a", {"nl": "A\x0b<&>"}, definition={"nl": "x\ufffe"}),))
    found = read_codebook(write_codebook(book, tmp_path / "b.qdc").path).book
    assert found.label("a") == "A<&>"
    assert Document(str(write_codebook(book, tmp_path / "b.docx").path)).tables[0].cell(1, 0).text == "A<&>\na"


def test_the_appendix_is_a_word_table_with_a_repeated_head(tmp_path):
    written = write_codebook(load(GPL), tmp_path / "bijlage.docx")
    made = Document(str(written.path))
    [table] = made.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Code", "Omschrijving", "Gebruik", "Voorbeeld"]
    assert len(rows) == 71
    extern = next(row for row in rows if row[0] == "Externe regie\nextern")
    assert extern[1].startswith("De leraar, de methode of het programma bepaalt")
    assert [line.split(":")[0] for line in extern[2].split("\n")] == ["Wel", "Niet", "Beslisregel"]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert made.sections[0].page_width > made.sections[0].page_height
    assert made.core_properties.author == ""
    assert 'w:val="nl-NL"' in made.styles["Normal"].element.xml


def test_the_appendix_is_written_in_english_too(tmp_path):
    made = Document(str(write_codebook(load(GPL), tmp_path / "a.docx", lang="en").path))
    assert made.tables[0].cell(3, 0).text == "External control\nextern"
    assert made.tables[0].cell(3, 1).text.startswith("The teacher, the method or the programme decides")


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    book = Codebook("boek", "1.0.0", (Code("a", {"nl": "=1+1"}, definition={"nl": "@SUM(A1)"}),), languages=("nl",))
    assert as_csv(book).split("\n")[1].startswith("a;'=1+1;;'@SUM(A1)")
    for suffix in (".csv", ".xlsx"):
        assert returned(book, suffix).codes == book.codes


def test_markdown_keeps_bars_and_line_breaks_within_their_cell():
    book = Codebook("boek", "1.0.0", (Code("a", {"nl": "A|B"}, definition={"nl": "een\ntwee"}, rules=("<b>",)),))
    line = as_markdown(book).split("\n")[-2]
    assert line == "| A\\|B<br>`a` | een<br>twee | Beslisregel: &lt;b> |  |"


def test_json_holds_every_field_of_every_code():
    found = json.loads(as_json(load(GPL)))
    gedeeld = next(code for code in found["codes"] if code["key"] == "gedeeld")
    assert (len(found["codes"]), found["version"], found["facets"]["niveau"]["ordered"]) == (70, "1.1.0", True)
    assert (gedeeld["path"], gedeeld["split_from"], gedeeld["since"]) == (
        ["pers", "regie", "gedeeld"],
        ["extern"],
        "1.1.0",
    )


def test_the_tree_shows_keys_labels_and_what_is_special():
    codes = (Code("regie", {"nl": "Regie"}, exclusive=True), Code("zelf", {"nl": "Zelf"}, "regie", was=("oud",)))
    assert as_tree(Codebook("boek", "1.0.0", codes)).split("\n") == [
        "boek 1.0.0: 2 codes, 2 lagen",
        "",
        "regie   Regie (subcodes sluiten elkaar uit)",
        "  zelf  Zelf (voorheen oud)",
    ]


def test_the_card_of_a_code_tells_when_to_use_it():
    card = as_card(load(GPL), "gedeeld").split("\n")
    assert card[0] == "Personaliseren van leren > Regie over het leerproces > Gedeelde regie [gedeeld]"
    assert any(line.startswith("  Niet: Schijnkeuze zonder invloed") for line in card)


def test_a_retired_code_says_so_in_the_appendix():
    book = Codebook("boek", "1.1.0", (Code("a", {"nl": "A"}, retired="1.1.0", assignable=False),))
    assert "| A (vervallen sinds 1.1.0)<br>`a` |" in as_markdown(book)
    assert "(retired since 1.1.0)" in as_markdown(replace(book), "en")


def test_an_unknown_format_is_refused_and_names_the_others(tmp_path):
    with pytest.raises(NoWriter, match=r"\.docx"):
        write_codebook(load(GPL), tmp_path / "boek.pdf")
