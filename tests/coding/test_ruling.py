"""Rules that a meeting makes: from the decision to the next version of the codebook, with who read under the old one."""

from __future__ import annotations

import pytest

from qualcode.codebook.file import load, save
from qualcode.coding import ruling
from qualcode.coding.meeting import Meeting
from qualcode.errors import CallError, ProjectError
from qualcode.project import Project
from tests.coding.readings import BOOK, REKENEN, about, put, reading_with, study

RULE = "Bepaalt de methode het, dan extern."


@pytest.fixture
def project(tmp_path):
    readings = {"A": [put("een", REKENEN, "extern")], "B": [put("een", REKENEN, "zelfregie")]}
    with Project.open(study(tmp_path, **readings)) as opened:
        meeting = Meeting(opened)
        item = about(meeting, "zelfregie", "extern")
        meeting.keep(item, reading_with(item, "extern"), reason="de methode", rule=RULE)
        yield opened


def test_a_rule_of_a_decision_waits_for_the_next_version(project):
    assert ruling.pending(project) == (ruling.Rule("extern", RULE, "de methode", "een"),)
    assert project.decisions()["rule"].tolist() == [RULE]


def test_the_next_version_holds_the_rule_and_lists_who_read_under_the_old_one(project):
    done = ruling.publish(project)
    assert done.book.version == "1.1.0"
    assert project.codebook["extern"].rules == (RULE,)
    assert project.codebook.version == "1.1.0"
    assert sorted(done.recode[["name", "coder", "version", "codings"]].values.tolist()) == [
        ["een", "A", "1.0.0", 1], ["een", "B", "1.0.0", 0], ["twee", "A", "1.0.0", 0], ["twee", "B", "1.0.0", 0],
    ]  # fmt: skip
    assert ruling.pending(project) == ()
    with pytest.raises(ProjectError, match="No rule waits"):
        ruling.publish(project)


def test_a_rule_reopens_no_reading(project):
    before = project.coverage().astype(str).values.tolist()
    ruling.publish(project)
    assert not project.codebook.unread("1.0.0")
    assert [row[:4] for row in project.coverage().astype(str).values.tolist()] == [row[:4] for row in before]


def test_the_file_of_the_codebook_gets_the_line_and_keeps_its_comments(project, tmp_path):
    path = save(BOOK, tmp_path / "klein.yaml")
    path.write_text("# ons codeboek\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    ruling.publish(project, path=path)
    assert path.read_text(encoding="utf-8").startswith("# ons codeboek")
    assert load(path)["extern"].rules == (RULE,)
    assert load(path).version == "1.1.0"


def test_a_file_of_another_version_is_refused_and_nothing_is_stored(project, tmp_path):
    path = save(ruling.changes.rule(BOOK, {"ict": ["x"]}), tmp_path / "klein.yaml")
    with pytest.raises(CallError, match=r"klein 1\.1\.0, the project klein 1\.0\.0"):
        ruling.publish(project, path=path)
    assert project.codebook.version == "1.0.0"


def test_the_log_says_where_a_decision_came_from(project):
    ruling.publish(project, version="2.0.0")
    row = ruling.log(project).iloc[0]
    assert row[["name", "code", "decision", "rule", "version", "coders"]].tolist() == [
        "een", "zelfregie", "A", RULE, "2.0.0", "A, B",
    ]  # fmt: skip
    made = set(project.codings("reading")["coding"])
    assert set(row["codings"].split("|")) == made


def test_a_rule_of_a_decision_that_was_undone_waits_no_more(project):
    Meeting(project).undo()
    assert ruling.pending(project) == ()
