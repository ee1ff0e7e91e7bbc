"""PDF files: the order in which people read, whole words, no running heads, pages by their place and printed number."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from qualcode.readers import read
from tests.readers.reports import Report, as_pdf

if TYPE_CHECKING:
    from pathlib import Path


def page(*lines: tuple[float, float, str], size: float = 10.0) -> str:
    return "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, text in lines)


def pdf(path: Path, *pages: str, turn: int = 0, box: str = "0 0 595 842") -> Path:
    path.write_bytes(as_pdf(list(pages), turn=turn, box=box))
    return path


@pytest.mark.parametrize("across", [False, True], ids=["columns in the file", "lines across both columns in the file"])
def test_a_two_column_report_comes_in_whole_and_in_order(tmp_path: Path, across: bool) -> None:
    report = Report()
    for _ in range(6):
        report.add_page(across=across)
    intake = read(report.write(tmp_path / "rapport.pdf"))
    found = re.findall(r"\w+", intake.text)
    same = sum((Counter(found) & Counter(report.words)).values())
    assert same / len(found) >= 0.99
    assert same / len(report.words) >= 0.99
    assert SequenceMatcher(None, found[:1500], report.words[:1500], autojunk=False).ratio() >= 0.99
    assert intake.left_out == (
        'running head or foot "Project Veldermond, tussenrapport deel een" (6 pages)',
        'running head or foot "pagina # van #" (6 pages)',
    )
    assert [page.printed for page in intake.pages] == ["1", "2", "3", "4", "5", "6"]


def test_lines_become_paragraphs_where_they_are_full(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", page(
        (60, 700, "De school begon vorig jaar met een weektaak voor alle"),
        (60, 688, "groepen van de bovenbouw en wil die nu verder"),
        (60, 676, "uitbouwen."),
        (60, 664, "Daarna volgt de onderbouw met een eigen weektaak in"),
        (60, 652, "het nieuwe jaar."),
        (60, 628, "• eerst de kleuters en dan pas de groepen daarboven,"),
        (70, 616, "als dat lukt"),
        (60, 604, "• dan de rest"),
    ))  # fmt: skip
    assert read(path).text.split("\n") == [
        "De school begon vorig jaar met een weektaak voor alle groepen van de bovenbouw en wil die nu verder uitbouwen.",
        "Daarna volgt de onderbouw met een eigen weektaak in het nieuwe jaar.",
        "• eerst de kleuters en dan pas de groepen daarboven, als dat lukt",
        "• dan de rest",
    ]


def test_a_hyphen_of_the_word_stays_and_one_of_the_line_goes(tmp_path: Path) -> None:
    own = page((60, 700, "Zij zijn goed in samen-werken en vragen hulp bij samen-"), (60, 688, "werken in de groep."))
    assert "bij samen-werken in" in read(pdf(tmp_path / "a.pdf", own)).text
    cut = page((60, 700, "Zij vragen om een duidelijke verantwoor-"), (60, 688, "delijkheid in de groep."))
    assert "duidelijke verantwoordelijkheid in" in read(pdf(tmp_path / "b.pdf", cut)).text


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    first = page(
        (60, 100, "De leraren kiezen samen met de leerlingen welke taak"),
        (60, 88, "zij op welke dag van de week willen doen en waarom zij"),
    )
    second = page((60, 780, "dat willen."), (60, 768, "Zo gaat het."))
    intake = read(pdf(tmp_path / "a.pdf", first, second))
    assert intake.text.split("\n")[0].endswith("waarom zij dat willen.")
    assert [intake.text[page.start : page.end][:8] for page in intake.pages] == ["De leraren"[:8], "dat will"]


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [(60, 700 - 20 * n, left) for n, left in enumerate(["School", "Leerlingen", "Leraren"])]
    rows += [(400, 700 - 20 * n, right) for n, right in enumerate(["Wisselspoor", "312", "21"])]
    assert read(pdf(tmp_path / "a.pdf", page(*rows))).text == "School\tWisselspoor\nLeerlingen\t312\nLeraren\t21"


def test_cells_that_run_over_lines_side_by_side_are_not_mixed(tmp_path: Path) -> None:
    rules = "".join(f"{x} 600 m {x} 710 l S {y} " for x, y in ((50, ""), (250, ""), (500, "")))
    rules += "".join(f"50 {y} m 500 {y} l S " for y in (600, 655, 710))
    words = page((60, 690, "Regie leraar"), (260, 690, "De leraar kiest de taak en"),
                 (60, 678, "en het team"), (260, 678, "de dag van alle leerlingen."),
                 (60, 640, "Regie leerling"), (260, 640, "De leerling kiest zelf wan-"),
                 (60, 628, "of samen"), (260, 628, "neer en met wie."))  # fmt: skip
    text = read(pdf(tmp_path / "a.pdf", words + " " + rules)).text
    assert text == (
        "Regie leraar en het team\tDe leraar kiest de taak en de dag van alle leerlingen.\n"
        "Regie leerling of samen\tDe leerling kiest zelf wanneer en met wie."
    )


def test_talk_that_stands_at_one_height_on_two_pages_is_no_running_head(tmp_path: Path) -> None:
    pages = [page((20, 780, str(number)), (60, 780, "R1: Ja, dat is zo."), (20, 760, str(number + 1)), (60, 760, f"I: Vraag {number}?"))
             for number in (1, 3, 5)]  # fmt: skip
    assert read(pdf(tmp_path / "a.pdf", *pages)).text.count("Ja, dat is zo.") <= 3
    assert [line for line in read(pdf(tmp_path / "a.pdf", *pages)).text.split("\n") if "Vraag" in line] == [
        "2\tI: Vraag 1?", "4\tI: Vraag 3?", "6\tI: Vraag 5?",
    ]  # fmt: skip


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(tmp_path: Path, turn: int) -> None:
    matrix = {0: "1 0 0 1 60 700", 90: "0 1 -1 0 100 60", 180: "-1 0 0 -1 500 100", 270: "0 -1 1 0 500 700"}[turn]
    orders = f"q {matrix} cm BT /F1 10 Tf 0 0 Td (Eerste regel) Tj 0 -20 Td (Tweede regel) Tj ET Q"
    assert read(pdf(tmp_path / "a.pdf", orders, turn=turn)).text == "Eerste regel\nTweede regel"


@pytest.mark.parametrize(
    ("matrix", "named"),
    [("1 0 0 1 60 700", False), ("0 1 -1 0 100 60", False), ("1 0.05 -0.05 1 60 500", False),
     ("-1 0 0 1 500 700", True), ("1 0 0 -1 60 100", True), ("-1 0 0 -1 500 100", True),
     ("0.7 0.7 -0.7 0.7 100 100", True)],
    ids=["upright", "turned", "a little skew", "mirrored", "flipped", "upside down", "aslant"],
)  # fmt: skip
def test_pages_whose_order_of_words_cannot_be_trusted_are_named(tmp_path: Path, matrix: str, named: bool) -> None:
    orders = f"q {matrix} cm BT /F1 10 Tf 0 0 Td (Eerste regel van de tekst) Tj 0 -20 Td (Tweede regel) Tj ET Q"
    changed = read(pdf(tmp_path / "a.pdf", page((60, 700, "Gewoon")), orders)).changed
    told = "page 2 with letters mirrored, upside down or aslant: their order may be wrong"
    assert (told in changed) == named


def test_a_page_whose_paper_begins_elsewhere_is_read_too(tmp_path: Path) -> None:
    assert read(pdf(tmp_path / "a.pdf", page((-100, -200, "Tekst")), box="-200 -300 395 542")).text == "Tekst"


def test_what_lies_outside_the_paper_is_named(tmp_path: Path) -> None:
    intake = read(pdf(tmp_path / "a.pdf", page((60, 700, "Zichtbaar"), (60, -500, "Onzichtbaar"))))
    assert (intake.text, intake.left_out) == ("Zichtbaar", ("lines outside the visible page: 1",))


def test_pages_without_a_text_layer_are_named_and_a_whole_scan_is_refused(tmp_path: Path) -> None:
    drawing = "q 100 0 0 100 100 100 cm 0 0 1 1 re f Q"
    intake = read(pdf(tmp_path / "a.pdf", page((60, 700, "Tekst")), drawing, ""))
    assert intake.left_out == ("page 2 without a text layer (a scan?)",)
    assert [page.has_text for page in intake.pages] == [True, False, False]
    with pytest.raises(Unreadable, match="pictures without a text layer"):
        read(pdf(tmp_path / "b.pdf", drawing, drawing))
    with pytest.raises(Unreadable, match="holds no text"):
        read(pdf(tmp_path / "c.pdf", ""))


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "is empty"), (b"%PDF-1.7\nkapot", "is damaged"), (b"PK\x03\x04", "is no PDF"), (b"tekst", "is no PDF")],
)
def test_a_damaged_or_other_file_is_told_by_its_cause(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(Unreadable, match=why):
        read(tmp_path / "a.pdf")
