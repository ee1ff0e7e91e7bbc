"""The example study, copied to a folder of one's own."""

from __future__ import annotations

import pytest

from qualcode.cli import app
from qualcode.cli.running import run
from qualcode.errors import CallError
from qualcode.study.demo import copy_example
from qualcode.study.file import read_study


def test_the_copy_holds_all_that_the_study_needs(tmp_path):
    study = read_study(copy_example(tmp_path / "voorbeeld"))
    named = [*study.codebooks, *study.tables, *(path for paths in study.sheets.values() for path in paths)]
    assert all(path.is_relative_to(tmp_path / "voorbeeld") for path in named)
    assert not (tmp_path / "voorbeeld" / "tables").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "mijn.txt").write_text("van mij")
    with pytest.raises(CallError, match="is not empty"):
        copy_example(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mijn.txt"]


def test_a_copy_that_stands_already_is_taken_as_it_is(tmp_path):
    study = copy_example(tmp_path / "voorbeeld")
    study.write_text(study.read_text(encoding="utf-8") + "# eigen regel\n", encoding="utf-8")
    assert copy_example(tmp_path / "voorbeeld").read_text(encoding="utf-8").endswith("# eigen regel\n")


def test_demo_shows_agreement_and_the_matrix_per_school_and_names_its_files(tmp_path, capsys):
    assert run(app, ["demo", str(tmp_path / "voorbeeld")]) == 0
    out = capsys.readouterr().out
    assert "Krippendorffs" in out
    assert "Wisselspoor" in out
    written = [line.removeprefix("Written: ") for line in out.splitlines() if line.startswith("Written: ")]
    assert {name.rsplit(".", 1)[1] for name in written} == {"docx", "xlsx", "html"}
    assert f"Project: {tmp_path / 'voorbeeld' / 'po-werkplaats.qualcode'}" in out
    assert run(app, ["build", str(tmp_path / "voorbeeld" / "study.yaml")]) == 0
    assert "Nothing new" in capsys.readouterr().out
