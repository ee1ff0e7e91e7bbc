"""Where the shipped codebooks and examples lie: inside the package after an ordinary install, else in the checkout."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import NotHere


def shipped(folder: str) -> Path:
    """The folder ``codebooks`` or ``examples``, wherever this install keeps it."""
    package = Path(__file__).resolve().parent
    for place in (package / "shipped" / folder, package.parent / folder):
        if place.is_dir():
            return place
    raise NotHere(f'The folder "{folder}" that comes with qualcode is missing. Install qualcode again.')
