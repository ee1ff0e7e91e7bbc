"""`search` on the example study: hits with the words around them, in every form, and a sentence where there are none."""

from __future__ import annotations

import csv
import io
import json

import pytest

from qualcode.cli import app
from qualcode.cli.running import run


@pytest.fixture
def call(built, capsys):
    """Run the command on the example study; gives exit code, stdout and stderr."""

    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(app, ["search", "-p", str(built), *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return called


def test_hits_stand_under_their_document_in_brackets(call):
    code, out, err = call("weektaak", "--document", "wisselspoor-begin-leraren")
    assert code == 0
    assert out.splitlines() == [
        "wisselspoor-begin-leraren (casus wisselspoor, meting begin)",
        "  Leraar 1 (leraar): Wij. De [weektaak] ligt maandag klaar en daar staat in wat je wanneer doet.  (747)",
    ]
    assert err == "1 hit in 1 document.\n"
    assert "(case wisselspoor, wave begin)" in call("weektaak", "--limit", "1", "--lang", "en")[1]


def test_pipes_get_csv_json_and_markdown(call):
    _, out, _ = call("plan*", "--format", "csv", "--role", "leraar", "--limit", "2")
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert [(row["role"], row["text"]) for row in rows] == [("leraar", "planner"), ("leraar", "planning")]
    _, out, _ = call("plan*", "--format", "json", "--limit", "1")
    assert json.loads(out)["recipe"]["function"] == "search"
    _, out, _ = call("plan*", "--format", "md", "--limit", "1")
    assert "Ervoor" in out
    assert "Before" in call("plan*", "--format", "md", "--limit", "1", "--lang", "en")[1]


def test_nothing_found_is_said_and_no_fault(call):
    assert call("onvindbaar") == (0, "Nothing found for onvindbaar.\n", "")
    code, out, err = call("onvindbaar", "--format", "csv")
    assert (code, err) == (0, "Nothing found for onvindbaar.\n")
    assert out.startswith("document;name;turn;")
    assert len(out.splitlines()) == 1


def test_what_cannot_be_searched_is_one_sentence(call):
    assert call("/(a/")[0] == 2
    assert call("")[0] == 2
    code, _, err = call("taak", "--role", "lerar")
    assert code == 1
    assert err == 'No role "lerar" in this project. Did you mean "leraar"?\n'
    code, _, err = call("taak", "--code", "zelfregi")
    assert code == 1
    assert "Did you mean" in err


def test_within_a_code_of_a_reader(call):
    _, of_all, _ = call("[a-z]{9,}", "--regex", "--code", "zelfregie", "--format", "csv")
    assert len(of_all.splitlines()) > 1
    assert call("taak", "--reader", "niemand")[0] == 1
