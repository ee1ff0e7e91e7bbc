"""`matrix`, `quotes` and `cooccurrence`: cases compared."""

from __future__ import annotations

from typing import Any

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import as_coder, filtered, on_project, shown
from qualcode.cli.showing import show

MEASURES = ("turns", "conversations", "documents", "participants", "cases", "presence", "words", "share", "per_1000",
            "segments", "passages", "codings")  # fmt: skip


@click.command()
@on_project
@click.option(
    "--rows",
    default="school",
    show_default=True,
    help="What stands in the rows: code, case, a kind of case, wave, role, an attribute, a topic.",
)
@click.option(
    "--columns", default="code", show_default=True, help="What stands in the columns; a topic stands for its codes."
)
@click.option(
    "--measure", type=click.Choice(MEASURES), default="conversations", show_default=True, help="What a cell counts."
)
@click.option("--depth", type=click.IntRange(1), help="Codes of this depth, 1 at the top; all when left out.")
@click.option("--open", "opened_cell", nargs=2, metavar="ROW COLUMN", help="Print exactly what one cell counts.")
@filtered
@as_coder
@shown
def matrix(project: str | None, acting: str | None, opened_cell: tuple[str, str] | None, **how: Any) -> None:
    """Cases by codes in numbers, each cell with its state and its n of N."""
    from qualcode.study.tables import segments_of, table_of

    printing = _printing(how)
    with opened(project, acting) as study:
        table = table_of(study, "matrix", _arguments(how))
        show(segments_of(study, table, *opened_cell) if opened_cell else table, **printing)


@click.command()
@on_project
@click.option(
    "--rows",
    default="school",
    show_default=True,
    help="What stands in the rows: code, case, a kind of case, wave, role, an attribute, a topic.",
)
@click.option(
    "--columns", default="code", show_default=True, help="What stands in the columns; a topic stands for its codes."
)
@click.option("--depth", type=click.IntRange(1), help="Codes of this depth, 1 at the top; all when left out.")
@click.option("--limit", type=click.IntRange(1), default=2, show_default=True, help="Quotes in a cell at most.")
@filtered
@as_coder
@shown
def quotes(project: str | None, acting: str | None, **how: Any) -> None:
    """Cases by codes in words: quotes, each with its document and speaker."""
    from qualcode.study.tables import table_of

    printing = _printing(how)
    with opened(project, acting) as study:
        show(table_of(study, "quotes", _arguments(how)), **printing)


@click.command()
@on_project
@click.option("--within", type=click.Choice(["turn", "answer", "document", "person", "case"]), default="turn", show_default=True,
              help="Within what codes occur together.")  # fmt: skip
@click.option(
    "--least", type=click.IntRange(0), default=1, show_default=True, help="Only pairs together at least so often."
)
@click.option("--depth", type=click.IntRange(1), help="Codes of this depth, 1 at the top; all when left out.")
@filtered
@as_coder
@shown
def cooccurrence(project: str | None, acting: str | None, **how: Any) -> None:
    """Which codes occur together more often than by chance."""
    from qualcode.study.tables import table_of

    printing = _printing(how)
    with opened(project, acting) as study:
        show(table_of(study, "cooccurrence", _arguments(how)), **printing)


def _printing(how: dict[str, Any]) -> dict[str, Any]:
    """The options that say what becomes of the table, taken out of the rest."""
    return {name: how.pop(name) for name in ("output", "form", "audience", "caption", "lang")}


def _arguments(how: dict[str, Any]) -> dict[str, Any]:
    """What the analysis is given: nothing that was left out."""
    reader, kinds = how.pop("reader"), how.pop("kinds")
    given = {name: value for name, value in how.items() if value is not None}
    return {**given, **({"coder": reader} if reader else {}), **({"kinds": list(kinds)} if kinds else {})}
