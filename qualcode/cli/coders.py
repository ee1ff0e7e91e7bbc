"""`agreement`, and the options that say what is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.comparing import asked, otherwise
from qualcode.cli.opening import opened
from qualcode.cli.options import as_coder, on_project, plotted, shown
from qualcode.cli.showing import plot, show

if TYPE_CHECKING:
    from collections.abc import Callable

BY = ("code", "depth", "pair", "document", "case", "wave", "role", "round", "version")
ACROSS = ("pair", "document", "case", "wave", "role")
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
@click.option(
    "--report", metavar="FILE", help="Everything a reviewer asks, in one file: .docx, .xlsx, .html, .md or .txt."
)
@click.option(
    "--across", type=click.Choice(ACROSS), help="Alpha of each code for each of these; with --plot a heat map."
)
@click.option(
    "--disagreement", is_flag=True, help="With --across: of the units with the code, the share on which coders differ."
)
@otherwise
@compared
@plotted
@as_coder
@shown
def agreement(
    project: str | None, by: str, all_: bool, report: str | None, acting: str | None, plotted: str | None, **how: Any
) -> None:
    """How far coders agree beyond chance, with the four counts and an interval over documents."""
    if report:
        from qualcode.cli.reliability import write_report

        for_whom = {name: how[name] for name in ("lang", "audience", "bands")}
        write_report(project, acting, report, **for_whom, **compared_on(how))
        return
    from qualcode.study.tables import table_of

    function, arguments = _asked(by, all_, how)
    with opened(project, acting) as study:
        table = table_of(study, function, {**arguments, **compared_on(how)})
        plot(table, plotted, how)
        show(table, **how)


def _asked(by: str, all_: bool, how: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The analysis that the options ask for, and what it is given."""
    function, arguments = asked(by, all_, how, ALL)
    across, disagreement, bands, depth = (how.pop(name) for name in ("across", "disagreement", "bands", "depth"))
    if disagreement and not across:
        raise click.UsageError("--disagreement goes with --across.")
    if across:
        if by != "code" or all_ or bands or arguments != {"by": by}:
            raise click.UsageError("--across gives one number a code: leave out --by, --all, --bands and the like.")
        measure = "disagreement" if disagreement else "alpha"
        return "agreement_matrix", {"columns": across, "measure": measure, "depth": depth}
    return function, {**arguments, "depth": depth, "bands": bands}


def compared_on(how: dict[str, Any]) -> dict[str, Any]:
    """What is compared, taken out of the options that say what becomes of the table."""
    coders, unit, round_ = how.pop("coders"), how.pop("unit"), how.pop("round_")
    named = {"coders": [name.strip() for name in coders.split(",")]} if coders else {}
    return {"round": round_, **named, **({"unit": unit} if unit else {})}
