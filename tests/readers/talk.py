"""A file written by a test, read whole: what stands in it and who says it when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.readers import read
from qualcode.transcripts import find_turns

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.readers import Intake

Turns = list[tuple[str, str, float | None]]


def written(path: Path, content: str | bytes) -> Path:
    """The file with this content, UTF-8 where it is text."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def turns_of(intake: Intake) -> Turns:
    """Label, talk and time of each turn; positions are proved to point at label and talk on the way."""
    turns = find_turns(intake.text, intake.marks).turns
    for turn in turns:
        if turn.label_start is not None:
            assert intake.text.startswith(turn.label, turn.label_start)
    return [(turn.label, intake.text[turn.start : turn.end], turn.time) for turn in turns]


def taken(path: Path, content: str | bytes) -> tuple[Intake, Turns]:
    """The intake of a file with this content, and its turns."""
    intake = read(written(path, content))
    return intake, turns_of(intake)
