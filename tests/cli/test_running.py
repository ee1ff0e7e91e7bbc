"""Every fault of a command is one sentence and an exit code; help loads no command."""

from __future__ import annotations

import errno
import subprocess
import sys

import click
import pytest

from qualcode.cli import CHAPTERS, app
from qualcode.cli.running import run
from qualcode.errors import CallError, ProjectError


def command(fault: BaseException | None = None) -> click.Command:
    """A command that does nothing but fail."""

    @click.command()
    @click.option("--number", type=int)
    def fails(number: int | None) -> None:
        if fault:
            raise fault

    return fails


def test_a_command_that_succeeds_exits_with_0():
    assert run(command(), []) == 0


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        (ProjectError("The study is at fault."), 1, "The study is at fault."),
        (CallError("The call is at fault."), 2, "The call is at fault."),
        (KeyboardInterrupt(), 130, "Interrupted; what was stored before stays, and nothing is there by half."),
        (OSError(errno.ENOSPC, "No space left on device", "tabel.docx"), 1, "tabel.docx: No space left on device."),
    ],
)
def test_a_fault_is_one_sentence_on_stderr_and_an_exit_code(fault, code, says, capsys):
    assert run(command(fault), []) == code
    told = capsys.readouterr()
    assert (told.out, told.err.strip()) == ("", says)


def test_a_wrong_option_exits_with_2(capsys):
    assert run(command(), ["--number", "x"]) == 2
    assert "'x' is not a valid integer" in capsys.readouterr().err


def test_a_fault_of_our_own_shows_no_traceback_but_says_where_it_is(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(command(ZeroDivisionError("ach")), []) == 70
    told = capsys.readouterr().err
    [report] = tmp_path.iterdir()
    assert told.startswith("A fault in qualcode itself (ZeroDivisionError).")
    assert str(report) in told
    assert "Traceback" not in told
    assert "ZeroDivisionError: ach" in report.read_text()
    assert report.stat().st_mode & 0o077 == 0


def test_a_fault_of_our_own_is_shown_whole_on_request(monkeypatch):
    monkeypatch.setenv("QUALCODE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(command(ZeroDivisionError("ach")), [])


def qualcode(*arguments: str, **how):
    return subprocess.run(
        [sys.executable, "-m", "qualcode", *arguments], capture_output=True, text=True, timeout=60, **how
    )


def test_an_unknown_command_suggests_the_nearest(capsys):
    assert run(app, ["matrx"]) == 2
    assert 'There is no command "matrx". Did you mean "matrix"?' in capsys.readouterr().err


def test_every_command_is_where_the_list_says_and_has_help():
    context = click.Context(app)
    for chapter in CHAPTERS.values():
        for name, (_, line) in chapter.items():
            found = app.get_command(context, name)
            assert found is not None
            assert found.help
            assert line.endswith(".")


def test_the_exit_code_of_the_program_is_that_of_the_fault(tmp_path):
    done = qualcode("matrix", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("No project in this folder.")
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_is_no_fault():
    program = (
        "import sys, click\nfrom qualcode.cli.running import run\n"
        "@click.command()\ndef talk():\n  for _ in range(200_000): click.echo('praat')\n"
        "sys.exit(run(talk, []))"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as talking:
        talking.stdout.readline()
        talking.stdout.close()
        assert talking.stderr.read() == b""
        assert talking.wait(30) == 0
