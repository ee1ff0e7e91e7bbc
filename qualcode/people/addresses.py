"""Names within addresses: a.vandenberg@school.example, www.obsdelinde.example, annekevandenberg_begin.docx."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.people.spelling import WORD, condensed, folded, forms
from qualcode.people.words import ORDINARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.people.key import Name

#: So many letters make a name that is written together unlikely to be a part of another word.
_LETTERS = 6
_MAIL = re.compile(r"(?P<who>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_HOST = re.compile(r"(?<![\w@.])(?:https?://|www\.)(?P<host>[\w.-]+)(?P<path>[/\w.%~+-]*)")
_ENDING = re.compile(r"\.[a-z0-9]{2,5}$")
_TOKEN = re.compile(r"[^\s;,\"|<>()/\\]+")


class Addresses:
    """Finds names that are written together within addresses and file names.

    >>> from qualcode.people.key import Name
    >>> found = Addresses([Name("Anneke van den Berg", "Leraar 1")]).find("mail a.vandenberg@school.example")
    >>> [(start, end) for start, end, _ in found]
    [(5, 17)]
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: dict[str, list[Name]] = {}
        for name in names:
            for form in forms(name):
                spelled = condensed(form.text)
                if len(spelled) >= _LETTERS and spelled not in ORDINARY and not any(s.isdigit() for s in form.text):
                    known = self._names.setdefault(spelled, [])
                    if name not in known:
                        known.append(name)
        alone = sorted(self._names, key=len, reverse=True)
        self._shape = re.compile("|".join(map(re.escape, alone))) if alone else None

    def find(self, text: str, *, loose: bool = False) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
        """Start, end and names: of an e-mail address all before the @, of hosts and file names the word itself."""
        if self._shape is None:
            return
        if "@" in text:
            for mail in _MAIL.finditer(text):
                yield from self._whole(text, *mail.span("who"))
                yield from self._words(text, *mail.span("host"))
        if "www." in text or "://" in text:
            for host in _HOST.finditer(text):
                yield from self._words(text, *host.span("host"))
                yield from self._words(text, *host.span("path"))
        if loose:
            yield from self._words(text, 0, len(text))
        elif "_" in text or "." in text:
            for token in _TOKEN.finditer(text):
                if _is_slug(token.group()):
                    yield from self._words(text, *token.span())

    def _whole(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
        match = self._shape.search(condensed(text[start:end])) if self._shape is not None else None
        if match is not None:
            yield start, end, tuple(self._names[match.group()])

    def _words(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
        for word in WORD.finditer(text, start, end):
            match = self._shape.search(folded(word.group())) if self._shape is not None else None
            if match is not None:
                yield word.start(), word.end(), tuple(self._names[match.group()])


def _is_slug(token: str) -> bool:
    """Whether a token is the name of a file rather than a word and the end of its sentence."""
    return "_" in token.strip("_") or _ENDING.search(token.strip(".")[-6:]) is not None
