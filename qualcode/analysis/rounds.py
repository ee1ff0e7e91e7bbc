"""Agreement round by round, each under the codebook of its time; and a coder compared with herself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.agreement import agreement
from qualcode.analysis.agreement_parts import round_place
from qualcode.analysis.bands import held_against
from qualcode.analysis.units import finished_by, readings
from qualcode.analysis.units import units as made_units
from qualcode.columns import require
from qualcode.errors import CallError, NothingToCompare, did_you_mean
from qualcode.table import Note, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.analysis.distances import Distance
    from qualcode.columns import HasFrames

#: Rounds that are no independent coding by two: what was changed after the discussion, and a coder's own second reading.
NOT_COMPARED: tuple[str, ...] = ("after", "intra")


def rounds(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    unit: str = "turn",
    coders: Sequence[str] | None = None,
    depth: int | None = None,
    coefficients: Sequence[str] = ("alpha",),
    metric: str | Distance = "nominal",
    interval: str | None = "document",
    confidence: float = 0.95,
    seed: int | None = None,
    threshold: float | None = None,
    bands: str | None = None,
    min_words: int = 4,
    min_covered: int = 3,
) -> Table:
    """One line a round of coding, over codes: pilot, calibration, main; what reviewers ask for.

    A round of which all readings were finished under one version of the codebook is compared under that version, so that the
    number of a calibration stays what it was when codes are widened or split later. The note names the versions.

    Parameters
    ----------
    codings
        Readings of all rounds: ``project.codings(round=None)``.
    project
        An open project, or `Frames`.
    unit, coders, min_words, min_covered
        As ``by``, ``coders`` ... of `units`.
    depth, coefficients, metric, interval, confidence, seed, threshold, bands
        As in `agreement`.

    Returns
    -------
    A table (columns `AGREEMENT`, ``by`` "round"). Rounds that no two coders finished a document of are left out and counted; so are
    *after* (no independent reading) and *intra*.

    Raises
    ------
    NothingToCompare
        In no round two coders finished one document.

    Examples
    --------
    >>> from qualcode.frames import Frames
    >>> turns = pd.DataFrame({"turn": [f"d/{n}" for n in range(20)], "document": "d", "start": range(0, 800, 40),
    ...                       "end": range(35, 835, 40), "role": "leraar", "text": "Ze kiezen zelf wat. Ik kijk het na."})
    >>> marks = [(name, coder, turn) for name, ends in (("calibration", (12, 6)), ("main", (12, 11)))
    ...          for coder, end in zip(("amal", "bo"), ends) for turn in range(end)]
    >>> codings = pd.DataFrame([(round_, coder, turn * 40, turn * 40 + 35) for round_, coder, turn in marks],
    ...                        columns=["round", "coder", "start", "end"]).assign(document="d", code="regie")
    >>> table = rounds(codings, Frames(documents=pd.DataFrame({"document": ["d"]}), turns=turns))
    >>> [(row.key, round(row.value, 2)) for row in table.frame.itertuples()]
    [('calibration', 0.41), ('main', 0.9)]
    """
    require(codings, ["coder", "document", "round"], "rounds(codings)")
    codings = readings(codings)
    of_units: dict[str, Any] = {"by": unit, "coders": coders, "min_words": min_words, "min_covered": min_covered}
    how: dict[str, Any] = {
        "depth": depth, "coefficients": coefficients, "metric": metric, "interval": interval, "confidence": confidence,
        "seed": seed, "threshold": threshold, "bands": bands,
    }  # fmt: skip
    _known(codings, project, coders or ())
    found: list[Table] = []
    versions: list[str] = []
    alone = 0
    present = [name for name in codings["round"].astype(str).unique() if name not in NOT_COMPARED]
    for name in sorted(present, key=round_place):
        mine = codings[(codings["round"].astype(str) == name).to_numpy(dtype=bool)]
        read = finished_by(mine, project, [name])
        version = _only_version(read, project)
        try:
            if not set(coders or ()) <= {*mine["coder"].astype(str), *read["coder"]}:
                raise NothingToCompare(name)
            units = made_units(mine, project, version=version, **of_units)
            found.append(agreement(units, codebook=project.codebook, by="round", **how))
        except NothingToCompare:
            alone += 1
            continue
        versions += [f"{name} {version}"] if version else []
    if not found:
        raise NothingToCompare("In no round two coders have finished the same document. See `qualcode status`.")
    return _one_table(found, versions, alone)


def _only_version(read: pd.DataFrame, project: HasFrames) -> str | None:
    """The earlier version of the codebook that all readings of a round were finished under; None where there is no such."""
    book, versions = project.codebook, set(read["version"].astype(str))
    if book is None or len(versions) != 1 or not len(project.coverage()):
        return None
    then = book.version_named(versions.pop())
    return None if then is None or then is book else then.version


def _known(codings: pd.DataFrame, project: HasFrames, coders: Sequence[str]) -> None:
    known = sorted({*codings["coder"].astype(str), *project.coverage()["coder"].astype(str)})
    for name in coders:
        if name not in known:
            raise CallError(f'No coder "{name}" here; there are {", ".join(known)}.{did_you_mean(name, known)}')


def _one_table(found: list[Table], versions: list[str], alone: int) -> Table:
    """The lines of all rounds; what is said of each round is said once."""
    frame = pd.concat([table.frame for table in found], ignore_index=True)
    last = found[-1]
    rounds_ = [name for table in found for name in table.recipe.facts["rounds"]]
    coders = sorted({name for table in found for name in table.recipe.facts["coders"]})
    once = {
        note.key: note for table in found for note in table.notes if not note.key.startswith(("layer.", "n.read_once"))
    }
    notes = [
        Note("layer.agreement", {"rounds": [f"@value.{name}" for name in rounds_]}),
        Note("layer.coders", {"coders": coders}),
    ]
    notes += [Note("layer.rounds_then", {"versions": versions})] if versions else []
    held = {name: last.recipe.arguments[name] for name in ("threshold", "bands") if name in last.recipe.arguments}
    notes += [note for key, note in once.items() if key not in ("measure.threshold", "measure.bands")]
    notes += held_against(frame, **held)
    notes += [Note("n.read_once", {"count": alone, "by": "@term.round"})] if alone else []
    facts = {**last.recipe.facts, "rounds": rounds_, "coders": coders, "versions": versions}
    facts.pop("version", None)
    return replace(last, frame=frame, notes=tuple(notes), recipe=replace(last.recipe, function="rounds", facts=facts))


def intra(units: pd.DataFrame) -> pd.DataFrame:
    """Units on which coders are compared with themselves: those who read a document again, in round *intra*.

    Parameters
    ----------
    units
        Made from the codings of both rounds: coders are then named ``coder@round``.

    Returns
    -------
    The same columns, for coders with two readings; a unit is named after its coder too, so that nobody meets another coder.

    Raises
    ------
    NothingToCompare
        Nobody has finished a document of another round again in round *intra*.

    Examples
    --------
    >>> units = pd.DataFrame({"unit": "t", "document": "d", "coder": ["bo@main", "bo@intra", "cas@main"], "codes": [(), (), ()]})
    >>> intra(units)[["unit", "coder"]].values.tolist()
    [['t · bo', 'bo@main'], ['t · bo', 'bo@intra']]
    """
    require(units, ["unit", "coder"], "intra(units)")
    nobody = "Nobody has finished a document again in round intra. See `qualcode plan --recode`."
    if not len(units):
        raise NothingToCompare(nobody)
    names = units["coder"].astype(str)
    if not names.str.contains("@", regex=False).all():
        raise CallError("intra() takes units of two rounds, one of them intra: their coders are named coder@round.")
    person, round_ = names.str.rpartition("@")[0], names.str.rpartition("@")[2]
    unit = units["unit"].astype(str) + " · " + person
    again = unit.map((round_ == "intra").groupby(unit).any()).to_numpy(dtype=bool)
    twice = unit.map(names.groupby(unit).nunique()).to_numpy() > 1
    if not np.any(again & twice):
        raise NothingToCompare(nobody)
    found = units.assign(unit=unit)[again & twice]
    found.attrs = units.attrs
    return found
