"""How agreement is printed: one row a code, each coefficient with its interval in one column, then the counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qualcode.table import Note, Table
from qualcode.tables.audience import SHARE
from qualcode.tables.layout import NUMBER, OVERALL, WORDS, Cell, Column, Head, Row, Span, letter
from qualcode.tables.matrix import capital, kind_word
from qualcode.wording import known, say
from qualcode.wording.numerals import decimal, integer, interval, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COUNTS = ("both", "only_a", "only_b", "neither")
#: The column of units that stand side by side, and what stands between a coefficient and its unit.
UNIT, ON = "unit", "@"
PERCENTAGES = frozenset({"percent", "percent_agreement"})


def body(table: Table, lang: str) -> dict[str, Any]:
    """Columns, heads, rows and reasons, for `Body`."""
    records = _by_key(table)
    side_by_side = UNIT in table.frame
    coefficients = list(dict.fromkeys(_named(record) for record in table.frame.to_dict("records")))
    shares = [str(name) for name in table.frame.columns if str(name).startswith(SHARE)]
    counts = [
        name for name in COUNTS if not side_by_side and name in table.frame and bool(table.frame[name].notna().any())
    ]
    after = [name for name in ("units", "documents") if name in table.frame and not (side_by_side and name == "units")]
    said = bool(counts) or (
        not side_by_side and "positive" in table.frame and bool(table.frame["positive"].notna().any())
    )
    positive = [
        name for name in ("band", "coverage", "positive") if name in table.frame and (name != "positive" or said)
    ]
    columns = [Column("key", WORDS, stub=True), *(Column(name, NUMBER) for name in coefficients)]
    columns += [Column(name, NUMBER) for name in (*positive, *counts, *shares, *after)]
    heads = _heads(table, coefficients, positive, {"counts": counts, "shares": shares}, after, lang)
    reasons, common = _reasons(table, lang)
    rows = tuple(_rows(table, records, coefficients, [*positive, *counts, *shares, *after], reasons, lang))
    notes = _notes(table, counts, common)
    return {"columns": tuple(columns), "heads": heads, "rows": rows, "notes": notes, "reasons": tuple(reasons)}


def _by_key(table: Table) -> dict[tuple[str, str], dict[str, Mapping[str, Any]]]:
    """Per line its records by coefficient, in the order of the frame."""
    found: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for record in table.frame.to_dict("records"):
        line = (str(record.get("by", "")), _text(record["key"]))
        found.setdefault(line, {})[_named(record)] = record
    return found


def _named(record: Mapping[Any, Any]) -> str:
    """The column that a record stands in: its coefficient, on its unit where units stand side by side."""
    name = str(record["coefficient"])
    return f"{name}{ON}{record[UNIT]}" if UNIT in record else name


def _heads(
    table: Table,
    coefficients: list[str],
    positive: list[str],
    groups: Mapping[str, list[str]],
    after: list[str],
    lang: str,
) -> tuple[tuple[Head, ...], ...]:
    """Two rows of heads where columns stand together under one head (counts, shares), else one."""
    height = 2 if any(groups.values()) else 1
    kind = str(table.recipe.arguments.get("by") or _first(table, "by") or "code")
    names = [capital(kind_word(kind, lang)), *(_coefficient(name, table, lang) for name in coefficients)]
    names += [capital(say(f"head.{name}", lang)) for name in positive]
    top = [Head((Span(name),), at, down=height) for at, name in enumerate(names)]
    low: list[Head] = []
    at = len(top)
    for group, columns in groups.items():
        if columns:
            top.append(Head((Span(capital(say(f"head.{group}", lang))),), at, across=len(columns)))
            low += [Head((Span(_low_head(name, lang)),), at + place) for place, name in enumerate(columns)]
        at += len(columns)
    top += [Head((Span(capital(_unit_word(table, name, lang))),), at + place, down=height)
            for place, name in enumerate(after)]  # fmt: skip
    return (tuple(top), tuple(low)) if low else (tuple(top),)


def _low_head(name: str, lang: str) -> str:
    """What a column under a head of several is called: a coder, or what is counted."""
    return name.removeprefix(SHARE) if name.startswith(SHARE) else say(f"head.{name}", lang)


def _coefficient(name: str, table: Table, lang: str) -> str:
    """A coefficient by its name in the field, with the level of the interval behind it."""
    name, _, unit = name.partition(ON)
    word = say(f"coefficient.{name}", lang) if known(f"coefficient.{name}") else name
    rows = table.frame[table.frame["coefficient"].astype("str") == name]
    if unit:
        word = f"{capital(say(f'term.{unit}s', lang))}: {say(f'coefficient.short_{name}', lang)}"
        rows = rows[rows[UNIT] == unit]
    if name in PERCENTAGES or "low" not in table.frame:
        return word
    if not bool(rows["low"].notna().any()):
        return word
    confidence = float(table.recipe.arguments.get("confidence") or 0.95)
    return f"{word} [{say('head.interval', lang, confidence=round(confidence * 100, 1))}]"


def _unit_word(table: Table, name: str, lang: str) -> str:
    """ "Spreekbeurten" rather than "eenheden" where the table knows its unit."""
    unit = str(table.recipe.facts.get("unit") or table.recipe.arguments.get("unit") or "")
    if name == "units" and known(f"head.{unit}s"):
        return say(f"head.{unit}s", lang)
    return say(f"head.{name}", lang)


def _rows(
    table: Table,
    records: dict[tuple[str, str], dict[str, Mapping[str, Any]]],
    coefficients: list[str],
    rest: list[str],
    reasons: list[str],
    lang: str,
) -> Iterator[Row]:
    depths = _depths(table, [key for _, key in records])
    lines = list(records.items())
    for place, ((by, key), found) in enumerate(lines):
        first = next(iter(found.values()))
        cells = [Cell(_label(table, by, key, lang))]
        cells += [_value(found.get(name), name, reasons, lang) for name in coefficients]
        overall = key.casefold() in OVERALL and len(lines) > 1
        cells += [_plain(first.get(name), name, lang, "" if overall else "–") for name in rest]
        yield Row(tuple(cells), depth=0 if overall else depths.get(key, 0), rule=overall and place == len(lines) - 1)


def _value(record: Mapping[str, Any] | None, name: str, reasons: list[str], lang: str) -> Cell:
    """A coefficient with its interval; a dash with the letter of its reason where it is undefined."""
    value = float("nan") if record is None else _number(record.get("value"))
    mark = ""
    for reason in _said(record, lang):
        mark += _letters(reasons, reason)
    if record is None or math.isnan(value):
        return Cell("–", None, "interval", "undefined", mark=mark)
    if name in PERCENTAGES:
        whole = int(_number(record.get("units")) or 0)
        text = percent(value, whole, lang)
        return Cell(text or decimal(value, 2, lang), value, "percent", mark=mark)
    limits = interval(_number(record.get("low")), _number(record.get("high")), lang)
    return Cell(f"{decimal(value, 2, lang)} {limits}".rstrip(), value, "interval", mark=mark)


def _letters(reasons: list[str], reason: str) -> str:
    return letter(reasons.index(reason)) if reason in reasons else ""


def _reasons(table: Table, lang: str) -> tuple[list[str], list[str]]:
    """The reasons that need a letter, and those that every row has in common and the general note can say."""
    if "note" not in table.frame:
        return [], []
    said = [_said(record, lang) for record in table.frame.to_dict("records")]
    every = list(dict.fromkeys(reason for reasons in said for reason in reasons))
    common = [reason for reason in every if len(said) > 1 and all(reason in reasons for reasons in said)]
    return [reason for reason in every if reason not in common], common


def _said(record: Mapping[str, Any] | None, lang: str) -> list[str]:
    """The reasons of a record as sentences: keys of the wording, or text as it is."""
    note = "" if record is None else _text(record.get("note"))
    parts = [part.strip() for part in note.split(";") if part.strip()]
    found = []
    for part in parts:
        key = part if known(part) else f"reason.{part}"
        found.append(say(key, lang) if known(key) else capital(part))
    return found


def _plain(value: Any, name: str, lang: str, missing: str) -> Cell:
    if name == "band":
        return Cell(say(f"band.{value}", lang) if value else missing)
    number = _number(value)
    if math.isnan(number):
        return Cell(missing, None, "symbol", "undefined")
    if name.startswith(SHARE):
        return Cell(decimal(number * 100, 1, lang), number, "percent")
    if name in ("positive", "coverage"):
        return Cell(decimal(number, 2, lang), number, "decimal")
    return Cell(integer(number, lang), number, "integer")


def _notes(table: Table, counts: list[str], common: list[str]) -> tuple[Note, ...]:
    notes = [Note("n.reason", {"text": reason}) for reason in common]
    coders = [str(coder) for coder in table.recipe.facts.get("coders") or []]
    if "only_a" in counts and len(coders) == 2 and coders != ["A", "B"]:
        notes.append(Note("layer.letters", {"a": coders[0], "b": coders[1]}))
    return tuple(notes)


def _label(table: Table, by: str, key: str, lang: str) -> str:
    """What a line is called: the table's label, all codes, two coders, or the key."""
    label = table.labels.get(key)
    if label:
        return label.get(lang) or next(iter(label.values()), key)
    if key.casefold() in OVERALL:
        return say("row.all", lang)
    if by == "pair" and "|" in key:
        return " × ".join(key.split("|"))
    if by == "coder":
        return say("term.coder_letter", lang, letter=key)
    return say(f"value.{key}", lang) if known(f"value.{key}") else key


def _depths(table: Table, keys: list[str]) -> dict[str, int]:
    """How far each line is indented: below how many other lines of this table it stands in the tree."""
    depths: dict[str, int] = {}
    for key in keys:
        above, seen, depth = table.within.get(key), {key}, 0
        while above and above not in seen:
            seen.add(above)
            depth += above in keys
            above = table.within.get(above)
        depths[key] = depth
    return depths


def _first(table: Table, column: str) -> object:
    return table.frame[column].iloc[0] if column in table.frame and len(table.frame) else ""


def _number(value: Any) -> float:
    """A number, or NaN for anything that is none."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)
