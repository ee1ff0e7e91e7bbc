"""The share of a file's words, in every format: all of a whole file, and less by what a reader had lost, named by kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from qualcode.readers import read
from qualcode.readers.share import Share, share
from tests.readers.reports import Report
from tests.readers.test_debates import DEBATE
from tests.readers.test_eaf import ELAN
from tests.readers.test_html import NOSCRIBE
from tests.readers.test_odt import odt
from tests.readers.test_odt import p as op
from tests.readers.test_rtf import HEAD
from tests.readers.test_transcript_json import amberscript
from tests.readers.test_vtt import TEAMS
from tests.readers.words import p, word_file
from tests.shared import shared_data

if TYPE_CHECKING:
    from pathlib import Path

SRT = "1\n00:00:01,000 --> 00:00:02,000\nVera: Hoe kiezen jullie?\n\n2\n00:00:03,000 --> 00:00:04,000\nVera: Elke dag?\n\n3\n" + (
    "00:00:05,000 --> 00:00:06,000\nDocent: <i>Zelf</i>, in de weektaak.\n\n4\n00:00:07,000 --> 00:00:08,000\nVera: Goed.\n"
)  # fmt: skip
VTT = "WEBVTT\n\nNOTE gemaakt door een programma\n\n" + SRT.replace(",000", ".000")
WHISPER = {
    "text": " Hoe kiezen jullie? Zelf.",
    "segments": [
        {"start": 0, "text": " Hoe kiezen jullie?", "words": [{"word": " Hoe"}, {"word": " kiezen"}, {"word": " jullie?"}]},
        {"start": 2, "text": " Zelf.", "speaker": "SPEAKER_01"},
    ],
}  # fmt: skip
PAGE = "<html><head><title>Gesprek</title><style>p {x}</style></head><body><h1>Thema</h1><p>Zij <b>kie</b>zen zelf &amp; samen.</p><script>var x</script></body></html>"
RICH = r"{\header Vertrouwelijk verslag}I: Wie kiest de week\b taak\b0 ?{\footnote\pard een noot}\par R1: coöperatief \u8364? en {\*\annotation dit niet}\'e9\'e9n doel\par{\pict 0a0b0c}\trowd a1\cell b2\cell\row}"


def whole(path: Path, inside: str | bytes) -> Share:
    path.write_bytes(inside if isinstance(inside, bytes) else inside.encode("utf-8"))
    return counted(path)


def counted(path: Path, without: str = "") -> Share:
    intake = read(path)
    if without:
        assert without in intake.text
    found = share(path, intake.text.replace(without, ""))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "inside", "words"),
    [
        ("a.txt", "I: Wie kiest?\nR: Zij.", 5), ("a.md", "# Kop\n\n**I:** Wie?", 3), ("a.srt", SRT, 13), ("a.json", json.dumps(WHISPER), 4),
        ("b.json", json.dumps(amberscript()), 6), ("a.html", NOSCRIBE.replace("<title>x</title>", ""), 29), ("b.vtt", TEAMS, 13),
        ("a.xml", DEBATE, 18), ("a.csv", "spreker;tekst\nVera;Hoe kiezen jullie?\nVera;Zelf?\nDocent;Zelf.\n", 7),
        ("a.otr", json.dumps({"text": "<p>Vera: Hoe?<br />Docent: <i>Ze</i>lf.</p>"}), 4),
    ],
)  # fmt: skip
def test_all_words_of_a_whole_file_reached_the_text(tmp_path: Path, name: str, inside: str, words: int) -> None:
    assert whole(tmp_path / name, inside) == Share(1.0, words)


@pytest.mark.parametrize(
    ("name", "inside", "said"),
    [
        ("a.vtt", VTT, ('4 words of note: "gemaakt door een programma"',)),
        ("a.eaf", ELAN, ('1 word of tier "vertaling": "How"',)),
        ("a.html", PAGE, ('1 word of title of the page: "Gesprek"',)),
        ("a.csv", "spreker;tekst;opmerking\nVera;Hoe kiezen jullie?;lacht even\nDocent;Zelf.;\n", ('2 words of column "opmerking": "lacht even"',)),
        ("a.json", json.dumps(WHISPER | {"text": " Hoe kiezen jullie? Zelf. Tot morgen."}), ('2 words of text: "Tot morgen"',)),
    ],
)  # fmt: skip
def test_what_a_file_holds_beside_its_talk_is_named_by_kind(
    tmp_path: Path, name: str, inside: str, said: tuple[str, ...]
) -> None:
    found = whole(tmp_path / name, inside)
    assert found.missing == said
    assert found.share == pytest.approx(1 - int(said[0].split()[0]) / found.words)


def test_a_word_file_names_what_its_charts_and_diagrams_say_and_has_the_words_of_its_drawings(tmp_path: Path) -> None:
    drawing = "<w:r><w:drawing><a:p><a:r><a:t>Regie bij leerlingen</a:t></a:r></a:p></w:drawing></w:r>"
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    file = word_file(
        tmp_path / "a.docx", p("Wij kiezen", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", drawing.replace("<a:p>", f"<a:p {space}>")),
        parts={"diagrams/data": "<a:t>Plan Doe</a:t>", "charts/chart": "<c:v>Aantal uren</c:v><c:v>12</c:v>"},
    )  # fmt: skip
    assert counted(file).missing == (
        '2 words of diagram: "Plan Doe"', '3 words of chart: "Aantal uren 12"',
    )  # fmt: skip
    found = share(file, "Wij kiezen x")
    assert found is not None
    assert '3 words of drawing: "Regie bij leerlingen"' in found.missing


def test_a_word_file_with_a_renamed_main_part_or_another_prefix_is_counted(tmp_path: Path) -> None:
    made = word_file(tmp_path / "a.docx", p("Wij kiezen zelf"), main="inhoud/anders.xml")
    assert counted(made) == Share(1.0, 3)


def test_text_of_libreoffice_is_counted_without_deleted_words_and_with_its_margins(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>" + op("weg is dit") + "</text:deletion></text:changed-region></text:tracked-changes>"
        + op('Wij <text:span>kie</text:span>zen<text:s/>zelf<text:tab/>vaak<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
             "<text:note-body>" + op("een noot") + "</text:note-body></text:note>")
    )  # fmt: skip
    margins = "<style:header>" + op("Project Veldermond") + "</style:header>"
    found = counted(odt(tmp_path / "a.odt", body, margins=margins))
    assert (found.words, found.missing) == (8, ('2 words of header: "Project Veldermond"',))


def test_rich_text_is_counted_group_by_group(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes((HEAD + RICH + "}").encode("cp1252"))
    found = counted(tmp_path / "a.rtf")
    assert found.missing[0] == '2 words of header: "Vertrouwelijk verslag"'
    assert [line.split('"')[0] for line in found.missing[1:]] in ([], ["2 words of comment: "])
    assert found.words >= 14


def test_a_sheet_of_talk_is_counted_by_its_raw_cells(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    talk, other = book.add_worksheet("gesprek"), book.add_worksheet("lijst")
    for number, row in enumerate(
        [("tijd", "spreker", "tekst", "code"), (1, "Vera", "Hoe kiezen jullie?", "regie"), (2, "Docent", "Zelf.", "")]
    ):
        talk.write_row(number, 0, row)
    other.write_row(0, 0, ["nog iets", 3])
    book.close()
    assert counted(tmp_path / "a.xlsx") == Share(
        6 / 9, 9, ('1 word of column "code": "regie"', '2 words of sheet "lijst": "nog iets"')
    )


def test_answers_of_spss_are_counted_by_its_cells(tmp_path: Path) -> None:
    import pandas as pd
    import pyreadstat

    frame = pd.DataFrame({"spreker": ["Vera", "Docent"], "tekst": ["Hoe kiezen jullie?", "Zelf."], "nr": [1.0, 2.0]})
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"))
    assert counted(tmp_path / "a.sav") == Share(1.0, 6)


def test_running_heads_of_a_pdf_are_named_as_such_and_broken_words_are_not_missing(tmp_path: Path) -> None:
    report = Report()
    for across in (False, True, False, True):
        report.add_page(across=across)
    found = counted(report.write(tmp_path / "a.pdf"))
    assert [line.partition(": ")[0] for line in found.missing] == ["36 words of running heads and feet"]


@pytest.mark.parametrize(
    ("name", "inside", "lost"),
    [
        ("a.srt", SRT, "Zelf, in de weektaak"), ("a.json", json.dumps(WHISPER), "kiezen jullie"), ("a.eaf", ELAN, "Hoe"),
        ("a.html", PAGE, "Zij kiezen"), ("a.vtt", TEAMS, "meestal"), ("a.rtf", HEAD + RICH + "}", "Wie kiest de"),
        ("a.csv", "spreker;tekst\nVera;Hoe kiezen jullie?\nDocent;Zelf.\n", "jullie"),
    ],
)  # fmt: skip
def test_words_that_a_reader_had_lost_would_be_told(tmp_path: Path, name: str, inside: str, lost: str) -> None:
    (tmp_path / name).write_bytes(inside.encode("utf-8"))
    every = counted(tmp_path / name)
    less = counted(tmp_path / name, lost)
    assert round((every.share - less.share) * every.words) == len(lost.replace(",", "").split())


REPORTS = ["103980__5.PDF", "139305__5.PDF", "80428_bedford.pdf", "80451_wakefield.pdf", "80454_cornwall.pdf"]


@pytest.mark.parametrize("file", REPORTS)
def test_of_a_real_report_only_running_heads_and_numbers_of_pages_are_missing(file: str) -> None:
    found = counted(shared_data(f"ofsted/{file}"))
    kinds = {line.partition(" of ")[2].partition(":")[0] for line in found.missing}
    assert kinds <= {"running heads and feet", "numbers of lines and pages"}
    assert found.share > 0.95


@pytest.mark.parametrize("file", ["P1.pdf", "P2.pdf", "P3.pdf"])
def test_numbers_beside_the_lines_of_a_real_transcript_are_named_as_such(file: str) -> None:
    found = counted(shared_data(f"pdpilot/{file}"))
    assert [line.partition(":")[0].partition(" of ")[2] for line in found.missing] == ["numbers of lines and pages"]
