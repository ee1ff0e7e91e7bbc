"""The tables. History (`change`, `op`) and content (`text`, `quote`, `reading`) are the truth; all others follow from them.

Content is what operations refer to: it never changes, is known by what it says, and is only ever added (or redacted by
`forget`). The current tables are a pure projection of the operations in force and may be thrown away and computed again.
They hold no foreign keys to each other: a merge may bring a coding of a document whose import was undone elsewhere.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

#: "Qcod": written in the header of every project file.
APPLICATION_ID = 0x51636F64
#: The schema that this version of qualcode writes, and the older ones that it can migrate, oldest first.
HEAD = "0001"
KNOWN_SCHEMAS: tuple[str, ...] = ("0001",)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
BIG = BigInteger().with_variant(Integer(), "sqlite")


def _json(name: str) -> Column[str]:
    """A column that holds JSON text; `Column.info` says so to whoever reads and writes it."""
    return Column(name, Text, info={"json": True})


def _current(name: str, *columns: Column[Any]) -> Table:
    """A current table: the key of its row, where in the order of all additions it was born, and its values."""
    return Table(
        name, METADATA, Column("row", String, primary_key=True), Column("born", String, nullable=False), *columns,
        info={"current": True},
    )  # fmt: skip


# --- history -------------------------------------------------------------------------------------------------------

change = Table(
    "change",
    METADATA,
    Column("nr", Integer, primary_key=True),  # the order of arrival here; means nothing elsewhere
    Column("id", String(36), nullable=False, unique=True),
    Column("replica", String, nullable=False),
    Column("seq", BIG, nullable=False),
    Column("clock", BIG, nullable=False, index=True),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("verb", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("undoes", String(36)),
    Column("force", Integer, nullable=False),  # projected: no change in force undoes it
    Index(None, "replica", "seq"),
)
op = Table(
    "op",
    METADATA,
    Column("change", Integer, ForeignKey("change.nr"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("row", String, nullable=False),
    Column("op", String(6), nullable=False),  # add, set, remove
    Column("data", Text),
    Column("saw", Text),
    Index(None, "kind", "row"),
    sqlite_with_rowid=False,
)

# --- content -------------------------------------------------------------------------------------------------------

text = Table(
    "text",
    METADATA,
    Column("id", String(64), primary_key=True),  # sha256 of the text as it was first stored
    Column("body", Text, nullable=False),
    Column("forgotten", Integer, nullable=False),
)
quote = Table(
    "quote",
    METADATA,
    Column("coding", String(36), primary_key=True),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)
reading = Table(
    "reading",  # what the codings of one reading of one revision share, so that a million of them stay small
    METADATA,
    Column("nr", Integer, primary_key=True),
    Column("id", String(36), nullable=False, unique=True),
    *(
        Column(name, String, nullable=False)
        for name in ("layer", "coder", "round", "version", "origin", "document", "revision")
    ),
)
meta = Table("meta", METADATA, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
version = Table("alembic_version", METADATA, Column("version_num", String(32), primary_key=True))

# --- current tables ------------------------------------------------------------------------------------------------

study = _current("study", Column("name", String))
setting = _current("setting", _json("value"))
wave = _current("wave", Column("name", String), Column("place", Integer))
codebook = _current("codebook", Column("name", String), Column("version", String), _json("book"), Column("yaml", Text))
cases = _current("cases", Column("name", String), Column("kind", String), Column("parent", String), _json("consent"))
person = _current("person", Column("case", String), _json("functions"), _json("consent"))
attribute = _current(
    "attribute", Column("subject", String), Column("of", String), Column("name", String), _json("value"),
    Column("wave", String),
)  # fmt: skip
document = _current(
    "document",
    *(
        Column(name, String)
        for name in (
            "name", "file", "sha256", "revision", "case", "wave", "kind", "instrument", "date", "language",
            "responsible", "study",
        )
    ),
)  # fmt: skip
revision = _current(
    "revision", Column("document", String), Column("text", String(64)), Column("before", String(64)),
    Column("convention", String), Column("words", Integer), _json("turns"), _json("intake"), _json("aligned"),
)  # fmt: skip
turn = Table(
    "turn",  # follows from a revision
    METADATA,
    Column("revision", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Column("label_start", Integer),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("answer", Integer),
    Column("time", Float),
    Column("word_start", Integer, nullable=False),
    Column("word_end", Integer, nullable=False),
)
speaker = _current(
    "speaker", Column("document", String), Column("label", String), Column("role", String), Column("person", String),
    Column("case", String),
)  # fmt: skip
topic = _current(
    "topic", Column("instrument", String), Column("topic", String), Column("asked", Integer), _json("codes")
)
asked = _current("asked", Column("document", String), Column("topic", String), Column("asked", Integer))
coding = Table(
    "coding",
    METADATA,
    Column("nr", Integer, primary_key=True),
    Column("id", String(36), nullable=False),
    Column("reading", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("word_start", Integer, nullable=False),  # ordinals in the document of the words whose first sign it covers
    Column("word_end", Integer, nullable=False),
    Column("facets", String, nullable=False),  # canonical JSON, empty for none: few distinct values
    Column("created", BIG, nullable=False),  # microseconds since 1970, UTC
    UniqueConstraint("id"),
    Index("ix_coding_matrix", "code", "reading"),  # covers codes x documents
    Index(None, "reading"),
)
withdrawal = _current("withdrawal", Column("coder", String), Column("document", String))
coverage = _current(
    "coverage",
    *(Column(name, String) for name in ("layer", "coder", "document", "round", "version")),
    _json("codes"),
    Column("state", String),
)
decision = _current(
    "decision", Column("document", String), Column("start", Integer), Column("end", Integer),
    *(Column(name, Text) for name in ("code", "decision", "reason", "rule")),
)  # fmt: skip
memo = _current(
    "memo", Column("about", String), Column("of", String), Column("coder", String), Column("document", String),
    Column("text", Text), Column("created", String), Column("revision", String(64)), Column("start", Integer),
    Column("end", Integer), Column("author", String), Column("resolved", Integer),
)  # fmt: skip
mark = _current(
    "mark", *(Column(name, String) for name in ("coder", "kind", "document", "of", "value"))
)  # fmt: skip
answers = _current("survey", Column("source", String), Column("respondent", String), _json("answers"))
freeze = _current("freeze", _json("state"), Column("at", String))
forgotten = _current("forgotten", Column("what", String), Column("of", String), _json("spans"), Column("at", String))

#: Kinds of rows that operations speak of. `coding` has a projection of its own, `revision` brings its turns.
KINDS: dict[str, Table] = {
    **{name: table for name, table in METADATA.tables.items() if table.info.get("current")},
    "coding": coding,
}
