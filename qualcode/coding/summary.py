"""What a reading of a document comes to, before its coder finishes it. Nothing here says how much ought to be coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.coding.desk import Desk
    from qualcode.coding.state import OwnCoding


@dataclass(frozen=True)
class Summary:
    """How far a document was read, and what still asks for a look.

    `turns` are those of informants of at least four words, `read` the ones that bear a read-mark or a coding; `doubts` are
    codings with a mark of doubt, `missing` those without a facet that the codebook requires.
    """

    turns: int
    read: int
    codings: int
    doubts: tuple[OwnCoding, ...]
    missing: tuple[OwnCoding, ...]

    @property
    def unread(self) -> int:
        """Turns that bear neither."""
        return self.turns - self.read


def summary(desk: Desk, *, min_words: int = 4) -> Summary:
    """The reading at a desk as it stands."""
    page = desk.page
    ordinals = {t.ordinal for t in page.turns if page.answers(t) and page.words(t.start, t.end) >= min_words}
    seen = desk.state.read | desk.coded_turns()
    required = [facet.key for facet in desk.book.facets.values() if facet.required]
    return Summary(
        len(ordinals), len(ordinals & seen), len(desk.codings),
        tuple(one for one in desk.codings if one.doubt is not None),
        tuple(one for one in desk.codings if any(name not in one.facets for name in required)),
    )  # fmt: skip
