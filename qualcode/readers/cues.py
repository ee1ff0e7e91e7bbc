"""The cues of subtitle files, SubRip and WebVTT alike: their times, their lines, and who speaks by convention in them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.readers.speech import Speech

_STAMP = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*({_STAMP})\s*-->\s*({_STAMP})(?:\s.*)?$")
_TAG = re.compile(r"</?[a-zA-Z](?:[.\w]|(?=\s))*(?:\s[^<>]*)?/?>|<\d[\d:.]*>|\{\\[^{}]*\}")
_NAMED = re.compile(
    r"(?:\[(?P<bracket>[^\[\]:\n]{1,40})\]:?|(?P<name>[^\W\d_][^:\n\[\]<>!?]{0,39}(?: \?)?):(?!\d))\s+(?=\S)"
)
_OWN_LINE = re.compile(r"[^\W\d_][\w .,'’()/-]{0,39}$")
_NO_NAMES = frozenset(["let op", "nb", "ps", "nota bene", "note", "bijvoorbeeld", "dus", "kijk", "ja", "nee", "nou"])


@dataclass(slots=True)
class Cue:
    """One cue: when it begins, and its lines."""

    start: float
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Cues:
    """What a subtitle file holds: its cues, its notes and what stands outside of any cue."""

    cues: list[Cue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def cues_of(text: str, *, web: bool) -> Cues:
    """The cues of a text; with `web` the blocks NOTE, STYLE and REGION of WebVTT are set apart.

    Lines after a blank line within a cue stay part of it; the number or id on the line before the times does not.
    """
    found = Cues()
    taken: list[tuple[str, bool]] = []  # the lines of the cue at hand, and whether a blank line came before
    fresh, noting = not web, False  # what follows WEBVTT at once is its header
    for line in text.split("\n"):
        times = _TIMES.match(line)
        if times:
            if taken and (taken[-1][1] or taken[-1][0].strip().isdigit()):
                taken.pop()
            _close(found, taken)
            found.cues.append(Cue(seconds(times.group(1))))
            taken, fresh, noting = [], False, False
        elif not line.strip():
            fresh, noting = True, False
        elif noting or (web and fresh and re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", line)):
            if not noting:
                found.notes.append("")
            found.notes[-1] += line + "\n"
            noting, fresh = True, False
        else:
            taken.append((line, fresh))
            fresh = False
    _close(found, taken)
    return found


def seconds(stamp: str) -> float:
    """A time of a cue in seconds.

    >>> seconds("00:01:02,500"), seconds("01:02.5")
    (62.5, 62.5)
    """
    whole, _, fraction = stamp.replace(",", ".").partition(".")
    total = 0
    for part in whole.split(":"):
        total = total * 60 + int(part)
    return total + int(fraction or 0) / float(10 ** len(fraction))


def without_tags(text: str) -> tuple[str, int]:
    """A line without the tags of its looks (italics, colours, inline times), and how many there were.

    >>> without_tags("<i>Ja</i>, <00:00:01.500>3 < 4")
    ('Ja, 3 < 4', 3)
    """
    return _TAG.subn("", text)


def by_convention(cues: Iterable[tuple[float, Sequence[str]]], speech: Speech) -> None:
    """Add cues that name no speaker in a tag: a name and a colon, a name in brackets or a name on its own line may do so.

    A convention is believed where names come back: most cues have one, or two names stand there at least twice.
    """
    given = [(start, [line.strip() for line in lines if line.strip()]) for start, lines in cues]
    own = _names_on_own_line([lines for _, lines in given])
    flat = [" ".join(lines) for _, lines in given]
    names = set() if own else _names(flat)
    speaker = ""
    for (start, lines), text in zip(given, flat, strict=True):
        if own:
            if lines and lines[0] in own:
                speaker, text = lines[0], " ".join(lines[1:])
        elif (found := _NAMED.match(text)) and _name(found) in names:
            speaker, text = _name(found), text[found.end() :]
        speech.add(text, speaker, start)


def _close(found: Cues, taken: list[tuple[str, bool]]) -> None:
    lines = [line for line, _ in taken]
    if found.cues:
        found.cues[-1].lines = lines
    else:
        found.outside.extend(lines)


def _name(found: re.Match[str]) -> str:
    return " ".join((found["name"] or found["bracket"]).split())


def _names(texts: Sequence[str]) -> set[str]:
    """The names before a colon or in brackets that are speakers."""
    said = [_name(found) for text in texts if (found := _NAMED.match(text))]
    counts = Counter(name for name in said if name.casefold() not in _NO_NAMES)
    often = {name for name, count in counts.items() if count > 1}
    names = often | {name for name in counts if all(not word[0].islower() for word in name.split())}
    share = sum(counts[name] for name in names) / max(len(texts), 1)
    if not often or (share < 0.6 and (len(often) < 2 or share < 0.15)):
        return set()
    return names


def _names_on_own_line(cues: Sequence[Sequence[str]]) -> set[str]:
    """The first lines of cues that are names: nearly every cue has one, and few different ones come back."""
    first = Counter(lines[0] for lines in cues if len(lines) > 1 and _OWN_LINE.match(lines[0]))
    often = {name for name, count in first.items() if count > 1}
    if sum(first[name] for name in often) < 0.6 * max(len(cues), 1):
        return set()
    return often | {name for name in first if all(not word[0].islower() for word in name.split())}
