"""Which documents, talk and codings a table looks at: kinds, queries, layer, rounds. What is chosen here stands in the recipe."""

from __future__ import annotations

import ast
import hashlib
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.coverage import RESULT_ROUNDS
from qualcode.errors import CallError, FrameError, UnknownCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.codebook import Codebook

#: What a query may call: comparisons of text and of sets, nothing that reads, writes or runs.
CALLABLE = frozenset({
    "str", "contains", "startswith", "endswith", "lower", "upper", "strip", "len", "match", "fullmatch", "isin", "isna",
    "notna", "isnull", "notnull", "between", "dt", "year", "month", "day", "abs",
})  # fmt: skip


def chosen(frame: pd.DataFrame, query: str | None, where: str) -> np.ndarray:
    """The rows of a frame that a pandas query keeps, as a mask."""
    if query is None:
        return np.ones(len(frame), dtype=bool)
    _harmless(query, where)
    if not len(frame):
        return np.zeros(0, dtype=bool)
    try:
        found = frame.eval(query, engine="python", local_dict={}, global_dict={})
    except Exception as fault:
        columns = ", ".join(str(name) for name in frame.columns)
        raise CallError(f"{where}={query!r} cannot be read: {fault}. Columns: {columns}.") from fault
    mask = pd.Series(found, index=frame.index).astype("boolean").fillna(False)
    kept: np.ndarray = mask.to_numpy(dtype=bool)
    return kept


def _harmless(query: str, where: str) -> None:
    """A recipe may come from a stranger: a query compares columns, it calls nothing else."""
    try:
        tree = ast.parse(re.sub(r"`[^`]*`", "_column", query).strip(), mode="eval")
    except SyntaxError as fault:
        raise CallError(f"{where}={query!r} is no query: {fault.msg}.") from fault
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else ""
        if name and name not in CALLABLE:
            raise CallError(
                f"{where}={query!r}: a query may not use .{name}; it may use {', '.join(sorted(CALLABLE))}."
            )
        if isinstance(node, ast.Call) and not isinstance(node.func, ast.Attribute):
            raise CallError(f"{where}={query!r}: a query compares columns; it calls no function.")


def layer_of(codings: pd.DataFrame, layer: str | None, coverage: pd.DataFrame) -> str | None:
    """The one layer that a table counts: the one asked for, else the frame's only one."""
    if layer == "suggestion":
        raise CallError("Suggestions count nowhere until a coder accepts them.")
    if layer is not None or "layer" not in codings:
        return layer
    found = present(codings["layer"]) or _layers_of_nothing(codings, coverage)
    if len(found) > 1:
        named = ", ".join(sorted(found))
        raise CallError(f"The codings hold the layers {named}: a table counts one. Say layer= or take project.final().")
    if found == ["suggestion"]:
        return layer_of(codings, "suggestion", coverage)
    return found[0] if found else None


def _layers_of_nothing(codings: pd.DataFrame, coverage: pd.DataFrame) -> list[str]:
    """The layers that a frame without codings may be of: those that it was made for, else those that were read."""
    if isinstance(codings["layer"].dtype, pd.CategoricalDtype) and len(codings["layer"].cat.categories) == 1:
        return [str(codings["layer"].cat.categories[0])]
    read = [str(name) for name in coverage["layer"].dropna().unique()] if "layer" in coverage else []
    return ["final"] if "final" in read else read


def of_layer(codings: pd.DataFrame, layer: str | None) -> pd.DataFrame:
    """The codings of one layer, without trial rounds, which stand in no matrix."""
    keep = np.ones(len(codings), dtype=bool)
    if layer is not None and "layer" in codings and present(codings["layer"]) != [layer]:
        keep &= _is_in(codings["layer"], [layer])
    if "round" in codings and not set(present(codings["round"])) <= set(RESULT_ROUNDS):
        keep &= _is_in(codings["round"], RESULT_ROUNDS) | codings["round"].isna().to_numpy()
    return codings if keep.all() else codings[keep]


def _is_in(column: pd.Series, values: Iterable[str]) -> np.ndarray:
    wanted = set(values)
    codes, names = factors(column)
    return looked_up([name in wanted for name in names], codes, missing=False)


def one_reading(codings: pd.DataFrame, layer: str | None) -> tuple[str, ...]:
    """The coders of a table of layer ``reading``; coders are never pooled, nor two rounds of one coder."""
    if layer != "reading" or "coder" not in codings:
        return ()
    coders, _ = factors(codings["coder"])
    who = sorted(present(codings["coder"]))
    documents, ids = factors(codings["document"])
    rounds = factors(codings["round"])[0] if "round" in codings else np.zeros(len(codings), dtype=np.int64)
    readings = pd.DataFrame({"document": documents, "coder": coders, "round": rounds}).drop_duplicates()
    twice = readings["document"].duplicated()
    if twice.any():
        where = ids[int(readings.loc[twice, "document"].iloc[0])]
        raise CallError(
            f'The codings hold two readings of document "{where}" (coders {", ".join(who)}); a table counts one. '
            "Choose one coder and round, or take project.final()."
        )
    return tuple(who)


def present(column: pd.Series) -> list[str]:
    """The different values that occur, in the order of their kind."""
    codes, names = factors(column)
    seen = np.zeros(len(names) + 1, dtype=bool)
    seen[codes] = True
    return [str(name) for name, there in zip(names, seen, strict=False) if there]


def factors(column: pd.Series) -> tuple[np.ndarray, list[Any]]:
    """Each value's number and the values; missing is -1. Categoricals cost nothing."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("category")
    return column.cat.codes.to_numpy(), list(column.cat.categories)


def looked_up(values: Sequence[int], codes: np.ndarray, *, missing: int) -> np.ndarray:
    """The value of each number of `factors`; -1 stands for `missing`."""
    found: np.ndarray = np.array([*values, missing], dtype=type(missing))[codes]
    return found


def positions(column: pd.Series, place: dict[Any, int], missing: int = -1) -> np.ndarray:
    """For each value its place; -1 for a value without one, `missing` for no value."""
    codes, names = factors(column)
    return looked_up([place.get(name, -1) for name in names], codes, missing=missing)


def document_positions(codings: pd.DataFrame, documents: Sequence[Any]) -> np.ndarray:
    """Each coding's document; a document that is not there is a fault of the frame."""
    found = positions(codings["document"], {document: row for row, document in enumerate(documents)})
    if (found < 0).any():
        name = codings["document"].iloc[int(np.argmax(found < 0))]
        raise FrameError(f'A coding lies in document "{name}", which the documents frame does not have.')
    return found


def code_positions(codings: pd.DataFrame, book: Codebook) -> np.ndarray:
    """Each coding's code as its place in the codebook, former keys followed; an unknown code is a fault."""
    codes, names = factors(codings["code"])
    place = {key: number for number, key in enumerate(book.keys)}
    found = looked_up([place.get(book.current(str(name)), -1) for name in names], codes, missing=-1)
    if (found < 0).any():
        name = codings["code"].iloc[int(np.argmax(found < 0))]
        raise UnknownCode(str(name), f"{book.name} {book.version}", book.keys)
    return found


def fingerprint(codings: pd.DataFrame) -> dict[str, Any]:
    """How many codings a table was made from and a number that stands for exactly these, in any order.

    It is a sum over the codings, so that parts add up: what each is (document, segment, code, coder, round), not its id, so
    that the same evidence on two laptops gives the same number.
    """
    total = np.full(len(codings), np.uint64(0x9E3779B97F4A7C15))
    with np.errstate(over="ignore"):
        for name in ("document", "code", "coder", "round"):
            if name in codings:
                codes, names = factors(codings[name])
                total = _mixed(total ^ np.array([*(_number(str(value)) for value in names), 0], dtype=np.uint64)[codes])
        for name in ("start", "end"):
            if name in codings:
                total = _mixed(total ^ codings[name].to_numpy().astype(np.uint64))
        return {"count": len(codings), "fingerprint": f"{int(total.sum(dtype=np.uint64)):016x}"}


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")


def _mixed(values: np.ndarray) -> np.ndarray:
    """Spread the bits (the finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    mixed: np.ndarray = values ^ (values >> np.uint64(33))
    return mixed
