"""A passage before and after a correction, one under the other: what went is marked [-so-], what came {+so+}."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

#: An unchanged stretch longer than this is cut in the middle.
_LONGEST = 60
#: The end of a line within a passage.
_BREAK = " ¶ "
_WENT, _CAME = ("[-", "-]"), ("{+", "+}")


def beside(old: str, new: str) -> Iterator[str]:
    """The lines that show a passage as it was and as it is; one passage where both are the same.

    >>> list(beside("Ik loop rond", "Ik loop wat rond"))
    ['  old: “Ik loop rond”', '  new: “Ik loop {+wat+} rond”']
    """
    if old == new:
        yield from _wrapped("  ", _quoted([(old, None)]))
        return
    yield from _wrapped("  old: ", _quoted(_parts(old, new, _WENT)))
    yield from _wrapped("  new: ", _quoted(_parts(new, old, _CAME)) if new else "(gone)")


def _parts(text: str, other: str, marks: tuple[str, str]) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """The stretches of a text: with marks where the other has something else."""
    from qualcode.store.alignment import aligned

    at = 0
    for a, _, size in [*(aligned(text, other) if other else []), (len(text), 0, 0)]:
        if a > at:
            yield text[at:a], marks if other else None
        if size:
            yield text[a : a + size], None
        at = a + size


def _quoted(parts: Iterator[tuple[str, tuple[str, str] | None]] | list[tuple[str, None]]) -> str:
    return f"“{''.join(_marked(text, marks) for text, marks in parts).strip()}”"


def _marked(text: str, marks: tuple[str, str] | None) -> str:
    """A stretch on one line, cut in the middle where it is long, with its marks."""
    line = _BREAK.join(" ".join(f"|{part}|".split())[1:-1].strip("\r") for part in text.split("\n"))
    if len(line) > _LONGEST:
        half = (_LONGEST - 5) // 2
        line = f"{line[:half].rpartition(' ')[0] or line[:half]} ... {line[-half:].partition(' ')[2] or line[-half:]}"
    if marks is None:
        return line
    body = line.strip() or line
    before, _, after = line.partition(body)
    return f"{before}{marks[0]}{body}{marks[1]}{after}"


def _wrapped(head: str, text: str) -> Iterator[str]:
    """Lines of the width of the terminal (whole lines into a pipe); what is marked has colour there, unless NO_COLOR is set."""
    lines = [head + text]
    if sys.stdout.isatty():
        width = max(40, shutil.get_terminal_size().columns)
        lines = textwrap.wrap(
            text, width, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
        )
    colour = None
    for line in lines:
        shown, colour = _coloured(line, colour) if _in_colour() else (line, None)
        yield shown


def _in_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _coloured(line: str, colour: str | None) -> tuple[str, str | None]:
    """A line with its marked words in red or green; a mark may begin on one line and end on another."""
    found = ""
    while line:
        marks = {_WENT[0]: "red", _CAME[0]: "green"} if colour is None else {_WENT[1]: None, _CAME[1]: None}
        at, mark = min(((line.find(mark), mark) for mark in marks if mark in line), default=(len(line), ""))
        cut = at if colour is None else at + len(mark)
        found += line[:cut] if colour is None else click.style(line[:cut], fg=colour)
        if mark:
            colour = marks[mark]
        line = line[cut:]
        if not mark:
            break
    return found, colour
