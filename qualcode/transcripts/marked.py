"""Turns that the file itself names: a reader marked them, so nothing has to be told from the wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.transcripts.detectors import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.readers.intake import Mark

#: What the report of an import calls it.
NAMED = "named by the file"
_SECONDS = re.compile(r"\d+(?:\.\d+)?")


def named(text: str, marks: Iterable[Mark]) -> tuple[str, list[Hit]] | None:
    """The turns of the marks of kind ``turn``, or None where there are none.

    A mark covers a turn from its label on; its value is ``label|seconds``, both may be empty. The label stands at the
    start of the mark, with or without a colon after it; where it does not, the whole mark is talk of nobody.
    """
    hits = [_hit(text, mark) for mark in marks if mark.kind == "turn" and mark.start < mark.end]
    return (NAMED, sorted(hits, key=lambda hit: hit.begin)) if hits else None


def _hit(text: str, mark: Mark) -> Hit:
    label, _, time = mark.value.rpartition("|")
    if not text.startswith(label, mark.start):
        label = ""
    talk = mark.start + len(label)
    if label and text.startswith(":", talk):
        talk += 1
    return Hit(mark.start, mark.start, talk, label, float(time) if _SECONDS.fullmatch(time) else None)
