"""Who may see what. Every file, whatever its type, is made from what `admit` lets through; in doubt it refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError, did_you_mean
from qualcode.table import AUDIENCES, Matrix, Note, Recipe, Table
from qualcode.tables.layout import OVERALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

#: A cell that may not be shown carries this flag (beside those of `qualcode.table`); its number is taken out here.
SUPPRESSED = "suppressed"

#: Kinds of table that are evidence themselves, and columns and lines that name or quote people.
EVIDENCE_KINDS = frozenset({"quotes", "disagreements", "span_disagreements"})
EVIDENCE_COLUMNS = frozenset({"quote", "text", "memo", "person", "speaker", "document", "name", "turn", "coding"})
PERSONAL_LINES = frozenset({"person", "speaker", "document", "turn", "coding"})
#: A column of shares of one coder: this and the coder's name.
SHARE = "share."
_CODER_VALUES = frozenset({"coder", "coders", "coder_a", "coder_b", "responsible", "pair", "a_coder", "b_coder"})
#: Queries that speak of these say something of one person: they are not printed outside the team.
_QUERY_VALUES = frozenset({"query", "filter"})
_PERSONAL_WORDS = re.compile(r"\b(coder|person|speaker|document|responsible|name|text|coding|turn|memo|created)\b")
_SHOWN_ARGUMENTS = frozenset({"measure", "by", "rows", "columns", "depth", "kinds", "confidence", "metric", "within"})


@dataclass(frozen=True)
class SealedRecipe(Recipe):
    """A recipe that keeps its id but not what it was called with: filters and names stay with the team."""

    sealed: str = ""

    @property
    def id(self) -> str:
        """The id of the recipe that was sealed."""
        return self.sealed


def admit(table: Table, audience: str, letters: Mapping[str, str] | None = None) -> Table:
    """The table as this audience may see it.

    ``team`` sees everything. For ``school`` and ``public`` cells no longer open, coders are letters (those given, or in the
    order in which the table names them), the recipe keeps only its id, and tables that are evidence themselves are refused.

    Raises
    ------
    CallError
        No such audience, or a table that only the team may see.
    """
    if audience not in AUDIENCES:
        known = ", ".join(AUDIENCES)
        raise CallError(f'No audience "{audience}"; choose from: {known}.{did_you_mean(audience, AUDIENCES)}')
    table = without_suppressed(table)
    if audience == "team":
        return table
    _refuse_evidence(table, audience)
    letters = coder_letters(table) if letters is None else letters
    shown: dict[str, Any] = {
        "frame": _lettered(table.frame, letters),
        "notes": tuple(lettered_note(note, letters) for note in table.notes),
        "labels": {key: label for key, label in table.labels.items() if key not in letters},
        "recipe": _sealed(table.recipe, letters),
    }
    if isinstance(table, Matrix):
        shown["opener"] = None
        shown["labels"] = {}  # they name the documents of the evidence
        shown |= _lettered_axes(table, letters)
    return replace(table, **shown)


def without_suppressed(table: Table) -> Table:
    """The table with every cell flagged ``suppressed`` emptied: no value, no n, no N, nothing apart, nothing to open.

    This is the one place where suppression takes effect. What decides which cells to flag hands in a matrix with the
    flags set; after this no writer can print or store the number.
    """
    if not isinstance(table, Matrix) or table.flags is None:
        return table
    hidden = table.flags.map(lambda flags: isinstance(flags, (set, frozenset)) and SUPPRESSED in flags)
    if not bool(hidden.to_numpy().any()):
        return table
    emptied: dict[str, Any] = {"frame": table.frame.astype("float64").mask(hidden)}
    for name in ("n", "N", "own", "spontaneous", "read"):
        numbers = getattr(table, name)
        if numbers is not None:
            emptied[name] = numbers.astype("object").mask(hidden, other=None)
    opener = table.opener
    if opener is not None:

        def shown_only(row: str, column: str) -> pd.DataFrame:
            if bool(hidden.loc[row, column]):
                raise CallError(f"The cell {row}, {column} is not shown, to protect persons.")
            return opener(row, column)

        emptied["opener"] = shown_only
    return replace(table, **emptied)


def coder_letters(table: Table) -> dict[str, str]:
    """A letter for each coder that the table names, in the order in which it names them.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"by": ["pair"], "key": ["amal|bo"]})
    >>> coder_letters(Table("agreement", pairs, Recipe("agreement")))
    {'amal': 'A', 'bo': 'B'}
    """
    names: dict[str, None] = {}
    for source in (table.recipe.facts, table.recipe.arguments, *(note.values for note in table.notes)):
        for key, value in source.items():
            if key in _CODER_VALUES:
                names.update(dict.fromkeys(_names(value)))
    for column in _CODER_VALUES & set(table.frame.columns):
        if table.kind != "agreement":
            names.update(dict.fromkeys(str(name) for name in table.frame[column].dropna()))
    for key in (*_pairs(table.frame), *_paired_lines(table)):
        names.update(dict.fromkeys(key.split("|")))
    return letters_for(names)


def letters_for(names: Iterable[str]) -> dict[str, str]:
    """A letter for each coder, in this order.

    >>> letters_for(["amal", "bo"])
    {'amal': 'A', 'bo': 'B'}
    """
    return {name: _letter(place) for place, name in enumerate(names)}


def _letter(place: int) -> str:
    """A, B, ... Z, AA, AB ...

    >>> _letter(0), _letter(27)
    ('A', 'AB')
    """
    before, at = divmod(place, 26)
    return (_letter(before - 1) if before else "") + ascii_uppercase[at]


def _names(value: object) -> list[str]:
    """The names in a value, with what a pair and a round are written with taken apart."""
    if value is None or isinstance(value, (int, float)):
        return []
    if isinstance(value, (list, tuple, set, frozenset)):
        return [name for item in value for name in _names(item)]
    return str(value).split("|")


def _pairs(frame: pd.DataFrame) -> list[str]:
    if not {"by", "key"} <= set(frame.columns):
        return []
    keys = frame.loc[frame["by"].isin(["pair", "coder"]), "key"]
    return [str(key) for key in keys if str(key).casefold() not in OVERALL]


def _paired_lines(table: Table) -> list[str]:
    """The keys of lines of a matrix that name coders."""
    axes = (table.rows, table.columns) if isinstance(table, Matrix) else ()
    return [key for axis in axes if axis.kind in ("pair", "coder") for key in axis.keys]


def _lettered_axes(matrix: Matrix, letters: Mapping[str, str]) -> dict[str, Any]:
    """Rows and columns, with letters where they name coders, and every part of the matrix under these keys."""
    shown: dict[str, Any] = {"rows": matrix.rows, "columns": matrix.columns}
    renamed: dict[str, dict[str, str]] = {"rows": {}, "columns": {}}
    for which, axis in list(shown.items()):
        if axis.kind in ("pair", "coder"):
            renamed[which] = {key: _lettered_key(key, letters) for key in axis.keys}
            shown[which] = replace(axis, keys=tuple(renamed[which].values()), labels={})
    if any(renamed.values()):
        for name in ("frame", "states", "n", "N", "flags", "own", "spontaneous", "read"):
            part = getattr(matrix, name)
            if part is not None:
                shown[name] = part.rename(index=renamed["rows"], columns=renamed["columns"])
    return shown


def _refuse_evidence(table: Table, audience: str) -> None:
    why = ""
    if table.kind in EVIDENCE_KINDS:
        why = f"a table of {table.kind} is evidence itself"
    elif isinstance(table, Matrix):
        lines = PERSONAL_LINES & {table.rows.kind, table.columns.kind}
        why = f"it has a line for each {min(lines)}" if lines else ""
    elif {"by", "key"} <= set(table.frame.columns):
        lines = PERSONAL_LINES & set(table.frame["by"].astype("str"))
        why = f"it has a line for each {min(lines)}" if lines else ""
    elif found := EVIDENCE_COLUMNS & set(table.frame.columns):
        why = f"its column “{min(found)}” names or quotes people"
    if why:
        raise CallError(f"This table is for the team only: {why}. Write it with audience “team”, not “{audience}”.")


def _lettered(frame: pd.DataFrame, letters: Mapping[str, str]) -> pd.DataFrame:
    """The frame with letters for coders: in the keys of pairs, and in columns that hold names."""
    lettered = frame.rename(columns=lambda name: _lettered_share(str(name), letters))
    if {"by", "key"} <= set(frame.columns):
        paired = frame["by"].isin(["pair", "coder"])
        if bool(paired.any()):
            keys = frame["key"].astype("object")
            lettered["key"] = keys.where(~paired, keys.map(lambda key: _lettered_key(str(key), letters)))
    else:
        for column in _CODER_VALUES & set(frame.columns):
            lettered[column] = frame[column].astype("object").map(lambda name: letters.get(str(name), "?"))
    return lettered


def _lettered_share(column: str, letters: Mapping[str, str]) -> str:
    """A column that holds what one coder did, under the coder's letter."""
    name = column.removeprefix(SHARE)
    return column if name == column else f"{SHARE}{letters.get(name, '?')}"


def _lettered_key(key: str, letters: Mapping[str, str]) -> str:
    return key if key.casefold() in OVERALL else "|".join(letters.get(name, "?") for name in key.split("|"))


def lettered_note(note: Note, letters: Mapping[str, str]) -> Note:
    """The note with letters for coders, and without queries that point at a person."""
    values = dict(note.values)
    for name, value in note.values.items():
        if name in _CODER_VALUES:
            values[name] = tuple(letters.get(part, "?") for part in _names(value)) or value
        elif name in _QUERY_VALUES and _PERSONAL_WORDS.search(str(value)):
            values[name] = "@term.hidden_query"
    return Note(note.key, values)


def _sealed(recipe: Recipe, letters: Mapping[str, str]) -> SealedRecipe:
    arguments = {name: value for name, value in recipe.arguments.items() if name in _SHOWN_ARGUMENTS}
    facts = {"coders": tuple(letters.values())} if letters else {}
    return SealedRecipe(
        recipe.function, arguments, codebook=recipe.codebook, facts=facts, version=recipe.version, sealed=recipe.id
    )
