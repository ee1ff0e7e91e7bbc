"""The golden table: the example study's school x code matrix against a slow independent count, and cells counted by hand."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from ruamel.yaml import YAML

import qualcode as qc
from tests.reference_counter import MEASURES, Counter

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "po-werkplaats"
pytestmark = pytest.mark.skipif(
    not (EXAMPLE / "study.yaml").exists(), reason="the example study is not in this install"
)
CODEBOOK = EXAMPLE.parent.parent / "codebooks" / "gpl-ict-nl.yaml"

#: Thirty cells and more, counted by hand from the marked texts in examples/po-werkplaats/marked, of schools where coder B is
#: responsible and always codes whole turns: school, code, measure: value, state, n, N. "-" is no number.
BY_HAND = """
kleine-meander  extern        turns         4  found      1 1    the plates, the week task, "eerst dit", what Oefenhaas gets
kleine-meander  gedeeld       turns         1  found      1 1    the talk in November, read again under 1.1
kleine-meander  zelfregie     turns         1  found      1 1    the clock
kleine-meander  regie         turns         6  found      1 1    4 extern, 1 gedeeld, 1 zelfregie, each in its own turn
kleine-meander  pers          turns         8  found      1 1    the first eight answers, every one
kleine-meander  belang        turns         3  found      1 1    extra's, "iedereen", the instruction table
kleine-meander  belang        codings       4  found      1 1    that table bears two
kleine-meander  belang        segments      3  found      1 1    on the same whole turn
kleine-meander  ict           turns         3  found      1 1    Oefenhaas, what it brings, the media week
kleine-meander  lln           turns         1  found      0 0    planning, though T7 is not asked at begin
kleine-meander  motivatie     conversations -  not_asked  0 0
kleine-meander  instrumentele-vraag turns   0  absent     0 1    no guide asks for questions
kleine-meander  vrg           conversations 1  found      1 1
zaaihoek        extern        turns         3  found      1 1    the method, the board, the three things
zaaihoek        gedeeld       turns         -  not_coded  0 0    finished under 1.0, never read again
zaaihoek        regie         turns         6  found      0 0    3 extern, 2 zelfregie, 1 itself; gedeeld is unread
zaaihoek        zelfregie     participants  2  found      1 1    both teachers wish it
zaaihoek        visie         turns         3  found      1 1    the merger, the corridor, the talk that waits
zaaihoek        sturing       codings       2  found      0 0    the interim and the board, in one turn; nobody asked
zaaihoek        sturing       turns         1  found      0 0
zaaihoek        org           turns         4  found      1 1    and the copying room
zaaihoek        vrg           turns         2  found      1 1
blauwe-spanning extern        codings       4  found      1 1    the method, the reading lesson, the week task, the pencils
blauwe-spanning gedeeld       turns         0  absent     0 1    read again, and not there
blauwe-spanning visie         turns         -  not_asked  0 0    T5 was skipped
blauwe-spanning org           turns         -  not_asked  0 0
blauwe-spanning docentrol     turns         2  found      1 1    a step back and letters; explaining
blauwe-spanning doc           turns         5  found      1 1    and the sceptic, the meeting, the freedom
hazelhof        extern        turns         5  found      2 2    3 at begin, 2 at the end
hazelhof        extern        participants  1  found      2 2    one person, twice
hazelhof        gedeeld       turns         3  found      2 2    January; January and May, the circle
hazelhof        coachend      turns         4  found      2 2
hazelhof        aspect        turns         6  found      2 2
hazelhof        verantwoording turns        2  found      1 1    asked of directors at begin alone
hazelhof        verantwoording words       83  found      1 1    39 of the inspectorate, 44 of the parents
hazelhof        verantwoording passages     2  found      1 1
hazelhof        ont           conversations 2  found      1 1    the circle of small schools at begin is spontaneous
hazelhof        opb           codings       2  found      1 1    the circle and the card; the second adult
hazelhof        vrg           conversations 1  found      1 2
"""


@pytest.fixture(scope="session")
def project(built: Path) -> qc.Project:
    with qc.Project.open(built, write=False) as found:
        yield found


@pytest.fixture(scope="session")
def plain(project: qc.Project) -> dict[str, Any]:
    """The study as plain lists; the codebook read from its file, the final layer decided here."""
    codes = list(codes_of(CODEBOOK))
    documents = rows_of(project.documents())
    study = {
        "codebook": [{"key": c["key"], "parent": c["parent"], "unprompted": c.get("unprompted", False)} for c in codes],
        "unread": {version: unread_under(version, codes) for version in ("0.9.0", "1.0.0", "1.1.0")},
        "documents": documents,
        "turns": rows_of(project.turns()),
        "cases": rows_of(project.cases()),
        "asked": rows_of(project.asked()),
        "topics": rows_of(project.topics()),
    }
    codings = rows_of(pd.concat([project.codings("reading", round=None), project.consensus()]))
    coverage = [row for row in rows_of(project.coverage()) if row["layer"] != "final"]
    return {**study, **final_of(codings, coverage, documents, study)}


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, with None for what is missing."""
    rows = frame.astype(object).to_dict("records")
    return [{key: None if isinstance(v, float) and math.isnan(v) else v for key, v in row.items()} for row in rows]


def codes_of(path: Path) -> Any:
    """The codes of a codebook file, with the parent of each."""

    def down(codes: list[dict[str, Any]], parent: str | None) -> Any:
        for code in codes:
            yield {**code, "parent": parent}
            yield from down(code.get("codes", []), code["key"])

    yield from down(YAML(typ="safe").load(path.read_text(encoding="utf-8"))["codes"], None)


def unread_under(version: str, codes: list[dict[str, Any]]) -> list[str]:
    """Codes born or widened after a version."""
    later = [
        {code.get("since", ""), *(v for v, kind in code.get("changed", {}).items() if kind == "wider")}
        for code in codes
    ]
    return [code["key"] for code, versions in zip(codes, later, strict=True) if any(v > version for v in versions)]


def final_of(
    codings: list[Any], coverage: list[Any], documents: list[Any], study: dict[str, Any]
) -> dict[str, list[Any]]:
    """Per document and code the finished consensus, else the responsible coder: recoded codes first, then the main reading."""
    keys = {code["key"] for code in study["codebook"]}
    chosen, rows = [], []
    for document in documents:
        here = [row for row in coverage if row["document"] == document["document"] and row["state"] == "finished"]
        mine = [row for row in here if row["layer"] == "reading" and row["coder"] == document["responsible"]]
        main = [row for row in mine if row["round"] == "main"]
        order = [row for row in here if row["layer"] == "consensus"]
        order += [row for row in mine if row["round"] == "recode" and main] + main
        left = set(keys)
        for row in order:
            judged = (set(row["codes"]) or keys) - set(study["unread"][row["version"]])
            takes = left if row["round"] == "main" and row["layer"] == "reading" else left & judged
            rows.append({**row, "layer": "final", "codes": tuple(left & judged) or ("-",)})
            chosen += [
                {**coding, "layer": "final"}
                for coding in codings
                if coding["document"] == row["document"] and coding["layer"] == row["layer"] and coding["code"] in takes
                and (coding["round"], coding["coder"]) in of(row)
            ]  # fmt: skip
            left -= judged
    return {"codings": chosen, "coverage": rows}


def of(row: dict[str, Any]) -> set[tuple[str, str]]:
    rounds = ("main", "after") if row["layer"] == "reading" and row["round"] == "main" else (row["round"],)
    return {(round_, row["coder"]) for round_ in rounds}


def place(document: dict[str, Any], turn: dict[str, Any] | None) -> str:
    """In this study every case with talk is a school."""
    return (turn and turn["case"]) or document["case"]


@pytest.fixture(scope="session")
def counter(plain: dict[str, Any]) -> Counter:
    return Counter(plain)


@pytest.fixture(scope="session")
def table(project: qc.Project) -> Callable[..., qc.Matrix]:
    """A school x code matrix of the final layer, each computed once."""
    final, known = project.final(), {}

    def matrix(**rest: Any) -> qc.Matrix:
        key = tuple(sorted(rest.items()))
        if key not in known:
            known[key] = qc.matrix(final, project, rows="school", columns="code", **rest)
        return known[key]

    return matrix


def test_the_final_layer_is_what_its_sentence_says(project, plain):
    assert sorted(project.final()["coding"]) == sorted(coding["coding"] for coding in plain["codings"])


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_every_cell_of_the_golden_table_equals_an_independent_count(counter, table, measure, depth):
    found = table(measure=measure, depth=depth)
    assert found.columns.keys == tuple(counter.columns(depth))
    assert len(found.rows.keys) == 9
    for school in found.rows.keys:
        for code in found.columns.keys:
            value, state, n, N = counter.cell(place, school, code, measure)
            where = (school, code)
            assert (found.states.at[where], found.n.at[where], found.N.at[where]) == (state, n, N), where
            number = found.frame.at[where]
            assert math.isnan(number) if value is None else math.isclose(number, value, rel_tol=1e-12), where


@pytest.mark.parametrize("measure", MEASURES)
def test_every_cell_of_the_golden_table_opens_to_exactly_what_it_counts(counter, table, measure):
    found = table(measure=measure)
    for school in found.rows.keys:
        for code in found.columns.keys:
            opened = sorted(found.segments(school, code)["coding"])
            assert opened == counter.opened(place, school, code, measure), (school, code)


@pytest.mark.parametrize("line", BY_HAND.strip().splitlines(), ids=lambda line: " ".join(line.split()[:3]))
def test_cells_counted_by_hand(table, line):
    school, code, measure, value, state, n, N = line.split()[:7]
    found = table(measure=measure)
    number = found.frame.at[school, code]
    assert found.states.at[school, code] == state
    assert (found.n.at[school, code], found.N.at[school, code]) == (int(n), int(N))
    assert math.isnan(number) if value == "-" else number == float(value)


def test_parents_unite_what_their_children_bear_in_the_golden_table(project, table):
    for measure in MEASURES:
        if measure in ("share", "per_1000"):
            continue
        found = table(measure=measure)
        frame, own = found.frame.fillna(0), found.own.fillna(0)
        for parent in (key for key in found.columns.keys if project.codebook.children(key)):
            children = frame[list(project.codebook.children(parent))]
            assert (frame[parent] <= own[parent] + children.sum(axis=1)).all(), (measure, parent)
            assert measure == "passages" or (children.max(axis=1) <= frame[parent]).all(), (measure, parent)


def test_a_code_born_in_1_1_is_not_coded_yet_where_1_0_was_read_and_never_again(table):
    begin = table(documents="wave == 'begin'")
    unread = [school for school in begin.rows.keys if begin.states.at[school, "gedeeld"] == "not_coded"]
    assert unread == ["zaaihoek", "weverstuin"]


def test_interviewers_words_are_in_no_number(plain, table):
    heard = [turn for turn in plain["turns"] if turn["speaker"] and turn["role"] != "interviewer"]
    shares, words = table(measure="share", depth=1), table(measure="words", depth=1)
    for school in ("kleine-meander", "hazelhof"):
        said = sum(turn["words"] for turn in heard if turn["case"] == school)
        assert words.frame.at[school, "doc"] / shares.frame.at[school, "doc"] == pytest.approx(said, rel=1e-12)


SCHOOLS = {
    "Wisselspoor": "wisselspoor", "Meander": "kleine-meander", "Zonneschans": "zonneschans", "Hazelhof": "hazelhof",
    "Vuurkorf": "vuurkorf", "Spanning": "blauwe-spanning", "Zaaihoek": "zaaihoek", "Wendelwijzer": "wendelwijzer",
    "Weverstuin": "weverstuin",
}  # fmt: skip
#: The lines of the readme's table: the code, and the value of a facet.
LINES = {
    "extern (huidig)": ("extern", "`facet.stand` == 'huidig'"),
    "gedeeld (huidig)": ("gedeeld", "`facet.stand` == 'huidig'"),
    "zelfregie (huidig)": ("zelfregie", "`facet.stand` == 'huidig'"),
    "zelfregie (ambitie)": ("zelfregie", "`facet.stand` == 'ambitie'"),
    "ict voor zelfregie": ("ict-zelfregie", None),
    "leermiddelen of infra, belemmerend": ("randvoorwaarden", "`facet.richting` == 'belemmerend'"),
    "verantwoording": ("verantwoording", None),
    "motivatie": ("motivatie", None),
}


def shown(found: qc.Matrix, school: str, code: str) -> str:
    """A cell as the readme writes it."""
    state = found.states.at[school, code]
    if state in ("not_asked", "not_coded", "no_data"):
        return {"not_asked": "n.g.", "not_coded": "…", "no_data": "×"}[state]
    spontaneous = "spontaneous" in found.flags.at[school, code]
    return f"{found.frame.at[school, code]:.0f}" + ("ˢ" if spontaneous else "")


@pytest.mark.parametrize("line", LINES)
def test_the_patterns_of_the_readme_are_what_the_matrix_counts(table, line):
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in row.strip("| \n").split("|")] for row in readme.splitlines() if row.startswith("|")
    ]
    head = next(row for row in rows if "Wisselspoor" in row and "Weverstuin" in row)
    told = next(row for row in rows if row[0] == line)
    code, where = LINES[line]
    teachers = "role == 'leraar' or role == 'intern begeleider' or case == 'hazelhof'"
    waves = [
        table(measure="turns", documents=f"wave == '{wave}'", talk=teachers, where=where) for wave in ("begin", "eind")
    ]
    for name, cell in zip(head, told[1:], strict=True):
        found = [shown(wave, SCHOOLS[name], code) for wave in waves]
        assert cell.split(" → ") == found if " → " in cell else [cell] == sorted(set(found) - {"×"}), name
