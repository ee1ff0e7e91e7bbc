"""The smaller views: settings, coders, memos, decisions, answers, history, and the names that a sheet may use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from qualcode.errors import Unknown
from qualcode.store import books, content, history, schema, sealing
from qualcode.store.adding import SETTINGS
from qualcode.store.memos import ON_CODINGS
from qualcode.store.rows import rows_of

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from qualcode.codebook import Codebook
    from qualcode.sheets.known import Known
    from qualcode.store.blind import Sight
    from qualcode.store.store import Store

HISTORY = ("seq", "when", "who", "verb", "message", "id", "in_force", "replica", "undoes")
#: Operations on these tell what somebody thought of a document.
_TELLING = ("coding", "coverage", "memo", "decision", "withdrawal", "mark")


def settings(connection: Connection, study: str) -> dict[str, Any]:
    """What was agreed for the study, and what holds where nothing was."""
    said = dict(rows_of(connection, schema.setting, ("row", "value")))
    return {**SETTINGS, "study": study, **said}


def coders(connection: Connection, sight: Sight) -> list[str]:
    """Everyone who has a reading or was given one, as far as these eyes may know."""
    r, c = schema.reading.c, schema.coverage.c
    read = select(r.coder, r.document, r.round).where(r.layer == "reading").distinct()
    given = select(c.coder, c.document, c.round).where(c.layer == "reading").distinct()
    rows = [*connection.execute(read), *connection.execute(given)]
    return sorted({coder for coder, document, round_ in rows if sight.may_see(coder, document, round_)})


def withdrawn(connection: Connection, sight: Sight) -> frozenset[str]:
    """Codings of closed readings that their coder took back afterwards."""
    w = schema.withdrawal.c
    rows = connection.execute(select(w.row, w.coder, w.document)).all()
    return frozenset(row for row, coder, document in rows if sight.may_see(coder, document, "after"))


def memos(connection: Connection, sight: Sight) -> pd.DataFrame:
    """Notes on anything; those of others on a document that is not closed stay shut. Comments of a file are their author's.

    A memo on a coding stands where the coding does; one on a passage of another text than the present one stands nowhere.
    """
    import pandas as pd

    names = ("row", "about", "of", "coder", "document", "text", "created", "start", "end", "author", "resolved")
    c, d, r = schema.coding.c, schema.document.c, schema.reading.c
    texts = dict(connection.execute(select(d.row, d.revision)).all())
    places = {
        id_: place for id_, *place in connection.execute(
            select(c.id, c.start, c.end).join(schema.memo, schema.memo.c.of == c.id).join(schema.reading, c.reading == r.nr)
            .join(schema.document, (d.row == r.document) & (d.revision == r.revision))
            .where(schema.memo.c.about.in_(ON_CODINGS))
        )
    }  # fmt: skip
    rows = []
    for *row, revision in rows_of(connection, schema.memo, (*names, "revision")):
        author = row[3] or row[9]
        if row[5] and sight.may_read(author, row[4]):
            here = row[7:9] if revision and revision == texts.get(row[4]) else (None, None)
            start, end = places.get(row[2], (None, None)) if row[1] in ON_CODINGS else here
            rows.append([*row[:7], start, end, author, bool(row[10])])
    found = pd.DataFrame(rows, columns=["memo", *names[1:]])
    kinds = {"start": "Int32", "end": "Int32", "resolved": "bool"}
    return found.astype({name: kinds.get(str(name), "str") for name in found.columns})


def decisions(connection: Connection, sight: Sight) -> pd.DataFrame:
    """What meetings decided, in documents that are closed."""
    import pandas as pd

    names = ("document", "start", "end", "code", "decision", "reason", "rule")
    rows = [row for row in rows_of(connection, schema.decision, names) if sight.sees(row[0], "main")]
    found = pd.DataFrame(rows, columns=list(names), dtype="str" if not rows else None)
    return found.astype({name: "int32" if name in ("start", "end") else "str" for name in names})


def survey(connection: Connection) -> pd.DataFrame:
    """One row a respondent: where it is from, who, then a column a question."""
    import pandas as pd

    rows = [
        {"source": source, "respondent": respondent, **(answers or {})}
        for source, respondent, answers in rows_of(connection, schema.answers, ("source", "respondent", "answers"))
    ]
    return pd.DataFrame(rows) if rows else pd.DataFrame(columns=["source", "respondent"])


def text_of(connection: Connection, document: str) -> str:
    """The current text of a document."""
    d = schema.document.c
    revision = connection.execute(select(d.revision).where(d.row == document)).scalar()
    if revision is None:
        raise Unknown("document", document, connection.execute(select(d.name)).scalars().all())
    return content.bodies(connection, [revision]).get(revision, "")


def history_frame(connection: Connection, sight: Sight) -> pd.DataFrame:
    """All changes; an acting coder sees no change of others that tells of a document still shut to her."""
    import pandas as pd

    rows = history.listed(connection)
    if sight.coder is not None:
        hidden = _hidden(connection, sight)
        hidden |= sealing.sealed(connection).keys()
        rows = [row for row in rows if row[2] == sight.coder or (row[5] not in hidden and row[8] not in hidden)]
    found = pd.DataFrame(rows, columns=list(HISTORY))
    found["when"] = pd.to_datetime(found["when"], format="ISO8601", utc=True).dt.tz_localize(None)
    found["in_force"] = found["in_force"].astype(bool)
    kinds = dict.fromkeys(("who", "verb", "message", "id", "replica", "undoes"), "str")
    return found.astype({**kinds, "seq": "int64"})


def _hidden(connection: Connection, sight: Sight) -> set[str]:
    """The changes that tell of something these eyes may not see."""
    o, c, r = schema.op.c, schema.change.c, schema.reading.c
    readings = {row[0]: tuple(row[1:]) for row in connection.execute(select(r.id, r.coder, r.document, r.round))}
    told: dict[tuple[str, str], tuple[str, str, str]] = {}
    adds = connection.execute(
        select(o.kind, o.row, o.data).where(o.kind.in_(_TELLING), o.op == "add", o.data.is_not(None))
    )
    for kind, row, data in adds:
        values = json.loads(data)
        if kind == "coding":
            told[kind, row] = readings.get(values["reading"], ("?", "", ""))
        else:
            told[kind, row] = (
                values.get("coder") or "?", values.get("document") or "", values.get("round") or "main"
            )  # fmt: skip
            if kind == "memo" and (values.get("author") or not values.get("document")):
                del told[kind, row]  # an import tells nothing of the comments in its file; the others are for all
    touching = connection.execute(
        select(c.id, o.kind, o.row).join_from(schema.op, schema.change, o.change == c.nr).where(o.kind.in_(_TELLING))
    )
    shut = ("?", "", "")
    return {
        id_ for id_, kind, row in touching
        if not sight.may_see(*told.get((kind, row), ("", "", "") if kind == "memo" else shut))
    }  # fmt: skip


def known(connection: Connection, store: Store, book: Codebook | None) -> Known:
    """The names that a sheet may use; texts and labels are read when asked for."""
    from qualcode.model import Case, Document, Person, Topic
    from qualcode.sheets.known import Known
    from qualcode.store.blind import Sight

    def read_text(document: str) -> str:
        with store.reading() as inner:
            return text_of(inner, document)

    def labels(document: str) -> list[str]:
        d, r, t = schema.document.c, schema.revision.c, schema.turn.c
        with store.reading() as inner:
            wanted = (
                select(t.label)
                .join_from(schema.document, schema.revision, r.row == d.row + ":" + d.revision)
                .join(schema.turn, t.revision == r.row)
                .where(d.row == document, t.label != "")
                .distinct()
            )
            return list(inner.execute(wanted).scalars())

    names = ("row", "name", "file", "sha256", "revision", "case", "wave", "kind", "instrument", "date", "language",
             "responsible", "study")  # fmt: skip
    w = schema.wave.c
    return Known(
        cases={
            row: Case(row, name, kind, parent, consent or {})
            for row, name, kind, parent, consent in rows_of(
                connection, schema.cases, ("row", "name", "kind", "parent", "consent")
            )
        },
        persons={
            row: Person(row, case, tuple(functions or ()), consent or {})
            for row, case, functions, consent in rows_of(
                connection, schema.person, ("row", "case", "functions", "consent")
            )
        },
        documents=tuple(Document(*row) for row in rows_of(connection, schema.document, names)),
        waves=tuple(connection.execute(select(w.row).order_by(w.place, w.born)).scalars()),
        codebook=book,
        codebooks={
            version.version: version
            for version in books.stored(connection)
            if book is not None and version.name == book.name
        },
        coders=tuple(coders(connection, Sight())),
        topics=tuple(
            Topic(instrument, topic, bool(asked), tuple(codes or ()))
            for instrument, topic, asked, codes in rows_of(
                connection, schema.topic, ("instrument", "topic", "asked", "codes")
            )
        )
        or None,
        read_text=read_text,
        labels=labels,
    )
