"""One sweep over the ends of all spans: how many coders stand on each stretch of text, which is all that the alphas of spans need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from qualcode.analysis.continua import Continua
    from qualcode.analysis.intervals import Part


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of text on which the same number of spans stand, for each key (a code) by itself."""

    key: np.ndarray
    document: np.ndarray
    length: np.ndarray
    depth: np.ndarray


def stretches(c: Continua, key: np.ndarray | None = None) -> Stretches:
    """The marked stretches, of each key by itself; without a key of all spans together."""
    who = np.zeros(len(c.start), dtype=np.int64) if key is None else key
    at = np.concatenate([c.start, c.end])
    who, home = np.concatenate([who, who]), np.concatenate([c.document, c.document])
    order = np.argsort(at, kind="stable") if key is None else np.lexsort((at, who))
    depth = np.cumsum(np.where(order < len(c.start), 1, -1))
    length = np.append(np.diff(at[order]), 0)
    kept = (depth > 0) & (length > 0)
    return Stretches(who[order][kept], home[order][kept], length[kept], depth[kept])


def with_gaps(c: Continua) -> tuple[list[Part], int]:
    """Lengths, coincidences and self-pairings of all values, unmarked text being value 0.

    Cells of a document: for value v the length that coders gave to it at v, its coincidences with itself at size + v, and
    what a unit shares with itself at 2 size + v: a span its squared length, unmarked text (a string of unrelated characters)
    its length.
    """
    size = len(c.codes) + 1
    every, count = np.arange(len(c.documents)), c.count.astype(float)
    span, value = c.size.astype(float), c.code + 1
    same, marked = stretches(c, c.code), stretches(c)
    m, n = count[marked.document], marked.depth
    left = ((m - n) * (m - n - 1) - m * (m - 1)) / (m - 1) * marked.length
    alike = same.depth * (same.depth - 1) / (count[same.document] - 1) * same.length
    parts: list[Part] = [
        (c.document, value, span), (every, 0, count * c.lengths), (c.document, 0, -span),
        (same.document, size + 1 + same.key, alike), (every, size, count * c.lengths), (marked.document, size, left),
        (c.document, 2 * size + value, span * span), (every, 2 * size, count * c.lengths), (c.document, 2 * size, -span),
    ]  # fmt: skip
    return parts, 3 * size


def of_intersections(c: Continua) -> tuple[list[Part], int]:
    """The same for the text that two coders have marked: cells at code, size + code, 2 size + code, and all text at 3 size.

    A span contributes the mean length that it shares with the spans of each other coder, and pairs with itself by the square
    of that mean; cell 3 size is the length of all continua, 3 size + 1 + code what coders gave to a code.
    """
    size, many = len(c.codes), c.count.astype(float) - 1
    every = np.arange(len(c.documents))
    shared = _shared(c) / many[c.document] if len(c.start) else np.zeros(0)
    same = stretches(c, c.code)
    alike = same.depth * (same.depth - 1) / many[same.document] * same.length
    parts: list[Part] = [
        (c.document, c.code, shared), (same.document, size + same.key, alike),
        (c.document, 2 * size + c.code, shared * shared), (every, 3 * size, c.count * c.lengths),
        (c.document, 3 * size + 1 + c.code, c.size.astype(float)),
    ]  # fmt: skip
    return parts, 4 * size + 1


def _shared(c: Continua) -> np.ndarray:
    """For each span the lengths it shares with spans of other coders, summed: what stands on it, less itself."""
    count = len(c.start)
    at = np.concatenate([c.start, c.end])
    order = np.argsort(at, kind="stable")
    depth = np.cumsum(np.where(order < count, 1, -1))
    before = np.zeros(2 * count)
    before[order[1:]] = np.cumsum(depth[:-1] * np.diff(at[order]))
    return np.asarray(before[count:] - before[:count] - c.size, dtype=float)
