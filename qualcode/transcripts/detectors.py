"""One detector a convention: where in a text does a speaker's label stand, and where does the talk after it begin?

A detector only points at places; it changes nothing and decides nothing about the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qualcode.readers.intake import Mark
from qualcode.transcripts.labels import TIME, plausible, seconds
from qualcode.transcripts.roles import interviewers, is_speaker


@dataclass(frozen=True, slots=True)
class Hit:
    """A label: where its line begins, where it stands itself, where the talk begins."""

    begin: int
    label_start: int
    talk: int
    label: str
    time: float | None = None


Detector = Callable[[str, Sequence[Mark]], Iterator[Hit]]

_GAP = r"[ \t\u00a0]"
_CLOCK = rf"(?:{TIME}|\d{{1,2}}:\d{{2}})"
# A paragraph number, a time and Markdown's bold may stand before a label, in this order.
_BEFORE = rf"^{_GAP}*+(?:(?:\d{{1,4}}[.)]?|\(\d{{1,4}}\)){_GAP}++(?=\D))?(?:(?P<early>{_CLOCK}){_GAP}*+[-–|]?{_GAP}*+)?(?:\*\*|__)?"
_NAME = r"(?P<label>[^\W\d_][^\n\t:：\[\]{}<>|;!\"“”*#]{0,39}?)"
_LATE = rf"(?:{_GAP}*+(?P<late>{TIME}))?"

_NO_CLOCK = rf"(?!//)(?:(?<!{_GAP}\d:)(?<!{_GAP}\d\d:)|(?!\d\d))"  # "Om 10:30 uur", "Anna 0:12"
_COLON = re.compile(rf"{_BEFORE}{_NAME}(?:\*\*|__)?{_LATE}{_GAP}*+[:：]{_NO_CLOCK}(?:\*\*|__)?{_GAP}*+", re.MULTILINE)
_TAB = re.compile(rf"{_BEFORE}{_NAME}(?:\*\*|__)?{_LATE}{_GAP}*?\t[ \t]*+(?=\S)", re.MULTILINE)
_CLOCKED = re.compile(
    rf"{_BEFORE}(?P<label>[^\W\d_][^\n\t:：\[\]{{}}<>|;!\"“”*#]{{0,39}}?)(?:\*\*|__)?"
    rf"(?:[ \t]{{2,}}|\t|{_GAP}(?=[\[({{#])|{_GAP}(?={_CLOCK}{_GAP}*$))(?P<late>{_CLOCK})(?:\*\*|__)?{_GAP}*+[:：]?{_GAP}*+",
    re.MULTILINE,
)
_DASH = re.compile(rf"{_BEFORE}{_NAME}(?:\*\*|__)?{_LATE}{_GAP}++[-–—]{_GAP}++(?=\S)", re.MULTILINE)
_BRACKETS = re.compile(
    rf"^{_GAP}*+(?:(?P<early>{_CLOCK}){_GAP}*+)?\[(?P<label>[^\n\[\]:]{{1,40}})\]{_GAP}*+:?{_GAP}*+(?=\S)", re.MULTILINE
)
_ALONE = re.compile(rf"{_BEFORE}{_NAME}(?:\*\*|__)?{_GAP}*$(?=\n)", re.MULTILINE)
# Without these nowhere in a text, no line needs to be tried.
_DASHED, _ANY_CLOCK = re.compile(rf"{_GAP}[-–—]{_GAP}"), re.compile(r"\d[:.]\d\d")
_STAMP = re.compile(rf"{_GAP}*+({_CLOCK}){_GAP}*\Z")
_LINE = re.compile(rf"{_BEFORE}", re.MULTILINE)


def with_colon(text: str, marks: Sequence[Mark]) -> Iterator[Hit]:
    """``Interviewer: ...``, also behind a paragraph number or a time, also in bold."""
    return _matches(_COLON, text)


def with_tab(text: str, marks: Sequence[Mark]) -> Iterator[Hit]:
    """``Interviewer<tab>...``, also the rows of a table with a column of labels."""
    return _matches(_TAB, text) if "\t" in text else iter(())


def with_dash(text: str, marks: Sequence[Mark]) -> Iterator[Hit]:
    """``Interviewer – ...``; lists look like that too, so somebody has to ask, and only labels of roles are pointed at."""
    if _DASHED.search(text) is None:
        return iter(())
    hits = [hit for hit in _matches(_DASH, text) if is_speaker(hit.label)]
    return iter(hits if interviewers({hit.label for hit in hits}) else [])


def with_time(text: str, marks: Sequence[Mark]) -> Iterator[Hit]:
    """``Interviewer  0:23``, the talk behind it or on the next line."""
    return _matches(_CLOCKED, text) if _ANY_CLOCK.search(text) else iter(())


def in_brackets(text: str, marks: Sequence[Mark]) -> Iterator[Hit]:
    """``[id1] ...``"""
    return _matches(_BRACKETS, text, bracketed=True) if "[" in text else iter(())


def on_own_line(text: str, marks: Sequence[Mark]) -> Iterator[Hit]:
    """A line that holds the label alone, the talk on the lines below."""
    for hit in _matches(_ALONE, text):
        after = text.find("\n", hit.talk + 1)
        below = text[hit.talk + 1 : after if after >= 0 else len(text)]
        ended = hit.label[-1] in ".!…" or (hit.label[-1] == "?" and hit.label[-2:-1] != " ")
        if below.strip() and not ended:
            yield hit


def in_bold(text: str, marks: Sequence[Mark]) -> Iterator[Hit]:
    """A label in bold before talk that is not: ``**Interviewer** ...``"""
    for mark in marks:
        if mark.kind != "bold" or mark.end - mark.start > 45:
            continue
        label = text[mark.start : mark.end].strip().rstrip(":").strip()
        if "\n" in label or not plausible(label):
            continue
        begin = text.rfind("\n", 0, mark.start) + 1
        before = _LINE.match(text, begin, mark.start)
        ending = text.find("\n", mark.end)
        rest = text[mark.end : ending if ending >= 0 else len(text)].strip("*_: \t")
        if before is None or before.end() != mark.start or not rest:
            continue
        talk = mark.end
        while talk < len(text) and text[talk] in "*_: \t":
            talk += 1
        yield Hit(begin, mark.start, talk, label, _time(before))


def with_times_above(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The same labels, with the time that stands alone on the line above each, where the first one has that too."""
    above = [_above(text, hit) for hit in hits]
    if not above or above[0] is None:
        return list(hits)
    return [
        replace(hit, begin=stamp.start(), time=seconds(stamp[1])) if stamp and hit.time is None else hit
        for hit, stamp in zip(hits, above, strict=True)
    ]


def _above(text: str, hit: Hit) -> re.Match[str] | None:
    """The line above a label, blank ones passed over, if it holds a time and nothing else."""
    end = len(text[max(0, hit.begin - 80) : hit.begin].rstrip()) + max(0, hit.begin - 80)
    return _STAMP.match(text, text.rfind("\n", 0, end) + 1, end)


def _matches(pattern: re.Pattern[str], text: str, *, bracketed: bool = False) -> Iterator[Hit]:
    begin = 0
    while begin >= 0:  # each line is tried once: a search would try at every character
        found = pattern.match(text, begin)
        if found is not None:
            label = found["label"].strip()
            if plausible(label, bracketed=bracketed):
                yield Hit(begin, found.start("label"), found.end(), label, _time(found))
        begin = text.find("\n", begin) + 1 or -1


def _time(found: re.Match[str]) -> float | None:
    groups = found.groupdict()
    stamp = groups.get("early") or groups.get("late")
    return seconds(stamp) if stamp else None


WITH_TIME = "label with time"

#: Every convention by the name that the report of an import shows, the surest first.
DETECTORS: dict[str, Detector] = {
    "label in brackets": in_brackets,
    WITH_TIME: with_time,
    "label with colon": with_colon,
    "label with tab": with_tab,
    "label with dash": with_dash,
    "bold label": in_bold,
    "label on its own line": on_own_line,
}
