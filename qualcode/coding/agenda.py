"""What a meeting has to decide in one document: where the readings agree, and each place where they do not, as a question.

A pure function of the readings: nothing is stored here, and the same readings give the same questions under the same ids.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qualcode.model import stable_id

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from qualcode.codebook import Codebook
    from qualcode.coding.page import Page

#: How readings differ, dearest first: another code, a code of the same parent, above or below it, missed, its edges, its facets.
CLASSES: tuple[str, ...] = ("other", "neighbouring", "parent_child", "missed", "boundary", "facet")
#: Which pairs of codes belong together before others.
_NEAR: tuple[str, ...] = ("parent_child", "neighbouring", "other")


class Marking(NamedTuple):
    """A code on a stretch of text with its facets, as a reading has it or a meeting wants it."""

    code: str
    start: int
    end: int
    facets: tuple[tuple[str, str], ...] = ()


class Made(NamedTuple):
    """A marking with the id of the coding that made it."""

    marking: Marking
    coding: str


Readings = dict[str, list[Made]]


@dataclass(frozen=True)
class Item:
    """One thing to decide.

    `readings` are what each coder has here, in an order that tells nothing of who it was; `codes` those concerned, `start` and `end`
    the stretch of text that they lie in, `at` the stretch of the first of these codes. `klass` is one of `CLASSES`.
    """

    id: str
    document: str
    klass: str
    codes: tuple[str, ...]
    start: int
    end: int
    at: tuple[int, int]
    readings: tuple[tuple[Marking, ...], ...]
    coders: tuple[str, ...] = field(repr=False)  # who is who: for the meeting alone, until it has decided
    sources: tuple[tuple[str, ...], ...] = field(repr=False)


@dataclass(frozen=True)
class Agenda:
    """A document: what all readings say alike, and what has to be decided."""

    agreed: tuple[Marking, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class _Passage:
    """Codings of one code that lie together, by coder."""

    code: str
    by: Mapping[str, tuple[Made, ...]]

    @property
    def places(self) -> list[tuple[int, int]]:
        return sorted({(made.marking.start, made.marking.end) for some in self.by.values() for made in some})

    @property
    def hull(self) -> tuple[int, int]:
        places = self.places
        return places[0][0], max(end for _, end in places)


def agenda(document: str, page: Page, readings: Readings, book: Codebook, *, spans: bool, min_covered: int) -> Agenda:
    """Compare the readings of one document.

    By unit (`spans` False) a code lies where a coding covers `min_covered` words of an informant's turn, or the whole of a shorter one,
    and edges make no difference: where all agree the shortest marking is taken over. With `spans` all agree where the same code lies on
    the same stretches.
    """
    borne = _overlaps if spans else _by_turn(page, min_covered)
    passages = [
        _Passage(code, by) for code in book.keys for by in _together(_of_code(readings, code), borne, spans=spans)
    ]
    agreed: list[Marking] = []
    open_: list[_Passage] = []
    for passage in passages:
        if _alike(passage, readings, borne):
            agreed += _taken_over(passage)
        else:
            open_.append(passage)
    items = [
        _item(document, some, tuple(readings), book, borne, spans=spans)
        for some in _paired(open_, book, borne, spans=spans)
    ]
    return Agenda(tuple(sorted(set(agreed))), tuple(sorted(items, key=lambda item: (item.start, item.end, item.codes))))


def relation(book: Codebook, one: str, other: str) -> str:
    """How two codes stand to each other: ``parent_child``, ``neighbouring`` (same parent) or ``other``."""
    if one in book.ancestors(other) or other in book.ancestors(one):
        return "parent_child"
    parent = book.parent(one)
    return "neighbouring" if parent is not None and parent == book.parent(other) else "other"


# --- where a coding lies ---------------------------------------------------------------------------------------------

if TYPE_CHECKING:
    #: The units that a stretch lies in; with spans the stretch itself.
    Borne = Callable[[tuple[int, int]], frozenset[Hashable]]


def _overlaps(place: tuple[int, int]) -> frozenset[Hashable]:
    return frozenset([place])


def _by_turn(page: Page, min_covered: int) -> Borne:
    turns = [
        (turn.ordinal, turn.start, turn.end, page.words(turn.start, turn.end)) for turn in page.turns if not turn.asks
    ]
    kept: dict[tuple[int, int], frozenset[Hashable]] = {}

    def borne(place: tuple[int, int]) -> frozenset[Hashable]:
        if place not in kept:
            start, end = place
            found: set[Hashable] = {
                ordinal for ordinal, first, last, words in turns
                if words and first < end and start < last
                and page.words(max(start, first), min(end, last)) >= min(words, min_covered)
            }  # fmt: skip
            kept[place] = frozenset(
                found or {place}
            )  # too little of any turn, or talk of the interviewer: a place of its own
        return kept[place]

    return borne


def _of_code(readings: Readings, code: str) -> list[tuple[str, Made]]:
    found = [(coder, made) for coder, some in readings.items() for made in some if made.marking.code == code]
    return sorted(found, key=lambda one: (one[1].marking, one[0]))


def _together(made: list[tuple[str, Made]], borne: Borne, *, spans: bool) -> Iterator[dict[str, tuple[Made, ...]]]:
    """Groups of codings of one code that share a unit, or with spans overlap, directly or through others."""
    groups: list[tuple[list[tuple[str, Made]], set[Hashable], int]] = []
    for one in made:
        marking = one[1].marking
        units = borne((marking.start, marking.end))
        touching = [g for g in groups if (marking.start < g[2] if spans else not units.isdisjoint(g[1]))]
        joined = ([*(x for g in touching for x in g[0]), one], units.union(*(g[1] for g in touching)),
                  max([marking.end, *(g[2] for g in touching)]))  # fmt: skip
        groups = [g for g in groups if g not in touching]
        groups.append((joined[0], set(joined[1]), joined[2]))
    for members, _, _ in groups:
        coders = dict.fromkeys(coder for coder, _ in members)
        yield {coder: tuple(made for by, made in members if by == coder) for coder in coders}


# --- where all agree -------------------------------------------------------------------------------------------------


def _alike(passage: _Passage, readings: Readings, borne: Borne) -> bool:
    if passage.by.keys() != readings.keys():
        return False
    return _same_places(passage, borne) and not _contradicting(passage)


def _same_places(passage: _Passage, borne: Borne) -> bool:
    lying = {
        frozenset().union(*(borne((m.marking.start, m.marking.end)) for m in some)) for some in passage.by.values()
    }
    return len(lying) == 1


def _contradicting(passage: _Passage) -> bool:
    """Whether two coders gave a facet other values; one that only some gave contradicts nobody."""
    said: dict[str, set[frozenset[str]]] = {}
    for some in passage.by.values():
        values: dict[str, set[str]] = {}
        for made in some:
            for name, value in made.marking.facets:
                values.setdefault(name, set()).add(value)
        for name, given in values.items():
            said.setdefault(name, set()).add(frozenset(given))
    return any(len(given) > 1 for given in said.values())


def _taken_over(passage: _Passage) -> list[Marking]:
    """What consensus takes of a passage on which all agree: the shortest marking of it, with every facet that was given to all of it."""
    some = min(
        passage.by.values(),
        key=lambda made: (sum(m.marking.end - m.marking.start for m in made), sorted(m.marking[:3] for m in made)),
    )
    given = {pair for made in passage.by.values() for m in made for pair in m.marking.facets}
    names = [name for name, _ in given]
    sure = {name: value for name, value in given if names.count(name) == 1}
    return [
        m.marking._replace(facets=tuple(sorted({**dict(m.marking.facets), **sure}.items())))
        for m in some
    ]  # fmt: skip


# --- what has to be decided ------------------------------------------------------------------------------------------


def _paired(passages: list[_Passage], book: Codebook, borne: Borne, *, spans: bool) -> Iterator[list[_Passage]]:
    """Passages that stand in each other's place, two by two, the nearest codes first; the others alone."""
    units = [frozenset().union(*(borne(place) for place in passage.places)) for passage in passages]
    pairs = []
    for a, one in enumerate(passages):
        for b in range(a + 1, len(passages)):
            other = passages[b]
            shared = _shared_signs(one, other)
            beside = shared > 0 if spans else not units[a].isdisjoint(units[b])
            if beside and one.by.keys().isdisjoint(other.by):
                rank = _NEAR.index(relation(book, one.code, other.code))
                pairs.append((rank, -shared, a, b))
    free = set(range(len(passages)))
    for _, _, a, b in sorted(pairs):
        if a in free and b in free:
            free -= {a, b}
            yield [passages[a], passages[b]]
    for a in sorted(free):
        yield [passages[a]]


def _shared_signs(one: _Passage, other: _Passage) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for start, end in one.places for first, last in other.places)


def _item(
    document: str, some: list[_Passage], coders: Sequence[str], book: Codebook, borne: Borne, *, spans: bool
) -> Item:  # fmt: skip
    order = {key: place for place, key in enumerate(book.keys)}
    some = sorted(some, key=lambda passage: (order[passage.code], passage.hull))
    here = {coder: [made for passage in some for made in passage.by.get(coder, ())] for coder in coders}
    contents = sorted({made.marking for made in (m for own in here.values() for m in own)})
    id_ = str(stable_id("item", document, "spans" if spans else "units", *(repr(one) for one in contents)))
    shuffled = sorted(coders, key=lambda coder: hashlib.sha256(f"{id_}\x1f{coder}".encode()).hexdigest())
    return Item(
        id_, document, _klass(some, coders, book, borne, spans=spans), tuple(dict.fromkeys(p.code for p in some)),
        min(p.hull[0] for p in some), max(p.hull[1] for p in some), some[0].hull,
        tuple(tuple(sorted({made.marking for made in here[coder]})) for coder in shuffled), tuple(shuffled),
        tuple(tuple(sorted(made.coding for made in here[coder])) for coder in shuffled),
    )  # fmt: skip


def _klass(some: list[_Passage], coders: Sequence[str], book: Codebook, borne: Borne, *, spans: bool) -> str:
    if len(some) > 1:
        return relation(book, some[0].code, some[1].code)
    if len(some[0].by) < len(coders):
        return "missed"
    if _same_places(some[0], borne):
        return "facet"
    return "boundary" if spans else "missed"


# --- edges -----------------------------------------------------------------------------------------------------------

#: What can be done with the edges of a passage that all have marked.
EDGES: tuple[str, ...] = ("longer", "shorter", "union", "intersection")


def edges(item: Item, how: str) -> tuple[Marking, ...]:
    """What consensus takes of a passage whose edges differ: the longest or shortest reading, all of them together, or what they share.

    Empty where nothing is shared by all. Facets on which all agree go along.
    """
    if how in ("longer", "shorter"):
        sign = -1 if how == "longer" else 1
        return min(item.readings, key=lambda reading: (sign * _signs(reading), [one[:3] for one in reading]))
    cover = [_merged((one.start, one.end) for one in reading) for reading in item.readings]
    if how == "union":
        stretches = _merged(place for some in cover for place in some)
    else:
        stretches = cover[0]
        for some in cover[1:]:
            stretches = [
                (max(a, c), min(b, d)) for a, b in stretches for c, d in some if max(a, c) < min(b, d)
            ]  # fmt: skip
    facets = set.intersection(*({pair for one in reading for pair in one.facets} for reading in item.readings))
    return tuple(Marking(item.codes[0], start, end, tuple(sorted(facets))) for start, end in stretches)


def _signs(reading: Sequence[Marking]) -> int:
    return sum(end - start for start, end in _merged((one.start, one.end) for one in reading))


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found = sorted(places)
    if not found:
        return []
    done = [found[0]]
    for start, end in found[1:]:
        if start <= done[-1][1]:
            done[-1] = (done[-1][0], max(done[-1][1], end))
        else:
            done.append((start, end))
    return done
