"""Searching what was said: words, phrases, beginnings of words and expressions in turns, within codings too.

A hit is what reading the current texts from begin to end would find: where a project keeps an index of its words
(`indexing`), that only says which turns need not be read. Codings count as far as whoever looks may see them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from qualcode.columns import INTERVIEWER, HasFrames
from qualcode.errors import CallError, ProjectError, Unknown, UnknownCode, did_you_mean
from qualcode.store import indexing
from qualcode.store.seeking import Expression, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy as np
    import pandas as pd

    from qualcode.sheets.known import Known
    from qualcode.store.seeking import Span, Words
    from qualcode.store.views import Talk, Views

#: A turn by its row, and where in its text the hit stands.
Hit = tuple[int, int, int]
HITS = ("document", "name", "turn", "speaker", "role", "case", "wave", "start", "end", "text", "before", "after")
LAYERS = ("reading", "consensus", "suggestion", "final")
_AROUND = 60
_CHILD = Path(__file__).with_name("regexchild.py")
#: An expression may take so long, and may have so many hits.
_SECONDS = 10.0
_ENOUGH = 1_000_000


class Searched(HasFrames, Protocol):
    """What a search asks of a project."""

    _views: Views

    def codings(self, layer: str | None, round: str | None, coder: str | None, text: bool) -> pd.DataFrame:  # noqa: A002
        """The codings of a layer, round and coder."""

    def known(self) -> Known:
        """The names of the study."""

    def coders(self) -> list[str]:
        """Everyone who codes and may be known."""

    def waves(self) -> list[str]:
        """The waves in their order."""


def search(
    project: Searched,
    query: str,
    *,
    role: str | None = None,
    speaker: str | None = None,
    case: str | None = None,
    wave: str | None = None,
    document: str | None = None,
    code: str | None = None,
    layer: str = "reading",
    coder: str | None = None,
    regex: bool = False,
    limit: int | None = None,
) -> pd.DataFrame:
    """Find words, a "phrase", the beginning of a word (plan*) or a /regular expression/ in what was said.

    Several words or phrases must stand in the same turn; each place where one stands is a hit. Case and diacritics make
    no difference to words; to an expression (of Python, on one turn at a time) they do, unless it ends in ``/i``. No hit
    crosses the bounds of a turn, and labels of speakers are not searched. Sorted by document and place.

    Parameters
    ----------
    query
        What to find.
    role, speaker, case, wave, document
        Only turns of this role, with this label, of this case or one within it, in this wave, of this document.
    code, layer, coder
        Only hits that share a sign with a coding of this code or one below it, in this layer, by this coder. Codings of
        others that the acting coder may not see yet do not count.
    regex
        The whole query is an expression, also without slashes.
    limit
        The first so many hits.

    Returns
    -------
    DataFrame
        One row a hit: ``document name turn speaker role case wave start end text before after``. `start` and `end` are
        code points in the current text of the document, half open; `before` and `after` some words of the same turn.

    Raises
    ------
    CallError, Unknown, UnknownCode
        A query that asks nothing or cannot be read; a name that the project does not have.
    ProjectError
        An expression that takes too long.
    """
    wanted = asked(query, regex=regex)
    if limit is not None and limit < 1:
        raise CallError(f"A limit of {limit} hits shows nothing: name a number from 1.")
    talk = project._views.talk()
    turns = _chosen(project, talk.turns, {"role": role, "speaker": speaker, "case": case, "wave": wave}, document)
    coded = _coded(project, code, layer, coder)
    if coded is not None:
        turns = turns[turns["document"].isin(list(coded))]
    turns = _to_read(project._views, talk, turns, wanted)
    names = dict(zip(*(talk.documents[column].tolist() for column in ("document", "name")), strict=True))
    if isinstance(wanted, Expression):
        enough = _ENOUGH if limit is None or coded is not None else limit
        hits: Iterable[Hit] = _by_expression(wanted, turns, names, enough)
    else:
        hits = _by_words(wanted, turns["text"].tolist())
    if coded is not None:
        hits = _within(hits, turns, coded)
    return _frame(list(islice(hits, limit)), turns, names)


# --- where to look -------------------------------------------------------------------------------------------------


def _chosen(project: Searched, turns: pd.DataFrame, only: dict[str, str | None], document: str | None) -> pd.DataFrame:
    """The turns in which to look."""
    said = turns
    known: dict[str, Callable[[], list[str]]] = {
        "role": lambda: [INTERVIEWER, *said["role"].dropna().unique()],
        "speaker": lambda: list(said["speaker"].unique()),
        "case": lambda: project.cases()["case"].tolist(),
        "wave": project.waves,
    }
    for column, value in only.items():
        if value is None:
            continue
        if value not in known[column]():
            raise Unknown("label of a speaker" if column == "speaker" else column, value, known[column]())
        values = _case_and_within(project.cases(), value) if column == "case" else [value]
        turns = turns[turns[column].isin(values)]
    if document is not None:
        turns = turns[turns["document"] == project.known().document(document).id]
    return turns


def _to_read(views: Views, talk: Talk, turns: pd.DataFrame, wanted: Words | Expression) -> pd.DataFrame:
    """These turns with what is said in them; where there is much to read, without those that can have no hit."""
    if int((turns["end"] - turns["start"]).sum()) >= indexing.WORTH:
        maybe = indexing.candidates(views.store, talk.texts, wanted)
        if maybe is not None:
            turns = turns[maybe[turns.index]]
    return views.with_text(turns, talk.documents).reset_index(drop=True)


def _case_and_within(cases: pd.DataFrame, case: str) -> list[str]:
    """A case and every case below it."""
    found = [case]
    for parent in found:
        found += [key for key in cases.loc[cases["parent"] == parent, "case"] if key not in found]
    return found


def _coded(project: Searched, code: str | None, layer: str, coder: str | None) -> dict[str, np.ndarray] | None:
    """Where codings stand in the current texts, by document; None where it does not matter."""
    if layer not in LAYERS:
        raise CallError(f'No layer "{layer}": {", ".join(LAYERS)}.{did_you_mean(layer, LAYERS)}')
    if code is None and coder is None and layer == "reading":
        return None
    if coder is not None and coder not in project.coders():
        raise Unknown("coder", coder, project.coders())
    found = project.codings(layer, "main" if layer == "reading" else None, None, False)
    if coder is not None:
        found = found[found["coder"] == coder]
    if code is not None:
        found = found[found["code"].isin(_code_and_below(project, code))]
    documents = project.documents()
    current = dict(zip(documents["document"], documents["revision"], strict=True))
    found = found[found["revision"].astype(str) == found["document"].astype(str).map(current)]
    return {
        str(document): codings[["start", "end"]].to_numpy()
        for document, codings in found.groupby(found["document"].astype(str))
    }


def _code_and_below(project: Searched, code: str) -> tuple[str, ...]:
    book = project.codebook
    if book is None:
        raise ProjectError("This project has no codebook: add one first (qualcode add codebook FILE).")
    key = book.current(code)
    if key not in book:
        raise UnknownCode(code, f"{book.name} {book.version}", book.keys)
    return book.subtree(key)


# --- looking -------------------------------------------------------------------------------------------------------


def expression_hits(pattern: str, turns: pd.DataFrame, names: dict[str, str]) -> list[Hit]:
    """Where an expression stands in these turns (`text`, `document`), counted from the start of each; small letters or capitals."""
    return list(_by_expression(Expression(pattern, ignore_case=True), turns, names, _ENOUGH))


def _by_words(wanted: Words, texts: list[str]) -> Iterator[Hit]:
    for row, text in enumerate(texts):
        for start, end in wanted.found(text):
            yield row, start, end


def _by_expression(wanted: Expression, turns: pd.DataFrame, names: dict[str, str], enough: int) -> Iterator[Hit]:
    """The hits of an expression, looked for by a process that is stopped when it takes too long."""
    documents = turns["document"].astype(str)
    groups = {key: rows["text"].tolist() for key, rows in turns.groupby(documents, sort=False)}
    if not groups:
        return iter(())
    given = {
        "pattern": wanted.pattern,
        "ignore_case": wanted.ignore_case,
        "enough": enough,
        "documents": list(groups.values()),
    }
    seconds = _SECONDS + len(groups) / 50
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD)], input=json.dumps(given).encode(), capture_output=True,
            timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        at = list(groups)[min((late.stdout or b"").count(b"\n"), len(groups) - 1)]
        raise ProjectError(
            f"/{wanted.pattern}/ was stopped in {names[at]} after {seconds:.0f} seconds: let nothing repeat that repeats within "
            "itself, as (a+)+ does, or search fewer documents."
        ) from None
    if done.returncode:
        raise ProjectError(f"/{wanted.pattern}/ could not be searched: {done.stderr.decode(errors='replace').strip()}.")
    first = 0
    found: list[Hit] = []
    for texts, line in zip(groups.values(), done.stdout.splitlines(), strict=False):  # it stops when it has enough
        found += [(first + number, start, end) for number, start, end in json.loads(line)]
        first += len(texts)
    if enough == _ENOUGH == len(found):
        raise ProjectError(f"/{wanted.pattern}/ has {_ENOUGH} hits or more: ask for something rarer.")
    return iter(found)


def _within(hits: Iterable[Hit], turns: pd.DataFrame, coded: dict[str, np.ndarray]) -> Iterator[Hit]:
    """The hits that share a sign with one of the codings."""
    documents, starts = turns["document"].astype(str).tolist(), turns["start"].tolist()
    for row, start, end in hits:
        codings = coded[documents[row]]
        at = starts[row]
        if ((codings[:, 0] < at + end) & (codings[:, 1] > at + start)).any():
            yield row, start, end


# --- what was found ------------------------------------------------------------------------------------------------


def _frame(hits: list[Hit], turns: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """One row a hit, with some words around it."""
    import numpy as np
    import pandas as pd

    rows = [row for row, _, _ in hits]
    found = turns.iloc[rows].reset_index(drop=True)
    texts = turns["text"].tolist()
    around = [_around(texts[row], (start, end)) for row, start, end in hits]
    at = found["start"].to_numpy()
    columns: dict[str, Any] = {column: found[column] for column in HITS if column in found}
    columns["name"] = pd.array([names[str(key)] for key in found["document"]], dtype="str")
    columns["start"] = (at + np.array([start for _, start, _ in hits], dtype=np.int32)).astype(np.int32)
    columns["end"] = (at + np.array([end for _, _, end in hits], dtype=np.int32)).astype(np.int32)
    columns["text"] = pd.array([texts[row][start:end] for row, start, end in hits], dtype="str")
    columns["before"] = pd.array([before for before, _ in around], dtype="str")
    columns["after"] = pd.array([after for _, after in around], dtype="str")
    return pd.DataFrame({column: columns[column] for column in HITS})


def _around(text: str, hit: Span) -> tuple[str, str]:
    """Up to some sixty signs before and after a hit, in whole words."""
    start, end = hit
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND and not text[start - _AROUND - 1].isspace():
        before = before[_first_space(before) :]
    if end + _AROUND < len(text) and not text[end + _AROUND].isspace():
        after = after[: len(after) - _first_space(after[::-1])]
    return before, after


def _first_space(text: str) -> int:
    """Where the first white space stands; 0 where there is none, so that a very long word is shown in part."""
    return next((place for place, sign in enumerate(text.rstrip()) if sign.isspace()), 0)
