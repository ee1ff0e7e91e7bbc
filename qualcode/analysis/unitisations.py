"""The same codings on several units side by side: how far what one concludes depends on the unit that was chosen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualcode.analysis.agreement import agreement
from qualcode.analysis.agreement_parts import OVERALL
from qualcode.analysis.cutting import UNITISATIONS
from qualcode.analysis.span_agreement import BY as BY_OF_SPANS
from qualcode.analysis.span_agreement import span_agreement
from qualcode.analysis.units import units as made_units
from qualcode.columns import AGREEMENT
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.columns import HasFrames

UNITS: tuple[str, ...] = (*(name for name in UNITISATIONS if name != "given"), "span")
#: What is compared on marked spans: for each code where it stands, marked or not.
OF_SPANS = "bar_u_alpha"


def unitisations(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    units: Sequence[str] = ("turn", "answer", "sentence", "span"),
    by: str = "code",
    coders: Sequence[str] | None = None,
    depth: int | None = None,
    interval: str | None = "document",
    confidence: float = 0.95,
    seed: int | None = None,
    threshold: float | None = None,
    min_words: int = 4,
    min_covered: int = 3,
) -> Table:
    """Agreement on several units side by side, and in a sentence how far the conclusion depends on the unit.

    Parameters
    ----------
    codings, project
        As for `units`: readings of one round, an open project or `Frames`.
    units
        Two or more of ``turn answer paragraph sentence document span``. On marked spans the number is |uα: where in the talk a code
        stands; on all others alpha of applied or not.
    by
        ``code``, ``depth``, ``pair`` or ``document``.
    coders, depth, interval, confidence, seed, min_words, min_covered
        As for `units` and `agreement`.
    threshold
        The study's threshold: the note names the codes whose lower limit lies below it on one unit and not on another.

    Returns
    -------
    A table (columns `AGREEMENT` and ``unit``): a row for each key and unit. The note gives the range of the value over codes.

    Raises
    ------
    CallError, NothingToCompare
        An unknown unit, or one only; no document that two coders have finished.

    Examples
    --------
    >>> from qualcode.frames import Frames
    >>> said = "Ze kiezen zelf wat. Ik kijk het na."
    >>> turns = pd.DataFrame({"turn": [f"d/{n}" for n in range(20)], "document": "d", "start": range(0, 800, 40),
    ...                       "end": range(35, 835, 40), "role": "leraar", "text": said})
    >>> rows = [("amal", n * 40, n * 40 + 19) for n in range(10)] + [("bo", n * 40, n * 40 + 35) for n in range(10)]
    >>> codings = pd.DataFrame(rows, columns=["coder", "start", "end"]).assign(document="d", code="regie")
    >>> frames = Frames(documents=pd.DataFrame({"document": ["d"]}), turns=turns)
    >>> table = unitisations(codings, frames, units=("turn", "sentence"), interval=None)
    >>> [(row.key, row.unit, round(row.value, 2)) for row in table.frame.itertuples()]
    [('regie', 'turn', 1.0), ('regie', 'sentence', 0.47), ('overall', 'turn', 1.0), ('overall', 'sentence', 0.47)]
    """
    _check(units, by)
    how: dict[str, Any] = {"by": by, "depth": depth, "interval": interval, "confidence": confidence, "seed": seed}
    tables = {}
    for unit in units:
        if unit == "span":
            tables[unit] = span_agreement(codings, project, coders=coders, coefficients=(OF_SPANS,), **how)
            continue
        made = made_units(codings, project, by=unit, coders=coders, min_words=min_words, min_covered=min_covered)
        tables[unit] = agreement(made, codebook=project.codebook, **how)
    frame = pd.concat([table.frame.assign(unit=unit) for unit, table in tables.items()], ignore_index=True)
    keys = {key: place for place, key in enumerate(dict.fromkeys(frame["key"]))}
    frame = frame.assign(place=frame["key"].map(keys)).sort_values("place", kind="stable", ignore_index=True)
    return _table(frame[[*AGREEMENT, "unit"]], list(tables.values()), list(units), how, threshold)


def _check(units: Sequence[str], by: str) -> None:
    if isinstance(units, str) or len(set(units)) < 2:
        raise CallError('units= is a list of two units or more, such as ("turn", "sentence").')
    for unit in units:
        if unit not in UNITS:
            raise CallError(f'No unit "{unit}" here; there are {", ".join(UNITS)}.{did_you_mean(unit, UNITS)}')
    if by not in BY_OF_SPANS:
        known = ", ".join(BY_OF_SPANS)
        raise CallError(f'Units stand side by side by {known}, not by "{by}".{did_you_mean(by, BY_OF_SPANS)}')


def _table(
    frame: pd.DataFrame, tables: list[Table], units: list[str], how: dict[str, Any], threshold: float | None
) -> Table:
    first = tables[0]
    held = {} if threshold is None else {"threshold": threshold}
    facts = {name: value for name, value in first.recipe.facts.items() if name != "unit"}
    recipe = Recipe(
        "unitisations", {**how, "units": units, **held}, state=first.recipe.state, codebook=first.recipe.codebook,
        facts=facts, version=first.recipe.version,
    )  # fmt: skip
    said = {note.key: note for table in tables for note in table.notes}
    kept = [note for key, note in said.items() if key.startswith(("layer.", "measure.interval", "n.spans_outside"))]
    notes = [*kept, Note("unit.side_by_side"), *_measures(units), *_depends(frame, first, threshold)]
    return Table("agreement", frame, recipe, notes=tuple(notes), labels=first.labels, within=first.within)


def _measures(units: list[str]) -> Iterator[Note]:
    if set(units) - {"span"}:
        yield Note("measure.alpha")
    if "span" in units:
        yield Note(f"measure.{OF_SPANS}")


def _depends(frame: pd.DataFrame, table: Table, threshold: float | None) -> Iterator[Note]:
    """How far the conclusion depends on the unit."""
    whole = frame[(frame["key"] == OVERALL).to_numpy(dtype=bool) & frame["value"].notna().to_numpy(dtype=bool)]
    if len(whole) > 1:
        low, high = (whole.loc[index] for index in (whole["value"].idxmin(), whole["value"].idxmax()))
        yield Note("n.units_range", {
            "low": float(low["value"]), "low_unit": f"@term.{_plural(low['unit'])}", "high": float(high["value"]),
            "high_unit": f"@term.{_plural(high['unit'])}", "range": float(high["value"] - low["value"]),
        })  # fmt: skip
    if threshold is None:
        return
    sides = {key: _sides(part, threshold) for key, part in frame.groupby("key", sort=False)}
    compared = [key for key, side in sides.items() if key != OVERALL and len(side) > 1]
    change = [key for key in compared if len(set(sides[key].values())) == 2]
    values = {"threshold": threshold, "of": len(compared), "codes": [table.labels.get(key, key) for key in change]}
    if str(table.recipe.arguments["by"]) == "code" and compared:
        yield Note("n.units_sides" if change else "n.units_no_sides", {**values, "count": len(change)})
    above = [unit for unit, side in sides.get(OVERALL, {}).items() if side]
    below = [unit for unit, side in sides.get(OVERALL, {}).items() if not side]
    if above and below:
        names = {
            name: [f"@term.{_plural(unit)}" for unit in some] for name, some in (("above", above), ("below", below))
        }
        yield Note("n.units_overall_sides", {"threshold": threshold, **names})


def _sides(part: pd.DataFrame, threshold: float) -> dict[str, bool]:
    """For each unit with an interval whether the lower limit is not below the threshold."""
    limits = zip(part["unit"], part["low"], strict=True)
    return {unit: low >= threshold for unit, low in limits if not math.isnan(low)}


def _plural(unit: str) -> str:
    return f"{unit}s"
