"""What has to be read again for a code that came, widened or was split off since: documents, readers and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualcode.analysis.assignment import Assignment, for_the_lead, rows_of, text_or_none, words_of
from qualcode.analysis.patterns import known_code
from qualcode.errors import CallError, did_you_mean
from qualcode.table import Note, Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.codebook import Codebook
    from qualcode.columns import HasFrames

RECODE = "recode"
#: Rounds whose readings lead to results.
_READ = ("main", RECODE, "after")
CAPTION = {"nl": "Opnieuw te lezen: {code}", "en": "To be read again: {code}"}


def recode(project: HasFrames, code: str, *, since: str | None = None) -> Assignment:
    """List the documents that must be read again for a code after a change of the codebook, and by whom.

    Parameters
    ----------
    project
        An open project, or `Frames` with a codebook that has its earlier versions: coverage says what was read under which.
    code
        The code, with the codes below it.
    since
        Read again all that was last read for the code under a version before this one, also where the change did not make
        readings void (a definition narrowed, a decision rule added). By default what a reading did not judge: the code is new,
        wider or split off since.

    Returns
    -------
    An `Assignment` with a line for each reading: ``name coder version state words``; `version` is that of the reading that
    falls short, `state` what there is of the reading again (``open``, ``assigned`` or ``begun``). ``rows`` are the open ones. Read again is the reading
    that counts: by all who read a document where its consensus is complete, else by the responsible coder, else by
    whoever finished it. Documents that their reader has not finished at all are left to the main round and counted in the note.

    Raises
    ------
    UnknownCode
        The codebook does not have the code.
    CallError
        There is no codebook, the version is not known, or the code is retired.

    Examples
    --------
    >>> from qualcode.codebook import Code, Codebook
    >>> from qualcode.frames import Frames
    >>> old = Codebook("boek", "1.0.0", (Code("extern"),))
    >>> new = Codebook("boek", "1.1.0", (Code("extern"), Code("gedeeld")), earlier=(old,))
    >>> coverage = pd.DataFrame({"layer": "reading", "coder": "amal", "document": ["d1", "d2"], "round": "main",
    ...                          "version": ["1.0.0", "1.1.0"], "codes": [(), ()], "state": "finished"})
    >>> documents = pd.DataFrame({"document": ["d1", "d2"], "name": ["eerste", "tweede"], "words": [900, 800]})
    >>> recode(Frames(documents=documents, coverage=coverage, codebook=new), "gedeeld").frame[["name", "coder", "words"]].values.tolist()
    [['eerste', 'amal', 900]]
    """
    for_the_lead(project, "The list of what is to be read again")
    book = project.codebook
    if book is None:
        raise CallError("Reading again for a code needs a codebook with its earlier versions.")
    key = known_code(code, book, book.keys)
    if book[key].retired:
        raise CallError(f'"{key}" is retired: nobody reads for it again.')
    codes = frozenset(one for one in book.subtree(key) if not book[one].retired)
    before = None if since is None else _before(book, since)
    documents = project.documents()
    readings = _readings(project.coverage(), book)
    who, unread = _counting(documents, project.coverage(), readings)
    lines = _lines(documents, who, readings, codes, book, before)
    names = ["document", "name", "coder", "version", "state", "words"]
    frame = pd.DataFrame(lines, columns=names).astype({"words": np.int64})
    open_ = frame[(frame["state"] == "open").to_numpy(dtype=bool)]
    rows = [(coder, document, RECODE, book.version, tuple(sorted(codes, key=book.keys.index)), "")
            for coder, document in zip(open_["coder"], open_["document"], strict=True)]  # fmt: skip
    return Assignment(
        "frame", frame.drop(columns="document"), _recipe(project, book, code, since), notes=_notes(frame, book, key, since, unread),
        caption={lang: text.format(code=book.label(key, lang)) for lang, text in CAPTION.items()}, rows=rows_of(rows),
    )  # fmt: skip


@dataclass
class _Reading:
    """What one coder did with one document in rounds that lead to results: what was judged, and what was begun again."""

    judged: set[str]
    #: By code the place of the version under which it was read last.
    last: dict[str, int]
    version: str = ""
    finished_main: bool = False
    again: str = ""


def _before(book: Codebook, since: str) -> int:
    """The place of a version among those that are known."""
    steps = [*book.earlier, book]
    named = book.version_named(since)
    if named is None:
        known = [step.version for step in steps]
        raise CallError(
            f'No version "{since}" of {book.name}; there are {", ".join(known)}.{did_you_mean(since, known)}'
        )
    return next(at for at, step in enumerate(steps) if step.version == named.version)


def _readings(coverage: pd.DataFrame, book: Codebook) -> dict[tuple[str, str], _Reading]:
    """By document and coder."""
    found: dict[tuple[str, str], _Reading] = {}
    steps = [step.version for step in (*book.earlier, book)]
    for row in coverage.itertuples():
        if row.layer != "reading" or row.round not in _READ:
            continue
        one = found.setdefault((str(row.document), str(row.coder)), _Reading(set(), {}))
        codes, version = tuple(row.codes or ()), str(row.version)
        named = book.version_named(version)
        at = steps.index(named.version) if named is not None else -1
        if row.state == "finished":
            one.judged |= book.judged(codes, version)
            for code in frozenset(codes) or frozenset(book.keys):
                one.last[book.current(code)] = max(one.last.get(book.current(code), -1), at)
            if row.round == "main":
                one.finished_main, one.version = True, version
        elif row.round == RECODE:
            one.again = max(one.again, f"{row.state}|{'|'.join(codes)}", key=len)
    return found


def _counting(
    documents: pd.DataFrame, coverage: pd.DataFrame, readings: Mapping[tuple[str, str], _Reading]
) -> tuple[dict[str, list[str]], int]:
    """By document the coders whose readings count, and how many documents no such coder has finished."""
    is_complete = (coverage["layer"] == "consensus") & (coverage["state"] == "finished") if len(coverage) else None
    complete = set(coverage.loc[is_complete, "document"].astype(str)) if is_complete is not None else set()
    lead = text_or_none(documents["responsible"]) if "responsible" in documents else [None] * len(documents)
    finished: dict[str, list[str]] = {}
    for (document, coder), reading in readings.items():
        if reading.finished_main:
            finished.setdefault(document, []).append(coder)
    found: dict[str, list[str]] = {}
    unread = 0
    for document, responsible in zip(documents["document"].astype(str), lead, strict=True):
        readers = sorted(finished.get(document, []))
        if document not in complete and responsible is not None:
            readers = [responsible] if responsible in readers else []
        found[document] = readers
        unread += not readers
    return found, unread


def _lines(
    documents: pd.DataFrame, who: Mapping[str, list[str]], readings: Mapping[tuple[str, str], _Reading],
    codes: frozenset[str], book: Codebook, before: int | None,
) -> list[tuple[object, ...]]:  # fmt: skip
    names = documents["name"] if "name" in documents else documents["document"]
    lines: list[tuple[object, ...]] = []
    for document, name, words in zip(
        documents["document"].astype(str), names, words_of(documents).tolist(), strict=True
    ):
        for coder in who[document]:
            reading = readings[document, coder]
            if before is None:
                short = bool(codes - reading.judged)
            else:
                short = any(reading.last.get(code, -1) < before for code in codes)
            if short:
                lines.append((document, str(name), coder, reading.version, _state(reading, codes), words))
    return lines


def _state(reading: _Reading, codes: frozenset[str]) -> str:
    """How far the reading again is, where it is of these codes."""
    state, _, named = reading.again.partition("|")
    given = frozenset(named.split("|")) - {""}
    return state if state and (not given or codes <= given) else "open"


def _recipe(project: HasFrames, book: Codebook, code: str, since: str | None) -> Recipe:
    from qualcode import __version__

    arguments = {"code": code, "since": since}
    return Recipe("recode", arguments, dict(project.state), f"{book.name} {book.version}", {}, __version__)


def _notes(frame: pd.DataFrame, book: Codebook, key: str, since: str | None, unread: int) -> tuple[Note, ...]:
    label = {lang: book.label(key, lang) for lang in ("nl", "en")}
    values = {"code": label, "version": book.version}
    notes = [Note("measure.recode_since", {**values, "since": since}) if since else Note("measure.recode", values)]
    if not len(frame):
        notes.append(Note("n.recode_none"))
    else:
        words = frame.groupby("coder", sort=True)["words"].sum()
        said = [f"{coder} {count}" for coder, count in words.items()]
        notes.append(Note("n.recode_words", {"documents": int(frame["document"].nunique()), "words": said}))
    if unread:
        notes.append(Note("n.recode_unread", {"count": unread}))
    return tuple(notes)
