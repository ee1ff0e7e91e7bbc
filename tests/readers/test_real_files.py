"""Real files that others made: how many words each gives, what its turns are, and one sentence for each that cannot be read."""

from __future__ import annotations

import re
import zipfile
from collections import Counter

import pytest

from qualcode.errors import Unreadable
from qualcode.model import words_in
from qualcode.readers import read
from qualcode.readers.encodings import decode
from qualcode.transcripts import find_turns
from tests.shared import shared_data

DOCX = [
    ("haski/NodeGrade_paper_ECSEE_qualitative_data_interview1_german.docx", 797),
    ("haski/NodeGrade_paper_ECSEE_qualitative_data_interview2_german.docx", 981),
    ("haski/NodeGrade_paper_ECSEE_qualitative_data_interview3_german.docx", 1574),
    ("qualcoder/ID1.docx", 116),
    ("hard/docx/ControlTest.docx", 13),
    ("hard/docx/blk-paras-and-tables.docx", 20),
    ("hard/docx/checked_drop1.docx", 2),
    ("hard/docx/comments-rich-para.docx", 21),
    ("hard/docx/comments.docx", 42),
    ("hard/docx/endnotes.docx", 8),
    ("hard/docx/footnotes.docx", 8),
    ("hard/docx/google_docs.docx", 306),
    ("hard/docx/hdr-header-footer.docx", 9),
    ("hard/docx/libreoffice_conversion.docx", 2571),
    ("hard/docx/merged_cells.docx", 13),
    ("hard/docx/nested_paragraphs.docx", 708),
    ("hard/docx/paragraphs_and_tables.docx", 41),
    ("hard/docx/renamed_document_xml.docx", 7),
    ("hard/docx/slanted_quotes.docx", 5),
    ("hard/docx/soft_line_breaks.docx", 4),
    ("hard/docx/strict-format.docx", 1),
    ("hard/docx/strict.docx", 8),
    ("hard/docx/symbols.docx", 1),
    ("hard/docx/tables.docx", 10),
    ("hard/docx/text-box.docx", 2),
    ("hard/docx/utf8-bom.docx", 7),
]
SENTENCES = {
    "hard/docx/soft_line_breaks.docx": "Line1\nLine2\nLine3\nLine4",
    "hard/docx/footnotes.docx": "Ouch.\n A tachyon walks into a bar.\n Fin.",
    "hard/docx/merged_cells.docx": "0-0\t0-12\t0-3\n12-0\t1-1\t1-2\t1-3\n\t2-1\t2-2\t2-3\n3-0\t34-123\n4-0",
    "hard/docx/strict.docx": "Cellaa\tCellab\nCellba\tCellbb",
    "hard/docx/checked_drop1.docx": "☒ \nPIlihan A",
    "hard/pdf/toc_circular.pdf": "Page1\nPage2",
    "hard/pdf/multicolumn.pdf": "Praesent eget sem vel leo ultrices bibendum. Aenean faucibus. Morbi dolor nulla, malesuada eu",
    "hard/pdf/word365_structure.pdf": "En-tête 1\tEn-tête 2\tEn-tête 3\nLigne 1\tAlouette\tFarfadet",
    "hard/pdf/zen_of_python_corrupted.pdf": "Beautiful is better than ugly.\nExplicit is better than implicit.",
    "hard/pdf/scotus-transcript-p1.pdf": "13\targument before the Supreme Court of the United States",
    "hard/pdf/r3-empty-password.pdf": "pdf encryption test",
    "ofsted/103980__5.PDF": "• Staff believe that the current interim headteacher is inspirational.\n• Pupils were polite",
    "ofsted/80428_bedford.pdf": "Bedford Borough Council\tNHS Bedfordshire, Luton and Milton Keynes ICB",
    "ofsted/80451_wakefield.pdf": "positive experiences and outcomes for children and young people with SEND. The local area partnership",
    "pdpilot/P1.pdf": "\n5\tParticipant: Ah, yeah. Not all the time, so it's not the main thing we do, but in our initial data "
    "explorations, we tend to use ICE plots.\n6\tDan: And do you use both PDP and ICE plots?\n",
    "qualcoder/transcript.txt": "[id2] I am struggling with the lecture slides.",
}
CAUSES = [
    ("hard/docx/empty.docx", "holds no text"),
    ("hard/docx/set-no-settings-part.docx", "holds no text"),
    ("hard/pdf/aes-256-r6.pdf", "locked with a password"),
    ("hard/pdf/password-example.pdf", "locked with a password"),
    ("hard/pdf/r6-user-password.pdf", "locked with a password"),
    ("hard/pdf/rc4-40.pdf", "locked with a password"),
    ("hard/pdf/c02-22.pdf", "without a text layer"),
    ("hard/pdf/graph.pdf", "without a text layer"),
    ("hard/pdf/skew.pdf", "without a text layer"),
    ("hard/pdf/empty.pdf", "is empty"),
]
TURNS = [
    (
        "haski/NodeGrade_paper_ECSEE_qualitative_data_interview1_german.docx",
        "label with colon",
        {"I": 4, "S2": 5, "S1": 4},
    ),
    (
        "haski/NodeGrade_paper_ECSEE_qualitative_data_interview2_german.docx",
        "label with colon",
        {"I": 4, "S3": 8, "S4": 7},
    ),
    (
        "haski/NodeGrade_paper_ECSEE_qualitative_data_interview3_german.docx",
        "label with colon",
        {"I": 3, "S5": 9, "S6": 8},
    ),
    ("pdpilot/P1.pdf", "label with colon", {"Dan": 47, "Participant": 47}),
    ("pdpilot/P2.pdf", "label with colon", {"Dan": 81, "Participant": 84}),
    ("pdpilot/P3.pdf", "label with colon", {"Dan": 61, "Participant": 61}),
    ("qualcoder/transcript.txt", "label in brackets", {"id1": 3, "id2": 2, "id3": 2}),
    ("qualcoder/ID1.docx", "paragraphs", {}),
    ("ofsted/103980__5.PDF", "paragraphs", {}),
    ("ofsted/139305__5.PDF", "paragraphs", {}),
    ("ofsted/80428_bedford.pdf", "paragraphs", {}),
    ("ofsted/80451_wakefield.pdf", "paragraphs", {}),
    ("ofsted/80454_cornwall.pdf", "paragraphs", {}),
    ("hard/docx/libreoffice_conversion.docx", "paragraphs", {}),
]


@pytest.mark.parametrize(("file", "words"), DOCX, ids=[file for file, _ in DOCX])
def test_a_real_word_file_gives_every_word_of_its_xml(file: str, words: int) -> None:
    """An independent count: every ``w:t`` of the body outside fallbacks, found by a plain search of the XML."""
    path = shared_data(file)
    with zipfile.ZipFile(path) as package:
        part = next(name for name in package.namelist() if re.fullmatch(r"word/(document|blah_blah)\.xml", name))
        xml = package.read(part).decode("utf-8-sig")
    xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>|&lt;|&gt;|&amp;|&quot;", "", xml, flags=re.DOTALL)
    pieces = [piece.strip() for piece in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)]
    text = re.sub(r'[<>&"]', "", read(path).text)
    assert [piece for piece in pieces if piece not in text] == []
    assert words_in(read(path).text) == words


@pytest.mark.parametrize("file", ["interview1", "interview2", "interview3"])
def test_a_plain_interview_is_the_list_of_its_paragraphs(file: str) -> None:
    import docx

    path = shared_data("haski") / f"NodeGrade_paper_ECSEE_qualitative_data_{file}_german.docx"
    assert read(path).text == "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize(("file", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_a_named_sentence_stands_in_the_text(file: str, sentence: str) -> None:
    assert sentence in read(shared_data(file)).text


@pytest.mark.parametrize(("file", "cause"), CAUSES, ids=[file for file, _ in CAUSES])
def test_what_cannot_be_read_says_why_in_one_sentence(file: str, cause: str) -> None:
    with pytest.raises(Unreadable, match=cause) as caught:
        read(shared_data(file))
    assert "\n" not in str(caught.value)


REPORTS = ["ofsted/103980__5.PDF", "ofsted/139305__5.PDF", "ofsted/80428_bedford.pdf", "ofsted/80451_wakefield.pdf",
           "ofsted/80454_cornwall.pdf"]  # fmt: skip


@pytest.mark.parametrize("file", REPORTS)
def test_a_report_has_every_word_of_pdfium_but_its_running_feet(file: str) -> None:
    import pypdfium2

    path = shared_data(file)
    document = pypdfium2.PdfDocument(path)
    plain = "\n".join(page.get_textpage().get_text_range() for page in document).replace("\ufffe", "-")
    document.close()
    intake = read(path)
    assert not re.search(
        r"Page \d+ of \d+|^Inspection report:|^Area SEND inspection report:", intake.text, re.MULTILINE
    )
    wanted, found = Counter(re.findall(r"\w+", plain)), Counter(re.findall(r"\w+", intake.text))
    feet = Counter(re.findall(r"\w+", " ".join(intake.left_out)))
    missing = {word: count for word, count in (wanted - found).items() if word not in feet and not word.isdigit()}
    assert missing == {}
    assert sum((found - wanted).values()) == 0
    assert [page.printed for page in intake.pages[1:]] == [str(number) for number in range(2, len(intake.pages) + 1)]


@pytest.mark.parametrize(("file", "convention", "labels"), TURNS, ids=[file for file, _, _ in TURNS])
def test_the_turns_of_a_real_transcript_are_found(file: str, convention: str, labels: dict[str, int]) -> None:
    intake = read(shared_data(file))
    found = find_turns(intake.text, intake.marks)
    assert (found.convention, found.labels) == (convention, labels)


def test_a_transcript_whose_numbers_stand_before_the_labels_has_clean_talk() -> None:
    intake = read(shared_data("pdpilot/P1.pdf"))
    turns = find_turns(intake.text, intake.marks, interviewers={"Dan"}).turns
    talk = [intake.text[turn.start : turn.end] for turn in turns]
    assert talk[2:5] == [
        "Okay.",
        "Okay. Okay. So my first question is if you currently use ICE plots in your work?",
        "Ah, yeah. Not all the time, so it's not the main thing we do, but in our initial data explorations, we tend to use "
        "ICE plots.",
    ]
    assert [turn.answer for turn in turns[:5]] == [None, 1, 1, 2, 2]


def test_doubly_encoded_debates_are_named_as_such() -> None:
    folder = shared_data("handelingen")
    said = [decode(file.read_bytes(), file).changed for file in sorted(folder.glob("*.xml"))]
    assert said
    assert all(any("looks doubly encoded" in line for line in lines) for lines in said)
