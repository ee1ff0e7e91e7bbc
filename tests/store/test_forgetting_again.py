"""What was forgotten stays away: from the bytes of the file in every encoding, from sheets added again, from corrected files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook.book import Code, Codebook
from qualcode.project import Project
from qualcode.store import opening
from tests.store.world import BOOK, begun, coding, copy_of, document, few, span

SECRET = "Ik loop rond en vraag waar ze naartoe willen."


def bytes_of(folder) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*.qualcode*")))


def spellings(words: str) -> list[bytes]:
    """The bytes of words as a file may hold them: plain, as JSON with and without escapes, and in two bytes a sign."""
    return [
        words.encode(),
        json.dumps(words)[1:-1].encode(),
        json.dumps(words, ensure_ascii=False)[1:-1].encode(),
        json.dumps(json.dumps(words))[1:-1].encode(),
        words.encode("utf-16-le"),
        words.encode("utf-16-be"),
    ]


def holds(folder, words: str) -> bool:
    data = bytes_of(folder)
    return any(spelled in data for spelled in spellings(words))


#: Any text that can stand in a line, long enough that notes are searched for it.
ANY = st.text(
    st.one_of(st.sampled_from('"\\/\u0301💡👩\u200d🏫é\u202eאÅ{}%_ '), st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])),
    min_size=1, max_size=25,
).map(lambda said: f"zqxj{said}qzxw")  # fmt: skip


def told(words: str) -> Codebook:
    """A codebook whose definition of a code quotes somebody."""
    code = Code("nieuw", {"nl": "Nieuw"}, definition={"nl": f"zoals {words}"})
    return replace(BOOK, version="1.1.0", codes=(*BOOK.codes, code), earlier=(BOOK,))


def everywhere(project: Project, words: str) -> None:
    """Put words of a talk wherever else a project keeps text."""
    project.add_codings(
        [coding(project, words, "ict", "A"), replace(coding(project, words, "zelfregie", "B"), memo=f"let op: {words}")]
    )
    project.add_decisions(
        [{"document": "g1", "quote": "weektaak", "code": "ict", "decision": "erin", "reason": f"want {words}"}]
    )
    project.add_survey([{"respondent": "1", "open": f"{words} en meer"}])
    project.add_cases([{"case": "beuk", "kenmerk": f"zie {words}."}])
    project.add_codebook(told(words))


@few
@given(ANY)
def test_no_byte_of_any_forgotten_words_stays_in_any_encoding_nor_comes_back_by_any_way(words):
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as made:
        folder = Path(made)
        with begun(folder, g1=f"I: Wie?\nR1: Met de weektaak.\nI: En?\nR1: {words}\n") as project:
            said = next(line[4:] for line in project.text(document(project)).splitlines() if "zqxj" in line)
            everywhere(project, said)
            copy_of(project, folder / "ander")
            state = dict(project.state)
            where = span(project, said)
            project.forget(document=where[0], start=where[1], end=where[2])
            assert not holds(folder, said)
            with Project.open(folder / "ander" / "studie.qualcode") as other:
                other.add_survey([{"respondent": "2", "open": said}])
                other.merge(project)
                project.merge(other)
            assert not holds(folder, said)
            assert not holds(folder / "ander", said)
            past = Project(opening.at(project._store, state))
            assert said not in past.text(document(past))
            past.close()
            project.undo()
            assert not holds(folder, said)


@pytest.fixture
def project(tmp_path):
    with begun(tmp_path) as project:
        everywhere(project, SECRET)
        yield project


def test_sheets_that_still_hold_the_words_do_not_bring_them_back(project, tmp_path):
    where = span(project, SECRET)
    project.forget(document=where[0], start=where[1], end=where[2])
    state = dict(project.state)
    project.add_decisions(
        [{"document": "g1", "quote": "weektaak", "code": "ict", "decision": "erin", "reason": f"want {SECRET}"}]
    )
    project.add_survey([{"respondent": "1", "open": f"{SECRET} en meer"}])
    project.add_cases([{"case": "beuk", "kenmerk": f"zie {SECRET}."}])
    project.add_codebook(told(SECRET))
    assert dict(project.state) == state
    assert not holds(tmp_path, SECRET)
    assert project.survey()["open"].tolist() == ["█" * len(SECRET) + " en meer"]
    project.add_survey([{"respondent": "1", "open": "iets heel anders"}])
    assert project.survey()["open"].tolist() == ["iets heel anders"]


def test_a_corrected_file_that_still_holds_the_words_does_not_bring_them_back(project, tmp_path):
    where = span(project, SECRET)
    project.forget(document=where[0], start=where[1], end=where[2])
    text = (tmp_path / "g1.txt").read_text(encoding="utf-8")
    (tmp_path / "beter.txt").write_text("Gesprek op dinsdag\n" + text, encoding="utf-8")
    project.revise("g1", tmp_path / "beter.txt")
    assert project.text(where[0]).startswith("Gesprek op dinsdag\n")
    assert project.text(where[0]).endswith(f"R1: {'█' * len(SECRET)}\n")
    assert not holds(tmp_path, SECRET)


def test_a_person_who_was_forgotten_does_not_come_back_from_the_sheet_of_persons(tmp_path):
    rows = [{"person": "P17", "leeftijd": "58"}, {"person": "P18", "leeftijd": "40"}]
    with begun(tmp_path) as project:
        project.add_persons(rows)
        project.forget(person="P17")
        state = dict(project.state)
        added = project.add_persons(rows)
        assert "person: 1 of somebody who was forgotten, left out" in added.changed
        assert list(project.persons()["person"]) == ["P18"]
        assert dict(project.state) == state
        assert not holds(tmp_path, "P17")
