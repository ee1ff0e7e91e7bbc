"""How a frame is printed that holds one record a row: quotes, disagreements, co-occurrence, and any other frame."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from qualcode.tables.layout import MARK, NUMBER, TEXT, WORDS, Cell, Column, Head, Row, Span
from qualcode.tables.matrix import capital, kind_word
from qualcode.tables.tidy import flat
from qualcode.wording import known, say
from qualcode.wording.numerals import day, decimal, integer

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from qualcode.table import Table

#: The stub of a kind, printed once where neighbouring rows agree; and columns that no reader of a report needs.
STUBS = {
    "quotes": ("row", "column"),
    "cooccurrence": ("a", "b"),
    "disagreements": ("name", "speaker"),
    "span_disagreements": ("name", "speaker"),
}
LEFT_OUT = {
    "quotes": frozenset({"document", "coding", "person", "role", "wave", "name", "page"}),
    "disagreements": frozenset({"document", "unit", "start", "end"}),
    "span_disagreements": frozenset(
        {"document", "turn", "start", "end", "start_a", "end_a", "start_b", "end_b", "coding_a", "coding_b"}
    ),
}
#: Columns that are left out where they say the same in every row: with two coders A and B are known.
LEFT_OUT_ALIKE = {"span_disagreements": ("coder_a", "coder_b")}
#: Up to so many characters a column is words; longer ones are running text.
LONG = 40


def body(table: Table, lang: str) -> dict[str, Any]:
    """Columns, heads and rows, for `Body`."""
    frame = _quotes(table.frame, lang) if table.kind == "quotes" else flat(table.frame)
    left_out = set(LEFT_OUT.get(table.kind, ()))
    left_out |= {name for name in LEFT_OUT_ALIKE.get(table.kind, ()) if frame[name].nunique() < 2}
    names = [str(name) for name in frame.columns if name not in left_out]
    stubs = [name for name in STUBS.get(table.kind, ()) if name in names]
    names = [*stubs, *(name for name in names if name not in stubs)]
    if not stubs and names:
        stubs = names[:1] if _setting(frame[names[0]], names[0], lang) != NUMBER else []
    columns = tuple(Column(name, _setting(frame[name], name, lang), stub=name in stubs) for name in names)
    heads = (tuple(Head((Span(_head(table, name, lang)),), at) for at, name in enumerate(names)),)
    return {"columns": columns, "heads": heads, "rows": _rows(table, frame[names], columns, lang)}


def _quotes(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The frame of quotes with where each was said in one column, as a report names it."""
    parts = [name for name in ("person", "role", "wave", "name") if name in frame]
    sources = [_source([row[name] for name in parts], lang) for row in frame[parts].to_dict("records")]
    if "page" in frame:
        pages = [None if _missing(page) else say("source.page", lang, page=page) for page in frame["page"]]
        sources = [_source([source, page], lang) for source, page in zip(sources, pages, strict=True)]
    return frame.assign(source=sources) if parts else frame


def _source(parts: list[Any], lang: str) -> str:
    """Who, in which role, in which wave, in which conversation: what is known of it."""
    return ", ".join(dict.fromkeys(_word(part, lang) for part in parts if not _missing(part)))


def _rows(table: Table, frame: pd.DataFrame, columns: tuple[Column, ...], lang: str) -> tuple[Row, ...]:
    merged = table.kind in ("quotes", "disagreements", "span_disagreements")
    printers = [_printer(table, frame[column.key], column, lang) for column in columns]
    values = [frame[column.key].tolist() for column in columns]
    stubs = sum(column.stub for column in columns) if merged else 0
    rows: list[Row] = []
    before: tuple[object, ...] = ()
    for record in zip(*values, strict=True):
        cells = [printer(value) for printer, value in zip(printers, record, strict=True)]
        stub = tuple(cell.text for cell in cells[:stubs])
        same = 0
        while same < stubs and before and stub[: same + 1] == before[: same + 1]:
            cells[same] = Cell("")
            same += 1
        before = stub
        rows.append(Row(tuple(cells)))
    return tuple(rows)


def _printer(table: Table, series: pd.Series, column: Column, lang: str) -> Callable[[Any], Cell]:
    """How the values of one column are printed."""
    if column.key == "quote":
        return lambda value: Cell("" if _missing(value) else f"“{str(value).strip()}”")
    if column.setting == NUMBER or column.key == "number":
        places = 0 if _whole(series) else 2
        return lambda value: _numeral(value, places, lang)

    def words(value: Any) -> Cell:
        parts = str(value).split("|") if isinstance(value, str) else []
        if parts and all(part in table.labels for part in parts):
            return Cell(", ".join(_label(table, part, lang) for part in parts))
        return Cell(_word(value, lang))

    return words


def _label(table: Table, key: str, lang: str) -> str:
    label = table.labels[key]
    return label.get(lang) or next(iter(label.values()), key)


def _numeral(value: Any, places: int, lang: str) -> Cell:
    if _missing(value):
        return Cell("")
    number = float(value)
    text = integer(number, lang) if not places else decimal(number, places, lang)
    return Cell(text, number, "decimal" if places else "integer")


def _head(table: Table, name: str, lang: str) -> str:
    """The head of a column: the table's label, the wording's, what the recipe calls it, else its name."""
    label = table.labels.get(name)
    if label:
        return capital(label.get(lang) or next(iter(label.values()), name))
    asked = table.recipe.arguments.get({"row": "rows", "column": "columns"}.get(name, ""))
    if isinstance(asked, str):
        return capital(kind_word(asked, lang))
    if known(f"column.{name}"):
        return capital(say(f"column.{name}", lang))
    return capital(kind_word(name, lang).replace("_", " "))


def _setting(series: pd.Series, name: str, lang: str) -> str:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if is_bool_dtype(series.dtype) or name == "number":
        return MARK
    if is_numeric_dtype(series.dtype):
        return NUMBER
    if name in ("quote", "text", "quote_a", "quote_b"):
        return TEXT
    if name == "source":
        return WORDS
    longest = max((len(_word(value, lang)) for value in series.head(200)), default=0)
    return TEXT if longest > LONG else WORDS


def _whole(series: pd.Series) -> bool:
    present = series.dropna()
    return bool((present.astype("float64") % 1 == 0).all())


def _word(value: Any, lang: str) -> str:
    """Any value in words."""
    if isinstance(value, (list, tuple, set, frozenset)):
        items = value if isinstance(value, (list, tuple)) else sorted(value, key=str)
        return ", ".join(_word(item, lang) for item in items)
    if _missing(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return say("term.yes" if value else "term.no", lang)
    if isinstance(value, date):
        return day(value, lang)
    if isinstance(value, float):
        return integer(value, lang) if value.is_integer() else decimal(value, 2, lang)
    text = str(value)
    return say(f"value.{text}", lang) if known(f"value.{text}") else text


def _missing(value: Any) -> bool:
    import pandas as pd

    if isinstance(value, (list, tuple, set, frozenset, dict)):
        return False
    return bool(pd.isna(value))
