"""The frames of documents, turns, cases, persons and what was asked and read, in the order in which they were added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from sqlalchemy import select

from qualcode.columns import ASKED, CASES, COVERAGE, DOCUMENTS, PERSONS, TOPICS, TURNS
from qualcode.model import ROUNDS
from qualcode.store import asking, content, schema, sealing
from qualcode.store.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection, Table

    from qualcode.codebook import Codebook
    from qualcode.store.blind import Sight


def _frame(rows: list[tuple[Any, ...]], columns: tuple[str, ...], **kinds: str) -> pd.DataFrame:
    """A frame of texts, but for the columns whose kind is said."""
    turned: list[list[Any]] = [list(values) for values in zip(*rows, strict=True)] if rows else [[] for _ in columns]
    return pd.DataFrame(
        {name: pd.Series(values, dtype=kinds.get(name, "str")) for name, values in zip(columns, turned, strict=True)}
    )


def documents(connection: Connection, sight: Sight) -> pd.DataFrame:
    """One row a document; who is responsible is hidden from a blind coder until the main round is closed."""
    d, r = schema.document.c, schema.revision.c
    names = [name for name in DOCUMENTS if name not in ("document", "words")]
    wanted = (
        select(d.row, *(d[name] for name in names), r.words)
        .join_from(schema.document, schema.revision, r.row == d.row + ":" + d.revision, isouter=True)
        .order_by(d.born)
    )
    rows = [tuple(row) for row in connection.execute(wanted)]
    found = _frame(rows, ("document", *names, "words"), words="Int32")
    found["words"] = found["words"].fillna(0).astype(np.int32)
    if sight.coder is not None:
        shown = [sight.sees_responsible(document) for document in found["document"]]
        found["responsible"] = found["responsible"].where(np.array(shown, dtype=bool))
    return found[list(DOCUMENTS)]


def turns(connection: Connection, of: pd.DataFrame, text: bool) -> pd.DataFrame:
    """One row a turn of the current texts, in their order, with the speaker's person, role and case."""
    rows = _turn_rows(connection, of)
    speakers = {
        (document, label): who
        for document, label, *who in rows_of(
            connection, schema.speaker, ("document", "label", "person", "role", "case")
        )
    }
    who = [speakers.get((row[0], row[2]), (None, None, None)) for row in rows]
    place = {document: number for number, document in enumerate(of["document"])}
    at = np.array([place[row[0]] for row in rows], dtype=np.int32)
    own = of["case"].tolist()
    case = [said[2] or own[number] for number, said in zip(at, who, strict=True)]
    columns: dict[str, Any] = {
        "turn": pd.array([f"{row[0]}/{row[1]}" for row in rows], dtype="str"),
        "document": pd.Categorical.from_codes(at, categories=of["document"]),
        "answer": pd.array(_answers(rows, speakers), dtype="Int32"),
        "case": pd.Categorical(_texts(case), categories=_in_order([*own, *case])),
        "wave": pd.Categorical(of["wave"].array[at], categories=_in_order(of["wave"])),
        "speaker": pd.array([row[2] for row in rows], dtype="str"),
        "person": _texts(said[0] for said in who),
        "role": _texts(said[1] for said in who),
    }
    for number, name in enumerate(("start", "end", "word_start", "word_end"), 4):
        columns[name] = np.array([row[number] for row in rows], dtype=np.int32)
    columns["words"] = columns["word_end"] - columns["word_start"]
    found = pd.DataFrame({name: columns[name] for name in TURNS if name in columns}, copy=False)
    return with_text(connection, found, of) if text else found


def with_text(connection: Connection, turns: pd.DataFrame, of: pd.DataFrame) -> pd.DataFrame:
    """Some turns of these documents with what is said in them; no other texts are read."""
    at = turns["document"].cat.codes.to_numpy()
    revisions = of["revision"].tolist()
    bodies = content.bodies(connection, [revisions[number] for number in np.unique(at)])
    places = zip(at.tolist(), turns["start"].tolist(), turns["end"].tolist(), strict=True)
    said = [bodies.get(revisions[number], "")[start:end] for number, start, end in places]
    return turns.assign(text=pd.array(said, dtype="str"))[list(TURNS)]


def _turn_rows(connection: Connection, of: pd.DataFrame) -> list[tuple[Any, ...]]:
    """document, ordinal, label, answer, start, end, word_start, word_end, label_start: of current revisions, in order."""
    t, r, d = schema.turn.c, schema.revision.c, schema.document.c
    wanted = (
        select(d.row, t.ordinal, t.label, t.answer, t.start, t.end, t.word_start, t.word_end, t.label_start)
        .join_from(schema.document, schema.revision, r.row == d.row + ":" + d.revision)
        .join(schema.turn, t.revision == r.row)
        .order_by(d.born, t.ordinal)
    )
    known = set(of["document"])
    return [tuple(row) for row in connection.execute(wanted) if row[0] in known]


def _answers(rows: list[tuple[Any, ...]], speakers: Mapping[tuple[str, str], list[Any]]) -> list[int | None]:
    """The number of each turn's answer, by who asks as the sheet of speakers says."""
    spoken = (asking.Spoken(row[0], row[2], row[3], row[8] is not None) for row in rows)
    return asking.answers(spoken, {key: who[1] for key, who in speakers.items()})


def _texts(values: Any) -> Any:
    return pd.array([None if value is None or value != value else value for value in values], dtype="str")


def _in_order(values: Any) -> list[str]:
    """The different values in the order of their first appearance, without missing ones."""
    return [value for value in dict.fromkeys(values) if value is not None and value == value]


def with_attributes(
    connection: Connection, subject: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]], waves: list[str]
) -> pd.DataFrame:
    """Cases or persons with their attributes: a column each, ``name@wave`` where it is said of a wave."""
    kinds = dict.fromkeys(("functions", "consent"), "object")
    found = _frame(rows, columns, **{name: kind for name, kind in kinds.items() if name in columns})
    values: dict[str, dict[str, Any]] = {}
    said = rows_of(connection, schema.attribute, ("subject", "of", "name", "value", "wave"))
    order = {wave: number for number, wave in enumerate(waves)}
    for about, of, name, value, wave in sorted(said, key=lambda row: order.get(row[4], -1)):
        if about == subject:
            values.setdefault(f"{name}@{wave}" if wave else name, {})[of] = value
    names = list(dict.fromkeys(name.partition("@")[0] for name in values))
    for name in sorted(values, key=lambda column: names.index(column.partition("@")[0])):
        found[name] = pd.Series([values[name].get(key) for key in found[columns[0]]]).infer_objects()
    return found


def cases(connection: Connection, waves: list[str]) -> pd.DataFrame:
    """One row a case, with its attributes."""
    rows = rows_of(connection, schema.cases, ("row", "name", "kind", "parent"))
    return with_attributes(connection, "case", CASES, rows, waves)


def persons(connection: Connection, waves: list[str]) -> pd.DataFrame:
    """One row a person, with attributes; `functions` a tuple, `consent` as ``use=yes; quote=ask``."""
    rows = [
        (row, case, tuple(functions or ()), "; ".join(f"{key}={value}" for key, value in (consent or {}).items()))
        for row, case, functions, consent in rows_of(connection, schema.person, ("row", "case", "functions", "consent"))
    ]
    return with_attributes(connection, "person", PERSONS, rows, waves)


def coverage(connection: Connection, of: pd.DataFrame, book: Codebook | None, sight: Sight) -> pd.DataFrame:
    """Who was given, has begun, has finished what; codes under the keys that they now go by.

    A finished reading whose codings a colleague has not published yet is not finished here: nothing is counted as not said.
    """
    away = sealing.missing_readings(connection)
    place = {document: number for number, document in enumerate(of["document"])}
    order = {name: number for number, name in enumerate(ROUNDS)}
    rows = [
        (
            layer, coder, document, round_, version, _current(codes or (), book),
            "begun" if state == "finished" and layer == "reading" and (coder, document, round_) in away else state,
        )
        for layer, coder, document, round_, version, codes, state in rows_of(connection, schema.coverage, COVERAGE)
        if document in place and sight.may_see(coder, document, round_)
    ]  # fmt: skip
    rows.sort(key=lambda row: (place[row[2]], row[0], order.get(row[3], 9), row[1], row[4], row[5]))
    return _frame(rows, COVERAGE, codes="object")


def _current(codes: Any, book: Codebook | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(book.current(code) if book else code for code in codes))


def topics(connection: Connection, book: Codebook | None) -> pd.DataFrame:
    """One row an instrument x topic x code, subtrees resolved in the codebook in force."""
    rows: list[tuple[Any, ...]] = []
    for instrument, topic, codes in rows_of(connection, schema.topic, ("instrument", "topic", "codes")):
        named = _current(codes or (), book)
        known = book.resolve(code for code in named if code in book) if book else ()
        rows.extend((instrument, topic, code) for code in dict.fromkeys((*known, *named)))
    return _frame(rows, TOPICS)


def asked(connection: Connection, of: pd.DataFrame) -> pd.DataFrame:
    """One row a document x topic of its instrument: what the guide says, unless this conversation did otherwise."""
    guides: dict[str, dict[str, bool]] = {}
    for instrument, topic, said in rows_of(connection, schema.topic, ("instrument", "topic", "asked")):
        guides.setdefault(instrument, {})[topic] = bool(said)
    other: dict[str, dict[str, bool]] = {}
    for document, topic, said in rows_of(connection, schema.asked, ("document", "topic", "asked")):
        other.setdefault(document, {})[topic] = bool(said)
    rows = [
        (document, topic, said)
        for document, instrument in zip(of["document"], of["instrument"], strict=True)
        for topic, said in {**guides.get(instrument, {}), **other.get(document, {})}.items()
    ]
    return _frame(rows, ASKED, asked="bool")


def speakers(connection: Connection, of: pd.DataFrame) -> pd.DataFrame:
    """One row a document x label that occurs in it: role, person and case where they are known, and its turns."""
    known: Mapping[tuple[str, str], tuple[Any, ...]] = {
        (document, label): tuple(who)
        for document, label, *who in rows_of(
            connection, schema.speaker, ("document", "label", "role", "person", "case")
        )
    }
    counts: dict[tuple[str, str], int] = {}
    for document, _, label, *_ in _turn_rows(connection, of):
        if label:
            counts[document, label] = counts.get((document, label), 0) + 1
    rows = [(*key, *known.get(key, (None, None, None)), count) for key, count in counts.items()]
    return _frame(rows, ("document", "label", "role", "person", "case", "turns"), turns="int32")


def plain(table: Table, columns: Mapping[str, str], **kinds: str) -> Callable[[Connection], pd.DataFrame]:
    """A frame of a current table as it stands: `columns` maps the names of the frame to those of the table."""

    def made(connection: Connection) -> pd.DataFrame:
        return _frame(rows_of(connection, table, tuple(columns.values())), tuple(columns), **kinds)

    return made
