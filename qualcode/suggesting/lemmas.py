"""The lemma of a word: the form under which a dictionary lists it (`kiest`, `kozen`: kiezen). By simplemma, offline."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from qualcode.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES: tuple[str, ...] = ("nl", "en")


@cache
def lemmatiser(language: str) -> Callable[[str], str]:
    """Gives the lemma of a word in a language; of a language that is not known words stay as they are.

    Raises
    ------
    MissingExtra
        simplemma is not installed.

    Examples
    --------
    >>> [lemmatiser("nl")(word) for word in ("kiest", "doelen")], lemmatiser("en")("chose")
    (['kiezen', 'doel'], 'choose')
    """
    try:
        import simplemma
    except ModuleNotFoundError as fault:
        raise MissingExtra("Suggesting codes by words", "language") from fault
    lang = language.casefold().replace("_", "-").partition("-")[0]
    if lang not in LANGUAGES:
        return lambda word: word

    @cache
    def lemma(word: str) -> str:
        return str(simplemma.lemmatize(word, lang=lang)).casefold()

    return lemma
