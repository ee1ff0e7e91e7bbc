"""What a reliability report says of the comparison itself: documents, coders, units, versions, and the paragraph for a methods section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.analysis.agreement import OVERALL
from qualcode.table import Facts, Note, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames
    from qualcode.table import Table


@dataclass(frozen=True)
class Compared:
    """What was compared, counted.

    `units` those that at least two coders judged, of `of_units` in documents that anybody finished; `documents` likewise.
    """

    study: str
    round: str
    unit: str
    coders: tuple[str, ...]
    each: Mapping[str, int]
    documents: tuple[str, ...]
    of_documents: int
    units: int
    of_units: int
    versions: tuple[str, ...]
    codebook: str
    min_words: int
    min_covered: int
    sampled: str = ""
    planned_unit: str = ""
    threshold: float | None = None

    @property
    def share(self) -> float:
        """The share of units that at least two coders judged."""
        return self.units / self.of_units if self.of_units else float("nan")


def compared(
    units: pd.DataFrame, project: HasFrames, *, study: str, round: str, sampled: str, planned_unit: str,  # noqa: A002
    threshold: float | None,
) -> Compared:  # fmt: skip
    """Count what was compared in units that `units` made."""
    about: dict[str, Any] = units.attrs.get("units", {})
    readers = units.groupby("unit", observed=True)["coder"].nunique()
    twice = units[units["unit"].map(readers).to_numpy() > 1]
    labels = about.get("labels", {}).get("document", {})
    order = list(dict.fromkeys(twice["document"].astype(str)))
    each = twice.groupby(twice["coder"].astype(str))["document"].nunique()
    book: Codebook | None = project.codebook
    return Compared(
        study=study, round=round, unit=about.get("unit", "turn"), coders=tuple(sorted(each.index)),
        each={str(coder): int(count) for coder, count in each.items()},
        documents=tuple(labels.get(document, {}).get("nl", document) for document in order),
        of_documents=len(project.documents()), units=int((readers > 1).sum()), of_units=len(readers),
        versions=tuple(sorted({str(version) for version in twice["version"].dropna()})) if "version" in twice else (),
        codebook="" if book is None else f"{book.name} {book.version}",
        min_words=int(about.get("min_words", 4)), min_covered=int(about.get("min_covered", 3)),
        sampled=sampled, planned_unit=planned_unit, threshold=threshold,
    )  # fmt: skip


def facts(what: Compared) -> Facts:
    """The table at the head of the report."""
    return Facts(Note("report.caption_facts"), tuple(_lines(what)), "facts")


def _lines(what: Compared) -> Iterator[tuple[str, tuple[Note, ...]]]:
    yield "facts.study", (Note("report.as_it_is", {"text": what.study or "–"}),)
    yield "facts.documents", (Note("report.documents", {"count": len(what.documents), "of": what.of_documents}),)
    if what.documents:
        yield "facts.names", (Note("report.documents_named", {"documents": what.documents}),)
    if what.sampled:
        yield "facts.sampled", (Note("report.as_it_is", {"text": what.sampled}),)
    else:
        yield "facts.sampled", (Note("report.not_stated"),)
    yield "facts.when", (Note("report.after" if what.round == "after" else "report.before"),)
    each = tuple(Note("report.coder_documents", {"coder": coder, "count": what.each[coder]}) for coder in what.coders)
    yield "facts.coders", (Note("report.coders", {"count": len(what.coders)}), *each)
    yield "facts.round", (Note("report.round", {"round": f"@value.{what.round}"}),)
    yield "facts.unit", tuple(unit_notes(what))
    yield "facts.units", (Note("report.units", {"count": what.units, "of": what.of_units, "share": what.share * 100}),)
    if what.codebook:
        versions = Note("report.versions", {"versions": what.versions}) if what.versions else None
        said = Note("report.codebook", {"codebook": what.codebook})
        yield "facts.codebook", (said, versions) if versions else (said,)
    if what.threshold is not None:
        yield "facts.threshold", (Note("report.threshold", {"threshold": what.threshold}),)


def unit_notes(what: Compared) -> Iterator[Note]:
    """The unit, when it bears a code, and whether the study had planned another."""
    values = {"unit": f"@term.{what.unit}", "min_words": what.min_words, "min_covered": what.min_covered}
    yield Note("report.unit", values)
    if what.planned_unit and what.planned_unit != what.unit:
        yield Note("report.unit_deviates", {"planned": f"@term.{what.planned_unit}"})


def methods(what: Compared, codes: Table, rare: int) -> tuple[Paragraph, Paragraph]:
    """The paragraph for a methods section, in Dutch and in English, with the numbers filled in."""
    notes = tuple(_methods(what, codes, rare))
    return Paragraph(notes, lang="nl"), Paragraph(notes, lang="en")


def _methods(what: Compared, codes: Table, rare: int) -> Iterator[Note]:
    alpha = codes.frame[codes.frame["coefficient"] == "alpha"]
    whole = alpha[alpha["key"] == OVERALL].iloc[0]
    lines = alpha[(alpha["key"] != OVERALL) & alpha["value"].notna()].sort_values("value", kind="stable")
    counts = {
        "coders": len(what.coders), "documents": len(what.documents), "of": what.of_documents, "units": what.units,
    }  # fmt: skip
    many = "" if len(what.coders) == 2 else "_many"
    yield Note(f"methods.{'after' if what.round == 'after' else 'compared'}{many}", counts)
    yield Note("methods.sampled", {"text": what.sampled}) if what.sampled else Note("methods.not_stated")
    yield Note("methods.unit", {"unit": f"@term.{what.unit}", "min_covered": what.min_covered})
    yield Note("methods.alpha")
    if whole["value"] == whole["value"]:
        limits = {"alpha": float(whole["value"]), "low": float(whole["low"]), "high": float(whole["high"])}
        bounded = limits["low"] == limits["low"]
        yield Note("methods.overall" if bounded else "methods.overall_bare", limits)
    if len(lines):
        low, high = lines.iloc[0], lines.iloc[-1]
        yield Note("methods.range", {
            "count": len(lines), "median": float(lines["value"].median()),
            "least": float(low["value"]), "least_code": codes.labels.get(low["key"], low["key"]),
            "most": float(high["value"]), "most_code": codes.labels.get(high["key"], high["key"]),
        })  # fmt: skip
    if rare:
        yield Note("methods.rare", {"count": rare})
    if what.threshold is not None and bool(lines["low"].notna().any()):
        above, of = int((lines["low"] >= what.threshold).sum()), int(lines["low"].notna().sum())
        yield Note("methods.threshold", {"threshold": what.threshold, "above": above, "of": of})
    recipe = codes.recipe
    yield Note("methods.software", {"version": recipe.version, "codebook": what.codebook or "–", "id": recipe.id})
