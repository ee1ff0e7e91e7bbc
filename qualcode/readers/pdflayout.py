"""The order in which a page is read: bands across it, columns within a band from left to right, rows of a table as rows."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from statistics import median

from qualcode.readers.pdflines import HYPHEN, Line

_TEXTLIKE = 15
_DEEPEST = 2
_STEP = 2.0


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are read one below the other."""

    rows: tuple[Line, ...]

    @property
    def right(self) -> float:
        """Where its lines end when they are full."""
        edges = sorted(row.right for row in self.rows)
        return edges[-1 - len(edges) // 25]


def blocks(lines: list[Line], depth: int = 0) -> list[Block]:
    """The blocks of a page in reading order.

    A gutter is where many lines end to the left and many begin to the right. Lines that cross it part the page into
    bands; a band whose two sides both look like running text is read column by column, any other row by row.
    """
    if not lines:
        return []
    if depth == 0 and (upright := [line for line in lines if _is_upright(line)]):
        upright.sort(key=lambda line: -line.left if line.text[0] > "\u2e7f" else line.left)
        level = [line for line in lines if not _is_upright(line)]
        return [*blocks(level, 1), *(Block((line,)) for line in upright)]
    gutter = _gutter(lines) if len(lines) >= 6 and depth <= _DEEPEST else None
    if gutter is None:
        return [Block(tuple(_rows(lines)))]
    found: list[Block] = []
    waiting: list[Line] = []
    for band in _bands(lines, gutter):
        left = [line for line in band if line.right <= gutter]
        right = [line for line in band if line.left >= gutter]
        if len(left) + len(right) == len(band) and _are_columns(left, right):
            if waiting:
                found.append(Block(tuple(_rows(waiting))))
                waiting = []
            found.extend(blocks(left, depth + 1))
            found.extend(blocks(right, depth + 1))
        else:
            waiting.extend(band)
    if waiting:
        found.append(Block(tuple(_rows(waiting))))
    return found


def _is_upright(line: Line) -> bool:
    """Whether a line runs from top to bottom or the other way: Japanese columns, the turned label of an axis."""
    return len(line.text) > 2 and line.top - line.bottom > 2.5 * line.width and line.top - line.bottom > 1.5 * line.size


def _gutter(lines: list[Line]) -> float | None:
    """The place that most lines leave free on both sides."""
    begin, end = min(line.left for line in lines), max(line.right for line in lines)
    width = end - begin
    if width <= 0:
        return None
    low, high = begin + 0.2 * width, end - 0.2 * width
    steps = int((high - low) / _STEP) + 1
    if steps > 5_000:
        return None
    ends, starts = [0] * (steps + 1), [0] * (steps + 1)
    for line in lines:
        ends[min(max(int((line.right - low) / _STEP) + 1, 0), steps)] += 1
        starts[min(max(int((line.left - low) / _STEP), 0), steps)] += 1
    total, done, begun = len(lines), 0, 0
    best: list[int] = []
    top = 0.0
    for step in range(steps):
        done += ends[step]
        before = begun
        begun += starts[step]
        left, right = done, total - before
        crossing = total - left - right
        score = min(left, right) - 0.05 * max(crossing, 0)
        if score > top + 1e-9:
            best, top = [step], score
        elif best and abs(score - top) <= 1e-9:
            best.append(step)
    if not best or top < 1.9:
        return None
    return low + _STEP * best[len(best) // 2]


def _bands(lines: list[Line], gutter: float) -> list[list[Line]]:
    """The lines from top to bottom, parted where one crosses the gutter; the crossing ones stand alone or together."""
    found: list[list[Line]] = []
    crossed: bool | None = None
    for line in sorted(lines, key=lambda line: -line.middle):
        crosses = line.left < gutter < line.right
        if crosses != crossed:
            found.append([])
            crossed = crosses
        found[-1].append(line)
    return found


def _are_columns(left: list[Line], right: list[Line]) -> bool:
    if min(len(left), len(right)) < 2 or max(len(left), len(right)) < 3:
        return False
    if min(_top(left), _top(right)) <= max(_bottom(left), _bottom(right)):
        return False
    return all(_is_text(side) for side in (left, right))


def _is_text(side: list[Line]) -> bool:
    """Whether most lines are long and reach across their side: a column of words, not of cells."""
    if median(len(line.text) for line in side) < _TEXTLIKE:
        return False
    full = max(line.right for line in side) - min(line.left for line in side)
    return median(line.width for line in side) >= 0.5 * full


def _top(side: list[Line]) -> float:
    return max(line.top for line in side)


def _bottom(side: list[Line]) -> float:
    return min(line.bottom for line in side)


def _rows(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom; what stands at one height becomes one row, its parts separated by a tab."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.middle, line.left)):
        if rows:
            first = rows[-1][0]
            shared = min(first.top, line.top) - max(first.bottom, line.bottom)
            if shared > 0.5 * min(first.top - first.bottom, line.top - line.bottom):
                rows[-1].append(line)
                continue
        rows.append([line])
    return [row[0] if len(row) == 1 else _joined(row) for row in rows]


def _joined(parts: list[Line]) -> Line:
    parts.sort(key=lambda part: part.left)
    text = parts[0].text
    for before, part in itertools.pairwise(parts):
        gap = part.left - before.right
        text = text.replace(HYPHEN, "-")
        text += "\t" if gap > 0.7 * part.size else " " if gap > 0.12 * part.size else ""
        text += part.text
    longest = max(parts, key=lambda part: len(part.text))
    return Line(
        text, parts[0].left, min(part.bottom for part in parts), max(part.right for part in parts),
        max(part.top for part in parts), longest.size,
    )  # fmt: skip
