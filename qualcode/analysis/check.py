"""What a lead would want to know before believing a table: faults of the coding, one line each. Nothing is mended here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.consent import consent_problems
from qualcode.analysis.coverage import finished
from qualcode.analysis.touches import touched
from qualcode.columns import CONVERSATIONS
from qualcode.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

#: A parent that is applied itself this often has children that do not fit.
DIRECT_USE, AT_LEAST = 0.20, 5


def check(codings: pd.DataFrame, frames: HasFrames, *, on: date | None = None) -> list[Problem]:
    """Faults of codings, speakers and coverage that make a number doubtful.

    Parameters
    ----------
    codings
        All layers and rounds (`CODINGS`).
    frames
        The project, or `Frames`.
    on
        The day on which consent must hold; today if unsaid.

    Returns
    -------
    One `Problem` each: codings wholly in interviewer talk (they count nowhere), codes that may not be applied, children that
    exclude each other on one segment, required facets left out, parents applied directly more than one time in five,
    conversations whose speakers have no role, documents without a responsible coder, readings of unknown documents,
    persons whose talk is here although they refused, or whose consent has ended.
    """
    book = frames.codebook
    names = _names(frames.documents())
    problems = [*_speakers(frames, names), *_documents(frames, names), *consent_problems(frames, on)]
    if len(codings):
        problems += _in_interviewer_talk(codings, frames, names)
    if book is not None and len(codings):
        problems += [*_not_assignable(codings, book), *_exclusive(codings, book, names), *_facets(codings, book, names)]
        problems += _direct_use(codings, book)
    return problems


def _names(documents: pd.DataFrame) -> dict[str, str]:
    names = documents["name"] if "name" in documents else documents["document"]
    return dict(zip(documents["document"], names, strict=True))


def _in_interviewer_talk(codings: pd.DataFrame, frames: HasFrames, names: dict[str, str]) -> Iterator[Problem]:
    touches = touched(codings, frames)
    heard = np.zeros(len(codings), dtype=bool)
    heard[touches.loc[touches["informant"], "row"]] = True
    asked = np.zeros(len(codings), dtype=bool)
    asked[touches.loc[~touches["informant"], "row"]] = True
    for row in codings[asked & ~heard].itertuples():
        yield Problem(
            _where(row, names),
            f'"{row.code}" of {row.coder} lies wholly in interviewer talk and counts nowhere.',
            "Move it to the answer, or remove it.",
        )


def _where(row: object, names: dict[str, str]) -> str:
    document, start, end = (getattr(row, name) for name in ("document", "start", "end"))
    return f"{names.get(document, document)}[{start}:{end}]"


def _not_assignable(codings: pd.DataFrame, book: Codebook) -> Iterator[Problem]:
    for code, count in codings["code"].astype(object).value_counts().items():
        if code not in book:
            yield Problem(f"codebook {book.name}", f'{count} codings bear the code "{code}", which it does not have.')
        elif not book[code].assignable:
            why = "is retired" if book[code].retired else "is not to be applied itself"
            yield Problem(
                f"codebook {book.name}", f'"{code}" {why}, but {count} codings bear it.', "Apply a child instead."
            )


def _exclusive(codings: pd.DataFrame, book: Codebook, names: dict[str, str]) -> Iterator[Problem]:
    """Children of an exclusive parent that one coder applied to overlapping text."""
    for parent in (code.key for code in book if code.exclusive):
        family = {below: child for child in book.children(parent) for below in book.subtree(child)}
        inside = codings[codings["code"].isin(list(family)).to_numpy(dtype=bool)]
        keys = ["layer", "coder", "round", "document"]
        for _, group in inside.groupby(keys, observed=True, sort=False):
            rows = list(group.sort_values("start").itertuples())
            for one, other in _overlapping(rows):
                if family[str(one.code)] != family[str(other.code)]:
                    yield Problem(
                        _where(other, names),
                        f'{other.coder} applied "{one.code}" and "{other.code}", which exclude each other.',
                        "Keep one of them.",
                    )


def _overlapping(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Pairs of rows, sorted by start, whose segments share text."""
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            if other.start >= one.end:
                break
            yield one, other


def _facets(codings: pd.DataFrame, book: Codebook, names: dict[str, str]) -> Iterator[Problem]:
    for facet in book.facets.values():
        column = f"facet.{facet.key}"
        if facet.required:
            missing = codings if column not in codings else codings[codings[column].isna().to_numpy(dtype=bool)]
            for row in missing.itertuples():
                yield Problem(_where(row, names), f'"{row.code}" of {row.coder} has no {facet.key}.', "Choose a value.")


def _direct_use(codings: pd.DataFrame, book: Codebook) -> Iterator[Problem]:
    counts = codings["code"].astype(object).value_counts()
    for code in book:
        if not book.children(code.key):
            continue
        own = int(counts.get(code.key, 0))
        below = sum(int(counts.get(key, 0)) for key in book.descendants(code.key))
        if own + below >= AT_LEAST and own > DIRECT_USE * (own + below):
            yield Problem(
                f"codebook {book.name}",
                f'"{code.key}" is applied itself in {own} of {own + below} codings of its branch: its children may not fit.',
                "Look at these segments before counting the children.",
            )


def _speakers(frames: HasFrames, names: dict[str, str]) -> Iterator[Problem]:
    turns = frames.turns(text=False)
    talks = frames.documents()
    talks = (
        set(talks.loc[talks["kind"].isin(CONVERSATIONS).to_numpy(dtype=bool), "document"]) if "kind" in talks else set()
    )
    if not len(turns) or "role" not in turns:
        return
    labels = turns[["document", "speaker", "role"]].astype(object).drop_duplicates()
    for row in labels.itertuples():
        if row.document in talks and row.speaker and pd.isna(row.role):
            yield Problem(
                names.get(row.document, row.document),
                f'the speaker "{row.speaker}" has no role.',
                "Add a row to speakers.csv.",
            )


def _documents(frames: HasFrames, names: dict[str, str]) -> Iterator[Problem]:
    documents, coverage = frames.documents(), frames.coverage()
    if not len(coverage):
        return
    read = set(finished(coverage, layer="reading", rounds=("main",))["document"])
    for document, responsible in zip(documents["document"], documents.get("responsible", []), strict=False):
        if document in read and (pd.isna(responsible) or not responsible):
            yield Problem(
                names[document],
                "was read, but no coder is responsible for it: it stands in no final table.",
                "Fill in “responsible” in documents.csv.",
            )
