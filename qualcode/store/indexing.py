"""An index of the words of the current texts, in a project's own file: which turns a search must read, and no others.

It follows from the texts and holds nothing else, so that it may be thrown away at any time: it is filled when a search
needs it, for the texts that it lacks, and a damaged one is made anew. Of each turn it keeps which words are said in it, as
`seeking.words_of` gives them, not how often or in which order. Where something is forgotten it goes whole.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from qualcode.store.seeking import Expression, required, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import pandas as pd
    from sqlalchemy import Connection

    from qualcode.store.seeking import AnyOf, Words
    from qualcode.store.store import Store

NAME = "word_index"
#: What is put in is words between spaces: this tokenizer finds these again, whatever it knows of Unicode.
_LAID_OUT = (
    f"CREATE TABLE IF NOT EXISTS {NAME}_part (mark BLOB PRIMARY KEY, first INTEGER NOT NULL, turns INTEGER NOT NULL)",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {NAME} USING fts5("
    "words, content='', detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")",
)
#: Which words a turn has; another number where `seeking.fold` or `seeking.words_of` comes to say otherwise.
_RULES = f"1 {unicodedata.unidata_version}".encode()
#: From so many signs on it is quicker to ask an index than to read; below it none is made, and none is asked.
WORTH = 1_000_000
#: So many words choose the turns; more would choose no fewer.
_MOST_WORDS = 40
#: Parts of words that more words have than this tell too little.
_MOST_TERMS = 400
#: An expression takes every form of i for one.
_DOTLESS = str.maketrans("ı", "i")
#: Faults that an index made anew would not mend.
_BUSY_OR_FULL = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)


@dataclass(frozen=True)
class Text:
    """The current text of a document as it is indexed: its mark, and which rows of the turns are of it."""

    revision: str
    mark: bytes
    rows: slice
    bounds: np.ndarray


def texts(connection: Connection, documents: pd.DataFrame, turns: pd.DataFrame) -> list[Text]:
    """The texts in which these turns stand.

    A mark says of which signs of which text the words are: nothing that changes the turns goes unseen.
    """
    import numpy as np

    from qualcode.store import content

    revisions = documents["revision"].tolist()
    forgotten = content.forgotten(connection, revisions)
    numbers = turns["document"].cat.codes.to_numpy()
    bounds = turns[["start", "end"]].to_numpy(dtype="<i4")
    firsts = np.searchsorted(numbers, np.arange(len(revisions) + 1))  # turns stand in the order of documents
    found = []
    for revision, first, last in zip(revisions, firsts[:-1].tolist(), firsts[1:].tolist(), strict=True):
        if first < last:
            facts = f"{revision} {forgotten.get(revision)}".encode()
            mark = blake2b(bounds[first:last].tobytes(), digest_size=16, key=blake2b(_RULES + facts).digest()).digest()
            found.append(Text(revision, mark, slice(first, last), bounds[first:last]))
    return found


def candidates(store: Store, of: list[Text], wanted: Words | Expression) -> np.ndarray | None:
    """Whether each turn must be read: every turn with a hit, and few others. None where all must be read.

    A text that the index lacks is read whole; a store that may be written takes it into the index first.
    """
    needed = required(wanted) if isinstance(wanted, Expression) else wanted.needed or wanted.begun
    if store.path is None or not needed:
        return None
    for _ in range(2):
        try:
            with _driver(store) as driver:
                if store.write:
                    _fill(driver, of)
                with _at_once(driver, "BEGIN"):
                    return _asked(driver, of, wanted)
        except sqlite3.Error as fault:
            if not store.write or _code(fault) in _BUSY_OR_FULL or not _thrown_away(store):
                return None
    return None


def drop(connection: Connection) -> None:
    """Throw the index away, within the transaction of whoever writes."""
    if connection.dialect.name == "sqlite":
        _drop(connection.connection.driver_connection)  # type: ignore[arg-type]


def faults_elsewhere(lines: list[str]) -> list[str]:
    """What a look through a file says is damaged, but for the index: that is made anew."""
    return [line for line in lines if line != "ok" and NAME not in line]


# --- asking --------------------------------------------------------------------------------------------------------


def _match(driver: sqlite3.Connection, wanted: Words | Expression) -> str | None:
    """The question: longer words first, for they are rarer. None where it cannot be asked, empty where nothing has it."""
    if isinstance(wanted, Expression):
        return _match_parts(driver, required(wanted))
    whole = [f'"{word}"' for word in sorted(wanted.needed, key=len, reverse=True)]
    begun = [f'"{word}" *' for word in sorted(wanted.begun, key=len, reverse=True)]
    return " AND ".join([*whole, *begun][:_MOST_WORDS])


def _match_parts(driver: sqlite3.Connection, needed: list[AnyOf]) -> str | None:
    """The question for words that have these parts within them, from all words that the index has."""
    driver.execute(f"CREATE VIRTUAL TABLE temp.{NAME}_terms USING fts5vocab(main, {NAME}, row)")
    terms = [term for (term,) in driver.execute(f"SELECT term FROM temp.{NAME}_terms")]
    driver.execute(f"DROP TABLE temp.{NAME}_terms")
    asked = []
    for parts in [parts for parts in needed if len(parts) <= _MOST_WORDS][:_MOST_WORDS]:
        plain = [part.translate(_DOTLESS) for part in parts]
        having = [term for term in terms if any(part in term.translate(_DOTLESS) for part in plain)]
        if not having:
            return ""
        if len(having) <= _MOST_TERMS:
            asked.append("(" + " OR ".join(f'"{term}"' for term in having) + ")")
    return " AND ".join(asked) or None


def _asked(driver: sqlite3.Connection, of: list[Text], wanted: Words | Expression) -> np.ndarray | None:
    import numpy as np

    parts = _parts(driver)
    match = _match(driver, wanted) if parts else None
    if match is None:
        return None
    said = np.zeros(_end(parts), dtype=bool)
    found_in = driver.execute(f"SELECT rowid FROM {NAME} WHERE {NAME} MATCH ?", (match,)) if match else ()
    rows = [row for (row,) in found_in]
    if rows and not 0 <= min(rows) <= max(rows) < len(said):
        raise sqlite3.DatabaseError("the index speaks of turns that it does not have")
    said[rows] = True
    found = np.ones(of[-1].rows.stop if of else 0, dtype=bool)
    for text in of:
        if text.mark in parts:
            first, turns = parts[text.mark]
            if turns != len(text.bounds):
                raise sqlite3.DatabaseError("the index has other turns of this text")
            found[text.rows] = said[first : first + turns]
    return found


def _parts(driver: sqlite3.Connection) -> dict[bytes, tuple[int, int]]:
    """Where the turns of each text that was taken in stand: the first, and how many."""
    if not driver.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (f"{NAME}_part",)).fetchone():
        return {}
    return {
        mark: (first, turns) for mark, first, turns in driver.execute(f"SELECT mark, first, turns FROM {NAME}_part")
    }


def _end(parts: dict[bytes, tuple[int, int]]) -> int:
    """How many turns there are: those of each text follow on those of another."""
    end = 0
    for first, turns in sorted(parts.values()):
        if first != end:
            raise sqlite3.DatabaseError("the parts of the index do not follow on each other")
        end += turns
    return end


# --- filling and throwing away -------------------------------------------------------------------------------------


def _fill(driver: sqlite3.Connection, of: list[Text]) -> None:
    """Take the texts in that the index lacks, when there is enough of them; drop it first when it is mostly outdated."""
    current = {text.mark: text for text in of}
    missing = _missing(driver, current)
    if sum(_signs(text) for text in missing) < WORTH:
        return
    with _at_once(driver, "BEGIN IMMEDIATE"):
        parts = _parts(driver)
        if sum(turns for mark, (_, turns) in parts.items() if mark not in current) > sum(len(t.bounds) for t in of):
            _drop(driver)
        for statement in _LAID_OUT:
            driver.execute(statement)
        first = _end(_parts(driver))
        for text in _missing(driver, current):  # again: another may have been quicker
            driver.execute(f"INSERT INTO {NAME}_part VALUES (?, ?, ?)", (text.mark, first, len(text.bounds)))
            driver.executemany(f"INSERT INTO {NAME}(rowid, words) VALUES (?, ?)", _rows(driver, text, first))
            first += len(text.bounds)


def _missing(driver: sqlite3.Connection, current: dict[bytes, Text]) -> list[Text]:
    parts = _parts(driver)
    return [text for mark, text in current.items() if mark not in parts]


def _signs(text: Text) -> int:
    return int((text.bounds[:, 1] - text.bounds[:, 0]).sum())


def _rows(driver: sqlite3.Connection, text: Text, first: int) -> Iterator[tuple[int, str]]:
    body = (driver.execute("SELECT body FROM text WHERE id = ?", (text.revision,)).fetchone() or ("",))[0]
    for row, (start, end) in enumerate(text.bounds.tolist(), first):
        yield row, " ".join(set(words_of(body[start:end])))


def _drop(driver: sqlite3.Connection) -> None:
    """Take every table of the index away, also where SQLite cannot make sense of it any more."""
    try:
        driver.execute(f"DROP TABLE IF EXISTS {NAME}")
    except sqlite3.Error as fault:
        if _code(fault) in _BUSY_OR_FULL:
            raise
        driver.execute("PRAGMA writable_schema=ON")
        driver.execute("DELETE FROM sqlite_master WHERE name = ?", (NAME,))
        driver.execute("PRAGMA writable_schema=RESET")
    names = driver.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ?", (f"{NAME}%",))
    for (name,) in names.fetchall():
        driver.execute(f'DROP TABLE IF EXISTS "{name}"')


def _thrown_away(store: Store) -> bool:
    try:
        with _driver(store) as driver, _at_once(driver, "BEGIN IMMEDIATE"):
            _drop(driver)
    except sqlite3.Error:
        return False
    return True


@contextmanager
def _driver(store: Store) -> Iterator[sqlite3.Connection]:
    """A connection under ours, which says what is wrong in its own words and does not wait for another writer."""
    with closing(store.engine.raw_connection()) as pooled:
        driver: Any = pooled.driver_connection
        (waits,) = driver.execute("PRAGMA busy_timeout").fetchone()
        driver.execute("PRAGMA busy_timeout=0")
        try:
            yield driver
        finally:
            driver.execute(f"PRAGMA busy_timeout={waits}")


@contextmanager
def _at_once(driver: sqlite3.Connection, begin: str) -> Iterator[None]:
    """A transaction: one state, whole or not at all."""
    driver.execute(begin)
    try:
        yield
        driver.execute("COMMIT")
    finally:
        if driver.in_transaction:
            driver.execute("ROLLBACK")


def _code(fault: sqlite3.Error) -> int:
    return int(getattr(fault, "sqlite_errorcode", 0)) & 0xFF
