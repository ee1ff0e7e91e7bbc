"""Text to turns: every convention is tried on the whole text, the best wins with a margin, else paragraphs stay paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model import Turn
from qualcode.transcripts import detectors, labels, marked, roles
from qualcode.transcripts.roles import guess_role, near_labels

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from qualcode.readers.intake import Mark
    from qualcode.transcripts.detectors import Hit

__all__ = ["PARAGRAPHS", "Transcript", "find_turns", "guess_role", "near_labels"]

PARAGRAPHS = "paragraphs"
_MARGIN = 1.25
_NOTES = ("footnote", "endnote")
#: What a program writes below the talk; a long line before it is not searched again and again.
_SIGNED = re.compile(r"^Transcribed by https?://\S+\s*\Z", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of a text in their order, and the convention by which they were found."""

    convention: str
    turns: tuple[Turn, ...]

    @property
    def labels(self) -> dict[str, int]:
        """How many turns each label has, in the order in which they first speak; text without a label is left out."""
        return dict(Counter(turn.label for turn in self.turns if turn.label))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of text between two borders, before it is trimmed to its talk."""

    start: int
    end: int
    label: str = ""
    label_start: int | None = None
    time: float | None = None


def find_turns(text: str, marks: Iterable[Mark] = (), *, interviewers: Collection[str] | None = None) -> Transcript:
    """Who speaks where: each turn is a stretch ``text[start:end]`` of one label, trimmed, without label and time.

    A label counts when it stands at the start of a line at least twice or names a known role; the lines below it that
    have no label belong to it. Text before the first label, headings and notes are turns with the label ``""``. `answer`
    numbers the blocks of a question and what it brought: it grows with each turn of an interviewer and is None before the
    first and where nobody is known to ask. `time` is in seconds, from a stamp at the start of the turn, else at its end.

    Parameters
    ----------
    text
        The text as a reader gave it; it is not changed.
    marks
        What the reader knows of it: bold words, headings, notes; where it names the turns themselves, these stand.
    interviewers
        The labels that ask; without it they are told by their wording.

    Examples
    --------
    >>> text = "Gesprek 3\\nI: Wie kiest de taak?\\nR1: Zij zelf.\\nMeestal.\\nI: En wanneer?"
    >>> found = find_turns(text)
    >>> found.convention, [(turn.label, text[turn.start:turn.end], turn.answer) for turn in found.turns]
    ... # doctest: +NORMALIZE_WHITESPACE
    ('label with colon', [('', 'Gesprek 3', None), ('I', 'Wie kiest de taak?', 1),
     ('R1', 'Zij zelf.\\nMeestal.', 1), ('I', 'En wanneer?', 2)])
    """
    known = tuple(marks)
    lines = _lines(text)
    convention, hits = marked.named(text, known) or _best(text, known, len(lines))
    hits = detectors.with_times_above(text, hits)
    stretches = _labelled(text, hits, known) if hits else _paragraphs(text, lines)
    if interviewers is None:
        interviewers = roles.asking({hit.label for hit in hits})
    return Transcript(convention, tuple(_turns(text, stretches, frozenset(interviewers))))


def _best(text: str, marks: Sequence[Mark], lines: int) -> tuple[str, list[Hit]]:
    """The convention whose labels explain most of the text, if no other explains nearly as much in another way."""
    found = []
    for convention, detector in detectors.DETECTORS.items():
        hits = list(detector(text, marks))
        if convention != detectors.WITH_TIME:  # a time beside a name leaves no doubt that somebody spoke
            hits = _believed(hits)
        if _is_talk(hits, lines):
            score = sum(1.5 if roles.is_speaker(hit.label) else 1.0 for hit in hits)
            found.append((score, convention, hits))
    if not found:
        return PARAGRAPHS, []
    found.sort(key=lambda candidate: -candidate[0])
    score, convention, hits = found[0]
    begins = {hit.begin for hit in hits}
    for other, _, rival in found[1:]:
        same = sum(hit.begin in begins for hit in rival)
        if score < _MARGIN * other and same < 0.8 * len(rival):
            return PARAGRAPHS, []
    return convention, hits


def _believed(hits: list[Hit]) -> list[Hit]:
    sure = labels.believed(hit.label for hit in hits)
    return [hit for hit in hits if hit.label in sure]


def _is_talk(hits: list[Hit], lines: int) -> bool:
    """Whether labels make a conversation, and not the list of terms or the table of a report."""
    counts = Counter(hit.label for hit in hits)
    if len(hits) < 2:
        return False
    dense = len(hits) / max(lines, 1)
    asked = bool(roles.interviewers(counts))
    spoken = sum(count for label, count in counts.items() if roles.is_speaker(label))
    if asked and len(counts) > 1:
        return dense >= 0.05
    if max(counts.values()) < 2:
        return False
    if spoken >= 2:
        return dense >= 0.1
    return len(counts) > 1 and len(hits) >= 4 and dense >= 0.25


def _labelled(text: str, hits: list[Hit], marks: Sequence[Mark]) -> Iterator[_Stretch]:
    """The stretches that labels, headings and notes cut a text into."""
    taken = {hit.begin for hit in hits}
    silent = [(mark.start, mark.end) for mark in marks
              if (mark.kind == "heading" or mark.kind in _NOTES) and not _covers(taken, text, mark)]  # fmt: skip
    silent += [found.span() for found in _SIGNED.finditer(text, max(hit.talk for hit in hits))]
    borders: list[tuple[int, _Stretch]] = [
        (hit.begin, _Stretch(hit.talk, 0, hit.label, hit.label_start, hit.time)) for hit in hits
    ]
    for start, end in silent:
        borders.append((start, _Stretch(start, end)))
    borders.sort(key=lambda border: border[0])
    if borders and borders[0][0] > 0:
        yield _Stretch(0, borders[0][0])
    speaker = _Stretch(0, 0)
    for place, (_, stretch) in enumerate(borders):
        limit = borders[place + 1][0] if place + 1 < len(borders) else len(text)
        if stretch.label_start is None:  # a heading or note: silent itself, the talk goes on below it
            end = min(stretch.end, limit)
            yield _Stretch(stretch.start, end)
            yield _Stretch(end, limit, speaker.label, None)
        else:
            speaker = stretch
            yield _Stretch(stretch.start, limit, stretch.label, stretch.label_start, stretch.time)


def _covers(taken: set[int], text: str, mark: Mark) -> bool:
    """Whether a heading or note is itself the line of a label."""
    return text.rfind("\n", 0, mark.start) + 1 in taken


def _lines(text: str) -> list[tuple[int, int]]:
    """Where each line that is not blank begins and ends."""
    spans = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            spans.append((start, end))
        start = end + 1
    return spans


def _paragraphs(text: str, lines: list[tuple[int, int]]) -> list[_Stretch]:
    """Each line is a paragraph, but where lines are wrapped by hand those between blank lines are."""
    blocks: list[tuple[int, int]] = []
    inner = small = 0
    for start, end in lines:
        if blocks and blocks[-1][1] + 1 == start:
            inner += 1
            small += text[start].islower()
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    wrapped = len(blocks) > 1 and inner > 3 and small >= 0.4 * inner
    return [_Stretch(start, end) for start, end in (blocks if wrapped else lines)]


def _turns(text: str, stretches: Iterable[_Stretch], asking: frozenset[str]) -> Iterator[Turn]:
    answer: int | None = None
    ordinal = 0
    waiting: float | None = None  # the time on a line of its own above talk of nobody
    for stretch in stretches:
        time, start, end = stretch.time, stretch.start, stretch.end
        if found := labels.time_at_start(text, start, end):
            time, start = found[0] if time is None else time, found[1]
        start, end = _trim(text, start, end)
        if found := labels.time_at_end(text, start, end):
            time, end = found[0] if time is None else time, found[1]
            start, end = _trim(text, start, end)
        if start >= end:
            waiting = time if stretch.label_start is None else None
            continue
        time, waiting = waiting if time is None and stretch.label_start is None else time, None
        if stretch.label in asking and stretch.label_start is not None:
            answer = (answer or 0) + 1
        ordinal += 1
        yield Turn(ordinal, start, end, stretch.label, answer, time, stretch.label_start if stretch.label else None)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
