"""WebVTT subtitles of Teams, Stream, Zoom, noScribe and Whisper: who speaks by voice tags or by the convention of the cues."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from qualcode.errors import Unreadable
from qualcode.readers.cues import by_convention, cues_of, without_tags
from qualcode.readers.encodings import decode
from qualcode.readers.limits import content
from qualcode.readers.speech import Speech

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.readers.cues import Cue
    from qualcode.readers.intake import Intake

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s+([^<>]*))?>")
_END = re.compile(r"</v\s*>")


def read(path: Path) -> Intake:
    """Subtitles (.vtt) of Teams, Stream, Zoom, noScribe, Whisper: a turn for each stretch of a speaker, with its time.

    A voice tag names the speaker, closed or not; without tags a name before a colon, in brackets or on its own line does.
    Without any speaker each cue is a turn. Lines within a cue are one line of talk.
    """
    decoded = decode(content(path), path)
    head, _, body = decoded.text.partition("\n")
    if not head.startswith("WEBVTT"):
        raise Unreadable(path, "the file does not begin with WEBVTT, as such a file does", "Export it again.")
    found = cues_of(body, web=True)
    if not found.cues:
        raise Unreadable(path, "the file holds no cue with times")
    speech = Speech("cues", changed=list(decoded.changed))
    tags = _add(found.cues, speech)
    if "noscribe" in decoded.text[:2_000].casefold():
        speech.changed.append(
            "made by noScribe, whose .vtt begins long turns too late; its .html of the same talk has the right times"
        )
    if found.outside:
        speech.left_out.append(f'header "{" ".join(" ".join(found.outside).split())[:60]}"')
    notes = sum(note.startswith("NOTE") for note in found.notes)
    for count, what in (
        (notes, "NOTE blocks"),
        (len(found.notes) - notes, "STYLE and REGION blocks"),
        (tags, "tags of looks"),
    ):
        if count:
            speech.left_out.append(f"{what}: {count}")
    return speech.intake()


def _add(cues: list[Cue], speech: Speech) -> int:
    """Add all cues; the number of tags that only say how they look."""
    tags = 0
    clean: list[tuple[float, list[str]]] = []
    voiced = any(_VOICE.search(line) for cue in cues for line in cue.lines)
    for cue in cues:
        lines = []
        for line in cue.lines if not voiced else ["\n".join(cue.lines)]:
            if voiced:
                line, count = _voices(line, cue.start, speech)
            else:
                line, count = without_tags(line)
            tags += count
            lines.append(html.unescape(line))
        clean.append((cue.start, lines))
    if not voiced:
        by_convention(clean, speech)
    return tags


def _voices(text: str, start: float, speech: Speech) -> tuple[str, int]:
    """One cue with voice tags: what stands before the first or after the end of one is nobody's."""
    tags = 0
    ends = [(found.start(), found.end(), html.unescape(found.group(1) or "")) for found in _VOICE.finditer(text)]
    ends += [(found.start(), found.end(), "") for found in _END.finditer(text)]
    speaker, at, said = "", 0, False
    for begin, end, name in [*sorted(ends), (len(text), len(text), "")]:
        bare, count = without_tags(text[at:begin])
        tags += count
        if bare.strip():
            speech.add(" ".join(html.unescape(bare).split("\n")), speaker, start)
            said = True
        speaker, at = name, end
    if not said:
        speech.empty += 1
    return "", tags
