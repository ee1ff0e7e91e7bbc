"""`agreement` and `disagreements`: coders compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import as_coder, on_project, shown
from qualcode.cli.showing import show

if TYPE_CHECKING:
    from collections.abc import Callable

BY = ("code", "depth", "pair", "document", "case", "wave", "role", "round", "version")
BANDS = ("landis-koch", "altman", "krippendorff")
UNITS = ("turn", "answer", "paragraph", "sentence", "document")
ALL = ("alpha", "cohen_kappa", "gwet_ac", "percent_agreement", "positive_agreement")


def compared(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--unit``, ``--round``, ``--coders``, ``--depth``: what is compared."""
    options = [
        click.option(
            "--unit", type=click.Choice(UNITS), help="What coders are compared on; the study's own when left out."
        ),
        click.option("--round", "round_", default="main", show_default=True, help="The round of coding."),
        click.option("--coders", metavar="A,B", help="Only these coders."),
        click.option("--depth", type=click.IntRange(1), help="Codes of this depth, 1 at the top; all when left out."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@on_project
@click.option("--by", type=click.Choice(BY), default="code", show_default=True, help="One line for each of these.")
@click.option("--all", "all_", is_flag=True, help="Every coefficient, not only the study's own.")
@click.option(
    "--bands", type=click.Choice(BANDS), help="Words for the numbers, with whose they are; none when left out."
)
@compared
@as_coder
@shown
def agreement(project: str | None, by: str, all_: bool, acting: str | None, depth: int | None, **how: Any) -> None:
    """How far coders agree beyond chance, with the four counts and an interval over documents."""
    from qualcode.study.tables import table_of

    arguments = {"by": by, "depth": depth, "bands": how.pop("bands"), **_units(how)}
    if all_:
        arguments["coefficients"] = list(ALL)
    with opened(project, acting) as study:
        show(table_of(study, "agreement", arguments), **how)


@click.command()
@on_project
@click.option("--code", help="Only this code and those below it.")
@compared
@as_coder
@shown
def disagreements(project: str | None, code: str | None, acting: str | None, depth: int | None, **how: Any) -> None:
    """Where coders differ: missed, boundary, neighbouring or other code, with the text."""
    from qualcode.study.tables import table_of

    with opened(project, acting) as study:
        show(table_of(study, "disagreements", {"code": code, "depth": depth, **_units(how)}), **how)


def _units(how: dict[str, Any]) -> dict[str, Any]:
    """What is compared, taken out of the options that say what becomes of the table."""
    coders, unit, round_ = how.pop("coders"), how.pop("unit"), how.pop("round_")
    named = {"coders": [name.strip() for name in coders.split(",")]} if coders else {}
    return {"round": round_, **named, **({"unit": unit} if unit else {})}
