"""Spans of coders as the coefficients of marked spans take them: on informants' talk only, in documents that two have read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.cutting import informant_turns
from qualcode.analysis.marks import united
from qualcode.analysis.units import finished_by, only_coders, readings
from qualcode.columns import require
from qualcode.errors import CallError, FrameError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

SPANS: tuple[str, ...] = ("document", "coder", "start", "end", "code")


def spans(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    coders: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
) -> pd.DataFrame:
    """What coders marked in the informants' talk of documents that at least two of them have finished.

    The interviewer's words, and what stands before anybody speaks, are taken out of the text: positions count the characters of informants'
    talk, turn after turn. So no unmarked question counts as agreement, and a passage that runs on after one stays one span.

    Parameters
    ----------
    codings
        Readings (``coder document start end code``), such as ``project.codings(round="main")``, of one round, or of another and *intra*:
        then coders are named ``coder@round``.
    project
        An open project, or `Frames`: gives turns, documents and coverage. Without coverage a coder has read the documents in which they
        applied a code.
    coders, documents
        Whom to compare, and on which documents; by default all.

    Returns
    -------
    Columns ``document coder start end code``, in the order of documents and text; what one coder marked twice with the same code is one
    span. Codes may lie over each other: `of_code` gives one of them, ready for a coefficient. ``attrs["spans"]`` holds ``ends`` (length of talk
    of each document), ``read`` (document -> coder -> the codes judged, None for all) and ``outside``, the number of codings that cover
    the interviewer's words only and are left out.

    Raises
    ------
    MissingColumns, CallError
        A frame without the columns used; an unknown coder or document; two rounds that are not to be compared.

    Examples
    --------
    >>> from qualcode.analysis.unitizing import span_f1
    >>> from qualcode.frames import Frames
    >>> turns = pd.DataFrame({"turn": ["d/0", "d/1", "d/2"], "document": "d", "start": [0, 10, 30], "end": [10, 30, 40],
    ...                       "role": ["leraar", "interviewer", "leraar"], "text": ["Ze kiezen.", "En wat vindt u ervan", "Dat is goed"]})
    >>> codings = pd.DataFrame({"coder": ["amal", "bo"], "document": "d", "start": [3, 3], "end": [34, 9], "code": "zelfregie"})
    >>> marked = spans(codings, Frames(documents=pd.DataFrame({"document": ["d"]}), turns=turns))
    >>> marked.values.tolist()
    [['d', 'bo', 3, 9, 'zelfregie'], ['d', 'amal', 3, 14, 'zelfregie']]
    >>> span_f1(**of_code(marked, "zelfregie"), match="overlap").value
    1.0
    """
    codings, read = read_by_two(codings, project, coders, documents, where="spans()")
    marked, ends, outside = _on_talk(codings, project, read)
    marked.attrs["spans"] = {"ends": ends, "read": read, "outside": outside}
    return marked


def read_by_two(
    codings: pd.DataFrame,
    project: HasFrames,
    coders: Sequence[str] | None,
    documents: Sequence[str] | None = None,
    *,
    where: str,
) -> tuple[pd.DataFrame, dict[str, dict[str, tuple[str, ...] | None]]]:
    """The readings of one round (or of another and *intra*), and who read what for which codes in documents that two have finished."""
    require(codings, ["coder", "document", "start", "end", "code"], where.replace("()", "(codings)"))
    codings = readings(codings)
    rounds = sorted(codings["round"].astype(str).unique()) if "round" in codings and len(codings) else ["main"]
    if len(rounds) > 1 and "intra" not in rounds:
        raise CallError(
            f'{where} compares one round; these codings hold {", ".join(rounds)}: take project.codings(round="...").'
        )
    readers = finished_by(codings, project, rounds)
    codings, readers = only_coders(codings, readers, coders)
    if "intra" in rounds:
        readers = readers.assign(coder=readers["coder"] + "@" + readers["round"])
        codings = codings.assign(coder=codings["coder"].astype(str) + "@" + codings["round"].astype(str))
    return codings, _read(readers, project, documents)


def of_code(marked: pd.DataFrame, code: str, codebook: Codebook | None = None) -> dict[str, Any]:
    """The arguments ``spans end coders`` of a coefficient for one code of `spans()`: what lies below it counts for it.

    Only coders who have judged the code, and all below it, are named as readers of a document. A code nobody applied has no spans, and
    the coefficient then says so.
    """
    about = marked.attrs.get("spans")
    if about is None:
        raise FrameError("of_code() takes the frame that spans() made; this one does not tell who read what.")
    if codebook is not None and code not in codebook:
        raise CallError(f'No code "{code}" in codebook {codebook.name}.{did_you_mean(code, codebook.keys)}')
    below = set(codebook.subtree(code)) if codebook is not None else {code}
    coders = {
        document: [name for name, codes in who.items() if codes is None or below <= set(codes)]
        for document, who in about["read"].items()
    }
    mine = marked[marked["code"].isin(below).to_numpy(dtype=bool)].assign(code=code)
    known = [name in coders[document] for document, name in zip(mine["document"], mine["coder"], strict=True)]
    kept = united(mine[np.asarray(known, dtype=bool)])
    return {"spans": kept, "end": about["ends"], "coders": coders}


def _read(
    readers: pd.DataFrame, project: HasFrames, documents: Sequence[str] | None
) -> dict[str, dict[str, tuple[str, ...] | None]]:
    """Who read what for which codes, for documents that two have finished, in the order of the study."""
    order = [str(name) for name in project.documents()["document"]]
    if isinstance(documents, str):
        raise CallError(f'documents= is a list of ids, such as ("{documents}", "...").')
    for name in documents or ():
        if name not in order:
            raise CallError(f'No document "{name}" here.{did_you_mean(name, order)}')
    found: dict[str, dict[str, tuple[str, ...] | None]] = {}
    for row in readers.itertuples():
        found.setdefault(str(row.document), {})[str(row.coder)] = row.read
    chosen = order if documents is None else [name for name in order if name in set(documents)]
    return {name: dict(sorted(found[name].items())) for name in chosen if len(found.get(name, ())) > 1}


def _on_talk(
    codings: pd.DataFrame, project: HasFrames, read: dict[str, dict[str, tuple[str, ...] | None]]
) -> tuple[pd.DataFrame, dict[str, int], int]:
    """The spans by the characters of informants' talk, its length in each document, and how many spans lie outside."""
    turns = informant_turns(project, text=False)
    talk = dict(list(turns.groupby(turns["document"].astype(str), sort=False)))
    places = codings.groupby(codings["document"].astype(str), sort=False).indices
    ends, parts = {}, []
    for document, who in read.items():
        start, end = (
            talk[document][name].to_numpy() if document in talk else np.zeros(0, np.int64) for name in ("start", "end")
        )
        ends[document] = int((end - start).sum())
        here = codings.iloc[places[document]] if document in places else codings.iloc[:0]
        here = here[here["coder"].astype(str).isin(who).to_numpy(dtype=bool)]
        parts.append(pd.DataFrame({
            "document": document, "coder": here["coder"].astype(str),
            "start": _spoken(here["start"].to_numpy(), start, end), "end": _spoken(here["end"].to_numpy(), start, end),
            "code": here["code"].astype(str),
        }))  # fmt: skip
    found = (
        pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=list(SPANS)).astype({"start": int, "end": int})
    )
    said = (found["end"] > found["start"]).to_numpy(dtype=bool)
    kept = united(found[said])
    place = kept["document"].map({name: number for number, name in enumerate(read)})
    ordered = kept.assign(place=place).sort_values(
        ["place", "start", "end", "code", "coder"], kind="stable", ignore_index=True
    )
    return ordered[list(SPANS)], ends, int((~said).sum())


def _spoken(at: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """How many characters of talk come before each position.

    >>> _spoken(np.array([0, 5, 12, 21]), np.array([3, 20]), np.array([10, 30])).tolist()
    [0, 2, 7, 8]
    """
    if not len(start):
        return np.zeros(len(at), dtype=np.int64)
    size = end - start
    before = np.concatenate([[0], np.cumsum(size)])
    turn = np.searchsorted(start, at, side="right") - 1
    inside = np.clip(at - start[turn], 0, size[turn])
    return np.asarray(np.where(turn < 0, 0, before[turn] + inside), dtype=np.int64)
