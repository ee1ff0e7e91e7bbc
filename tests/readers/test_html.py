"""Web pages as a browser shows them, and noScribe's transcripts with times to the millisecond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.errors import Unreadable
from qualcode.readers import Mark
from tests.readers.talk import taken

if TYPE_CHECKING:
    from pathlib import Path

NOSCRIBE = """<!DOCTYPE html><html><head><meta charset="UTF-8" /><title>x</title><style>p { margin: 0 }</style></head><body>
<p style="font-weight:600;">gesprek 3</p>
<p style="color: #909090">Transcribed with noScribe vers. 0.7<br />Settings: nl</p>
<p><a name="ts_250_3000_S00" >S00: [00:00:00] Hoe kiezen</a><a name="ts_3000_4000_S00" > jullie?</a></p>
<p><a name="ts_4100_5000_S01" >S01: [00:00:04] Zelf. //S00: ja// </a><a name="ts_5000_6000_S01" >(..) Meestal.</a></p>
<p><a name="ts_6500_7000_S01" >En samen.</a></p>
<p><a name="ts_3600007_3601000_S00" >Interviewer: Goed.</a></p></body></html>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gesprek.html"


def test_noscribe_anchors_give_times_and_printed_labels_the_speakers(file: Path) -> None:
    intake, turns = taken(file, NOSCRIBE)
    assert turns == [
        ("", "gesprek 3\nTranscribed with noScribe vers. 0.7\nSettings: nl", None),
        ("S00", "Hoe kiezen jullie?", 0.25),
        ("S01", "Zelf. //S00: ja// (..) Meestal.\nEn samen.", 4.1),
        ("Interviewer", "Goed.", 3600.007),
    ]
    assert intake.kept == {"paragraphs": 6, "turns": 3, "times": 6}


def test_noscribe_without_speakers_gives_a_turn_a_paragraph(file: Path) -> None:
    def page(*lines: str) -> str:
        return "".join(f'<p><a name="ts_{n}250_{n}900_">[00:00:0{n}] {line}</a></p>' for n, line in enumerate(lines))

    assert taken(file, page("Hoe?", "Zelf: ja."))[1] == [("", "Hoe?", 0.25), ("", "Zelf: ja.", 1.25)]


def test_a_label_printed_where_the_anchors_name_nobody_counts_when_it_comes_back(file: Path) -> None:
    page = "".join(
        f'<p><a name="ts_{n}000_{n}900_">{who}: Ja.</a></p>'
        for n, who in enumerate(["Vera", "Bo", "Vera", "Bo", "Doel"])
    )
    assert [label for label, _, _ in taken(file, page)[1]] == ["Vera", "Bo", "Vera", "Bo", ""]


def test_blocks_stand_on_lines_cells_are_parted_by_tabs_and_spaces_are_one(file: Path) -> None:
    page = """<html><body><h1>Kop
       <i>een</i></h1><div><p>Eerste   alinea,</p>los <b>en vet</b> woord<br>tweede&nbsp;regel</div>
    <table><thead><tr><th>Wie</th><th>Wat</th></tr></thead><tr><td>I</td><td><p>Hoe?</p><p>Zo?</p></td></tr><tr><td>R</td><td></td></tr></table>
    <ul><li>a</li><li>b <a href="https://example.org">link</a></li></ul><pre>  zo
  staat</pre></body></html>"""
    intake, _ = taken(file, page)
    assert intake.text == (
        "Kop een\nEerste alinea,\nlos en vet woord\ntweede\u00a0regel\nWie\tWat\nI\tHoe?\nZo?\nR\t\na\nb link\n  zo\n  staat"
    )
    marked = {(mark.kind, intake.text[mark.start : mark.end], mark.value) for mark in intake.marks}
    assert {("heading", "Kop een", "1"), ("bold", "en vet", ""), ("link", "link", "https://example.org")} <= marked
    assert Mark("bold", 27, 33) in intake.marks
    assert intake.kept == {"headings": 1, "paragraphs": 3, "tables": 1, "hyperlinks": 1}


def test_what_is_no_text_is_named(file: Path) -> None:
    page = "<body>Ja<script>alert('x')</script><style>p{}</style><img src='http://example.org/a.png'><input value='b'><iframe src='c'></iframe><!-- weg --></body>"
    intake, _ = taken(file, page)
    assert intake.text == "Ja"
    assert intake.left_out == ("embedded pages: 1", "form fields: 1", "pictures: 1", "scripts: 1", "styles: 1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<p>één</p>".encode(), ()),
        ("\ufeff<p>één</p>".encode(), ()),
        ('<meta charset="utf-8"><p>één</p>'.encode(), ()),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>één</p>'.encode("cp1252"),
         ("read as windows-1252, as the page says of itself",)),
        ('<meta charset=iso-8859-15><p>één</p>'.encode("iso-8859-15"), ("read as iso-8859-15, as the page says of itself",)),
        ("<p>één</p>".encode("cp1252"), ("read as cp1252 (Windows)",)),
        ("<p>één</p>".encode("utf-16"), ("read as UTF-16",)),
        ('<?xml version="1.0" encoding="iso-8859-1"?><p>één</p>'.encode(), ()),
    ],
)  # fmt: skip
def test_the_encoding_is_its_mark_strict_utf_8_or_what_the_page_says(
    file: Path, data: bytes, said: tuple[str, ...]
) -> None:
    intake, _ = taken(file, data)
    assert (intake.text, intake.changed) == ("één", said)


def test_entities_are_not_expanded_and_nothing_is_fetched(file: Path) -> None:
    page = '<!DOCTYPE html [<!ENTITY a "boem"><!ENTITY b SYSTEM "file:///etc/hostname">]><body>&a;&b;&eacute;&#128512;</body>'
    text = taken(file, page)[0].text
    assert "boem" not in text
    assert text.endswith("é😀")


@pytest.mark.parametrize(("page", "why"), [("<body> <p></p></body>", "holds no text"), ("", "is empty|holds no text"),
                                           ("<div>" * 2_000 + "diep", "nested deeper")])  # fmt: skip
def test_a_page_that_cannot_be_read_whole_is_refused(file: Path, page: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        taken(file, page)
