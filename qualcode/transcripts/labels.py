"""What may be a speaker's label at the start of a line, and what only looks like one ("Let op:", "NB:", "Kijk:")."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from qualcode.transcripts.likeness import Likeness
from qualcode.transcripts.roles import is_speaker

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A time: [00:01:02], (01:02), {01:02}, #00:01:02-3#, 00:01:02, 1:02; brackets also with points.
TIME = (
    r"(?:\[\d{1,2}(?:[:.]\d{2}){1,2}(?:[.,-]\d{1,3})?\]|\(\d{1,2}(?::\d{2}){1,2}(?:[.,-]\d{1,3})?\)"
    r"|\{\d{1,2}(?::\d{2}){1,2}(?:[.,-]\d{1,3})?\}|\#\d{1,2}(?::\d{2}){1,2}(?:[.,-]\d{1,3})?\#"
    r"|\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)"
)
_AT_START = re.compile(rf"[ \t]*+({TIME})(?!\d)")
_AT_END = re.compile(rf"({TIME})\s*+\Z")
_PART = re.compile(r"\d+")

_GUARDED = frozenset(
    """let op|nb|n.b|ps|p.s|nou|ja|nee|kijk|dus|en|maar|want|zo|oké|oke|ok|precies|goed|kortom|namelijk|bijvoorbeeld|bijv|bv|
    conclusie|opmerking|noot|note|tip|bron|bronnen|datum|date|plaats|locatie|tijd|duur|onderwerp|betreft|aan|van|cc|aanwezig|
    afwezig|school|tel|telefoon|e-mail|email|mail|titel|inleiding|toelichting|voorbeeld|figuur|tabel|pagina|page|http|https|www|
    thema|topic|doel|resultaat|context|samenvatting|bijlage|hoofdstuk|stap|fase|deel|versie|legenda|actie|actiepunt|besluit|
    well|so|but|and|yes|no|look|okay|warning|important|example|summary|conclusion|figure|table|source|achtung|hinweis|also|
    ja gut|nein|beispiel|ort|quelle|interview|transcript|transcriptie|gesprek|opname|bestand|file|ik zeg|hij zegt|zij zegt|
    ten eerste|ten tweede|ten derde|of|nota bene|ad|re|subject|onderdeel|vraag 1|titel van het project"""
    .replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip
_REMARKS = re.compile(
    r"(?i)^(?:ge)?(?:lach|onverst|stilte|pauze|pauz|laugh|inaudible|unintell|crosstalk|muziek|music|unverst|zucht|kucht|hoest|"
    r"pause|sic|\.\.\.|…|foto|afbeelding|figuur|bijlage|naam|plaats|school|x+$|\?+$)"
)
_SMALL = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "ten",
        "ter",
        "en",
        "von",
        "of",
        "le",
        "la",
        "du",
        "and",
        "und",
        "het",
        "'t",
        "'s",
        "zu",
        "di",
        "el",
    ]
)
_TITLES = re.compile(r"(?i)\b(?:mevr|mw|dhr|drs|dr|prof|hr|fr|mrs|mr|ms|ing|ir)\. ")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){1,4} ")
_CODE = re.compile(r"^\w{0,12}\d{1,4}$")


def seconds(stamp: str) -> float:
    """A time in seconds: the last number after a point, comma or hyphen is a fraction.

    >>> seconds("[00:01:02]"), seconds("#00:01:02-5#"), seconds("(01:02)"), seconds("[1.02]")
    (62.0, 62.5, 62.0, 62.0)
    """
    bare = stamp.strip("[](){}# \t")
    fraction = 0.0
    if ":" in bare and (tail := re.search(r"[.,-](\d{1,3})$", bare)):
        fraction = int(tail.group(1)) / 10 ** len(tail.group(1))
        bare = bare[: tail.start()]
    total = 0
    for part in _PART.findall(bare):
        total = total * 60 + int(part)
    return total + fraction


def time_at_start(text: str, start: int, end: int) -> tuple[float, int] | None:
    """The time that a stretch begins with, and where the talk after it begins."""
    found = _AT_START.match(text, start, end)
    return (seconds(found.group(1)), found.end()) if found else None


def time_at_end(text: str, start: int, end: int) -> tuple[float, int] | None:
    """The time that a stretch ends with, and where the talk before it ends."""
    low = max(start, end - 24)
    found = _AT_END.search(text[low:end])
    return (seconds(found.group(1)), low + found.start()) if found else None


@lru_cache(maxsize=4096)
def plausible(label: str, *, bracketed: bool = False) -> bool:
    """Whether a stretch of text could name a speaker at all; how often it stands there is judged by `believed`."""
    bare = label.strip()
    words = bare.split()
    if not bare or len(words) > 5 or len(bare) > 40 or bare.casefold().rstrip(".") in _GUARDED:
        return False
    if is_speaker(bare):
        return True
    if bracketed:
        return not _REMARKS.match(bare) and not bare[0].isdigit()
    if bare[0].islower():
        return bool(_CODE.match(bare))
    if bare[-1] in ",;!-" or (bare[-1] == "?" and len(words) == 1) or ". " in _INITIALS.sub("", _TITLES.sub("", bare)):
        return False
    return all(not word[0].islower() or word.casefold() in _SMALL for word in words)


def believed(labels: Iterable[str]) -> frozenset[str]:
    """The labels that stand there at least twice, name a known role, or are a believed label with a typing error."""
    counts = Counter(labels)
    sure = {label for label, count in counts.items() if count > 1 or is_speaker(label)}
    like = Likeness(sure)
    return frozenset(sure | {label for label in counts.keys() - sure if like.near(label)})
