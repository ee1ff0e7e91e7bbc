"""`suggest` as people type it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from qualcode.cli import app
from qualcode.project import Project
from tests.project.test_suggesting import CUED
from tests.store.world import begun


@pytest.fixture
def path(tmp_path, monkeypatch):
    with begun(tmp_path) as project:
        project.add_codebook(CUED)
        project.add_coverage([{"coder": "A", "document": "g2", "state": "assigned"}])
    monkeypatch.chdir(tmp_path)
    return tmp_path / "studie.qualcode"


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["suggest", *words], env={"COLUMNS": "120"})
    assert done.exit_code == code, done.output + repr(done.exception)
    return done.output


def first(*words: str) -> str:
    """The name of the first open suggestion."""
    return next(line.split()[0] for line in run("list", *words).splitlines() if line.startswith("  "))


def test_without_a_command_it_proposes(path):
    assert "4 would be new" in run("--dry-run")
    assert "4 new, 0 stand already" in run()
    assert "0 new, 4 stand already" in run("propose")


def test_codes_and_a_document_can_be_named(path):
    assert "1 new" in run("gedeeld")
    assert "1 new" in run("--document", "g2")
    assert "2 open suggestions." in run("list")


def test_a_suggestion_is_accepted_adjusted_and_rejected_by_the_beginning_of_its_id(path):
    run()
    run("accept", first("--document", "g2"), "--coder", "A")
    run("accept", first("--code", "gedeeld"), "--coder", "A", "--code", "zelfregie", "--at", "50", "60")
    run("reject", first(), "--coder", "A")
    with Project.open(path) as lead:
        assert lead.codings()[["code", "origin"]].values.tolist() == [
            ["zelfregie", "suggestion"],
            ["ict", "suggestion"],
        ]
    assert "1 open suggestion." in run("list", "--all")
    said = run("--report", "--lang", "en")
    (row,) = [line.split() for line in said.splitlines() if "lekker" in line]
    assert row == ["ict", "lekker", "1", "0", "1", "0", "0", "1"]


def test_where_the_code_stands_already_nothing_is_listed(path):
    run()
    with Project.open(path, coder="A") as project:
        (row,) = project.suggestions().query("code == 'gedeeld'").itertuples()
        project.apply(row.document, row.start, row.end, "gedeeld")
    assert "gedeeld" not in run("list", "--coder", "A")
    assert "gedeeld" in run("list", "--coder", "A", "--all")


def test_the_report_is_written_to_a_file(path, tmp_path):
    run()
    run("--report", "-o", "signalen.csv")
    lines = (tmp_path / "signalen.csv").read_text(encoding="utf-8-sig").splitlines()
    assert any("lekker" in line for line in lines)


def test_an_expression_that_never_ends_is_stopped_in_a_sentence(path, monkeypatch):
    from qualcode.codebook.book import Code, Codebook
    from qualcode.store import searching

    monkeypatch.setattr(searching, "_SECONDS", 0.5)
    slow = Codebook("klein", "1.2.0", (*CUED.codes, Code("traag", {"nl": "Traag"}, cues=("/(\\w+\\s*)+#/",))),
                    facets=CUED.facets, earlier=(CUED,))  # fmt: skip
    with Project.open(path) as project:
        project.add_codebook(slow)
        turns = "R1: " + "a" * 60 + "\n"
        (path.parent / "lang.txt").write_text("I: Ja?\n" + turns, encoding="utf-8")
        project.add_documents(path.parent / "lang.txt")
    done = CliRunner().invoke(app, ["suggest"])
    assert "was stopped in" in str(done.exception)
    with Project.open(path) as project:
        assert len(project.suggestions()) == 0


def test_while_a_document_is_coded_by_two_a_coder_hears_one_sentence(path):
    run()
    with Project.open(path) as lead:
        lead.add_coverage([{"coder": coder, "document": "g1", "state": "assigned"} for coder in ("B", "C")])
        id_ = lead.suggestions()["coding"].iloc[0]
    told = set()
    for words in (
        ["--coder", "B"],
        ["--document", "g2", "--coder", "B"],
        ["accept", id_, "--coder", "B"],
        ["reject", "x", "--coder", "B"],
    ):
        done = CliRunner().invoke(app, ["suggest", *words])
        told.add(str(done.exception))
    (sentence,) = told
    assert sentence.startswith("Suggestions are off")
    assert "0 open suggestions." in run("list", "--coder", "B")
