"""Damaged files, thousands in a soak and two hundred here, from fixed seeds: a text or one sentence, never a traceback."""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from qualcode.errors import QualcodeError
from qualcode.readers import read
from qualcode.readers.sheets import read_sheet
from qualcode.transcripts import find_turns
from tests.readers.reports import Report
from tests.readers.words import p, r, table, word_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def flipped(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice([1, 3, 20])):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def swapped(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[b:] + data[a:b] + data[:a]


def doubled(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:b] + data[a:b] * chance.choice([1, 5]) + data[b:]


def overwritten(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice([1, 8, 64])) + data[at + 8 :]


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [flipped, cut, swapped, doubled, overwritten]


def word(folder: Path) -> bytes:
    body = (
        p(r("Interviewer:", "<w:b/>"), " Wat doen jullie?") + p("R1: Wij kiezen zelf.") + table(("a", "b"), ("c", "d"))
    )
    body += p("<w:ins>" + r("erbij") + "</w:ins>", '<w:r><w:footnoteReference w:id="2"/></w:r>', style="Kop")
    parts = {"footnotes": f'<w:footnote w:id="2">{p("noot")}</w:footnote>', "styles": '<w:style w:styleId="Kop"/>'}
    return word_file(folder / "heel.docx", body, parts=parts).read_bytes()


def report(folder: Path) -> bytes:
    made = Report()
    made.add_page()
    made.add_page(across=True)
    return made.write(folder / "heel.pdf").read_bytes()


def text(folder: Path) -> bytes:
    return ("Interviewer: Wat één van jullie wíl?\r\nR1: coöperatief “werken” – à € 5\r\n" * 20).encode("cp1252")


def sheet(folder: Path) -> bytes:
    book = xlsxwriter.Workbook(str(folder / "heel.xlsx"))
    page = book.add_worksheet()
    for row in range(20):
        page.write_row(row, 0, ["case", "naam", "n"] if row == 0 else [f"s{row}", "Wisselspoor", row])
    book.close()
    return (folder / "heel.xlsx").read_bytes()


def rezipped(data: bytes, chance: random.Random, folder: Path) -> bytes:
    """The same package with one of its parts mutated: damage that the checksums of a zip would otherwise hide."""
    (folder / "deel.zip").write_bytes(data)
    with zipfile.ZipFile(folder / "deel.zip") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = chance.choice(sorted(part for part in parts if parts[part]))
    parts[name] = chance.choice(MUTATIONS)(parts[name], chance)
    with zipfile.ZipFile(folder / "nieuw.zip", "w", zipfile.ZIP_DEFLATED) as new:
        for part, inside in parts.items():
            new.writestr(part, inside)
    return (folder / "nieuw.zip").read_bytes()


def survives(folder: Path, suffix: str, make: Callable[[Path], bytes], seeds: range) -> None:
    whole = make(folder)
    outcomes = {"text": 0, "sentence": 0}
    for seed in seeds:
        chance = random.Random(seed)
        zipped = whole.startswith(b"PK") and seed % 2
        data = rezipped(whole, chance, folder) if zipped else chance.choice(MUTATIONS)(whole, chance)
        path = folder / f"stuk{suffix}"
        path.write_bytes(data)
        try:
            if suffix in (".xlsx", ".csv"):
                read_sheet(path)
            else:
                intake = read(path)
                turns = find_turns(intake.text, intake.marks).turns
                assert intake.text.strip(), seed
                assert all(0 <= turn.start < turn.end <= len(intake.text) for turn in turns), seed
            outcomes["text"] += 1
        except QualcodeError:
            outcomes["sentence"] += 1
    assert outcomes["text"], "no mutated file was read: the mutations prove nothing"
    assert outcomes["sentence"], "no mutated file was refused: the mutations prove nothing"


FORMATS = [(".docx", word), (".pdf", report), (".txt", text), (".xlsx", sheet), (".csv", text)]


@pytest.mark.parametrize(("suffix", "make"), FORMATS, ids=[suffix for suffix, _ in FORMATS])
def test_forty_damaged_files_give_a_text_or_a_sentence(
    tmp_path: Path, suffix: str, make: Callable[[Path], bytes]
) -> None:
    survives(tmp_path, suffix, make, range(40))


@pytest.mark.soak
@pytest.mark.parametrize(("suffix", "make"), FORMATS, ids=[suffix for suffix, _ in FORMATS])
def test_four_thousand_damaged_files_give_a_text_or_a_sentence(
    tmp_path: Path, suffix: str, make: Callable[[Path], bytes]
) -> None:
    survives(tmp_path, suffix, make, range(1_000, 5_000))
