"""Files from strangers: what they may cost is looked at before they are opened."""

from __future__ import annotations

import resource
import struct
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from qualcode.errors import CallError, Unreadable
from qualcode.readers import limits, read
from qualcode.readers.limits import Package, content, xml
from qualcode.readers.sheets import read_sheet
from tests.readers.words import p, word_file

if TYPE_CHECKING:
    from pathlib import Path


def package(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_a_word_file_of_121_mb_in_200_kb_gives_one_sentence_fast_and_small(tmp_path: Path) -> None:
    piece = b"<w:p><w:r><w:t>" + b"herhaling " * 100_000 + b"</w:t></w:r></w:p>"
    with (
        zipfile.ZipFile(tmp_path / "bom.docx", "w", zipfile.ZIP_DEFLATED) as file,
        file.open("word/document.xml", "w") as part,
    ):
        for _ in range(121):
            part.write(piece)
    assert (tmp_path / "bom.docx").stat().st_size < 400_000
    before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(Unreadable, match=r'its part "word/document.xml" would unpack from \d+ kB to 121 MB') as caught:
        read(tmp_path / "bom.docx")
    assert "\n" not in str(caught.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB
    assert time.process_time() - begin < 5  # a hang, not a timing


def test_a_member_that_declares_less_than_it_holds_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = package(tmp_path / "liegt.docx", {"word/document.xml": b"a" * 30_000_000})
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = raw.find(mark) + offset
        raw[at : at + 4] = struct.pack("<I", 1_000_000)
    path.write_bytes(bytes(raw))
    with pytest.raises(Unreadable, match=r"damaged|more than it declares"):
        read(path)


def test_a_package_that_lost_its_first_bytes_is_damaged(tmp_path: Path) -> None:
    whole = word_file(tmp_path / "heel.docx", p("Tekst")).read_bytes()
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04" + whole[11:])
    with pytest.raises(Unreadable, match="damaged"):
        read(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["/etc/passwd"], "points outside"),
        (["word/../../x"], "points outside"),
        (["C:/x"], "points outside"),
        ([f"word/{number}" for number in range(limits.MEMBERS + 1)], "parts, more than"),
    ],
)
def test_names_that_point_outside_and_too_many_members_are_refused(tmp_path: Path, names: list[str], why: str) -> None:
    path = package(tmp_path / "a.zip", dict.fromkeys(names, b""))
    with pytest.raises(Unreadable, match=why):
        Package(path.read_bytes(), path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_named_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a", "1")
        file.writestr("a", "2")
    with pytest.raises(Unreadable, match='the part "a" twice'):
        Package((tmp_path / "a.zip").read_bytes(), "a.zip")


def test_a_workbook_is_unpacked_under_the_same_limits(tmp_path: Path) -> None:
    path = package(tmp_path / "bom.xlsx", {"xl/worksheets/sheet1.xml": b" " * 20_000_000})
    with pytest.raises(Unreadable, match="as no document does"):
        read_sheet(path)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>',
        "<!DOCTYPE a><a/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding(head: str, encoding: str) -> None:
    with pytest.raises(Unreadable, match="document type"):
        xml(head.encode(encoding), "a.docx", "word/document.xml")


def test_a_word_file_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + p("x") + "</w:sdtContent></w:sdt>" * 5_000
    with pytest.raises(Unreadable):
        read(word_file(tmp_path / "diep.docx", deep))


def test_a_large_file_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    with pytest.raises(Unreadable, match="more than"):
        content(tmp_path / "a.txt", most=99)
    with pytest.raises(CallError, match="is a folder"):
        content(tmp_path)
    with pytest.raises(CallError, match="No such file"):
        content(tmp_path / "b.txt")
