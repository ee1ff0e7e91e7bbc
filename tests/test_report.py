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
        "  4 files, 12 turns, 2 speaker labels",
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


def test_the_report_prints_and_writes_as_a_table(tmp_path):
    assert "a.docx" in REPORT.to_text(lang="en", width=200)
    written = REPORT.write(tmp_path / "import.csv", lang="en").read_text(encoding="utf-8-sig")
    assert "c.pdf: is protected by a password." in written
    page = REPORT.write(tmp_path / "import.html").read_text(encoding="utf-8")
    assert all(name in page for name in ("a.docx", "b.docx", "c.pdf", "d.docx"))


def test_what_did_not_reach_the_text_is_told_with_the_share():
    report = ImportReport(
        (FileReport("a.docx", "added", share=0.9996, missing=('4 words of header: "Vertrouwelijk"',)),)
    )
    line = str(report).splitlines()[1]
    assert line == '  a.docx: 99.9 % of the file\'s words reached the text; not 4 words of header: "Vertrouwelijk"'
    assert report.frame.loc[0, "share"] == 0.9996
