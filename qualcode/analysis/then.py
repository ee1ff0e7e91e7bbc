"""A codebook as it stood in an earlier version, under the keys of today: frames show codes under the keys they have now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.codebook import Codebook


def codebook_then(book: Codebook, version: str) -> Codebook | None:
    """The tree of codes of an earlier version, each code under its present key; None where there is no such version.

    Codes that were made one since are one here too: what a coder gave the one or the other can no longer be told apart.

    >>> from qualcode.codebook import Code, Codebook
    >>> first = Codebook("klein", "1.0.0", (Code("regie"), Code("zelf", parent="regie")))
    >>> now = Codebook("klein", "1.1.0", (Code("regie"), Code("eigen", parent="regie", was=("zelf",)), Code("samen")), earlier=(first,))
    >>> codebook_then(now, "1.0").keys
    ('regie', 'eigen')
    """
    then = book.version_named(version)
    if then is None or then is book:
        return then
    codes = {}
    for code in then:
        key = book.current(code.key)
        parent = book.current(code.parent) if code.parent else None
        former = tuple(dict.fromkeys([*code.was, *([code.key] if code.key != key else [])]))
        if key not in codes:
            codes[key] = replace(code, key=key, parent=None if parent == key else parent, was=former)
    return replace(then, codes=tuple(codes.values()), earlier=())
