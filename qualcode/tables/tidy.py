"""A table as plain records for machines: one row a cell of a matrix, else the rows of the frame; numbers unrounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.table import Matrix

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.table import Table

MATRIX_COLUMNS = ("row", "column", "value", "state", "n", "N", "flags")
EXTRA = ("spontaneous", "own", "read")

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tidy(table: Table) -> tuple[list[str], list[list[Any]]]:
    """Names of the columns, and the rows as text, numbers, true or false, or None for missing."""
    if isinstance(table, Matrix) and table.states is not None:
        return _cells(table)
    frame = flat(table.frame)
    columns = [str(name) for name in frame.columns]
    return columns, [[value_of(value) for value in row] for row in frame.itertuples(index=False, name=None)]


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an index that names its rows as columns in front, and one name, as text, for each column."""
    import pandas as pd

    given = frame if isinstance(frame.index, pd.RangeIndex) else frame.reset_index()
    names: list[str] = []
    for name in given.columns:
        text = " ".join(str(part) for part in name if str(part)) if isinstance(name, tuple) else str(name)
        again = sum(known.partition(" #")[0] == text for known in names)
        names.append(f"{text} #{again + 1}" if again else text)
    return given.set_axis(names, axis="columns")


def value_of(value: Any) -> Any:
    """A value that any file can hold: lists joined by ``|``, dates as ISO text, missing as None."""
    import pandas as pd

    if isinstance(value, (list, tuple)):
        return "|".join(str(value_of(item)) for item in value)
    if isinstance(value, (set, frozenset)):
        return "|".join(sorted(str(item) for item in value))
    if isinstance(value, dict):
        return "|".join(f"{key}={item}" for key, item in value.items())
    if value is None or pd.isna(value):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat().removesuffix("T00:00:00")
    if hasattr(value, "item"):
        value = value.item()
    return value if isinstance(value, (str, bool, int, float)) else str(value)


def guarded(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula: such text gets an apostrophe in front.

    >>> guarded("=2+2"), guarded("- eh, ja"), guarded(-0.02)
    ("'=2+2", "'- eh, ja", -0.02)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _cells(matrix: Matrix) -> tuple[list[str], list[list[Any]]]:
    rows, columns = list(matrix.rows.keys), list(matrix.columns.keys)
    parts = {"value": matrix.frame, "state": matrix.states, "n": matrix.n, "N": matrix.N, "flags": matrix.flags}
    parts |= {name: getattr(matrix, name) for name in EXTRA if getattr(matrix, name) is not None}
    names = [*MATRIX_COLUMNS[:2], *parts]
    values = {name: None if part is None else part.reindex(index=rows, columns=columns).to_numpy("object")
              for name, part in parts.items()}  # fmt: skip
    records: list[list[Any]] = []
    for at, row in enumerate(rows):
        for place, column in enumerate(columns):
            cell = [None if part is None else value_of(part[at, place]) for part in values.values()]
            records.append([row, column, *(_whole(value) for value in cell)])
    return names, records


def _whole(value: Any) -> Any:
    """Counts as whole numbers, whatever kind of number the frame holds."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
