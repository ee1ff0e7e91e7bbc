"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every table as it was at first."""
    op.create_table(
        "asked",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_asked")),
    )
    op.create_table(
        "attribute",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("of", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("wave", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_attribute")),
    )
    op.create_table(
        "cases",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_cases")),
    )
    op.create_table(
        "change",
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("replica", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("clock", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.Column("force", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("nr", name=op.f("pk_change")),
        sa.UniqueConstraint("id", name=op.f("uq_change_id")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_clock"), ["clock"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_replica_seq"), ["replica", "seq"], unique=False)

    op.create_table(
        "codebook",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("yaml", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_codebook")),
    )
    op.create_table(
        "coding",
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("word_start", sa.Integer(), nullable=False),
        sa.Column("word_end", sa.Integer(), nullable=False),
        sa.Column("facets", sa.String(), nullable=False),
        sa.Column("created", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("nr", name=op.f("pk_coding")),
        sa.UniqueConstraint("id", name=op.f("uq_coding_id")),
    )
    with op.batch_alter_table("coding", schema=None) as batch_op:
        batch_op.create_index("ix_coding_matrix", ["code", "reading"], unique=False)
        batch_op.create_index(batch_op.f("ix_coding_reading"), ["reading"], unique=False)

    op.create_table(
        "coverage",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("layer", sa.String(), nullable=True),
        sa.Column("coder", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("codes", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_coverage")),
    )
    op.create_table(
        "decision",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_decision")),
    )
    op.create_table(
        "document",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("revision", sa.String(), nullable=True),
        sa.Column("case", sa.String(), nullable=True),
        sa.Column("wave", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("instrument", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("study", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_document")),
    )
    op.create_table(
        "forgotten",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("of", sa.String(), nullable=True),
        sa.Column("spans", sa.Text(), nullable=True),
        sa.Column("at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_forgotten")),
    )
    op.create_table(
        "freeze",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_freeze")),
    )
    op.create_table(
        "mark",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("coder", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("of", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_mark")),
    )
    op.create_table(
        "memo",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("of", sa.String(), nullable=True),
        sa.Column("coder", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("created", sa.String(), nullable=True),
        sa.Column("revision", sa.String(length=64), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("resolved", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_memo")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "person",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("case", sa.String(), nullable=True),
        sa.Column("functions", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_person")),
    )
    op.create_table(
        "quote",
        sa.Column("coding", sa.String(length=36), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("coding", name=op.f("pk_quote")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reading",
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("nr", name=op.f("pk_reading")),
        sa.UniqueConstraint("id", name=op.f("uq_reading_id")),
    )
    op.create_table(
        "revision",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("text", sa.String(length=64), nullable=True),
        sa.Column("before", sa.String(length=64), nullable=True),
        sa.Column("convention", sa.String(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=True),
        sa.Column("turns", sa.Text(), nullable=True),
        sa.Column("intake", sa.Text(), nullable=True),
        sa.Column("aligned", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_revision")),
    )
    op.create_table(
        "setting",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_setting")),
    )
    op.create_table(
        "speaker",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("case", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_speaker")),
    )
    op.create_table(
        "study",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_study")),
    )
    op.create_table(
        "survey",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("respondent", sa.String(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_survey")),
    )
    op.create_table(
        "text",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("forgotten", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text")),
    )
    op.create_table(
        "topic",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("codes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_topic")),
    )
    op.create_table(
        "turn",
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_start", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=True),
        sa.Column("time", sa.Float(), nullable=True),
        sa.Column("word_start", sa.Integer(), nullable=False),
        sa.Column("word_end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("revision", "ordinal", name=op.f("pk_turn")),
    )
    op.create_table(
        "wave",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_wave")),
    )
    op.create_table(
        "withdrawal",
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("coder", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_withdrawal")),
    )
    op.create_table(
        "op",
        sa.Column("change", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("op", sa.String(length=6), nullable=False),
        sa.Column("data", sa.Text(), nullable=True),
        sa.Column("saw", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["change"], ["change.nr"], name=op.f("fk_op_change_change")),
        sa.PrimaryKeyConstraint("change", "place", name=op.f("pk_op")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("op", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_op_kind_row"), ["kind", "row"], unique=False)
