"""The plan of double coding: which documents two coders read, who reads what, and how sure agreement will then be."""

from __future__ import annotations

import re
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.assignment import Assignment, for_the_lead, rows_of, words_of
from qualcode.analysis.forecast import UNITS
from qualcode.analysis.outlook import basis, outlook, units_by_document
from qualcode.analysis.plan_notes import promises, rests_on, what_was_drawn
from qualcode.analysis.planned import ROUND, Field, field_of, names_of, tasks_of
from qualcode.analysis.strata import drawn
from qualcode.analysis.workload import Given, Task, shared_out
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.columns import HasFrames

ORDERS = ("import", "date")


def plan(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    double: int | float | str = 10,
    by: Sequence[str] = (),
    seed: int = 1,
    coders: Sequence[str] | None = None,
    barred: Mapping[str, Sequence[str]] | None = None,
    order: str = "import",
    documents: str | None = None,
    language: str | None = None,
    prevalence: Sequence[float] | None = None,
    alpha: float | None = None,
    clustering: float | None = None,
    confidence: float = 0.95,
) -> Assignment:
    """Draw the documents that two coders read, stratified and spread over the period, and say who reads what.

    Parameters
    ----------
    codings
        Readings so far (`CODINGS`); the forecast takes prevalence, alpha and clustering from them. May be empty.
    project
        An open project, or `Frames`: documents, turns, persons, cases and coverage. Whoever was given, has begun or has
        finished a document (round *main*) stays its reader; a document with two readers counts as drawn.
    double
        A percentage of the documents that may be drawn, rounded up (``10`` or ``"10%"``), or a number of documents (``"12d"``).
    by
        What documents are stratified by: columns of documents (wave, kind, instrument ...), attributes and kinds of case, and
        ``role``, the informants' roles heard together in a document.
    seed
        Draws the same plan again from the same study; printed in the note.
    coders
        Who codes; by default everyone who was given a document or is responsible for one.
    barred
        Cases (with those within them) that a coder may not read, such as her own school: ``{"A": ["wisselspoor"]}``.
    order
        The period that double coding is spread over: the order of ``import`` in which documents are read, or of their ``date``.
    documents, language
        Only documents that this query keeps, or of this language; the others are left out and counted.
    prevalence, alpha, clustering
        Take these for the forecast instead of what was coded so far (or is assumed): the prevalence of a rare and a common code,
        the alpha that is expected, and the intraclass correlation of units within documents.
    confidence
        The level of the interval that is forecast.

    Returns
    -------
    An `Assignment` with a line for each document: ``name``, the columns of `by`, ``words twice responsible second finished new``
    (``twice``: read by two; the last three hold coders). ``rows`` are the readings that are new, ``forecast`` the width of the interval for a common and a rare code.
    Documents of pilot and calibration are read but never drawn; those in which somebody speaks who refused the use of it are
    left out.

    Raises
    ------
    CallError
        Fewer than two coders, no documents left, all of them read by two already, an unknown column, a share that is none.

    Examples
    --------
    >>> from qualcode.frames import Frames
    >>> names = [f"d{n}" for n in range(12)]
    >>> documents = pd.DataFrame({"document": names, "wave": ["begin"] * 6 + ["eind"] * 6, "words": 1000})
    >>> nothing = pd.DataFrame({name: [] for name in ("coder", "document", "start", "end", "code")})
    >>> made = plan(nothing, Frames(documents=documents), double="4d", by=["wave"], coders=["amal", "bo"], seed=7)
    >>> made.frame.groupby("wave")["twice"].sum().to_dict()
    {'begin': 2, 'eind': 2}
    >>> len(made.rows)
    16
    """
    for_the_lead(project, "The plan of double coding")
    by = (by,) if isinstance(by, str) else tuple(by)
    barred = {name: (cases,) if isinstance(cases, str) else tuple(cases) for name, cases in (barred or {}).items()}
    _check(seed, order)
    field = field_of(project, by, order, documents, language, coders)
    wanted = _wanted(double, field)
    tasks, field = tasks_of(field, project, barred)
    chance = np.random.default_rng(seed)
    twice = field.twice | _drawn(field, tasks, wanted, chance)
    tasks = [replace(task, readers=2 if two else 1) for task, two in zip(tasks, twice, strict=True)]
    given = shared_out(tasks, field.coders, chance)
    known = basis(codings, project, prevalence=prevalence, alpha=alpha, clustering=clustering)
    found = outlook(known, _units(field, twice, project), confidence=confidence)
    recipe = _recipe(project, {
        "double": double, "by": list(by), "seed": seed, "coders": list(field.coders), "order": order, "documents": documents,
        "language": language, "barred": {name: list(cases) for name, cases in barred.items()},
        "prevalence": list(prevalence) if prevalence else None, "alpha": alpha, "clustering": clustering,
        "confidence": confidence,
    })  # fmt: skip
    notes = (*what_was_drawn(field, tasks, given, twice, seed), *promises(found, known, confidence))
    return Assignment(
        "frame", _frame(field, tasks, given, twice, by), recipe, notes=notes, caption=CAPTIONS["plan"],
        rows=_rows(field, tasks, given, project),
        forecast=Table("frame", found, recipe, notes=tuple(rests_on(known)), caption=CAPTIONS["forecast"]),
    )  # fmt: skip


CAPTIONS = {
    "plan": {"nl": "Plan van dubbel coderen", "en": "Plan of double coding"},
    "forecast": {"nl": "Verwachte breedte van het interval", "en": "Expected width of the interval"},
}


def _check(seed: object, order: str) -> None:
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise CallError(f"seed= is a whole number from 0, not {seed!r}.")
    if order not in ORDERS:
        raise CallError(f'No order "{order}"; there are {", ".join(ORDERS)}.{did_you_mean(order, ORDERS)}')


def _wanted(double: int | float | str, field: Field) -> int:
    """How many documents are to be read by two."""
    said = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*(%|d?)\s*", str(double))
    there = int(field.drawable.sum())
    number = float(said[1].replace(",", ".")) if said else 0.0
    if said and said[2] == "d" and number == int(number) and 1 <= number <= there:
        return int(number)
    if said and said[2] == "d":
        raise CallError(f"double={double}: from 1 to {there} documents may be drawn here.")
    if said is None or not 0 < number <= 100:
        raise CallError(f"double={double}: a percentage above 0 up to 100 (10 or 10%), or a number of documents (12d).")
    return ceil(round(there * number / 100, 9))


def _drawn(field: Field, tasks: Sequence[Task], wanted: int, chance: np.random.Generator) -> np.ndarray:
    """The documents that get a second reader, beside those that have one."""
    may = field.drawable & field.able & ~field.twice
    if not may.any() and all(task.standing for task in tasks):
        count = int(field.twice.sum())
        raise CallError(
            f"All {count} documents that may be drawn are read by two coders already: there is nothing to plan."
            if count
            else "No document can be read by two coders: see pilot and calibration rounds, and who may not read what."
        )
    pool, mask = np.flatnonzero(field.drawable), np.zeros(len(tasks), dtype=bool)
    strata = [field.strata[place] for place in pool]
    total = max(wanted, int(field.twice.sum()))
    mask[pool] = drawn(strata, total=total, standing=field.twice[pool], able=may[pool], chance=chance)
    return mask


def _units(field: Field, twice: np.ndarray, project: HasFrames) -> list[int]:
    """The units of each document that two will read."""
    known = units_by_document(project)
    ids = field.frame["document"].astype(str).to_numpy()[twice]
    return [known.get(one, 0) if known else UNITS for one in ids]


def _frame(
    field: Field, tasks: Sequence[Task], given: Sequence[Given], twice: np.ndarray, by: Sequence[str]
) -> pd.DataFrame:
    """A line for each document, for who leads the coding."""
    second, finished = [], []
    for task, one in zip(tasks, given, strict=True):
        second.append(tuple(sorted({*task.standing, *one.new} - {one.responsible})))
        finished.append(tuple(sorted(coder for coder, state in task.standing.items() if state == "finished")))
    columns: dict[str, Any] = {"name": names_of(field.frame)}
    columns |= {name: [stratum[at] for stratum in field.strata] for at, name in enumerate(by)}
    columns |= {
        "words": words_of(field.frame), "twice": twice, "responsible": [one.responsible or "" for one in given],
        "second": second, "finished": finished, "new": [one.new for one in given],
    }  # fmt: skip
    return pd.DataFrame(columns)


def _rows(field: Field, tasks: Sequence[Task], given: Sequence[Given], project: HasFrames) -> pd.DataFrame:
    version = project.codebook.version if project.codebook is not None else ""
    rows = []
    for document, task, one in zip(field.frame["document"].astype(str), tasks, given, strict=True):
        lead = (one.responsible or "") if task.responsible is None else ""
        rows += [(coder, document, ROUND, version, (), lead) for coder in one.new]
    return rows_of(rows)


def _recipe(project: HasFrames, arguments: dict[str, Any]) -> Recipe:
    from qualcode import __version__

    book = project.codebook
    name = f"{book.name} {book.version}" if book is not None else ""
    return Recipe("plan", arguments, dict(project.state), name, {}, __version__)
