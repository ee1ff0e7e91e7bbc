"""How a table fits a page: widths of its columns, heads upright or turned, the page on its side, or cut into panels."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.tables.layout import NUMBER, TEXT, WORDS, Layout

#: A4 between margins of 2.5 cm, upright and on its side.
PORTRAIT, LANDSCAPE = 16.0, 24.7
#: An em in cm a point, and how wide signs are in ems: those of a broad font, so that narrower ones fit as well.
EM = 0.0353
_SIGNS = {**dict.fromkeys("ijl.,;:'’|![]()ftrI/ -", 0.38), "–": 0.52, **dict.fromkeys("mwMW−…×%ˢ", 0.9)}
PADDING, INDENT = 0.22, 0.35
TURNED = 4.6  # cm, the most that a turned head is high


@dataclass(frozen=True)
class Fit:
    """The choice: widths in cm per column of each panel, the columns of each panel, and how the heads stand."""

    panels: tuple[tuple[int, ...], ...]
    widths: tuple[tuple[float, ...], ...]
    landscape: bool = False
    turned: bool = False
    points: float = 9.0
    head: float = 0.0


def fit(layout: Layout, more: float = 0.0) -> Fit:
    """The plainest page that holds the table: upright, then on its side, then with turned heads, then in panels.

    `more` is how many cm the page is wider between its margins than the usual one.
    """
    whole = tuple(range(len(layout.columns)))
    for landscape, turned, points in (
        (False, False, 9.0),
        (False, False, 8.0),
        (True, False, 9.0),
        (False, True, 9.0),
        (True, True, 9.0),
        (True, True, 8.0),
    ):
        page = (LANDSCAPE if landscape else PORTRAIT) + more
        least = _least(layout, turned, points)
        if sum(least) <= page + 0.001:
            widths = _spread(layout, least, page, points, turned)
            return Fit((whole,), (widths,), landscape, turned, points, _height(layout, turned, points))
    return _in_panels(layout, LANDSCAPE + more)


def _in_panels(layout: Layout, page: float) -> Fit:
    """Panels one below the other, each with the stub; families of columns stay together where they can."""
    least = _least(layout, True, 8.0)
    room = page - sum(least[: layout.stubs])
    panels: list[list[int]] = [[]]
    used = 0.0
    for family in _families(layout):
        wide = sum(least[at] for at in family)
        for at in family:
            full = used + least[at] > room
            breaks = at == family[0] and used + wide > room and wide <= room
            if panels[-1] and (full or breaks):
                panels.append([])
                used = 0.0
            panels[-1].append(at)
            used += least[at]
    cut = tuple((*range(layout.stubs), *panel) for panel in panels)
    widths = tuple(_spread(layout.cut(panel), [least[at] for at in panel], page, 8.0, True) for panel in cut)
    return Fit(cut, widths, True, True, 8.0, _height(layout, True, 8.0))


def _families(layout: Layout) -> list[list[int]]:
    """The columns under each head of the top row."""
    tops = layout.heads[0] if layout.heads else ()
    return [list(range(head.at, head.at + head.across)) for head in tops if head.at >= layout.stubs]


def _least(layout: Layout, turned: bool, points: float) -> list[float]:
    """The least width of each column: its longest word or number, and the longest word of its head."""
    leaves = layout.leaves()
    widths = []
    for at, column in enumerate(layout.columns):
        cells = [row.cells[at].text for row in layout.rows]
        indent = max((row.depth for row in layout.rows), default=0) * INDENT if at == 0 else 0.0
        if column.setting == TEXT:
            ems = 15.0
        elif column.setting == NUMBER:  # a number never breaks; "2 (2/4)" may stand on two lines
            ems = max((_ems(text) for text in cells), default=0.0)
        else:
            label = 8.0 if column.setting == WORDS else 0.0
            ems = max((min(max(_word(text), min(_ems(text), label)), 18.0) for text in cells), default=0.0)
        if column.stub or not turned:
            ems = max(ems, min(_word(leaves[at].text), 13.0))
        widths.append(max(ems * EM * points + PADDING + indent, 0.8))
    return _under_parents(layout, widths, points)


def _under_parents(layout: Layout, widths: list[float], points: float) -> list[float]:
    """Columns wide enough together for the longest word of the head above them, which always lies flat."""
    deep = len(layout.heads)
    for level, heads in enumerate(layout.heads):
        for head in heads:
            if level + head.down == deep:
                continue
            span = range(head.at, head.at + head.across)
            short = min(_word(head.text), 13.0) * EM * points + PADDING - sum(widths[at] for at in span)
            if short > 0:
                for at in span:
                    widths[at] += short / head.across
    return widths


def _spread(layout: Layout, least: list[float], page: float, points: float, turned: bool) -> tuple[float, ...]:
    """What is left of the page goes to what needs it: labels first, then running text and the other columns alike."""
    widths = list(least)
    left = page - sum(widths)
    wanted = [_wanted(layout, at, points, turned) for at in range(len(widths))]
    texts = [at for at, column in enumerate(layout.columns) if column.setting == TEXT]
    for group in (list(range(layout.stubs)), list(range(layout.stubs, len(widths)))):
        asked = {at: max(wanted[at] - widths[at], 0.0) for at in group}
        total = sum(asked.values())
        share = min(1.0, left / total) if total > 0 else 0.0
        for at, more in asked.items():
            widths[at] += more * share
            left -= more * share
    if left > 0 and sum(widths) >= page * 0.6:  # a table nearly as wide as its page fills it; a small one stays small
        grow = texts or list(range(len(widths)))
        whole = sum(widths[at] for at in grow)
        for at in grow:
            widths[at] += left * widths[at] / whole
    return tuple(int(width * 1000) / 1000 for width in widths)


def _wanted(layout: Layout, at: int, points: float, turned: bool) -> float:
    """The width at which a column needs no second line (labels: up to some 34 signs)."""
    column = layout.columns[at]
    indent = max((row.depth for row in layout.rows), default=0) * INDENT if at == 0 else 0.0
    longest = max((_ems(row.cells[at].text) for row in layout.rows), default=0.0)
    if column.setting == TEXT:
        longest = min(longest, 55.0)
    elif column.setting == WORDS:
        longest = min(longest, 20.0)
    head = 0.0 if turned and not column.stub else min(_ems(layout.leaves()[at].text), 9.0)
    return max(longest, head) * EM * points + PADDING + indent


def _height(layout: Layout, turned: bool, points: float) -> float:
    """How high the turned heads stand, in cm."""
    if not turned:
        return 0.0
    heads = [head.text for head in layout.leaves()[layout.stubs :]]
    longest = max((_ems(text) for text in heads), default=0.0)
    word = max((_word(text) for text in heads), default=0.0)
    return max(min(longest * EM * points + 0.4, TURNED), word * EM * points + 0.4)


def _word(text: str) -> float:
    """The width of the longest word in ems; after a hyphen, hard or soft, a word may break."""
    return max((_ems(part) for piece in text.split() for part in _broken(piece)), default=0.0)


def _broken(word: str) -> list[str]:
    return word.replace("\u00ad", "-\n").replace("-", "-\n").replace("-\n\n", "-\n").split("\n")


def _ems(text: str) -> float:
    """The width of a text in ems, in a broad font."""
    return sum(_SIGNS.get(sign, 0.72 if sign.isupper() else 0.65) for sign in text if sign != "\u00ad")
