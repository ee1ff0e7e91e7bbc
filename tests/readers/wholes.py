"""One whole small file of every format, to be damaged."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import xlsxwriter

from tests.readers.reports import Report
from tests.readers.test_debates import DEBATE
from tests.readers.test_eaf import ELAN
from tests.readers.test_html import NOSCRIBE
from tests.readers.test_odt import odt
from tests.readers.test_odt import p as op
from tests.readers.test_rtf import HEAD
from tests.readers.test_srt import PLAIN
from tests.readers.test_transcript_json import amberscript
from tests.readers.test_vtt import TEAMS
from tests.readers.words import p, r, table, word_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def word(folder: Path) -> bytes:
    body = (
        p(r("Interviewer:", "<w:b/>"), " Wat doen jullie?") + p("R1: Wij kiezen zelf.") + table(("a", "b"), ("c", "d"))
    )
    body += p("<w:ins>" + r("erbij") + "</w:ins>", '<w:r><w:footnoteReference w:id="2"/></w:r>', style="Kop")
    body += p('<w:commentRangeStart w:id="7"/>', r("zo"), '<w:commentRangeEnd w:id="7"/>')
    parts = {
        "footnotes": f'<w:footnote w:id="2">{p("noot")}</w:footnote>', "styles": '<w:style w:styleId="Kop"/>',
        "comments": f'<w:comment w:id="7" w:author="Vera Dam">{p("opmerking")}</w:comment>', "header": p("bovenaan"),
    }  # fmt: skip
    return word_file(folder / "heel.docx", body, parts=parts).read_bytes()


def report(folder: Path) -> bytes:
    made = Report()
    made.add_page()
    made.add_page(across=True)
    return made.write(folder / "heel.pdf").read_bytes()


def text(folder: Path) -> bytes:
    return ("Interviewer: Wat één van jullie wíl?\r\nR1: coöperatief “werken” – à € 5\r\n" * 20).encode("cp1252")


def markdown(folder: Path) -> bytes:
    return (
        "# Gesprek één\n\n**Interviewer:** Wat *doen* jullie?\n\n**R1:** Wij kiezen zelf.\n\n- een\n- twee\n" * 10
    ).encode()


def text_of_libreoffice(folder: Path) -> bytes:
    note = '<text:note text:note-class="footnote"><text:note-body><text:p>noot</text:p></text:note-body></text:note>'
    body = op("Interviewer: Hoe kiezen jullie?" + note) + "<table:table><table:table-row><table:table-cell>" + op("cel")
    body += "</table:table-cell></table:table-row></table:table>" + op("R1: Zelf.") * 20
    return odt(folder / "heel.odt", body).read_bytes()


def rich_text(folder: Path) -> bytes:
    body = r"\pard\b I:\b0  Hoe{\footnote\pard noot} \u233?\'e9?\par\trowd\intbl a\cell b\cell\row {\field{\*\fldinst X}{\fldrslt link}}\par "
    return (HEAD + body * 10 + "}").encode("cp1252")


def web_page(folder: Path) -> bytes:
    body = '<h1>Thema</h1><p>Zij <b>kiezen</b> z&eacute;lf<br>samen</p><!-- x --><table><tr><td>a<td>b</table><ul><li>een</ul><img src="x">'
    return f"<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body>{body * 5}</body></html>".encode()


def _talk() -> list[list[object]]:
    return [["Tijd", "Spreker", "Tekst"], *([row, "Docent" if row % 2 else "Vera", f"Zin {row}"] for row in range(20))]


def workbook(folder: Path) -> bytes:
    book = xlsxwriter.Workbook(str(folder / "heel.xlsx"))
    page = book.add_worksheet()
    for number, row in enumerate(_talk()):
        page.write_row(number, 0, row)
    book.close()
    return (folder / "heel.xlsx").read_bytes()


def workbook_of_libreoffice(folder: Path) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in _talk())
    body = f'<office:body><office:spreadsheet><table:table table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(folder / "heel.ods", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return (folder / "heel.ods").read_bytes()


def separated(folder: Path) -> bytes:
    return (
        "\n".join(";".join(f'"{cell}"' for cell in row) for row in _talk()).replace("Zin", "Één; zin").encode("cp1252")
    )


def otranscribe(folder: Path) -> bytes:
    page = '<p><span class="timestamp" data-timestamp="12.5">00:12</span> I: Hoe?<br /></p><p>R: <b>Zelf</b> &amp; samen.</p>'
    return json.dumps({"text": page * 5, "media": "a.mp3"}).encode()


def whisper(folder: Path) -> bytes:
    segments = [{"start": n, "end": n + 1, "text": f" Zin {n} één.", "speaker": f"SPEAKER_0{n % 2}"} for n in range(10)]
    return json.dumps({"text": "Zin", "segments": segments}, ensure_ascii=False).encode()


def spss(folder: Path) -> bytes:
    import pandas as pd
    import pyreadstat

    frame = pd.DataFrame({"spreker": ["Vera", "Docent"] * 5, "tekst": ["Hoe kiezen jullie?", "Zelf één."] * 5})
    pyreadstat.write_sav(frame, str(folder / "heel.sav"))
    return (folder / "heel.sav").read_bytes()


#: Each format: the suffix, and what makes a whole file.
FORMATS: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "docx": (".docx", word), "odt": (".odt", text_of_libreoffice), "rtf": (".rtf", rich_text), "html": (".html", web_page),
    "noscribe": (".html", lambda _: NOSCRIBE.encode()), "md": (".md", markdown), "txt": (".txt", text), "pdf": (".pdf", report),
    "srt": (".srt", lambda _: PLAIN.encode()), "vtt": (".vtt", lambda _: TEAMS.encode()), "whisper": (".json", whisper),
    "amberscript": (".json", lambda _: json.dumps(amberscript()).encode()), "otr": (".otr", otranscribe),
    "eaf": (".eaf", lambda _: ELAN.encode()), "xml": (".xml", lambda _: DEBATE.encode()), "xlsx": (".xlsx", workbook),
    "ods": (".ods", workbook_of_libreoffice), "csv": (".csv", separated), "sav": (".sav", spss),
    "tsv": (".tsv", lambda _: b"start\tend\ttext\n" + b"250\t900\tHo\xc3\xa9 kiezen?\n" * 20),
}  # fmt: skip
