"""How the parts of a transcript look: one set of styles for dark, light and high-contrast screens.

Nothing is told by colour alone: covered text has brackets beside it, a selection is underlined, the turn in question has a bar.
The two shades are a blue and an orange that colour-blind readers tell apart, and differ in lightness.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual.theme import Theme


@dataclass(frozen=True)
class Look:
    """The styles of one theme."""

    name: str
    talk: Style
    asks: Style
    aside: Style
    covered: Style
    covered_twice: Style
    selected: Style
    cursor: Style
    who: Style
    here: Style
    bracket: Style
    label: Style
    dim: Style


def _look(name: str, ground: str, ink: str, soft: str, once: str, twice: str, chosen: str, mark: str) -> Look:
    plain = Style(color=ink, bgcolor=ground)
    faint = Style(color=soft, bgcolor=ground)
    return Look(
        name, plain, Style(color=soft, bgcolor=ground, italic=True), Style(color=soft, bgcolor=ground, bold=True),
        Style(color=ink, bgcolor=once), Style(color=ink, bgcolor=twice), Style(color=ink, bgcolor=chosen, underline=True),
        Style(bold=True, underline=True), Style(color=mark, bgcolor=ground, bold=True),
        Style(color=mark, bgcolor=ground, bold=True), Style(color=mark, bgcolor=ground), plain, faint,
    )  # fmt: skip


LOOKS: dict[str, Look] = {
    look.name: look
    for look in (
        _look("dark", "#16181d", "#e6e6e6", "#9aa0aa", "#1f4468", "#7a4a12", "#4a4a63", "#8ab8e8"),
        _look("light", "#fbfaf7", "#1c1c1c", "#5c5c5c", "#cfe3f7", "#f6d3a4", "#d9d4ef", "#1f5c99"),
        _look("contrast", "#000000", "#ffffff", "#d0d0d0", "#003f7f", "#8a4b00", "#5a5a00", "#ffff00"),
    )
}


def theme(look: Look) -> Theme:
    """The same colours for everything around the transcript."""
    ink, soft, mark = (str(style.color.name) for style in (look.talk, look.dim, look.here) if style.color)
    ground = str(look.talk.bgcolor.name) if look.talk.bgcolor else "#000000"
    panel = {"dark": "#20242c", "light": "#efece4", "contrast": "#000000"}[look.name]
    return Theme(
        f"qualcode-{look.name}", primary=mark, secondary=soft, foreground=ink, background=ground, surface=panel, panel=panel,
        accent=mark, dark=look.name != "light", variables={"input-selection-background": mark, "footer-background": panel},
    )  # fmt: skip
