"""Every cell counted the slow way: plain loops and sets over lists of dicts, with none of the library's code.

It says the rules of a matrix again, in the words of docs/reference/measures.md, so that two independent readings of the same
sentences can be compared cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
CONVERSATIONS = ("interview", "group")
ROUNDS = ("main", "recode", "after")
MEASURES = (
    "turns", "conversations", "documents", "participants", "cases", "presence", "words", "share", "per_1000",
    "segments", "passages", "codings",
)  # fmt: skip
Row = dict[str, Any]
Place = Callable[[dict[str, Any], dict[str, Any] | None], "str | None"]


class Cell(NamedTuple):
    value: float | None
    state: str
    n: int
    N: int


class Evidence(NamedTuple):
    """What one coding does in one turn (or, where nobody's talk is marked, in its document)."""

    coding: Row
    document: str
    turn: Row | None
    start: int
    end: int
    words: frozenset[int]
    counts: bool  # by the turn rule


class Counter:
    """Counts the cells of one study, for one selection of documents, talk and codings."""

    def __init__(
        self,
        plain: dict[str, Any],
        *,
        layer: str = "final",
        kinds: Iterable[str] = CONVERSATIONS,
        documents: Callable[[Row], bool] = lambda row: True,
        talk: Callable[[Row], bool] | None = None,
        where: Callable[[Row], bool] = lambda row: True,
    ) -> None:
        self.plain, self.talk, self.layer = plain, talk, layer
        # asked again for every cell: answered once
        self.read, self.prompted, self.below = cache(self.read), cache(self.prompted), cache(self.below)
        self.home = {row["document"]: row for row in plain["documents"]}
        self.turns: dict[str, list[Row]] = {document: [] for document in self.home}
        for turn in plain["turns"]:
            self.turns[turn["document"]].append(turn)
        self.documents = [row for row in plain["documents"] if row["kind"] in set(kinds) and documents(row)]
        if talk is not None:
            self.documents = [row for row in self.documents if self.heard(row["document"])]
        self.keys = [code["key"] for code in plain["codebook"]]
        self.parent = {code["key"]: code["parent"] for code in plain["codebook"]}
        self.free = {code["key"]: code["unprompted"] for code in plain["codebook"]}
        codings = [row for row in plain["codings"] if row["layer"] == layer and row["round"] in ROUNDS and where(row)]
        self.evidence = [found for coding in codings for found in self.evidence_of(coding)]

    # the tree

    def above(self, code: str) -> list[str]:
        found = []
        while self.parent[code] is not None:
            code = self.parent[code]
            found.append(code)
        return found

    def below(self, code: str) -> list[str]:
        return [key for key in self.keys if code in self.above(key)]

    def depth(self, code: str) -> int:
        return len(self.above(code)) + 1

    def columns(self, depth: int | None) -> list[str]:
        if depth is None:
            return self.keys
        return [k for k in self.keys if self.depth(k) == depth or (self.depth(k) < depth and not self.below(k))]

    # the talk

    def has_speakers(self, document: str) -> bool:
        return any(turn["speaker"] for turn in self.turns[document])

    def heard(self, document: str) -> list[Row]:
        """The informants' turns that are looked at; none where nobody's talk is marked."""
        if not self.has_speakers(document):
            return []
        turns = [turn for turn in self.turns[document] if turn["role"] != "interviewer" and turn["speaker"]]
        turns = [turn for turn in turns if turn["end"] > turn["start"]]
        return turns if self.talk is None else [turn for turn in turns if self.talk(turn)]

    def case_of(self, document: str, turn: Row | None) -> str | None:
        return (turn and turn["case"]) or self.home[document]["case"]

    def evidence_of(self, coding: Row) -> list[Evidence]:
        document = coding["document"]
        if not self.has_speakers(document):
            return [Evidence(coding, document, None, coding["start"], coding["end"], frozenset(), True)]
        found = []
        for turn in self.turns[document]:
            start, end = max(coding["start"], turn["start"]), min(coding["end"], turn["end"])
            if turn["role"] == "interviewer" or not turn["speaker"] or start >= end:
                continue
            inside = [turn["start"] + word.start() for word in WORD.finditer(turn["text"])]
            words = frozenset(place for place in inside if start <= place < end)
            whole = (bool(inside) and len(words) == len(inside)) or (start, end) == (turn["start"], turn["end"])
            found.append(Evidence(coding, document, turn, start, end, words, len(words) >= 3 or whole))
        if found and not any(one.counts for one in found):
            most = max(found, key=lambda one: (len(one.words), one.end - one.start, -one.start))
            found = [one._replace(counts=one is most) for one in found]
        return [one for one in found if self.talk is None or self.talk(one.turn)]

    # read and asked

    def judged(self, document: str) -> tuple[set[str], set[str]]:
        """Codes that finished readings judged, and codes that one of them judged in an older wording."""
        judged: set[str] = set()
        older: set[str] = set()
        for row in self.plain["coverage"]:
            done = row["state"] == "finished" and row["layer"] == self.layer and row["round"] in ROUNDS
            if done and row["document"] == document:
                since = set(self.plain["unread"].get(row["version"], ()))
                judged |= set(row["codes"] or self.keys) - since
                older |= since
        return judged, older

    def read(self, document: str, code: str) -> bool:
        judged, older = self.judged(document)
        below = self.below(code)
        if not below:
            return code in judged
        if not all(self.read(document, child) for child in below):
            return False
        return code in judged or code not in older

    def prompted(self, document: str, code: str) -> str:
        """asked, unprompted or not_asked."""
        instrument = self.home[document]["instrument"]
        if not self.plain["topics"] or not instrument:
            return "unprompted"
        skipped = {row["topic"] for row in self.plain["asked"] if row["document"] == document and not row["asked"]}
        asked = {
            row["code"]
            for row in self.plain["topics"]
            if row["instrument"] == instrument and row["topic"] not in skipped
        }
        family = [code, *self.below(code)]
        if asked & set(family):
            return "asked"
        free = any(self.free[key] or any(self.free[up] for up in self.above(key)) for key in family)
        return "unprompted" if free else "not_asked"

    # a cell

    def undefined(self, document: str, measure: str) -> bool:
        if measure == "conversations":
            return self.home[document]["kind"] not in CONVERSATIONS
        if measure in ("turns", "participants", "words", "share", "per_1000"):
            return not self.has_speakers(document)
        if measure == "cases":
            return not any(self.case_of(document, turn) for turn in [None, *self.heard(document)])
        return False

    def documents_of(self, place: Place, row: str, measure: str) -> list[str]:
        """The documents that stand in a row and for which the measure is defined."""
        found = []
        for document in self.documents:
            key = document["document"]
            turns: list[Row | None] = [*self.heard(key)] or [None]
            if not self.undefined(key, measure) and any(place(document, turn) == row for turn in turns):
                found.append(key)
        return found

    def evidence_in(self, place: Place, row: str, code: str, measure: str) -> list[Evidence]:
        """What bears the code, or one below it, in a row."""
        documents, family = self.documents_of(place, row, measure), {code, *self.below(code)}
        return [
            one
            for one in self.evidence
            if one.document in documents
            and one.coding["code"] in family
            and place(self.home[one.document], one.turn) == row
            and (one.counts or (measure in ("words", "share") and one.words) or measure == "passages")
        ]

    def opened(self, place: Place, row: str, code: str, measure: str) -> list[str]:
        """The ids of the codings that a cell counts."""
        return sorted({one.coding["coding"] for one in self.evidence_in(place, row, code, measure)})

    def cell(self, place: Place, row: str, code: str, measure: str) -> Cell:
        """`place(document, turn)` says to which row talk belongs (turn None: the document as a whole)."""
        documents, found = self.documents_of(place, row, measure), self.evidence_in(place, row, code, measure)
        bearing = {one.document for one in found}
        open_to = [key for key in documents if self.prompted(key, code) != "not_asked"]
        eligible = [key for key in open_to if self.read(key, code)]
        n = len([key for key in eligible if key in bearing])
        if found:
            rests_on = [key for key in documents if key in bearing or key in eligible]
            return Cell(self.value(found, rests_on, place, row, measure), "found", n, len(eligible))
        if not documents:
            state = "no_data"
        elif not open_to:
            state = "not_asked"
        elif len(eligible) < len(open_to):
            state = "not_coded"
        else:
            state = "absent"
        return Cell(0.0 if state == "absent" else None, state, n, len(eligible))

    def value(self, found: list[Evidence], documents: list[str], place: Place, row: str, measure: str) -> float | None:
        counted = [one for one in found if one.counts]
        words = {(one.document, word) for one in found for word in one.words}
        segments = {(one.document, one.coding["start"], one.coding["end"]) for one in counted}
        said = sum(
            len(WORD.findall(turn["text"]))
            for key in documents
            for turn in self.heard(key)
            if place(self.home[key], turn) == row
        )
        if measure == "turns":
            return len({one.turn["turn"] for one in counted if one.turn})
        if measure in ("conversations", "documents"):
            return len({one.document for one in counted})
        if measure == "participants":
            return len({who(one.document, one.turn) for one in counted if one.turn})
        if measure == "cases":
            return len({self.case_of(one.document, one.turn) for one in counted} - {None})
        if measure == "presence":
            return 1
        if measure == "words":
            return len(words)
        if measure == "share":
            return len(words) / said if said else None
        if measure == "per_1000":
            return 1000 * len(segments) / said if said else None
        if measure == "segments":
            return len(segments)
        if measure == "passages":
            return stretches({(one.document, place) for one in found for place in range(one.start, one.end)})
        return len({one.coding["coding"] for one in counted})


def who(document: str, turn: Row) -> tuple[str, ...]:
    """A person, or a label in one document where the person is not known."""
    return ("person", turn["person"]) if turn["person"] else ("label", document, turn["speaker"])


def stretches(places: set[tuple[str, int]]) -> int:
    """How many maximal runs of neighbouring characters these are."""
    return sum(1 for document, place in places if (document, place - 1) not in places)
