"""Tables from people's drives: separators, encodings, cells as people see them, and faults that name their row."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import xlsxwriter

from qualcode.errors import NoReader, NotHere, SheetFaults, Unreadable
from qualcode.readers.sheets import read_sheet, spoken
from tests.shared import shared_data

if TYPE_CHECKING:
    from pathlib import Path


def csv_file(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "codings.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def cells(path: Path | pd.DataFrame) -> list[dict[str, str]]:
    return [dict(row.values) for row in read_sheet(path).rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found_in_the_header_even_where_texts_hold_the_others(tmp_path: Path, separator: str) -> None:
    other = {";": ",", ",": ";", "\t": ","}[separator]
    text = separator.join(["document", "quote", "code"]) + "\n"
    text += separator.join(["d1", f"ja{other} zo{other} doen{other} we{other} dat", "zelfregie"]) + "\n"
    assert cells(csv_file(tmp_path, text)) == [
        {"document": "d1", "quote": f"ja{other} zo{other} doen{other} we{other} dat", "code": "zelfregie"}
    ]


def test_a_single_column_needs_no_separator(tmp_path: Path) -> None:
    assert cells(csv_file(tmp_path, "case\nwisselspoor\nzaaihoek\n")) == [{"case": "wisselspoor"}, {"case": "zaaihoek"}]


def test_a_dutch_excel_file_with_mark_and_sep_line_is_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "sep=;\r\nschool;naam\r\n1;Coöperatie\r\n", encoding="utf-8-sig")
    assert read_sheet(path).columns == ("school", "naam")
    assert cells(path) == [{"school": "1", "naam": "Coöperatie"}]


def test_a_windows_encoding_is_read_and_named(tmp_path: Path) -> None:
    sheet = read_sheet(csv_file(tmp_path, "naam;stad\nZoë;Eén\n", encoding="cp1252"))
    assert dict(sheet.rows[0].values) == {"naam": "Zoë", "stad": "Eén"}
    assert sheet.changed == ("read as cp1252 (Windows)",)


def test_rows_keep_the_number_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    path = csv_file(tmp_path, 'code,quote\na,"twee\nregels"\n\n,\nb,een\n')
    sheet = read_sheet(path)
    assert [row.number for row in sheet.rows] == [2, 5]
    assert sheet.rows[0].values["quote"] == "twee\nregels"
    assert sheet.where(sheet.rows[1]) == "codings.csv, row 5"


def test_line_ends_inside_cells_become_the_line_ends_of_texts(tmp_path: Path) -> None:
    assert cells(csv_file(tmp_path, 'a;b\r\n"een\r\ntwee";x\r\n')) == [{"a": "een\ntwee", "b": "x"}]


def test_empty_columns_and_rows_at_the_end_fall_away(tmp_path: Path) -> None:
    sheet = read_sheet(csv_file(tmp_path, "a;b;;;\n1;2;;;\n;;;;\n;;;;\n"))
    assert sheet.columns == ("a", "b")
    assert [dict(row.values) for row in sheet.rows] == [{"a": "1", "b": "2"}]


def test_a_short_row_has_empty_cells(tmp_path: Path) -> None:
    assert cells(csv_file(tmp_path, "a;b;c\n1\n")) == [{"a": "1", "b": "", "c": ""}]


def test_every_fault_of_the_header_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(SheetFaults) as caught:
        read_sheet(csv_file(tmp_path, "code;Code;x\n1;2;3\n4;5;6;over\n"))
    assert [str(problem) for problem in caught.value.problems] == [
        'codings.csv, row 1: the column "Code" stands there twice. Rename or remove one of them.',
        "codings.csv, row 3: column 4 holds a value but has no name. "
        "Name it in the first row, or quote cells that hold the separator.",
    ]


def test_a_sheet_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"the first row holds values \(1204, 1260\) and no names"):
        read_sheet(csv_file(tmp_path, "1204;1260\n1300;1310\n"))


def test_a_sheet_with_only_a_header_has_no_rows(tmp_path: Path) -> None:
    assert read_sheet(csv_file(tmp_path, "document;topic;asked\n")).rows == ()


@pytest.mark.parametrize("text", ["", "   \n", ";;;\n;;\n"])
def test_an_empty_file_gives_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(Unreadable, match=r"is empty|holds no cells") as caught:
        read_sheet(csv_file(tmp_path, text))
    assert str(caught.value).count("\n") == 0


def test_an_open_quotation_mark_does_not_swallow_the_rest_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="quotation marks do not pair"):
        read_sheet(csv_file(tmp_path, 'a;b\n1;"twee\n3;4\n5;6\n'))


def test_a_cell_of_a_million_characters_is_read(tmp_path: Path) -> None:
    assert len(cells(csv_file(tmp_path, "a;b\n1;" + "x" * 1_000_000 + "\n"))[0]["b"]) == 1_000_000


def test_a_binary_file_a_missing_file_and_another_format_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(bytes(range(256)) * 4)
    with pytest.raises(Unreadable):
        read_sheet(tmp_path / "a.csv")
    with pytest.raises(NotHere, match=r"No such file"):
        read_sheet(tmp_path / "none.csv")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(NoReader, match=r"Installed: .*\.csv"):
        read_sheet(tmp_path / "a.pdf")


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("leeg")
    sheet = book.add_worksheet("scholen")
    for column, name in enumerate(["case", "pupils", "share", "date", "time", "open", "code"]):
        sheet.write(0, column, name)
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
    sheet.write_row(1, 0, ["wisselspoor", 312, 0.1 + 0.2])
    sheet.write_datetime(1, 3, dt.datetime(2026, 6, 14), day)
    sheet.write_datetime(1, 4, dt.datetime(2026, 6, 14, 13, 5), moment)
    sheet.write_boolean(1, 5, True)
    sheet.write_string(1, 6, "007")
    sheet.write_string(3, 0, "zaaihoek")
    book.add_worksheet("toelichting").write(0, 0, "tekst")
    book.close()
    return path


def test_a_workbook_gives_cells_as_people_see_them(tmp_path: Path) -> None:
    sheet = read_sheet(workbook(tmp_path / "cases.xlsx"))
    assert dict(sheet.rows[0].values) == {
        "case": "wisselspoor", "pupils": "312", "share": "0.3", "date": "2026-06-14", "time": "2026-06-14T13:05:00",
        "open": "true", "code": "007",
    }  # fmt: skip
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.left_out == ('sheet "leeg"', 'sheet "toelichting"')


def test_a_sheet_of_a_workbook_can_be_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "cases.xlsx")
    assert read_sheet(path, sheet="toelichting").columns == ("tekst",)
    with pytest.raises(Unreadable, match=r'no sheet "scholn". It has: leeg, scholen, toelichting'):
        read_sheet(path, sheet="scholn")


def test_a_damaged_workbook_gives_one_sentence(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "cases.xlsx").read_bytes()
    for cut in (10, 500, len(whole) - 30):
        (tmp_path / "cut.xlsx").write_bytes(whole[:cut])
        with pytest.raises(Unreadable):
            read_sheet(tmp_path / "cut.xlsx")


def test_a_frame_and_rows_are_sheets_too() -> None:
    frame = pd.DataFrame({
        "case": ["a", "b"], "pupils": [312.0, None], "codes": [("x", "y"), ()], "open": [True, False],
        "born": pd.to_datetime(["2026-06-14", None]), "text": pd.array(["een", None], dtype="string"),
    })  # fmt: skip
    expected = [
        {"case": "a", "pupils": "312", "codes": "x|y", "open": "true", "born": "2026-06-14", "text": "een"},
        {"case": "b", "pupils": "", "codes": "", "open": "false", "born": "", "text": ""},
    ]
    assert cells(frame) == expected
    assert [dict(row.values) for row in read_sheet(frame.to_dict("records")).rows] == expected
    assert [row.number for row in read_sheet(frame).rows] == [2, 3]


def test_a_named_index_of_a_frame_is_a_column() -> None:
    frame = pd.DataFrame({"pupils": [312]}, index=pd.Index(["wisselspoor"], name="case"))
    assert cells(frame) == [{"case": "wisselspoor", "pupils": "312"}]


@pytest.mark.parametrize(
    ("value", "text"), [(3, "3"), (3.0, "3"), (1e20, "1e+20"), (2.50, "2.5"), (float("nan"), ""), (pd.NA, ""), (pd.NaT, ""),
                        (10**18 + 1, "1000000000000000001"), ("a\r\nb", "a\nb"), (dt.time(13, 5), "13:05:00")]
)  # fmt: skip
def test_a_cell_is_what_a_person_sees(value: object, text: str) -> None:
    assert spoken(value) == text


def test_the_qualcoder_sheets_are_read_as_they_stand() -> None:
    folder = shared_data("qualcoder")
    assert cells(folder / "cases123.csv")[1] == {
        "case": "ID2",
        "Age": "22",
        "gender": "m",
        "interest": "performing arts",
    }
    assert cells(folder / "survey456.csv")[1]["Age"] == ""
    assert cells(folder / "survey456.csv")[1]["freetext"].startswith("I needed to upskill")
    answers = read_sheet(folder / "survey789.xlsx")
    assert answers.columns == ("Case", "Age", "Gender", "Interest", "Qual_hobby_opinions", "Qual_pet_opinions")
    assert [(row.number, row.values["Age"]) for row in answers.rows] == [(2, "33"), (3, ""), (4, "55")]
    for file in sorted(folder.glob("*.csv")) + sorted(folder.glob("*.xlsx")):
        assert len(read_sheet(file).rows) == 3, file.name
