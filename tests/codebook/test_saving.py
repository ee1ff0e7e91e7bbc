"""What is written can be read; what a person wrote around it stays."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook, changes
from qualcode.codebook.file import dumps, loads, save
from qualcode.codebook.rewriting import rewritten
from qualcode.errors import CodebookError, CodebookFaults
from qualcode.shipped import shipped
from tests.codebook.books import books

WRITTEN = """\
# Ons codeboek, zie notulen 3 maart
codebook: boek   # de naam
version: 1.0.0

# facetten: nog te bespreken
facets:
    stand: {values: [huidig, ambitie]}
codes:
# de eerste familie
-   key: regie        # was lang omstreden
    label: {nl: Regie}
    # tot hier gaat het goed
    definition:
        nl: >-
            Wie keuzes maakt,
            en wie niet.
    codes:
    # kalibratie 2
    -   key: extern
        label: {nl: 'Externe regie'}
        assignable: true  # blijft zo
    # over zelf
    -   {key: zelf, label: {nl: Zelf}}   # kort genoeg
# de tweede
-   key: ict
    label: Ict
# slot
"""


def changed_lines(before: str, after: str) -> list[str]:
    """Lines that went (-) and came (+)."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def comments(text: str) -> list[str]:
    return sorted(line[line.index("#") :].strip() for line in text.split("\n") if "#" in line)


def rewrite(book: Codebook) -> str:
    made = rewritten(WRITTEN, loads(WRITTEN), book)
    assert loads(made) == replace(book, earlier=())
    return made


@given(books())
def test_what_is_written_is_read_as_the_same_book(book):
    assert loads(dumps(book)) == book


def test_a_file_that_is_saved_unchanged_stays_letter_for_letter():
    assert rewrite(loads(WRITTEN)) == WRITTEN
    for path in sorted(shipped("codebooks").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert rewritten(text, loads(text), loads(text)) == text


def test_a_changed_label_changes_one_line():
    book = loads(WRITTEN)
    codes = tuple(replace(c, label={"nl": "Wie kiest: de leraar"}) if c.key == "extern" else c for c in book)
    assert changed_lines(WRITTEN, rewrite(replace(book, codes=codes))) == [
        "-        label: {nl: 'Externe regie'}",
        '+        label: {nl: "Wie kiest: de leraar"}',
    ]


def test_a_renamed_code_changes_its_key_and_says_what_it_was():
    assert changed_lines(WRITTEN, rewrite(changes.rename(loads(WRITTEN), "regie", "sturing"))) == [
        "-version: 1.0.0",
        "+version: 1.1.0",
        "--   key: regie        # was lang omstreden",
        "+-   key: sturing        # was lang omstreden",
        "+    was: [regie]",
    ]


def test_a_code_within_braces_is_written_anew_when_it_changes():
    made = rewrite(changes.retire(loads(WRITTEN), "zelf"))
    assert "-   key: zelf" in made
    assert "retired: 1.1.0" in made
    assert comments(made) == comments(WRITTEN)


@pytest.mark.parametrize(
    "change",
    [
        lambda book: changes.rename(book, "extern", "leraar"),
        lambda book: changes.move(book, "extern", None),
        lambda book: changes.move(book, "ict", "extern"),
        lambda book: changes.move(book, "zelf", "ict"),
        lambda book: changes.merge(book, "extern", "zelf"),
        lambda book: changes.merge(book, "regie", "ict"),
        lambda book: changes.merge(book, ["extern", "zelf"], "regie"),
        lambda book: changes.split(book, "extern", [Code("gedeeld", {"nl": "Gedeeld"})]),
        lambda book: changes.retire(book, "regie"),
    ],
)
def test_every_change_keeps_every_comment(change):
    assert comments(rewrite(change(loads(WRITTEN)))) == comments(WRITTEN)


def test_a_comment_above_a_code_goes_with_it():
    made = rewrite(changes.move(loads(WRITTEN), "ict", "regie")).split("\n")
    assert made[made.index("    -   key: ict") - 1] == "    # de tweede"


@pytest.mark.parametrize(
    "text",
    [
        "codebook: b\nversion: 1.0.0\ncodes: [{key: a, label: A}, {key: c, label: C}] # samen\n",
        "{codebook: b, version: 1.0.0, codes: [{key: a, label: A}]} # alles\n",
        "codebook: b\nversion: 1.0.0\ncodes:\n-\n  key: a\n  label: A # daar\n",
        "codebook: b\nversion: 1.0.0\ncodes:\n- {key: a, label: A, codes: [{key: c, label: C}]}\n",
    ],
)
def test_a_file_without_lines_of_its_own_for_each_code_is_written_anew(text):
    book = changes.rename(loads(text), "a", "z")
    assert loads(rewritten(text, loads(text), book)) == replace(book, earlier=())


@given(books(most=5), st.data())
def test_any_book_can_be_written_over_any_other(before, data):
    after = data.draw(books(most=5))
    assert loads(rewritten(dumps(before), before, after)) == after


def test_saving_writes_a_new_file_and_changes_one_that_stands(tmp_path):
    file = tmp_path / "boek.yaml"
    book = loads(WRITTEN)
    save(book, file)
    assert loads(file.read_text(encoding="utf-8")) == book
    file.write_text(WRITTEN, encoding="utf-8")
    save(changes.rename(book, "ict", "middelen"), file)
    assert "# slot" in file.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["boek.yaml"]


def test_a_file_with_faults_is_not_written_over(tmp_path):
    file = tmp_path / "boek.yaml"
    file.write_text(WRITTEN + "kleur: rood\n", encoding="utf-8")
    with pytest.raises(CodebookFaults, match="kleur"):
        save(loads(WRITTEN), file)
    assert file.read_text(encoding="utf-8") == WRITTEN + "kleur: rood\n"


def test_a_book_that_breaks_a_law_is_not_written(tmp_path):
    with pytest.raises(CodebookError, match="holds a dot"):
        save(Codebook("boek", "1.0.0", (Code("a.b", {"nl": "A"}),)), tmp_path / "boek.yaml")
    assert list(tmp_path.iterdir()) == []
