"""Migrations: an older file is copied, brought up to date and reads the same; the scripts and the tables agree."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from qualcode.errors import ProjectError, ReadOnlyProject
from qualcode.project import Project
from qualcode.store import engine, migrate, schema
from qualcode.store.ids import user
from tests.store.world import begun, coding, frames

FIRST = Path(__file__).with_name("first_schema.sql")

#: A step of a version to come: a new table of history's making and a column on a table that stands.
STEP = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"
def upgrade():
    with op.batch_alter_table("document") as table:
        table.add_column(sa.Column("place", sa.String()))
    with op.batch_alter_table("wave") as table:
        table.alter_column("place", new_column_name="rank")
    op.execute("DELETE FROM cases")  # current tables need not be filled: they follow from history
"""


@pytest.fixture
def later(tmp_path, monkeypatch):
    """A qualcode of a later version, with one more step."""
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    for file in (migrate.SCRIPTS / "env.py", *(migrate.SCRIPTS / "versions").glob("0*.py")):
        (scripts / file.relative_to(migrate.SCRIPTS)).write_text(file.read_text())
    (scripts / "versions" / "0002_step.py").write_text(STEP)
    monkeypatch.setattr(schema, "HEAD", "0002")
    monkeypatch.setattr(schema, "KNOWN_SCHEMAS", ("0001", "0002"))
    real = migrate.upgrade
    monkeypatch.setattr(migrate, "upgrade", lambda *given, **more: real(*given, **more, scripts=scripts))
    monkeypatch.setattr(schema.wave.c.place, "name", "rank")
    return scripts


def test_the_steps_make_exactly_the_tables_that_a_new_project_has():
    database = engine.in_memory()
    with database.connect() as connection:
        settings = migrate.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.METADATA) == []
        assert context.get_current_revision() == schema.HEAD == schema.KNOWN_SCHEMAS[-1]


def test_a_file_of_the_first_schema_opens_as_it_was_written(tmp_path):
    path = tmp_path / "oud.qualcode"
    _from_dump(path)
    with Project.open(path) as project:
        assert list(project.documents()["name"]) == ["g1", "g2"]
        assert list(project.codings()["text"]) == ["De kinderen kiezen zelf", "weektaak"]
        assert list(project.codings(round="main")["code"]) == ["zelfregie", "ict"]
        assert list(project.cases()["pupils"]) == [312]
        assert len(project.history()) == 8
        assert project.codebook.label("zelfregie") == "Zelfregie"


def test_an_older_file_is_copied_and_brought_up_to_date(tmp_path, later):
    path = tmp_path / "oud.qualcode"
    _from_dump(path)
    before = sqlite3.connect(path).execute("SELECT count(*) FROM op").fetchone()
    from qualcode.store import opening

    store = opening.open_(path)
    store.close()
    now = sqlite3.connect(path)
    assert now.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
    assert "place" in [row[1] for row in now.execute("PRAGMA table_info(document)")]
    assert now.execute("SELECT count(*) FROM op").fetchone() == before
    assert now.execute("SELECT row FROM cases").fetchall() == [("wisselspoor",)]  # worked out again
    copy = tmp_path / "oud.before-0001.qualcode"
    assert sqlite3.connect(copy).execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert sqlite3.connect(copy).execute("SELECT count(*) FROM op").fetchone() == before


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path, later):
    (later / "versions" / "0002_step.py").write_text(STEP + '    op.execute("SELECT nothing")\n')
    path = tmp_path / "oud.qualcode"
    _from_dump(path)
    from qualcode.store import opening

    with pytest.raises(ProjectError, match=r"could not be brought up to date .*a copy stands in"):
        opening.open_(path)
    now = sqlite3.connect(path)
    assert now.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert "place" not in [row[1] for row in now.execute("PRAGMA table_info(document)")]


def test_an_older_file_that_may_not_be_written_says_so(tmp_path, later):
    path = tmp_path / "oud.qualcode"
    _from_dump(path)
    with pytest.raises(ReadOnlyProject, match="older qualcode"):
        Project.open(path, write=False)


def test_the_dump_is_what_it_says(tmp_path):
    """The dump was made by `made_first` below; while the schema is still the first one it reads the same."""
    _from_dump(tmp_path / "oud.qualcode")
    (tmp_path / "nieuw").mkdir()
    with Project.open(tmp_path / "oud.qualcode") as old, made_first(tmp_path / "nieuw") as new:
        old_frames, new_frames = frames(old), frames(new)
        for name in ("documents", "turns", "cases", "speakers", "touches"):
            assert old_frames[name] == new_frames[name], name


def made_first(folder: Path) -> Project:
    """The project of the dump."""
    project = begun(folder, "eerste")
    project.add_codings(
        [
            coding(project, "De kinderen kiezen zelf", "zelfregie", "A", stand="huidig"),
            coding(project, "weektaak", "ict", "A"),
        ]
    )
    project.add_coverage([{"coder": "A", "document": "g1", "state": "finished"}])
    return project


def _from_dump(path: Path) -> None:
    made = sqlite3.connect(path)
    made.executescript(FIRST.read_text(encoding="utf-8"))
    made.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
    made.execute("PRAGMA journal_mode=WAL")
    made.close()


def write_dump() -> None:
    """Write the dump again; only while no version has been published."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made_first(Path(folder)).close()
        lines = sqlite3.connect(Path(folder) / "eerste.qualcode").iterdump()
        FIRST.write_text("\n".join(lines).replace(f"'{user()}'", "'noor'") + "\n", encoding="utf-8")
