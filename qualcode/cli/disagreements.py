"""`disagreements`: where coders differ, unit by unit or passage by passage, which codes they confuse, and how each of them codes."""

from __future__ import annotations

from typing import Any

import click

from qualcode.cli.coders import compared, compared_on
from qualcode.cli.opening import opened
from qualcode.cli.options import as_coder, on_project, plotted, shown
from qualcode.cli.showing import plot, show

BY = ("coder", "document", "case", "wave", "role", "code")


@click.command()
@on_project
@click.option("--code", help="Only this code and those below it.")
@click.option("--spans", is_flag=True, help="Passage by passage, with how many words ends differ; no units.")
@click.option("--confusion", is_flag=True, help="Which code one applied where the other applied another one.")
@click.option("--least", type=click.IntRange(1), help="With --confusion: only codes confused so often.")
@click.option("--tendencies", is_flag=True, help="How much, where and how each coder codes.")
@click.option("--by", type=click.Choice(BY), help="With --tendencies: also a line for each of these.")
@compared
@plotted
@as_coder
@shown
def disagreements(
    project: str | None,
    spans: bool,
    confusion: bool,
    tendencies: bool,
    acting: str | None,
    plotted: str | None,
    **how: Any,
) -> None:
    """Where coders differ: missed, boundary, neighbouring or other code, with the text."""
    from qualcode.study.tables import table_of

    function = _function(spans, confusion, tendencies)
    named = {name: how.pop(name) for name in ("code", "least", "by", "depth")}
    unit = how["unit"]
    on = compared_on(how)
    _check(function, {**named, "unit": unit}, spans)
    with opened(project, acting) as study:
        if function == "confusion" and not spans:
            on["unit"] = unit or study.settings["unit"]
        table = table_of(study, function, {**{name: value for name, value in named.items() if value is not None}, **on})
        plot(table, plotted, how)
        show(table, **how)


def _function(spans: bool, confusion: bool, tendencies: bool) -> str:
    """The analysis that the flags ask for."""
    if confusion and tendencies:
        raise click.UsageError("Ask for --confusion or for --tendencies.")
    if confusion:
        return "confusion"
    if tendencies:
        return "tendencies"
    return "span_disagreements" if spans else "disagreements"


#: What may be said of each analysis, beside what all take.
TAKES = {
    "disagreements": ("code", "depth", "unit"),
    "span_disagreements": ("code", "depth"),
    "confusion": ("depth", "least", "unit"),
    "tendencies": ("by",),
}


def _check(function: str, given: dict[str, Any], spans: bool) -> None:
    """No option that would say nothing here."""
    allowed = set(TAKES[function]) - ({"unit"} if spans else set())
    for name, value in given.items():
        if value is not None and name not in allowed:
            flag = {"span_disagreements": "--spans"}.get(
                function, f"--{function}" if function != "disagreements" else ""
            )
            raise click.UsageError(f"--{name} says nothing {f'with {flag}' if flag else 'here'}.")
