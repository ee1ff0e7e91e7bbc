"""Text in an exact number of cells of a terminal."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def fitted(said: str, width: int) -> str:
    """Exactly so many cells, the end of what does not fit as an ellipsis.

    >>> fitted("zelfregie", 6), fitted("ja", 4)
    ('zelfr…', 'ja  ')
    """
    said = said.replace("\n", " ")
    if cell_len(said) > width:
        said = set_cell_size(said, max(width - 1, 0)) + "…"
    return set_cell_size(said, width)


def short(said: str, width: int) -> str:
    """In one line of at most so many cells, white space as single spaces."""
    said = " ".join(said.split())
    return said if cell_len(said) <= width else fitted(said, width)
