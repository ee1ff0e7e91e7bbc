"""Ways in which people and programs write talk down: each writes one talk to a file, as it stands on a team's drive."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

Row = tuple[str, str, float]
Writer = Callable[[Sequence[Row], Path], None]

SCHOOL = ("Interviewer", "Docent 2", "Leerling ?")
LETTERS = ("I", "R1", "R2")
NAMES = ("Vera Dam", "Anouk van den Berg", "Joost Prins")


@dataclass(frozen=True)
class Convention:
    """One way: the suffix of its files, how it is written, the labels, and what of times and paragraphs it can hold."""

    suffix: str
    write: Writer
    labels: tuple[str, str, str] = SCHOOL
    thousandths: int = 0  # the smallest step of its times; 0: it has none
    paragraphs: bool = True  # whether a turn may have several
    before: str = ""  # what stands above the talk, and is nobody's
    after: str = ""  # what stands below it
    named: bool = True  # whether speakers are named at all


def clock(time: float, *, hours: bool = True) -> str:
    """hh:mm:ss, or m:ss below an hour where `hours` is not wanted."""
    whole = int(time)
    if hours or whole >= 3600:
        return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{whole // 60}:{whole % 60:02d}"


def split(time: float, sign: str, places: int) -> str:
    """hh:mm:ss and a fraction behind `sign`."""
    fraction = round(time * 1000) % 1000 // 10 ** (3 - places)
    return f"{clock(time)}{sign}{fraction:0{places}d}"


# --- typed by people: text ---------------------------------------------------------------------------------------


def lines(pattern: str, between: str = "\n", *, encoding: str = "utf-8", before: str = "", after: str = "") -> Writer:
    """A text file with `pattern` for each turn; newlines within it are those of the file."""

    def write(rows: Sequence[Row], path: Path) -> None:
        path.write_bytes((before + between.join(filled(pattern, rows)) + after).encode(encoding))

    return write


def filled(pattern: str, rows: Sequence[Row]) -> list[str]:
    """The pattern with each row in it: label, talk, n, and times as T (h:mm:ss), S (m:ss), f4, maxqda, P (points)."""
    return [
        pattern.format(
            label=label, talk=talk, n=number, T=clock(time), S=clock(time, hours=False),
            f4=f"#{split(time, '-', 1)}#", maxqda=f"#{split(time, '.', 1)}#", P=clock(time).replace(":", "."),
        )
        for number, (label, talk, time) in enumerate(rows, 1)
    ]  # fmt: skip


def rich(pattern: str) -> Writer:
    """Rich text, a paragraph a line."""

    def code(text: str) -> str:
        units = text.encode("utf-16-le")
        signs = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
        return "".join(chr(sign) if 31 < sign < 127 and chr(sign) not in "\\{}" else f"\\u{sign}?" for sign in signs)

    def write(rows: Sequence[Row], path: Path) -> None:
        parts = [code(line) for block in filled(pattern, rows) for line in block.split("\n")]
        path.write_text(r"{\rtf1\ansi\uc1 " + "\\par\n".join(parts) + "}", encoding="ascii")

    return write


# --- typed by people: Word ---------------------------------------------------------------------------------------


def word(pattern: str, *, breaks: bool = False, before: str = "", after: str = "") -> Writer:
    """A Word file; ``**`` in the pattern makes bold, a newline makes a paragraph or, with `breaks`, a soft break."""

    def write(rows: Sequence[Row], path: Path) -> None:
        from docx import Document

        file = Document()
        for block in [*([before] if before else []), *filled(pattern, rows), *([after] if after else [])]:
            for line in [block] if breaks else block.split("\n"):
                paragraph = file.add_paragraph()
                for place, part in enumerate(line.split("**")):
                    paragraph.add_run(part).bold = True if place % 2 else None
        file.save(str(path))

    return write


def table(*columns: str) -> Writer:
    """A Word table, a row a turn."""

    def write(rows: Sequence[Row], path: Path) -> None:
        from docx import Document

        file = Document()
        grid = file.add_table(len(rows), len(columns))
        for row, cells in enumerate(zip(*(filled(column, rows) for column in columns), strict=True)):
            for column, cell in enumerate(cells):
                grid.cell(row, column).text = cell
        file.save(str(path))

    return write


# --- written by programs -----------------------------------------------------------------------------------------


def subtitles(head: str, cue: str, sign: str = ".") -> Writer:
    """Subtitles: a cue a turn, five seconds long."""

    def write(rows: Sequence[Row], path: Path) -> None:
        cues = [
            cue.format(n=number, label=label, talk=talk, a=split(time, sign, 3), b=split(time + 5, sign, 3))
            for number, (label, talk, time) in enumerate(rows, 1)
        ]
        path.write_text(head + "\n\n".join(cues) + "\n", encoding="utf-8")

    return write


def amberscript(rows: Sequence[Row], path: Path) -> None:
    labels = list(dict.fromkeys(label for label, _, _ in rows))
    value = {
        "speakers": [{"spkid": f"spk{n}", "name": label} for n, label in enumerate(labels)],
        "segments": [
            {
                "speaker": f"spk{labels.index(label)}",
                "words": [{"text": part, "start": time, "end": time + 1, "conf": 0.9} for part in talk.split(" ")],
            }
            for label, talk, time in rows
        ],
    }
    path.write_text("\ufeff" + json.dumps(value), encoding="utf-8")


def whisper(*, speakers: bool) -> Writer:
    def write(rows: Sequence[Row], path: Path) -> None:
        segments = [
            {"id": n, "start": time, "end": time + 5, "text": f" {talk}"} | ({"speaker": label} if speakers else {})
            for n, (label, talk, time) in enumerate(rows)
        ]
        path.write_text(json.dumps({"language": "nl", "segments": segments}, ensure_ascii=False), encoding="utf-8")

    return write


def noscribe(rows: Sequence[Row], path: Path) -> None:
    body = "".join(
        f'<p><a name="ts_{round(time * 1000)}_{round(time * 1000) + 900}_{escape(label)}">{escape(label)}: {escape(talk)}</a></p>\n'
        for label, talk, time in rows
    )
    path.write_text(f"<html><head><meta charset='UTF-8'></head><body>\n{body}</body></html>", encoding="utf-8")


def otranscribe(rows: Sequence[Row], path: Path) -> None:
    stamp = '<span class="timestamp" data-timestamp="{:.3f}">{}</span> '
    text = "".join(
        f"<p>{stamp.format(time, clock(time, hours=False))}{label}: {escape(talk)}</p>" for label, talk, time in rows
    )
    path.write_text(json.dumps({"text": text, "media": "", "media-time": 0}), encoding="utf-8")


def elan(rows: Sequence[Row], path: Path) -> None:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{round(row[2] * 1000)}"/>' for n, row in enumerate(rows)
    )
    tiers = ""
    for label in dict.fromkeys(row[0] for row in rows):
        tiers += f'<TIER TIER_ID="{label}" PARTICIPANT="{label}" LINGUISTIC_TYPE_REF="talk">'
        for n, (who, talk, _) in enumerate(rows):
            if who == label:
                place = f'ANNOTATION_ID="a{n}" TIME_SLOT_REF1="t{n}" TIME_SLOT_REF2="t{n}"'
                value = f"<ANNOTATION_VALUE>{escape(talk)}</ANNOTATION_VALUE>"
                tiers += f"<ANNOTATION><ALIGNABLE_ANNOTATION {place}>{value}</ALIGNABLE_ANNOTATION></ANNOTATION>"
        tiers += "</TIER>"
    whole = f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"
    path.write_text('<?xml version="1.0" encoding="UTF-8"?>' + whole, encoding="utf-8")


def comma_separated(rows: Sequence[Row], path: Path) -> None:
    import csv

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerows([("tijd", "spreker", "tekst"), *((clock(time), label, talk) for label, talk, time in rows)])


def workbook(rows: Sequence[Row], path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(
            [("speaker", "text", "start"), *((who, said, clock(at)) for who, said, at in rows)]
        ):
            sheet.write_row(place, 0, row)


OTTER = "SUMMARY KEYWORDS\ntaak, plan, rekenen\nSPEAKERS\nInterviewer, Docent 2, Leerling ?"
SENT = "Transcribed by https://otter.ai"

CONVENTIONS: dict[str, Convention] = {
    "Word, label with colon": Convention(".docx", word("{label}: {talk}")),
    "Word, letters": Convention(".docx", word("{label}: {talk}"), LETTERS),
    "Word, label with tab": Convention(".docx", word("{label}\t{talk}")),
    "Word, colon and tab": Convention(".docx", word("{label}:\t{talk}")),
    "Word, bold label with colon": Convention(".docx", word("**{label}:** {talk}")),
    "Word, bold label": Convention(".docx", word("**{label}** {talk}")),
    "Word, label on a line of its own": Convention(".docx", word("{label}\n{talk}"), paragraphs=False),
    "Word, bold label on a line of its own": Convention(".docx", word("**{label}**\n{talk}"), paragraphs=False),
    "Word, label and colon on a line of their own": Convention(".docx", word("{label}:\n{talk}")),
    "Word, soft break after the label": Convention(".docx", word("{label}:\n{talk}", breaks=True)),
    "Word, table with labels": Convention(".docx", table("{label}", "{talk}"), paragraphs=False),
    "Word, table with labels and colons": Convention(".docx", table("{label}:", "{talk}"), paragraphs=False),
    "Word, table with numbers": Convention(".docx", table("{n}", "{label}", "{talk}"), paragraphs=False),
    "Word, table with times": Convention(".docx", table("{T}", "{label}", "{talk}"), thousandths=1000, paragraphs=False),
    "Word, title above": Convention(".docx", word("{label}: {talk}", before="Gesprek 3"), before="Gesprek 3"),
    "Teams, Word": Convention(".docx", word("{label}   {S}\n{talk}", breaks=True), NAMES, 1000),
    "Amberscript, Word": Convention(".docx", word("{label} ({T})\n{talk}"), ("Spreker 1", "Spreker 2", "Spreker 3"), 1000),
    "Otter, Word": Convention(".docx", word("{label}  {S}\n{talk}"), thousandths=1000),
    "capitals": Convention(".txt", lines("{label}: {talk}"), ("INTERVIEWER", "DOCENT 2", "LEERLING ?")),
    "blank lines between": Convention(".txt", lines("{label}: {talk}", "\n\n")),
    "Windows": Convention(".txt", lines("{label}: {talk}", "\r\n", encoding="utf-8-sig")),
    "no space": Convention(".txt", lines("{label}:{talk}")),
    "space before the colon": Convention(".txt", lines("{label} : {talk}")),
    "question and answer": Convention(".txt", lines("{label}: {talk}"), ("V", "A", "A")),
    "group": Convention(".txt", lines("{label}: {talk}"), ("Interviewer", "Leerling 1", "Meerdere leerlingen")),
    "initials": Convention(".txt", lines("{label}: {talk}"), ("J. de Vries", "A.B. Prins", "Mevr. C. van Dam")),
    "initials only": Convention(".txt", lines("{label}: {talk}"), ("VD", "AB", "JP")),
    "role behind the name": Convention(".txt", lines("{label}: {talk}"), ("Vera (interviewer)", "Anouk (docent)", "Joost (leerling)")),
    "English": Convention(".txt", lines("{label}: {talk}"), ("Interviewer", "Participant 1", "Head teacher")),
    "German": Convention(".txt", lines("{label}: {talk}"), ("I", "B1", "B2")),
    "Markdown": Convention(".md", lines("**{label}:** {talk}", "\n\n")),
    "brackets": Convention(".txt", lines("[{label}] {talk}")),
    "brackets and colon": Convention(".txt", lines("[{label}]: {talk}")),
    "dash behind the label": Convention(".txt", lines("{label} – {talk}")),
    "hyphen behind the label": Convention(".txt", lines("{label} - {talk}"), LETTERS),
    "numbers before labels": Convention(".txt", lines("{n} {label}: {talk}")),
    "numbered lines with points": Convention(".txt", lines("{n}. {label}: {talk}")),
    "numbers in brackets": Convention(".txt", lines("({n}) {label}: {talk}")),
    "time before the label": Convention(".txt", lines("[{T}] {label}: {talk}"), thousandths=1000),
    "bare time before the label": Convention(".txt", lines("{T} {label}: {talk}"), thousandths=1000),
    "time with points": Convention(".txt", lines("[{P}] {label}: {talk}"), thousandths=1000),
    "time beside the label": Convention(".txt", lines("{label} [{T}]: {talk}"), thousandths=1000),
    "time behind the talk": Convention(".txt", lines("{label}: {talk} ({T})"), thousandths=1000),
    "time on a line of its own": Convention(".txt", lines("[{T}]\n{label}: {talk}"), thousandths=1000),
    "bare time on a line of its own": Convention(".txt", lines("{T}\n{label}: {talk}", "\n\n"), thousandths=1000),
    "f4": Convention(".txt", lines("{label}: {talk} {f4}", "\r\n\r\n", encoding="utf-8-sig"), ("I", "B1", "B2"), 100),
    "f4, time first": Convention(".rtf", rich("{f4} {label}: {talk}"), ("I", "B1", "B2"), 100),
    "MAXQDA": Convention(".rtf", rich("{label}: {talk} {maxqda}"), LETTERS, 100),
    "Otter, text": Convention(
        ".txt", lines("{label}  {S}\n{talk}", "\n\n", before=f"{OTTER}\n\n", after=f"\n\n{SENT}\n"), thousandths=1000, before=OTTER, after=SENT),
    "Amberscript, text": Convention(".txt", lines("{label} {T}\n{talk}", "\n\n"), ("Spreker 1", "Spreker 2", "Spreker 3"), 1000),
    "Zoom, text": Convention(".txt", lines("[{label}] {T}\n{talk}", "\n\n"), NAMES, 1000),
    "noScribe, text": Convention(".txt", lines("{label}: [{T}] {talk}", "\n\n"), ("S00", "S01", "S02"), 1000),
    "noScribe": Convention(".html", noscribe, ("S00", "S01", "S02"), 1, paragraphs=False),
    "Teams": Convention(
        ".vtt", subtitles("WEBVTT\n\n", "3f6a-11/{n}-0\n{a} --> {b}\n<v {label}>{talk}</v>"), NAMES, 1, paragraphs=False),
    "Stream": Convention(
        ".vtt", subtitles("WEBVTT\n\nNOTE language:nl-NL\n\n", "NOTE Confidence: 0.9\n\n3f6a-{n}\n{a} --> {b}\n{talk}"),
        thousandths=1, paragraphs=False, named=False),
    "Zoom": Convention(".vtt", subtitles("WEBVTT\n\n", "{n}\n{a} --> {b}\n{label}: {talk}"), NAMES, 1, paragraphs=False),
    "noScribe, subtitles": Convention(
        ".vtt", subtitles("WEBVTT\n\n", "{a} --> {b}\n<v {label}>{talk}"), ("S00", "S01", "S02"), 1, paragraphs=False),
    "SubRip, label": Convention(".srt", subtitles("", "{n}\n{a} --> {b}\n{label}: {talk}", ","), thousandths=1, paragraphs=False),
    "SubRip, brackets": Convention(".srt", subtitles("", "{n}\n{a} --> {b}\n[{label}] {talk}", ","), thousandths=1, paragraphs=False),
    "SubRip, nobody": Convention(".srt", subtitles("", "{n}\n{a} --> {b}\n{talk}", ","), thousandths=1, paragraphs=False, named=False),
    "Amberscript": Convention(".json", amberscript, ("Spreker 1", "Spreker 2", "Spreker 3"), 1, paragraphs=False),
    "Whisper": Convention(".json", whisper(speakers=False), thousandths=1, paragraphs=False, named=False),
    "WhisperX": Convention(".json", whisper(speakers=True), ("SPEAKER_00", "SPEAKER_01", "SPEAKER_02"), 1, paragraphs=False),
    "oTranscribe": Convention(".otr", otranscribe, thousandths=1000, paragraphs=False),
    "ELAN": Convention(".eaf", elan, NAMES, 1, paragraphs=False),
    "table of talk": Convention(".csv", comma_separated, thousandths=1000),
    "workbook of talk": Convention(".xlsx", workbook, thousandths=1000),
}  # fmt: skip
