"""What lies over the text on the screen: brackets with labels, read-marks, doubts, memos; worked out anew only where something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.tui.margin import Bracket

if TYPE_CHECKING:
    from qualcode.codebook import Codebook
    from qualcode.coding.state import State
    from qualcode.tui.sieve import Sieve


class Over(NamedTuple):
    """Brackets, turns that were read, codings with a doubt, with a memo, and turns that a filter holds back."""

    brackets: tuple[Bracket, ...]
    read: frozenset[int]
    doubts: frozenset[str]
    memos: frozenset[str]
    faint: frozenset[int]


class Marks:
    """The marks of a state, in a language; the last ones are kept."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._of: tuple[State, Codebook, Sieve] | None = None
        self._made: dict[str, Bracket] = {}
        self._over = Over((), frozenset(), frozenset(), frozenset(), frozenset())

    def of(self, state: State, book: Codebook, sieve: Sieve) -> Over:
        """What lies over the text now."""
        before = self._of
        same = before is not None and before[0].codings is state.codings and before[0].page is state.page
        if before is not None and same and before[1] is book and before[2] == sieve:
            if before[0].read is not state.read:
                self._over = self._over._replace(read=state.read)
        else:
            self._over = self._anew(state, book, sieve)
        self._of = state, book, sieve
        return self._over

    def _anew(self, state: State, book: Codebook, sieve: Sieve) -> Over:
        if self._of is None or self._of[1] is not book or self._of[0].page is not state.page:
            self._made = {}
        for one in state.codings:
            if one.id not in self._made:
                self._made[one.id] = Bracket(one.start, one.end, book.label(one.code, self.lang), one.id)
        brackets = tuple(self._made[one.id] for one in sieve.codings(state.codings))
        doubts = frozenset(one.id for one in state.codings if one.doubt is not None)
        memos = frozenset(one.id for one in state.codings if one.memo)
        return Over(brackets, state.read, doubts, memos, sieve.faint(state.page, state.codings))
