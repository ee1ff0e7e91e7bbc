"""How far coders agree: per code, over codes, per depth, pair, document, case, wave, role, round or version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from qualcode.analysis.agreement_counts import counted_rows
from qualcode.analysis.agreement_parts import OVERALL, RARE, Choice, alone, bare, comparable, parts_of
from qualcode.analysis.agreement_table import table_of_rows, then_in_force
from qualcode.analysis.bands import check_scheme
from qualcode.analysis.binary import BINARY
from qualcode.analysis.distances import SET_METRICS
from qualcode.analysis.facet_agreement import Facets, facet_of, facet_rows
from qualcode.analysis.patterns import codes_in, known_code
from qualcode.analysis.set_agreement import set_rows
from qualcode.analysis.sureness import FEW_DOCUMENTS
from qualcode.columns import AGREEMENT, require
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.analysis.distances import Distance
    from qualcode.codebook import Codebook
    from qualcode.table import Table

BY: tuple[str, ...] = ("code", "depth", "pair", "document", "case", "wave", "role", "round", "version")
INTERVALS: tuple[str, ...] = ("document", "unit", "bootstrap")
METRICS: tuple[str, ...] = ("nominal", *SET_METRICS, "tree")


def agreement(
    units: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    by: str = "code",
    coefficients: Sequence[str] = ("alpha",),
    metric: str | Distance = "nominal",
    interval: str | None = "document",
    confidence: float = 0.95,
    depth: int | None = None,
    seed: int | None = None,
    threshold: float | None = None,
    bands: str | None = None,
    prevalence: bool = False,
) -> Table:
    """How far coders agree, beyond chance, on which units bear a code.

    Parameters
    ----------
    units
        One row a unit x coder, as made by `units` (``unit document coder codes``, ``read`` where only some codes were judged). A
        unit that a coder has not read has no row: it is missing, not a "no".
    codebook
        Gives the tree: a parent counts where any code below it is applied, and only where all below it were judged. Without
        one, and for the values of a facet, every value that occurs stands alone.
    by
        ``code``: a row a code, the last over codes. ``depth``: a row for each depth, over its codes. ``pair``: each two coders.
        Else a row for each document, case, wave, role, round or version, over codes.
    coefficients
        ``alpha`` (any number of coders, missing allowed), and as further rows ``percent``, ``positive_agreement``, ``cohen_kappa``,
        ``scott_pi`` (two coders), ``fleiss_kappa``, ``conger_kappa``, ``brennan_prediger``, ``ac1``.
    metric
        ``nominal``: per code, applied or not. ``jaccard``, ``masi``, ``dice``, ``passonneau2004``, ``tree`` (the codebook's tree; see
        `tree_set_distances`) or a function of two frozensets: alpha of the whole sets of codes on a unit, as far as all who read it
        judged the codes; one row over codes, none a code. Name it, and choose it before: each gives another number.
    interval
        ``document``: delete-one-document jackknife, t on documents - 1, from 4 documents on. ``bootstrap``: documents drawn
        again, percentiles. ``unit``: units as if independent, which is too narrow. None.
    depth
        Depth of the codes; None: all codes, and over codes those without subcodes.
    threshold
        The study's threshold: the note says above it how many lower limits lie. No value is called good or bad.
    bands
        ``landis-koch``, ``altman`` or ``krippendorff``: one column more, ``band``, the highest band that is reached with a probability
        of 95 % given the standard error; conventions, not comparable between codes of other prevalence. None: no such words.

    prevalence
        Adds a column ``share.CODER`` for each coder: of the units compared, the share to which they applied the code; over codes,
        of all decisions. It shows who uses a code more.

    Returns
    -------
    A table (columns `AGREEMENT`). ``value``: 1 perfect, 0 as by chance, below 0 worse; NaN where undefined or too rare (fewer than
    10 units to which anyone applied it), with the reason in ``note``. ``both only_a only_b neither`` count units, with more than two
    coders pairs of coders x units; ``positive`` is 2 both / (2 both + only A + only B). ``observed expected`` are disagreement for
    alpha, agreement for the others.

    Raises
    ------
    NothingToCompare
        No unit was read by two coders; the message says who finished what.
    UnknownCode
        A code that the codebook does not have.

    Notes
    -----
    Units made with ``value="facet.NAME"`` are compared otherwise: where two coders applied the same code, did they give it the same value?
    Alpha by rank where the codebook orders the facet, else nominal, each code within its own table; `units` then counts such units.

    Over codes the value is 1 - sum of observed / sum of expected disagreement, each within its code [1]_: coders who apply every code
    independently get 0 however the codes differ. Units read by one coder count nowhere.

    References
    ----------
    .. [1] De Vries, H., et al. (2008). Using pooled kappa to summarize interrater agreement across many items.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = {"amal": "0100000010", "bo": "1110010000"}
    >>> units = pd.DataFrame(
    ...     [(f"d1/{turn}", "d1", coder, ("regie",) if mark == "1" else ())
    ...      for coder, row in marks.items() for turn, mark in enumerate(row)],
    ...     columns=["unit", "document", "coder", "codes"])
    >>> table = agreement(units, by="pair", interval=None)
    >>> table.frame[["key", "both", "only_a", "only_b", "neither", "note"]].to_dict("records")
    [{'key': 'amal|bo', 'both': 1, 'only_a': 1, 'only_b': 3, 'neither': 5, 'note': 'too_rare'}]
    """
    about = units.attrs.get("units", {})
    facet = facet_of(units, about, codebook)
    kind = "facet" if facet else "nominal" if metric == "nominal" else "sets"
    _check(by, coefficients, metric, interval, confidence, kind)
    check_scheme(bands)
    if threshold is not None and not -1 <= threshold <= 1:
        raise CallError(f"threshold= lies between -1 and 1, not {threshold}.")
    column = {"code": [], "depth": [], "pair": []}.get(by, [by])
    require(units, ["unit", "document", "coder", "codes", *column], "agreement(units)")
    codebook = then_in_force(codebook, about)
    if about.get("value", "codes") != "codes" and facet is None:
        codebook = None  # the values of a facet have no place in the tree
    codes = tuple(facet.codes) if facet and codebook is None else codes_in(units) if codebook is None else codebook.keys
    if codebook is not None:
        for code in facet.codes if facet else codes_in(units):
            known_code(code, codebook, codes)
    comparable(units)
    choice = Choice(codebook, codes, tuple(coefficients), interval, confidence, seed, metric, prevalence)
    frame, single, measures = _rows(bare(units), by, depth, choice, kind, facet)
    arguments = {
        "by": by, "coefficients": list(coefficients), "metric": metric if isinstance(metric, str) else "callable",
        "interval": interval, "confidence": confidence, "depth": depth, "seed": seed,
        **({"prevalence": True} if prevalence else {}),
    }  # fmt: skip
    held = {name: given for name, given in (("threshold", threshold), ("bands", bands)) if given is not None}
    table = table_of_rows(
        frame, choice, about, arguments=arguments, held=held, measures=measures, documents=units["document"].nunique(),
        coders=sorted(units["coder"].astype(str).unique()),
        rounds=sorted(units["round"].astype(str).unique()) if "round" in units else [],
    )  # fmt: skip
    return table.with_notes(Note("n.read_once", {"count": single, "by": f"@term.{by}"})) if single else table


def _rows(
    units: pd.DataFrame, by: str, depth: int | None, choice: Choice, kind: str, facet: Facets | None
) -> tuple[pd.DataFrame, int, list[Note]]:
    """The rows of the table, how many parts nobody coded twice, and the notes on what was computed."""
    found, single = [], 0
    for part in parts_of(units, by, depth, choice):
        if facet is not None:
            rows = facet_rows(part, by, choice, facet)
        else:
            rows = set_rows(part, by, choice) if kind == "sets" else counted_rows(part, by, choice)
        single += alone(rows, by)
        found += [] if alone(rows, by) else [rows]
    frame = pd.concat(found, ignore_index=True)
    columns = [*AGREEMENT, *(name for name in frame if name not in AGREEMENT)]
    return frame[columns], single, facet.notes(units, choice, depth) if facet else _measures(choice, kind, by)


def _measures(choice: Choice, kind: str, by: str) -> list[Note]:
    if kind == "sets":
        name = choice.metric if isinstance(choice.metric, str) else "callable"
        notes = [Note("measure.alpha_sets", {"metric": f"@metric.{name}"})]
        return [*notes, Note("measure.no_line_a_code")] if by == "code" else notes
    notes = [Note("measure.alpha")] if "alpha" in choice.coefficients else []
    return [*notes, Note("measure.prevalence")] if choice.prevalence else notes


def _check(
    by: str, coefficients: Sequence[str], metric: str | Distance, interval: str | None, confidence: float, kind: str
) -> None:
    if by not in BY:
        raise CallError(f'No agreement by "{by}"; there are {", ".join(BY)}.{did_you_mean(by, BY)}')
    if interval is not None and interval not in INTERVALS:
        known = ", ".join(INTERVALS)
        raise CallError(f'No interval "{interval}"; there are {known}, or none.{did_you_mean(interval, INTERVALS)}')
    if isinstance(coefficients, str) or not coefficients:
        raise CallError('coefficients= is a list of names, such as ("alpha", "ac1").')
    for name in coefficients:
        if name not in BINARY:
            raise CallError(f'No coefficient "{name}" here; there are {", ".join(BINARY)}.{did_you_mean(name, BINARY)}')
    if not callable(metric) and metric not in METRICS:
        raise CallError(f'No metric "{metric}" here; there are {", ".join(METRICS)}.{did_you_mean(metric, METRICS)}')
    if kind != "nominal" and tuple(coefficients) != ("alpha",):
        what = "Values of a facet" if kind == "facet" else "Sets of codes"
        raise CallError(f'{what} are compared with alpha only: leave coefficients= at ("alpha",).')
    if kind == "facet" and metric != "nominal":
        raise CallError("Values of a facet are compared by rank where the codebook orders them, else as equal or not.")
    if kind == "facet" and interval == "unit":
        raise CallError('Values of a facet have an interval over documents ("document", "bootstrap") or none.')
    if not 0 < confidence < 1:
        raise CallError(f"confidence= lies between 0 and 1, not {confidence}.")


__all__ = ["FEW_DOCUMENTS", "OVERALL", "RARE", "agreement", "bare", "comparable"]
