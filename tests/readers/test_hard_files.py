"""Every hard file, by the length and the hash of its text, or by the sentence that says why it has none: a change is seen."""

from __future__ import annotations

import hashlib

import pytest

from qualcode.errors import FormatError, Unreadable
from qualcode.model import words_in
from qualcode.readers import read
from qualcode.readers.share import share
from qualcode.transcripts import find_turns
from tests.shared import shared_data

Expected = tuple[int, str] | str

DOCX: dict[str, Expected] = {
    "ControlTest.docx": (67, "51f96bf25b4a8c74"),
    "blk-paras-and-tables.docx": (147, "820718f31f70b446"),
    "checked_drop1.docx": (12, "ae9eeb9c961b3987"),
    "comments-rich-para.docx": (130, "9caf2d0f96ac4550"),
    "comments.docx": (270, "58f2ef878a57ef9f"),
    "empty.docx": "the file holds no text.",
    "endnotes.docx": (40, "dcc9375812a067c9"),
    "footnotes.docx": (40, "dcc9375812a067c9"),
    "google_docs.docx": (2139, "c7916e6823780e2e"),
    "hdr-header-footer.docx": (55, "1b26a46c4d6a3c19"),
    "libreoffice_conversion.docx": (26800, "67d838e3cc7b75c4"),
    "merged_cells.docx": (59, "1ece59deaa41f7d0"),
    "nested_paragraphs.docx": (2874, "39a68b4e085e92d5"),
    "paragraphs_and_tables.docx": (258, "b5a3daaae8dd096a"),
    "renamed_document_xml.docx": (29, "c99450a03331c150"),
    "set-no-settings-part.docx": "the file holds no text.",
    "slanted_quotes.docx": (42, "d9c206d9959e97be"),
    "soft_line_breaks.docx": (26, "c9374a564e4142ea"),
    "strict-format.docx": (4, "532eaabd9574880d"),
    "strict.docx": (60, "495b668593cd00a2"),
    "symbols.docx": (26, "842228b44c76f588"),
    "tables.docx": (55, "a64ea4cbbc6dd0a9"),
    "text-box.docx": (12, "fad69f3aab3cf585"),
    "utf8-bom.docx": (31, "6edb3b74fdc27b36"),
}
PDF: dict[str, Expected] = {
    "aes-256-r6.pdf": "the file is locked with a password. Save it without one.",
    "c02-22.pdf": "the pages are pictures without a text layer (a scan). Run text recognition (OCR) on it first.",
    "commented.pdf": (900, "c3028d33e1d13dee"),
    "empty.pdf": "the file is empty.",
    "google-doc-document.pdf": (1086, "4cbaa00a33fff00c"),
    "graph.pdf": "the pages are pictures without a text layer (a scan). Run text recognition (OCR) on it first.",
    "habibi.pdf": (25, "7efe361a6a76e2b9"),
    "imagemagick-images.pdf": (43, "9f66459ee5a4c67f"),
    "issue-449-vertical.pdf": (20, "e623637323b74602"),
    "issue-71-duplicate-chars.pdf": (1224, "7472601b49c821b0"),
    "issue-848.pdf": (12041, "f13d5d3b502a26cc"),
    "jo.pdf": (277, "b09c4034fee026fa"),
    "malformed-from-issue-932.pdf": (9, "c995799c826b72a6"),
    "multicolumn.pdf": (7052, "eed34bdac7eb371c"),
    "password-example.pdf": "the file is locked with a password. Save it without one.",
    "r3-empty-password.pdf": (38, "49cfea500a0e2f88"),
    "r6-user-password.pdf": "the file is locked with a password. Save it without one.",
    "rc4-40.pdf": "the file is locked with a password. Save it without one.",
    "scotus-transcript-p1.pdf": (665, "7c45fde86d0f5361"),
    "skew.pdf": "the pages are pictures without a text layer (a scan). Run text recognition (OCR) on it first.",
    "toc_circular.pdf": (11, "b5944ebc4169bdf1"),
    "word365_structure.pdf": (196, "4fcb8358cf23fd4a"),
    "zen_of_python_corrupted.pdf": (921, "17a4e4b86d5ec4ae"),
}
RTF: dict[str, Expected] = {
    "ansicpg1250.rtf": (414, "7ed0a1ae51b6669f"),
    "french.rtf": (52, "826585833d973811"),
    "line_break_textedit_mac.rtf": (5, "2e70d7238a20934f"),
    "nbsp.rtf": (48, "efc72297ff2168ec"),
    "simple_table.rtf": (12, "40ad6191108ded3a"),
    "specialchars.rtf": (93, "b52dcf1539fcf0e2"),
    "unicode.rtf": (2, "d35f4b2932a9b3e4"),
}
FILES = [
    (f"hard/{kind}/{name}", expected)
    for kind, table in (("docx", DOCX), ("pdf", PDF), ("rtf", RTF))
    for name, expected in table.items()
]
FILES.append(("qualcoder/ID2.odt", (354, "746f25f1a18379c9")))


@pytest.mark.parametrize(("file", "expected"), FILES, ids=[file for file, _ in FILES])
def test_each_hard_file_gives_its_text_or_its_cause(file: str, expected: Expected) -> None:
    path = shared_data(file)
    if isinstance(expected, str):
        with pytest.raises(Unreadable) as caught:
            read(path)
        assert str(caught.value) == f"{path}: {expected}"
    else:
        intake = read(path)
        assert (len(intake.text), hashlib.sha256(intake.text.encode()).hexdigest()[:16]) == expected
        assert all(0 <= mark.start <= mark.end <= len(intake.text) for mark in intake.marks)


@pytest.mark.parametrize("kind", ["docx", "pdf", "rtf"])
def test_no_hard_file_is_without_an_expectation(kind: str) -> None:
    known = {file for file, _ in FILES}
    assert {f"hard/{kind}/{file.name}" for file in shared_data(f"hard/{kind}").iterdir()} <= known


RTF_SAYS = {
    "ansicpg1250.rtf": "Proszę o zapoznanie się z poniższą klauzulą informacyjną.\nZgodnie z rozporządzeniem",
    "french.rtf": "10‘000\n\na 10'000  b.\n\na 10‘000 b c!\n\na a a 10´000 d?",
    "line_break_textedit_mac.rtf": "A\nB\nC",
    "nbsp.rtf": "This is some bold text with non\u00a0breaking\u00a0spaces.",
    "simple_table.rtf": "\nfoo\tbar\n1\t1",
    "specialchars.rtf": "Optional hyphenfoo. Non breaking hyphen-foo.",
    "unicode.rtf": "柔道",
}


@pytest.mark.parametrize(("file", "said"), RTF_SAYS.items(), ids=RTF_SAYS)
def test_rich_text_of_others_says_what_it_shows(file: str, said: str) -> None:
    assert said in read(shared_data(f"hard/rtf/{file}")).text


@pytest.mark.parametrize("file", [file for file in RTF_SAYS if file not in ("simple_table.rtf", "specialchars.rtf")])
def test_rich_text_of_others_is_what_another_library_reads(file: str) -> None:
    """Rows and joining hyphens apart, which striprtf writes with bars and as signs of their own."""
    from striprtf.striprtf import rtf_to_text

    path = shared_data(f"hard/rtf/{file}")
    assert read(path).text.rstrip() == rtf_to_text(path.read_bytes().decode("latin-1")).rstrip()


def test_every_file_of_the_data_opens_or_says_why_not_in_one_sentence() -> None:
    root = shared_data("hard").parent
    silent, opened, sentences = [], [], []
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        try:
            intake = read(path)
        except FormatError as fault:
            sentences.append(str(fault))
            continue
        opened.append(path)
        find_turns(intake.text, intake.marks)
        found = share(path, intake.text)
        if not words_in(intake.text) or (found is not None and found.share < 1 and not found.missing):
            silent.append(path.name)
    assert silent == []
    assert not any("\n" in sentence or ": the file is damaged" in sentence for sentence in sentences)
    assert len(opened) > 70
    assert {path.parent.name for path in opened} >= {
        "seeds",
        "docx",
        "pdf",
        "rtf",
        "handelingen",
        "haski",
        "ofsted",
        "pdpilot",
    }


def test_debates_that_were_encoded_twice_are_named_as_such_and_not_repaired() -> None:
    for path in sorted(shared_data("handelingen").glob("*.xml")):
        intake = read(path)
        assert any("looks doubly encoded" in line for line in intake.changed), path.name
    assert "Ã«" in intake.text
