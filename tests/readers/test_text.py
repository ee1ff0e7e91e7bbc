"""Plain text: decoded, without byte-order mark, line ends ``\\n``, nothing else changed; the encoding is said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import NoReader, NotHere, Unreadable
from qualcode.readers import Mark, formats, read, suffixes
from qualcode.readers.encodings import decode, double_encoded

if TYPE_CHECKING:
    from pathlib import Path

DUTCH = (
    "Interviewer: Hoe gaat dat bij jullie, financiële middelen en coördinatie?\n"
    "Directeur: Eén keer per week, à € 5, zei hij: “dat is ’t idee” – naïef misschien. Zeeën van tijd, geïnd.\n"
)
SHORT = [
    "café",
    "één",
    "Zoë",
    "coördinatie",
    "Müller",
    "’s morgens",
    "geïnd",
    "“ja”",
    "à la carte",
    "crèche",
    "für",
    "geïnspireerd",
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(DUTCH.encode(encoding), "a.txt").text == DUTCH


@pytest.mark.parametrize("word", SHORT)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_a_single_word_is_enough_to_tell_the_encoding(word: str, encoding: str) -> None:
    try:
        raw = word.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip(f"{encoding} cannot write {word}")
    assert decode(raw, "a.txt").text == word


def test_the_encoding_is_named_unless_it_is_utf_8() -> None:
    assert decode(DUTCH.encode(), "a.txt").changed == ()
    assert decode(DUTCH.encode("cp1252"), "a.txt").changed == ("read as cp1252 (Windows)",)
    assert decode(DUTCH.encode("utf-16"), "a.txt").changed == ("read as UTF-16",)


def test_line_ends_of_every_machine_become_one_and_nothing_else_changes() -> None:
    assert decode(b"a\r\nb\rc\n\n d\t \x0ce ", "a.txt").text == "a\nb\nc\n\n d\t \x0ce "


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8"), "a.txt").text == text.removeprefix("\ufeff")


def test_doubly_encoded_text_is_named_and_not_repaired() -> None:
    wrong = "financiële coördinatie, ’t idee €".encode().decode("cp1252")
    decoded = decode(wrong.encode("utf-8"), "a.txt")
    assert decoded.text == wrong
    assert decoded.changed == (
        'looks doubly encoded: "Ã«" seems to stand for "ë" (4 such places); the text is kept as it is. If so, take the file anew from '
        'where it was made, or save it once as Windows-1252 ("ANSI") and add that file instead',
    )
    assert decode(decoded.text.encode("cp1252"), "a.txt").text == "financiële coördinatie, ’t idee €"


NATURAL = (
    "Interviewer: Kunt u beschrijven hoe een week er bij jullie uitziet?\nDirecteur: Ja, wij zijn vóór de zomer begonnen met coöperatieve "
    "werkvormen. Eén collega vond dat te druk; de kinderen zijn juist enthousiaster geworden. Dat is geen toeval: de reünie met ouders en "
    "de coördinator heeft geholpen. Op maandag plannen ze, op vrijdag evalueren we. Sommige ideeën komen van henzelf.\nInterviewer: Hè, "
    "ook in groep drie?\nDirecteur: Zelfs daar, à la carte zeg maar. Financiën zijn het probleem.\n"
)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ()), ("utf-8-sig", ()), ("utf-16", ("read as UTF-16",)), ("utf-16-le", ("read as UTF-16 without a byte-order mark",)),
        ("utf-16-be", ("read as UTF-16 without a byte-order mark",)), ("cp1252", ("read as cp1252 (Windows)",)),
        ("mac_roman", ("read as mac_roman (older Macs)",)), ("cp850", ("read as cp850 (DOS)",)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_natural_talk_is_the_same_in_every_encoding(
    tmp_path: Path, encoding: str, said: tuple[str, ...], suffix: str, end: str
) -> None:
    file = tmp_path / f"gesprek{suffix}"
    file.write_bytes(NATURAL.replace("\n", end).encode(encoding))
    intake = read(file)
    assert (intake.text, intake.changed) == (NATURAL, said)


@pytest.mark.parametrize("text", ["São Paulo, Ångström, Âge", "één Ã", "naïef – €5", "ÄÖÜ ãé"])
def test_rare_letters_are_not_taken_for_double_encoding(text: str) -> None:
    assert double_encoded(text) is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04....", "zip-based"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"SQLite format 3\x00", "is a database"),
        (b"tekst\x00tekst", "no text"),
        (bytes(range(1, 32)) * 20, "no text"),
        (b"\x81\x8d\x8f\x90\x9d" * 9, "not recognised"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_the_cause(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(Unreadable, match=why) as caught:
        read(tmp_path / "a.txt")
    assert "\n" not in str(caught.value)


def test_an_empty_file_and_one_of_blanks_give_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.md").write_bytes(b"\xef\xbb\xbf \r\n\t")
    with pytest.raises(Unreadable, match="is empty"):
        read(tmp_path / "a.txt")
    with pytest.raises(Unreadable, match="holds no text"):
        read(tmp_path / "b.md")


def test_markdown_keeps_its_signs_and_marks_headings_and_bold_words(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Gesprek\n\n**Interviewer:** Wat?\n## Thema twee ##\n", encoding="utf-8")
    intake = read(tmp_path / "a.md")
    assert intake.text == "# Gesprek\n\n**Interviewer:** Wat?\n## Thema twee ##\n"
    assert intake.marks == (Mark("bold", 13, 25), Mark("heading", 2, 9, "1"), Mark("heading", 36, 46, "2"))


def test_an_unknown_suffix_names_what_is_installed(tmp_path: Path) -> None:
    (tmp_path / "a.wpd").write_bytes(b"x")
    with pytest.raises(NoReader, match=r"Installed: .*\.docm, \.docx, .*\.pdf, .*\.txt"):
        read(tmp_path / "a.wpd")
    with pytest.raises(NotHere, match="No such file"):
        read(tmp_path / "none.docx")


def test_the_suffix_may_be_written_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_text("tekst", encoding="utf-8")
    assert read(tmp_path / "A.TXT").text == "tekst"


def test_formats_tells_what_can_be_read() -> None:
    rows = formats()
    assert {row.suffix for row in rows if row.kind == "document"} == set(suffixes())
    assert {".csv", ".xlsx", ".ods"} <= {row.suffix for row in rows if row.kind == "sheet"}
    assert all(row.what for row in rows)


@pytest.mark.parametrize(
    ("name", "then"),
    [
        ("opname.m4a", "It is sound or video: transcribe it first, and add the transcript."),
        ("oud.doc", "Save it in Word or LibreOffice as .docx first."), ("studie.qdpx", "It is a project of another program: export its texts"),
        ("codes.qdc", "It is a codebook: `qualcode codebook import` makes one of it."), ("scan.JPG", "run text recognition (OCR) on it first"),
    ],
)  # fmt: skip
def test_what_no_reader_takes_says_how_it_may_come_in(tmp_path: Path, name: str, then: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(NoReader) as caught:
        read(tmp_path / name)
    assert then in str(caught.value)
    assert "\n" not in str(caught.value)
