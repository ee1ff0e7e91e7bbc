"""`plan`: which documents two coders read, who reads what, what is to be read again, and whether coders drift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import as_coder, on_project, shown
from qualcode.cli.showing import show

if TYPE_CHECKING:
    from qualcode.analysis.assignment import Assignment
    from qualcode.project import Project

#: With which of the four an option goes.
GOES_WITH = {
    "by": ("double",), "seed": ("double",), "barred": ("double",), "documents": ("double",), "language": ("double",),
    "prevalence": ("double",), "alpha": ("double",), "coders": ("double", "drift"), "order": ("double", "drift"),
    "since": ("recode",), "batches": ("drift",), "assign": ("double", "recode"),
}  # fmt: skip


@click.command()
@on_project
@click.option(
    "--double", metavar="SHARE", help="Draw documents for double coding: 10 or 10% of them, or 12d: twelve documents."
)
@click.option(
    "--by", metavar="A,B", help="Stratify by these: columns of documents, attributes and kinds of case, role."
)
@click.option("--seed", type=click.IntRange(0), help="Another seed draws another plan; 1 when left out.")
@click.option("--coders", metavar="A,B", help="Who codes; those who read already when left out.")
@click.option("--not", "barred", multiple=True, metavar="CODER=CASE", help="A coder does not read this case; repeat.")
@click.option("--documents", metavar="QUERY", help="Only these documents, as a query: \"wave == 'eind'\".")
@click.option("--language", metavar="LANGUAGE", help="Only documents in this language.")
@click.option("--prevalence", metavar="RARE,COMMON", help="Forecast for codes in these shares of units: 0.02,0.12.")
@click.option("--alpha", type=float, help="Forecast for this alpha instead of the one so far.")
@click.option(
    "--recode", metavar="CODE", help="List what is to be read again for a code that is new, wider or split off."
)
@click.option(
    "--since", metavar="VERSION", help="With --recode: all that was read before this version of the codebook."
)
@click.option("--drift", is_flag=True, help="Agreement per batch of documents in the order of coding.")
@click.option("--batches", type=click.IntRange(2), help="With --drift: into how many batches.")
@click.option("--order", type=click.Choice(["coded", "date", "import"]),
              help="The order in time: of --drift coded, of --double import when left out.")  # fmt: skip
@click.option("--assign", is_flag=True, help="Give the readings out; without it nothing is changed.")
@as_coder
@shown
def plan(
    project: str | None, double: str | None, recode: str | None, drift: bool, acting: str | None, **how: Any
) -> None:
    """Plan double coding, what is to be read again for a code, or see whether coders drift.

    --double draws documents, spread over strata and over the period, shares the words out evenly and forecasts the interval of
    alpha. It shows who is read twice: it is for who leads the coding. With --coder alone a coder sees what she is to read.
    """
    modes = {"double": double is not None, "recode": recode is not None, "drift": drift}
    chosen = [mode for mode, is_chosen in modes.items() if is_chosen]
    if len(chosen) > 1 or not (chosen or acting):
        raise click.UsageError("Choose one: --double SHARE, --recode CODE, --drift, or --coder CODER for her own list.")
    given = _given(how, chosen[0] if chosen else "")
    assign = bool(given.pop("assign", False))
    with opened(project, acting) as study:
        if double is not None:
            _tell(study, _drawn(study, double, given), assign, how)
        elif recode is not None:
            _tell(study, _again(study, recode, given.get("since")), assign, how)
        else:
            from qualcode.study.plans import drifting, to_read

            show(drifting(study, **given) if drift else to_read(study), **how)


def _given(how: dict[str, Any], mode: str) -> dict[str, Any]:
    """The options that say what is planned, as far as they were given, taken out of those that say what becomes of the table."""
    given = {name: value for name in GOES_WITH if (value := how.pop(name)) not in (None, (), False)}
    for name in given:
        if mode not in GOES_WITH[name]:
            option = "not" if name == "barred" else name
            raise click.UsageError(f"--{option} goes with --{' or --'.join(GOES_WITH[name])}.")
    return given | {name: _listed(given[name]) for name in ("by", "coders") if name in given}


def _drawn(study: Project, double: str, given: dict[str, Any]) -> Assignment:
    import qualcode as qc

    if "prevalence" in given:
        given["prevalence"] = _shares(given["prevalence"])
    barred: dict[str, list[str]] = {}
    for said in given.pop("barred", ()):
        coder, mark, cases = said.partition("=")
        if not mark or not coder.strip() or not cases.strip():
            raise click.UsageError(f"--not {said}: write CODER=CASE, such as --not A=wisselspoor.")
        barred.setdefault(coder.strip(), []).extend(_listed(cases))
    return qc.plan(study.codings(round="main"), study, double=double, barred=barred, **given)


def _listed(said: str) -> list[str]:
    return [part.strip() for part in said.split(",") if part.strip()]


def _shares(said: str) -> list[float]:
    try:
        return [float(part) for part in _listed(said)]
    except ValueError:
        raise click.UsageError(f"--prevalence {said}: write shares with a point, such as 0.02,0.12.") from None


def _again(study: Project, code: str, since: str | None) -> Assignment:
    import qualcode as qc

    return qc.recode(study, code, since=since)


def _tell(study: Project, made: Assignment, assign: bool, how: dict[str, Any]) -> None:
    """The plan, its forecast, and what was or would be given out."""
    show(made, **how)
    if made.forecast is not None and how["form"] == "text" and not how["output"]:
        show(made.forecast, lang=how["lang"])
    if assign:
        done = study.assign(made)
        known = f", {done.known} given already" if done.known else ""
        back = " `qualcode undo` takes it back." if done.added else ""
        click.echo(f"Assigned: {_count(done.added)}{known}.{back}", err=True)
    else:
        click.echo(f"Nothing was changed: --assign gives out {_count(len(made.rows))}.", err=True)


def _count(readings: int) -> str:
    return f"{readings} reading{'' if readings == 1 else 's'}"
