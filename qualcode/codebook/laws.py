"""What must hold of every codebook, wherever it came from: a file, a sheet, a change. Each breach is a `Problem`, all at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from qualcode.codebook.fields import CHANGE_KINDS, slug_fault
from qualcode.codebook.versions import is_version, later
from qualcode.errors import CodebookFaults, did_you_mean
from qualcode.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qualcode.codebook.book import Code, Codebook, Facet

    #: Where a field of the code at this position stands, in words for a person.
    Where = Callable[[int, str], str]

#: How deep a tree of codes may be.
DEPTH = 12
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", re.ASCII)


def folded(key: str) -> str:
    """What two keys must differ in: NFC, without case."""
    return normalize("NFC", normalize("NFC", key).casefold())


def demand(book: Codebook) -> Codebook:
    """The same codebook, or `CodebookFaults` with everything that is wrong with it."""
    name = f"codebook {book.name}"
    found = list(code_faults(book.codes, book.version, lambda at, _: f'{name}, code "{book.codes[at].key}"'))
    if why := slug_fault(book.name):
        found.append(Problem(name, f'the name "{book.name}" {why}.'))
    if not is_version(book.version):
        found.append(version_fault(name, "version", book.version))
    for facet in book.facets.values():
        found += facet_faults(facet, f'{name}, facet "{facet.key}"')
    if found:
        raise CodebookFaults(name, found)
    return book


def code_faults(codes: Sequence[Code], version: str, where: Where) -> Iterator[Problem]:
    """Every breach in a list of codes, in the order of the codes for each law."""
    for law in (_keys, _formers, _places):
        yield from law(codes, where)
    known = {code.key for code in codes} | {old for code in codes for old in code.was}
    for at, code in enumerate(codes):
        if not any(text.strip() for text in code.label.values()):
            then = "Say what it is called: label: {nl: ...}."
            yield Problem(where(at, "label"), f'the code "{code.key}" has no label.', then)
        for source in code.split_from:
            if source not in known or source == code.key:
                near = did_you_mean(source, known - {code.key})
                yield Problem(
                    where(at, "split_from"), f'"{code.key}" is split from "{source}", no other code here.{near}'
                )
        yield from _versions(code, version, at, where)
        yield from _looks(code, at, where)


def _keys(codes: Sequence[Code], where: Where) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for at, code in enumerate(codes):
        if why := slug_fault(code.key):
            yield Problem(where(at, "key"), f'the key "{code.key}" {why}.')
            continue
        before = first.setdefault(folded(code.key), at)
        if before == at:
            continue
        other = codes[before].key
        what = f'the key "{code.key}" stands at {where(before, "key")} as well'
        if other != code.key:
            what = f'the keys "{other}" ({where(before, "key")}) and "{code.key}" differ in capitals only'
        yield Problem(where(at, "key"), f"{what}.", "Give each code a key of its own.")


def _formers(codes: Sequence[Code], where: Where) -> Iterator[Problem]:
    """A former key stays the property of one code for ever."""
    present = {folded(code.key): code.key for code in codes}
    owner: dict[str, str] = {}
    for at, code in enumerate(codes):
        for old in code.was:
            if why := slug_fault(old):
                yield Problem(where(at, "was"), f'the former key "{old}" {why}.')
            elif folded(old) in present:
                what = f'"{old}" is a former key of "{code.key}" and the key of a code.'
                yield Problem(where(at, "was"), what, "A key is never used again: give the other code a new one.")
            elif owner.setdefault(folded(old), code.key) != code.key:
                what = f'"{old}" is a former key of "{owner[folded(old)]}" and of "{code.key}".'
                yield Problem(where(at, "was"), what, "Old codings follow one code only: leave it at one.")


def _places(codes: Sequence[Code], where: Where) -> Iterator[Problem]:
    depth: dict[str, int] = {}
    keys = [code.key for code in codes]
    for at, code in enumerate(codes):
        if code.parent is None:
            depth.setdefault(code.key, 1)
        elif code.parent in depth:
            depth.setdefault(code.key, depth[code.parent] + 1)
            if depth[code.key] == DEPTH + 1:
                yield Problem(
                    where(at, "key"), f'"{code.key}" stands more than {DEPTH} levels deep.', "Flatten the tree."
                )
        elif code.parent in keys:
            what = f'"{code.key}" stands before its parent "{code.parent}", or in a circle with it.'
            yield Problem(where(at, "key"), what, "Parents come before their children.")
        else:
            what = f'the parent "{code.parent}" of "{code.key}" is no code here.{did_you_mean(code.parent, keys)}'
            yield Problem(where(at, "key"), what)


def _versions(code: Code, version: str, at: int, where: Where) -> Iterator[Problem]:
    stated = [("since", code.since), ("retired", code.retired), *(("changed", number) for number in code.changed)]
    for name, number in stated:
        if number is None:
            continue
        if not is_version(number):
            yield version_fault(where(at, name), name, number)
        elif is_version(version) and later(number, version):
            what = f'"{code.key}" says {name} {number}, but this is version {version}.'
            yield Problem(where(at, name), what, "Raise the version of the codebook, or correct the number.")
    for number, kind in code.changed.items():
        if kind not in CHANGE_KINDS:
            near = did_you_mean(kind, CHANGE_KINDS)
            what = (
                f'"{kind}" is no kind of change (of "{code.key}" in {number}); known: {", ".join(CHANGE_KINDS)}.{near}'
            )
            yield Problem(where(at, "changed"), what)


def version_fault(where: str, name: str, number: str) -> Problem:
    """What is said of a bad version number."""
    return Problem(where, f'{name} "{number}" is no version number.', "Write one to three numbers with dots: 1.1.0.")


def _looks(code: Code, at: int, where: Where) -> Iterator[Problem]:
    if code.color is not None and not _COLOR.fullmatch(code.color):
        yield Problem(where(at, "color"), f'"{code.color}" is no colour.', 'Write six hexadecimal signs: "#3b7dd8".')
    for cue in code.cues:
        if why := cue_fault(cue):
            yield Problem(where(at, "cues"), f'the cue "{cue}" of "{code.key}" {why}.')


def cue_fault(cue: str) -> str | None:
    """Why a cue finds nothing; None where it can.

    >>> cue_fault("/zelf(standig/"), cue_fault("zelf kiezen")
    ('is no regular expression: missing ), unterminated subpattern (at 5)', None)
    """
    if not cue.strip():
        return "is empty"
    if not (len(cue) > 1 and cue.startswith("/") and cue.endswith("/")):
        return None
    try:
        pattern = re.compile(cue[1:-1])
    except (re.error, OverflowError, RecursionError) as fault:
        at = f" (at {fault.pos + 1})" if isinstance(fault, re.error) and fault.pos is not None else ""
        return f"is no regular expression: {getattr(fault, 'msg', fault)}{at}"
    return "matches the empty text, so everywhere" if pattern.match("") else None


def facet_faults(facet: Facet, where: str) -> Iterator[Problem]:
    """Every breach in one facet."""
    if why := slug_fault(facet.key):
        yield Problem(where, f'the facet "{facet.key}" {why}.')
    seen: dict[str, str] = {}
    for value in facet.values:
        if not value.strip():
            yield Problem(where, f'the facet "{facet.key}" has an empty value.')
        elif seen.setdefault(folded(value), value) is not value:
            yield Problem(where, f'the facet "{facet.key}" has the value "{value}" twice.')
    if not facet.values:
        yield Problem(where, f'the facet "{facet.key}" has no values.', "List them: values: [huidig, ambitie].")
