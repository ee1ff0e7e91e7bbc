"""What a cue means: words by their lemma, next to each other, or a regular expression between slashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from qualcode.columns import WORD
from qualcode.errors import CallError, UnknownCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as it was written; its words, or the pattern of a regular expression."""

    text: str
    words: tuple[str, ...] = ()
    pattern: str = ""


def cue_of(text: str) -> Cue:
    """Read a cue.

    >>> cue_of("Zelf kiezen")
    Cue(text='Zelf kiezen', words=('zelf', 'kiezen'), pattern='')
    >>> cue_of("/zelf(standig)? plann/").pattern
    'zelf(standig)? plann'
    """
    if len(text) > 1 and text.startswith("/") and text.endswith("/"):
        return Cue(text, pattern=text[1:-1])
    return Cue(text, tuple(plain(word) for word in WORD.findall(normalize("NFC", text))))


def plain(word: str) -> str:
    """A word without case, and with one kind of apostrophe.

    >>> plain("Foto’s")
    "foto's"
    """
    return normalize("NFC", word).casefold().replace("’", "'")


def cues_of(book: Codebook, codes: Sequence[str] = ()) -> Mapping[str, tuple[Cue, ...]]:
    """The cues of each code that may be applied, in the order of the codebook; only of `codes` and what is below them.

    Raises
    ------
    UnknownCode
        A code that the codebook does not have.
    CallError
        None of the codes has a cue.
    """
    wanted: set[str] = set()
    for code in codes:
        key = book.current(code)
        if key not in book:
            raise UnknownCode(code, f"{book.name} {book.version}", book.keys)
        wanted.update(book.subtree(key))
    found = {
        code.key: tuple(cue for cue in map(cue_of, code.cues) if cue.words or cue.pattern)
        for code in book
        if code.cues and code.assignable and not code.retired and (not codes or code.key in wanted)
    }
    if not found:
        whose = f"{', '.join(codes)} and what is below" if codes else f"the codes of {book.name} {book.version}"
        raise CallError(
            f"No cues with {whose}: write words, phrases or /regular expressions/ under `cues` in the codebook."
        )
    return found
