"""Where two revisions of a text say the same: pairs of equal stretches, and what a stretch of one is in the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Equal stretches: where in the old text, where in the new, how long. In order, never overlapping.
Blocks = list[tuple[int, int, int]]
Spans = list[tuple[int, int]]
#: Changed passages longer than this many words are compared by line only.
_WORDS = 4000


def aligned(old: str, new: str) -> Blocks:
    """The equal stretches of two revisions: whole lines first, words within what changed.

    >>> aligned("een twee drie", "een drie")
    [(0, 0, 4), (9, 4, 4)]
    """
    found: Blocks = []
    lines_old, lines_new = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at_old = at_new = 0
    for a, b, size in [*_matching(lines_old, lines_new), (len(lines_old), len(lines_new), 0)]:
        gap_old, gap_new = "".join(lines_old[at_old:a]), "".join(lines_new[at_new:b])
        start_old, start_new = sum(map(len, lines_old[:at_old])), sum(map(len, lines_new[:at_new]))
        found.extend((start_old + x, start_new + y, n) for x, y, n in _by_words(gap_old, gap_new))
        length = sum(map(len, lines_old[a : a + size]))
        found.append((start_old + len(gap_old), start_new + len(gap_new), length))
        at_old, at_new = a + size, b + size
    return _joined(found)


def _matching(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _by_words(old: str, new: str) -> Blocks:
    words_old, words_new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (old, new))
    if not words_old or not words_new or max(len(words_old), len(words_new)) > _WORDS:
        return []
    starts_old, starts_new = _starts(words_old), _starts(words_new)
    return [
        (starts_old[a], starts_new[b], starts_old[a + size] - starts_old[a])
        for a, b, size in _matching(words_old, words_new)
    ]


def _starts(words: Sequence[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


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
