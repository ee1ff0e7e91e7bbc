"""The sections of a reliability report, each made by the function that computes its numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualcode.analysis.agreement import OVERALL, agreement
from qualcode.analysis.confusion import confusion
from qualcode.analysis.reliability_spans import COEFFICIENTS, USED, passages_table
from qualcode.analysis.rounds import rounds as of_rounds
from qualcode.analysis.span_disagreements import span_disagreements
from qualcode.analysis.unitisations import unitisations
from qualcode.analysis.units import units
from qualcode.errors import CallError
from qualcode.table import Figure, Note, Paragraph, Section, Shown, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames
    from qualcode.table import Part

#: How many disagreements are shown, and how many signs of what was said.
WORST, LONGEST = 10, 180
#: Notes that the report says once, so that no table but the first repeats them.
SAID = ("layer.frozen", "layer.agreement", "layer.coders", "unit.compared", "unit.other", "measure.alpha")
#: What a list of disagreements measures and a report leaves out, for the sake of the words.
MEASURED = ("cost", "words_before", "words_after")
#: The units beside that of the report.
UNITS = ("turn", "answer", "sentence")
COUNTS = ("both", "only_a", "only_b", "neither", "positive")


def over_codes(material: pd.DataFrame, book: Codebook | None, codes: Table) -> Iterator[Section]:
    """Over all codes and, where there is a tree, over the codes of each depth."""
    whole = _line(codes, OVERALL)
    limits = {name: float(whole[key]) for name, key in (("alpha", "value"), ("low", "low"), ("high", "high"))}
    parts: list[Part] = []
    if limits["alpha"] == limits["alpha"]:
        bounded = limits["low"] == limits["low"]
        parts.append(_said(Note("report.over_codes" if bounded else "report.over_codes_bare", limits)))
    if book is not None and book.height > 1:
        parts.append(_said(Note("report.depths")))
        parts.append(Shown(agreement(material, codebook=book, by="depth"), Note("report.caption_depth"), "depth"))
    if parts:
        yield Section(Note("heading.over_codes"), tuple(parts))


def per_code(codes: Table, threshold: float | None) -> Iterator[Section]:
    """Alpha with its interval, positive agreement and the four counts of each code; limits against the threshold."""
    frame = codes.frame
    alpha = frame[frame["coefficient"] == "alpha"].reset_index(drop=True)
    shown = alpha[alpha["note"] != "never_applied"].reset_index(drop=True)
    lines = shown[shown["key"] != OVERALL]
    said = [Note("report.parents")] if codes.within else []
    rare = int((lines["note"] == "too_rare").sum())
    said += [Note("report.rare", {"count": rare})] if rare else []
    unused = _labels(codes, alpha.loc[alpha["note"] == "never_applied", "key"])
    said += [Note("report.unused", {"codes": unused})] if unused else []
    parts: list[Part] = [_said(*said)] if said else []
    table = replace(codes, frame=shown[[name for name in shown if not str(name).startswith("share.")]],
                    notes=_but(codes.notes, "measure.prevalence"))  # fmt: skip
    parts.append(Shown(table, Note("report.caption_codes"), "codes"))
    if threshold is not None:
        parts.append(_said(*_held(codes, lines, threshold)))
    if bool(shown["low"].notna().any()):
        drawn = replace(codes, frame=shown, notes=tuple(note for note in codes.notes if note.key == "measure.interval"))
        parts.append(Figure(drawn, Note("report.caption_figure"), Note("report.figure_described")))
    yield Section(Note("heading.per_code"), tuple(parts))


def _held(codes: Table, lines: pd.DataFrame, threshold: float) -> Iterator[Note]:
    """Which codes have their lower limit at or above the threshold, which below, which none; by name, without a verdict."""
    valued = lines[lines["value"].notna()]
    above = _labels(codes, valued.loc[valued["low"] >= threshold, "key"])
    below = _labels(codes, valued.loc[valued["low"] < threshold, "key"])
    none = _labels(codes, valued.loc[valued["low"].isna(), "key"])
    yield Note("report.above" if above else "report.none_above", {"threshold": threshold, "codes": above})
    if below:
        yield Note("report.below", {"codes": below})
    if none:
        yield Note("report.no_limit", {"codes": none})


def beside(codes: Table) -> Iterator[Section]:
    """AC1 and percent agreement next to alpha, with how often each coder applied each code."""
    frame = codes.frame
    gone = set(frame.loc[frame["note"] == "never_applied", "key"])
    kept = frame[~frame["key"].isin(gone).to_numpy(dtype=bool)].drop(
        columns=[*COUNTS, "band", "documents"], errors="ignore"
    )
    notes = _but(codes.notes, *SAID, "measure.positive", "measure.threshold", "measure.bands", "n.pairs_of_coders")
    table = replace(codes, frame=kept.reset_index(drop=True), notes=notes)
    shown = Shown(table, Note("report.caption_beside"), "beside")
    yield Section(Note("heading.beside"), (_said(Note("report.ac1")), shown))


def pairs(material: pd.DataFrame, book: Codebook | None, coders: Sequence[str]) -> Iterator[Section]:
    """Each two coders over codes, where there are more than two."""
    if len(coders) < 3:
        return
    table = _short(agreement(material, codebook=book, by="pair"))
    yield Section(
        Note("heading.pairs"), (_said(Note("report.pairs")), Shown(table, Note("report.caption_pairs"), "pairs"))
    )


def rounds(codings: pd.DataFrame, project: HasFrames, how: Mapping[str, Any]) -> Iterator[Section]:
    """Every round that two coders worked in, in one small table, each under the codebook of its time."""
    if "round" not in codings or codings["round"].astype(str).nunique() < 2:
        return
    of_units = {"unit" if name == "by" else name: value for name, value in how.items()}
    table = _short(of_rounds(codings, project, **of_units))
    if len(table.frame) < 2:
        return
    shown = Shown(table, Note("report.caption_rounds"), "rounds")
    yield Section(Note("heading.rounds"), (_said(Note("report.rounds")), shown))


def other_units(chosen: pd.DataFrame, project: HasFrames, how: Mapping[str, Any]) -> Iterator[Section]:
    """The value over codes on other units beside it, and how far the conclusion depends on them."""
    names = list(dict.fromkeys([how["by"], *UNITS]))
    limits = {name: how[name] for name in ("coders", "min_words", "min_covered")}
    table = unitisations(chosen, project, units=names, **limits)
    frame = table.frame[(table.frame["key"] == OVERALL).to_numpy(dtype=bool)]
    frame = frame.assign(by="unit", key=frame["unit"]).drop(columns=["unit", *COUNTS])
    told = [note for note in table.notes if note.key == "n.units_range"]
    recipe = replace(table.recipe, arguments={**table.recipe.arguments, "by": "unit"})
    notes = _but(table.notes, *SAID, "measure.positive", "measure.threshold", "n.pairs_of_coders", "n.units_range")
    shown = replace(table, frame=frame.reset_index(drop=True), recipe=recipe, labels={}, within={}, notes=notes)
    said = _said(Note("report.other_units"), *told)
    yield Section(Note("heading.other_units"), (said, Shown(shown, Note("report.caption_units"), "units")))


def intra(
    codings: pd.DataFrame, project: HasFrames, book: Codebook | None, how: Mapping[str, Any]
) -> Iterator[Section]:
    """Each coder against herself, where documents were coded again in the round *intra*."""
    if "round" not in codings or not bool((codings["round"] == "intra").any()):
        return
    twice = units(codings[codings["round"].isin(["main", "intra"]).to_numpy(dtype=bool)], project, **how)
    table = _short(agreement(twice, codebook=book, by="pair"))
    names = table.frame["key"].str.replace("@(?:main|intra)", "", regex=True).str.split("|")
    alike = [one == other for one, other in names]
    frame = table.frame[alike].assign(by="coder", key=[one for one, other in names if one == other])
    if len(frame):
        table = replace(
            table,
            frame=frame.reset_index(drop=True),
            recipe=replace(table.recipe, arguments={**table.recipe.arguments, "by": "coder"}),
        )
        yield Section(Note("heading.intra"), (Shown(table, Note("report.caption_intra"), "intra"),))


def facets(
    chosen: pd.DataFrame, project: HasFrames, book: Codebook | None, how: Mapping[str, Any], used: list[str]
) -> Iterator[Section]:
    """The values of each facet, over codes, where two coders applied the same code to the same unit."""
    names = [
        str(name) for name in chosen.columns if str(name).startswith("facet.") and bool(chosen[name].notna().any())
    ]
    found = []
    for name in names:
        table = agreement(units(chosen, project, **how, value=name), codebook=book)
        line = table.frame[table.frame["key"] == OVERALL]
        found.append((name.removeprefix("facet."), table, line.assign(by="facet", key=name.removeprefix("facet."))))
    if not found:
        return
    frame = pd.concat([line for _, _, line in found], ignore_index=True)
    _, first, _ = found[0]
    labels = {key: book.facets[key].label for key, _, _ in found if book is not None and key in book.facets}
    notes = [note for _, table, _ in found for note in table.notes if note.key.startswith("measure.alpha_facet")]
    recipe = replace(first.recipe, arguments={**first.recipe.arguments, "by": "facet", "value": names})
    kept = frame.drop(columns=[name for name in COUNTS if not bool(frame[name].notna().any())])
    table = replace(first, frame=kept, recipe=recipe, labels=labels, within={}, notes=tuple(_labelled(notes, labels)))
    used.append("alpha_ordinal")
    yield Section(
        Note("heading.facets"), (_said(Note("report.facets")), Shown(table, Note("report.caption_facets"), "facets"))
    )


def _labelled(notes: Sequence[Note], labels: Mapping[str, Mapping[str, str]]) -> Iterator[Note]:
    """The notes with facets by their labels."""
    for note in notes:
        name = note.values.get("facet")
        yield Note(note.key, {**note.values, "facet": labels.get(str(name), name)})


def passages(
    chosen: pd.DataFrame, project: HasFrames, coders: Sequence[str] | None, used: list[str]
) -> Iterator[Section]:
    """Where coders marked, with which code, and how many passages have a partner."""
    found = passages_table(chosen, project, coders)
    if found is None:
        return
    table, said = found
    used.extend(USED)
    notes = _but(
        table.notes, *SAID, *(f"measure.{name}" for name in COEFFICIENTS), "measure.positive", "n.pairs_of_coders"
    )
    shown = Shown(replace(table, notes=notes), Note("report.caption_passages"), "passages")
    yield Section(Note("heading.passages"), (_said(Note("report.passages"), *said), shown))


def differences(chosen: pd.DataFrame, project: HasFrames, coders: Sequence[str] | None) -> Iterator[Section]:
    """The dearest disagreements, with the words of both."""
    try:
        table = span_disagreements(chosen, project, coders=coders)
    except CallError:
        return
    if not len(table.frame):
        return
    worst = table.frame.head(WORST).reset_index(drop=True).drop(columns=list(MEASURED))
    for name in ("quote_a", "quote_b"):
        worst[name] = [_cut(text) for text in worst[name]]
    labels = {**table.labels, **dict(_sides(worst))}
    shown = Shown(
        replace(table, frame=worst, labels=labels, notes=_but(table.notes, "layer.coders", "n.disagreements")),
        Note("report.caption_differences", {"count": len(worst)}), "disagreements",
    )  # fmt: skip
    said = _said(Note("report.differences", {"count": len(table.frame)}))
    yield Section(Note("heading.differences"), (said, shown), team=True)


def confused(chosen: pd.DataFrame, project: HasFrames, coders: Sequence[str] | None) -> Iterator[Section]:
    """The codes that most often stand in each other's place, each two once."""
    matrix = confusion(chosen, project, coders=coders)
    counts: dict[tuple[str, str], int] = {}
    for one in matrix.frame.index:
        for other in matrix.frame.columns:
            if one != other:
                pair = (min(one, other), max(one, other))
                counts[pair] = counts.get(pair, 0) + int(matrix.frame.loc[one, other])
    ways = 2 if any(note.key == "n.both_ways" for note in matrix.notes) else 1
    rows = sorted(
        ((count // ways, *pair) for pair, count in counts.items() if count), key=lambda row: (-row[0], row[1:])
    )
    if not rows:
        return
    frame = pd.DataFrame(
        [(one, other, count) for count, one, other in rows[:WORST]], columns=["code", "instead", "how_often"]
    )
    labels = {
        key: axis.labels[key] for axis in (matrix.rows, matrix.columns) for key in axis.keys if key in axis.labels
    }
    notes = _but(matrix.notes, "layer.coders", "n.both_ways")
    table = Table("frame", frame, matrix.recipe, notes=notes, labels=labels)
    said = _said(Note("report.confused", {"count": sum(count for count, *_ in rows)}))
    yield Section(Note("heading.confused"), (said, Shown(table, Note("report.caption_confusion"), "confusion")))


def _sides(worst: pd.DataFrame) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Heads that name the two coders, where all lines are of the same two."""
    for side in "ab":
        names = set(worst[f"coder_{side}"].astype(str))
        if len(names) == 1:
            (name,) = names
            yield f"code_{side}", {"nl": f"code van {name}", "en": f"code of {name}"}
            yield f"quote_{side}", {"nl": f"passage van {name}", "en": f"passage of {name}"}


def _cut(text: Any) -> Any:
    """What was said, as far as a table can hold it."""
    if not isinstance(text, str) or len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(' ')[0]} […]"


def _short(table: Table) -> Table:
    """A table whose notes leave out what the report said already."""
    return replace(table, notes=_but(table.notes, *SAID, "measure.positive", "measure.threshold"))


def _but(notes: Sequence[Note], *keys: str) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.key not in keys)


def _said(*notes: Note) -> Paragraph:
    return Paragraph(notes)


def _line(table: Table, key: str) -> pd.Series:
    frame = table.frame
    return frame[(frame["key"] == key) & (frame["coefficient"] == "alpha")].iloc[0]


def _labels(table: Table, keys: Sequence[str]) -> list[Mapping[str, str] | str]:
    """Codes by their labels, in the order given."""
    return [table.labels.get(str(key), str(key)) for key in keys]
