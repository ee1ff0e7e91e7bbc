"""Tables from recipes: an analysis by name on the right codings of a project, and the files that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import CallError, QualcodeError
from qualcode.study import comparing
from qualcode.study.ledger import Ledger, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from qualcode.project import Project
    from qualcode.study.recipes import Named
    from qualcode.table import Matrix, Table

ON_UNITS = ("agreement", "agreement_matrix", "disagreements")
ON_PASSAGES = ("span_disagreements", "confusion", "tendencies")
OF_UNITS = frozenset({"unit", "value", "min_words", "min_covered"})
ON_READINGS = (*ON_UNITS, *ON_PASSAGES)


@dataclass(frozen=True, slots=True)
class Made:
    """One file of a table.

    `status`: written, known (made of the same before), kept (changed by hand since; the new one stands beside it) or
    failed (then `problem` says why).
    """

    name: str
    path: Path
    status: str
    problem: str = ""


def table_of(project: Project, function: str, arguments: Mapping[str, Any]) -> Table:
    """One analysis of a project, by the name and arguments of a recipe.

    Agreement and disagreements compare readings (main round unless `round` says otherwise) on the study's own unit, or passage by
    passage; codes confused are those of passages unless `unit` is named. Every other analysis counts the final layer unless `layer`
    names another.
    """
    import qualcode as qc

    given = {name: value for name, value in arguments.items() if value is not None}
    if function in comparing.FUNCTIONS:
        return comparing.compared(project, function, given)
    given = comparing.settled(project, function, given)
    codings = _codings(project, function, given)
    analysis: Callable[..., Table] = getattr(qc, function)
    by_unit = function in ON_UNITS or (function == "confusion" and bool(OF_UNITS & set(given)))
    if not by_unit:
        return analysis(codings, project, **given)
    unit = given.pop("unit", None) or project.settings["unit"]
    again = given.pop("intra", None)
    codings = comparing.and_again(codings, again) if again else codings
    units = qc.units(codings, project, by=unit, **_of_units(project, given))
    units = comparing.with_herself(units) if again else units
    if function == "confusion":
        return analysis(units, project, **given)
    named: dict[str, Any] = {
        "agreement": {"threshold": project.settings["threshold"]}, "disagreements": {"project": project},
    }.get(function, {})  # fmt: skip
    return analysis(units, codebook=project.codebook, **named | given)


def segments_of(project: Project, matrix: Table, row: str, column: str) -> Table:
    """Exactly the codings that one cell of a matrix counts, as a table, in the order of the texts."""
    from typing import cast

    from qualcode.table import Recipe, Table

    opened = cast("Matrix", matrix).segments(row, column)
    documents = project.documents()
    names = dict(zip(documents["document"].astype(str), documents["name"].astype(str), strict=True))
    frame = opened[[name for name in ("code", "coder", "text", "start", "end") if name in opened]].reset_index(
        drop=True
    )
    frame.insert(0, "name", opened["document"].astype(str).map(names).to_numpy())
    facts = {"row": row, "column": column, "of": matrix.recipe.id}
    recipe = Recipe("segments", {}, matrix.recipe.state, matrix.recipe.codebook, facts, matrix.recipe.version)
    return Table("frame", frame, recipe, caption={"nl": f"{row} × {column}", "en": f"{row} × {column}"})


def render(
    project: Project,
    recipes: Iterable[Named],
    folder: str | Path,
    *,
    again: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Made]:
    """Write every named table to its files in a folder.

    A file that was made of the same recipe, state and version of qualcode is left as it is, unless `again`. A file that
    a person changed since is never written over: the new one is put beside it as ``NAME.new.SUFFIX``. A table that cannot
    be computed (yet) does not keep the others from being written.

    Raises
    ------
    NotWritten
        The disk is full, the folder may not be written, or a file is open in another program.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(place)
    listed = list(recipes)
    made: list[Made] = []
    for at, named in enumerate(listed):
        if progress:
            progress(named.name, at, len(listed))
        made.extend(_rendered(project, named, place, ledger, again))
        ledger.save()
    return made


def _rendered(project: Project, named: Named, folder: Path, ledger: Ledger, again: bool) -> list[Made]:
    source = _source(project, named)
    stale = [file for file in named.files if again or not ledger.is_current(folder / file, source)]
    try:
        table = table_of(project, named.function, named.arguments) if stale else None
    except QualcodeError as fault:
        return [Made(named.name, folder / file, "failed", str(fault)) for file in named.files]
    made: list[Made] = []
    for file in named.files:
        path = folder / file
        if table is None or file not in stale:
            made.append(Made(named.name, path, "known"))
            continue
        by_hand = ledger.is_by_hand(path)
        target = path.with_suffix(f".new{path.suffix}") if by_hand else path
        table.write(target, caption=named.caption, lang=named.lang, audience=named.audience)
        ledger.note(path, source, by_hand=by_hand)
        made.append(Made(named.name, target, "kept" if by_hand else "written"))
    return made


def _source(project: Project, named: Named) -> str:
    """All that a table's files are made of, as one sign."""
    from qualcode import __version__

    of = [named.function, dict(named.arguments), named.caption, named.audience, named.lang, __version__]
    return sign({"of": of, "state": dict(project.state)})


def _codings(project: Project, function: str, given: dict[str, Any]) -> pd.DataFrame:
    """The codings that an analysis is about, named by layer, round and coder."""
    reading = function in ON_READINGS
    layer, round_, coder = (
        given.pop("layer", "reading" if reading else "final"),
        given.pop("round", "main"),
        given.pop("coder", None),
    )
    if layer == "final":
        if coder:
            raise CallError("The final layer has no single reader: name the layer “reading” to count one coder's.")
        return project.final()
    return project.codings(layer=layer, round=None if round_ == "all" else round_, coder=coder)


def _of_units(project: Project, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments that say what is compared; the study's own where the call names none."""
    settled: dict[str, Any] = {
        name: project.settings[name] for name in ("min_words", "min_covered") if name in project.settings
    }
    named: dict[str, Any] = {
        name: given.pop(name) for name in ("coders", "value", "min_words", "min_covered", "version") if name in given
    }
    return {**settled, **named}
