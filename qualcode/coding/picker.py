"""Finding a code while typing: by key, label and the words of its definition, the most likely first."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qualcode.columns import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.codebook import Code, Codebook

#: What a hit in each place is worth, best first: whole label or key, its beginning, a word's beginning, within, letters in order.
_WHOLE, _BEGINS, _WORD, _WITHIN, _PATH, _DEFINITION, _LETTERS = range(7)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that may be meant: its label, the labels above it, and what was found where (``label key path definition letters``)."""

    key: str
    label: str
    path: str
    where: str


def candidates(book: Codebook, query: str, *, lang: str = "nl", recent: Sequence[str] = ()) -> list[Candidate]:
    """The codes that fit what was typed so far, the likeliest first; all words must be found.

    Only codes that may be applied. Nothing typed: the codes used last (`recent`), then the codebook in its order. Accents, capitals and
    hyphens make no difference. Equal hits stand in the order of the codebook, those used last first.

    Parameters
    ----------
    book
        The codebook in force.
    query
        What was typed: parts of words of the key, the label, the labels above it or the definition, in any order.
    lang
        Language of the labels; definitions are searched in all.
    recent
        Keys used last, the latest first.
    """
    order = {key: place for place, key in enumerate(book.keys)}
    used = {key: place for place, key in enumerate(recent)}
    wanted = _folded(query).split()
    ranked = []
    for code in book:
        if not code.assignable:
            continue
        worst = _rank(book, code, lang, wanted)
        if worst is not None:
            ranked.append(((worst, used.get(code.key, len(used)), order[code.key]), code.key, worst))
    return [_candidate(book, key, lang, worst) for _, key, worst in sorted(ranked)]


def _candidate(book: Codebook, key: str, lang: str, rank: int) -> Candidate:
    where = ("label", "label", "label", "label", "path", "definition", "letters")[rank]
    above = " › ".join(book.label(name, lang) for name in reversed(book.ancestors(key)))
    return Candidate(key, book.label(key, lang), above, where)


def _rank(book: Codebook, code: Code, lang: str, wanted: Sequence[str]) -> int | None:
    """How well the worst of the typed words is found; None where one is not."""
    found = [_of_word(book, code, lang, word) for word in wanted]
    if any(rank is None for rank in found):
        return None
    return max((rank for rank in found if rank is not None), default=_WHOLE)


def _of_word(book: Codebook, code: Code, lang: str, word: str) -> int | None:
    names = [_folded(name) for name in (code.key, *code.label.values())]
    if word in names:
        return _WHOLE
    if any(name.startswith(word) for name in names):
        return _BEGINS
    if any(part.startswith(word) for name in names for part in name.split()):
        return _WORD
    if any(word in name for name in names):
        return _WITHIN
    if any(word in _folded(book.label(name, lang)) for name in book.ancestors(code.key)):
        return _PATH
    if any(part.startswith(word) for text in _explained(code) for part in _folded(text).split()):
        return _DEFINITION
    return _LETTERS if len(word) > 2 and any(_in_order(word, name) for name in names) else None


def _explained(code: Code) -> Iterator[str]:
    yield from code.definition.values()
    yield from code.use_when.values()


def _in_order(letters: str, name: str) -> bool:
    """Whether the letters stand in the name in this order and it begins with the first: ``zlfr`` for zelfregie."""
    rest = iter(name)
    return name[:1] == letters[:1] and all(letter in rest for letter in letters)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """Words without accents, capitals, hyphens and underscores."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(WORD.findall(plain.replace("-", " ").replace("_", " ")))
