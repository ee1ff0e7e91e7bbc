"""Tables as figures: agreement as a caterpillar plot, a matrix as a heat map. A figure draws what the table holds; it computes nothing.

`write` is the writer of ``.png``, ``.svg`` and ``.pdf`` (see `qualcode.tables.WRITERS`), so a figure passes the same door as any file: who may
see what, and whole or not there. Drawing takes the extra ``plots`` (matplotlib).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CallError, did_you_mean
from qualcode.table import Matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.figures.sheet import Sheet
    from qualcode.table import Table

SUFFIXES: tuple[str, ...] = (".png", ".svg", ".pdf")

__all__ = ["SUFFIXES", "caterpillar", "check_suffix", "heat", "write"]


def caterpillar(
    table: Table, path: str | Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team"
) -> Path:
    """Draw a table of agreement: each line's first coefficient with its interval, the highest first, and the study's threshold.

    Lines without a value are counted below the figure, those over codes stand last; a value without interval is an open circle.

    Raises
    ------
    CallError, MissingExtra, NotWritten
    """
    if not _is_agreement(table):
        raise CallError(f"A caterpillar plot draws a table of agreement, not one of {table.kind}.")
    return table.plot(path, caption=caption, lang=lang, audience=audience)


def heat(
    table: Table, path: str | Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team"
) -> Path:
    """Draw a matrix: each cell its number, darker for more; of codes confused the diagonal is framed, not coloured.

    Raises
    ------
    CallError, MissingExtra, NotWritten
    """
    if not isinstance(table, Matrix):
        raise CallError(f"A heat map draws a matrix, not a table of {table.kind}.")
    return table.plot(path, caption=caption, lang=lang, audience=audience)


def write(table: Table, path: Path, *, caption: str | None = None, lang: str = "nl", audience: str = "team") -> None:
    """Draw a table to a file; its suffix says as what. Called for tables that were let through to their audience."""
    from qualcode.figures.sheet import save  # matplotlib

    check_suffix(path)
    save(_drawer(table)(table, caption=caption, lang=lang, audience=audience), path)


def check_suffix(path: str | Path) -> None:
    """A figure is .png, .svg or .pdf."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise CallError(f'A figure is one of {known}, not "{suffix or path}".{did_you_mean(suffix, SUFFIXES)}')


def _drawer(table: Table) -> Callable[..., Sheet]:
    """What draws this kind of table."""
    if isinstance(table, Matrix):
        from qualcode.figures.heat import drawn

        return drawn
    if _is_agreement(table):
        from qualcode.figures.caterpillar import drawn as drawn_agreement

        return drawn_agreement
    raise CallError(
        f"There is no figure of a table of {table.kind}: agreement is drawn as a caterpillar plot, a matrix as a heat map."
    )


def _is_agreement(table: Table) -> bool:
    return table.kind == "agreement" and {"key", "coefficient", "value", "low", "high"} <= set(table.frame.columns)
