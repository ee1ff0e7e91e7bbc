"""One run of a command: every fault becomes one sentence on stderr and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED, UNEXPECTED = 130, 70


def run(app: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and give its exit code."""
    try:
        code = app.main(args=list(arguments), prog_name="qualcode", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _say("Interrupted; what was stored before stays, and nothing is there by half.", INTERRUPTED)
    except (BrokenPipeError, SystemExit):  # click leaves with SystemExit when the reader of a pipe is gone
        _close_quietly()
        return 0
    except Exception as fault:  # noqa: BLE001  the one place where a fault of any kind meets a person
        return _told(fault)


def _told(fault: Exception) -> int:
    from qualcode.errors import QualcodeError

    if os.environ.get("QUALCODE_DEBUG"):
        raise fault
    if isinstance(fault, QualcodeError):
        return _say(str(fault), fault.exit_code)
    if isinstance(fault, OSError) and fault.filename and fault.strerror:
        return _say(f"{fault.filename}: {fault.strerror}.", 1)
    return _say(f"{_unexpected(fault)} With QUALCODE_DEBUG=1 before the command it is shown here.", UNEXPECTED)


def _say(sentence: str, code: int) -> int:
    """One sentence on stderr, red on a terminal."""
    try:
        click.secho(sentence, fg="red", err=True)
    except BrokenPipeError:
        _close_quietly()
    return code


def _unexpected(fault: Exception) -> str:
    """What to say of a fault of our own: its kind, and where the whole of it was written for its makers."""
    import tempfile
    import traceback

    kind = type(fault).__name__
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="qualcode-fault-", suffix=".txt", delete=False
        ) as file:
            file.write("".join(traceback.format_exception(fault)))
    except OSError:
        return f"A fault in qualcode itself ({kind})."
    return f"A fault in qualcode itself ({kind}). The report is {file.name}; read it before you send it on."


def _close_quietly() -> None:
    """The reader of our output is gone: what is left goes nowhere, without a word."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  lives until the program ends
