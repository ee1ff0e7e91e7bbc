"""Where two revisions of a text say the same: pairs of equal stretches, and what a stretch of one is in the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Equal stretches: where in the old text, where in the new, how long. In order, never overlapping.
Blocks = list[tuple[int, int, int]]
Spans = list[tuple[int, int]]

#: A word, or a sign that is neither part of a word nor white space.
WORD = re.compile(r"\w+|[^\w\s]")
#: Runs of so many words that stand once in both texts tie them together, the longest first.
_TELLING = (8, 4, 2, 1)
#: Changed passages of at most so many pairs of words are compared word by word.
_SMALL = 20_000
#: How often every word may be looked at; what then is not tied together counts as changed.
_LOOKS = 60


def aligned(old: str, new: str) -> Blocks:
    """The equal stretches of two revisions, by whole words: however lines are broken, and in time that grows with the texts.

    >>> aligned("een twee drie", "een drie")
    [(0, 0, 4), (9, 4, 4)]
    """
    if old == new:
        return [(0, 0, len(old))] if old else []
    found: Blocks = []
    at_old = at_new = 0
    for a, b, size in [*_equal_lines(old, new), (len(old), len(new), 0)]:
        parts = _by_words(old[at_old:a], new[at_new:b])
        found.extend((at_old + x, at_new + y, n) for x, y, n in parts)
        found.append((a, b, size))
        at_old, at_new = a + size, b + size
    return _joined(found)


def _equal_lines(old: str, new: str) -> Blocks:
    """Whole lines that are equal: what is left between them is compared by words."""
    lines = [text.splitlines(keepends=True) for text in (old, new)]
    numbers: dict[str, int] = {}
    a, b = ([numbers.setdefault(line, len(numbers)) for line in part] for part in lines)
    starts_old, starts_new = ([0, *accumulate(map(len, part))] for part in lines)
    return [(starts_old[i], starts_new[j], starts_old[i + n] - starts_old[i]) for i, j, n in _runs(a, b)]


def _by_words(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Equal words of two passages, with the equal white space about them."""
    words_old, words_new = ([match.span() for match in WORD.finditer(text)] for text in (old, new))
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(old[start:end], len(numbers)) for start, end in words_old]
    b = [numbers.setdefault(new[start:end], len(numbers)) for start, end in words_new]
    pieces: Blocks = []
    for i, j, size in _runs(a, b):
        for n in range(size):
            (start, end), (there, _) = words_old[i + n], words_new[j + n]
            pieces.append((start, there, end - start))
    return _with_spaces(pieces, old, new)


def _with_spaces(pieces: Blocks, old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Equal words with the equal white space about them."""
    at_old = at_new = 0
    for a, b, size in [*pieces, (len(old), len(new), 0)]:
        gap_old, gap_new = old[at_old:a], new[at_new:b]
        first = _spaces(gap_old, gap_new)
        last = _spaces(gap_old[first:][::-1], gap_new[first:][::-1])
        yield at_old, at_new, first
        yield a - last, b - last, last
        yield a, b, size
        at_old, at_new = a + size, b + size


def _spaces(one: str, other: str) -> int:
    """How much white space two texts both begin with."""
    count = 0
    for sign, there in zip(one, other, strict=False):
        if sign != there or not sign.isspace():
            break
        count += 1
    return count


def _runs(a: Sequence[int], b: Sequence[int]) -> Blocks:
    """Equal runs of words, in order: tied at what stands once in both, the rest between two ties in the same way."""
    found: Blocks = []
    looks = _LOOKS * (len(a) + len(b)) + _SMALL
    todo = [(0, len(a), 0, len(b))]
    while todo:
        i, m, j, n = todo.pop()
        same = _equal(a, b, i, j, 1, min(m - i, n - j))
        found.append((i, j, same))
        i, j = i + same, j + same
        same = _equal(a, b, m - 1, n - 1, -1, min(m - i, n - j))
        m, n = m - same, n - same
        found.append((m, n, same))
        looks -= m - i + n - j
        if i == m or j == n or looks < 0:
            continue
        if (m - i) * (n - j) <= _SMALL:
            blocks = SequenceMatcher(None, a[i:m], b[j:n], autojunk=False).get_matching_blocks()
            found.extend((i + block.a, j + block.b, block.size) for block in blocks)
            continue
        ties, cost = _ties(a[i:m], b[j:n])
        looks -= cost
        found.extend((i + x, j + y, size) for x, y, size in ties)
        todo.extend((i + x, i + to_x, j + y, j + to_y) for x, to_x, y, to_y in _between(ties, m - i, n - j))
    return sorted(block for block in found if block[2])


def _equal(a: Sequence[int], b: Sequence[int], i: int, j: int, step: int, most: int) -> int:
    """How many words are equal from here on, or back."""
    count = 0
    while count < most and a[i + step * count] == b[j + step * count]:
        count += 1
    return count


def _ties(a: Sequence[int], b: Sequence[int]) -> tuple[Blocks, int]:
    """Runs of words that stand once in both, as many as keep their order; and how many words were looked at."""
    cost = 0
    for size in _TELLING:
        here, there = _once(a, size), _once(b, size)
        cost += len(a) + len(b)
        pairs = [(place, there[run]) for run, place in here.items() if place >= 0 and there.get(run, -1) >= 0]
        ties: Blocks = []
        for x, y in _in_order(sorted(pairs)):
            first, there_first, length = ties[-1] if ties else (0, 0, 0)
            if ties and x - first == y - there_first and x <= first + length:
                ties[-1] = (first, there_first, x - first + size)
            elif x >= first + length and y >= there_first + length:
                ties.append((x, y, size))
        if ties:
            return ties, cost
    return [], cost


def _between(ties: Blocks, here: int, there: int) -> Iterator[tuple[int, int, int, int]]:
    """What lies between ties, and behind the last: from and to in the one, from and to in the other."""
    x = y = 0
    for to_x, to_y, size in [*ties, (here, there, 0)] if ties else []:
        yield x, to_x, y, to_y
        x, y = to_x + size, to_y + size


def _once(words: Sequence[int], size: int) -> dict[tuple[int, ...], int]:
    """Where each run of so many words stands; -1 where it stands more than once."""
    found: dict[tuple[int, ...], int] = {}
    for place in range(len(words) - size + 1):
        run = tuple(words[place : place + size])
        found[run] = -1 if run in found else place
    return found


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that rise on both sides."""
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for number, (_, y) in enumerate(pairs):
        place = bisect_left(ends, y)
        before.append(chosen[place - 1] if place else -1)
        ends[place : place + 1] = [y]
        chosen[place : place + 1] = [number]
    found = []
    at = chosen[-1] if chosen else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _joined(blocks: Blocks) -> Blocks:
    found: Blocks = []
    for a, b, size in blocks:
        if found and found[-1][0] + found[-1][2] == a and found[-1][1] + found[-1][2] == b:
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + size)
        elif size:
            found.append((a, b, size))
    return found


def carried(spans: Iterable[tuple[int, int]], blocks: Blocks, old: int, new: int) -> Spans:
    """What stretches of one revision are in the other; of a changed passage that they touch, all that it became.

    `old` and `new` are the lengths of the two texts.

    >>> carried([(4, 9)], [(0, 0, 4), (9, 9, 4)], 13, 13)
    [(4, 9)]
    """
    found: Spans = []
    for start, end in spans:
        at_old = at_new = 0
        for a, b, size in [*blocks, (old, new, 0)]:
            touches = max(start, at_old) < min(end, a) or (at_old == a and start < a < end)
            if touches and at_new < b:
                found.append((at_new, b))
            first, last = max(start, a), min(end, a + size)
            if first < last:
                found.append((first - a + b, last - a + b))
            at_old, at_new = a + size, b + size
    return united(found)


def backwards(blocks: Blocks) -> Blocks:
    """The same equal stretches, seen from the new text."""
    return [(b, a, size) for a, b, size in blocks]


def united(spans: Iterable[tuple[int, int]]) -> Spans:
    """Stretches in order, those that touch made one."""
    found: Spans = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
