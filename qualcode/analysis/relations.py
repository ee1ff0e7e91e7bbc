"""How two codes stand to each other in the codebook's tree: parent and child, neighbours, or strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.analysis.patterns import known_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.codebook import Codebook

#: How codes may be related, nearest first.
RELATIONS: tuple[str, ...] = ("parent_child", "neighbouring", "other")


class Tree:
    """The codebook's tree, or none; keys brought up to date and rolled up to a depth.

    >>> from qualcode.codebook import Code, Codebook
    >>> book = Codebook("klein", "1.0.0", (Code("regie"), Code("zelf", parent="regie"), Code("extern", parent="regie"), Code("ict")))
    >>> tree = Tree(book, book.keys, None)
    >>> [tree.related("zelf", other) for other in ("regie", "extern", "ict")]
    ['parent_child', 'neighbouring', 'other']
    >>> Tree(book, book.keys, 1).key("zelf")
    'regie'
    """

    def __init__(self, book: Codebook | None, keys: Sequence[str], depth: int | None) -> None:
        self.book, self.keys, self.depth = book, keys, depth
        self._known: dict[str, str] = {}

    def key(self, code: str) -> str:
        """The present key of a code, or of the code above it at the depth asked for."""
        if code not in self._known:
            key = known_code(code, self.book, self.keys)
            if self.book is not None and self.depth is not None:
                line = [*reversed(self.book.ancestors(key)), key]
                key = line[min(self.depth, len(line)) - 1]
            self._known[code] = key
        return self._known[code]

    def judged(self, code: str, read: tuple[str, ...] | None) -> bool:
        """Whether a reading of these codes has judged a code and all below it."""
        if read is None or self.book is None:
            return read is None or code in read
        named = {self.book.current(one) for one in read}
        return named.issuperset(self.book.subtree(code) if self.depth is not None else (code,))

    def below(self, code: str) -> set[str]:
        """A code that is known here, with all below it."""
        key = known_code(code, self.book, self.keys)
        return {key} if self.book is None else set(self.book.subtree(key))

    def related(self, one: str, other: str) -> str:
        """How two codes stand to each other: one of `RELATIONS`."""
        if self.book is None:
            return "other"
        if one in self.book.ancestors(other) or other in self.book.ancestors(one):
            return "parent_child"
        parent = self.book.parent(one)
        return "neighbouring" if parent is not None and parent == self.book.parent(other) else "other"
