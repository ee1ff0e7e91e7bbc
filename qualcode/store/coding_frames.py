"""Codings and touches as frames, a million rows in seconds: small numbers in SQL, categoricals in pandas."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
from sqlalchemy import func, select

from qualcode.columns import CODINGS, TOUCHES
from qualcode.model import LAYERS, ORIGINS, ROUNDS
from qualcode.store import content, schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from qualcode.codebook import Codebook
    from qualcode.store.blind import Sight

_FETCHED = [
    ("id", "O"), ("reading", "i4"), ("code", "O"), ("start", "i4"), ("end", "i4"), ("word_start", "i4"), ("word_end", "i4"),
    ("facets", "O"), ("created", "i8"),
]  # fmt: skip
_BY_READING = ("layer", "coder", "round", "version", "origin", "document", "revision")


@dataclass(frozen=True)
class Columns:
    """All codings that may be seen, as arrays in the order of the frame; `sorts` names the values of each number."""

    ids: Any  # an array of texts
    numbers: dict[str, np.ndarray]
    sorts: dict[str, list[Any]]

    def __len__(self) -> int:
        return len(self.ids)

    def taken(self, keep: np.ndarray) -> Columns:
        """Some of the rows, in the order given."""
        return Columns(self.ids[keep], {name: values[keep] for name, values in self.numbers.items()}, self.sorts)

    def categorical(self, name: str) -> pd.Categorical:
        """A column as a categorical."""
        return pd.Categorical.from_codes(self.numbers[name], categories=pd.Index(self.sorts[name], dtype="str"))


def load(connection: Connection, documents: pd.DataFrame, book: Codebook | None, sight: Sight) -> Columns:
    """Every coding of the present text of a document, sorted by document, start, end, code, coder; equal ones once.

    `documents` gives the order of the documents, their present text, case and wave. A coding of an earlier text has no place
    here: it waits for review (`qualcode.store.waiting`), and counts nowhere until then.
    """
    ids, numbers, codes, facets = _fetched(connection)
    readings = _readings(connection, documents, sight)
    slot = readings.slot[numbers.pop("reading")]
    numbers.update({name: values[slot] for name, values in readings.numbers.items()})
    code_names, numbers["code"] = _codes(codes, numbers["code"], book)
    sorts = {**readings.sorts, "code": code_names, "facets": facets}
    found = Columns(ids, numbers, sorts).taken(np.flatnonzero(slot >= 0))
    found = _once(found.taken(_order(found)))
    place = found.numbers["document"]
    for name in ("case", "wave"):
        values = pd.Categorical(documents[name])
        found.sorts[name] = list(dict.fromkeys(value for value in documents[name] if pd.notna(value)))
        codes_ = pd.Categorical(documents[name], categories=found.sorts[name]).codes if len(values) else values.codes
        found.numbers[name] = codes_[place].astype(np.int16 if len(found.sorts[name]) < 30_000 else np.int32)
    return found


def _fetched(connection: Connection) -> tuple[Any, dict[str, np.ndarray], list[str], list[str]]:
    """The table of codings as arrays; codes and facets, of which there are few, as numbers of lists."""
    names = ", ".join(f'"{name}"' for name, _ in _FETCHED)
    count = connection.execute(select(func.count()).select_from(schema.coding)).scalar() or 0
    cursor = connection.connection.cursor()  # the driver's plain tuples, row by row into arrays: a third of the time
    cursor.execute(f"SELECT {names} FROM coding")
    rows = np.fromiter(cast("Iterable[Any]", cursor), dtype=np.dtype(_FETCHED), count=count)
    cursor.close()
    numbers = {name: np.ascontiguousarray(rows[name]) for name, kind in _FETCHED if kind != "O"}
    codes, numbers["code"] = _numbered(rows["code"])
    facets, numbers["facets"] = _numbered(rows["facets"])
    return pd.array(rows["id"], dtype="str"), numbers, codes, facets


def _numbered(values: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The different values, and the number of each."""
    numbers, known = pd.factorize(values)
    return list(known), numbers.astype(np.int32)


@dataclass(frozen=True)
class _Readings:
    """The readings that may be seen; `slot` gives for each stored number its row here, or -1."""

    slot: np.ndarray
    numbers: dict[str, np.ndarray]
    sorts: dict[str, list[Any]]


def _readings(connection: Connection, documents: pd.DataFrame, sight: Sight) -> _Readings:
    """What the codings of a reading share, as numbers into sorted names; those unseen or of no present text fall out."""
    r = schema.reading.c
    place = {document: row for row, document in enumerate(documents["document"])}
    rows = [tuple(row) for row in connection.execute(select(r.nr, *(r[name] for name in _BY_READING)))]
    size = max((row[0] for row in rows), default=0) + 1
    present = dict(zip(documents["document"], documents["revision"], strict=True))
    shown = {layer for layer in {row[1] for row in rows} if sight.shows(layer)}
    rows = [
        row for row in rows
        if present.get(row[6]) == row[7] and row[1] in shown and sight.may_see(row[2], row[6], row[3])
    ]  # fmt: skip
    slot = np.full(size, -1, dtype=np.int32)
    slot[[row[0] for row in rows]] = np.arange(len(rows))
    sorts: dict[str, list[Any]] = {"document": list(place)}
    numbers: dict[str, np.ndarray] = {}
    for at, name in enumerate(_BY_READING, 1):
        values = [row[at] for row in rows]
        if name not in sorts:
            sorts[name] = _sorted(name, set(values))
        known = {value: number for number, value in enumerate(sorts[name])}
        kind = np.int8 if len(known) < 127 else np.int16 if len(known) < 32_767 else np.int32
        numbers[name] = np.array([known[value] for value in values], dtype=kind)
    return _Readings(
        slot, {name: np.append(values, values[:0].dtype.type(0)) for name, values in numbers.items()}, sorts
    )


def _sorted(name: str, values: set[str]) -> list[str]:
    """Values in the order in which a person would list them."""
    order = {"layer": LAYERS, "round": ROUNDS, "origin": ORIGINS}.get(name, ())
    return [value for value in order if value in values] + sorted(values - set(order))


def _codes(names: list[str], numbers: np.ndarray, book: Codebook | None) -> tuple[list[str], np.ndarray]:
    """Codes under the keys that they now go by, in the order of the codebook; unknown ones after it."""
    current = [book.current(name) if book else name for name in names]
    known = list(book.keys) if book else []
    order = known + sorted(set(current) - set(known))
    place = {key: number for number, key in enumerate(order)}
    now = np.array([place[key] for key in current] or [0], dtype=np.int16 if len(order) < 32_767 else np.int32)
    return order, now[numbers]


def _order(found: Columns) -> np.ndarray:
    """The order of the frame; what is equal in all of these is put in order by `_once`."""
    n = found.numbers
    keys = [n["document"], n["start"], n["end"]]
    sizes = [int(key.max(initial=0)) + 1 for key in keys]
    for name in ("code", "coder", "layer", "round", "revision", "facets"):
        keys.append(n[name])
        sizes.append(max(len(found.sorts[name]), 1))
    if math.prod(sizes) >= 2**62:
        return np.lexsort(keys[::-1])
    key = np.zeros(len(found), dtype=np.int64)  # all in one number: sorted in a fifth of the time
    for values, size in zip(keys, sizes, strict=True):
        key = key * size + values
    return np.argsort(key, kind="stable")


def _once(found: Columns) -> Columns:
    """Equal codings once: of those that say the same, the one with the first id. Rows come sorted by what they say."""
    n = found.numbers
    equal = np.ones(max(len(found) - 1, 0), dtype=bool)
    for name in ("document", "start", "end", "code", "coder", "layer", "round", "revision", "facets"):
        equal &= n[name][1:] == n[name][:-1]
    if not equal.any():
        return found
    keep = np.ones(len(found), dtype=bool)
    group: list[int] = []
    for row in np.flatnonzero(np.append(equal, False) | np.insert(equal, 0, False)):
        if group and not equal[row - 1]:
            _keep_first(found.ids, group, keep)
            group = []
        group.append(int(row))
    _keep_first(found.ids, group, keep)
    return found.taken(np.flatnonzero(keep))


def _keep_first(ids: Any, group: list[int], keep: np.ndarray) -> None:
    first = min(group, key=lambda row: ids[row])
    keep[[row for row in group if row != first]] = False


def codings(found: Columns, book: Codebook | None, connection: Connection | None) -> pd.DataFrame:
    """The frame of codings; with a connection also their text."""
    n = found.numbers
    columns: dict[str, Any] = {
        name: found.categorical(name)
        for name in ("layer", "coder", "round", "version", "origin", "code", "document", "revision", "case", "wave")
    }
    columns["coding"] = found.ids
    columns.update({"start": n["start"], "end": n["end"], "words": n["word_end"] - n["word_start"]})
    columns["created"] = n["created"].view("datetime64[us]")
    if connection is not None:
        columns["text"] = pd.array(_texts(found, connection), dtype="str")
    ordered = {name: columns[name] for name in CODINGS if name in columns}
    return pd.DataFrame({**ordered, **_facets(found, book)}, copy=False)


def _texts(found: Columns, connection: Connection) -> list[str]:
    revisions = found.sorts["revision"]
    used = np.unique(found.numbers["revision"])
    bodies = content.bodies(connection, [revisions[number] for number in used])
    texts = [bodies.get(revision, "") for revision in revisions]
    n = found.numbers
    rows = zip(n["revision"].tolist(), n["start"].tolist(), n["end"].tolist(), strict=True)
    return [texts[revision][start:end] for revision, start, end in rows]


def _facets(found: Columns, book: Codebook | None) -> dict[str, Any]:
    """One column a facet: those of the codebook in its order, then others that occur."""
    said = [json.loads(text) if text else {} for text in found.sorts["facets"]]
    known = dict(book.facets) if book else {}
    columns: dict[str, Any] = {}
    for name in dict.fromkeys([*known, *sorted({key for facets in said for key in facets})]):
        given = list(known[name].values) if name in known else []
        values = given + sorted({f[name] for f in said if name in f} - set(given))
        place = {value: number for number, value in enumerate(values)}
        number = np.array(
            [place.get(facets.get(name), -1) for facets in said] or [-1],
            dtype=np.int8 if len(values) < 127 else np.int16,
        )
        codes = number[found.numbers["facets"]] if len(found) else number[:0]
        ordered = name in known and known[name].ordered
        columns[f"facet.{name}"] = pd.Categorical.from_codes(
            codes, categories=pd.Index(values, dtype="str"), ordered=ordered
        )
    return columns


def touches(found: Columns, turns: pd.DataFrame) -> pd.DataFrame:
    """One row a coding x turn that it overlaps; `turns` as their frame stands.

    The words of the overlap follow from the ordinals that codings and turns carry, so that no text is read again.
    """
    n = found.numbers
    row, turn = _overlapping(found, turns)
    word_start = np.maximum(n["word_start"][row], turns["word_start"].to_numpy()[turn])
    word_end = np.maximum(np.minimum(n["word_end"][row], turns["word_end"].to_numpy()[turn]), word_start)
    columns: dict[str, Any] = {
        "coding": pd.Categorical.from_codes(row, categories=pd.Index(found.ids)),
        "start": np.maximum(n["start"][row], turns["start"].to_numpy()[turn]),
        "end": np.minimum(n["end"][row], turns["end"].to_numpy()[turn]),
        "words": word_end - word_start,
        "word_start": word_start,
        "word_end": word_end,
    }
    columns["turn"] = pd.Categorical.from_codes(turn, categories=turns["turn"])
    for name in ("speaker", "person", "role", "case"):
        column = pd.Categorical(turns[name])
        columns[name] = pd.Categorical.from_codes(column.codes[turn], dtype=column.dtype)
    return pd.DataFrame({name: columns[name] for name in TOUCHES}, copy=False)


def _overlapping(found: Columns, turns: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of a coding and a turn that share a sign, by two binary searches over all turns of all documents."""
    n = found.numbers
    last_end = max(int(n["end"].max(initial=0)), int(turns["end"].max()) if len(turns) else 0)
    wide = np.int64(last_end + 1)
    at = turns["document"].cat.codes.to_numpy().astype(np.int64) * wide
    base = n["document"].astype(np.int64) * wide
    first = np.searchsorted(at + turns["end"].to_numpy(), base + n["start"], side="right")
    last = np.searchsorted(at + turns["start"].to_numpy(), base + n["end"], side="left")
    count = np.maximum(last - first, 0)
    row = np.repeat(np.arange(len(found), dtype=np.int32), count)
    turn = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + first[row]
    return row, turn.astype(np.int32)
