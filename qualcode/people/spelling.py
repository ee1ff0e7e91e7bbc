"""How one name is written: case, accents, hyphens and genitives; and the shorter forms that a full name is called by."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from qualcode.people.words import FUNCTIONS, ORDINARY, PARTICLES, SCHOOL_KINDS, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.people.key import Name

#: Signs that may stand in a word without being seen: loose accents, soft hyphens, joiners.
UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
LETTER = r"[^\W\d_]"
WORD = re.compile(rf"(?:{LETTER}[{UNSEEN}]*)+")
_NOT_A_LETTER_NEXT = rf"(?!{LETTER}|[{UNSEEN}])"
_APOSTROPHES = "'’‘`´ʼ"
_HYPHENS = "-‐‑–"
_GAP = r"(?:[^\S\n]|[_-])"
#: Names are written together, too, in "v.d. Berg", "vd Berg", "v/d Berg".
_VAN_DER = re.compile(r"(?i)\bvan de[rn]?\b")
_VAN = rf"(?i:van{_GAP}+de[rn]?|v\.?[ /]?d\.?)"
#: "J.P." may be written "J. P." and "JP".
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ ]?){2,}")
#: From so many digits on, what stands between them does not matter.
_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name. `derived`: shortened by us; `strict`: only with capitals, since it is a common word too."""

    text: str
    name: Name
    derived: bool = False
    strict: bool = False

    def pattern(self, *, loose: bool = False) -> re.Pattern[str]:
        """What is looked for where its first letter stands; `loose`: in any case, as in file names."""
        return _pattern(self.text, self.strict and not loose)


def beginnings(form: str) -> Iterator[str]:
    """The words that a way to write a name may begin with, as they are looked up: of "van der Berg" also "v" and "vd".

    >>> list(beginnings("van der Berg")), list(beginnings("J.P. Smit")), list(beginnings("Noor"))
    (['van', 'v', 'vd'], ['j', 'jp'], ['noor'])
    """
    first = WORD.search(form)
    if first is None:
        return
    yield folded(first.group())
    if _VAN_DER.match(form, first.start()):
        yield from ("v", "vd")
    initials = _INITIALS.match(form, first.start())
    if initials is not None:
        yield folded("".join(WORD.findall(initials.group())))


def condensed(text: str) -> str:
    """A name as addresses have it: without spaces, signs, accents and case.

    >>> condensed("Anneke van den Berg")
    'annekevandenberg'
    """
    return "".join(folded(word) for word in WORD.findall(text))


def forms(name: Name) -> Iterator[Form]:
    """The ways to write a name: as the key has it, then the shorter ones of a person's or school's full name."""
    for text in (name.name, *name.variants):
        yield Form(text, name, False, _is_common(text))
    shorter = _of_person if name.kind == "person" else _of_school if name.kind == "school" else None
    if shorter is not None:
        for text, strict in shorter(name.name):
            if not any(sign.isalnum() for sign in text):
                continue
            yield Form(text, name, True, strict or _is_common(text))


def folded(word: str) -> str:
    """A word without case, accents and unseen signs: what it is looked up by.

    >>> folded("RENÉE"), folded("Re\\u00adnee")
    ('renee', 'renee')
    """
    return "".join(sign for sign in normalize("NFD", word) if not _is_unseen(sign)).casefold()


def _is_unseen(sign: str) -> bool:
    return bool(combining(sign)) or sign in "\u00ad\u200b\u200c\u200d\u2060"


def _is_common(text: str) -> bool:
    words = WORD.findall(text)
    return len(words) == 1 and folded(words[0]) in ORDINARY and words[0] != words[0].lower()


def _of_person(full: str) -> Iterator[tuple[str, bool]]:
    """First name, surname with and without its particles, initial and surname."""
    words = [word for word in full.split() if word.casefold().rstrip(".") not in TITLES]
    if not words or (len(words) == 1 and len(words) == len(full.split())):
        return
    at = next((place for place, word in enumerate(words) if word.casefold() in PARTICLES), None)
    at = at if at is not None else 1 if len(words) == 2 else len(words) - 1
    first, last = words[:at], words[at:]
    bare = [word for word in last if word.casefold() not in PARTICLES]
    surname = " ".join(last)
    if bare:
        yield surname, True
        yield " ".join(bare), True
    if first and WORD.fullmatch(first[0].replace("-", "")) and len(first[0]) > 1:
        yield first[0], False
        yield " ".join(first), False
        if bare:
            yield f"{first[0][0]}. {surname}", True


def _of_school(full: str) -> Iterator[tuple[str, bool]]:
    """Without the kind of school, and without the article."""
    words = full.split()
    while words and words[0].casefold().rstrip(".") in SCHOOL_KINDS:
        words = words[1:]
        yield " ".join(words), True
    if len(words) > 1 and words[0].casefold() in ("de", "het", "'t", "’t"):
        yield " ".join(words[1:]), True


@lru_cache(maxsize=8192)
def _pattern(text: str, strict: bool) -> re.Pattern[str]:
    """The name from its first letter on, in any case and with or without accents; a genitive s may follow."""
    seen = "".join(sign for sign in normalize("NFC", text) if not _is_unseen(sign))
    plain = " ".join(seen.split()).lstrip(_APOSTROPHES + ".")
    first = WORD.search(plain)
    if first is not None and not any(sign.isdigit() for sign in plain):
        plain = plain[first.start() :]
    if sum(sign.isdigit() for sign in plain) >= _NUMBER:
        digits = r"[\s.()/–-]{0,3}".join(_spelled(re.sub(r"[\s.()/–-]+", "", plain), False))
        return re.compile(rf"(?<!\w){digits}(?!\w)")
    body = _VAN.join("".join(_spelled(part, strict)) for part in _VAN_DER.split(plain))
    if any(sign.isdigit() for sign in plain) or not plain[:1].isalpha():
        return re.compile(rf"(?<!\w){body}(?!\w)")
    return re.compile(rf"{body}(?:(?P<genitive>s)(?!{LETTER})|{_NOT_A_LETTER_NEXT})")


def _spelled(signs: str, strict: bool) -> Iterator[str]:
    """Each sign as a piece of a pattern."""
    alone = len(WORD.findall(signs)) == 1
    for place, sign in enumerate(signs):
        if sign.isalpha():
            begins = place == 0 or not signs[place - 1].isalpha()
            particle = not alone and re.split(r"[\W\d_]", signs[place:])[0].casefold() in PARTICLES
            capital = strict and begins and not particle
            yield f"{_letter(sign, capital)}[{UNSEEN}]*"
        elif sign == " ":
            yield _GAP + ("*" if place and signs[place - 1] == "." else "+")
        elif sign == ".":
            yield r"\.?" + (f"{_GAP}?" if signs[place + 1 : place + 2].isalpha() else "")
        elif sign in _HYPHENS:
            yield f"[{_HYPHENS} ]"
        elif sign in _APOSTROPHES:
            yield f"[{_APOSTROPHES}]?"
        else:
            yield re.escape(sign)


@cache
def _letter(sign: str, capital: bool) -> str:
    base = folded(sign) or sign
    if len(base) != 1:
        return f"(?i:{re.escape(sign)})"
    found = {sign, sign.upper(), sign.lower(), *_accented().get(base, ())}
    return "[" + "".join(sorted(c for c in found if len(c) == 1 and (not capital or c.isupper()))) + "]"


@cache
def _accented() -> dict[str, frozenset[str]]:
    """Every Latin letter by the plain letter that it is a form of."""
    found: dict[str, set[str]] = {}
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
        if code <= sys.maxunicode and chr(code).isalpha() and len(plain := folded(chr(code))) == 1:
            found.setdefault(plain, set()).add(chr(code))
    return {plain: frozenset(signs) for plain, signs in found.items()}


def is_role(word: str) -> bool:
    """Whether a word says what somebody does rather than who it is.

    >>> is_role("Leraar"), is_role("Noor")
    (True, False)
    """
    return folded(word) in FUNCTIONS
