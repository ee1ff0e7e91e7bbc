"""SubRip subtitles: times are in the file, speakers only by the convention of its cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import Unreadable
from qualcode.readers.cues import by_convention, cues_of, without_tags
from qualcode.readers.encodings import decode
from qualcode.readers.limits import content
from qualcode.readers.speech import Speech

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.readers.intake import Intake


def read(path: Path) -> Intake:
    """Subtitles (.srt): speakers where cues name them (``Name: ...``, ``[Name] ...``), else each cue is a turn."""
    decoded = decode(content(path), path)
    found = cues_of(decoded.text, web=False)
    if not found.cues:
        raise Unreadable(path, "the file holds no cue with times", "Rename it to .txt if it is plain text.")
    speech = Speech("cues", changed=list(decoded.changed))
    tags = 0
    cues = []
    for cue in found.cues:
        cleaned = [without_tags(line) for line in cue.lines]
        tags += sum(count for _, count in cleaned)
        cues.append((cue.start, [line for line, _ in cleaned]))
    by_convention(cues, speech)
    if found.outside:
        speech.left_out.append(f'text before the first cue "{" ".join(" ".join(found.outside).split())[:60]}"')
    if tags:
        speech.left_out.append(f"tags of looks: {tags}")
    return speech.intake()
