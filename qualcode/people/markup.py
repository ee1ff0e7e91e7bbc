"""Names in web pages, XML and JSON: in the text that is read, however tags and escapes split it; the rest stays as it is."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.people.matching import Matcher

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:style|script)\b.*?</(?:style|script)\s*>|</?[A-Za-z!?][^<>]*>",
    re.DOTALL | re.I,
)
#: Tags that do not end a stretch of text.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)\b",
    re.I,
)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass
class _Piece:
    """A part of a page: a tag, or text; `seen` is what a reader sees of it."""

    written: str
    seen: str = ""
    is_tag: bool = False


def in_json(text: str, matcher: Matcher, *, pages: bool = False) -> tuple[str, Counter[str]]:
    """A JSON text with pseudonyms in its strings, escaped or not; `pages`: its strings hold web pages (oTranscribe).

    >>> from qualcode.people.key import Key, Name
    >>> from qualcode.people.matching import Matcher
    >>> in_json('{"text": "Dag Ren\\\\u00e9e"}', Matcher(Key((Name("Renée", "P1"),))))[0]
    '{"text": "Dag P1"}'
    """
    counts: Counter[str] = Counter()

    def without(literal: re.Match[str]) -> str:
        try:
            said = json.loads(literal.group(), strict=False)
        except ValueError:
            return literal.group()
        new, found = in_page(said, matcher) if pages and "<" in said else _plain(said, matcher)
        counts.update(found)
        return json.dumps(new, ensure_ascii=literal.group().isascii()) if found else literal.group()

    return _LITERAL.sub(without, text), counts


def in_page(page: str, matcher: Matcher, *, web: bool = True) -> tuple[str, Counter[str]]:
    """A web page or XML with pseudonyms in text, comments and quoted values; in XML (not `web`) each tag parts the text.

    >>> from qualcode.people.key import Key, Name
    >>> from qualcode.people.matching import Matcher
    >>> in_page('<p>Dag <b>San</b>ne &amp; co</p>', Matcher(Key((Name("Sanne", "P1"),))))[0]
    '<p>Dag <b>P1</b> &amp; co</p>'
    """
    counts: Counter[str] = Counter()
    done: list[str] = []
    for stretch in _stretches(page, web):
        for piece in stretch:
            if piece.is_tag:
                piece.written = _in_tag(piece.written, matcher, counts)
        _replace([piece for piece in stretch if not piece.is_tag], matcher, counts)
        done += [piece.written for piece in stretch]
    return "".join(done), counts


def _plain(text: str, matcher: Matcher) -> tuple[str, Counter[str]]:
    done = matcher.replace(text)
    return done.text, done.counts


def _stretches(page: str, web: bool) -> Iterator[list[_Piece]]:
    """Pieces up to each tag that ends a paragraph, a cell or a line."""
    stretch: list[_Piece] = []
    at = 0
    for tag in _TAG.finditer(page):
        if tag.start() > at:
            stretch.append(_Piece(page[at : tag.start()], html.unescape(page[at : tag.start()])))
        stretch.append(_Piece(tag.group(), is_tag=True))
        at = tag.end()
        if not (web and _INLINE.match(tag.group())):
            yield stretch
            stretch = []
    yield [*stretch, _Piece(page[at:], html.unescape(page[at:]))]


def _in_tag(tag: str, matcher: Matcher, counts: Counter[str]) -> str:
    """A tag with pseudonyms in its quoted values; a comment, script or CDATA is text as it stands."""
    if tag.startswith("<!") or re.match(r"<(?:style|script)\b", tag, re.I):
        text, found = _plain(tag, matcher)
        counts.update(found)
        return text

    def without(quoted: re.Match[str]) -> str:
        value = quoted.group()[1:-1]
        done = matcher.replace(html.unescape(value), loose="@" in value)
        counts.update(done.counts)
        return quoted.group()[0] + html.escape(done.text) + quoted.group()[0] if done.counts else quoted.group()

    return _QUOTED.sub(without, tag)


def _replace(pieces: list[_Piece], matcher: Matcher, counts: Counter[str]) -> None:
    """Put pseudonyms in a stretch; what begins in one piece and ends in another is written where it begins."""
    from qualcode.people.matching import said

    changed: set[int] = set()
    for _ in range(4):  # as a plain text is gone over
        hits = matcher.find("".join(piece.seen for piece in pieces))
        for hit in reversed(hits):
            counts[hit.pseudonym] += 1
            new, at = said(hit), 0
            for number, piece in enumerate(pieces):
                length = len(piece.seen)
                first, last = max(hit.start - at, 0), min(hit.end - at, length)
                at += length
                if first < last:
                    piece.seen = piece.seen[:first] + new + piece.seen[last:]
                    new = ""
                    changed.add(number)
        if not hits:
            break
    for number in changed:
        pieces[number].written = html.escape(pieces[number].seen, quote=False)
