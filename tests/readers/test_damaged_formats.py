"""Damaged files of the further formats, twenty each here and thousands in a soak: a text or one sentence, never a traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from tests.readers.test_debates import DEBATE
from tests.readers.test_eaf import ELAN
from tests.readers.test_html import NOSCRIBE
from tests.readers.test_mutations import survives
from tests.readers.test_odt import odt, p
from tests.readers.test_rtf import HEAD
from tests.readers.test_srt import PLAIN
from tests.readers.test_transcript_json import amberscript
from tests.readers.test_vtt import TEAMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def text_of_libreoffice(folder: Path) -> bytes:
    note = '<text:note text:note-class="footnote"><text:note-body><text:p>noot</text:p></text:note-body></text:note>'
    body = p("Interviewer: Hoe kiezen jullie?" + note) + "<table:table><table:table-row><table:table-cell>" + p("cel")
    return odt(
        folder / "heel.odt", body + "</table:table-cell></table:table-row></table:table>" + p("R1: Zelf.") * 20
    ).read_bytes()


def rich_text(folder: Path) -> bytes:
    body = r"\pard\b I:\b0  Hoe{\footnote\pard noot} \u233?\'e9?\par\trowd\intbl a\cell b\cell\row {\field{\*\fldinst X}{\fldrslt link}}\par "
    return (HEAD + body * 10 + "}").encode("cp1252")


def talk_in_a_sheet(folder: Path) -> bytes:
    book = xlsxwriter.Workbook(str(folder / "heel.xlsx"))
    page = book.add_worksheet()
    for row in range(20):
        page.write_row(row, 0, ["Tijd", "Spreker", "Tekst"] if row == 0 else [row, "Docent", f"Zin {row}"])
    book.close()
    return (folder / "heel.xlsx").read_bytes()


def otranscribe(folder: Path) -> bytes:
    page = '<p><span class="timestamp" data-timestamp="12.5">00:12</span> I: Hoe?<br /></p><p>R: <b>Zelf</b> &amp; samen.</p>'
    return json.dumps({"text": page * 5, "media": "a.mp3"}).encode()


def whisper(folder: Path) -> bytes:
    segments = [{"start": n, "end": n + 1, "text": f" Zin {n} één.", "speaker": f"SPEAKER_0{n % 2}"} for n in range(10)]
    return json.dumps({"text": "Zin", "segments": segments}, ensure_ascii=False).encode()


FORMATS: list[tuple[str, Callable[[Path], bytes]]] = [
    (".odt", text_of_libreoffice), (".rtf", rich_text), (".html", lambda folder: NOSCRIBE.encode()), (".vtt", lambda folder: TEAMS.encode()),
    (".srt", lambda folder: PLAIN.encode()), (".json", whisper), (".json", lambda folder: json.dumps(amberscript()).encode()),
    (".otr", otranscribe), (".eaf", lambda folder: ELAN.encode()), (".ods", talk_in_a_sheet),
    (".xml", lambda folder: DEBATE.encode()),
    (".tsv", lambda folder: b"start\tend\ttext\n" + b"250\t900\tHo\xc3\xa9 kiezen?\n" * 20),
]  # fmt: skip
NAMES = [f"{suffix}-{number}" for number, (suffix, _) in enumerate(FORMATS)]


@pytest.mark.parametrize(("suffix", "make"), FORMATS, ids=NAMES)
def test_thirty_damaged_files_give_a_text_or_a_sentence(
    tmp_path: Path, suffix: str, make: Callable[[Path], bytes]
) -> None:
    survives(tmp_path, suffix, make, range(30))


@pytest.mark.soak
@pytest.mark.parametrize(("suffix", "make"), FORMATS, ids=NAMES)
def test_two_thousand_damaged_files_give_a_text_or_a_sentence(
    tmp_path: Path, suffix: str, make: Callable[[Path], bytes]
) -> None:
    survives(tmp_path, suffix, make, range(1_000, 3_000))
