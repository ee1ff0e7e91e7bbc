"""oTranscribe files: a small page in JSON, typed by hand, with the times that its writer set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qualcode.errors import Unreadable
from qualcode.readers.intake import Intake, Mark
from qualcode.readers.markup import Markup, tree
from qualcode.readers.transcript_json import load

if TYPE_CHECKING:
    from pathlib import Path

_BARE = re.compile(r"\d{1,3}(?::\d{2}){1,2}")


def read(path: Path) -> Intake:
    """oTranscribe (.otr): the typed text; its times stand in square brackets, so that they are told from the talk."""
    decoded, value = load(path)
    page = value.get("text") if isinstance(value, dict) else None
    if not isinstance(page, str):
        raise Unreadable(path, "the file is no oTranscribe file, whatever its name says")
    found = Markup(_time)
    if page.strip():
        found.walk(tree(page.replace("\r\n", "\n").replace("\r", "\n"), path))
    marks = found.finished()
    times = sum(mark.kind == "time" for mark in marks)
    kept = {**found.kept, "times": times}
    changed = [*decoded, *([f"times written in square brackets: {times}"] if times else [])]
    left_out = [f"{what}: {count}" for what, count in sorted(found.lost.items())]
    if value.get("media"):
        left_out.append("the name of the recording")
    return Intake(
        found.text,
        tuple(marks),
        {what: count for what, count in kept.items() if count},
        tuple(changed),
        tuple(left_out),
    )


def _time(element: Any, page: Markup) -> bool:
    """A time stamp: its sign as people see it, and a mark with its seconds."""
    seconds = element.get("data-timestamp")
    if seconds is None or "timestamp" not in (element.get("class") or "").split():
        return False
    shown = "".join(element.itertext()).strip()
    start = page.at
    page.put(f"[{shown}]" if _BARE.fullmatch(shown) else shown)
    try:
        page.marks.append(Mark("time", start, page.at, f"{float(seconds):g}"))
    except ValueError:
        page.lost["times that are no number"] += 1
    return True
