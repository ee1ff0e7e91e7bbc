"""The reliability report: all that a methodologist asks of a comparison of coders, as tables and statements in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.analysis import reliability_parts as parts
from qualcode.analysis.agreement import OVERALL, agreement
from qualcode.analysis.reliability_facts import compared, facts, methods
from qualcode.analysis.rules import decided, written_rules
from qualcode.analysis.sources import definitions, references
from qualcode.analysis.units import units
from qualcode.columns import require
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Note, Paragraph, Report, Section, Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from qualcode.analysis.reliability_facts import Compared
    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames
    from qualcode.table import Recipe, Table

    Progress = Callable[[str, int, int], None]

#: The steps that take time, as progress names them.
STEPS = ("units", "codes", "pairs", "facets", "spans", "disagreements")
COEFFICIENTS = ("alpha", "ac1", "percent")
#: What every report uses, as its list of measures names it.
USED = ("alpha", "over_codes", "interval", "positive", "percent", "ac1")


def reliability(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    unit: str = "turn",
    coders: Sequence[str] | None = None,
    round: str = "main",  # noqa: A002  the study's word
    min_words: int = 4,
    min_covered: int = 3,
    threshold: float | None = None,
    bands: str | None = None,
    study: str = "",
    sampled: str = "",
    planned_unit: str = "",
    decisions: pd.DataFrame | None = None,
    progress: Progress | None = None,
) -> Report:
    """How reliable the coding of one round is, with everything that is needed to judge the number.

    Parameters
    ----------
    codings
        Readings of all rounds (`CODINGS`), such as ``project.codings(round=None)``.
    project
        An open project, or `Frames`: gives turns, documents, coverage and the codebook.
    unit, coders, min_words, min_covered
        What coders are compared on, and whom, as for `units`.
    round
        The round that is reported; the others stand beside it in one small table.
    threshold
        The study's threshold: lower limits are held against it. No value is called good or bad.
    bands
        ``landis-koch``, ``altman`` or ``krippendorff``, for whoever must report words; none without being asked for.
    study, sampled
        The study's name; how the documents that two coders read were drawn, in words. Without it the report says that nothing is on record.
    planned_unit
        The unit that the study had agreed on: the report says so where it is another.
    decisions
        What meetings decided (``document start end code decision reason rule``), for the appendix.
    progress
        Called with the step, how many are done, and of how many.

    Returns
    -------
    A `Report` to write as .docx, .xlsx, .html, .md or .txt, in Dutch or English. Its numbers are those of `agreement`, `disagreements` and
    the coefficients of marked spans, called with the same codings.

    Raises
    ------
    NothingToCompare
        No unit was read by two coders; the message says who finished what.
    CallError
        A round in which nothing was coded; an unknown unit, coder or scheme of bands.

    Examples
    --------
    >>> import pandas as pd
    >>> from qualcode.frames import Frames
    >>> turns = pd.DataFrame({"turn": [f"d/{at}" for at in range(12)], "document": "d", "start": range(0, 240, 20),
    ...                       "end": range(20, 260, 20), "role": "leraar", "text": "Ze kiezen dat zelf. "})
    >>> codings = pd.DataFrame({"coder": ["amal", "bo"] * 10, "document": "d", "start": [at for at in range(0, 200, 20) for _ in "ab"],
    ...                         "end": [at + 19 for at in range(0, 200, 20) for _ in "ab"], "code": "zelfregie"})
    >>> report = reliability(codings, Frames(documents=pd.DataFrame({"document": ["d"]}), turns=turns))
    >>> float(report.tables[0].frame["value"].iloc[0])
    1.0
    """
    step = _steps(progress)
    step()
    chosen = _of_round(codings, round)
    how: dict[str, Any] = {"by": unit, "coders": coders, "min_words": min_words, "min_covered": min_covered}
    material = units(chosen, project, **how)
    book = project.codebook
    step()
    table = agreement(
        material, codebook=book, coefficients=COEFFICIENTS, threshold=threshold, bands=bands, prevalence=True
    )
    what = compared(
        material, project, study=study, round=round, sampled=sampled, planned_unit=planned_unit, threshold=threshold
    )
    used = [*USED, *([bands] if bands else [])]
    body = [*parts.over_codes(material, book, table), *parts.per_code(table, threshold), *parts.beside(table)]
    step()
    body += [*parts.pairs(material, book, what.coders), *parts.rounds(codings, project, how)]
    body += [*parts.intra(codings, project, book, how), *parts.other_units(chosen, project, how)]
    step()
    body += parts.facets(chosen, project, book, how, used)
    step()
    body += parts.passages(chosen, project, coders, used)
    step()
    body += [*parts.differences(chosen, project, coders), *parts.confused(chosen, project, coders)]
    return Report(
        title=Note("report.title"),
        subtitle=Note("report.subtitle" if study else "report.round", {"study": study, "round": f"@value.{round}"}),
        sections=(*_head(table, what), *body, *_tail(used, table.recipe, book), *_appendix(table, project, decisions)),
        recipe=table.recipe,
        coders=what.coders,
    )


def _steps(progress: Progress | None) -> Callable[[], None]:
    """Tells of each step in turn."""
    names = iter(enumerate(STEPS))

    def step() -> None:
        at, name = next(names)
        if progress is not None:
            progress(name, at, len(STEPS))

    return step


def _of_round(codings: pd.DataFrame, round: str) -> pd.DataFrame:  # noqa: A002
    """The codings of the round that is reported."""
    require(codings, ["coder", "document", "start", "end", "code"], "reliability(codings)")
    if "round" not in codings or not len(codings):
        return codings
    known = sorted(codings["round"].astype(str).unique())
    if round not in known:
        raise CallError(
            f'Nothing was coded in round "{round}"; there are {", ".join(known)}.{did_you_mean(round, known)}'
        )
    return codings[(codings["round"] == round).to_numpy(dtype=bool)].reset_index(drop=True)


def _head(table: Table, what: Compared) -> Iterator[Section]:
    """What was compared, and the paragraph for a methods section."""
    yield Section(Note("heading.compared"), (facts(what),))
    rare = int((_alphas(table)["note"] == "too_rare").sum())
    yield Section(Note("heading.methods"), methods(what, table, rare))


def _alphas(table: Table) -> pd.DataFrame:
    frame = table.frame
    return frame[(frame["coefficient"] == "alpha") & (frame["key"] != OVERALL)]


def _tail(used: list[str], recipe: Recipe, book: Codebook | None) -> Iterator[Section]:
    """What each measure is, where it comes from, and how the report was made."""
    measures = list(dict.fromkeys(used))
    said = Paragraph((Note("report.definitions"),))
    yield Section(Note("heading.definitions"), (said, *definitions(measures)))
    yield Section(Note("heading.references"), tuple(references(measures, recipe.version)))
    codebook = f"{book.name} {book.version}" if book is not None else "–"
    made = Note("report.made", {"version": recipe.version, "id": recipe.id, "codebook": codebook})
    yield Section(Note("heading.made"), (Paragraph((made,)),))


def _appendix(table: Table, project: HasFrames, decisions: pd.DataFrame | None) -> Iterator[Section]:
    """The rules that coders coded by, and what meetings decided."""
    book = project.codebook
    if book is not None:
        rules = written_rules(book, project.coverage(), table.recipe)
        if len(rules.frame):
            yield Section(Note("heading.rules"), (Shown(rules, Note("report.caption_rules"), "rules"),))
    if decisions is not None and len(decisions):
        documents = project.documents()
        names = dict(zip(documents["document"].astype(str), documents.get("name", documents["document"]), strict=True))
        made = decided(decisions, names, book, table.recipe)
        yield Section(
            Note("heading.decisions"), (Shown(made, Note("report.caption_decisions"), "decisions"),), team=True
        )
