"""The sheet a figure is drawn on: sizes in inches, measured text, title, note and description, and how it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from qualcode.errors import MissingExtra
from qualcode.wording import known, note_place, say

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.table import Table

POINTS, SMALL = 8.0, 7.0
#: Between things, and around the sheet.
GAP, MARGIN = 0.1, 0.15
LINE = 0.16
DARK, GREY, PALE = "#1a1a1a", "#6b6b6b", "#d9d9d9"
STYLE = {
    "font.family": "DejaVu Sans", "font.size": POINTS, "text.parse_math": False, "svg.fonttype": "path",
    "svg.hashsalt": "qualcode", "pdf.fonttype": 42, "axes.linewidth": 0.6, "figure.dpi": 100,
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A figure that is drawn, its title, and what it shows in words for who cannot see it."""

    figure: Any
    title: str
    description: str


def matplotlib() -> Any:
    """The library that draws."""
    try:
        import matplotlib as found
        import matplotlib.figure
    except ImportError:
        raise MissingExtra("A figure", "plots") from None
    return found


def width_of(text: str, points: float = POINTS) -> float:
    """How wide a text is, in inches."""
    return sum(_advance(sign) for sign in text) * points / 72


@cache
def _advance(sign: str) -> float:
    """How far a sign moves the next one, for a font of one point."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties(family="DejaVu Sans")))
    font.set_size(100, 72)
    return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536 / 100


def widest(texts: list[str], points: float = POINTS) -> float:
    """The width of the widest of some texts."""
    return max((width_of(text, points) for text in texts), default=0.0)


def wrapped(text: str, width: float, points: float = POINTS) -> list[str]:
    """A text in lines of at most this width."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, points) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def notes_of(table: Table, lang: str, audience: str, more: list[str]) -> str:
    """What the note of the table says, what the figure adds, and where it comes from."""
    notes = sorted(table.notes, key=lambda note: note_place(note.key))
    said = [say(note.key, lang, **note.values) for note in notes if not note.key.startswith("states.")]
    if table.recipe.codebook:
        said.append(say("software.codebook", lang, codebook=table.recipe.codebook))
    said.append(say("software.recipe", lang, id=table.recipe.id, version=table.recipe.version))
    return " ".join([say("term.note", lang), *more, *said, f"{say(f'audience.{audience}', lang)}."])


def title_of(table: Table, caption: str | None, lang: str, **values: Any) -> str:
    """The caption that was given, the table's own, or what its kind is called."""
    key = f"caption.{table.kind}"
    return caption or table.caption.get(lang) or (say(key, lang, **values) if known(key) else table.kind)


def word(name: str, lang: str) -> str:
    """The word for what a line is."""
    return say(f"term.{name}", lang) if known(f"term.{name}") else name


def begun(width: float, height: float, title: str, note: str) -> tuple[Any, float, float]:
    """An empty sheet for a drawing of this size, with title and note; and the height below and the whole height of the drawing's own part."""
    above = wrapped(title, width - 2 * MARGIN, POINTS + 1)
    below = wrapped(note, width - 2 * MARGIN, SMALL)
    top, bottom = MARGIN + LINE * len(above) + GAP, MARGIN + 0.9 * LINE * len(below) + GAP
    whole = top + height + bottom
    figure = matplotlib().figure.Figure(figsize=(width, whole), facecolor="white")
    for number, line in enumerate(above):
        at = 1 - (MARGIN + LINE * number) / whole
        figure.text(MARGIN / width, at, line, ha="left", va="top", fontsize=POINTS + 1, fontweight="bold", color=DARK)
    for number, line in enumerate(below):
        at = (bottom - GAP - 0.9 * LINE * number) / whole
        figure.text(MARGIN / width, at, line, ha="left", va="top", fontsize=SMALL, color=DARK)
    return figure, bottom, whole


def save(sheet: Sheet, path: Path) -> None:
    """Write the figure with its title and description in the file; equal figures give equal files."""
    suffix = path.suffix.lower().lstrip(".")
    metadata: dict[str, Any] = {
        "png": {"Title": sheet.title, "Description": sheet.description, "Software": None},
        "svg": {"Title": sheet.title, "Description": sheet.description, "Date": None, "Creator": None},
        "pdf": {
            "Title": sheet.title,
            "Subject": sheet.description,
            "CreationDate": None,
            "Creator": None,
            "Producer": None,
        },
    }[suffix]
    with matplotlib().rc_context(STYLE):
        sheet.figure.savefig(path, format=suffix, dpi=200, metadata=metadata)
