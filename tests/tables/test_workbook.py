"""A workbook read back: numbers are numbers, states are symbols, quotes are text whatever they begin with."""

import json
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from tests.tables.samples import sample_agreement, sample_matrix, sample_quotes


def sheets(path):
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def xml(path, name):
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


@pytest.fixture
def workbook(tmp_path):
    return lambda table, **options: table.write(tmp_path / "tabel.xlsx", **options)


def test_the_sheets_of_a_matrix(workbook):
    assert list(sheets(workbook(sample_matrix()))) == ["matrix", "lang", "citaten", "toelichting"]
    assert list(sheets(workbook(sample_matrix(), lang="en"))) == ["matrix", "long", "quotes", "explanation"]
    assert list(sheets(workbook(sample_agreement()))) == ["overeenstemming", "toelichting"]


def test_numbers_are_numbers_and_states_are_symbols(workbook):
    rows = sheets(workbook(sample_matrix()))["matrix"]
    assert rows[5][:7] == ["Het Wisselspoor", 4, 3, 1, 2, 1, "…"]
    assert rows[6][:7] == ["De Zonneschans", 2, 2, 0, 0, 2, 1]
    assert rows[7][:7] == ["De Zaaihoek", 0, "×", "×", "×", "×", "n.g."]


def test_a_number_shows_as_it_is_printed(workbook):
    styles = xml(workbook(sample_matrix()), "xl/styles.xml")
    for shown in ('0"/4"', '0" (4/5)"', '0"ˢ"', '"–"'):
        assert shown.replace('"', "&quot;") in styles


def test_coefficients_are_whole_numbers_unrounded(workbook):
    rows = sheets(workbook(sample_agreement()))["overeenstemming"]
    assert rows[5][1] == 0.7249
    assert rows[7][1] == "–ᵃ"
    assert rows[8][6] == 2480


def test_every_cell_is_a_row_of_the_long_sheet(workbook):
    rows = sheets(workbook(sample_matrix()))["lang"]
    assert rows[0] == ["row", "column", "value", "state", "n", "N", "flags", "spontaneous", "own", "read"]
    assert len(rows) == 1 + 3 * 4
    assert rows[3] == ["wisselspoor", "zelfregie", 1, "found", 1, 4, "lower_bound", 0, "", "4/5"]
    assert rows[6][2:4] == [0, "absent"]
    assert rows[9][2:4] == ["", "no_data"]


def test_a_cell_links_to_its_first_quote(workbook):
    path = workbook(sample_matrix())
    links = re.findall(r'<hyperlink ref="(\w+)" location="([^"]+)"', xml(path, "xl/worksheets/sheet1.xml"))
    assert dict(links)["C6"] == "'citaten'!A2"
    assert dict(links)["E6"] == "'citaten'!A4"
    quotes = sheets(path)["citaten"]
    assert quotes[0][:4] == ["rij", "kolom", "nr.", "citaat"]
    assert quotes[1][:5] == [
        "Het Wisselspoor",
        "Regie over het leerproces",
        1,
        "'=SOM(1) zei hij, eh, zeg maar",
        "wisselspoor-eind-leraren",
    ]
    assert quotes[3][1] == "Externe regie"


def test_nothing_is_a_formula(workbook):
    for table in (sample_matrix(), sample_quotes()):
        path = workbook(table)
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                assert b"<f>" not in package.read(name)
    texts = [cell for row in sheets(workbook(sample_quotes()))["citaten"] for cell in row]
    assert "“=2+2 is het plan, zei ze, en dan eh, dan moesten we zelf verder.”" in texts


def test_it_prints_on_its_side_as_wide_as_the_page_with_heads_repeated(workbook):
    path = workbook(sample_matrix())
    sheet = xml(path, "xl/worksheets/sheet1.xml")
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "topLeftCell" in sheet
    assert "matrix!$A:$B,matrix!$4:$5" in xml(path, "xl/workbook.xml")
    assert "Alleen voor het team" in sheet


def test_the_explanation_holds_the_whole_recipe_for_the_team_only(workbook):
    lines = dict(row[:2] for row in sheets(workbook(sample_matrix()))["toelichting"])
    assert json.loads(lines["Herkomst volledig (JSON)"])["arguments"]["where"] == "coder == 'amal'"
    assert lines["Voor wie"] == "Alleen voor het team"
    public = dict(row[:2] for row in sheets(workbook(sample_matrix(), audience="public"))["toelichting"])
    assert "Herkomst volledig (JSON)" not in public
    assert public["Herkomst van de tabel"] == sample_matrix().recipe.id


def test_equal_tables_give_equal_bytes_and_name_nobody(tmp_path):
    one, two = (sample_matrix().write(tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == two.read_bytes()
    core = xml(one, "docProps/core.xml")
    assert "<dc:creator></dc:creator>" in core
    assert "2000-01-01" in core


def test_text_too_long_for_a_cell_is_cut_with_a_mark(workbook):
    import pandas as pd

    from qualcode.table import Recipe, Table

    rows = sheets(workbook(Table("frame", pd.DataFrame({"tekst": ["ja " * 20_000]}), Recipe("x"))))["tabel"]
    assert rows[4][0].endswith(" […]")
    assert len(rows[4][0]) < 32_767


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "html", "csv", "json", "md", "txt"])
def test_an_empty_table_can_be_written(tmp_path, suffix):
    import pandas as pd

    from qualcode.table import Recipe, Table

    path = Table("frame", pd.DataFrame({"school": []}), Recipe("x")).write(tmp_path / f"leeg.{suffix}")
    assert path.stat().st_size > 0
