"""What names look like in Dutch talk: each pattern with the kind of name it finds and why. All of them only suggest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.people.spelling import folded
from qualcode.people.words import (
    BEFORE_PLACES,
    BEFORE_THINGS,
    FIRST_NAMES,
    NO_NAMES,
    ORDINARY,
    PARTICLES,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_CAP = r"(?:[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|[\u0300-\u036f])+(?:[-'’][A-ZÀ-ÖØ-Þ][^\W\d_]+)*)"
_PARTICLE = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Hh]et|'t|’t|[Tt]en|[Tt]er|[Tt]e|[Ii]n|[Oo]p|[Ll]a|[Ll]e|[Ee]l|[Aa]l|[Vv]on|[Zz]u|[Dd]u|[Dd]i|[Dd]a|[Vv]d|v\.d\.)[ ])"
_SURNAME = rf"{_PARTICLE}{{0,3}}{_CAP}"
_TITLE = r"(?:[Jj]uf|[Jj]uffrouw|[Mm]eester|[Mm]ees|[Mm]evrouw|[Mm]evr\.|[Mm]w\.?|[Mm]eneer|[Mm]ijnheer|[Dd]hr\.?|[Dd]e heer|[Dd]rs\.|[Dd]r\.|[Pp]rof\.|[Ii]r\.|[Tt]ante|[Oo]om)"
_SCHOOL = r"(?:[Oo]bs|OBS|[Cc]bs|CBS|[Rr]kbs|RKBS|[Rr]\.?k\.? ?bs|[Pp]cbs|PCBS|[Kk]bs|KBS|[Ii]kc|IKC|[Ss]bo|SBO|ROC|AOC|(?:[Oo]penbare |[Cc]hristelijke |[Kk]atholieke )?[Bb]asisschool|[Kk]indcentrum|[Bb]rede school|[Dd]altonschool|[Jj]enaplanschool|[Mm]ontessorischool|[Cc]ollege|[Ll]yceum|[Ss]cholengroep|[Ss]cholengemeenschap|[Ss]tichting)"
_ARTICLE = r"(?:(?:[Dd]e|[Hh]et|'[Tt]|’[Tt]|[Ss]int|[Ss]t\.)[ -])"


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that may be a name: where it stands, what it is, and by which pattern."""

    start: int
    end: int
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shape; the group ``name`` is the name, the first that fits a place has it."""

    kind: str
    why: str
    shape: re.Pattern[str]


def _pattern(kind: str, why: str, shape: str, flags: int = 0) -> Pattern:
    return Pattern(kind, why, re.compile(shape, flags))


_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
PATTERNS: tuple[Pattern, ...] = (
    _pattern("other", "e-mail", r"(?P<name>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"),
    _pattern("other", "IBAN", r"(?<!\w)(?P<name>[A-Z]{2}\d{2}(?: ?[A-Z]{4})(?: ?\d{4}){2} ?\d{2})(?!\w)"),
    _pattern("other", "telefoon", r"(?<![\w+])(?P<name>(?:\+31[ -]?(?:\(0\))?|0031[ -]?|0)[1-9](?:(?: - |\) ?|[ .-])?\d){8}|0[1-9]\d{1,2}[ -]\d{6,7})(?!\d)"),
    _pattern("other", "BRIN", r"(?<!\w)(?P<name>\d{2}[A-Z]{2}\d{2})(?!\w)"),
    _pattern("other", "BRIN", r"(?i:brin(?:[ -]?nummer|code)?)[ :]*(?P<name>\d{2}[A-Z]{2})(?!\w)"),
    _pattern("other", "geboortedatum", rf"(?i:geboren|geboortedatum|geb\.)(?: op|:| is)? *(?P<name>\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]\d{{2,4}}| (?:{_MONTHS}) \d{{4}}))"),
    _pattern("other", "postcode", r"(?<!\w)(?P<name>[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2})(?!\w)"),
    _pattern("school", "school", rf"(?<!\w)(?P<name>{_SCHOOL} (?:[\"“'‘]?){_ARTICLE}?{_CAP}(?: {_CAP})?)"),
    _pattern("school", "school", rf"(?<!\w)(?P<name>{_CAP} (?:College|Lyceum|Gymnasium|Scholengroep|Mavo)|[A-Z][^\W\d_]{{3,}}(?:college|lyceum|gymnasium))(?!\w)"),
    _pattern("person", "aanspreking", rf"(?<!\w){_TITLE} (?P<name>(?:[A-Z]\. ?)*{_SURNAME}(?: {_SURNAME})?)"),
    _pattern("person", "voorletters", rf"(?<!\w)(?P<name>(?:[A-Z]\. ?){{1,4}}{_SURNAME})"),
    _pattern("person", "voornaam, tussenvoegsel, achternaam", rf"(?<!\w)(?P<name>{_CAP} {_PARTICLE}{{1,3}}{_CAP})"),
    _pattern("school", "lidwoord met hoofdletter", rf"(?<![\w'’])(?P<name>(?:De|Het|'t|’t|'T) {_CAP}(?: {_CAP})?)"),
    _pattern("place", "straat", rf"(?P<name>(?:{_CAP} )?[A-Z][^\W\d_]*(?:straat|laan|weg|plein|dijk|gracht|kade|singel|steeg|pad)(?: \d+\w?)?)(?!\w)"),
)  # fmt: skip
_WORD = re.compile(_CAP)
_BEGINS = re.compile(r"(?:^|[.!?:;…\n\t\"“‘(\[–—•◦▪◼■●○‣·*-])[\s\"“‘'’(\[]*$")
_BEFORE = re.compile(r"([^\W\d_]+)[ ]+[\"“‘]?$")
_NINE = re.compile(r"(?<![\d.])(?P<name>\d{9}|\d{3}[. ]\d{3}[. ]\d{3}|\d{4}\.\d{2}\.\d{3})(?![\d])")


def seen_in(text: str, *, wide: bool = True) -> list[Seen]:
    """What may be a name in a text, none over another; `wide` also takes any capital within a sentence."""
    found: list[Seen] = []
    taken = bytearray(len(text))
    for one in (*_shaped(text), *_numbers(text), *_capitals(text, wide)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _shaped(text: str) -> Iterator[Seen]:
    for pattern in PATTERNS:
        for match in pattern.shape.finditer(text):
            start, end = match.span("name")
            if pattern.why in _LOOSE:
                start, end = _name_alone(text, start, end, pattern.why)
            elif pattern.why == "straat" and not text[end - 1].isdigit() and begins_here(text, start):
                continue  # "Gaandeweg": a word of every day
            if start < end:
                yield Seen(start, end, pattern.kind, pattern.why)


#: Patterns that take in words around a name.
_LOOSE = frozenset({"aanspreking", "voorletters", "voornaam, tussenvoegsel, achternaam", "lidwoord met hoofdletter"})
#: "Segers van de Partij": whose somebody is, not what somebody is called.
_BELONGS = re.compile(r" (?:van|uit|op|bij|in) (?:de|het)(?= )| van(?= [A-Z]{2})")


def _name_alone(text: str, start: int, end: int, why: str) -> tuple[int, int]:
    """A name without words of every day before it and without what somebody belongs to; nothing where no name is left."""
    words = text[start:end].split()
    while words and folded(words[0]) in NO_NAMES - PARTICLES:
        start += len(words.pop(0)) + 1  # "Ja Sanne de Wit": the name begins later
    if why == "aanspreking" and words and folded(words[0]) not in FIRST_NAMES | PARTICLES:
        belongs = _BELONGS.search(text, start, end)
        if belongs is not None:
            end = belongs.start()
            words = text[start:end].split()
    bare = [word for word in words if folded(word) not in PARTICLES]
    if not bare or all(folded(word) in NO_NAMES for word in bare):
        return start, start
    if why == "lidwoord met hoofdletter" and bare[0].isupper() and len(bare[0]) < 5:
        return start, start  # "De VVD"
    if why.startswith("voornaam") and not _is_full_name(words):
        return start, start
    return start, end


def _is_full_name(words: list[str]) -> bool:
    """Whether capital, particle, capital is a person: "Sanne de Wit", and not "Bij de Vuurkorf" or "Raad van State"."""
    first = folded(words[0])
    if first in FIRST_NAMES:
        return True
    run = " ".join(words[1:-1]).casefold()
    return first not in _STARTERS | NO_NAMES and run in _OF_SURNAMES and not first.endswith("en")


_OF_SURNAMES = frozenset(
    [
        "van",
        "van der",
        "van den",
        "de",
        "den",
        "der",
        "ter",
        "ten",
        "van 't",
        "van ’t",
        "'t",
        "’t",
        "el",
        "al",
        "von",
        "de la",
    ]
)
_STARTERS = frozenset(
    [
        "bij",
        "in",
        "op",
        "van",
        "voor",
        "met",
        "naar",
        "uit",
        "tot",
        "over",
        "onder",
        "tussen",
        "na",
        "door",
        "om",
        "aan",
        "als",
        "dat",
        "wat",
        "hoe",
        "en",
        "maar",
        "of",
        "want",
        "dus",
        "toen",
        "ook",
        "daar",
        "waar",
        "alleen",
        "vanuit",
        "binnen",
        "buiten",
        "naast",
        "sinds",
        "tijdens",
        "zonder",
        "volgens",
        "ik",
        "wij",
        "we",
        "zij",
        "ze",
        "hij",
        "jullie",
        "is",
        "was",
    ]
)


def _numbers(text: str) -> Iterator[Seen]:
    """Numbers that pass the test of a citizen service number."""
    for match in _NINE.finditer(text):
        digits = [int(sign) for sign in match["name"] if sign.isdigit()]
        weighed = sum(d * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        if weighed % 11 == 0 and any(digits):
            yield Seen(*match.span("name"), "other", "lijkt een BSN")


def _capitals(text: str, wide: bool) -> Iterator[Seen]:
    """Known first names (with the surname that follows), places after their words, and other capitals in a sentence."""
    at = 0
    for match in _WORD.finditer(text):
        if match.start() < at:
            continue
        word = match.group()
        plain = folded(re.split("['’]s$", word)[0])
        if plain in NO_NAMES or plain in TITLES or text[match.start() - 1 : match.start()].isalnum():
            continue
        begins = begins_here(text, match.start())
        one = _capital(text, match, plain, begins, wide)
        if one is not None:
            at = one.end
            yield one


def begins_here(text: str, at: int) -> bool:
    """Whether a sentence, a line or an aside begins here, so that a capital tells nothing."""
    return at == 0 or bool(_BEGINS.search(text[max(0, at - 6) : at]))


def _capital(text: str, match: re.Match[str], plain: str, begins: bool, wide: bool) -> Seen | None:
    before = _BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    word_before = before[1].casefold() if before else ""
    known = plain in FIRST_NAMES or plain.split("-")[0] in FIRST_NAMES or _genitive(plain)
    if known and not (begins and plain in ORDINARY):
        return Seen(match.start(), _with_surname(text, match.end()), "person", "voornaam")
    if begins or match.group().isupper() or word_before in BEFORE_THINGS:
        return None
    if word_before in BEFORE_PLACES:
        return Seen(match.start(), _next_capital(text, match.end()), "place", f"na “{word_before}”")
    if wide:
        return Seen(match.start(), _next_capital(text, match.end()), "other", "hoofdletter binnen de zin")
    return None


def _genitive(plain: str) -> bool:
    return plain.endswith("s") and plain[:-1] in FIRST_NAMES and plain[:-1] not in ORDINARY


def _with_surname(text: str, end: int) -> int:
    match = re.compile(rf" {_SURNAME}").match(text, end)
    if match is None or folded(match.group().split()[-1]) in NO_NAMES | FIRST_NAMES:
        return end
    return match.end()


def _next_capital(text: str, end: int) -> int:
    match = re.compile(rf"[ -]{_CAP}").match(text, end)
    return match.end() if match is not None and folded(match.group().strip(" -")) not in NO_NAMES else end
