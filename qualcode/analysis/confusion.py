"""Which code one coder applied where the other applied another one, as a matrix whose cells open."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.passages import Passages, passages, passages_of_units
from qualcode.analysis.span_disagreements import names_of, quotes, rows_of
from qualcode.errors import CallError
from qualcode.table import ABSENT, FOUND, Axis, Matrix, Note, Recipe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

    Source = Callable[[pd.DataFrame, str], dict[str, Any]]

SEGMENTS: tuple[str, ...] = ("coding", "document", "name", "coder", "code", "start", "end", "text")


def confusion(
    marks: pd.DataFrame,
    project: HasFrames,
    *,
    coders: Sequence[str] | None = None,
    depth: int | None = None,
    least: int = 1,
) -> Matrix:
    """How often one coder applied a code where the other applied another one in its place, and how often the same.

    Parameters
    ----------
    marks
        Readings of one round, compared passage by passage as in `span_disagreements`; or the frame of `units`: then the codes that only one of two
        coders applied to a unit are matched one to one, parent and child first, then neighbours, then others.
    project
        An open project, or `Frames`: gives the codebook, and names and texts.
    coders
        Whom to compare. Of two coders the first in the alphabet stands in the rows. With more, each difference counts in both
        directions.
    depth
        Codes rolled up to this depth before they are compared; None: as applied.
    least
        Leave out codes that are in no cell of this many confusions.

    Returns
    -------
    A `Matrix` (measure ``differences``): rows the codes of one coder, columns those of the other, whole numbers from 0; codes that
    were never confused are left out, those confused most stand first. ``segments(row, column)`` gives the passages of both behind a cell.

    Raises
    ------
    NothingToCompare, UnknownCode, MissingColumns, CallError

    Examples
    --------
    >>> from qualcode.frames import Frames
    >>> units = pd.DataFrame([("t1", "d", "amal", ("regie",)), ("t1", "d", "bo", ("ict",)), ("t2", "d", "amal", ("ict",)), ("t2", "d", "bo", ("ict",))],
    ...                      columns=["unit", "document", "coder", "codes"])
    >>> table = confusion(units, Frames(documents=pd.DataFrame({"document": ["d"]})))
    >>> table.frame
           ict
    regie    1
    >>> table.segments("regie", "ict")[["coding", "coder", "code"]].values.tolist()
    [['t1', 'amal', 'regie'], ['t1', 'bo', 'ict']]
    """
    if least < 1:
        raise CallError(f"least={least}: a code is shown from one confusion on.")
    if "unit" in marks:
        found = passages_of_units(marks, project.codebook, coders=coders, depth=depth)
        source = _of_units(marks.reset_index(drop=True))
    else:
        found = passages(marks, project, coders=coders, depth=depth, where="confusion()")
        source = _of_passages(found)
    rows = _confused(found)
    unit = marks.attrs.get("units", {}).get("unit", "") if "unit" in marks else "passage"
    called = {"coders": list(found.coders), "depth": depth, "least": least, "unit": unit}
    return _matrix(rows, found, project, called, _opener(rows, found, project, source))


def _confused(found: Passages) -> pd.DataFrame:
    """Every pair of partners: with more than two coders each difference in both directions."""
    parts = [rows_of(found, one, other) for one, other in combinations(range(len(found.coders)), 2)]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[(rows["coding_a"].notna() & rows["coding_b"].notna()).to_numpy(dtype=bool)]
    if len(found.coders) > 2:
        rows = pd.concat([rows, _turned(rows[(rows["code_a"] != rows["code_b"]).to_numpy(dtype=bool)])])
    return rows.reset_index(drop=True)


def _turned(rows: pd.DataFrame) -> pd.DataFrame:
    """The same differences seen from the other side."""
    sides = {name: f"{name[:-1]}{'b' if name.endswith('a') else 'a'}" for name in rows if name[-2:] in ("_a", "_b")}
    return rows.rename(columns=sides)


def _of_passages(found: Passages) -> Source:
    """Passages of codings with their place and words."""

    def segments(rows: pd.DataFrame, side: str) -> dict[str, Any]:
        document = np.array(found.documents, dtype=object)[rows[f"document_{side}"].to_numpy(dtype=np.int64)]
        return {
            "document": document,
            "start": rows[f"start_{side}"],
            "end": rows[f"end_{side}"],
            "text": quotes(rows, side, found),
        }

    return segments


def _of_units(units: pd.DataFrame) -> Source:
    """Units with their place and text: a passage of a unit knows its row."""

    def segments(rows: pd.DataFrame, side: str) -> dict[str, Any]:
        here = units.iloc[rows[f"start_{side}"].to_numpy(dtype=np.int64)]
        return {
            name: here[name].astype(object).to_numpy() if name in here else np.full(len(here), None, dtype=object)
            for name in ("document", "start", "end", "text")
        }

    return segments


def _opener(
    rows: pd.DataFrame, found: Passages, project: HasFrames, source: Source
) -> Callable[[str, str], pd.DataFrame]:
    """What opens a cell: the passages of both coders, one pair after another, in the order of the text."""
    cells = rows.groupby(["code_a", "code_b"], sort=False).indices if len(rows) else {}
    coders = np.array(found.coders, dtype=object)

    def opened(row: str, column: str) -> pd.DataFrame:
        here = rows.iloc[cells.get((row, column), [])].sort_values(
            ["document", "begin", "end"], kind="stable", ignore_index=True
        )
        parts = []
        for side in "ab":
            who = coders[here[f"coder_{side}"].to_numpy(dtype=np.int64)]
            parts.append(pd.DataFrame({
                "coding": here[f"coding_{side}"], "coder": who, "code": here[f"code_{side}"], **source(here, side)
            }))  # fmt: skip
        both = pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)
        return both.assign(name=names_of(project, both["document"].to_numpy(dtype=object)))[list(SEGMENTS)]

    return opened


def _matrix(
    rows: pd.DataFrame,
    found: Passages,
    project: HasFrames,
    called: dict[str, Any],
    opener: Callable[[str, str], pd.DataFrame],
) -> Matrix:
    from qualcode import __version__  # the package loads this module when asked

    book, least = project.codebook, called["least"]
    counts = rows.groupby(["code_a", "code_b"], sort=False).size()
    apart = counts[[one != other for one, other in counts.index]] if len(counts) else counts
    kept = apart[apart >= least]
    axes = [_axis(kept, level, found.codes, book) for level in (0, 1)]
    frame = pd.DataFrame(0, index=list(axes[0].keys), columns=list(axes[1].keys))
    for (one, other), count in counts.items():
        if one in frame.index and other in frame.columns:
            frame.loc[one, other] = count
    name = "" if book is None else f"{book.name} {book.version}"
    recipe = Recipe("confusion", called, dict(project.state), name, {}, __version__)
    return Matrix(
        "matrix", frame, recipe, tuple(_notes(found.coders, called, int(apart.sum()))), caption={"nl": "Codes die codeurs verwisselen", "en": "Codes that coders confuse"},
        states=frame.gt(0).replace({True: FOUND, False: ABSENT}).astype(object), n=frame, flags=frame.map(lambda _: frozenset()),
        rows=axes[0], columns=axes[1], measure="differences", opener=opener,
    )  # fmt: skip


def _notes(coders: tuple[str, ...], called: dict[str, Any], count: int) -> Iterator[Note]:
    """Who is compared on what, what is counted, and how often."""
    if len(coders) == 2:
        yield Note("layer.rows_and_columns", {"coder_a": coders[0], "coder_b": coders[1]})
    else:
        yield Note("layer.coders", {"coders": list(coders)})
    if called["unit"]:
        passage = called["unit"] == "passage"
        yield Note("unit.passage") if passage else Note("unit.other", {"unit": f"@term.{called['unit']}"})
    yield Note("measure.confusion")
    if len(coders) > 2:
        yield Note("n.both_ways")
        count //= 2
    yield Note("n.confusions", {"count": count})
    if called["least"] > 1:
        yield Note("n.least", {"count": called["least"]})


def _axis(kept: pd.Series, level: int, order: Sequence[str], book: Codebook | None) -> Axis:
    """The codes of one side, the one confused most first."""
    sums = kept.groupby(level=level).sum() if len(kept) else {}
    place = {key: number for number, key in enumerate(order)}
    keys = tuple(sorted(dict(sums), key=lambda key: (-sums[key], place[key])))
    labels = {} if book is None else {key: {lang: book.label(key, lang) for lang in book.languages} for key in keys}
    return Axis("code", keys, labels)
