"""The table of an agreement: its recipe, and what a reader must know of how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.analysis.bands import held_against, with_bands
from qualcode.analysis.then import codebook_then
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from qualcode.analysis.agreement_parts import Choice
    from qualcode.codebook import Codebook


def table_of_rows(
    frame: pd.DataFrame,
    choice: Choice,
    about: dict[str, Any],
    *,
    coders: Sequence[str],
    rounds: Sequence[str],
    documents: int,
    function: str = "agreement",
    arguments: dict[str, Any],
    held: dict[str, Any],
    measures: Sequence[Note] = (),
) -> Table:
    """A table of rows in the columns `AGREEMENT`, with its recipe, labels and notes.

    `about` is what units or spans know of themselves; `measures` the notes on what was computed; `held` the threshold and
    the bands.
    """
    from qualcode import __version__  # the package loads this module when asked

    by = str(arguments.get("by", "code"))
    book = choice.codebook
    recipe = Recipe(
        function, {**arguments, **held}, state=about.get("state", {}), version=__version__,
        codebook="" if book is None else f"{book.name} {book.version}",
        facts={
            "coders": list(coders), "rounds": list(rounds), "documents": documents,
            **{name: value for name, value in about.items() if name not in ("state", "labels")},
        },
    )  # fmt: skip
    labels = {code.key: code.label for code in book or () if code.label} | about.get("labels", {}).get(by, {})
    within = {code.key: code.parent for code in book or () if code.parent}
    notes = [*_made_of(about, coders, rounds), *measures, *_interval_notes(frame, choice)]
    if bool(frame["positive"].notna().any()):
        notes.append(Note("measure.positive"))
    if len(coders) > 2 and int(frame["coders"].max()) > 2:
        notes.append(Note("n.pairs_of_coders"))
    notes += held_against(frame, **held)
    if "bands" in held:
        frame = with_bands(frame, held["bands"])
    return Table("agreement", frame, recipe, notes=tuple(notes), labels=labels, within=within)


def _made_of(about: dict[str, Any], coders: Sequence[str], rounds: Sequence[str]) -> Iterator[Note]:
    """Which readings, of whom, on what."""
    yield Note("layer.frozen") if list(rounds) == ["main"] else Note("layer.agreement", {"rounds": list(rounds)})
    yield Note("layer.coders", {"coders": list(coders)})
    if about.get("version"):
        yield Note("layer.version_then", {"version": about["version"]})
    if about.get("unit") == "turn":
        yield Note("unit.compared", {name: about[name] for name in ("min_covered", "min_words")})
    elif about.get("unit"):
        yield Note("unit.other", {"unit": f"@term.{about['unit']}"})


def _interval_notes(frame: pd.DataFrame, choice: Choice) -> Iterator[Note]:
    percent = round(choice.confidence * 100, 6)
    percent = int(percent) if percent == int(percent) else percent
    documents = int(frame["documents"].max())
    if choice.interval is None or not bool(frame["low"].notna().any()):
        return
    if choice.interval == "document":
        yield Note("measure.interval", {"confidence": percent, "df": documents - 1})
    else:
        yield Note(f"measure.interval_{choice.interval}", {"confidence": percent})


def then_in_force(codebook: Codebook | None, about: dict[str, Any]) -> Codebook | None:
    """The codebook under which units were judged: that of the version they are of, where `units` was given one."""
    if codebook is None or not about.get("version"):
        return codebook
    return codebook_then(codebook, str(about["version"])) or codebook
