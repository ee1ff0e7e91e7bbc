"""Units of agreement: one row for each unit and each coder who has finished its document, with the codes applied there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualcode.analysis.coverage import judged
from qualcode.analysis.cutting import UNITISATIONS, given_segments, informant_turns, unitised
from qualcode.analysis.then import codebook_then
from qualcode.analysis.touches import touched
from qualcode.columns import COVERAGE, UNITS, WORD, require
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

_READERS = ("coder", "round", "document", "version", "read")


def units(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    by: str = "turn",
    coders: Sequence[str] | None = None,
    value: str = "codes",
    min_words: int = 4,
    min_covered: int = 3,
    version: str | None = None,
) -> pd.DataFrame:
    """What coders are compared on: each informant turn (or other unit) with the codes that each coder applied to it.

    Parameters
    ----------
    codings
        Readings of one or more rounds (`CODINGS`: ``coder document start end code``), such as ``project.codings(round="main")``.
        Suggestions are left out.
    project
        An open project, or `Frames`: gives turns, documents and coverage. Without coverage a coder has read the documents in
        which they applied a code.
    by
        ``turn``, ``answer`` (the informant turns of one question), ``paragraph``, ``sentence``, ``document``, or ``given``: the
        segments of the first of `coders`, which the others coded too. Interviewer talk is in no unit.
    coders
        Whom to compare; by default everyone.
    value
        ``codes``, or ``facet.NAME`` to compare the values of a facet.
    min_words
        Units of fewer words count only if someone coded them.
    min_covered
        Words of a unit that one coding must cover for the unit to bear its code, or the whole of a shorter unit.
    version
        Only readings finished under this version of the codebook, judged as it stood then: what agreement was, and stays, for a
        calibration round. None: all readings, as the version in force has it: a code that was widened or split off since is not judged.

    Returns
    -------
    One row a unit x coder (columns `UNITS`, then ``speaker text``), in the order of the text. ``codes``: a sorted tuple as applied,
    without roll-up; empty where the coder finished the document and applied nothing. ``read``: the codes judged, None for all. A
    coder who has not finished the document has no row. For a facet ``codes`` holds its values, and a column more, ``values``, the pairs
    (code, value), with an empty value where the coding has none. In round *intra* coders are named ``coder@round``.

    Raises
    ------
    MissingColumns, CallError
        A frame without the columns used; an unknown way to make units, coder or facet; a layer that is no reading.

    Examples
    --------
    >>> from qualcode.frames import Frames
    >>> turns = pd.DataFrame({"turn": ["d/0", "d/1"], "document": "d", "start": [0, 20], "end": [20, 48], "role": "leraar",
    ...                       "text": ["Ze kiezen dat zelf. ", "Ik geef hun een weektaak op."]})
    >>> codings = pd.DataFrame({"coder": ["amal", "bo"], "document": "d", "start": [0, 20], "end": [19, 48], "code": "zelfregie"})
    >>> frames = Frames(documents=pd.DataFrame({"document": ["d"]}), turns=turns)
    >>> units(codings, frames)[["unit", "coder", "codes"]].values.tolist()
    [['d/0', 'amal', ('zelfregie',)], ['d/0', 'bo', ()], ['d/1', 'amal', ()], ['d/1', 'bo', ('zelfregie',)]]
    """
    _check(codings, by, value, coders)
    codings = readings(codings)
    rounds = sorted(codings["round"].astype(str).unique()) if "round" in codings and len(codings) else ["main"]
    readers = finished_by(codings, project, rounds, version)
    codings, readers = only_coders(codings, readers, coders)
    turns = informant_turns(project, text=True)
    if by == "given":
        cut, owner = given_segments(codings, turns, str((coders or ("",))[0]), project), np.zeros(0, dtype=np.int64)
    else:
        cut, owner = unitised(turns, by)
    row, unit, words = _overlaps(codings, project, turns, cut, owner, by)
    covered = words >= np.minimum(cut["words"].to_numpy()[unit], min_covered)
    covered &= cut["words"].to_numpy()[unit] > 0
    applied = _applied(codings, value, row[covered], unit[covered])
    frame = _frame(cut, readers, applied, min_words)
    if value != "codes":
        frame = frame.assign(values=_pairs(frame, cut, codings, value, row[covered], unit[covered]))
    if "intra" in rounds:
        frame["coder"] = frame["coder"] + "@" + frame["round"]
    frame.attrs["units"] = {
        "unit": by, "value": value, "min_words": min_words, "min_covered": min_covered,
        "state": dict(project.state), "labels": document_labels(project), **({"version": version} if version else {}),
    }  # fmt: skip
    return frame


def _check(codings: pd.DataFrame, by: str, value: str, coders: Sequence[str] | None) -> None:
    if by not in UNITISATIONS:
        raise CallError(f'No units by "{by}"; there are {", ".join(UNITISATIONS)}.{did_you_mean(by, UNITISATIONS)}')
    require(codings, ["coder", "document", "start", "end", "code"], "units(codings)")
    if by == "given" and not coders:
        raise CallError('by="given" needs coders=: the first one is whose segments are the units.')
    if isinstance(coders, str):
        raise CallError(f'coders= is a list of names, such as ("{coders}", "...").')
    if value != "codes" and value not in codings:
        facets = [str(name) for name in codings.columns if str(name).startswith("facet.")]
        known = ", ".join(["codes", *facets])
        raise CallError(
            f'No value "{value}" in these codings; there are {known}.{did_you_mean(value, ["codes", *facets])}'
        )


def readings(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings of the layer of readings, made by hand."""
    if "layer" in codings and len(codings):
        layers = codings["layer"].astype(str)
        if not bool((layers == "reading").any()):
            found = ", ".join(sorted(layers.unique()))
            raise CallError(f"Agreement compares readings; these codings are of the layer {found}.")
        codings = codings[(layers == "reading").to_numpy(dtype=bool)]
    if "origin" in codings:
        codings = codings[(codings["origin"].astype(str) != "suggestion").to_numpy(dtype=bool)]
    return codings.reset_index(drop=True)


def finished_by(
    codings: pd.DataFrame, project: HasFrames, rounds: Sequence[str], version: str | None = None
) -> pd.DataFrame:
    """Who has finished which document in which round, under which version, for which codes (None: all)."""
    coverage, book = project.coverage(), project.codebook
    if version is not None:
        coverage, book = _of_version(coverage, book, version)
    if not len(coverage):
        found = pd.DataFrame({name: codings[name].astype(str) for name in ("coder", "document")})
        found["round"] = codings["round"].astype(str) if "round" in codings else "main"
        found["version"] = codings["version"].astype(str) if "version" in codings else ""
        found = found.drop_duplicates(["coder", "document", "round"], keep="last", ignore_index=True)
        return found.assign(read=None)[list(_READERS)]
    require(coverage, COVERAGE, "units(): coverage")
    keep = (coverage["layer"] == "reading") & (coverage["state"] == "finished") & coverage["round"].isin(list(rounds))
    merged: dict[tuple[str, str, str], tuple[str, frozenset[str] | None]] = {}
    for row in coverage[keep.to_numpy(dtype=bool)].itertuples():
        key = (str(row.coder), str(row.round), str(row.document))
        named = tuple(row.codes or ()) if version is None or book is None else tuple(map(book.current, row.codes or ()))
        read = _judged(named, str(row.version), book)
        before = merged.get(key)
        merged[key] = (str(row.version), read if before is None else _united(before[1], read))
    rows = [(*key, version, _tuple(read, book)) for key, (version, read) in merged.items()]
    return pd.DataFrame(rows, columns=list(_READERS))


def _of_version(coverage: pd.DataFrame, book: Codebook | None, version: str) -> tuple[pd.DataFrame, Codebook | None]:
    """The readings finished under a version of the codebook, and the codebook as it stood then."""
    if not len(coverage) or book is None:
        raise CallError("version= needs coverage, which says under which version was read, and a codebook.")
    then = codebook_then(book, version)
    if then is None:
        known = [one.version for one in (*book.earlier, book)]
        raise CallError(f'Codebook {book.name} has no version "{version}"; there are {", ".join(known)}.')
    names = {
        name
        for name in coverage["version"].astype(str).unique()
        if book.version_named(name) is book.version_named(version)
    }
    return coverage[coverage["version"].astype(str).isin(names).to_numpy(dtype=bool)], then


def _judged(codes: tuple[str, ...], version: str, book: Codebook | None) -> frozenset[str] | None:
    """The codes that a finished row has judged; None for all."""
    if book is not None:
        return judged(codes, version, book)
    return frozenset(codes) or None


def _united(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other


def _tuple(read: frozenset[str] | None, book: Codebook | None) -> tuple[str, ...] | None:
    if read is None or (book is not None and read >= set(book.keys)):
        return None
    return tuple(sorted(read))


def only_coders(
    codings: pd.DataFrame, readers: pd.DataFrame, coders: Sequence[str] | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Only these coders."""
    if coders is None:
        return codings, readers
    known = sorted({*codings["coder"].astype(str), *readers["coder"]})
    for coder in coders:
        if coder not in known:
            names = ", ".join(known) or "nobody"
            raise CallError(f'No coder "{coder}" here; there are {names}.{did_you_mean(coder, known)}')
    mine = codings["coder"].astype(str).isin(list(coders)).to_numpy(dtype=bool)
    theirs = readers["coder"].isin(list(coders)).to_numpy(dtype=bool)
    return codings[mine].reset_index(drop=True), readers[theirs].reset_index(drop=True)


def _overlaps(
    codings: pd.DataFrame, project: HasFrames, turns: pd.DataFrame, cut: pd.DataFrame, owner: np.ndarray, by: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which coding covers how many words of which unit."""
    if by in ("turn", "answer", "document"):
        touches = touched(codings, project)
        place = pd.Series(owner, index=pd.Index(turns["turn"].astype(str)))
        unit = touches["turn"].astype(str).map(place).to_numpy(dtype=float)
        inside = ~np.isnan(unit)
        if not inside.any():
            return (np.zeros(0, dtype=np.int64),) * 3
        found = pd.DataFrame({
            "row": touches["row"].to_numpy(dtype=np.int64)[inside],
            "unit": unit[inside].astype(np.int64),
            "words": touches["words"].to_numpy(dtype=np.int64)[inside],
        }).groupby(["row", "unit"], as_index=False, sort=False)["words"].sum()  # fmt: skip
        return found["row"].to_numpy(), found["unit"].to_numpy(), found["words"].to_numpy()
    return _by_position(codings, turns, cut)


def _by_position(
    codings: pd.DataFrame, turns: pd.DataFrame, cut: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Words of informant talk that codings and units share, document by document."""
    rows, places, counts = [], [], []
    of_unit = cut.groupby(cut["document"].astype(str), sort=False).indices
    of_turn = turns.groupby(turns["document"].astype(str), sort=False).indices
    for document, here in codings.groupby(codings["document"].astype(str), sort=False).indices.items():
        if document not in of_unit or document not in of_turn:
            continue
        words = _word_starts(turns.iloc[of_turn[document]])
        inside = cut.iloc[of_unit[document]]
        start = np.maximum.outer(codings["start"].to_numpy()[here], inside["start"].to_numpy())
        end = np.minimum.outer(codings["end"].to_numpy()[here], inside["end"].to_numpy())
        coding, unit = np.nonzero(start < end)
        count = np.searchsorted(words, end[coding, unit]) - np.searchsorted(words, start[coding, unit])
        rows.append(here[coding])
        places.append(of_unit[document][unit])
        counts.append(count)
    if not rows:
        return (np.zeros(0, dtype=np.int64),) * 3
    return np.concatenate(rows), np.concatenate(places), np.concatenate(counts)


def _word_starts(turns: pd.DataFrame) -> np.ndarray:
    spans = zip(turns["start"], turns["text"], strict=True)
    return np.array([at + word.start() for at, text in spans for word in WORD.finditer(text)], dtype=np.int64)


def _applied(
    codings: pd.DataFrame, value: str, row: np.ndarray, unit: np.ndarray
) -> dict[tuple[Any, ...], tuple[str, ...]]:
    """The sorted codes (or values of a facet) for each unit, coder and round."""
    column = codings["code" if value == "codes" else value].astype(object).to_numpy()[row]
    coder = codings["coder"].astype(str).to_numpy()[row]
    rounds = codings["round"].astype(str).to_numpy()[row] if "round" in codings else np.full(len(row), "main", object)
    found: dict[tuple[Any, ...], set[str]] = {}
    for key, code in zip(zip(unit.tolist(), coder, rounds, strict=True), column, strict=True):
        if not pd.isna(code):
            found.setdefault(key, set()).add(str(code))
    return {key: tuple(sorted(codes)) for key, codes in found.items()}


def _pairs(
    frame: pd.DataFrame, cut: pd.DataFrame, codings: pd.DataFrame, value: str, row: np.ndarray, unit: np.ndarray
) -> np.ndarray:
    """For each row of units the codes applied, each with the value of the facet; empty where it has none."""
    names = cut["unit"].astype(str).to_numpy()[unit]
    rounds = codings["round"].astype(str).to_numpy()[row] if "round" in codings else np.full(len(row), "main", object)
    given = codings[value].astype(object).to_numpy()[row]
    columns = (names, codings["coder"].astype(str).to_numpy()[row], rounds, codings["code"].astype(str).to_numpy()[row])
    found: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    for name, coder, round_, code, said in zip(*columns, given, strict=True):
        found.setdefault((name, coder, round_), set()).add((code, "" if pd.isna(said) else str(said)))
    keys = zip(frame["unit"].astype(str), frame["coder"].astype(str), frame["round"].astype(str), strict=True)
    return np.fromiter((tuple(sorted(found.get(key, ()))) for key in keys), dtype=object, count=len(frame))


def _frame(
    cut: pd.DataFrame, readers: pd.DataFrame, applied: dict[tuple[Any, ...], tuple[str, ...]], min_words: int
) -> pd.DataFrame:
    """Each unit with each coder who has finished its document; short units only where someone coded them."""
    coded = np.zeros(len(cut), dtype=bool)
    coded[[key[0] for key in applied]] = True
    words = cut["words"].to_numpy()
    kept = np.flatnonzero((words > 0) & ((words >= min_words) | coded))
    rows = cut.iloc[kept].assign(place=kept, document=cut["document"].astype(str).to_numpy()[kept])
    frame = rows.merge(readers, on="document", how="inner", sort=False)
    frame = frame.sort_values(["place", "coder", "round"], kind="stable", ignore_index=True)
    keys = zip(frame["place"].tolist(), frame["coder"].tolist(), frame["round"].tolist(), strict=True)
    # One by one: numpy would take tuples of one length for a table.
    frame["codes"] = np.fromiter((applied.get(key, ()) for key in keys), dtype=object, count=len(frame))
    return frame[[*UNITS, "speaker", "text"]].astype({"start": "int32", "end": "int32"})


def document_labels(project: HasFrames) -> dict[str, dict[str, dict[str, str]]]:
    """What documents and cases are called."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for kind, frame in (("document", project.documents()), ("case", project.cases())):
        if "name" in frame:
            pairs = zip(frame[kind].astype(str), frame["name"].astype(object), strict=True)
            found[kind] = {key: {"nl": str(name), "en": str(name)} for key, name in pairs if not pd.isna(name)}
    return found
