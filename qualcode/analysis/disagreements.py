"""Where coders differ, unit by unit, and how: missed, a neighbouring code, parent or child, another code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualcode.analysis.agreement import bare, comparable
from qualcode.analysis.patterns import cell_codes, codes_in
from qualcode.analysis.relations import RELATIONS, Tree
from qualcode.columns import require
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

#: The classes, dearest first: what a meeting should look at before the rest.
CLASSES: tuple[str, ...] = ("other", "neighbouring", "parent_child", "missed")
APPLIED, ABSENT, NOT_JUDGED = "yes", "no", ""


def disagreements(
    units: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    code: str | None = None,
    coders: Sequence[str] | None = None,
    depth: int | None = None,
    project: HasFrames | None = None,
) -> Table:
    """Every unit and code on which coders differ, classed, the dearest first: the agenda of a meeting.

    Parameters
    ----------
    units
        One row a unit x coder, as made by `units`.
    codebook
        Gives the tree. Without one there are no neighbours, parents or children.
    code
        Only this code and those below it.
    coders
        Only these coders.
    depth
        Codes rolled up to this depth before they are compared; None: as applied.
    project
        Gives names and texts where `units` holds none.

    Returns
    -------
    A table with a row a unit x code that some coders applied and others, who judged it too, did not: ``document name unit start end
    speaker code klass``, one column a coder (the code as ``yes``, ``no``, or the codes applied in its place; empty where not read),
    ``text``. ``klass`` says what stands in its place with those who did not apply it: ``other``; ``neighbouring`` (same parent);
    ``parent_child`` (above or below it); ``missed`` (nothing that the others have not too). Sorted by class, then by how often coders
    differ on the code, then as in the text.

    Raises
    ------
    NothingToCompare, UnknownCode, MissingColumns

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame([("d/1", "d", "amal", ("regie",)), ("d/1", "d", "bo", ()), ("d/2", "d", "amal", ("regie",)),
    ...                       ("d/2", "d", "bo", ("lln",))], columns=["unit", "document", "coder", "codes"])
    >>> disagreements(units).frame[["unit", "code", "klass", "amal", "bo"]].values.tolist()
    [['d/2', 'regie', 'other', 'yes', 'lln'], ['d/2', 'lln', 'other', 'regie', 'yes'], ['d/1', 'regie', 'missed', 'yes', 'no']]
    """
    require(units, ["unit", "document", "coder", "codes"], "disagreements(units)")
    if coders is not None:
        units = _among(units, coders)
    comparable(units)
    about = units.attrs.get("units", {})
    units = bare(units)
    keys = codes_in(units) if codebook is None else codebook.keys
    tree = Tree(codebook, keys, depth)
    wanted = None if code is None else tree.below(code)
    names = sorted(units["coder"].astype(str).unique())
    rows = [row for unit in _by_unit(units, tree) for row in _differences(unit, tree, wanted)]
    frame = _frame(rows, names, units, about, project, keys)
    return _table(frame, about, codebook, code=code, coders=names, depth=depth)


def _among(units: pd.DataFrame, coders: Sequence[str]) -> pd.DataFrame:
    known = sorted(units["coder"].astype(str).unique())
    for coder in coders:
        if coder not in known:
            raise CallError(f'No coder "{coder}" in these units: {", ".join(known)}.{did_you_mean(coder, known)}')
    return units[units["coder"].astype(str).isin(list(coders)).to_numpy(dtype=bool)]


@dataclass(frozen=True)
class _Unit:
    """One unit with what each coder applied and judged."""

    place: int
    applied: dict[str, frozenset[str]]
    read: dict[str, tuple[str, ...] | None]


def _by_unit(units: pd.DataFrame, tree: Tree) -> Iterator[_Unit]:
    reads = units["read"] if "read" in units else [None] * len(units)
    found: dict[Any, _Unit] = {}
    cells = zip(units["unit"], units["coder"].astype(str), units["codes"], reads, strict=True)
    for place, (unit, coder, codes, read) in enumerate(cells):
        one = found.setdefault(unit, _Unit(place, {}, {}))
        if coder in one.applied:
            raise CallError(
                f'{coder} has read unit "{unit}" twice (two rounds or versions?). Compare one round at a time.'
            )
        one.applied[coder] = frozenset(tree.key(code) for code in cell_codes(codes, ()) or ())
        one.read[coder] = cell_codes(read, None)
    return iter(found.values())


def _differences(unit: _Unit, tree: Tree, wanted: set[str] | None) -> Iterator[dict[str, Any]]:
    """A row for each code that some applied and others did not."""
    for code in sorted({code for applied in unit.applied.values() for code in applied}):
        if wanted is not None and code not in wanted:
            continue
        judges = [coder for coder in unit.applied if tree.judged(code, unit.read[coder])]
        without = [coder for coder in judges if code not in unit.applied[coder]]
        if not without or len(without) == len(judges):
            continue
        having = [coder for coder in judges if coder not in without]
        shared = frozenset.intersection(*(unit.applied[coder] for coder in having))
        instead = {coder: unit.applied[coder] - shared for coder in without}
        cells = {coder: APPLIED if coder in having else ABSENT for coder in judges}
        cells |= {coder: "|".join(sorted(codes)) for coder, codes in instead.items() if codes}
        klass = min((_klass(code, codes, tree) for codes in instead.values()), key=CLASSES.index)
        yield {
            "place": unit.place,
            "code": code,
            "klass": klass,
            **{f"coder {name}": cell for name, cell in cells.items()},
        }


def _klass(code: str, instead: frozenset[str], tree: Tree) -> str:
    """What the nearest code in its place is to the one applied."""
    if not instead:
        return "missed"
    near = {tree.related(code, other) for other in instead}
    return next(klass for klass in RELATIONS if klass in near)


def _frame(
    rows: list[dict[str, Any]],
    names: list[str],
    units: pd.DataFrame,
    about: dict[str, Any],
    project: HasFrames | None,
    keys: Sequence[str],
) -> pd.DataFrame:
    """The rows with where they are, in order of cost."""
    columns = ["document", "name", "unit", "start", "end", "speaker", "code", "klass", *names, "text"]
    if not rows:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})
    found = pd.DataFrame(rows)
    often = found["code"].map(found["code"].value_counts())
    dear = found["klass"].map({klass: place for place, klass in enumerate(CLASSES)})
    order = {key: place for place, key in enumerate(keys)}
    found = found.assign(dear=dear, often=-often, order=found["code"].map(order)).sort_values(
        ["dear", "often", "place", "order"], kind="stable", ignore_index=True
    )
    where = units.iloc[found["place"].to_numpy()].reset_index(drop=True)
    for name in ("document", "unit", "start", "end", "speaker", "text"):
        found[name] = where[name].astype(object) if name in where else ""
    found["name"] = _names(about, found["document"], project)
    if "text" not in where and project is not None:
        turns = project.turns(text=True)
        text = pd.Series(turns["text"].to_numpy(), index=pd.Index(turns["turn"].astype(str)))
        found["text"] = found["unit"].astype(str).map(text).fillna("")
    for name in names:
        column = f"coder {name}"
        found[name] = found[column].fillna(NOT_JUDGED) if column in found else NOT_JUDGED
    return found[columns]


def _names(about: dict[str, Any], documents: pd.Series, project: HasFrames | None) -> pd.Series:
    """What the documents are called, else their ids."""
    labels = about.get("labels", {}).get("document", {})
    known = {key: label["nl"] for key, label in labels.items()}
    if not known and project is not None and "name" in project.documents():
        listed = project.documents()
        known = dict(zip(listed["document"].astype(str), listed["name"].astype(str), strict=True))
    return documents.astype(str).map(lambda document: known.get(document, document))


def _table(
    frame: pd.DataFrame,
    about: dict[str, Any],
    book: Codebook | None,
    *,
    code: str | None,
    coders: list[str],
    depth: int | None,
) -> Table:
    from qualcode import __version__  # the package loads this module when asked

    recipe = Recipe(
        "disagreements", {"code": code, "coders": coders, "depth": depth}, state=about.get("state", {}),
        codebook="" if book is None else f"{book.name} {book.version}", version=__version__,
        facts={name: value for name, value in about.items() if name not in ("state", "labels")},
    )  # fmt: skip
    labels = {one.key: one.label for one in book or () if one.label}
    counts = frame["klass"].value_counts()
    notes = [Note("layer.coders", {"coders": coders}), Note("n.disagreements", {"count": len(frame)})]
    notes += [Note(f"n.disagreements_{klass}", {"count": int(counts[klass])}) for klass in CLASSES if klass in counts]
    return Table("disagreements", frame, recipe, notes=tuple(notes), labels=labels)
