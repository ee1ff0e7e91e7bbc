"""What a search asks: words, phrases and beginnings of words, read from a query, and where they stand in a text.

Case and diacritics make no difference ("cafe" finds "Café"), nor does the kind of apostrophe. A word is found where it
stands by itself or as part of a compound with a hyphen ("ict" in "ict-coach"), not within a word ("ict" in "conflict").
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from qualcode.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Where a hit stands in a text, half open.
Span = tuple[int, int]
_HOW = 'Give words, a "phrase", the beginning of a word (plan*) or /a regular expression/.'
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w+")
_SLASHES = re.compile(r"/(.*)/(i?)", re.DOTALL)
_QUOTES = str.maketrans("“”„‟″", '"""""')
_APOSTROPHES = "’‘ʼ′"


@dataclass(frozen=True)
class Words:
    """Terms that must all stand in the same turn; each place where one of them stands is a hit.

    A turn with a hit has every one of `needed` among its words (`words_of`) and, for every one of `begun`, a word that
    begins so: whoever keeps the words of turns needs to read no others.
    """

    terms: tuple[re.Pattern[str], ...]
    needed: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()

    def found(self, text: str) -> list[Span]:
        """The hits in a text, in its order; none where one of the terms is missing."""
        folded, places = fold(text)
        spans: set[Span] = set()
        for term in self.terms:
            here = [match.span() for match in term.finditer(folded)]
            if not here:
                return []
            spans.update(here)
        if places is None:
            return sorted(spans)
        return sorted((places[start], places[end]) for start, end in spans)


@dataclass(frozen=True)
class Expression:
    """A regular expression of Python; case and diacritics count, unless `ignore_case`."""

    pattern: str
    ignore_case: bool = False


#: Where several of these parts of words stand, one of them must be in a turn with a hit.
AnyOf = frozenset[str]
_SHORTEST = 3


def required(wanted: Expression) -> list[AnyOf]:
    """What every turn with a hit has within its words, without case and diacritics: one part of each of these sets.

    Only what is plain to see in the expression; nothing where it is not.

    >>> [sorted(parts) for parts in required(Expression(r"\\b(lap|desk)tops? van"))]
    [['desk', 'lap'], ['top'], ['van']]
    """
    parser: Any = import_module("re._parser")  # Python's own reading of it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _required(parser.parse(wanted.pattern), parser)


def _required(parts: Any, known: Any) -> list[AnyOf]:
    found: list[AnyOf] = []
    run = ""
    for kind, value in [*parts, (None, None)]:
        if kind is known.LITERAL:
            run += chr(value)
            continue
        found += [frozenset({part}) for part in words_of(run) if len(part) >= _SHORTEST]
        run = ""
        if kind is known.SUBPATTERN or kind is known.ATOMIC_GROUP:
            found += _required(value[-1] if kind is known.SUBPATTERN else value, known)
        elif kind in (known.MAX_REPEAT, known.MIN_REPEAT, known.POSSESSIVE_REPEAT) and value[0] > 0:
            found += _required(value[2], known)
        elif kind is known.BRANCH:
            ways = [max(_required(way, known), key=_telling, default=None) for way in value[1]]
            if all(ways):
                found.append(frozenset().union(*(way for way in ways if way)))
    return found


def _telling(parts: AnyOf) -> int:
    return min(map(len, parts))


def asked(query: str, *, regex: bool = False) -> Words | Expression:
    """What a query asks for: an expression when it stands between slashes or `regex` says so, else words.

    Raises
    ------
    CallError
        Nothing is asked, a quote is left open, a star stands within a word, or the expression is none.

    Examples
    --------
    >>> asked('plan* "de weektaak"').found("De weektaak en de planning.")
    [(0, 11), (18, 26)]
    >>> asked("/week(taak|plan)/")
    Expression(pattern='week(taak|plan)', ignore_case=False)
    """
    between = _SLASHES.fullmatch(query.strip())
    if regex or between:
        return _expression(between[1] if between else query, bool(between and between[2]))
    said = query.translate(_QUOTES)
    if said.count('"') % 2:
        raise CallError(f"A quote is left open in {query.strip()}: close it, or leave it out.")
    terms = [(phrase or word).split() for phrase, word in _TERM.findall(said) if (phrase or word).strip()]
    if not terms:
        raise CallError(f"What to search for? {_HOW}")
    patterns = tuple(dict.fromkeys(_term(term, query) for term in terms))
    return Words(patterns, *_words_in(token for term in terms for token in term))


def _expression(pattern: str, ignore_case: bool) -> Expression:
    if not pattern.strip():
        raise CallError(f"What to search for? {_HOW}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except re.error as fault:
        where = "" if fault.pos is None else f" at sign {fault.pos + 1}"
        raise CallError(f"/{pattern}/ is no regular expression: {fault.msg}{where}.") from None
    except (OverflowError, RecursionError):
        raise CallError(f"/{pattern[:60]}/ is too large a regular expression.") from None
    return Expression(pattern, ignore_case)


def _term(term: list[str], query: str) -> re.Pattern[str]:
    """A word or a phrase as a pattern on folded text. Between words of a phrase there may be other signs, no words."""
    pattern = last = ""
    for token in term:
        word = fold(token.removesuffix("*"))[0]
        if not word or "*" in word:
            raise CallError(f"A star in {query.strip()} stands for the end of a word: plan*. {_HOW}")
        if last:
            pattern += r"\W+" if _is_word(last) and _is_word(word[0]) else r"\s+"
        before = r"(?<!\w)" if _is_word(word[0]) else ""
        after = r"\w*" if token.endswith("*") else r"(?!\w)" if _is_word(word[-1]) else ""
        pattern += before + re.escape(word) + after
        last = "a" if token.endswith("*") else word[-1]
    return re.compile(pattern)


def _words_in(tokens: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that these tokens of a query hold whole, and those of which they give the beginning.

    The pattern of a token lets no other word sign stand next to its words, but after a star.
    """
    whole: set[str] = set()
    begun: set[str] = set()
    for token in tokens:
        words = words_of(token.removesuffix("*"))
        if token.endswith("*") and _is_word(fold(token)[0][-2]):
            begun.add(words.pop())
        whole.update(words)
    return frozenset(whole), frozenset(begun)


def words_of(text: str) -> list[str]:
    """The words of a text, without case and diacritics: what stands between signs that belong to no word.

    >>> words_of("Één ict-coach, auto’s.")
    ['een', 'ict', 'coach', 'auto', 's']
    """
    return _WORD.findall(fold(text)[0])


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def fold(text: str) -> tuple[str, list[int] | None]:
    """A text without case and diacritics, and where each of its signs, and its end, stands in the text itself.

    The places are None where nothing moved.

    >>> fold("Één café")
    ('een cafe', None)
    >>> fold("Cafe\\u0301!")
    ('cafe!', [0, 1, 2, 3, 5, 6])
    """
    if text.isascii():
        return text.lower(), None
    signs = {sign: _folded(sign) for sign in set(text)}
    if all(len(folded) == 1 for folded in signs.values()):
        return "".join([signs[sign] for sign in text]), None
    places = [place for place, sign in enumerate(text) for _ in signs[sign]]
    return "".join([signs[sign] for sign in text]), [*places, len(text)]


@lru_cache(maxsize=10_000)
def _folded(sign: str) -> str:
    """One sign without case and marks; a mark that stands by itself (U+0301) becomes nothing."""
    if sign in _APOSTROPHES:
        return "'"
    return "".join(part for part in normalize("NFD", normalize("NFD", sign).casefold()) if category(part) != "Mn")
