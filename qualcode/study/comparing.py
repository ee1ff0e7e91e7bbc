"""Coders compared otherwise than on the study's unit in one round: on passages, on several units, by round, with herself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.errors import NothingToCompare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from qualcode.project import Project
    from qualcode.table import Table

#: Analyses that take readings and make their own units.
FUNCTIONS = ("span_agreement", "unitisations", "rounds")


def compared(project: Project, function: str, given: Mapping[str, Any]) -> Table:
    """One of these analyses, on readings of the main round unless `round` says otherwise; `rounds` on all."""
    import qualcode as qc

    rest = {name: value for name, value in given.items() if name not in ("layer", "round", "coder")}
    round_ = None if function == "rounds" else given.get("round", "main")
    codings = project.codings(layer="reading", round=None if round_ == "all" else round_, coder=given.get("coder"))
    analysis: Callable[..., Table] = getattr(qc, function)
    if function == "rounds":
        rest.setdefault("unit", project.settings["unit"])
    settled_: dict[str, Any] = {"threshold": project.settings["threshold"]}
    if function != "span_agreement":
        settled_ |= {name: project.settings[name] for name in ("min_words", "min_covered") if name in project.settings}
    return analysis(codings, project, **settled_ | rest)


def settled(project: Project, function: str, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments with what follows from each other: all rounds by round; the segments of one coder as units."""
    if function != "agreement":
        return given
    if given.get("by") == "round":
        given = {"round": "all", **given}
    owner = given.pop("given", None)
    if owner is not None:
        named = list(given.get("coders") or _readers(project, str(given.get("round", "main"))))
        given |= {"unit": "given", "coders": [owner, *(name for name in named if name != owner)]}
    if given.get("intra"):
        given |= {"intra": given.get("round", "main"), "round": "all"}
    return given


def and_again(codings: pd.DataFrame, round_: str) -> pd.DataFrame:
    """The codings of a round and of round intra."""
    return codings[codings["round"].isin([round_, "intra"]).to_numpy(dtype=bool)]


def _readers(project: Project, round_: str) -> list[str]:
    """Who has finished a document in a round."""
    coverage = project.coverage()
    rows = coverage[(coverage["layer"] == "reading") & (coverage["state"] == "finished")]
    return sorted(rows["coder"][rows["round"] == round_].astype(str).unique())


def with_herself(units: pd.DataFrame) -> pd.DataFrame:
    """Units on which coders are compared with themselves."""
    from qualcode.analysis.rounds import intra

    if not len(units) or not units["coder"].astype(str).str.contains("@", regex=False).all():
        raise NothingToCompare(
            "Nobody has coded in round intra. Draw documents to code again with `qualcode plan --recode CODE`."
        )
    return intra(units)
