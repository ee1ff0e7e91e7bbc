"""Make the interviews and sheets of this study from the marked texts in ``marked/``. Nobody needs to run this: the
files it makes are part of the study.

A marked text is a transcript in which every coding stands where it belongs::

    Leraar 1: {zelfregie huidig|Ze kiezen {tempo A|zelf wanneer} ze het doen.} Eh, ja.

``{code|text}`` is applied by every reading of the document that judged the code; ``{code A K|text}`` by readings A and
K only; ``{code -B|text}`` by all but B. Values of facets and a "memo" follow the code, ``+`` joins several codes on one
stretch, marks nest. The head of the file names the document, its speakers and its readings. A reading's options tell
how that coder works: ``turns`` (always whole turns), ``answers`` (whole turns with the question before it),
``regie for extern gedeeld`` (a parent where others choose a child), ``only`` and ``without`` codes.

    python make_files.py          the interviews, sheets and codings
    python make_files.py --pdf    the case-study reports too (needs LibreOffice)
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FACETS = {
    "stand": ("huidig", "ambitie", "terugblik"),
    "richting": ("bevorderend", "belemmerend", "neutraal", "gemengd"),
}
CODING = (
    "layer", "coder", "round", "version", "document", "start", "end", "quote", "code", "memo", "facet.stand",
    "facet.richting",
)  # fmt: skip
DOCUMENT = ("file", "case", "wave", "kind", "instrument", "date", "language", "responsible", "revises")
NAMES = {"p": "pilot", "c": "calibration", "2": "recode"}
BREAKS = (
    "parallel-groepen",
    "wereld-oriëntatie",
    "onderzoeks-team",
    "leer-lingen",
    "uit-gangs-positie",
    "bij-een-komsten",
)
MADE = datetime.datetime(2026, 7, 1, 9, 0)
Row = dict[str, str]


@dataclass(frozen=True)
class Reading:
    """How one coder read one document in one round."""

    name: str
    layer: str
    coder: str
    round: str
    version: str
    state: str
    way: str = ""
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    parent: dict[str, str] = field(default_factory=dict)

    def judges(self, code: str) -> bool:
        """Whether this reading had the code before it."""
        return (not self.only or code in self.only) and code not in self.without


@dataclass(frozen=True)
class Mark:
    """A code on a stretch of text, as written between braces."""

    code: str
    facets: dict[str, str]
    memo: str
    by: frozenset[str]
    but: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True)
class Marked:
    """One marked text: its head, its readings, its plain text and its marks."""

    head: Row
    speakers: dict[str, tuple[str, str]]
    readings: tuple[Reading, ...]
    text: str
    marks: tuple[Mark, ...]

    @property
    def file(self) -> str:
        """Where the made file lies, seen from the study."""
        folder, suffix = ("documents", ".pdf") if self.head["kind"] == "document" else ("interviews", ".docx")
        return f"{folder}/{self.head['name']}{suffix}"


def read_marked(path: Path) -> Marked:
    """A marked text, taken apart."""
    top, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    head: Row = {}
    speakers: dict[str, tuple[str, str]] = {}
    readings: list[Reading] = []
    for line in filter(None, (line.strip() for line in top.splitlines())):
        key, _, value = line.partition(":")
        value = value.strip()
        if key.startswith("speaker "):
            role, _, person = value.partition(",")
            speakers[key.removeprefix("speaker ")] = (role, person.strip())
        elif key.startswith("reading "):
            readings.append(read_reading(key.removeprefix("reading "), value))
        else:
            head[key] = value
    opening = [part for part in (head.get("title", ""), head.get("note", "")) if part]
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body.strip())]
    text, marks = strip_marks("\n".join([*opening, *paragraphs]), path)
    return Marked(head, speakers, tuple(readings), text, marks)


def read_reading(name: str, value: str) -> Reading:
    """One line ``reading NAME: [consensus] VERSION STATE; option; option`` of a head."""
    first, *options = [part.strip() for part in value.split(";")]
    *layer, version, state = first.split()
    known: dict[str, Any] = {"parent": {}}
    for option in options:
        word, *codes = option.split()
        if word in ("turns", "answers"):
            known["way"] = word
        elif word in ("only", "without"):
            known[word] = tuple(codes)
        else:
            known["parent"] |= dict.fromkeys(codes[1:], word)
    coder = "consensus" if layer else name[0]
    return Reading(name, (layer or ["reading"])[0], coder, NAMES.get(name[1:], "main"), version, state, **known)


def strip_marks(text: str, path: Path) -> tuple[str, tuple[Mark, ...]]:
    """The plain text, and every mark with the place of its stretch in it."""
    plain: list[str] = []
    length = 0
    opened: list[tuple[str, int]] = []
    marks: list[Mark] = []
    for piece in re.split(r"(\{[^{}|]*\||\})", text):
        if piece.endswith("|") and piece.startswith("{"):
            opened.append((piece[1:-1], length))
        elif piece == "}":
            head, start = opened.pop()
            marks.extend(read_mark(item, start, length) for item in head.split(" + "))
        else:
            plain.append(piece)
            length += len(piece)
    if opened or set("".join(plain)) & set("{}|"):
        raise SystemExit(f"{path.name}: a mark is not closed, or closed twice, near {opened or plain[-1][:60]!r}.")
    return "".join(plain), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def read_mark(head: str, start: int, end: int) -> Mark:
    """What stands before the bar: code, values of facets, readings, "memo"."""
    memo = "".join(re.findall(r'"([^"]*)"', head))
    code, *words = re.sub(r'"[^"]*"', "", head).split()
    facets = {name: word for word in words for name, values in FACETS.items() if word in values}
    names = [word for word in words if word not in facets.values()]
    by = frozenset(word for word in names if not word.startswith("-"))
    return Mark(code, facets, memo, by, frozenset(word[1:] for word in names if word.startswith("-")), start, end)


def turns_of(marked: Marked) -> list[tuple[str, int, int]]:
    """Label, start and end of each turn: the talk without its label. A report has paragraphs instead."""
    turns: list[tuple[str, int, int]] = []
    at = 0
    for paragraph in marked.text.split("\n"):
        end = at + len(paragraph)
        label = paragraph.partition(": ")[0]
        if label in marked.speakers:
            turns.append((label, at + len(label) + 2, end))
        elif turns and marked.speakers:
            turns[-1] = (*turns[-1][:2], end)
        elif not marked.speakers:
            turns.append(("", at, end))
        at = end + 1
    return turns


def widened(mark: Mark, way: str, marked: Marked) -> tuple[int, int]:
    """Where this coder's segment begins and ends, given the coder's way of working."""
    if not way:
        return mark.start, mark.end
    turns = turns_of(marked)
    held = [place for place, (_, start, end) in enumerate(turns) if start < mark.end and mark.start < end]
    first = held[0]
    if way == "answers":
        roles = [marked.speakers.get(label, ("", ""))[0] for label, _, _ in turns[:first]]
        first = max((place for place, role in enumerate(roles) if role == "interviewer"), default=first)
    return turns[first][1], turns[held[-1]][2]


def codings_of(marked: Marked, reading: Reading) -> list[Row]:
    """The codings of one reading, each once, in the order of the text."""
    rows: dict[tuple[Any, ...], Row] = {}
    for mark in marked.marks:
        if reading.name in mark.but or (mark.by and reading.name not in mark.by) or not reading.judges(mark.code):
            continue
        code = reading.parent.get(mark.code, mark.code)
        start, end = widened(mark, reading.way, marked)
        row = {
            "layer": reading.layer, "coder": reading.coder, "round": reading.round, "version": reading.version,
            "document": marked.head["name"], "start": str(start), "end": str(end), "quote": marked.text[start:end],
            "code": code, "memo": mark.memo,
            **{f"facet.{name}": value for name, value in mark.facets.items()},
        }  # fmt: skip
        rows.setdefault((start, -end, code, *sorted(mark.facets.items())), row)
    return [rows[key] for key in sorted(rows, key=lambda key: key[:3])]


def write_docx(marked: Marked, path: Path) -> None:
    """The transcript as someone typed it in Word: a title, a line about the talk, the turns."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments = "verzonnen studie po-werkplaats", ""
    properties.created = properties.modified = MADE
    document.styles["Normal"].font.name = "Calibri"
    for paragraph in marked.text.split("\n"):
        label, _, talk = paragraph.partition(": ")
        if paragraph == marked.head.get("title"):
            document.add_heading(paragraph, level=1)
        elif label in marked.speakers:
            added = document.add_paragraph()
            added.add_run(f"{label}:").bold = marked.head["convention"] == "A"
            added.add_run(f" {talk}")
        else:
            document.add_paragraph().add_run(paragraph).italic = paragraph == marked.head.get("note")
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in parts.namelist():  # the same file every time
            made.writestr(zipfile.ZipInfo(name, (2026, 7, 1, 9, 0, 0)), parts.read(name), zipfile.ZIP_DEFLATED)


def write_pdf(marked: Marked, path: Path) -> None:
    """A report in two columns, with a running head and page numbers; lines that begin with # are headings.

    Long words get soft hyphens, so that some of them break at the end of a line.
    """
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    document.core_properties.author, document.core_properties.comments = "verzonnen studie po-werkplaats", ""
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "DejaVu Serif", Pt(10)
    section = document.sections[0]
    columns = section._sectPr.xpath("./w:cols")[0]
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "560")
    section.header.paragraphs[0].text = marked.head["header"]
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, inner in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = inner
        footer.add_run()._r.append(element)
    for paragraph in marked.text.split("\n"):
        if paragraph.startswith("# "):
            document.add_heading(paragraph[2:], level=1 if paragraph == marked.text.split("\n")[0] else 2)
        else:
            for broken in BREAKS:
                paragraph = paragraph.replace(broken.replace("-", ""), broken.replace("-", "\u00ad"))
            document.add_paragraph(paragraph)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / path.with_suffix(".docx").name
        document.save(str(source))
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", path.parent, source], check=True)


def place_in_pdf(row: Row, text: str) -> Row:
    """The same coding with the place and quote of the text that the reader finds in the PDF."""
    pattern = r"\s+".join(re.escape(word) for word in row["quote"].removeprefix("# ").split())
    found = list(re.finditer(pattern, text))
    if len(found) != 1:
        raise SystemExit(f"{row['document']}: {len(found)} times in the PDF: {row['quote'][:60]!r}.")
    return {**row, "start": str(found[0].start()), "end": str(found[0].end()), "quote": found[0][0]}


def write_csv(path: Path, columns: tuple[str, ...], rows: list[Row], excel: str = "") -> None:
    """A sheet; with `excel` as a Dutch Excel writes it: semicolons, CRLF and that encoding."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding=excel or "utf-8", newline="") as out:
        ends: dict[str, Any] = {"delimiter": ";"} if excel else {"lineterminator": "\n"}
        writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", **ends)
        writer.writeheader()
        writer.writerows(rows)


def write_xlsx(source: Path) -> None:
    """A table of ``marked/`` as a workbook, numbers as numbers."""
    import xlsxwriter

    with source.open(encoding="utf-8", newline="") as held:
        rows = list(csv.reader(held))
    with xlsxwriter.Workbook(str(HERE / source.with_suffix(".xlsx").name)) as book:
        book.set_properties({"created": MADE, "author": "verzonnen studie po-werkplaats"})
        sheet = book.add_worksheet(source.stem)
        bold = book.add_format({"bold": True})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, int(value) if value.isdigit() else value, None if number else bold)
        sheet.freeze_panes(1, 0)
        sheet.autofit()


def decisions(texts: dict[str, Marked]) -> list[Row]:
    """The decisions of the meeting, with the place of each quote."""
    with (HERE / "marked" / "decisions.csv").open(encoding="utf-8", newline="") as held:
        rows = list(csv.DictReader(held))
    for row in rows:
        text = texts[row["document"]].text
        if text.count(row["quote"]) != 1:
            raise SystemExit(f"decisions: {text.count(row['quote'])} times in {row['document']}: {row['quote']!r}.")
        row["start"] = str(text.index(row["quote"]))
        row["end"] = str(int(row["start"]) + len(row["quote"]))
    return rows


def make(pdf: bool) -> None:
    """Every file of the study that comes from the marked texts."""
    order = (HERE / "marked" / "order.txt").read_text(encoding="utf-8").split()
    texts = {name: read_marked(HERE / "marked" / f"{name}.txt") for name in order}
    codings: dict[str, list[Row]] = {}
    for marked in texts.values():
        path = HERE / marked.file
        path.parent.mkdir(exist_ok=True)
        report = path.suffix == ".pdf"
        if not report:
            write_docx(marked, path)
        elif pdf:
            write_pdf(marked, path)
        for reading in marked.readings:
            rows = codings_of(marked, reading)
            if report:
                from qualcode.readers import read

                rows = [place_in_pdf(row, read(path).text) for row in rows]
            name = "consensus" if reading.layer == "consensus" else f"{reading.coder}-{reading.round}"
            codings.setdefault(name, []).extend(rows)
    for name, rows in codings.items():
        write_csv(HERE / "codings" / f"{name}.csv", CODING, rows, "utf-8-sig" if name.startswith("A") else "")
    write_sheets(texts)


def write_sheets(texts: dict[str, Marked]) -> None:
    """The sheets beside the codings: documents, speakers, coverage, decisions, cases, persons."""
    documents = [{**text.head, "file": text.file, "language": "nl"} for text in texts.values()]
    write_csv(HERE / "documents.csv", DOCUMENT, documents, "utf-8-sig")
    speakers = [
        {"document": name, "label": label, "person": person, "role": role}
        for name, text in texts.items()
        for label, (role, person) in text.speakers.items()
    ]
    write_csv(HERE / "speakers.csv", ("document", "label", "person", "role", "case"), speakers)
    coverage = [
        {"layer": "" if reading.layer == "reading" else reading.layer, "coder": reading.coder, "document": name,
         "round": reading.round, "version": reading.version, "codes": ";".join(reading.only), "state": reading.state}
        for name, text in texts.items()
        for reading in text.readings
    ]  # fmt: skip
    write_csv(HERE / "coverage.csv", ("layer", "coder", "document", "round", "version", "codes", "state"), coverage)
    columns = ("document", "start", "end", "code", "decision", "reason", "rule")
    write_csv(HERE / "decisions.csv", columns, decisions(texts), "cp1252")
    for name in ("cases", "persons"):
        write_xlsx(HERE / "marked" / f"{name}.csv")


if __name__ == "__main__":
    make(pdf="--pdf" in sys.argv)
