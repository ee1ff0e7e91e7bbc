"""Suggestions in the store: a layer of their own, made by the codebook's cues, decided one by one by coders."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from qualcode.errors import ProjectError, Unknown
from qualcode.model import Coding, Segment, stable_id
from qualcode.store import codings, content, engine, ids, readings, records, schema
from qualcode.store.blind import double_coded_now, standings
from qualcode.store.changes import Op, dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.codebook import Codebook
    from qualcode.store.store import Store, Writer

#: What a coder did with a suggestion.
DECIDED: tuple[str, ...] = ("accepted", "adjusted", "rejected")
OFF = (
    "Suggestions are off as long as documents of this study are being coded by two: coders who accept the same cue agree with the "
    "cue. They come back when that is finished."
)


class Proposed(NamedTuple):
    """A segment that cues propose for a code."""

    document: str
    revision: str
    start: int
    end: int
    quote: str
    code: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Suggested:
    """What a run of the cues did: how many suggestions are new, stand already, went, and were decided before."""

    new: int = 0
    known: int = 0
    gone: int = 0
    decided: int = 0
    left_out: int = 0
    dry_run: bool = False
    by_code: Mapping[str, int] | None = None


def refuse_off(
    connection: Connection, coder: str | None, document: str | None = None, name: str = ""
) -> frozenset[str]:
    """The documents that take no suggestions now.

    Raises
    ------
    ProjectError
        For an acting coder while any document is being coded by two, so that nothing tells which; else for such a document.
    """
    double = double_coded_now(standings(connection))
    if double and coder is not None:
        raise ProjectError(OFF)
    if document in double:
        raise ProjectError(f"{name} is being coded by two: it takes no suggestions until both have finished.")
    return double


def put(
    store: Store, coder: str | None, found: Sequence[Proposed], version: str, codes: Iterable[str],
    documents: Iterable[str] | None, *, dry_run: bool = False,
) -> Suggested:  # fmt: skip
    """Let these suggestions stand, and no others of these codes in these documents (None: all), as one change."""
    with store.reading() as connection:
        double = refuse_off(connection, coder)
        kept = [one for one in found if one.document not in double]
        if dry_run:
            return _planned(connection, kept, set(codes), documents, double, version).report(dry_run=True)
    with store.writing() as writer:
        plan = _planned(writer.connection, kept, set(codes), documents, double, version)
        if plan.new or plan.gone or plan.unnamed:
            writer.record("suggest", f"suggestions: {len(plan.new)} new, {len(plan.gone)} gone", plan.ops(writer))
    return plan.report(dry_run=False)


@dataclass(frozen=True)
class _Plan:
    """What a run of the cues comes to; `unnamed` are suggestions that stand without their cues, carried to a corrected text."""

    new: dict[str, tuple[Coding, Proposed]]
    known: int
    gone: list[str]
    decided: int
    left_out: int
    unnamed: dict[str, tuple[Coding, Proposed]]

    def ops(self, writer: Writer) -> list[Op]:
        made = [coding for coding, _ in self.new.values()]
        codings.store_content(writer, made)
        once = records.once(writer.connection, "coding", self.new)
        marks = {
            _mark("", "cue", one.document, id_): _values("", "cue", one.document, id_, [one.code, *one.cues])
            for id_, (_, one) in {**self.new, **self.unnamed}.items()
        }
        return [
            *(Op("coding", c.id, data=codings.values_of(c), fresh=c.id not in once) for c in made),
            *records.put(writer.connection, "mark", marks).ops,
            *(op for id_ in self.gone for op in _removal(writer, id_)),
        ]

    def report(self, *, dry_run: bool) -> Suggested:
        counts: dict[str, int] = {}
        for coding, _ in self.new.values():
            counts[coding.code] = counts.get(coding.code, 0) + 1
        return Suggested(len(self.new), self.known, len(self.gone), self.decided, self.left_out, dry_run, counts)


def _planned(
    connection: Connection, found: Sequence[Proposed], codes: set[str], documents: Iterable[str] | None,
    double: frozenset[str], version: str,
) -> _Plan:  # fmt: skip
    wanted = {coding.id: (coding, one) for one in found for coding in [_coding(one, version)]}
    decided, refused = _decided(connection, wanted)
    stands = {id_: (document, code) for id_, document, code in _living(connection)}
    within = None if documents is None else set(documents)
    free = {
        id_: made for id_, made in wanted.items()
        if id_ not in decided and (made[1].document, made[1].code, made[1].quote) not in refused
    }  # fmt: skip
    gone = [
        id_ for id_, (document, code) in stands.items()
        if id_ not in free and code in codes and document not in double and (within is None or document in within)
    ]  # fmt: skip
    new = {id_: made for id_, made in free.items() if id_ not in stands}
    named = cues(connection)
    unnamed = {id_: made for id_, made in free.items() if id_ in stands and named.get(id_) != made[1].cues}
    left_out = len(double if within is None else double & within)
    return _Plan(new, len(free) - len(new), gone, len(wanted) - len(free), left_out, unnamed)


def _coding(one: Proposed, version: str) -> Coding:
    place = (one.document, one.revision, one.start, one.end)
    id_ = ids.coding_id("suggestion", "", "main", place, one.code, {})
    return Coding(id_, "suggestion", "", "main", version, one.code, Segment(*place, one.quote), "suggestion")


def _living(connection: Connection) -> list[tuple[str, str, str]]:
    c, r = schema.coding.c, schema.reading.c
    wanted = select(c.id, r.document, c.code).join_from(schema.coding, schema.reading, c.reading == r.nr)
    return [tuple(row) for row in connection.execute(wanted.where(r.layer == "suggestion"))]


def _decided(connection: Connection, wanted: Iterable[str]) -> tuple[set[str], set[tuple[str, str, str]]]:
    """The suggestions that somebody decided; and what was rejected on an earlier text, as document, code and quote."""
    k = schema.mark.c
    rows = connection.execute(select(k.of, k.document, k.kind, k.value).where(k.kind.in_(DECIDED))).all()
    here = set(wanted)
    rejected = {of: (document, json.loads(value)[0]) for of, document, kind, value in rows if kind == "rejected"}
    earlier = [of for of in rejected if of not in here]
    current = _on_present_text(connection, earlier)
    quotes = content.quotes_of(connection, [of for of in earlier if of not in current])
    return {of for of, *_ in rows}, {(*rejected[of], quote) for of, quote in quotes.items()}


def _on_present_text(connection: Connection, suggestions: Sequence[str]) -> set[str]:
    """Those that were made on the present text of their document."""
    o, r, d = schema.op.c, schema.reading.c, schema.document.c
    present = set(
        connection.execute(
            select(r.id).join_from(schema.reading, schema.document, (d.row == r.document) & (d.revision == r.revision))
        ).scalars()
    )
    found: set[str] = set()
    for part in engine.chunks(suggestions):
        adds = connection.execute(select(o.row, o.data).where(o.kind == "coding", o.op == "add", o.row.in_(part)))
        found.update(row for row, data in adds if json.loads(data or "{}").get("reading") in present)
    return found


def _mark(coder: str, kind: str, document: str, of: str) -> str:
    return str(stable_id("mark", coder, kind, document, of))


def _values(coder: str, kind: str, document: str, of: str, said: list[str]) -> dict[str, Any]:
    return {"coder": coder, "kind": kind, "document": document, "of": of, "value": dumps(said)}


def _removal(writer: Writer, suggestion: str) -> list[Op]:
    """What takes a suggestion away, with its cues."""
    k, c = schema.mark.c, writer.connection
    rows = c.execute(select(k.row).where(k.kind == "cue", k.of == suggestion)).scalars().all()
    return [
        Op("coding", suggestion, "remove", saw=records.seen_by(c, "coding", suggestion)),
        *(Op("mark", row, "remove", saw=records.seen_by(c, "mark", row)) for row in rows),
    ]


# --- deciding ------------------------------------------------------------------------------------------------------


def accept(
    store: Store, coder: str, suggestion: str, book: Codebook | None, *, code: str | None = None,
    start: int | None = None, end: int | None = None, round_: str = "main",
) -> str:  # fmt: skip
    """A suggestion becomes a coding of this coder, as it is or with another code or place; gives its id."""
    with store.reading() as connection:
        found = _open(connection, coder, suggestion)
    place = (found.segment.start if start is None else start, found.segment.end if end is None else end)
    same = (code or found.code) == found.code and place == (found.segment.start, found.segment.end)
    return readings.apply(
        store, coder, found.segment.document, *place, code or found.code, book, {}, "", round_, origin="suggestion",
        also=lambda writer: _decision(writer, coder, found, "accepted" if same else "adjusted"),
    )  # fmt: skip


def reject(store: Store, coder: str, suggestion: str) -> None:
    """A suggestion goes, and is not made again."""
    with store.reading() as connection:
        found = _open(connection, coder, suggestion)
    with store.writing() as writer:
        _, name = readings.revision_of(writer, found.segment.document)
        writer.record("reject", f"{coder} rejected {found.code} in {name}", _decision(writer, coder, found, "rejected"))


def _open(connection: Connection, coder: str, suggestion: str) -> Coding:
    """The suggestion that is to be decided."""
    refuse_off(connection, coder)
    found = readings.coding_at(connection, suggestion)
    if found is None or found.layer != "suggestion":
        raise Unknown("suggestion", suggestion, hint="It was decided, or the cues changed: qualcode suggest list.")
    return found


def _decision(writer: Writer, coder: str, found: Coding, what: str) -> list[Op]:
    document = found.segment.document
    said = [found.code, *cues(writer.connection).get(found.id, ())]
    mark = {_mark(coder, what, document, found.id): _values(coder, what, document, found.id, said)}
    return [*_removal(writer, found.id), *records.put(writer.connection, "mark", mark).ops]


def cues(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The cues of each open suggestion."""
    k = schema.mark.c
    rows = connection.execute(select(k.of, k.value).where(k.kind == "cue"))
    return {of: tuple(json.loads(value)[1:]) for of, value in rows}


def outcomes(connection: Connection, coder: str | None) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    """What became of each suggestion: document, code, who decided, its cues, and open or what was decided. A coder's own only."""
    k = schema.mark.c
    rows = connection.execute(
        select(k.document, k.coder, k.value, k.kind, k.of).where(k.kind.in_(("cue", *DECIDED))).order_by(k.born, k.row)
    )
    living = {id_ for id_, *_ in _living(connection)}
    found = []
    for document, by, value, kind, of in rows:
        code, *said = json.loads(value)
        if (coder is None or by in ("", coder)) and (kind != "cue" or of in living):
            found.append((document, code, by, tuple(said), "open" if kind == "cue" else kind))
    return found
