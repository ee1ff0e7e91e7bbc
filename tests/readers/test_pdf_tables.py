"""Ruled tables in PDF files: the cells that their lines draw, whichever way the lines are made, and their words cell by cell."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from qualcode.readers import read
from qualcode.readers.pdflines import View
from qualcode.readers.pdfrules import Box, tables
from tests.readers.reports import as_pdf
from tests.shared import shared_data

if TYPE_CHECKING:
    from pathlib import Path

LINES = "".join(f"{x} 600 m {x} 710 l S " for x in (50, 250, 500)) + "".join(
    f"50 {y} m 500 {y} l S " for y in (600, 655, 710)
)
BOXES = "".join(f"{x} {y} {width} 55 re S " for x, width in ((50, 200), (250, 250)) for y in (600, 655))
BARS = "".join(f"{x} 600 0.5 110 re f " for x in (50, 250, 499.5)) + "".join(
    f"50 {y} 450 0.5 re f " for y in (600, 655, 709.5)
)
PIECES = "".join(f"{x} {y} m {x} {y + 54} l S " for x in (50, 250, 500) for y in (600, 655)) + "".join(
    f"{x} {y} m {x + width} {y} l S " for x, width in ((51, 198), (251, 248)) for y in (600, 655, 710)
)
CELLS = [[(50, 655, 250, 710), (250, 655, 500, 710)], [(50, 600, 250, 655), (250, 600, 500, 655)]]
WORDS = (
    (60, 690, "Regie leraar"), (260, 690, "De leraar kiest de taak en"),
    (60, 678, "en het team"), (260, 678, "de dag van alle leerlingen."),
    (60, 640, "Regie leerling"), (260, 640, "De leerling kiest zelf wan-"),
    (60, 628, "of samen"), (260, 628, "neer en met wie."),
)  # fmt: skip
READ = (
    "Regie leraar en het team\tDe leraar kiest de taak en de dag van alle leerlingen.\n"
    "Regie leerling of samen\tDe leerling kiest zelf wanneer en met wie."
)


def words() -> str:
    return " ".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in WORDS)


def found(path: Path, number: int = 0) -> list[list[list[Box]]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number]
        return tables(page, View(*page.get_cropbox()))
    finally:
        document.close()


def rounded(ruled: list[list[list[Box]]]) -> list[list[list[tuple[int, ...]]]]:
    return [[[tuple(map(round, cell)) for cell in row] for row in table] for table in ruled]


@pytest.mark.parametrize("drawn", [LINES, BOXES, BARS, PIECES], ids=["lines", "boxes", "thin bars", "pieces"])
def test_the_cells_are_the_same_however_their_lines_are_drawn(tmp_path: Path, drawn: str) -> None:
    (tmp_path / "a.pdf").write_bytes(as_pdf([drawn]))
    assert rounded(found(tmp_path / "a.pdf")) == [CELLS]
    (tmp_path / "b.pdf").write_bytes(as_pdf([words() + " " + drawn]))
    assert read(tmp_path / "b.pdf").text == READ


def test_a_table_on_a_turned_page_is_read_cell_by_cell_too(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(as_pdf([f"q 0 1 -1 0 720 0 cm {words()} {LINES} Q"], turn=90))
    assert read(tmp_path / "a.pdf").text == READ


def test_what_is_no_table_gives_no_cells(tmp_path: Path) -> None:
    one = "50 600 200 100 re S"
    row = "50 600 200 100 re S 250 600 200 100 re S"
    open_grid = "".join(f"{x} 600 m {x} 710 l S " for x in (50, 250, 500))
    slanted = "50 600 m 250 620 l 240 710 l 50 700 l s 250 620 m 500 630 l 490 720 l 240 710 l s"
    crowd = "".join(f"{x} 100 m {x} 700 l S 10 {100 + x} m 590 {100 + x} l S " for x in range(10, 590, 5))
    (tmp_path / "a.pdf").write_bytes(as_pdf([one, row, open_grid, slanted, crowd]))
    assert [found(tmp_path / "a.pdf", number) for number in range(5)] == [[], [], [], [], []]


def test_a_cell_over_two_columns_and_two_tables_apart(tmp_path: Path) -> None:
    spanning = "50 700 400 30 re S 50 670 200 30 re S 250 670 200 30 re S"
    other = "50 500 100 30 re S 150 500 100 30 re S 50 470 100 30 re S 150 470 100 30 re S"
    (tmp_path / "a.pdf").write_bytes(as_pdf([f"{other} {spanning}"]))
    assert rounded(found(tmp_path / "a.pdf")) == [
        [[(50, 700, 450, 730)], [(50, 670, 250, 700), (250, 670, 450, 700)]],
        [[(50, 500, 150, 530), (150, 500, 250, 530)], [(50, 470, 150, 500), (150, 470, 250, 500)]],
    ]


@pytest.mark.parametrize("name", ["word365_structure.pdf", "issue-848.pdf", "google-doc-document.pdf"])
def test_real_files_give_the_cells_that_pdfplumber_finds(name: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    path = shared_data("hard") / "pdf" / name
    seen = 0
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages[:3]):
            theirs = [
                [list(filter(None, row.cells)) for row in table.rows]
                for table in page.find_tables()
                if len(table.rows) > 1 and len(table.rows[0].cells) > 1
            ]
            ours = found(path, number)
            assert [[len(row) for row in table] for table in ours] == [[len(row) for row in table] for table in theirs]
            high = float(page.height)
            for cell, (left, over, right, under) in zip(flat(ours), flat(theirs), strict=True):
                assert cell == pytest.approx((left, high - under, right, high - over), abs=0.5)
            seen += len(theirs)
            page.close()
    assert seen


def flat(ruled: list[list[list[Box]]]) -> list[Box]:
    return [cell for table in ruled for row in table for cell in row]
