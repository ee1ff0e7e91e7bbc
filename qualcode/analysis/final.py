"""The layer of reports: per document and code the consensus where it is complete, else the responsible coder's reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.coverage import judged
from qualcode.columns import COVERAGE, require
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qualcode.codebook import Codebook

RULES: tuple[str, ...] = ("consensus-else-responsible", "responsible", "consensus")
#: Consensus of a trial round decides nothing in a report.
TRIALS: tuple[str, ...] = ("pilot", "calibration")


@dataclass(frozen=True)
class Part:
    """One piece of the final layer: what a layer, coder and round decide in one document."""

    document: str
    layer: str
    coder: str
    round: str
    codes: frozenset[str]
    #: Codings of codes that the reading did not judge under its version are still evidence.
    also: frozenset[str] = frozenset()

    @property
    def bears(self) -> frozenset[str]:
        """The codes whose codings this part brings."""
        return self.codes | self.also


def final(
    codings: pd.DataFrame,
    coverage: pd.DataFrame,
    documents: pd.DataFrame,
    codebook: Codebook,
    rule: str = "consensus-else-responsible",
    withdrawn: Collection[str] = (),
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The definitive coding, decided per document and code, and the coverage rows that go with it.

    Where the consensus of a document is finished and covers the code, it stands. Else the responsible coder's finished
    main reading, in which finished *recode* rows replace their codes and later additions (round *after*) and removals
    (`withdrawn`) are applied. Else nothing: the document is not coded yet for that code.

    Parameters
    ----------
    codings
        All layers and rounds (`CODINGS`).
    coverage
        Stored rows (`COVERAGE`), without derived ones.
    documents
        Gives each document's ``responsible`` coder; assigned, never guessed.
    rule
        ``"consensus-else-responsible"``, ``"responsible"`` or ``"consensus"``.
    withdrawn
        Ids of codings that the responsible coder took back in round *after*; they stay in the frozen reading.

    Returns
    -------
    Two frames: the codings (layer ``final``, ids, coder and round as they were made) and the coverage (layer ``final``, coder
    ``consensus`` or the responsible coder, state ``finished``, codes in the terms of the codebook in force).
    """
    require(codings, ["coding", "layer", "coder", "round", "code", "document"], "final(codings)")
    require(coverage, COVERAGE, "final(coverage)")
    require(documents, ["document", "responsible"], "final(documents)")
    if rule not in RULES:
        raise CallError(
            f'No rule "{rule}" for the final layer; there are {", ".join(RULES)}.{did_you_mean(rule, RULES)}'
        )
    done = coverage[(coverage["state"] == "finished").to_numpy(dtype=bool)]
    by_document = dict(list(done.groupby("document", observed=True, sort=False)))
    parts: list[Part] = []
    for document, responsible in zip(documents["document"], documents["responsible"], strict=True):
        if document in by_document:
            parts.extend(_parts(document, responsible, by_document[document], codebook, rule))
    return _codings_of(parts, codings, frozenset(withdrawn)), _coverage_of(parts, codebook)


def _parts(document: str, responsible: object, rows: pd.DataFrame, codebook: Codebook, rule: str) -> Iterator[Part]:
    """What decides in one document, strongest first; each part leaves to the next the codes that it does not cover."""
    everything = frozenset(codebook.keys)
    decided: frozenset[str] = frozenset()
    if rule != "responsible":
        consensus = rows[(rows["layer"] == "consensus").to_numpy(dtype=bool) & ~rows["round"].isin(TRIALS)]
        for row in consensus.itertuples():
            codes = judged(row.codes, row.version, codebook) - decided
            decided |= codes
            yield Part(document, "consensus", "consensus", str(row.round), codes)
    if rule == "consensus" or pd.isna(responsible) or not responsible:
        return
    own = rows[((rows["layer"] == "reading") & (rows["coder"] == responsible)).to_numpy(dtype=bool)]
    main = own[(own["round"] == "main").to_numpy(dtype=bool)]
    if not len(main):
        return
    for row in own[(own["round"] == "recode").to_numpy(dtype=bool)].itertuples():
        codes = judged(row.codes, row.version, codebook) - decided
        decided |= codes
        yield Part(document, "reading", str(responsible), "recode", codes)
    for row in main.itertuples():
        codes = judged(row.codes, row.version, codebook) - decided
        yield Part(document, "reading", str(responsible), "main", codes, everything - decided)
        decided |= codes


def _codings_of(parts: list[Part], codings: pd.DataFrame, withdrawn: frozenset[str]) -> pd.DataFrame:
    """The codings that the parts bring, each once, in the order of the frame."""
    wanted = _wanted(parts)
    groups, inverse = _groups(codings)
    code = codings["code"].astype("category")
    columns = {key: number for number, key in enumerate(code.cat.categories)}
    takes = np.zeros((len(groups), len(columns)), dtype=bool)
    for row, group in enumerate(groups):
        takes[row, [columns[key] for key in wanted.get(group, ()) if key in columns]] = True
    keep = takes[inverse, code.cat.codes.to_numpy()] if len(codings) else np.zeros(0, dtype=bool)
    if withdrawn:
        keep &= ~codings["coding"].isin(list(withdrawn)).to_numpy(dtype=bool)
    chosen = codings[keep].reset_index(drop=True)
    return chosen.assign(layer=pd.Categorical(["final"] * len(chosen), categories=["final"]))


def _wanted(parts: list[Part]) -> dict[tuple[str, str, str, str], set[str]]:
    """Which codes are taken from which layer, coder and round of a document; later additions go with the main reading."""
    wanted: dict[tuple[str, str, str, str], set[str]] = {}
    for part in parts:
        coder = "" if part.layer == "consensus" else part.coder
        for round_ in (part.round, "after") if part.round == "main" and part.layer == "reading" else (part.round,):
            wanted.setdefault((part.document, part.layer, coder, round_), set()).update(part.bears)
    return wanted


def _groups(codings: pd.DataFrame) -> tuple[list[tuple[str, str, str, str]], np.ndarray]:
    """The documents x layers x coders x rounds that occur, and to which of them each coding belongs."""
    columns = [codings[name].astype("category") for name in ("document", "layer", "coder", "round")]
    key = np.zeros(len(codings), dtype=np.int64)
    for column in columns:
        key = key * max(len(column.cat.categories), 1) + column.cat.codes.to_numpy()
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    found = [tuple(str(column.iloc[row]) for column in columns) for row in first]
    return [(d, layer, "" if layer == "consensus" else coder, r) for d, layer, coder, r in found], inverse


def _coverage_of(parts: list[Part], codebook: Codebook) -> pd.DataFrame:
    """One finished row of layer ``final`` for each part that decides something, in the terms of the codebook in force."""
    rows = [
        ("final", part.coder, part.document, part.round if part.layer == "reading" else "main", codebook.version,
         tuple(sorted(part.codes)), "finished")
        for part in parts
        if part.codes
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COVERAGE))
