"""How long reading takes beside the peers that do less: python-docx, plain pypdfium2 text, pdfplumber's layout.

Run as ``python tests/benchmarks/bench_reading.py`` or with ``pytest -m bench``; prints ratios, asserts nothing.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qualcode.readers import read
from qualcode.transcripts import find_turns
from tests.readers.reports import Report

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.bench
SHARED = Path(os.environ.get("QUALCODE_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
INTERVIEWS, TURNS, PAGES = 200, 160, 60


def interviews(folder: Path, count: int) -> list[Path]:
    """Interviews of 160 turns, label in bold, as people make them in Word."""
    import docx

    words = Report(seed=3)
    paths = []
    for number in range(count):
        document = docx.Document()
        document.add_heading(f"Gesprek {number}", 1)
        for turn in range(TURNS):
            paragraph = document.add_paragraph()
            paragraph.add_run("Interviewer: " if turn % 2 == 0 else "R1: ").bold = True
            paragraph.add_run(words.paragraph(32))
        paths.append(folder / f"gesprek-{number:03}.docx")
        document.save(str(paths[-1]))
    return paths


def timed(work: Callable[[], object], times: int = 3) -> float:
    """The best of some runs, in seconds of processor time, so that other work on the machine does not count."""
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def in_turns(ours: Callable[[], object], theirs: Callable[[], object], times: int = 9) -> tuple[float, float]:
    """The best of some runs of each, one after the other, so that both meet the same moods of the machine."""
    rounds = [(timed(ours, 1), timed(theirs, 1)) for _ in range(times)]
    return min(one for one, _ in rounds), min(other for _, other in rounds)


def bench_docx(folder: Path) -> None:
    """200 interviews to turns beside python-docx listing the text of their paragraphs."""
    import docx

    paths = interviews(folder, INTERVIEWS)
    ours = timed(lambda: [find_turns(found.text, found.marks) for found in map(read, paths)], 2)
    theirs = timed(lambda: [[p.text for p in docx.Document(str(path)).paragraphs] for path in paths], 2)
    print(f"docx: {INTERVIEWS} interviews of {TURNS} turns, read and turns found {ours:.2f} s, "
          f"python-docx paragraphs {theirs:.2f} s, ratio {ours / theirs:.2f} (at most 1)")  # fmt: skip


def plain(path: Path) -> list[str]:
    """The text of every page as pypdfium2 gives it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def bench_pdf(folder: Path) -> None:
    """A two-column report beside plain pypdfium2 text and pdfplumber's layout."""
    import pdfplumber

    report = Report()
    for _ in range(PAGES):
        report.add_page()
    path = report.write(folder / "rapport.pdf")

    def layout() -> None:
        with pdfplumber.open(path) as document:
            for page in document.pages[: PAGES // 6]:
                page.extract_text(layout=True, x_tolerance_ratio=0.15)
                page.close()

    (ours, theirs), slow = in_turns(lambda: read(path), lambda: plain(path)), timed(layout, 1) * 6
    print(
        f"pdf: made report of {PAGES} pages, read {ours / PAGES * 1000:.1f} ms a page, plain pypdfium2 "
        f"{theirs / PAGES * 1000:.1f} ms, ratio {ours / theirs:.2f} (at most 2); pdfplumber layout "
        f"{slow / PAGES * 1000:.0f} ms, ratio 1/{slow / ours:.0f} (at most 1/20)"
    )
    for real in sorted((SHARED / "ofsted").glob("*")):
        ours, theirs = in_turns(lambda real=real: read(real), lambda real=real: plain(real))
        print(f"pdf: {real.name}, ratio {ours / theirs:.2f} (at most 2)")


def test_reading_word_files_beside_python_docx(tmp_path: Path) -> None:
    bench_docx(tmp_path)


def test_reading_a_report_beside_pypdfium2_and_pdfplumber(tmp_path: Path) -> None:
    bench_pdf(tmp_path)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        bench_docx(Path(place))
        bench_pdf(Path(place))
