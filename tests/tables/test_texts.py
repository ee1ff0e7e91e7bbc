"""Tables as text: csv for Dutch and other spreadsheets, json, Markdown and the terminal."""

import csv
import io
import json

import pandas as pd
import pytest

from qualcode.table import Recipe, Table
from qualcode.tables import as_text
from tests.tables.samples import sample_agreement, sample_cooccurrence, sample_frame, sample_matrix, sample_quotes

KINDS = [sample_matrix(), sample_agreement(), sample_quotes(), sample_cooccurrence(), sample_frame()]


@pytest.fixture
def written(tmp_path):
    return lambda table, suffix, **options: table.write(tmp_path / f"tabel.{suffix}", **options).read_bytes()


def test_a_Dutch_csv_has_semicolons_a_decimal_comma_and_a_mark(written):
    table = Table("frame", pd.DataFrame({"school": ["’t Hazelhof"], "alfa": [0.7249]}), Recipe("x"))
    recipe = table.recipe.id
    assert written(table, "csv") == f"\ufeffschool;alfa;recipe;audience\n’t Hazelhof;0,7249;{recipe};team\n".encode()


def test_an_English_csv_has_commas_and_points_and_no_mark(written):
    table = Table("frame", pd.DataFrame({"school": ["’t Hazelhof, oost"], "alfa": [0.7249]}), Recipe("x"))
    recipe = table.recipe.id
    assert (
        written(table, "csv", lang="en")
        == f'school,alfa,recipe,audience\n"’t Hazelhof, oost",0.7249,{recipe},team\n'.encode()
    )


def test_a_csv_of_a_matrix_has_a_row_a_cell_with_its_state(written):
    rows = list(csv.DictReader(io.StringIO(written(sample_matrix(), "csv", lang="en").decode())))
    assert len(rows) == 12
    assert rows[2] | {"recipe": ""} == {
        "row": "wisselspoor", "column": "zelfregie", "value": "1", "state": "found", "n": "1", "N": "4",
        "flags": "lower_bound", "spontaneous": "0", "own": "", "read": "4/5", "recipe": "", "audience": "team",
    }  # fmt: skip
    assert [row["state"] for row in rows if not row["value"]] == [
        "not_coded",
        "no_data",
        "no_data",
        "no_data",
        "not_asked",
    ]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_in_a_csv_is_a_formula_but_negative_numbers_stay_numbers(written, begin):
    table = Table("frame", pd.DataFrame({"tekst": [f"{begin}cmd()"], "alfa": [-0.5]}), Recipe("x"))
    row = list(csv.reader(io.StringIO(written(table, "csv", lang="en").decode(), newline="")))[1]
    assert row[:2] == [f"'{begin}cmd()".replace("\r", "\n"), "-0.5"]


def test_json_holds_numbers_unrounded_and_missing_as_null(written):
    found = json.loads(written(sample_agreement(), "json"))
    assert found["records"][0]["value"] == 0.7249
    assert found["records"][2]["value"] is None
    assert found["recipe"]["id"] == sample_agreement().recipe.id
    assert found["audience"] == "team"
    assert found["note"][0].startswith("Noot. ")


def test_json_of_a_matrix_names_its_lines_in_the_language(written):
    found = json.loads(written(sample_matrix(), "json", lang="en"))
    assert found["columns"]["lines"][1] == {"key": "extern", "label": "External control", "within": "regie"}
    assert found["records"][3]["state"] == "not_coded"


def test_markdown_is_a_table_with_its_note(written):
    lines = written(sample_matrix(), "md", caption="Tabel 2. Codes per school").decode().split("\n")
    assert lines[0] == "**Tabel 2** *Codes per school*"
    assert lines[2] == (
        "| School | N | Regie over het leerproces | Regie over het leerproces: algemeen | Externe regie | Zelfregie | Leerling |"
    )
    assert lines[3] == "| :--- | :---: | :---: | :---: | :---: | :---: | :---: |"
    assert lines[4] == "| Het Wisselspoor | 4 | 3/4 | 1/4 | 2/4 | 1 (4/5) | … |"
    assert lines[8].startswith("*Noot.* Definitieve codering")
    assert lines[-2] == "**Alleen voor het team.**"


def test_markdown_shows_signs_that_it_would_read_itself(written):
    table = Table("frame", pd.DataFrame({"a_b": ["x|y *z*\n<b>"]}), Recipe("x"))
    assert "| x\\|y \\*z\\* \\<b\\> |" in written(table, "md").decode()


@pytest.mark.parametrize("table", KINDS, ids=lambda table: table.kind)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_in_a_terminal_is_wider_than_the_terminal(table, width):
    lines = as_text(table, width=width).split("\n")
    assert max(len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_number_is_lost_or_broken_in_a_narrow_terminal(width):
    text = as_text(sample_agreement(), width=width)
    for shown in ("0,72 [0,58; 0,83]", "−0,02 [−0,21; 0,18]", "2.480", "–ᵃ"):
        assert shown in text


def test_piped_text_has_no_colours_and_a_terminal_may():
    assert "\x1b" not in as_text(sample_matrix(), width=80)
    coloured = as_text(sample_matrix(), width=80, colour=True)
    assert "\x1b[" in coloured
    import re

    plain = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).split("\n"))
    assert plain == as_text(sample_matrix(), width=80)


@pytest.mark.parametrize("table", KINDS, ids=lambda table: table.kind)
def test_every_kind_is_text_when_it_is_printed(table):
    assert "Noot. " in str(table)
    assert "Note. " in table.to_text(lang="en")


def test_text_names_the_states_by_their_symbols():
    lines = as_text(sample_matrix(), width=100).split("\n")
    row = next(line for line in lines if "De Zaaihoek" in line)
    assert row.split() == ["De", "Zaaihoek", "0", "×", "×", "×", "×", "n.g."]


@pytest.mark.parametrize("suffix", ["csv", "json", "md", "txt", "html", "xlsx", "docx"])
def test_every_writer_says_that_a_file_is_the_teams(written, suffix):
    content = written(sample_matrix(), suffix)
    if suffix in ("xlsx", "docx"):
        import zipfile

        package = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(package.read(name) for name in package.namelist())
    assert b"Alleen voor het team" in content or b"team" in content
    if suffix in ("md", "txt", "html", "xlsx", "docx"):
        assert b"Alleen voor het team" in content
