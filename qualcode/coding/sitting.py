"""One document in a consensus meeting: its questions, what was decided of them, and the consensus that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualcode.coding.agenda import Agenda, Item, Marking
from qualcode.store import meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.coding.page import Page
    from qualcode.model import Coding
    from qualcode.store.records import Rows

OPEN, DECIDED, PARKED = "open", "decided", "parked"
#: What a log of decisions may call a question that was left open.
_PARKED = frozenset({"parked", "geparkeerd", "parkeren", "park"})


@dataclass(frozen=True)
class Outcome:
    """What was decided of an item: in which way (`how`), which codings it leaves, why, and the rule that came of it.

    `how` is ``keep`` (with `kept`: whose reading), ``neither``, ``other``, ``parked``, one of `agenda.EDGES`, or ``earlier`` where it was
    decided before this meeting.
    """

    how: str
    markings: tuple[Marking, ...] = ()
    kept: tuple[str, ...] = ()
    reason: str = ""
    rule: str = ""
    rule_code: str = ""

    @property
    def status(self) -> str:
        """`DECIDED` or `PARKED`."""
        return PARKED if self.how == "parked" else DECIDED

    @property
    def said(self) -> str:
        """As the log of decisions says it: whose reading was kept, else how it was decided."""
        return ", ".join(self.kept) if self.how == "keep" else self.how


@dataclass
class Sitting:
    """A document on the table. `judged`: the codes that all have judged; `version`: the codebook that they read it under."""

    document: str
    name: str
    revision: str
    round: str
    page: Page
    agenda: Agenda
    version: str
    judged: frozenset[str]
    everything: frozenset[str]
    decided: dict[str, dict[str, Any]] = field(default_factory=dict)
    standing: list[meetings.Standing] = field(default_factory=list)
    covered: Rows = field(default_factory=dict)
    logged: dict[tuple[int, int, str], str] = field(default_factory=dict)

    @cached_property
    def items(self) -> dict[str, Item]:
        """The questions by id."""
        return {item.id: item for item in self.agenda.items}

    @cached_property
    def agreed(self) -> dict[str, Coding]:
        """What consensus takes over without asking, by id."""
        return self._made(self.agenda.agreed)

    @property
    def begun(self) -> bool:
        """Whether the consensus of this document was begun."""
        return bool(self.covered)

    @property
    def complete(self) -> bool:
        """Whether the consensus of this document was finished for some codes at least, and nothing is left to ask."""
        return any(row["state"] == "finished" for row in self.covered.values()) and not self.of(OPEN)

    @property
    def elsewhere(self) -> bool:
        """Whether a finished consensus came from elsewhere, or was held on an earlier text: then there is nothing to meet for."""
        finished = any(row["state"] == "finished" and not row["codes"] for row in self.covered.values())
        return finished and bool(self.items) and self.decided.keys().isdisjoint(self.items)

    def of(self, status: str) -> list[Item]:
        """The questions with this status."""
        return [item for item in self.agenda.items if self.status(item) == status]

    def status(self, item: Item) -> str:
        """`OPEN`, `DECIDED` or `PARKED`."""
        outcome = self.outcome(item)
        return OPEN if outcome is None else outcome.status

    def outcome(self, item: Item) -> Outcome | None:
        """What was decided of an item; None: nothing yet."""
        said = self.decided.get(item.id)
        if said is not None:
            return of_values(said)
        if self.elsewhere:
            return Outcome("earlier", self._earlier(item))
        logged = self._lines(item).values()
        if any(said.casefold() in _PARKED for said in logged):
            return Outcome("parked")
        earlier = self._earlier(item)
        return Outcome("earlier", earlier) if earlier or logged else None

    def _lines(self, item: Item) -> dict[tuple[int, int, str], str]:
        """What the log says of the place of an item, other than by this meeting: it came in a sheet."""
        ours = {(*one.at, one.codes[0]) for id_, one in self.items.items() if id_ in self.decided}
        return {
            key: said
            for key, said in self.logged.items()
            if key not in ours and key[2] in item.codes and key[0] < item.end and key[1] > item.start
        }

    def _earlier(self, item: Item) -> tuple[Marking, ...]:
        """What the consensus has in the place of an item, other than by a decision of this meeting or because all agreed."""
        ours = self.wanted()
        return tuple(
            Marking(one.code, one.start, one.end)
            for one in self.standing
            if one.id not in ours and one.code in item.codes and one.start < item.end and one.end > item.start
        )

    def wanted(self, without: Iterable[str] = ()) -> dict[str, Coding]:
        """The codings that follow from what all agree on and from what was decided, by id."""
        left = set(without)
        decided = [
            marking for item, said in self.decided.items() if item not in left for marking in of_values(said).markings
        ]
        return {**self.agreed, **self._made(decided)}

    def plan(self, decisions: Mapping[str, tuple[Item | None, Outcome, dict[str, Any]]]) -> meetings.Plan:
        """What is to be written for these decisions, by item (None: something that no question was about); none: what is lacking."""
        plan = meetings.Plan()
        gone: set[str] = set()
        for id_, (item, outcome, values) in decisions.items():
            before = self.decided.get(id_)
            if before is not None:
                gone |= self._made(of_values(before).markings).keys()
            elif item is not None:
                places = {(m.code, m.start, m.end) for m in self._earlier(item)}
                gone |= {one.id for one in self.standing if (one.code, one.start, one.end) in places}
                plan.not_logged |= {meetings.decision_row(self.document, *key) for key in self._lines(item)}
            self.decided[id_] = values
            plan.decided[self.document, id_] = values
            plan.decisions |= self._logged(id_, item, outcome)
        wanted = self.wanted()
        living = {one.id for one in self.standing}
        plan.codings = [coding for id_, coding in wanted.items() if id_ not in living]
        plan.gone = (gone & living) - wanted.keys()
        self._cover(plan)
        return plan

    def _logged(self, id_: str, item: Item | None, outcome: Outcome) -> Rows:
        start, end, code = place_of(item, outcome)
        row = meetings.decision_row(self.document, start, end, code)
        said = {"decision": outcome.said, "reason": outcome.reason, "rule": outcome.rule}
        return {row: {"document": self.document, "start": start, "end": end, "code": code, **said}}

    def _cover(self, plan: meetings.Plan) -> None:
        """Finished once nothing is open, but for the codes of what was parked; begun as long as something is."""
        finished = any(row["state"] == "finished" for row in self.covered.values())
        if self.of(OPEN):
            if not finished and self.covered:
                return
            rows = meetings.coverage_rows(self.document, self.round, self.version, (), "begun")
        else:
            left = self.judged - {code for item in self.of(PARKED) for code in item.codes}
            codes = () if left == self.everything else tuple(sorted(left))
            state = "finished" if left else "begun"
            rows = meetings.coverage_rows(self.document, self.round, self.version, codes, state)
        plan.coverage = rows
        plan.not_covered = set(self.covered) - rows.keys()

    def _made(self, markings: Iterable[Marking]) -> dict[str, Coding]:
        made = (
            meetings.coding(
                self.document, self.revision, self.round, self.version, self.page.text, marking[:3], dict(marking.facets)
            )
            for marking in markings
        )  # fmt: skip
        return {coding.id: coding for coding in made}


def place_of(item: Item | None, outcome: Outcome) -> tuple[int, int, str]:
    """The stretch and the code under which the log has a decision: those of its item, else what was added."""
    if item is not None:
        return (*item.at, item.codes[0])
    code, start, end, _ = outcome.markings[0]
    return start, end, code


def values_of(outcome: Outcome, **about: Any) -> dict[str, Any]:
    """An outcome as it is stored."""
    return {
        "how": outcome.how, "kept": list(outcome.kept), "reason": outcome.reason, "rule": outcome.rule,
        "rule_code": outcome.rule_code,
        "as": [[m.code, m.start, m.end, dict(m.facets)] for m in outcome.markings], **about,
    }  # fmt: skip


def of_values(said: Mapping[str, Any]) -> Outcome:
    """An outcome as it was stored."""
    markings = tuple(
        Marking(code, start, end, tuple(sorted(facets.items()))) for code, start, end, facets in said["as"]
    )
    return Outcome(said["how"], markings, tuple(said["kept"]), said["reason"], said["rule"], said.get("rule_code", ""))
