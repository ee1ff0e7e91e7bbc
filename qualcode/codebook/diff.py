"""What changed between two versions of a codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.codebook.book import Codebook


def reopened(old: Codebook, new: Codebook) -> frozenset[str]:
    """Codes of `new` that a reading finished under `old` did not judge: new, wider or split off."""
    return frozenset(code.key for code in new if old.current(code.key) not in old and not any(w in old for w in code.was))
