"""Forgetting: no byte of it stays in the file, no merge brings it back, history keeps that and when."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from qualcode.errors import CallError, ProjectError, Unknown
from qualcode.model import Coding, Segment
from qualcode.project import Project
from qualcode.report import FileReport
from qualcode.store import (
    alignment,
    codings,
    content,
    forgetting,
    intake,
    merging,
    opening,
    projection,
    records,
    schema,
)
from qualcode.store.changes import Op
from qualcode.store.ids import uuid7
from tests.store.world import BEGIN, begun, coding, copied, copy_of, document, everything, fresh, span

#: Where a text that a test makes itself is said to come from.
FILE = intake.File(Path("d.txt"), "d", "d.txt")
SECRET = "Ik loop rond en vraag waar ze naartoe willen."
NAME = """I: Wie kiest de taak?
Mevrouw Vermeulen-Dijkgraaf: De kinderen kiezen zelf, met de weektaak.
I: En u?
Mevrouw Vermeulen-Dijkgraaf: Ik heb vorig jaar zelf thuis gezeten.
I: Dank.
"""


def bytes_of(folder) -> bytes:
    """Every byte of the project and of what lies beside it, without the transcripts themselves."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*.qualcode*")))


def holds(folder, words: str) -> bool:
    return words.encode() in bytes_of(folder)


@pytest.fixture
def project(tmp_path):
    project = begun(tmp_path)
    project.add_codings(
        [
            coding(project, SECRET, "zelfregie", "A"),
            coding(project, "loop rond", "ict", "B"),
            coding(project, "En u?\nR1: Ik loop rond", "gedeeld", "A"),
            coding(project, "weektaak", "ict", "A"),
        ]
    )
    project.add_survey([{"respondent": "1", "open": f"zij zei: {SECRET}"}])
    yield project
    project.close()


def test_a_passage_becomes_blocks_and_no_byte_of_it_stays(project, tmp_path):
    assert holds(tmp_path, "naartoe willen")
    done = project.forget(
        document=span(project, SECRET)[0], start=span(project, SECRET)[1], end=span(project, SECRET)[2]
    )
    assert done.signs == len(SECRET)
    assert done.codings == 2  # those that lay wholly in it
    assert project.text(document(project)) == BEGIN.replace(SECRET, "█" * len(SECRET))
    assert list(project.codings()["text"]) == ["weektaak", "En u?\nR1: ████████████"]
    assert list(project.codings()["words"]) == [1, 3]
    for words in ("naartoe", "loop rond", "vraag waar"):
        assert not holds(tmp_path, words), words
    assert project.survey()["open"].tolist() == ["zij zei: " + "█" * len(SECRET)]
    assert project.check() == []


def test_what_was_taken_back_before_goes_from_the_freed_pages_too(project, tmp_path):
    project._store.engine.dispose()  # some builds of SQLite empty freed pages of themselves: not here
    event.listen(project._store.engine, "connect", lambda driver, _: driver.execute("PRAGMA secure_delete=OFF"))
    project.add_survey([{"respondent": str(n), "open": f"{SECRET} {'x' * 900}"} for n in range(40)])
    project.undo()
    copy_of(project, tmp_path / "ander")  # the journal is empty now: what is left lies in the file
    where = span(project, SECRET)
    project.forget(document=where[0], start=where[1], end=where[2])
    assert not holds(tmp_path, "naartoe")


def test_the_revision_keeps_its_id_and_history_keeps_that_and_when(project):
    before = project.documents()["revision"].tolist()
    project.forget(document=document(project), start=0, end=20)
    assert project.documents()["revision"].tolist() == before
    last = project.history().iloc[-1]
    assert (last["verb"], last["message"]) == ("forget", "forgotten: a passage")


def test_forgetting_cannot_be_undone(project):
    project.forget(document=document(project), start=0, end=20)
    with pytest.raises(ProjectError, match="cannot be undone"):
        project.undo(project.history()["id"].iloc[-1])
    project.undo()  # the last act before it
    assert project.text(document(project)).startswith("█" * 20)


def test_a_copy_that_still_holds_the_passage_does_not_bring_it_back(project, tmp_path):
    copy_of(project, tmp_path / "ander")
    with Project.open(tmp_path / "ander" / "studie.qualcode") as other:
        other.add_codings([coding(other, "vraag waar ze naartoe", "zelfregie", "C")])
        where = span(project, SECRET)
        project.forget(document=where[0], start=where[1], end=where[2])
        project.merge(other)
        assert not holds(tmp_path, "naartoe")
        assert "C" not in set(project.codings()["coder"])
        other.merge(project)
        assert everything(other._store) == everything(project._store)
    assert not holds(tmp_path / "ander", "naartoe")


def test_a_revision_that_was_made_elsewhere_is_blocked_out_too(project, tmp_path):
    copy_of(project, tmp_path / "ander")
    corrected = tmp_path / "ander" / "g1.txt"
    corrected.write_text("Gesprek op dinsdag\n" + BEGIN.replace("loop rond", "loop wat rond"))
    with Project.open(tmp_path / "ander" / "studie.qualcode") as other:
        other.revise("g1", corrected)
        where = span(project, SECRET)
        project.forget(document=where[0], start=where[1], end=where[2])
        project.merge(other)
        now = project.text(document(project))
        assert now.startswith("Gesprek op dinsdag\nI: Wie kiest de taak?\nR1: De kinderen")
        assert now.endswith(f"R1: {'█' * len('Ik loop wat rond en vraag waar ze naartoe willen.')}\n")
        assert not holds(tmp_path, "naartoe")
        other.merge(project)
        assert everything(other._store) == everything(project._store)


def test_the_same_words_elsewhere_in_the_document_go_too(tmp_path):
    with begun(tmp_path, g1=f"I: Hoe?\nR1: {SECRET}\nI: Wat zei u?\nR1: Nou, dus: {SECRET} Ja.\n") as project:
        project.forget(document=document(project), start=12, end=12 + len(SECRET))
        assert not holds(tmp_path, "naartoe")
        assert project.text(document(project)).endswith(f"Nou, dus: {'█' * len(SECRET)} Ja.\n")


def test_a_document_is_forgotten_whole(project, tmp_path):
    done = project.forget(document=document(project))
    assert done.codings == 4
    assert set(project.text(document(project))) == {"█"}
    assert project.turns(text=False).query(f"document == '{document(project)}'")["words"].sum() == 0
    assert project.documents().set_index("name").loc["g1", "words"] == 0
    assert not holds(tmp_path, "weektaak")


def test_a_person_is_forgotten_with_talk_labels_record_and_attributes(tmp_path):
    with begun(tmp_path, g1=NAME, g2=NAME.replace("thuis", "ziek")) as project:
        project.add_persons([{"person": "P17", "case": "wisselspoor", "functions": "leraar", "leeftijd": "58"}])
        project.add_speakers(
            [
                {"document": name, "label": "Mevrouw Vermeulen-Dijkgraaf", "person": "P17", "role": "leraar"}
                for name in ("g1", "g2")
            ]
        )
        project.add_codings([coding(project, "kiezen zelf", "zelfregie", "A")])
        project.forget(person="P17")
        assert len(project.persons()) == 0
        assert len(project.codings()) == 0
        assert project.text(document(project)).count("I:") == 3
        assert set(project.speakers()["label"]) == {"I", "█" * len("Mevrouw Vermeulen-Dijkgraaf")}
        for words in ("Vermeulen", "vorig jaar", "weektaak", "P17"):
            assert not holds(tmp_path, words), words
        project.add_persons([{"person": "P18"}])
        assert list(project.persons()["person"]) == ["P18"]


def test_a_forgotten_person_does_not_come_back_from_a_copy(tmp_path):
    with begun(tmp_path, g1=NAME) as project:
        project.add_persons([{"person": "P17", "leeftijd": "58"}])
        project.add_speakers(
            [{"document": "g1", "label": "Mevrouw Vermeulen-Dijkgraaf", "person": "P17", "role": "leraar"}]
        )
        copy_of(project, tmp_path / "ander")
    with (
        Project.open(tmp_path / "studie.qualcode") as project,
        Project.open(tmp_path / "ander" / "studie.qualcode") as other,
    ):
        other.add_persons([{"person": "P17", "leeftijd": "59", "case": "wisselspoor"}])
        project.forget(person="P17")
        project.merge(other)
        assert len(project.persons()) == 0
        assert not holds(tmp_path, "Vermeulen")
        other.merge(project)
        assert everything(other._store) == everything(project._store)


def test_an_earlier_state_shows_the_blocks_too(project):
    state = dict(project.state)
    project.forget(document=document(project))
    past = Project(opening.at(project._store, state))
    assert set(past.text(document(past))) == {"█"}


def test_what_is_to_be_forgotten_must_be_named_well(project):
    with pytest.raises(CallError, match="name one of them"):
        project.forget()
    with pytest.raises(Unknown):
        project.forget(person="P99")
    with pytest.raises(CallError, match="no stretch"):
        project.forget(document=document(project), start=5, end=100_000)


def test_copies_beside_the_file_are_named(project, tmp_path):
    shutil.copy(tmp_path / "studie.qualcode", tmp_path / "studie.before-0001.qualcode")
    done = project.forget(document=document(project), start=0, end=9)
    assert [copy.name for copy in done.copies] == ["studie.before-0001.qualcode"]


WORDS = st.lists(st.sampled_from(["een", "twee", "drie", "vier\n", "vijf. "]), min_size=1, max_size=30).map(" ".join)


@given(WORDS, WORDS, st.data())
def test_equal_stretches_of_two_revisions_are_equal_and_in_order(old, new, data):
    blocks = alignment.aligned(old, new)
    last = (0, 0)
    for a, b, size in blocks:
        assert old[a : a + size] == new[b : b + size]
        assert size > 0
        assert (a, b) >= last
        last = (a + size, b + size)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    same = [(s, e) for s, e in alignment.carried([(start, end)], alignment.aligned(old, old), len(old), len(old))]
    assert same == [(start, end)]
    for first, final in alignment.carried([(start, end)], blocks, len(old), len(new)):
        assert 0 <= first < final <= len(new)


def test_a_changed_passage_is_carried_whole():
    old, new = "voor geheim woord na", "voor iets heel anders na"
    blocks = alignment.aligned(old, new)
    assert [new[a:b] for a, b in alignment.carried([(5, 17)], blocks, len(old), len(new))] == ["iets heel anders"]


# --- any sequence of revising and forgetting on two laptops --------------------------------------------------------

LINES = ("Wie kiest de taak?", "De kinderen kiezen zelf.", "Ik loop rond en vraag.", "Met de weektaak dus.")
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("revise"), st.integers(0, 3), st.sampled_from(["insert", "change", "drop"])),
        st.tuples(st.just("forget"), st.integers(0, 70), st.integers(1, 40)),
        st.tuples(st.just("code"), st.integers(0, 60), st.integers(1, 20)),
    ),
    max_size=5,
)


def text_now(store):
    with store.reading() as c:
        revision = c.execute(select(schema.document.c.revision)).scalar_one()
        return revision, content.bodies(c, [revision])[revision]


def move(store, moves, label):
    """Revise, forget and code the one document of a store."""
    for what, at, how in moves:
        revision, body = text_now(store)
        if what == "forget" and at < len(body):
            forgetting.forget(store, document="d", start=at, end=min(len(body), at + how))
        elif what == "code" and at < len(body):
            end = min(len(body), at + how)
            place = Segment("d", revision, at, end, body[at:end])
            codings.add(store, [Coding(uuid7(), "reading", label, "main", "1", "ict", place, "imported")])
        elif what == "revise":
            lines = body.split("\n")
            if how == "insert":
                lines.insert(at, f"Nieuw {label} {at}.")
            elif at < len(lines):
                lines[at : at + 1] = [] if how == "drop" else [lines[at].replace("e", label)]
            if lines and "\n".join(lines):
                revise_to(store, "\n".join(lines), revision, body)


def revise_to(store, text, before, old):
    found = intake.Found(FILE, "", text, (), "", FileReport("", "added"))
    with store.writing() as writer:
        id_ = content.add_text(writer.connection, text)
        ops = intake.revision_ops(writer, "d", id_, found, before, old)
        writer.record("revise", "revised", [*ops, Op("document", "d", "set", {"revision": id_})])


def first_text():
    store = fresh()
    text = "\n".join(LINES)
    found = intake.Found(FILE, "", text, (), "", FileReport("", "added"))
    with store.writing() as writer:
        id_ = content.add_text(writer.connection, text)
        ops = records.put(writer.connection, "document", {"d": {"name": "d", "revision": id_}}).ops
        writer.record("add documents", "d", [*ops, *intake.revision_ops(writer, "d", id_, found)])
    return store


@given(MOVES, MOVES, MOVES)
def test_merging_is_a_union_with_forgetting_and_revising_too(together, one, other):
    a = first_text()
    move(a, together, "x")
    b = fresh("B")
    merging.merge(b, a)
    move(a, one, "y")
    move(b, other, "z")
    ab, ba = copied(a), copied(b)
    merging.merge(ab, b)
    merging.merge(ba, a)
    assert everything(ab) == everything(ba)
    stands = everything(ab)
    merging.merge(ab, a)
    merging.merge(ab, b)
    assert everything(ab) == stands
    with ab.writing() as writer:
        projection.rebuild(writer.connection)
    assert everything(ab) == stands


@given(MOVES, MOVES, st.integers(0, 3))
def test_a_forgotten_line_comes_back_in_no_order_of_merges(one, other, line):
    a = first_text()
    b = fresh("B")
    merging.merge(b, a)
    start = "\n".join(LINES).index(LINES[line])
    move(b, [m for m in other if m[0] != "forget"], "z")  # revises the text that still holds the line
    forgetting.forget(a, document="d", start=start, end=start + len(LINES[line]))
    move(a, [m for m in one if m[0] != "revise"], "y")
    merging.merge(b, a)
    merging.merge(a, b)
    for store in (a, b):
        dump = repr(everything(store))
        assert LINES[line] not in dump
        driver = store.engine.raw_connection()
        assert LINES[line] not in "\n".join(driver.driver_connection.iterdump())
        driver.close()
