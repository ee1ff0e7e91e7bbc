"""The commands on a tiny study: each does its work, says so, and fails with one sentence."""

from __future__ import annotations

import json

import pytest

from qualcode.cli import app
from qualcode.cli.running import run
from tests.study.tiny import tiny_study


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the tiny study, built."""
    from qualcode.study.build import build

    folder = tmp_path_factory.mktemp("klein")
    build(tiny_study(folder))
    return folder


@pytest.fixture
def call(built, monkeypatch, capsys):
    """Run a command in the folder of the study; gives exit code, stdout and stderr."""
    monkeypatch.chdir(built)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)

    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(app, arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return called


def test_agreement_is_printed_for_a_terminal_and_for_pipes(call):
    code, out, _ = call("agreement", "--depth", "1")
    assert code == 0
    assert "Krippendorffs" in out
    code, out, _ = call("agreement", "--depth", "1", "--format", "json", "--lang", "en")
    assert code == 0
    assert json.loads(out)


def test_all_coefficients_on_request(call):
    _, few, _ = call("agreement", "--format", "csv")
    _, all_, _ = call("agreement", "--format", "csv", "--all")
    assert "gwet_ac" not in few
    assert {"alpha", "cohen_kappa", "gwet_ac", "percent_agreement"} <= {
        line.split(";")[2] for line in all_.splitlines()[1:]
    }


def test_where_coders_differ(call):
    code, out, _ = call("disagreements", "--format", "csv")
    assert code == 0
    assert "De laptop bepaalt nog wel" in out


def test_a_matrix_is_printed_written_and_opened(call, built):
    code, out, _ = call("matrix", "--columns", "code", "--depth", "1", "--lang", "en")
    assert code == 0
    assert "De Linde" in out
    code, _, err = call("matrix", "-o", "uit.docx")
    assert code == 0
    assert err.strip() == "Written: uit.docx"
    assert (built / "uit.docx").exists()
    code, out, _ = call("matrix", "--open", "linde", "zelfregie", "--format", "csv")
    assert code == 0
    assert out.count("linde-") == 2


def test_a_matrix_of_one_reading(call):
    _, out, _ = call("matrix", "--layer", "reading", "--reader", "bo", "--measure", "codings", "--format", "md")
    assert "De Beuk" in out
    code, _, err = call("matrix", "--reader", "bo")
    assert code == 2
    assert "has no single reader" in err


def test_quotes_and_cooccurrence(call):
    code, out, _ = call("quotes", "--format", "csv")
    assert code == 0
    assert "Zij kiezen daarna zelf een plek in de klas." in out
    code, _, _ = call("cooccurrence")
    assert code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["matrix", "--open", "lind", "zelfregie"], 'Did you mean "linde"?'),
        (["matrix", "--rows", "scool"], 'Did you mean "school"?'),
        (["matrix", "--where", "codr == 'x'"], "cannot be read"),
        (["matrix", "-o", "uit.pptx"], 'No writer for "uit.pptx"'),
        (["matrix", "-p", "klien.qualcode"], 'There is no project "klien.qualcode". Did you mean "klein.qualcode"?'),
        (["import", "elders.qdpx"], "No exchange for"),
        (["add", "waves"], "Missing argument"),
        (["build", "studie.yaml"], 'There is no file "studie.yaml"'),
    ],
)
def test_a_fault_of_the_call_is_one_sentence(call, arguments, says):
    code, _, err = call(*arguments)
    assert code in (1, 2)
    assert says in err
    assert "Traceback" not in err


def test_status_shows_who_finished_what_and_an_acting_coder_sees_less(call):
    code, out, _ = call("status")
    assert code == 0
    assert "Amal" in out
    assert "afgerond 1.0.0" in out
    code, out, _ = call("status", "--coder", "dee", "--lang", "en")
    assert code == 0


def test_check_exits_with_1_when_something_is_wrong(call, built):
    code, out, err = call("check")
    assert (code, bool(out.strip())) in ((0, False), (1, True))
    assert "problem" in err


def test_formats_lists_what_can_be_read_and_written(call):
    _, out, _ = call("formats")
    assert ".docx      table, written" in out
    assert ".docx      document, read" in out


def test_a_project_from_nothing_by_commands_alone(tmp_path, built, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)

    def call(*arguments: str) -> str:
        assert run(app, arguments) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    assert "nieuw.qualcode" in call(
        "init", "nieuw", "--codebook", str(built / "klein.yaml"), "--wave", "begin", "--wave", "eind"
    )
    assert "3 added, 0 known" in call("add", "cases", str(built / "cases.csv"))
    assert "2 added" in call("add", "persons", str(built / "persons.csv"))
    assert "2 added" in call("add", "instruments", str(built / "instruments.yaml"))
    assert "3 added, 0 known, 0 failed" in call("add", "documents", str(built / "documents.csv"))
    assert "3 added, 3 known" in call("add", "speakers", str(built / "speakers.csv"))
    assert "1 added" in call("add", "asked", str(built / "asked.csv"))
    assert "4 added" in call("import", str(built / "codings" / "bo.csv"))
    assert "6 added" in call("add", "codings", str(built / "codings" / "amal.csv"))
    assert "0 added, 6 known" in call("add", "codings", str(built / "codings" / "amal.csv"))
    assert "5 added" in call("add", "coverage", str(built / "coverage.csv"))
    before = call("history", "--format", "csv")
    assert "coverage" in call("undo")
    assert len(call("history", "--format", "csv").splitlines()) == len(before.splitlines()) + 1


def test_several_projects_in_a_folder_are_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUALCODE_PROJECT", raising=False)
    for name in ("a", "b"):
        assert run(app, ["init", name]) == 0
    assert run(app, ["status"]) == 2
    assert "Several projects in this folder: a.qualcode, b.qualcode. Name one with -p." in capsys.readouterr().err


def test_the_tables_of_a_recipe_file(call, built, tmp_path):
    code, out, _ = call("tables", "tables.yaml", "--folder", str(tmp_path / "uit"))
    assert code == 0
    assert out.splitlines() == [
        f"Written: {tmp_path / 'uit' / name}" for name in ("codes.docx", "codes.csv", "overeenstemming.csv")
    ]
    _, out, _ = call("tables", "tables.yaml", "--folder", str(tmp_path / "uit"))
    assert {line.split(":")[0] for line in out.splitlines()} == {"Unchanged"}
