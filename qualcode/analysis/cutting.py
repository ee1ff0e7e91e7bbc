"""What coders are compared on: informant turns, answers, paragraphs, sentences, documents or given segments, with positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.informants import informant
from qualcode.analysis.sentences import paragraphs, sentences
from qualcode.columns import WORD, require
from qualcode.errors import CallError

if TYPE_CHECKING:
    from qualcode.columns import HasFrames

UNITISATIONS: tuple[str, ...] = ("turn", "answer", "paragraph", "sentence", "document", "given")
_FIELDS = ("unit", "document", "case", "wave", "role", "start", "end", "words", "speaker", "text")


def informant_turns(frames: HasFrames, *, text: bool) -> pd.DataFrame:
    """The informants' turns, with what the analysis needs; words are counted where nobody did."""
    turns = frames.turns(text=True) if text else frames.turns(text=False)
    require(turns, ["turn", "document", "start", "end"], "units(): turns")
    if "words" not in turns and "text" not in turns:
        turns = frames.turns(text=True)
    turns = turns[informant(turns)]
    known = {name: turns[name].to_numpy() for name in turns.columns}
    if "words" not in known:
        known["words"] = np.array([len(WORD.findall(said)) for said in known["text"]], dtype=np.int64)
    count = len(turns)
    for name in ("case", "wave", "role", "answer"):
        known.setdefault(name, np.full(count, None, dtype=object))
    for name in ("speaker", "text"):
        known.setdefault(name, np.full(count, "", dtype=object))
    found = pd.DataFrame({name: pd.Series(np.asarray(column)) for name, column in known.items()})
    return _at_home(found, frames.documents())


def _at_home(turns: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Case and wave of the document where a turn has none of its own; turns in the order of documents and text."""
    require(documents, ["document"], "units(): documents")
    names = documents["document"].astype(str)
    place = pd.Series(range(len(documents)), index=pd.Index(names))
    home = turns["document"].astype(str).map(place)
    for name in ("case", "wave"):
        own = turns[name].astype(object)
        if name in documents:
            of_document = pd.Series(documents[name].astype(object).to_numpy(), index=pd.Index(names))
            own = own.where(own.notna(), turns["document"].astype(str).map(of_document))
        turns[name] = own
    turns["order"] = home.fillna(len(documents)).to_numpy()
    return turns.sort_values(["order", "start"], kind="stable", ignore_index=True)


def unitised(turns: pd.DataFrame, by: str) -> tuple[pd.DataFrame, np.ndarray]:
    """The units made of whole turns or cut from them, and for whole turns the unit of each turn (else empty).

    Columns ``unit document case wave role start end words speaker text``, in the order of documents and text.
    """
    if by in ("paragraph", "sentence"):
        return _pieces(turns, by), np.zeros(0, dtype=np.int64)
    if by == "turn":
        found = turns.rename(columns={"turn": "unit"})
        return found[list(_FIELDS)].assign(unit=found["unit"].astype(str)), np.arange(len(turns))
    return _gathered(turns, by)


def _gathered(turns: pd.DataFrame, by: str) -> tuple[pd.DataFrame, np.ndarray]:
    """Turns of one answer, or of one document, as one unit; role and speaker are the first one's."""
    document = turns["document"].astype(str)
    if by == "document":
        names = document
    else:
        answer = turns["answer"].astype(object)
        numbered = document + "/answer " + answer.map(lambda value: "" if pd.isna(value) else str(int(value)))
        names = numbered.where(answer.notna(), turns["turn"].astype(str))
    which, distinct = pd.factorize(names)
    grouped = turns.groupby(which, sort=True)
    found = grouped[["document", "case", "wave", "role", "speaker"]].first()
    found["start"], found["end"] = grouped["start"].min(), grouped["end"].max()
    found["words"] = grouped["words"].sum()
    found["text"] = grouped["text"].agg("\n".join) if len(turns) else pd.Series(dtype=object)
    found["unit"] = np.asarray(distinct, dtype=object)
    return found[list(_FIELDS)].reset_index(drop=True), which


def _pieces(turns: pd.DataFrame, by: str) -> pd.DataFrame:
    """Paragraphs or sentences of each turn."""
    cut = paragraphs if by == "paragraph" else sentences
    rows = [
        (f"{turn.turn}:{number}", turn.document, turn.case, turn.wave, turn.role, turn.start + start, turn.start + end,
         len(WORD.findall(turn.text[start:end])), turn.speaker, turn.text[start:end])
        for turn in turns.itertuples()
        for number, (start, end) in enumerate(cut(turn.text))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_FIELDS))


def given_segments(codings: pd.DataFrame, turns: pd.DataFrame, coder: str, frames: HasFrames) -> pd.DataFrame:
    """The segments of one coder as units for all: fixed by a first reading, the others code them blind."""
    own = codings[(codings["coder"].astype(str) == coder).to_numpy(dtype=bool)]
    own = own.assign(document=own["document"].astype(str))[["document", "start", "end"]].drop_duplicates()
    if not len(own):
        raise CallError(f'by="given" takes the segments of {coder}, who has applied no code here.')
    order = {str(name): place for place, name in enumerate(frames.documents()["document"])}
    own = own.assign(order=own["document"].map(order)).sort_values(["order", "start", "end"], ignore_index=True)
    rows = []
    by_document = dict(list(turns.groupby(turns["document"].astype(str), sort=False)))
    for segment in own.itertuples():
        talk = by_document.get(segment.document)
        if talk is None:
            continue
        hit = talk[((talk["start"] < segment.end) & (talk["end"] > segment.start)).to_numpy(dtype=bool)]
        if len(hit):
            rows.append(_segment(segment, hit))
    return pd.DataFrame(rows, columns=list(_FIELDS))


def _segment(segment: object, hit: pd.DataFrame) -> tuple[object, ...]:
    """One given segment, clipped to informant talk."""
    document, start, end = (getattr(segment, name) for name in ("document", "start", "end"))
    spans = zip(hit["start"], hit["text"], strict=True)
    text = "\n".join(said[max(start - at, 0) : max(end - at, 0)] for at, said in spans)
    first = hit.iloc[0]
    who = (first["case"], first["wave"], first["role"])
    return f"{document}:{start}-{end}", document, *who, start, end, len(WORD.findall(text)), first["speaker"], text
