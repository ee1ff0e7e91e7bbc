"""`plan` on the example study: drawing, reading again, drift, a coder's own list, and a sentence for each wrong call."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest

from qualcode.cli import app
from qualcode.cli.running import run


@pytest.fixture
def path(built, tmp_path):
    """A copy of the example study that may be changed."""
    return shutil.copy(built, tmp_path / "studie.qualcode")


@pytest.fixture
def call(path, capsys):
    """Run the command; gives exit code, stdout and stderr."""

    def called(*arguments: str, command: str = "plan") -> tuple[int, str, str]:
        code = run(app, [command, "-p", str(path), *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return called


def records(out):
    return list(csv.DictReader(io.StringIO(out), delimiter=";"))


def test_a_plan_is_printed_with_its_seed_and_forecast_and_changes_nothing(call):
    code, out, err = call("--double", "90", "--by", "wave,role", "--seed", "7")
    assert code == 0
    assert "loting met zaad 7" in out
    assert "Verwachte breedte van het interval" in out
    assert err == "Nothing was changed: --assign gives out 3 readings.\n"
    assert call("--double", "90", "--by", "wave,role", "--seed", "7")[1] == out
    assert call("--double", "90", "--by", "wave,role", "--seed", "8", "--format", "csv")[0] == 0


def test_given_out_it_stands_in_the_status_and_can_be_undone(call):
    assert call("--double", "90", "--assign")[2] == "Assigned: 3 readings. `qualcode undo` takes it back.\n"
    assert "toegewezen 1.1.0" in call(command="status")[1]
    assert call("--double", "90", "--assign")[2] == "Assigned: 0 readings.\n"
    assert call(command="undo")[0] == 0
    assert "toegewezen" not in call(command="status")[1]


def test_pipes_and_files_get_the_plan_alone(call, tmp_path):
    _, out, _ = call("--double", "12d", "--format", "csv")
    rows = records(out)
    assert len(rows) == 20
    assert sum(row["twice"] == "true" for row in rows) == 12
    _, out, _ = call("--double", "12d", "--format", "json")
    assert json.loads(out)["recipe"]["function"] == "plan"
    assert call("--double", "12d", "-o", str(tmp_path / "plan.xlsx"))[0] == 0
    assert (tmp_path / "plan.xlsx").exists()


def test_it_speaks_english_too(call):
    _, out, _ = call("--double", "90", "--lang", "en")
    assert "drawn with seed 1" in out
    assert "Expected width of the interval" in out


def test_a_coder_is_kept_from_her_own_school(call):
    rows = records(call("--double", "100", "--coders", "A,B,C", "--not", "C=vuurkorf", "--format", "csv")[1])
    assert all("C" not in row["new"] for row in rows if row["name"].startswith("vuurkorf"))
    assert call("--double", "10", "--not", "C")[0] == 2
    assert call("--double", "10", "--not", "C=wisselspor")[0] == 2


def test_what_is_to_be_read_again_is_listed_and_given_out(call):
    _, out, err = call("--recode", "gedeeld", "--format", "csv")
    assert [(row["name"], row["coder"]) for row in records(out)] == [
        ("zaaihoek-begin-leraren", "B"), ("weverstuin-begin-leraren", "B"),
    ]  # fmt: skip
    assert err == "Nothing was changed: --assign gives out 2 readings.\n"
    assert call("--recode", "gedeeld", "--assign")[2].startswith("Assigned: 2 readings.")
    assert call("--recode", "gedeeld", "--assign")[2].startswith("Assigned: 0 readings")
    out = call("--coder", "B", "--format", "csv")[1]
    assert [(row["name"], row["round"], row["state"]) for row in records(out)] == [
        ("zaaihoek-begin-leraren", "recode", "assigned"),
        ("weverstuin-begin-leraren", "recode", "assigned"),
        ("weverstuin-eind-leraren", "main", "begun"),
    ]
    assert records(call("--coder", "A", "--format", "csv")[1]) == []


def test_since_a_version_an_unchanged_code_is_read_again(call):
    assert len(records(call("--recode", "ict", "--since", "1.1", "--format", "csv")[1])) > 5
    assert len(records(call("--recode", "ict", "--format", "csv")[1])) == 0


def test_drift_is_shown_per_batch_with_a_sentence(call):
    code, out, err = call("--drift", "--order", "date")
    assert (code, err) == (0, "")
    assert "In de laatste partij" in out or "laten deze documenten open" in out
    assert "10 documenten in 2 partijen" in " ".join(out.split())
    rows = records(call("--drift", "--coders", "A,B", "--format", "csv")[1])
    assert [row["by"] for row in rows] == ["batch", "batch", "all"]
    assert {row["coders"] for row in rows} == {"2"}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--double", "10", "--drift"),
        ("--double", "10", "--recode", "ict"),
        ("--double", "0"),
        ("--double", "101"),
        ("--double", "10", "--by", "wve"),
        ("--double", "10", "--coders", "A"),
        ("--double", "10", "--order", "coded"),
        ("--double", "10", "--since", "1.0"),
        ("--double", "10", "--prevalence", "veel"),
        ("--double", "10", "--coder", "A"),
        ("--recode", "ict", "--seed", "3"),
        ("--recode", "ict", "--since", "9.9"),
        ("--drift", "--assign"),
        ("--drift", "--batches", "99"),
    ],
)
def test_a_wrong_call_is_a_sentence_and_exit_2(call, arguments):
    code, out, err = call(*arguments)
    assert code == 2
    assert out == ""
    assert "Traceback" not in err
    assert err.strip()


def test_an_unknown_code_names_the_nearest(call):
    code, _, err = call("--recode", "gedeelt")
    assert code in (1, 2)
    assert "gedeeld" in err


def test_outside_the_team_no_plan_is_written(call, tmp_path):
    code, _, err = call("--double", "10", "--audience", "school", "-o", str(tmp_path / "plan.csv"))
    assert code == 2
    assert "team only" in err
    assert not (tmp_path / "plan.csv").exists()
