"""The index of words: a search gives the same with it and without it, and nothing that was forgotten stays in it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3

import pandas as pd
import pytest

from qualcode.people.key import load
from qualcode.people.searching import search as names_in
from qualcode.project import Project
from qualcode.store import engine, indexing, migrate
from qualcode.store.seeking import asked
from tests.store.world import BEGIN, begun, coding, copy_of, document, everything, span


@pytest.fixture(autouse=True, scope="module")
def index_of_anything():
    """Also the smallest study has an index here."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(indexing, "WORTH", 1)
        yield


def scanned(project, query, **only) -> pd.DataFrame:
    """What reading everything finds."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(indexing, "candidates", lambda *_: None)
        return project.search(query, **only)


def read(project, query) -> int | None:
    """How many turns are read for a query; None where all are, for want of an index."""
    maybe = indexing.candidates(project._store, project._views.talk().texts, asked(query))
    return None if maybe is None else int(maybe.sum())


def sql(project, *statements) -> list:
    """Another program at work in the file."""
    with contextlib.closing(sqlite3.connect(project.path, isolation_level=None)) as driver:
        return [driver.execute(statement).fetchall() for statement in statements][-1]


def tables(project) -> set[str]:
    return {name for (name,) in sql(project, "SELECT name FROM sqlite_master WHERE name LIKE 'word_index%'")}


@pytest.fixture
def project(tmp_path):
    with begun(tmp_path) as made:
        yield made


def test_words_longer_than_the_index_keeps_are_found(tmp_path):
    long = "é" * 40_000
    with begun(tmp_path, g1=f"R1: een {long}a woord\nR1: een {long}b woord\n") as study:
        for query in (f"{long}a", f"{long[:39_000]}*", f"{long}*", f"{long}c"):
            pd.testing.assert_frame_equal(study.search(query), scanned(study, query))
        assert read(study, "woord") == 2


def test_a_query_of_many_words_and_an_expression_of_many(project):
    many = " ".join(f"woord{number}" for number in range(500))
    assert len(project.search(f"weektaak {many}")) == 0
    assert len(project.search(" ".join(["weektaak", *["de"] * 500]))) == 3
    assert len(project.search("/" + "|".join(["weektaak", *many.split()]) + "/")) == 1
    assert len(project.search("/" + "|".join(["weektaak", *many.split()[:30]]) + "/")) == 1


# --- kept up to date -----------------------------------------------------------------------------------------------


def test_only_turns_that_can_have_a_hit_are_read(project):
    assert read(project, "weektaak") == 1
    assert read(project, "een weektaak") == 0
    assert read(project, "/weekt.*k/") == 1
    assert read(project, "/weekt.*k een/") == 0
    assert read(project, "👍") is None
    assert read(project, "/./") is None
    turns = int(sql(project, "SELECT sum(turns) FROM word_index_part")[0][0])
    assert turns == len(project.turns())


def test_a_small_study_has_no_index(project, monkeypatch):
    monkeypatch.setattr(indexing, "WORTH", 1_000)
    assert len(project.search("weektaak")) == 1
    assert tables(project) == set()


def test_what_is_added_revised_merged_and_undone_is_found(project, tmp_path):
    assert len(project.search("weektaak")) == 1
    (tmp_path / "g3.txt").write_text("R1: Nog een weektaak.\n", encoding="utf-8")
    project.add_documents(tmp_path / "g3.txt")
    assert len(project.search("weektaak")) == 2
    (tmp_path / "beter.txt").write_text("Vooraf.\n" + BEGIN.replace("weektaak", "dagtaak"), encoding="utf-8")
    project.revise("g1", tmp_path / "beter.txt")
    assert project.search("weektaak")["name"].tolist() == ["g3"]
    assert project.search("dagtaak")["text"].tolist() == ["dagtaak"]
    project.undo()
    assert project.search("weektaak")["name"].tolist() == ["g1", "g3"]
    copy_of(project, tmp_path / "ander")
    with Project.open(tmp_path / "ander" / "studie.qualcode", coder="B") as other:
        (tmp_path / "g4.txt").write_text("R1: Een weektaak elders.\n", encoding="utf-8")
        other.add_documents(tmp_path / "g4.txt")
        project.merge(other)
    assert project.search("weektaak")["name"].tolist() == ["g1", "g3", "g4"]
    assert read(project, "weektaak") == 3


def test_an_index_of_mostly_outdated_texts_is_made_anew(project, tmp_path):
    for number in range(4):
        (tmp_path / "beter.txt").write_text(f"Vooraf {number}.\n" + BEGIN, encoding="utf-8")
        project.revise("g1", tmp_path / "beter.txt")
        assert len(project.search("weektaak")) == 1
    held = int(sql(project, "SELECT sum(turns) FROM word_index_part")[0][0])
    assert held <= 2 * len(project.turns()) + 5


def test_two_documents_with_one_text_are_both_found(tmp_path):
    with begun(tmp_path, g1=BEGIN, g2=BEGIN + " ") as study:
        study.revise("g2", tmp_path / "g1.txt")
        assert study.search("weektaak")["name"].tolist() == ["g1", "g2"]


def test_who_only_looks_makes_no_index_and_uses_what_is_there(project, tmp_path):
    path = tmp_path / "studie.qualcode"
    with Project.open(path, write=False) as looking:
        assert len(looking.search("weektaak")) == 1
        assert read(looking, "weektaak") is None
    assert tables(project) == set()
    project.search("weektaak")
    (tmp_path / "g3.txt").write_text("R1: Nog een weektaak.\nR1: Of niet.\n", encoding="utf-8")
    project.add_documents(tmp_path / "g3.txt")
    copy_of(project, tmp_path / "los")
    (tmp_path / "los" / "studie.qualcode").chmod(0o444)
    with Project.open(tmp_path / "los" / "studie.qualcode", write=False) as looking:
        assert len(looking.search("weektaak")) == 2
        assert read(looking, "weektaak") == 3  # of g3, which the index lacks, everything
    (tmp_path / "los" / "studie.qualcode").chmod(0o644)


def test_an_earlier_state_is_read_through(project):
    state = project.state
    project.search("weektaak")
    with Project.open(project.path, as_of=state) as past:
        assert read(past, "weektaak") is None
        assert len(past.search("weektaak")) == 1


def test_while_another_program_writes_everything_is_read(project):
    with contextlib.closing(sqlite3.connect(project.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert read(project, "weektaak") is None
        assert len(project.search("weektaak")) == 1
        other.execute("ROLLBACK")
    assert read(project, "weektaak") == 1
    with project._store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == engine.WAIT_SECONDS * 1000


def test_an_sqlite_without_an_index_of_words_reads_everything(project, monkeypatch):
    monkeypatch.setattr(indexing, "_LAID_OUT", ("CREATE VIRTUAL TABLE word_index USING fts9(words)",))
    assert len(project.search("weektaak")) == 1
    assert tables(project) == set()


def test_an_index_is_no_part_of_what_a_project_knows(project):
    before, state = everything(project._store), project.state
    project.search("weektaak")
    assert everything(project._store) == before
    assert project.state == state


# --- damaged, copied, forgotten ------------------------------------------------------------------------------------

DAMAGE = [
    "UPDATE word_index_data SET block = randomblob(200)",
    "UPDATE word_index_data SET block = zeroblob(3) WHERE id > 10",
    "DELETE FROM word_index_data",
    "DELETE FROM word_index_idx",
    "DROP TABLE word_index_data",
    "DROP TABLE word_index_idx",
    "DROP TABLE word_index_config",
    "DROP TABLE word_index",
    "DROP TABLE word_index_part",
    "UPDATE word_index_part SET first = first + 1000000000",
    "UPDATE word_index_part SET turns = turns + 1",
    "UPDATE word_index_part SET first = 1 - first",
]


@pytest.mark.parametrize(
    ("query", "damage"),
    [
        *(("weektaak", damage) for damage in DAMAGE),
        *(("/weektaak/", damage) for damage in DAMAGE[4:7]),
        ("w*", DAMAGE[0]),
    ],
)
def test_a_damaged_index_is_made_anew_without_a_word(tmp_path, damage, query):
    with begun(tmp_path) as study:
        expected = study.search(query)
        copy_of(study, tmp_path / "heel")
    with contextlib.closing(sqlite3.connect(tmp_path / "studie.qualcode", isolation_level=None)) as driver:
        driver.execute(damage)
    with Project.open(tmp_path / "studie.qualcode", write=False) as looking:
        pd.testing.assert_frame_equal(looking.search(query), expected)
    with Project.open(tmp_path / "studie.qualcode") as study:
        pd.testing.assert_frame_equal(study.search(query), expected)
        assert study.check() == []
        assert read(study, "weektaak") == 1


@pytest.mark.parametrize("damage", [*DAMAGE, "SELECT 1"])
def test_a_forgotten_passage_leaves_no_byte_in_an_index_whatever_its_state(tmp_path, damage):
    text = "I: Wie?\nR1: Zzyzqkw mompelde xyqwvenaar.\nI: En?\nR1: Niets.\n"
    with begun(tmp_path, g1=text) as study:
        assert len(study.search("mompelde")) == 1
        indexed = [bytes(block) for (block,) in sql(study, "SELECT block FROM word_index_data")]
        assert any(b"zzyzqkw" in block for block in indexed)
        assert any(b"xyqwvenaar" in block for block in indexed)
        sql(study, damage)
        copy_of(study, tmp_path / "ander")
    with Project.open(tmp_path / "studie.qualcode") as study:
        found = span(study, "Zzyzqkw mompelde xyqwvenaar.")
        study.forget(document=found[0], start=found[1], end=found[2])
        assert_gone(tmp_path)
        assert tables(study) == set()
        assert len(study.search("mompelde")) == 0
        assert len(study.search("niets")) == 1
        assert_gone(tmp_path)
    with Project.open(tmp_path / "ander" / "studie.qualcode", coder="B") as other:
        other.merge(tmp_path / "studie.qualcode")
        assert_gone(tmp_path / "ander")
        assert len(other.search("niets")) == 1


def assert_gone(folder):
    for path in folder.glob("*.qualcode*"):
        data = path.read_bytes().lower()
        for words in (b"zzyz", b"zyzqkw", b"mompel", b"ompelde", b"xyqw", b"qwvenaar"):
            assert words not in data, (path.name, words)


def test_a_dry_run_of_forgetting_leaves_the_index(project):
    project.search("weektaak")
    project.forget(document=document(project), dry_run=True)
    assert read(project, "weektaak") == 1


def test_a_forgetting_elsewhere_while_we_search_brings_nothing_back(project, tmp_path):
    talk = project._views.talk()  # as it was before
    with Project.open(project.path) as other:
        where = span(other, "De kinderen kiezen zelf")
        other.forget(document=where[0], start=where[1], end=where[2])
    indexing.candidates(project._store, talk.texts, asked("kinderen"))
    assert all(b"kinderen" not in path.read_bytes() for path in tmp_path.glob("*.qualcode*"))
    assert len(project.search("kinderen")) == 0


def test_a_copy_and_a_check_go_well_with_an_index(project, tmp_path):
    project.add_codings([coding(project, "weektaak", "ict", "A")])
    project.search("weektaak")
    assert project.check() == []
    copied = migrate.copy_aside(project.path, "0001")
    with Project.open(shutil.copy(copied, tmp_path / "ander.qualcode")) as other:
        assert read(other, "weektaak") == 1
        assert other.check() == []
        assert everything(other._store) == everything(project._store)


def test_a_name_is_found_in_the_texts_and_not_again_in_pieces_of_the_index(tmp_path):
    (tmp_path / "key.csv").write_text("name,pseudonym,kind\nVermeulen,Leraar 1,person\nLisa,Leraar 2,person\n")
    with begun(tmp_path, g1="R1: mona sprak met Vermeulen en monalisa.\n") as study:
        assert len(study.search("sprak")) == 1
        path = copy_of(study, tmp_path / "los")
    found = names_in([path], load(tmp_path / "key.csv")).found
    assert [(one.where, dict(one.names)) for one in found] == [("table text, column body", {"Vermeulen": 1})]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["ok"], []),
        (["malformed inverted index for FTS5 table main.word_index"], []),
        (["vtable constructor failed: word_index", "Page 7 is never used"], ["Page 7 is never used"]),
    ],
)
def test_a_damaged_index_is_no_damaged_file(lines, left):
    assert indexing.faults_elsewhere(lines) == left
