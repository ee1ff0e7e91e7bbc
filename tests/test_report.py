"""What an import did can be read, printed and filtered."""

from qualcode.report import Added, FileReport, ImportReport

REPORT = ImportReport(
    (
        FileReport("a.docx", "added", turns=12, speakers={"I": 6, "R1": 6}, changed=("read as cp1252",)),
        FileReport("b.docx", "known"),
        FileReport("c.pdf", "failed", problem="c.pdf: is protected by a password."),
        FileReport("d.docx", "added", left_out=("2 comments",)),
    )
)


def test_files_are_told_apart_by_what_happened():
    assert [len(REPORT.added), len(REPORT.known), len(REPORT.failed)] == [2, 1, 1]


def test_the_text_names_what_failed_was_changed_and_was_left_out():
    assert str(REPORT).splitlines() == [
        "2 added, 1 known, 1 failed",
        "  a.docx: read as cp1252",
        "  c.pdf: is protected by a password.",
        "  d.docx: left out 2 comments",
    ]


def test_the_frame_has_a_row_a_file():
    frame = REPORT.frame
    assert list(frame["status"]) == ["added", "known", "failed", "added"]
    assert frame.loc[0, "speakers"] == "I 6, R1 6"


def test_a_notebook_shows_file_names_as_text():
    assert "<b>" not in ImportReport((FileReport("<b>.docx", "added"),))._repr_html_()


def test_a_sheet_says_what_is_new():
    assert str(Added("cases", 12, 3)) == "cases: 12 added, 3 known"
