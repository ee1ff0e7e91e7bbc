"""Agreement drawn: a line for each code with its coefficient and interval, the highest first, and the threshold of the study."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qualcode.figures.sheet import (
    DARK,
    GAP,
    GREY,
    LINE,
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
    word,
)  # fmt: skip
from qualcode.wording import known, say
from qualcode.wording.numerals import decimal, interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.table import Table

OVERALL = "overall"
ROW, PLOT, AXIS = 0.2, 3.6, 0.45


def drawn(table: Table, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> Sheet:
    """The figure of a table of agreement."""
    rows, left_out = _rows(table)
    coefficient = str(table.frame["coefficient"].iloc[0]) if len(table.frame) else "alpha"
    by = str(table.recipe.arguments.get("by", "code"))
    title = title_of(table, caption, lang, by=word(by, lang))
    more = [say("figure.caterpillar", lang)]
    more += [say("figure.left_out", lang, count=left_out)] if left_out else []
    threshold = table.recipe.arguments.get("threshold")
    names = [_label(table, str(row["key"]), lang) for row in rows]
    values = [f"{decimal(row['value'], 2, lang)} {interval(row['low'], row['high'], lang)}".strip() for row in rows]
    with matplotlib().rc_context(STYLE):
        left, right = MARGIN + widest(names) + GAP, GAP + widest(values, SMALL) + MARGIN
        width, height = left + PLOT + right, ROW * max(len(rows), 1) + AXIS + LINE
        figure, bottom, whole = begun(width, height, title, notes_of(table, lang, audience, more))
        box = [left / width, (bottom + AXIS) / whole, PLOT / width, ROW * max(len(rows), 1) / whole]
        axes = figure.add_axes(box)
        _lines(axes, rows, names, values, lang)
        _frame(axes, rows, threshold, coefficient, lang)
    return Sheet(figure, title, _told(title, names, values, threshold, left_out, lang))


def _rows(table: Table) -> tuple[list[Mapping[str, Any]], int]:
    """The rows of the first coefficient that have a value, the highest first, what is over codes last; and how many have none."""
    frame = table.frame
    first = frame[(frame["coefficient"] == frame["coefficient"].iloc[0]).to_numpy(dtype=bool)] if len(frame) else frame
    records = [row for row in first.to_dict("records") if not math.isnan(row["value"])]
    ordered = sorted(records, key=lambda row: (row["key"] == OVERALL, -row["value"]))
    return ordered, len(first) - len(records)


def _label(table: Table, key: str, lang: str) -> str:
    if key == OVERALL:
        return say("row.all", lang)
    label = table.labels.get(key, {})
    return label.get(lang) or next(iter(label.values()), key.replace("|", " – "))


def _lines(axes: Any, rows: list[Mapping[str, Any]], names: list[str], values: list[str], lang: str) -> None:
    """A row each: its interval as a line, its value as a circle (open where there is no interval) and in figures."""
    for place, row in enumerate(rows):
        there = not math.isnan(row["low"])
        if there:
            axes.plot(
                [row["low"], row["high"]], [place, place], color=GREY, linewidth=1.6, solid_capstyle="butt", zorder=2
            )
        face = DARK if there else "white"
        axes.plot([row["value"]], [place], marker="o", markersize=4.5, color=DARK, markerfacecolor=face, zorder=3)
        axes.annotate(
            values[place], (1, place), xycoords=("axes fraction", "data"), xytext=(72 * GAP, 0), textcoords="offset points",
            ha="left", va="center", fontsize=SMALL, color=DARK, annotation_clip=False,
        )  # fmt: skip
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    if len(rows) > 1 and rows[-1]["key"] == OVERALL:
        axes.axhline(len(rows) - 1.5, color=DARK, linewidth=0.6)
        axes.get_yticklabels()[-1].set_fontweight("bold")


def _frame(axes: Any, rows: list[Mapping[str, Any]], threshold: float | None, coefficient: str, lang: str) -> None:
    """The scale from the lowest limit, or 0, to 1, with the threshold."""
    lowest = min([0.0, *(row["low"] for row in rows if not math.isnan(row["low"])), *(row["value"] for row in rows)])
    lowest = max(-1.0, math.floor(lowest * 5) / 5)
    axes.set_xlim(lowest - 0.02, 1.02)
    step = 0.2
    ticks = [round(lowest + step * number, 1) for number in range(round((1 - lowest) / step) + 1)]
    axes.set_xticks(ticks, [decimal(tick, 1, lang) for tick in ticks])
    name = say(f"coefficient.{coefficient}", lang) if known(f"coefficient.{coefficient}") else coefficient
    axes.set_xlabel(name)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    axes.tick_params(length=2, labelsize=POINTS)
    axes.tick_params(axis="y", length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    if threshold is not None:
        axes.axvline(threshold, color=DARK, linewidth=1, linestyle=(0, (4, 2)), zorder=1)
        axes.annotate(
            say("figure.threshold", lang, threshold=float(threshold)), (threshold, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
            textcoords="offset points", ha="center", va="bottom", fontsize=SMALL, color=DARK,
        )  # fmt: skip


def _told(title: str, names: list[str], values: list[str], threshold: float | None, left_out: int, lang: str) -> str:
    """The figure in words."""
    lines = "; ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
    told = [f"{title}.", say("figure.told_lines", lang, lines=lines) if lines else ""]
    told += [f"{say('figure.threshold', lang, threshold=float(threshold))}." if threshold is not None else ""]
    told += [say("figure.left_out", lang, count=left_out) if left_out else ""]
    return " ".join(part for part in told if part)
