"""The options of `agreement` that compare otherwise: other units, rounds, facets, sets, a coder with herself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

METRICS = ("nominal", "jaccard", "masi", "dice", "passonneau2004", "tree")
OF_SPANS = ("bar_u_alpha", "span_f1", "span_f1_overlap", "cu_alpha", "u_alpha", "character_alpha", "character_kappa")
#: These make tables of their own: one at a time.
ALONE = ("units", "spans", "rounds", "intra", "given", "facet")


def otherwise(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--units``, ``--spans``, ``--rounds``, ``--intra``, ``--given``, ``--facet``, ``--metric``, ``--under``, ``--prevalence``."""
    options = [
        click.option("--units", metavar="A,B", help="Several units side by side: turn,answer,paragraph,sentence,document,span."),
        click.option("--spans", is_flag=True, help="Passages with the bounds that coders chose; no units."),
        click.option("--rounds", is_flag=True, help="One line a round of coding, under the codebook of its time."),
        click.option("--intra", is_flag=True, help="Each coder with herself: round intra beside what she coded before."),
        click.option("--given", metavar="CODER", help="The segments of this coder are the units."),
        click.option("--facet", metavar="NAME", help="The values of a facet, where two coders applied the same code."),
        click.option("--metric", type=click.Choice(METRICS), default="nominal", show_default=True,
                     help="Each code by itself, or whole sets of codes by a distance."),
        click.option("--under", metavar="VERSION", help="Readings under this version of the codebook, as it stood then."),
        click.option("--prevalence", is_flag=True, help="Each coder's share of units with the code."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def asked(by: str, all_: bool, how: dict[str, Any], every: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The analysis that these options ask for, and what it is given; they are taken out of `how`.

    `every`: the coefficients of ``--all``.
    """
    said = {name: how.pop(name) for name in (*ALONE, "metric", "under", "prevalence")}
    chosen = [name for name in ALONE if said[name]]
    if len(chosen) > 1:
        raise click.UsageError(f"--{chosen[0]} and --{chosen[1]} make different tables: ask for one of them.")
    way = chosen[0] if chosen else ""
    _check(way, by, all_, said, how)
    if by == "round" and click.get_current_context().get_parameter_source("round_") is ParameterSource.DEFAULT:
        how["round_"] = "all"
    rest = {name: value for name, value in (("version", said["under"]), ("prevalence", said["prevalence"])) if value}
    if said["metric"] != "nominal":
        rest["metric"] = said["metric"]
    if way == "units":
        how["unit"] = None
        return "unitisations", {"by": by, "units": [name.strip() for name in said["units"].split(",")]}
    if way == "spans":
        how["unit"] = None
        return "span_agreement", {"by": by, **({"coefficients": list(OF_SPANS)} if all_ else {})}
    if way == "rounds":
        return "rounds", {**rest, **({"coefficients": list(every)} if all_ else {})}
    more: dict[str, Any] = {"given": {"given": said["given"]}, "intra": {"intra": True}}.get(way, {})
    if way == "facet":
        more = {"value": f"facet.{said['facet'].removeprefix('facet.')}"}
    return "agreement", {"by": by, **rest, **more, **({"coefficients": list(every)} if all_ else {})}


def _check(way: str, by: str, all_: bool, said: dict[str, Any], how: dict[str, Any]) -> None:
    """What cannot be asked for together."""
    if way in ("units", "spans") and how["unit"]:
        raise click.UsageError(f"--unit does not go with --{way}.")
    if way == "units" and how["bands"]:
        raise click.UsageError("--bands does not go with --units.")
    if way == "rounds" and by != "code":
        raise click.UsageError("--rounds has a line a round: leave out --by.")
    only_units = [name for name in ("under", "prevalence") if said[name]]
    if said["metric"] != "nominal":
        only_units.append("metric")
    if way in ("units", "spans") and only_units:
        raise click.UsageError(f"--{only_units[0]} does not go with --{way}.")
    if way == "rounds" and (said["under"] or said["prevalence"]):
        raise click.UsageError(
            "--under and --prevalence do not go with --rounds: each round has the codebook of its time."
        )
    if all_ and (way in ("units", "facet") or said["metric"] != "nominal"):
        raise click.UsageError("--all gives further coefficients of codes, applied or not: leave it out here.")
