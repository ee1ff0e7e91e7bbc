"""The command `reconcile`: a meeting by lines of answers, its lists, its workbook, its rules."""

from __future__ import annotations

import io
import zipfile

import pytest

from qualcode.cli import app
from qualcode.cli.running import run
from qualcode.codebook.file import load, save
from qualcode.coding.meeting import Meeting
from qualcode.project import Project
from tests.coding.readings import (
    BOOK,
    LAPTOP,
    REKENEN,
    SAMEN,
    STUREN,
    VOLGORDE,
    WEEKTAAK,
    about,
    consensus,
    put,
    reading_with,
    study,
)

A = [
    put("een", WEEKTAAK, "zelfregie"),
    put("een", REKENEN, "extern"),
    put("een", STUREN, "sturing"),
    put("twee", LAPTOP, "ict"),
]
B = [
    put("een", VOLGORDE, "zelfregie"),
    put("een", REKENEN, "zelfregie"),
    put("twee", LAPTOP, "ict"),
    put("twee", SAMEN, "regie"),
]


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)
    return study(tmp_path, A=A, B=B)


@pytest.fixture
def answer(monkeypatch, capsys):
    """Give these lines as answers to a command; its output."""

    def answered(arguments: list[str], *lines: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert run(app, ["reconcile", *arguments]) == 0
        return capsys.readouterr().out

    return answered


def test_a_meeting_by_lines_of_answers_is_stored_answer_by_answer(path, answer):
    with Project.open(path) as project:
        first = Meeting(project).items()[0]
        number = reading_with(first, first.codes[0])
    said = answer(["A", "B", "--lang", "en"], f"{number} because", "n", "no reason", "p", "look it up", "q")
    assert "Decided 2, parked 1, open 0" in said
    with Project.open(path) as project:
        decisions = project.decisions()
        assert sorted(decisions["decision"]) == ["A", "neither", "parked"]
        assert set(decisions["reason"]) == {"because", "no reason", "look it up"}


def test_names_are_told_after_a_decision_and_not_before(path, answer):
    said = answer(["A", "B", "--lang", "en"], "1", "")
    before, _, after = said.partition("Consensus")
    assert "reading of" not in before
    assert after.lstrip(": ").startswith(("the reading of A", "the reading of B"))


def test_the_end_of_the_pipe_is_the_end_of_the_meeting(path, answer):
    assert "open 3" in answer(["A", "B", "--lang", "en"])


def test_what_was_typed_wrongly_is_told_and_asked_again(path, answer):
    said = answer(["A", "B", "--lang", "en"], "regei", "o nietszo", "7", "n", "", "q")
    assert "Did you mean" in said
    assert "nietszo" in said
    assert "numbered 1 to 2" in said
    assert "Decided 1" in said


def test_another_code_goes_on_words_that_are_typed(path, answer):
    with Project.open(path) as project:
        item = Meeting(project).items()[0]
        words = " ".join(Meeting(project).text(item).split()[:3])
    answer(["A", "B"], f"o ict “{words}”", "klopt", "q")
    with Project.open(path) as project:
        assert ("ict", words) in consensus(project)


def test_undo_puts_the_question_back_and_later_puts_it_last(path, answer):
    said = answer(["A", "B", "--lang", "en"], "n", "", "u", "s", "d", "t", "?", "q")
    assert "Undone." in said
    assert "Decided 0, parked 0, open 3" in said
    with Project.open(path) as project:
        assert len(project.decisions()) == 0


def test_a_rule_goes_with_the_next_decision_and_into_the_next_version(path, answer, tmp_path):
    book = save(BOOK, tmp_path / "klein.yaml")
    answer(["A", "B"], "r Methode is extern.", "n", "", "q")
    said = answer(["--rules", "--book", str(book), "--lang", "en"])
    assert "klein 1.1.0" in said
    assert "Methode is extern." in said
    assert "Finished under the old rule" in said
    assert load(book).version == "1.1.0"


def test_edges_of_a_code_are_settled_at_once_after_a_yes(path, answer):
    answer(["A", "B", "--spans"], *["s"] * 3, "e langste", "nee", "e langste", "ja", "hele zinnen", "q")
    with Project.open(path) as project:
        assert ("zelfregie", WEEKTAAK) in consensus(project)
        assert project.decisions()["decision"].tolist() == ["longer"]


def test_status_and_parked_only_look(path, answer):
    answer(["A", "B"], "p nalezen", "q")
    with Project.open(path) as project:
        count = len(project.history())
    said = answer(["--status", "--lang", "en"]).splitlines()
    assert sum("parked 1" in line for line in said) == 1
    assert sum("parked 0" in line for line in said) == 1
    assert "(nalezen)" in answer(["--parked"])
    with Project.open(path) as project:
        assert len(project.history()) == count


def filled(folder, path, decisions, name="overleg.xlsx", change=None):
    """The workbook as `--to` writes it, with decisions typed by codes of the question."""
    import pandas as pd

    assert run(app, ["reconcile", "A", "B", "--to", name, "--lang", "en"]) == 0
    from qualcode.readers.sheets import read_sheet

    sheet = read_sheet(folder / name)
    rows = [dict(row.values) for row in sheet.rows]
    for row in rows:
        row.update(decisions.get(row["code"], {}))
    if change:
        change(rows)
    pd.DataFrame(rows).to_csv(folder / "terug.csv", index=False)
    return folder / "terug.csv"


def test_by_workbook_and_by_screen_the_consensus_is_the_same(path, tmp_path, capsys):
    twin = tmp_path / "twin.qualcode"
    twin.write_bytes(path.read_bytes())
    with Project.open(path) as project:
        number = reading_with(about(Meeting(project), "extern"), "extern")
    with Project.open(twin) as project:
        meeting = Meeting(project)
        meeting.begin()
        meeting.keep(about(meeting, "extern"), number, reason="methode")
        meeting.neither(about(meeting, "sturing"), rule="niet te snel")
        meeting.park(about(meeting, "regie"))
        by_screen = [project.consensus().drop(columns="created"), project.decisions(), project.coverage()]
    twin.rename(tmp_path / "twin.kept")
    typed = {
        "extern": {"decision": str(number), "reason": "methode"},
        "sturing": {"decision": "neither", "decision rule": "niet te snel"},
        "regie": {"decision": "parked"},
    }
    back = filled(tmp_path, path, typed)
    capsys.readouterr()
    assert run(app, ["reconcile", "A", "B", "--from", str(back), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("3 decisions taken over")
    with Project.open(path) as project:
        by_sheet = [project.consensus().drop(columns="created"), project.decisions(), project.coverage()]
    for one, other in zip(by_screen, by_sheet, strict=True):
        assert sorted(map(str, one.astype(str).values.tolist())) == sorted(map(str, other.astype(str).values.tolist()))
    assert run(app, ["reconcile", "A", "B", "--from", str(back), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("0 decisions taken over, 3 known")


def test_every_fault_of_a_workbook_is_named_and_nothing_is_stored(path, tmp_path, capsys):
    def spoil(rows):
        by_code = {row["code"]: row for row in rows}
        by_code["extern"]["decision"] = "misschien"
        by_code["sturing"].update({"text": "iets anders", "decision": "1"})
        by_code["regie"].update({"decision": "1"})
        rows.append({**by_code["regie"], "id": "ffffffff"})
        rows.append({**by_code["regie"], "decision": "2"})

    back = filled(tmp_path, path, {}, change=spoil)
    with Project.open(path) as project:
        meeting = Meeting(project)
        item = about(meeting, "regie")
        meeting.other(item, "ict")
        before = project.decisions().values.tolist()
    capsys.readouterr()
    assert run(app, ["reconcile", "A", "B", "--from", str(back)]) == 1
    told = capsys.readouterr().err
    for words in (
        '"misschien" is no decision',
        "not the one that was asked about",
        'no question "ffffffff"',
        "decided otherwise meanwhile",
    ):
        assert words in told, told
    with Project.open(path) as project:
        assert project.decisions().values.tolist() == before


def test_the_workbook_offers_a_list_and_is_not_written_over(path, tmp_path, capsys):
    assert run(app, ["reconcile", "A", "B", "--to", "overleg.xlsx"]) == 0
    with zipfile.ZipFile(tmp_path / "overleg.xlsx") as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert '<dataValidation type="list"' in sheet
    assert run(app, ["reconcile", "A", "B", "--to", "overleg.xlsx"]) == 2
    assert "may hold decisions" in capsys.readouterr().err
    assert run(app, ["reconcile", "A", "B", "--to", "overleg.pdf"]) == 2


def test_the_document_holds_every_question(path, tmp_path):
    import docx

    assert run(app, ["reconcile", "A", "B", "--to", "overleg.docx", "--lang", "en"]) == 0
    table = docx.Document(str(tmp_path / "overleg.docx")).tables[0]
    assert len(table.rows) == 4
    assert [cell.text for cell in table.rows[0].cells][1:5] == ["text", "definition", "reading 1", "reading 2"]
    assert any(REKENEN in cell.text for cell in table.columns[1].cells)


def test_who_meets_must_be_said_where_it_is_not_plain(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)
    study(tmp_path, A=A, B=B, C=[])
    assert run(app, ["reconcile", "--status"]) == 2
    assert "Say who meets" in capsys.readouterr().err
