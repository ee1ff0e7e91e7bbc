"""Giving readings out as a plan says: one change, that takes nothing from anyone and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from qualcode.errors import CallError
from qualcode.report import Added
from qualcode.store import ids, records, schema
from qualcode.store.changes import Op

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from qualcode.store.store import Store

#: Coder, document, round, version, codes, and who becomes responsible for the document ("" where that stands).
Row = tuple[str, str, str, str, tuple[str, ...], str]


def assign(store: Store, rows: Iterable[Row]) -> Added:
    """Store readings as *assigned*.

    Of a document that its coder was given, has begun or has finished in this round for the same codes nothing is touched,
    whatever the plan knew; who is responsible is set only where nobody is. The message names no document and no coder.
    """
    rows = list(rows)
    with store.writing() as writer:
        stands, documents = _standing(writer.connection), _responsible(writer.connection)
        new: records.Rows = {}
        lead: dict[str, str] = {}
        for coder, document, round_, version, codes, responsible in rows:
            if document not in documents:
                raise CallError("This plan is of another project: it names a document that is not here.")
            if responsible and not documents[document]:
                lead[document] = responsible
            if not _has(stands.get((coder, document, round_), []), codes):
                row = ids.coverage_row("reading", coder, document, round_, version, codes)
                new[row] = _values(coder, document, round_, version, codes)
        ops = records.put(writer.connection, "coverage", new).ops
        ops += [Op("document", document, "set", {"responsible": coder}) for document, coder in lead.items()]
        if ops:
            writer.record("assign", f"assigned: {len(new)} {'reading' if len(new) == 1 else 'readings'}", ops)
    return Added("readings", len(new), len(rows) - len(new))


def _values(coder: str, document: str, round_: str, version: str, codes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "layer": "reading", "coder": coder, "document": document, "round": round_, "version": version, "codes": list(codes),
        "state": "assigned",
    }  # fmt: skip


def _standing(connection: Connection) -> dict[tuple[str, str, str], list[tuple[frozenset[str], str]]]:
    """By coder, document and round the codes that were given (none: all) and how far they are."""
    from qualcode.store.rows import rows_of

    names = ("layer", "coder", "document", "round", "codes", "state")
    found: dict[tuple[str, str, str], list[tuple[frozenset[str], str]]] = {}
    for layer, coder, document, round_, codes, state in rows_of(connection, schema.coverage, names):
        if layer == "reading":
            found.setdefault((coder, document, round_), []).append((frozenset(codes or ()), state))
    return found


def _has(given: list[tuple[frozenset[str], str]], codes: tuple[str, ...]) -> bool:
    """Whether a reading stands already: of the whole codebook in any state, of some codes one that is not finished yet."""
    if not codes:
        return bool(given)
    return any(state != "finished" and (not there or there >= frozenset(codes)) for there, state in given)


def _responsible(connection: Connection) -> dict[str, str | None]:
    d = schema.document.c
    return {row: lead or None for row, lead in connection.execute(select(d.row, d.responsible))}
