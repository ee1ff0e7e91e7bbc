"""What was said: the quotes behind each cell of a matrix, clipped to the informants' talk, chosen by a rule that is stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

import qualcode
from qualcode.analysis.counting import ByCode
from qualcode.analysis.filters import fingerprint, of_layer
from qualcode.analysis.ground import Ground, ground
from qualcode.analysis.matrix_notes import layer_notes, selection_notes, waiting_notes
from qualcode.analysis.plan import Plan, plan
from qualcode.columns import WORD, require
from qualcode.errors import CallError
from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.columns import HasFrames

COLUMNS = ("row", "column", "number", "quote", "document", "name", "person", "role", "wave", "coding")
#: A quote of more words is chosen only where there is no shorter one.
LONG = 60
#: Stands where a coding runs on over talk that is not quoted.
GAP = " […] "


def quotes(
    codings: pd.DataFrame,
    project: HasFrames,
    *,
    rows: str,
    columns: str,
    limit: int | None = None,
    depth: int | None = None,
    kinds: Sequence[str] = ("interview", "group"),
    layer: str | None = None,
    documents: str | None = None,
    talk: str | None = None,
    where: str | None = None,
) -> Table:
    """The quotes behind each cell of a matrix: what informants said, in their words, with where it stands.

    Parameters
    ----------
    codings, project, rows, columns, depth, kinds, layer, documents, talk, where
        As for `matrix`; a cell is quoted from exactly the codings that its matrix of ``codings`` counts.
    limit
        At most so many quotes a cell, spread over its documents: first the best of each document, then the next. Best is
        the longest of up to 60 words from one turn (where there is none, the shortest above, then quotes over several turns),
        of equal length the first in the text. None gives all.

    Returns
    -------
    A `Table` of kind ``quotes``, a row a quote: ``row column number quote document name person role wave coding``. The
    quote holds the informants' words only; `` […] `` stands where the coding runs on over other talk. Equal segments stand
    once in a cell; a quote keeps its number wherever it returns. ``person`` is the speaker's label where nobody is known.
    Where a document has pages there is a column ``page`` too: the number that is printed there, else the page of the file in brackets.
    Consent is not looked at here: it is applied when a file is written.

    Examples
    --------
    >>> from qualcode import Frames
    >>> frames = Frames(
    ...     documents=pd.DataFrame({"document": ["d1"], "name": ["begin-leraar"], "case": ["wisselspoor"], "kind": ["interview"]}),
    ...     turns=pd.DataFrame({"turn": ["d1/1"], "document": ["d1"], "speaker": ["R1"], "role": ["leraar"], "person": ["p1"],
    ...                         "start": [4], "end": [29], "text": ["Zij kiezen zelf hun werk."]}))
    >>> codings = pd.DataFrame({"code": ["zelfregie"], "document": ["d1"], "start": [8], "end": [19]})
    >>> quotes(codings, frames, rows="case", columns="code").frame["quote"].tolist()
    ['kiezen zelf']
    """
    if limit is not None and limit < 1:
        raise CallError(f"limit={limit}: ask for at least one quote a cell, or for all (None).")
    what = plan(
        codings, project, rows=rows, columns=columns, measure="codings", depth=depth, kinds=kinds, layer=layer,
        documents=documents, talk=talk, where=where,
    )  # fmt: skip
    data = ground(codings, project, what, exact=True)
    source = _Source(data, project)
    chosen, left = _chosen(data, what, source, limit)
    called = {
        "rows": rows, "columns": columns, "limit": limit, "depth": depth, "kinds": list(kinds), "layer": layer,
        "documents": documents, "talk": talk, "where": where,
    }  # fmt: skip
    facts = {"layer": what.layer, "longest": LONG, "codings": fingerprint(of_layer(codings, what.layer))}
    book = f"{what.book.name} {what.book.version}".strip()
    notes = layer_notes(what.layer, what.coders, data.facts)
    notes += [*selection_notes(documents=documents, talk=talk, where=where), *waiting_notes(data.facts)]
    if limit is not None:
        notes.append(Note("n.quotes", {"words": LONG}))
    if left and limit is not None:
        notes.append(Note("n.quotes.left_out", {"quotes": left, "limit": limit}))
    return Table(
        kind="quotes",
        frame=pd.DataFrame(
            [source.record(quote, number) for quote, number in _numbered(chosen)], columns=[*COLUMNS, *source.more]
        ),
        recipe=Recipe("quotes", called, project.state, book, facts, qualcode.__version__),
        notes=tuple(notes),
        labels={**what.rows.axis.labels, **what.columns.axis.labels},
        within={**what.rows.axis.within, **what.columns.axis.within},
    )


@dataclass(frozen=True)
class Quote:
    """One coding in one cell: its position among the codings and the rows of evidence that say where it counts."""

    row: str
    column: str
    coding: int
    pieces: tuple[int, ...]
    text: str

    @property
    def words(self) -> int:
        """How long it is."""
        return sum(1 for _ in WORD.finditer(self.text))


class _Source:
    """Where the words of a quote come from, and who said them."""

    def __init__(self, data: Ground, project: HasFrames) -> None:
        self._data = data
        self._turns = data.talk.frame()
        if len(self._turns) and "text" not in self._turns:
            texts = project.turns(text=True)
            require(texts, ["turn", "text"], "quotes(): turns")
            by_turn = dict(zip(texts["turn"], texts["text"], strict=True))
            self._turns = self._turns.assign(text=[by_turn[turn] for turn in self._turns["turn"]])
        documents = project.documents()
        self._documents = documents.to_dict("records")
        self._pages = _pages(project)
        #: Columns beside the usual ones: the page, where a document has pages.
        self.more = ("page",) if self._pages else ()

    def text(self, pieces: tuple[int, ...]) -> str:
        """The informants' words of some pieces of a coding."""
        found = []
        for piece in pieces:
            turn = int(self._data.evidence.turn[piece])
            if turn < 0:
                return self._unspoken(int(self._data.evidence.row[piece]))
            start = int(self._data.talk.start[turn])
            low, high = int(self._data.evidence.start[piece]) - start, int(self._data.evidence.end[piece]) - start
            found.append(str(self._turns["text"].iloc[turn])[low:high].strip())
        return GAP.join(part for part in found if part)

    def _unspoken(self, coding: int) -> str:
        """A coding in a text without speakers, whole."""
        require(self._data.codings, ["text"], "quotes() from documents without speakers: codings")
        return str(self._data.codings["text"].iloc[coding]).strip()

    def record(self, quote: Quote, number: int) -> dict[str, Any]:
        """A row of the table."""
        evidence = self._data.evidence
        document = self._documents[int(evidence.document[quote.pieces[0]])]
        coding = self._data.codings.iloc[quote.coding]
        return {
            "row": quote.row, "column": quote.column, "number": number, "quote": quote.text,
            "document": document["document"], "name": document.get("name", document["document"]),
            "person": self._said_by(quote, "person", "speaker"), "role": self._said_by(quote, "role"),
            "wave": document.get("wave"), "coding": coding.get("coding"), "page": self._page(quote, str(document["document"])),
        }  # fmt: skip

    def _page(self, quote: Quote, document: str) -> str | None:
        """The pages that a quote stands on: from the first to the last of them."""
        evidence, codings = self._data.evidence, self._data.codings
        first, last = quote.pieces[0], quote.pieces[-1]
        spoken = int(evidence.turn[first]) >= 0
        start = int(evidence.start[first]) if spoken else int(codings["start"].iloc[quote.coding])
        end = int(evidence.end[last]) if spoken else int(codings["end"].iloc[quote.coding])
        found = [label for low, high, label in self._pages.get(document, ()) if low < end and high > start]
        return "–".join(dict.fromkeys([found[0], found[-1]])) if found else None

    def _said_by(self, quote: Quote, *names: str) -> str | None:
        """Who said it: the first of these columns that has a value, each once, in the order of the talk."""
        found: list[str] = []
        for turn in (int(self._data.evidence.turn[piece]) for piece in quote.pieces):
            values = [self._turns[name].iloc[turn] for name in names if name in self._turns] if turn >= 0 else []
            found += [str(value) for value in values if pd.notna(value) and value != ""][:1]
        return ", ".join(dict.fromkeys(found)) or None


def _pages(project: HasFrames) -> dict[str, list[tuple[int, int, str]]]:
    """Start, end and number of each page of each document: as it is printed, else its place in the file in brackets."""
    pages = getattr(project, "pages", None)
    found: dict[str, list[tuple[int, int, str]]] = {}
    for page in pages().itertuples() if pages is not None else ():
        label = str(page.printed) if isinstance(page.printed, str) and page.printed else f"[{page.number}]"
        found.setdefault(str(page.document), []).append((int(page.start), int(page.end), label))
    return found


def _chosen(data: Ground, what: Plan, source: _Source, limit: int | None) -> tuple[list[Quote], int]:
    """The quotes of all cells in the order of the table, and how many were left out."""
    chosen: list[Quote] = []
    left = 0
    for row, column, rows in _cells(data, what):
        found = [
            Quote(row, column, coding, pieces, text)
            for coding, pieces in _codings(data, rows)
            if (text := source.text(pieces))
        ]
        kept = found if limit is None else _best(found, data, limit)
        chosen += kept
        left += len(found) - len(kept)
    return chosen, left


def _cells(data: Ground, what: Plan) -> Iterator[tuple[str, str, np.ndarray]]:
    """Each cell that bears something, row by row, with its rows of evidence in the order of the text."""
    by_code = ByCode(data.code, len(what.book.keys))
    found: dict[int, np.ndarray] = {}
    for column, members in enumerate(what.members):
        rows = by_code.of(members)
        order = rows[np.argsort(data.cell[rows], kind="stable")]
        cells, first = np.unique(data.cell[order], return_index=True)
        parts = np.split(order, first[1:]) if len(order) else []
        found.update({int(cell) * len(what.members) + column: part for cell, part in zip(cells, parts, strict=True)})
    numbers = what.table(np.arange(data.places.cells * len(what.members)))
    for row, line in zip(what.rows.axis.keys, numbers, strict=True):
        for column_key, number in zip(what.columns.axis.keys, line, strict=True):
            if int(number) in found:
                yield row, column_key, found[int(number)]


def _codings(data: Ground, rows: np.ndarray) -> list[tuple[int, tuple[int, ...]]]:
    """The codings of a cell with their pieces, in the order of the text; equal segments once."""
    pieces: dict[int, list[int]] = {}
    for place in rows:
        pieces.setdefault(int(data.evidence.row[place]), []).append(int(place))
    codings = data.codings
    seen: dict[tuple[int, int, int], tuple[int, tuple[int, ...]]] = {}
    for coding, places in pieces.items():
        where = (
            int(data.evidence.document[places[0]]),
            int(codings["start"].iloc[coding]),
            int(codings["end"].iloc[coding]),
        )
        kept = seen.get(where)
        if kept is None or str(codings["code"].iloc[coding]) < str(codings["code"].iloc[kept[0]]):
            seen[where] = (coding, tuple(places))
    return [seen[where] for where in sorted(seen)]


def _best(found: list[Quote], data: Ground, limit: int) -> list[Quote]:
    """At most `limit` quotes: the best of each document, then the next best, until there are enough."""
    by_document: dict[int, list[int]] = {}
    rank = {}
    for place, quote in enumerate(found):
        words = quote.words
        rank[place] = (len(quote.pieces) > 1, words > LONG, words if words > LONG else -words, place)
        by_document.setdefault(int(data.evidence.document[quote.pieces[0]]), []).append(place)
    turns = sorted(
        (at, rank[place])
        for places in by_document.values()
        for at, place in enumerate(sorted(places, key=rank.__getitem__))
    )
    return [found[place] for place in sorted(order[-1] for _, order in turns[:limit])]


def _numbered(chosen: list[Quote]) -> Iterator[tuple[Quote, int]]:
    """Each quote with its number; the same words of the same coding keep theirs."""
    numbers: dict[tuple[int, str], int] = {}
    for quote in chosen:
        yield quote, numbers.setdefault((quote.coding, quote.text), len(numbers) + 1)
