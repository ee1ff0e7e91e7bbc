"""What stands in the rows and columns of a matrix: each name is looked up once and becomes an ordered list of keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.cases import attributes_of, kinds_of, nearest_of_kind
from qualcode.analysis.filters import positions
from qualcode.analysis.informants import informant
from qualcode.columns import CASES, CODINGS, DOCUMENTS, PERSONS, TURNS
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Axis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

#: The line for talk, documents or codings that have no value here.
NOT_GIVEN = "not_given"
_NOT_GIVEN_LABEL = {"nl": "niet opgegeven", "en": "not given"}


@dataclass(frozen=True)
class Dimension:
    """One axis, and how to find the line that something belongs to.

    `level` says where the value stands: ``code``, ``topic``, ``talk`` (a turn, else its document), ``document`` or
    ``coding``. `column` is looked up in `place`; with `by_wave` the wave decides too. What has no value belongs to the line
    `missing` (-1: to no line).
    """

    axis: Axis
    level: str
    column: str = ""
    place: Mapping[Any, int] = None  # type: ignore[assignment]
    missing: int = -1
    by_wave: bool = False

    def of(self, frame: pd.DataFrame) -> np.ndarray:
        """The line of each row of a frame of turns, documents or codings; -1 for none."""
        if self.column not in frame or (self.by_wave and "wave" not in frame):
            return np.full(len(frame), self.missing, dtype=np.int64)
        if not self.by_wave:
            found = positions(frame[self.column], dict(self.place), self.missing)
            return np.where(found == -1, self.missing, found)
        pairs = zip(frame[self.column].astype(object), frame["wave"].astype(object), strict=True)
        return np.array([self.place.get(pair, self.place.get(pair[0], self.missing)) for pair in pairs], dtype=np.int64)


def dimension(name: str, project: HasFrames, codings: pd.DataFrame, book: Codebook, depth: int | None) -> Dimension:
    """The axis that a name stands for: codes, topics, cases, a kind of case, a column or an attribute."""
    if name == "code":
        return Dimension(code_axis(book, book.at_depth(depth)), "code")
    topics = project.topics()
    if name == "topic":
        return Dimension(Axis("topic", _in_order(topics["topic"])), "topic")
    if name.startswith("facet."):
        return _facet(name, codings, book)
    for find in (_of_cases, _of_documents, _of_turns, _of_codings, _of_attributes, _of_persons):
        found = find(name, project, codings)
        if found is not None:
            return found
    if name in set(topics["topic"]):
        covered = set(topics.loc[(topics["topic"] == name).to_numpy(dtype=bool), "code"])
        return Dimension(code_axis(book, [key for key in book.at_depth(depth) if key in covered]), "code")
    known = _known(project, codings)
    raise CallError(f'No rows or columns "{name}"; there are {", ".join(known)}.{did_you_mean(name, known)}')


def code_axis(book: Codebook, keys: Iterable[str]) -> Axis:
    """Codes in the order of the codebook, each with its labels, depth and the shown code above it."""
    shown = tuple(keys)
    within = {}
    for key in shown:
        above = next((code for code in book.ancestors(key) if code in shown), None)
        if above is not None:
            within[key] = above
    labels = {key: {lang: book.label(key, lang) for lang in book.languages} for key in shown}
    return Axis("code", shown, labels, {key: book.depth(key) for key in shown}, within)


def _in_order(*columns: pd.Series) -> tuple[str, ...]:
    """The values that occur, as text: an ordered categorical's own order, else in order of appearance."""
    seen: dict[Any, None] = {}
    for column in columns:
        present = column.dropna()
        if isinstance(column.dtype, pd.CategoricalDtype):
            unique = set(present.unique())
            order = column.cat.categories if column.cat.ordered else present.unique()
            seen.update(dict.fromkeys(value for value in order if value in unique))
        else:
            seen.update(dict.fromkeys(present.unique()))
    return tuple(as_key(value) for value in seen if value != "")


def as_key(value: object) -> str:
    """A value as the key of a line: whole numbers without a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _lines(kind: str, column: str, level: str, values: pd.Series, *, gap: bool) -> Dimension:
    """An axis of the values of a column; where some have none, with a line for these."""
    unique = [value for value in values.dropna().unique() if value != ""]
    keys = _in_order(values)
    place = {value: keys.index(as_key(value)) for value in unique}
    if not gap:
        return Dimension(Axis(kind, keys), level, column, place)
    axis = Axis(kind, (*keys, NOT_GIVEN), {NOT_GIVEN: _NOT_GIVEN_LABEL})
    return Dimension(axis, level, column, place, len(keys))


def _has_gap(values: pd.Series) -> bool:
    return bool((values.isna() | (values == "")).any())


def _facet(name: str, codings: pd.DataFrame, book: Codebook) -> Dimension:
    """The values of a facet in the codebook's order, then others that occur, then codings without one."""
    facet = book.facets.get(name.removeprefix("facet."))
    if name not in codings and facet is None:
        known = [f"facet.{key}" for key in book.facets] or ["none"]
        raise CallError(f'No facet "{name}"; there are {", ".join(known)}.{did_you_mean(name, known)}')
    values = codings[name] if name in codings else pd.Series(dtype="str")
    declared = facet.values if facet else ()
    keys = (*declared, *(key for key in _in_order(values) if key not in declared))
    gap = _has_gap(values)
    labels = {NOT_GIVEN: _NOT_GIVEN_LABEL} if gap else {}
    axis = Axis(name, (*keys, NOT_GIVEN) if gap else keys, labels)
    return Dimension(axis, "coding", name, {key: row for row, key in enumerate(keys)}, len(keys) if gap else -1)


def _of_cases(name: str, project: HasFrames, _: pd.DataFrame) -> Dimension | None:
    """Cases themselves, or the cases of one kind (nested ones resolved upward)."""
    cases = project.cases()
    if name == "case":
        used = [case for frame in (project.documents(), project.turns(text=False)) if "case" in frame
                for case in frame["case"].dropna().unique() if case != ""]  # fmt: skip
        parents = set(cases["parent"].dropna()) if "parent" in cases else set()
        own = [case for case in cases["case"] if case not in parents or case in set(used)] if len(cases) else []
        keys = tuple(dict.fromkeys([*own, *used]))
        return Dimension(Axis("case", keys, _names(cases, keys)), "talk", "case", {k: i for i, k in enumerate(keys)})
    if name not in kinds_of(cases):
        return None
    keys = tuple(cases.loc[(cases["kind"] == name).to_numpy(dtype=bool), "case"])
    line = {key: row for row, key in enumerate(keys)}
    place = {case: line[home] for case, home in nearest_of_kind(cases, name).items()}
    return Dimension(Axis(name, keys, _names(cases, keys)), "talk", "case", place)


def _names(cases: pd.DataFrame, keys: Iterable[str]) -> dict[str, dict[str, str]]:
    if "name" not in cases:
        return {}
    names = dict(zip(cases["case"].tolist(), cases["name"].tolist(), strict=True))
    return {key: {"nl": str(names[key]), "en": str(names[key])} for key in keys if pd.notna(names.get(key))}


def _of_documents(name: str, project: HasFrames, _: pd.DataFrame) -> Dimension | None:
    documents = project.documents()
    if name not in documents:
        return None
    if name != "document":
        return _lines(name, name, "document", documents[name], gap=_has_gap(documents[name]))
    keys = tuple(documents["document"].tolist())
    names = documents["name"] if "name" in documents else documents["document"]
    labels = {key: {"nl": str(label), "en": str(label)} for key, label in zip(keys, names, strict=True)}
    return Dimension(Axis(name, keys, labels), "document", name, {key: row for row, key in enumerate(keys)})


def _of_turns(name: str, project: HasFrames, _: pd.DataFrame) -> Dimension | None:
    turns = project.turns(text=False)
    if name not in turns or name in ("start", "end", "words", "word_start", "word_end", "text"):
        return None
    turns = turns[informant(turns)]
    return _lines(name, name, "talk", turns[name], gap=_has_gap(turns[name]))


def _of_codings(name: str, _: HasFrames, codings: pd.DataFrame) -> Dimension | None:
    if name not in codings or name in ("start", "end", "words", "text", "coding", "created"):
        return None
    return _lines(name, name, "coding", codings[name], gap=_has_gap(codings[name]))


def _of_attributes(name: str, project: HasFrames, _: pd.DataFrame) -> Dimension | None:
    """An attribute of cases, possibly one that changes between waves."""
    found = attributes_of(project.cases(), name)
    if found is None:
        return None
    keys = tuple(dict.fromkeys(as_key(value) for value in found.values.values()))
    place = {key: keys.index(as_key(value)) for key, value in found.values.items()}
    axis = Axis(name, (*keys, NOT_GIVEN), {NOT_GIVEN: _NOT_GIVEN_LABEL}) if found.gap else Axis(name, keys)
    return Dimension(axis, "talk", "case", place, len(keys) if found.gap else -1, found.by_wave)


def _of_persons(name: str, project: HasFrames, _: pd.DataFrame) -> Dimension | None:
    persons = project.persons()
    if name not in persons or name in ("person", "case", "consent"):
        return None
    values = persons[name].map(lambda value: ", ".join(value) if isinstance(value, (tuple, list)) else value)
    line = _lines(name, "person", "talk", values, gap=True)
    known = zip(persons["person"], values, strict=True)
    place = {person: line.place[value] for person, value in known if pd.notna(value) and value != ""}
    return Dimension(line.axis, "talk", "person", place, line.missing)


def _known(project: HasFrames, codings: pd.DataFrame) -> list[str]:
    """What may stand in rows and columns here."""
    cases = project.cases()
    names = ["code", "topic", "case", *kinds_of(cases)]
    names += [name for name in ("wave", "document", "kind", "instrument", "role", "person", "speaker") if
              name in project.documents() or name in project.turns(text=False)]  # fmt: skip
    names += [str(name) for name in codings.columns if str(name).startswith("facet.")]
    standard = {*CASES, *DOCUMENTS, *TURNS, *CODINGS, *PERSONS}
    for frame in (cases, project.documents(), project.persons()):
        names += [str(name).partition("@")[0] for name in frame.columns if name not in standard]
    return list(dict.fromkeys(names))
