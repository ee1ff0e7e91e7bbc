"""`agreement --report`: one file, and a sentence where there can be none."""

import shutil

import pytest
from click.testing import CliRunner

from qualcode.cli import app
from qualcode.errors import NothingToCompare, NoWriter


@pytest.fixture
def called(built, tmp_path, monkeypatch):
    """A command on a copy of the example, in its folder."""
    shutil.copy(built, tmp_path)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, ["agreement", *words])


def test_the_report_is_written_for_the_coders_round_and_audience_that_are_named(called, tmp_path):
    done = called(
        "--report", "r.md", "--coders", "A,B", "--round", "calibration", "--lang", "en", "--audience", "public"
    )
    assert done.exit_code == 0, done.output
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert text.startswith("# Intercoder reliability\n\npo-werkplaats: calibration round")
    assert "For the team only" not in text


@pytest.mark.parametrize(
    ("words", "fault"),
    [(("--report", "r.pdf"), NoWriter), (("--report", "r.docx", "--coders", "A"), NothingToCompare)],
)
def test_where_there_can_be_no_report_no_file_is_left(called, tmp_path, words, fault):
    done = called(*words)
    assert isinstance(done.exception, fault)
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".pdf", ".docx")] == []
