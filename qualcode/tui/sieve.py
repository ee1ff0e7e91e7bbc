"""What of a transcript is shown plainly: the talk of one speaker, the turns of one code, the shading of one code. Nothing moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.coding.page import Page
    from qualcode.coding.state import OwnCoding


@dataclass(frozen=True)
class Sieve:
    """`label`: only this speaker; `code`: only turns that bear this code; `focus`: only this code's shading.

    >>> Sieve().on, Sieve(label="Leraar 1").on
    (False, True)
    """

    label: str | None = None
    code: str | None = None
    focus: str | None = None

    @property
    def on(self) -> bool:
        """Whether anything is held back."""
        return self != Sieve()

    def cleared(self) -> Sieve:
        """Everything is shown."""
        return Sieve()

    def focused(self, code: str | None) -> Sieve:
        """Only the shading of this code; None: of all."""
        return replace(self, focus=code)

    def codings(self, codings: Iterable[OwnCoding]) -> tuple[OwnCoding, ...]:
        """The codings that are shaded and bracketed."""
        return tuple(codings) if self.focus is None else tuple(one for one in codings if one.code == self.focus)

    def faint(self, page: Page, codings: Iterable[OwnCoding]) -> frozenset[int]:
        """The ordinals of the turns that are drawn faintly."""
        if self.label is None and self.code is None:
            return frozenset()
        kept = {turn.ordinal for turn in page.turns if self.label in (None, turn.label)}
        if self.code is not None:
            spans = [(one.start, one.end) for one in codings if one.code == self.code]
            touched = {t.ordinal for t in page.turns if any(t.start < end and t.end > start for start, end in spans)}
            kept &= touched
        return frozenset(turn.ordinal for turn in page.turns) - kept
