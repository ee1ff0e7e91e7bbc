"""The order in which a page is read: bands across it, columns within a band from left to right, rows of a table as rows."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from qualcode.readers.pdflines import HYPHEN, Line

_TEXTLIKE = 15
_DEEPEST = 2
_MOST_LINES = 3_000
_HEIGHT = attrgetter("middle")


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are read one below the other."""

    rows: tuple[Line, ...]

    def right(self) -> float:
        """Where its lines end when they are full; rows of a table say nothing of that."""
        edges = sorted([row.right for row in self.rows if "\t" not in row.text] or [row.right for row in self.rows])
        return edges[-1 - len(edges) // 25]


def blocks(lines: list[Line], depth: int = 0) -> list[Block]:
    """The blocks of a page in reading order.

    A gutter is where many lines end to the left and many begin to the right. Lines that cross it part the page into
    bands; a band whose two sides both look like running text is read column by column, any other row by row.
    """
    if not lines:
        return []
    if len(lines) > _MOST_LINES:  # no page that people read
        return [Block(tuple(lines))]
    if depth == 0 and (upright := [line for line in lines if line.top - line.bottom > 2.5 * (line.right - line.left)]):
        upright = [line for line in upright if _is_upright(line)]
        if upright:
            upright.sort(key=lambda line: -line.left if line.text[0] > "\u2e7f" else line.left)
            aside = {id(line) for line in upright}
            return [
                *blocks([line for line in lines if id(line) not in aside], 1),
                *(Block((line,)) for line in upright),
            ]
    gutter = _gutter(lines, within=depth > 0) if len(lines) >= 6 and depth <= _DEEPEST else None
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
    return len(line.text) > 2 and line.top - line.bottom > 1.5 * line.size


def _gutter(lines: list[Line], *, within: bool) -> float | None:
    """The place that most lines leave free on both sides; `within` a column that most lines fill there is none."""
    lefts, rights = sorted([line.left for line in lines]), sorted([line.right for line in lines])
    begin, end = lefts[0], rights[-1]
    width = end - begin
    if width <= 0 or (within and 2 * sum([line.right - line.left > 0.6 * width for line in lines]) > len(lines)):
        return None
    low, high = begin + 0.2 * width, end - 0.2 * width
    best: list[float] = []
    top = 1.9
    for place in sorted({int(right) + 1.0 for right in rights if low <= right <= high}):
        done, open_ = bisect_right(rights, place), len(lines) - bisect_left(lefts, place)
        score = min(done, open_) - 0.05 * (len(lines) - done - open_)
        if score > top + 1e-9:
            best, top = [place], score
        elif best and score >= top - 1e-9:
            best.append(place)
    if not best:
        return None
    after = bisect_left(lefts, best[-1])
    return (best[-1] + lefts[after]) / 2 if after < len(lefts) else best[-1]


def _bands(lines: list[Line], gutter: float) -> list[list[Line]]:
    """The lines from top to bottom, parted where one crosses the gutter; the crossing ones stand alone or together."""
    ordered = sorted(lines, key=_HEIGHT, reverse=True)
    across = _lone_heads(ordered, gutter)
    found: list[list[Line]] = []
    crossed: bool | None = None
    for line in ordered:
        crosses = line.left < gutter < line.right or id(line) in across
        if crosses != crossed:
            found.append([])
            crossed = crosses
        found[-1].append(line)
    return found


def _lone_heads(ordered: list[Line], gutter: float) -> set[int]:
    """Short heads on the left over two columns: white above, below and all along the right, but not beside a picture."""
    left = [line for line in ordered if line.right <= gutter]
    right = [line for line in ordered if line.left >= gutter]
    found: set[int] = set()
    for above, line, below in zip(left, left[1:], left[2:], strict=False):
        white = 0.5 * line.size
        if above.bottom - line.top < white or line.bottom - below.top < white:
            continue
        over = min((other.bottom for other in right if other.middle > line.middle), default=None)
        under = max((other.top for other in right if other.middle <= line.middle), default=None)
        if over is None or under is None:
            continue
        if over - line.top > white and line.bottom - under > white and over - under < 10 * line.size:
            found.add(id(line))
    return found


def _are_columns(left: list[Line], right: list[Line]) -> bool:
    if min(len(left), len(right)) < 2 or max(len(left), len(right)) < 3:
        return False
    if min(_top(left), _top(right)) <= max(_bottom(left), _bottom(right)):
        return False
    return all(_is_text(side) for side in (left, right))


def _is_text(side: list[Line]) -> bool:
    """Whether most lines are long and reach across their side: a column of words, not of cells."""
    if median([len(line.text) for line in side]) < _TEXTLIKE:
        return False
    full = max([line.right for line in side]) - min([line.left for line in side])
    return median([line.right - line.left for line in side]) >= 0.5 * full


def _top(side: list[Line]) -> float:
    return max([line.top for line in side])


def _bottom(side: list[Line]) -> float:
    return min([line.bottom for line in side])


def _rows(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom; what stands at one height becomes one row, its parts separated by a tab."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_HEIGHT, reverse=True):
        if rows and (first := rows[-1][0]).bottom < line.top:
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
    bottom, top = min(part.bottom for part in parts), max(part.top for part in parts)
    right = max(part.right for part in parts)
    return Line(text, parts[0].left, bottom, right, top, longest.size, (bottom + top) / 2)
