"""A file that takes too long to read is named as failed, and those beside it are read."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode import readers
from qualcode.errors import QualcodeError, Unreadable
from qualcode.project import Project
from qualcode.readers import limits, pdf
from qualcode.readers.limits import xml
from qualcode.store import parallel
from tests.readers.reports import Report

SLEEPY = """
import time
from qualcode.readers import Intake

def read(path):
    if path.read_text() == "traag":
        time.sleep(600)
    return Intake(path.read_text())
"""


@pytest.fixture
def sleepy(tmp_path, monkeypatch):
    """A reader of others for the suffix .eigen, found by its entry point; it never ends on a file that says "traag"."""
    installed = tmp_path / "installed"
    about = installed / "sleepy-1.0.dist-info"
    about.mkdir(parents=True)
    (installed / "sleepyreader.py").write_text(SLEEPY)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: sleepy\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[qualcode.readers]\n.eigen = sleepyreader:read\n")
    monkeypatch.syspath_prepend(str(installed))
    readers._known.cache_clear()
    monkeypatch.setattr(parallel, "SECONDS", 2.0)
    folder = tmp_path / "talks"
    folder.mkdir()
    yield folder
    readers._known.cache_clear()


@pytest.mark.parametrize("count", [3, parallel.FEW + 2], ids=["a few files", "many files"])
def test_a_file_that_hangs_is_a_row_of_the_report_and_the_others_are_read(sleepy, tmp_path, count):
    for number in range(count):
        (sleepy / f"g{number:02}.eigen").write_text("traag" if number == 1 else f"R: Zin {number}.")
    with Project.create(tmp_path / "studie.qualcode") as project:
        report = project.add_documents(sleepy)
    assert [file.status for file in report.files] == ["added", "failed", *["added"] * (count - 2)]
    sentence = "reading it took longer than 2 seconds and was ended. Save the file again, split it, or leave it out."
    assert report.files[1].problem == f"{sleepy / 'g01.eigen'}: {sentence}"
    assert not multiprocessing.active_children()


def test_a_single_file_that_hangs_is_named_too(sleepy, tmp_path):
    (sleepy / "een.eigen").write_text("traag")
    with Project.create(tmp_path / "studie.qualcode") as project:
        report = project.look(sleepy / "een.eigen")
    assert "longer than 2 seconds" in report.failed[0].problem


def test_which_files_are_read_in_a_process_that_can_be_ended(sleepy, tmp_path):
    from qualcode.store.files import File

    large = tmp_path / "groot.txt"
    large.write_bytes(b"x" * (limits.MEGABYTE + 1))
    small = tmp_path / "klein.docx"
    small.write_bytes(b"x")
    names = ("a.pdf", "a.sav", "a.eigen", str(large), str(small), "niet-daar.txt")
    costly = [parallel._costly(File(Path(name), name, name)) for name in names]
    assert costly == [True, True, True, True, False, False]


def test_the_pages_of_a_pdf_are_read_until_time_is_up(tmp_path, monkeypatch):
    made = Report()
    made.add_page()
    made.add_page()
    path = made.write(tmp_path / "a.pdf")
    moments = iter([0.0, 0.0, 61.0])
    monkeypatch.setattr(pdf, "monotonic", lambda: next(moments))
    with pytest.raises(Unreadable, match=r"takes longer than 60 seconds \(page 2 of 2 was reached\)\. Split it"):
        readers.read(path)


def test_a_part_of_more_tags_than_any_document_has_is_not_opened(monkeypatch):
    monkeypatch.setattr(limits, "TAGS", 1_000)
    assert len(xml(b"<a>" + b"<b/>" * 998 + b"</a>", "a.docx", "word/document.xml")) == 998
    with pytest.raises(Unreadable, match=r'its part "word/document\.xml" holds more than 1,000 tags'):
        xml(b"<a>" + b"<b/>" * 999 + b"</a>", "a.docx", "word/document.xml")


def test_the_limit_stands_in_the_page_of_formats():
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "formats.md"
    assert f"{limits.SECONDS:g} seconds" in page.read_text()


def test_a_program_without_a_guard_may_add_a_file_that_is_read_in_a_process(tmp_path):
    made = Report()
    made.add_page()
    made.write(tmp_path / "a.pdf")
    (tmp_path / "run.py").write_text(
        "import qualcode as qc\nwith qc.Project.create('s.qualcode') as p:\n    print(len(p.add_documents('a.pdf').added))\n"
    )
    done = subprocess.run([sys.executable, "run.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_corrected_text_that_hangs_is_refused_in_the_same_words(sleepy, tmp_path):
    (sleepy / "een.txt").write_text("R: Zelf.")
    (sleepy / "twee.eigen").write_text("traag")
    with Project.create(tmp_path / "studie.qualcode") as project:
        project.add_documents(sleepy / "een.txt")
        with pytest.raises(QualcodeError, match="longer than 2 seconds and was ended"):
            project.revise("een", sleepy / "twee.eigen")
