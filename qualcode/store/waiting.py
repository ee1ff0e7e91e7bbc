"""Codings that wait for review: they belong to an earlier text of their document and were not carried to the one it has now.

That follows from the store alone: a revision that could not place a coding leaves it behind, and so does a merge that
brings codings of a text which was corrected elsewhere. None of them is in a frame of codings until it is settled.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from qualcode.model import Coding, Segment
from qualcode.store import content, schema
from qualcode.store.carrying import Carried, Course

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from sqlalchemy import Connection

    from qualcode.store.blind import Sight

REVIEW = (
    "coding", "document", "name", "code", "coder", "layer", "round", "quote", "before", "after", "start", "end", "text",
    "why",
)  # fmt: skip
_CONTEXT = 60
#: What a waiting coding says: two that say the same are one.
_Said = tuple[Any, ...]


@dataclass(frozen=True)
class Waiting:
    """A coding of an earlier text: where it seems to stand in the present one; `why` is empty where that is certain.

    `twins` are the codings that say the same of other earlier texts.
    """

    coding: Coding
    name: str
    carried: Carried
    revision: str
    old: str
    new: str
    twins: tuple[str, ...] = ()

    @property
    def at(self) -> tuple[int, int] | None:
        """The place in the present text: certain, or proposed."""
        return self.carried.to or self.carried.proposed

    @property
    def around(self) -> tuple[str, str]:
        """What stood before and behind it in its own text."""
        s = self.coding.segment
        return self.old[max(0, s.start - _CONTEXT) : s.start], self.old[s.end : s.end + _CONTEXT]


def waiting(connection: Connection, sight: Sight, *, document: str | None = None) -> list[Waiting]:
    """The codings that wait and that these eyes may see, by document and place; what stands in the present text already is none."""
    rows = [row for row in _rows(connection, document) if sight.may_see(row[3], row[1], row[4])]
    if not rows:
        return []
    texts = content.bodies(connection, [text for row in rows for text in (row[7], row[-1])])
    stands = _standing(connection, {row[1] for row in rows})
    courses: dict[tuple[str, str], Course] = {}
    found: dict[_Said, Waiting] = {}
    for row in rows:
        coding, name, revision = _coding(row), str(row[-2]), str(row[-1])
        pair = (coding.segment.revision, revision)
        if pair not in courses:
            courses[pair] = Course(*(texts.get(text, "") for text in pair))
        carried = courses[pair].carry(coding)
        one = Waiting(coding, name, carried, revision, texts.get(pair[0], ""), texts.get(revision, ""))
        said = _said(coding, one.at)
        if said in found:
            found[said] = replace(found[said], twins=(*found[said].twins, coding.id))
        elif said not in stands:
            found[said] = one
    return list(found.values())


def _rows(connection: Connection, document: str | None) -> list[Any]:
    """Living codings of earlier texts that were not withdrawn, with the name and the present text of their document.

    Suggestions do not wait: their cues look at the present text again.
    """
    c, r, d, q = schema.coding.c, schema.reading.c, schema.document.c, schema.quote.c
    wanted = (
        select(c.id, r.document, r.layer, r.coder, r.round, r.version, c.code, r.revision, c.start, c.end, q.body, r.origin,
               c.facets, c.created, d.name, d.revision)
        .join_from(schema.coding, schema.reading, c.reading == r.nr)
        .join(schema.document, d.row == r.document)
        .join(schema.quote, q.coding == c.id)
        .where(r.revision != d.revision, r.layer != "suggestion", c.id.not_in(select(schema.withdrawal.c.row)))
        .order_by(d.born, c.start, c.end, c.code, r.coder, c.id)
    )  # fmt: skip
    return list(connection.execute(wanted if document is None else wanted.where(d.row == document)))


def _coding(row: Any) -> Coding:
    id_, document, layer, coder, round_, version, code, revision, start, end, quote, origin, facets, created, *_ = row
    when = datetime.fromtimestamp(created / 1_000_000, UTC).isoformat()
    segment = Segment(document, revision, start, end, quote)
    return Coding(
        id_, layer, coder, round_, version, code, segment, origin, json.loads(facets) if facets else {}, "", when
    )


def _said(coding: Coding, at: tuple[int, int] | None) -> _Said:
    """Whose coding it is, of what, and where: in the present text, or in its own where it has no place in that."""
    s = coding.segment
    facets = tuple(sorted(coding.facets.items()))
    own = (s.revision, s.start, s.end) if at is None else at
    return (s.document, coding.layer, coding.coder, coding.round, coding.code, facets, own)


def _standing(connection: Connection, documents: set[str]) -> set[_Said]:
    """What the codings of the present texts say."""
    c, r, d = schema.coding.c, schema.reading.c, schema.document.c
    rows = connection.execute(
        select(r.document, r.layer, r.coder, r.round, c.code, c.facets, c.start, c.end)
        .join_from(schema.coding, schema.reading, c.reading == r.nr)
        .join(schema.document, d.row == r.document)
        .where(r.revision == d.revision, r.document.in_(sorted(documents)))
    )
    return {
        (*facts, tuple(sorted(json.loads(facets).items())) if facets else (), (start, end))
        for *facts, facets, start, end in rows
    }


def frame(found: list[Waiting]) -> pd.DataFrame:
    """The queue as a frame (`REVIEW`): the quote as it was with what stood around it, and the proposed place with its text."""
    import pandas as pd

    rows = [tuple(_row(one).values()) for one in found]
    made = pd.DataFrame(rows, columns=list(REVIEW), dtype="object")
    return made.astype({name: "Int32" if name in ("start", "end") else "str" for name in REVIEW})


def _row(one: Waiting) -> Mapping[str, Any]:
    c, (before, after) = one.coding, one.around
    start, end = one.at or (None, None)
    values = (
        c.id, c.segment.document, one.name, c.code, c.coder, c.layer, c.round, c.segment.quote, before, after, start, end,
        one.carried.now, one.carried.why,
    )  # fmt: skip
    return dict(zip(REVIEW, values, strict=True))


def by_coder(found: list[Waiting]) -> Iterator[tuple[str, int]]:
    """How many wait for whom."""
    from collections import Counter

    yield from sorted(Counter(one.coding.coder for one in found).items())
