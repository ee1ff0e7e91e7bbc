"""The documents that a plan gives out: those that may be read, in the order of the period, with who reads them already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.assignment import readers_of, text_or_none, words_of
from qualcode.analysis.cases import lineage, with_case_columns
from qualcode.analysis.consent import consented
from qualcode.analysis.filters import chosen
from qualcode.analysis.informants import informant
from qualcode.analysis.workload import Task
from qualcode.columns import require
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.columns import HasFrames

ROUND = "main"
#: Documents that were talked about in these rounds are no longer read blind.
TRIAL_ROUNDS = ("pilot", "calibration")
NOT_GIVEN = "–"


@dataclass(frozen=True)
class Field:
    """The documents that are to be read, in the order of the period, and what is known of each."""

    frame: pd.DataFrame
    strata: list[tuple[str, ...]]
    coders: tuple[str, ...]
    drawable: np.ndarray
    left_out: Mapping[str, tuple[str, ...]]
    by: tuple[str, ...]
    able: np.ndarray
    twice: np.ndarray


def field_of(
    project: HasFrames, by: tuple[str, ...], order: str, documents: str | None, language: str | None,
    coders: Sequence[str] | None,
) -> Field:  # fmt: skip
    every = project.documents()
    require(every, ["document"], "plan(): documents")
    wide = _with_roles(with_case_columns(every, project.cases()), project, by)
    _known_columns(by, wide)
    out = _left_out(wide, project, documents, language)
    gone = {document for named in out.values() for document in named}
    kept = wide[[str(one) not in gone for one in wide["document"]]].reset_index(drop=True)
    if not len(kept):
        raise CallError("There is no document to plan for: none was added, or all were left out.")
    if order == "date":
        require(kept, ["date"], 'plan(order="date"): documents')
        kept = kept.sort_values("date", kind="stable", na_position="last", ignore_index=True)
    trial = set(readers_of(project.coverage(), TRIAL_ROUNDS))
    drawable = np.array([str(one) not in trial for one in kept["document"]], dtype=bool)
    said = [[_value(value) for value in kept[name].astype(object)] for name in by]
    strata: list[tuple[str, ...]] = list(zip(*said, strict=True)) if by else [()] * len(kept)
    names = names_of(kept)
    out["trial"] = tuple(name for name, draw in zip(names, drawable, strict=True) if not draw)
    who = _coders(kept, project, coders)
    empty = np.zeros(len(kept), dtype=bool)
    shown = dict(zip(wide["document"].astype(str), names_of(wide), strict=True))
    out |= {why: tuple(shown.get(one, one) for one in named) for why, named in out.items() if why != "trial"}
    return Field(kept, strata, who, drawable, out, by, ~empty, empty)


def _with_roles(documents: pd.DataFrame, project: HasFrames, by: Sequence[str]) -> pd.DataFrame:
    """The roles of the informants of each document, in one word, where they are asked for."""
    if "role" not in by or "role" in documents:
        return documents
    turns = project.turns(text=False)
    require(turns, ["document", "role"], "plan(by=role): turns")
    heard = turns[informant(turns)]
    roles: dict[str, set[str]] = {}
    for document, role in zip(heard["document"].astype(str), heard["role"].astype(object), strict=True):
        if not pd.isna(role) and role:
            roles.setdefault(document, set()).add(str(role))
    return documents.assign(role=["+".join(sorted(roles.get(str(one), ()))) for one in documents["document"]])


def _known_columns(by: Sequence[str], wide: pd.DataFrame) -> None:
    never = ("document", "name", "words", "revision", "study")
    known = [str(name) for name in dict.fromkeys([*wide.columns, "role"]) if name not in never]
    for name in by:
        if name not in wide or name in never:
            raise CallError(
                f'Nothing to stratify by "{name}"; there are {", ".join(known)}.{did_you_mean(name, known)}'
            )
    if len(set(by)) < len(by):
        raise CallError(f"by= names a column twice: {', '.join(by)}.")


def _left_out(
    wide: pd.DataFrame, project: HasFrames, documents: str | None, language: str | None
) -> dict[str, tuple[str, ...]]:
    """The documents that nobody is given, by the reason."""
    ids = wide["document"].astype(str).to_numpy()
    refused: set[str] = set()
    persons, turns = project.persons(), project.turns(text=False)
    if len(persons) and "consent" in persons and "person" in turns:
        said = consented(persons, "use")
        no = set(said.index[(said == "no").to_numpy(dtype=bool)])
        refused = set(turns.loc[turns["person"].astype(object).isin(no).to_numpy(dtype=bool), "document"].astype(str))
    found = {"consent": tuple(one for one in ids if one in refused)}
    other = np.zeros(len(ids), dtype=bool)
    if language is not None:
        require(wide, ["language"], "plan(language=): documents")
        other = (wide["language"].astype(object) != language).to_numpy(dtype=bool)
    found["language"] = tuple(one for one, is_ in zip(ids, other, strict=True) if is_ and one not in refused)
    unasked = ~chosen(wide, documents, "documents") & ~other
    found["query"] = tuple(one for one, is_ in zip(ids, unasked, strict=True) if is_ and one not in refused)
    return found


def _coders(kept: pd.DataFrame, project: HasFrames, coders: Sequence[str] | None) -> tuple[str, ...]:
    if isinstance(coders, str):
        raise CallError(f'coders= is a list of names, such as ("{coders}", "...").')
    if coders is None:
        coverage = project.coverage()
        reading = coverage[(coverage["layer"] == "reading").to_numpy(dtype=bool)] if len(coverage) else coverage
        responsible = text_or_none(kept["responsible"]) if "responsible" in kept else []
        coders = sorted({*reading["coder"].astype(str), *(name for name in responsible if name)})
    who = tuple(dict.fromkeys(name.strip() for name in coders if name.strip()))
    if len(who) < 2:
        known = f"only {who[0]} is known" if who else "nobody is known"
        raise CallError(f"Double coding needs two coders; {known}. Name them: --coders A,B.")
    return who


def tasks_of(field: Field, project: HasFrames, barred: Mapping[str, Sequence[str]]) -> tuple[list[Task], Field]:
    kept, readers = field.frame, readers_of(project.coverage(), [ROUND])
    cases = text_or_none(kept["case"]) if "case" in kept else [None] * len(kept)
    shut = _shut(barred, cases, project, field.coders)
    responsible = text_or_none(kept["responsible"]) if "responsible" in kept else [None] * len(kept)
    tasks = []
    for words, document, case, lead, name in zip(
        words_of(kept).tolist(), kept["document"].astype(str), cases, responsible, names_of(kept), strict=True
    ):
        closed = frozenset(coder for coder, forbidden in shut.items() if case in forbidden)
        standing = readers.get(document, {})
        if lead in closed and lead not in standing:
            raise CallError(
                f"{lead} is responsible for {name} and may not read it: make somebody else responsible first."
            )
        if not standing and not [coder for coder in field.coders if coder not in closed]:
            raise CallError(f"Nobody may read {name}: all coders are kept from it.")
        tasks.append(Task(words, 1, standing, lead, closed))
    able = [len({*task.standing, *task.open_to(field.coders)}) > 1 for task in tasks]
    twice = [len(task.standing) > 1 for task in tasks] & field.drawable
    found = Field(kept, field.strata, field.coders, field.drawable, field.left_out, field.by, np.array(able), twice)
    return tasks, found


def _shut(
    barred: Mapping[str, Sequence[str]], cases: Sequence[str | None], project: HasFrames, coders: Sequence[str]
) -> dict[str, set[str]]:
    """The cases that each coder is kept from, with those within them."""
    frame = project.cases()
    lines = lineage(frame) if len(frame) else {}
    lines |= {case: (case,) for case in cases if case and case not in lines}
    found: dict[str, set[str]] = {}
    for coder, named in barred.items():
        if coder not in coders:
            raise CallError(f'No coder "{coder}" among {", ".join(coders)}.{did_you_mean(coder, coders)}')
        for case in (named,) if isinstance(named, str) else named:
            if case not in lines:
                raise CallError(f'No case "{case}" to keep {coder} from.{did_you_mean(case, list(lines))}')
            found.setdefault(coder, set()).update(one for one, line in lines.items() if case in line)
    return found


def names_of(documents: pd.DataFrame) -> list[str]:
    names = documents["name"] if "name" in documents else documents["document"]
    return [str(name) for name in names]


def _value(value: object) -> str:
    return NOT_GIVEN if value is None or value != value or value == "" else str(value)
