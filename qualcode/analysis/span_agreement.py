"""How far coders agree on the passages they marked themselves: per code, over codes, per depth, pair or document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.agreement_parts import OVERALL, RARE, Choice, comparable_names
from qualcode.analysis.agreement_table import table_of_rows
from qualcode.analysis.bands import check_scheme
from qualcode.analysis.pooling import Pooled, pooled
from qualcode.analysis.span_domains import OF_CODES, OF_PARENTS, Marks, Texts, among, together, within
from qualcode.analysis.spans import spans
from qualcode.analysis.units import document_labels
from qualcode.columns import AGREEMENT
from qualcode.errors import CallError, NothingToCompare, did_you_mean
from qualcode.table import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames
    from qualcode.table import Table

BY: tuple[str, ...] = ("code", "depth", "pair", "document")
INTERVALS: tuple[str, ...] = ("document", "bootstrap")
COEFFICIENTS: tuple[str, ...] = (*OF_CODES, *OF_PARENTS)


def span_agreement(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    by: str = "code",
    coders: Sequence[str] | None = None,
    depth: int | None = None,
    coefficients: Sequence[str] = ("bar_u_alpha", "span_f1_overlap", "cu_alpha"),
    interval: str | None = "document",
    confidence: float = 0.95,
    seed: int | None = None,
    threshold: float | None = None,
    bands: str | None = None,
) -> Table:
    """How far coders agree on where in the informants' talk a code stands, when each has chosen the bounds of passages.

    Each code is a continuum of its own, marked or not, so codes may lie over each other; what a coder marked twice with one code is
    one span, and what lies below a code counts for it.

    Parameters
    ----------
    codings
        Readings of one round, such as ``project.codings(round="main")``, or of *main* and *intra* for the same coder twice.
    project
        An open project, or `Frames`: turns, documents, coverage, codebook.
    by
        ``code``: a row a code, the last over codes. ``depth``, ``pair``, ``document``: over codes.
    coders, depth
        Whom to compare; depth of the codes, None for all, and over codes for those without subcodes.
    coefficients
        Of a code: ``bar_u_alpha`` (|uα, marked or not), ``span_f1`` (same bounds), ``span_f1_overlap`` (a character in common),
        ``character_kappa`` (two coders). Of a parent: ``cu_alpha`` (which of the codes right below it, where two marked something),
        ``u_alpha``, ``character_alpha``; these allow a coder one of them at a time: where that is not so they are NaN and the note tells.
    interval
        ``document`` (delete one, t), ``bootstrap`` over documents, or None. There is none over characters or spans.
    confidence, seed, threshold, bands
        As in `agreement`.

    Returns
    -------
    A table (columns `AGREEMENT`, ``metric`` "spans"). ``units`` counts spans; ``both only_a only_b`` spans with and without a partner by
    overlap, summed over pairs of coders; ``neither`` is NaN: what nobody marked has no number. Over codes the alphas and kappa are
    1 - sum of observed / sum of expected disagreement, each within its code or parent; F1 adds up spans.

    Raises
    ------
    NothingToCompare
        No document was finished by two coders; the message says who finished what.

    Examples
    --------
    >>> from qualcode.frames import Frames
    >>> turns = pd.DataFrame({"turn": ["d/0"], "document": "d", "start": [0], "end": [60], "role": ["leraar"], "text": ["x" * 60]})
    >>> rows = [("amal", 0, 10), ("amal", 30, 40), ("bo", 2, 12)]
    >>> codings = pd.DataFrame(rows, columns=["coder", "start", "end"]).assign(document="d", code="regie")
    >>> table = span_agreement(codings, Frames(documents=pd.DataFrame({"document": ["d"]}), turns=turns), interval=None)
    >>> table.frame[["key", "coefficient", "both", "only_a", "only_b", "note"]].values.tolist()[:1]
    [['regie', 'bar_u_alpha', 1, 1, 0, 'too_rare']]
    """
    _check(by, coefficients, interval, confidence, threshold)
    check_scheme(bands)
    book = project.codebook
    marked = spans(codings, project, coders=coders)
    _comparable(marked, codings)
    keys = tuple(sorted(marked["code"].unique())) if book is None else book.keys
    marks = Marks(marked, book)
    choice = Choice(book, keys, tuple(coefficients), interval, confidence, seed, "spans")
    lines = _lines(marks, marked, by, depth, choice)
    frame = pd.DataFrame([row for line in lines for row in line.rows(by, choice)])[list(AGREEMENT)]
    about = {
        "unit": "span", "state": dict(project.state), "labels": document_labels(project),
        "outside": marked.attrs["spans"]["outside"],
    }  # fmt: skip
    arguments = {
        "by": by, "coefficients": list(coefficients), "interval": interval, "confidence": confidence, "depth": depth,
        "seed": seed,
    }  # fmt: skip
    held = {name: given for name, given in (("threshold", threshold), ("bands", bands)) if given is not None}
    rounds = sorted(codings["round"].astype(str).unique()) if "round" in codings else []
    return table_of_rows(
        frame, choice, about, function="span_agreement", arguments=arguments, held=held, rounds=rounds,
        coders=marks.names, documents=len(marks.documents), measures=_notes(marks, choice, about["outside"]),
    )  # fmt: skip


def _check(
    by: str, coefficients: Sequence[str], interval: str | None, confidence: float, threshold: float | None
) -> None:
    if by not in BY:
        raise CallError(f'No agreement of spans by "{by}"; there are {", ".join(BY)}.{did_you_mean(by, BY)}')
    if isinstance(coefficients, str) or not coefficients:
        raise CallError('coefficients= is a list of names, such as ("bar_u_alpha", "span_f1").')
    for name in coefficients:
        if name not in COEFFICIENTS:
            known = ", ".join(COEFFICIENTS)
            raise CallError(f'No coefficient "{name}" of spans; there are {known}.{did_you_mean(name, COEFFICIENTS)}')
    if interval is not None and interval not in INTERVALS:
        then = "Characters and spans of one document are not independent."
        raise CallError(
            f'Spans have an interval over documents ("document", "bootstrap") or none, not "{interval}". {then}'
        )
    if not 0 < confidence < 1:
        raise CallError(f"confidence= lies between 0 and 1, not {confidence}.")
    if threshold is not None and not -1 <= threshold <= 1:
        raise CallError(f"threshold= lies between -1 and 1, not {threshold}.")


def _comparable(marked: pd.DataFrame, codings: pd.DataFrame) -> None:
    """Two coders must have finished one document."""
    if marked.attrs["spans"]["read"]:
        return
    done = codings.groupby(codings["coder"].astype(str), observed=True)["document"].nunique()
    coded = ", ".join(f"{coder} {count}" for coder, count in done.items()) or "nobody"
    raise NothingToCompare(f"No document was finished by two coders. Documents coded: {coded}. See `qualcode status`.")


@dataclass(frozen=True)
class _Line:
    """One line of the table: the spans and codes that it is made of, `documents` where it is of some of them.

    `single`: the line of one code.
    """

    marks: Marks
    key: str
    codes: tuple[str, ...]
    single: bool = False
    documents: np.ndarray | None = None

    def rows(self, by: str, choice: Choice) -> Iterator[dict[str, Any]]:
        """A row for each coefficient."""
        texts = [self.marks.one(code) for code in self.codes]
        every = np.ones(len(self.marks.documents), dtype=bool)
        kept = every if self.documents is None else self.documents
        read = np.zeros(len(every), dtype=bool)
        coders = np.zeros(len(self.marks.names), dtype=bool)
        count = np.zeros(4, dtype=np.int64)
        for one in texts:
            read[one.home] = True
            coders |= one.line.readers[kept[one.home]].any(axis=0)
            count += one.counts(len(every))[kept].sum(axis=0)
        spans, both, first, second = count.tolist()
        counts = {
            "by": by, "key": self.key, "metric": "spans", "units": spans, "documents": int((read & kept).sum()),
            "coders": int(coders.sum()), "both": both, "only_a": first - both, "only_b": second - both, "neither": np.nan,
            "positive": 2 * both / (first + second) if first + second - both >= RARE else np.nan,
        }  # fmt: skip
        for name in choice.coefficients:
            found = self._found(name, kept, choice, counts)
            yield counts | {"coefficient": name, **{k: getattr(found, k) for k in _OF_POOLED}}

    def _found(self, name: str, kept: np.ndarray, choice: Choice, counts: dict[str, Any]) -> Pooled:
        applied = counts["both"] + counts["only_a"] + counts["only_b"]
        nothing = Pooled(np.nan, np.nan, np.nan)
        if counts["documents"] == 0:
            return replace(nothing, note="no_units")
        if applied < RARE:
            return replace(nothing, note="too_rare" if applied else "never_applied")
        if name == "character_kappa" and counts["coders"] != 2:
            return replace(nothing, note="two_coders")
        texts, why = self._texts(name)
        strata = [one.stratum(name) for one in texts if len(one.home)]
        strata = together(strata) if name.startswith("span_f1") else strata
        strata = strata if kept.all() else [within(one, kept) for one in strata]
        found = pooled(strata, len(kept), interval=choice.interval, confidence=choice.confidence, seed=choice.seed)
        if np.isnan(found.value):
            return replace(found, note=why)
        if name == "cu_alpha" and counts["coders"] > 2:
            return replace(found, note="; ".join(filter(None, [found.note, "trial"])))
        return found

    def _texts(self, name: str) -> tuple[list[Texts], str]:
        """What a value is made of, and why it may be undefined."""
        book = self.marks.book
        if name in OF_CODES:
            return [self.marks.one(code) for code in self.codes], "one_value"
        if book is None or (self.single and not book.children(self.key)):
            return (
                ([], "one_code") if name == "cu_alpha" else ([self.marks.one(code) for code in self.codes], "one_value")
            )
        parents = [self.key] if self.single else _parents(self.codes, book)
        if not parents:
            return [], "one_code"
        clean = [text for text in map(self.marks.parent, parents) if not text.overlapping()]
        if not clean:
            return [], "overlapping"
        return clean, "no_shared_text" if name == "cu_alpha" else "one_value"


_OF_POOLED = ("value", "se", "low", "high", "method", "observed", "expected", "note")


def _parents(codes: Sequence[str], book: Codebook) -> list[str]:
    """The codes right above some codes, each once."""
    return list(dict.fromkeys(parent for parent in map(book.parent, codes) if parent is not None))


def _lines(marks: Marks, marked: pd.DataFrame, by: str, depth: int | None, choice: Choice) -> Iterator[_Line]:
    """The lines of the table, in its order."""
    over = choice.at(depth)
    if by == "code":
        for code in choice.codes if depth is None else over:
            yield _Line(marks, code, (code,), single=True)
        yield _Line(marks, OVERALL, over)
    elif by == "depth":
        for level in range(1, (1 if choice.codebook is None else choice.codebook.height) + 1):
            yield _Line(marks, str(level), choice.at(level))
    elif by == "pair":
        for one, other in combinations(marks.names, 2):
            if comparable_names(one, other):
                yield _Line(Marks(among(marked, (one, other)), choice.codebook), f"{one}|{other}", over)
    else:
        for place, document in enumerate(marks.documents):
            yield _Line(marks, document, over, documents=np.arange(len(marks.documents)) == place)
        yield _Line(marks, OVERALL, over)


def _notes(marks: Marks, choice: Choice, outside: int) -> list[Note]:
    """What was computed, what was left out, and where coders marked two codes of one parent at once."""
    notes = [Note(f"measure.{name}") for name in choice.coefficients]
    notes += [Note("n.spans_outside", {"count": outside})] if outside else []
    if choice.codebook is not None and set(choice.coefficients) & set(OF_PARENTS):
        parents = [code for code in choice.codebook.keys if choice.codebook.children(code)]
        found = {parent: len(marks.parent(parent).overlapping()) for parent in parents}
        listed = [f"{parent} ({count})" for parent, count in found.items() if count]
        if listed:
            notes.append(Note("n.spans_overlapping", {"count": sum(found.values()), "parents": listed}))
    return notes
