"""A matrix drawn: each cell its number, darker for more, so that it also reads in grey."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qualcode.figures.sheet import (
    DARK,
    GAP,
    MARGIN,
    PALE,
    POINTS,
    SMALL,
    STYLE,
    Sheet,
    begun,
    matplotlib,
    notes_of,
    title_of,
    widest,
    width_of,
    word,
)  # fmt: skip
from qualcode.table import FOUND, STATES, Matrix
from qualcode.wording import known, say
from qualcode.wording.numerals import decimal, integer

if TYPE_CHECKING:
    from qualcode.table import Axis

HIGH, BAR = 0.2, 0.12
#: Places behind the point of a measure that is no count, and measures that are a share of 1 at most.
PLACES = {"alpha": 2, "disagreement": 2, "share": 1, "per_1000": 1}
OF_ONE = frozenset({"alpha", "disagreement"})
#: Measures that are printed times this.
TIMES = {"share": 100}
#: Labels that are wider than this, in inches, are cut.
LONGEST = 2.6


def drawn(matrix: Matrix, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> Sheet:
    """The figure of a matrix."""
    rows, columns = _labels(matrix.rows, lang), _labels(matrix.columns, lang)
    numbers = matrix.frame.reindex(index=list(matrix.rows.keys), columns=list(matrix.columns.keys)).to_numpy(
        dtype=float
    )
    texts = [[_text(matrix, row, column, numbers[at, to], lang) for to, column in enumerate(matrix.columns.keys)]
             for at, row in enumerate(matrix.rows.keys)]  # fmt: skip
    name = say(f"name.{matrix.measure}", lang) if known(f"name.{matrix.measure}") else matrix.measure
    title = title_of(
        matrix, caption, lang, rows=word(matrix.rows.kind, lang), columns=word(matrix.columns.kind, lang), measure=name
    )
    framed = any(numbers[cell] > 0 for cell in _same(matrix))
    more = [say("figure.diagonal", lang)] if framed else []
    more += _legend(matrix, texts, lang)
    with matplotlib().rc_context(STYLE):
        across = max(widest([text for line in texts for text in line], SMALL) + 0.08, HIGH)
        left, top = MARGIN + widest(rows) + GAP, widest(columns) + GAP
        size = across * max(len(columns), 1), HIGH * max(len(rows), 1)
        right = GAP + BAR + 0.6 + MARGIN
        width = max(left + size[0] + right, 4.5, MARGIN * 2 + width_of(name) + left)
        height = max(size[1], 1.2)
        figure, bottom, whole = begun(width, top + height + GAP, title, notes_of(matrix, lang, audience, more))
        base = bottom + GAP + height - size[1]
        axes = figure.add_axes([left / width, base / whole, size[0] / width, size[1] / whole])
        scale = _cells(axes, matrix, numbers, texts)
        _heads(axes, rows, columns)
        if scale is not None:
            tall = min(max(size[1], 1.2), 3.0)
            beside = [(left + size[0] + GAP) / width, (base + size[1] - tall) / whole, BAR / width, tall / whole]
            _bar(figure, figure.add_axes(beside), scale, matrix.measure, name, lang)
    return Sheet(figure, title, _told(title, name, rows, columns, _shaded(matrix, numbers), texts, lang))


def _labels(axis: Axis, lang: str) -> list[str]:
    return [_cut(axis.label(key, lang)) for key in axis.keys]


def _cut(text: str) -> str:
    """A label that fits; what is cut is seen."""
    if width_of(text) <= LONGEST:
        return text
    while width_of(f"{text}…") > LONGEST:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _text(matrix: Matrix, row: str, column: str, number: float, lang: str) -> str:
    """What stands in a cell."""
    state = str(matrix.states.loc[row, column]) if matrix.states is not None else FOUND
    if "suppressed" in (matrix.flags.loc[row, column] if matrix.flags is not None else ()):
        return say("symbol.suppressed", lang)
    if state != FOUND:
        return "" if matrix.measure == "differences" else say(f"symbol.{state}", lang)
    if math.isnan(number):
        return ""
    places = PLACES.get(matrix.measure, 0)
    return decimal(number, places, lang) if places else integer(number, lang)


def _legend(matrix: Matrix, texts: list[list[str]], lang: str) -> list[str]:
    """What the symbols in the cells mean."""
    shown = {text for line in texts for text in line}
    found = [f"{say(f'symbol.{state}', lang)} {say(f'state.{state}', lang)}" for state in (*STATES[1:], "suppressed")
             if say(f"symbol.{state}", lang) in shown]  # fmt: skip
    return [f"{'; '.join(found)}."] if found else []


def _framed(matrix: Matrix) -> bool:
    """Whether a cell of a code with itself stands apart: there coders agreed."""
    return matrix.measure == "differences" and bool(set(matrix.rows.keys) & set(matrix.columns.keys))


def _same(matrix: Matrix) -> list[tuple[int, int]]:
    """The cells of a code with itself, where they stand apart."""
    if not _framed(matrix):
        return []
    columns = {key: at for at, key in enumerate(matrix.columns.keys)}
    return [(at, columns[key]) for at, key in enumerate(matrix.rows.keys) if key in columns]


def _shaded(matrix: Matrix, numbers: Any) -> Any:
    """The numbers that have a shade: not those of a code with itself, where coders agreed."""
    shown = numbers.copy()
    for cell in _same(matrix):
        shown[cell] = math.nan
    return shown


def _cells(axes: Any, matrix: Matrix, numbers: Any, texts: list[list[str]]) -> Any:
    """The cells in shades with their texts; gives the shades with their scale, None where there is nothing."""
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap, Normalize
    from matplotlib.patches import Rectangle

    shades = LinearSegmentedColormap.from_list("shades", ["#ffffff", "#b9d3e6", "#5c97c4", "#1f5a92", "#08264a"])
    shown = _shaded(matrix, numbers)
    there = shown[~np.isnan(shown)]
    axes.set_xlim(-0.5, max(numbers.shape[1], 1) - 0.5)
    axes.set_ylim(max(numbers.shape[0], 1) - 0.5, -0.5)
    if not there.size:
        return None
    least, most = (
        (min(0.0, float(there.min())), 1.0) if matrix.measure in OF_ONE else (0.0, max(float(there.max()), 1.0))
    )
    scale = Normalize(least, most)
    image = axes.imshow(np.ma.masked_invalid(shown), cmap=shades, norm=scale, aspect="auto", interpolation="nearest")
    for at, line in enumerate(texts):
        for to, text in enumerate(line):
            dark = not math.isnan(shown[at, to]) and _dark(shades(scale(shown[at, to])))
            if text:
                axes.text(to, at, text, ha="center", va="center", fontsize=SMALL, color="white" if dark else DARK)
    for at, to in (cell for cell in _same(matrix) if numbers[cell] > 0):
        axes.add_patch(Rectangle((to - 0.46, at - 0.46), 0.92, 0.92, fill=False, edgecolor=DARK, linewidth=0.9))
    return image


def _dark(colour: tuple[float, float, float, float]) -> bool:
    red, green, blue, _ = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5


def _heads(axes: Any, rows: list[str], columns: list[str]) -> None:
    """Codes at the left and above, with thin lines between cells."""
    axes.set_xticks(range(len(columns)), columns, rotation=90, ha="center", va="bottom")
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xticks([at - 0.5 for at in range(len(columns) + 1)], minor=True)
    axes.set_yticks([at - 0.5 for at in range(len(rows) + 1)], minor=True)
    axes.grid(which="minor", color=PALE, linewidth=0.5)
    axes.tick_params(which="both", length=0, labelsize=POINTS)
    for spine in axes.spines.values():
        spine.set_color(PALE)


def _bar(figure: Any, axes: Any, image: Any, measure: str, name: str, lang: str) -> None:
    """The scale of the shades."""
    from matplotlib.ticker import MaxNLocator

    bar = figure.colorbar(image, cax=axes, ticks=MaxNLocator(nbins=5, integer=measure not in PLACES))
    places = 1 if measure in PLACES else 0
    bar.ax.yaxis.set_major_formatter(lambda value, _: decimal(value, places, lang) if places else integer(value, lang))
    bar.ax.tick_params(length=2, labelsize=SMALL)
    bar.outline.set_linewidth(0.4)
    bar.set_label(name, fontsize=SMALL)


def _told(
    title: str, name: str, rows: list[str], columns: list[str], numbers: Any, texts: list[list[str]], lang: str
) -> str:
    """The figure in words: its size, and its ten largest cells."""
    cells = [
        (numbers[at, to], at, to)
        for at in range(len(rows))
        for to in range(len(columns))
        if not math.isnan(numbers[at, to])
    ]
    largest = sorted((cell for cell in cells if cell[0] > 0), key=lambda cell: (-cell[0], cell[1:]))[:10]
    lines = "; ".join(f"{rows[at]} × {columns[to]} {texts[at][to]}" for _, at, to in largest)
    told = say("figure.told_cells", lang, rows=len(rows), columns=len(columns), measure=name)
    return " ".join(
        part for part in (f"{title}.", told, say("figure.told_largest", lang, lines=lines) if lines else "") if part
    )
