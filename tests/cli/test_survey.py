"""`add survey`: answers into the project, open ones as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from qualcode import Project
from qualcode.cli import app

if TYPE_CHECKING:
    from pathlib import Path


def test_answers_are_added_and_open_ones_become_documents(tmp_path: Path) -> None:
    Project.create(tmp_path / "po.qualcode").close()
    sheet = tmp_path / "vragenlijst.csv"
    sheet.write_text("nr;jaren;wat helpt\n1;3;Tijd.\n2;12;\n", encoding="utf-8")
    arguments = [
        "add",
        "survey",
        str(sheet),
        "-p",
        str(tmp_path / "po.qualcode"),
        "--respondent",
        "nr",
        "--documents",
        "wat helpt",
    ]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == ["survey: 2 added, 0 known", "  answers as documents: 1 added, 0 known"]
    with Project.open(tmp_path / "po.qualcode") as project:
        assert project.documents()["name"].astype(str).tolist() == ["1 wat helpt"]
