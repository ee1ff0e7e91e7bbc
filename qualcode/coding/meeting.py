"""A consensus meeting without a screen: what has to be decided, and verbs that store first and show then."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.coding.agenda import CLASSES, EDGES, Item, Marking, edges
from qualcode.coding.seating import seat
from qualcode.coding.sitting import DECIDED, OPEN, PARKED, Outcome, Sitting, place_of, values_of
from qualcode.errors import CallError, ProjectError, Unknown
from qualcode.store import door, meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.codebook import Codebook
    from qualcode.project import Project

_SHORT = 4


class Progress(NamedTuple):
    """How far the meeting is in one document; `complete`: its consensus is finished but for what was parked."""

    document: str
    name: str
    decided: int
    parked: int
    open: int
    complete: bool


class Meeting:
    """Coders decide together what holds where their readings differ. What they decide is the consensus, never one more reading.

    A question shows its readings without names, in an order that tells nothing, until it is decided (`who`). What all say alike
    becomes consensus without a question. Each decision is one durable change, and no reading is touched by any.

    Parameters
    ----------
    project
        Opened for writing; with an acting coder, who must be one of those who meet, or without.
    coders
        Two or more who have finished the same documents.
    documents
        Ids, names, file names or unique stems; None: every document that all of them have finished.
    round
        The round of coding that is compared.
    spans
        Edges count: the same code must lie on the same stretch. Otherwise turns are compared, as agreement does.

    Raises
    ------
    CallError
        Fewer than two coders, an unknown one, or an acting coder who is not among them.
    ProjectError
        A document that was named is not finished by all, or nothing is.
    """

    def __init__(
        self, project: Project, coders: Sequence[str] = ("A", "B"), documents: Sequence[str] | None = None, *,
        round: str = "main", spans: bool = False,  # noqa: A002
    ) -> None:  # fmt: skip
        self.project, self.coders, self.round, self.spans = project, tuple(dict.fromkeys(coders)), round, spans
        self._store = project.store
        self._named = documents
        self.sittings: dict[str, Sitting] = {}
        #: Documents that stay outside, each with the reason.
        self.refused: dict[str, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is stored."""
        self.sittings, self.refused = seat(self.project, self.coders, self._named, self.round, spans=self.spans)
        order = [item for sitting in self.sittings.values() for item in sitting.agenda.items]
        often = Counter(item.codes for item in order)
        order.sort(key=lambda item: (CLASSES.index(item.klass), -often[item.codes]))
        self._items = {item.id: item for item in order}

    @property
    def book(self) -> Codebook:
        """The codebook in force."""
        book = self.project.codebook
        if book is None:
            raise ProjectError("There is no codebook yet: add one first (qualcode add codebook FILE).")
        return book

    # --- what is to be decided -------------------------------------------------------------------------------------

    def items(self, status: str | None = None) -> list[Item]:
        """The questions, the dearest class first, within it the pair of codes that differs most often; of one status, or all."""
        return [item for item in self._items.values() if status in (None, self.status(item))]

    def item(self, named: str) -> Item:
        """The question with this id, or the only one whose id begins so (four signs at least)."""
        found = [
            item
            for id_, item in self._items.items()
            if id_ == named or (len(named) >= _SHORT and id_.startswith(named))
        ]
        if len(found) == 1:
            return found[0]
        hint = f"{len(found)} ids begin so: give more of it." if found else "Ask for the agenda again."
        raise Unknown("question", named, hint=hint)

    def status(self, item: Item) -> str:
        """``open``, ``decided`` or ``parked``."""
        return self._of(item).status(item)

    def outcome(self, item: Item) -> Outcome | None:
        """What was decided; None: nothing yet."""
        return self._of(item).outcome(item)

    def who(self, item: Item) -> tuple[str, ...]:
        """Whose the readings are, once the question is decided."""
        if self.status(item) != DECIDED:
            raise ProjectError("Whose reading is whose stays covered until this is decided.")
        return item.coders

    def words(self, item: Item) -> list[str]:
        """What the coders noted at the codings concerned, doubts first, without saying who: "?" stands for a doubt without words."""
        sources = {id_ for some in item.sources for id_ in some}
        memos = self.project.memos()
        memos = memos[memos["of"].isin(sources) & memos["about"].isin(["doubt", "coding"])]
        doubts = sorted(str(text) or "?" for text in memos[memos["about"] == "doubt"]["text"])
        return list(dict.fromkeys([*doubts, *sorted(str(text) for text in memos[memos["about"] == "coding"]["text"])]))

    def context(self, item: Item) -> tuple[int, int]:
        """What to read around a question: the whole turns that it lies in, and the question before them."""
        page = self._of(item).page
        first, last = page.turn_at(item.start), page.turn_at(item.end - 1)
        start, end = (first.start, last.end) if first and last else (item.start, item.end)
        asked = page.question_of(first) if first else None
        return min(asked.start if asked else start, start, item.start), max(end, item.end)

    def text(self, item: Item) -> str:
        """The text that a question is about."""
        return self._of(item).page.text[item.start : item.end]

    def progress(self) -> list[Progress]:
        """How far the meeting is, a row a document."""
        found = []
        for s in self.sittings.values():
            counts = Counter(s.status(item) for item in s.agenda.items)
            found.append(
                Progress(s.document, s.name, counts[DECIDED], counts[PARKED], counts[OPEN], s.complete and not counts[PARKED])
            )  # fmt: skip
        return found

    # --- deciding: stored before it is shown -------------------------------------------------------------------------

    def begin(self) -> int:
        """Take over what all say alike, and finish the documents in which nothing differs; gives how many codings came."""
        came = 0
        for sitting in self.sittings.values():
            if not sitting.elsewhere:
                came += self._write(f"consensus of {sitting.name} brought up to date", {sitting.document: {}})
        return came

    def keep(self, item: Item, *readings: int, reason: str = "", rule: str = "", rule_code: str | None = None) -> None:
        """Keep one reading or several, by their numbers (from 1)."""
        self.decide({item.id: self.as_kept(item, *readings)}, reason=reason, rule=rule, rule_code=rule_code)

    def neither(self, item: Item, *, reason: str = "", rule: str = "", rule_code: str | None = None) -> None:
        """No code of these belongs here: nothing is left, and the document counts as read for them."""
        self.decide({item.id: Outcome("neither")}, reason=reason, rule=rule, rule_code=rule_code)

    def other(
        self, item: Item, code: str, *, start: int | None = None, end: int | None = None, reason: str = "", rule: str = "",
        rule_code: str | None = None,
    ) -> None:  # fmt: skip
        """Another code, or another stretch of text, than any reading has."""
        self.decide({item.id: self.as_other(item, code, start, end)}, reason=reason, rule=rule, rule_code=rule_code)

    def park(self, item: Item, *, reason: str = "") -> None:
        """Leave it open for now; it is listed, and its codes stay open in this document."""
        self.decide({item.id: Outcome("parked")}, reason=reason)

    def as_kept(self, item: Item, *readings: int) -> Outcome:
        """What keeping these readings would leave; nothing is stored."""
        if not readings or any(not 1 <= number <= len(item.readings) for number in readings):
            raise CallError(f"The readings are numbered 1 to {len(item.readings)}.")
        chosen = sorted(set(readings))
        markings = {marking for number in chosen for marking in item.readings[number - 1]}
        return Outcome("keep", tuple(sorted(markings)), tuple(sorted(item.coders[number - 1] for number in chosen)))

    def as_other(self, item: Item, code: str, start: int | None = None, end: int | None = None) -> Outcome:
        """What another code, or another stretch of text, would leave; nothing is stored."""
        place = item.start if start is None else start, item.end if end is None else end
        return Outcome("other", (self._marking(item.document, *place, code),))

    def as_edges(self, item: Item, how: str) -> Outcome:
        """What settling the edges of one question would leave; nothing is stored."""
        markings = edges(item, how) if item.klass == "boundary" and how in EDGES else ()
        if not markings:
            raise CallError(f"There are no edges here that {how} could settle.")
        return Outcome(how, markings)

    def decide(
        self, outcomes: Mapping[str, Outcome], *, reason: str = "", rule: str = "", rule_code: str | None = None
    ) -> None:
        """Decide questions, by id, as one change. A reason or rule given here holds for all that have none of their own."""
        found: dict[str, dict[str, tuple[Item | None, Outcome]]] = {}
        for id_, outcome in outcomes.items():
            item = self._items[id_]
            sitting = self._of(item)
            if sitting.elsewhere:
                raise ProjectError(
                    f"The consensus of {sitting.name} is finished, from elsewhere: it is not decided here."
                )
            found.setdefault(item.document, {})[id_] = item, self._argued(item, outcome, reason, rule, rule_code)
        self._write(self._told(found), found)

    def _argued(self, item: Item, outcome: Outcome, reason: str, rule: str, rule_code: str | None) -> Outcome:
        """An outcome with its reason and its rule, and the code that the rule belongs to."""
        reason, rule = outcome.reason or reason.strip(), outcome.rule or rule.strip()
        for said in (reason, rule):
            door.prove_typed(self._store, "reason", said)
        about = ""
        if rule:
            named = outcome.rule_code or rule_code or (outcome.markings[0].code if outcome.markings else item.codes[0])
            about = self.book[self.book.current(named)].key
        return replace(outcome, reason=reason, rule=rule, rule_code=about)

    def _told(self, found: Mapping[str, Mapping[str, tuple[Item | None, Outcome]]]) -> str:
        """A line for the history: one decision in full, several by their number."""
        names = ", ".join(self.sittings[document].name for document in found)
        every = [one for some in found.values() for one in some.values()]
        if len(every) == 1:
            item, outcome = every[0]
            codes = item.codes if item is not None else (outcome.markings[0].code,)
            return f"consensus on {', '.join(codes)} in {names}: {outcome.said}"
        return f"{len(every)} decisions on the consensus of {names}"

    def also(self, document: str, start: int, end: int, code: str, *, reason: str = "") -> None:
        """A coding that no reading has and no question was about."""
        sitting = self.sittings[self.project.known().document(document).id]
        marking = self._marking(sitting.document, start, end, code)
        door.prove_typed(self._store, "reason", reason)
        outcome = Outcome("new", (marking,), reason=reason.strip())
        found: dict[str, dict[str, tuple[Item | None, Outcome]]]
        found = {sitting.document: {f"new:{marking.start}-{marking.end}:{marking.code}": (None, outcome)}}
        self._write(self._told(found), found)

    def edges(self, code: str, how: str) -> dict[str, tuple[Marking, ...]]:
        """What `settle_edges` would leave of every open question about the edges of a code, by id; nothing is stored.

        `how` is ``longer``, ``shorter``, ``union`` or ``intersection``. A question is left out where the readings share nothing.
        """
        if how not in EDGES:
            raise CallError(f'Edges are settled by {", ".join(EDGES)}, not "{how}".')
        key = self.book[self.book.current(code)].key
        found = {
            item.id: edges(item, how) for item in self.items(OPEN) if item.klass == "boundary" and key in item.codes
        }
        return {id_: markings for id_, markings in found.items() if markings}

    def settle_edges(self, code: str, how: str, *, reason: str = "") -> int:
        """Settle every open question about the edges of a code alike, as one change; gives how many."""
        found = {id_: Outcome(how, markings) for id_, markings in self.edges(code, how).items()}
        self.decide(found, reason=reason)
        return len(found)

    def undo(self, item: Item | None = None) -> list[str]:
        """Take back the last decision, or that on an item; gives the ids of what is open again. There is no end to it."""
        where = (item.document, item.id) if item is not None else None
        with self._store.reading() as connection:
            found = meetings.last(connection, self._store.who, where)
        if found is None:
            raise ProjectError("There is nothing to undo: nothing was decided here yet.")
        change, documents = found
        before = {id_ for id_, one in self._items.items() if self.status(one) != OPEN}
        meetings.undo(self._store, change, self.project.coder)
        self.refresh()
        for document in documents:
            if document in self.sittings:
                self._write(f"consensus of {self.sittings[document].name} brought up to date", {document: {}})
        return [id_ for id_ in before if id_ in self._items and self.status(self._items[id_]) == OPEN]

    # --- within ----------------------------------------------------------------------------------------------------

    def _of(self, item: Item) -> Sitting:
        if item.document not in self.sittings:
            raise CallError("That document is not part of this meeting.")
        return self.sittings[item.document]

    def _marking(self, document: str, start: int, end: int, code: str) -> Marking:
        book, sitting = self.book, self.sittings[document]
        key = book[book.current(code)].key
        if not book[key].assignable:
            below = ", ".join(book.children(key)) or "no other code"
            raise CallError(f'"{key}" is a heading and is not applied itself. Below it: {below}.')
        text = sitting.page.text
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise CallError(
                f"{sitting.name} has {len(text)} signs: [{start}:{end}] is no stretch of it that holds text."
            )
        return Marking(key, start, end)

    def _write(self, message: str, outcomes: Mapping[str, Mapping[str, tuple[Item | None, Outcome]]]) -> int:
        """Store what was decided, by document, with what follows from it, as one change; gives how many codings came."""
        plan = meetings.Plan()
        expected: dict[tuple[str, str], Any] = {}
        try:
            for document, some in outcomes.items():
                sitting = self.sittings[document]
                expected |= {(document, id_): sitting.decided.get(id_) for id_ in some}
                given = {
                    id_: (item, outcome, values_of(outcome, **self._about(item, outcome)))
                    for id_, (item, outcome) in some.items()
                }
                plan.take(sitting.plan(given))
            meetings.write(self._store, message, plan, expected)
        finally:
            for document in outcomes:
                self._again(self.sittings[document])
        return len(plan.codings)

    def _about(self, item: Item | None, outcome: Outcome) -> dict[str, object]:
        """What a decision says of its origin: who met, how they compared, where, and which codings it came from."""
        sources: Iterable[str] = [id_ for some in item.sources for id_ in some] if item is not None else []
        return {
            "coders": list(self.coders), "spans": self.spans, "version": self.book.version, "from": sorted(sources),
            "place": list(place_of(item, outcome)),
        }  # fmt: skip

    def _again(self, sitting: Sitting) -> None:
        with self._store.reading() as connection:
            sitting.decided = meetings.decided(connection, sitting.document)
            sitting.standing = meetings.standing(connection, sitting.document, self.round)
            sitting.covered = meetings.covered(connection, sitting.document, self.round)
            sitting.logged = meetings.logged(connection, sitting.document)
