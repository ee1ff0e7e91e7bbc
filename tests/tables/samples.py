"""Small tables made by hand: every state and flag of a matrix, agreement with a rare code, quotes. All invented."""

from __future__ import annotations

import pandas as pd

from qualcode.table import Axis, Matrix, Note, Recipe, Table

SCHOOLS = {"wisselspoor": "Het Wisselspoor", "zonneschans": "De Zonneschans", "zaaihoek": "De Zaaihoek"}
CODES = {
    "regie": ("Regie over het leerproces", "Control over learning", None),
    "extern": ("Externe regie", "External control", "regie"),
    "zelfregie": ("Zelfregie", "Self-direction", "regie"),
    "lln": ("Leerling", "Learner", None),
}


def axes() -> tuple[Axis, Axis]:
    rows = Axis("school", tuple(SCHOOLS), {key: {"nl": name} for key, name in SCHOOLS.items()})
    columns = Axis(
        "code",
        tuple(CODES),
        {key: {"nl": nl, "en": en} for key, (nl, en, _) in CODES.items()},
        {key: 1 if within is None else 2 for key, (_, _, within) in CODES.items()},
        {key: within for key, (_, _, within) in CODES.items() if within},
    )
    return rows, columns


def frame(lines: str, kind: type = float) -> pd.DataFrame:
    """A frame over schools and codes from lines of cells; '.' is nothing."""
    cells = [[None if cell == "." else kind(cell) for cell in line.split()] for line in lines.strip().splitlines()]
    dtype = "float64" if kind is float else "object"
    return pd.DataFrame(cells, index=list(SCHOOLS), columns=list(CODES), dtype=dtype)


def flags(value: str) -> frozenset[str]:
    return frozenset(part for part in value.split("+") if part != "-")


def sample_matrix(**changes: object) -> Matrix:
    """Five states, a spontaneous mention, a lower bound, a parent applied itself."""
    rows, columns = axes()
    parts: dict[str, object] = {
        "kind": "matrix",
        "recipe": Recipe(
            "matrix",
            {"rows": "school", "columns": "code", "measure": "conversations", "where": "coder == 'amal'"},
            {"replica-a": 12},
            "gpl-ict-nl 1.1.0",
            {"layer": "final"},
            "0.1.0",
        ),
        "notes": (Note("layer.final", {"consensus": 7, "single": 19}),),
        "frame": frame("3 2 1 .\n2 0 2 1\n. . . ."),
        "states": frame(
            """found found found not_coded
               found absent found found
               no_data no_data no_data not_asked""",
            str,
        ),
        "n": frame("3 2 1 .\n2 0 2 0\n. . . .", float),
        "N": frame("4 4 4 .\n2 2 2 0\n. . . .", float),
        "flags": frame("- - lower_bound -\n- - - spontaneous\n- - - -", flags),
        "own": frame("1 . . .\n0 . . .\n. . . ."),
        "spontaneous": frame("0 0 0 .\n0 0 0 1\n. . . ."),
        "read": frame("4/4 4/4 4/5 .\n2/2 2/2 2/2 2/2\n. . . .", str),
        "rows": rows,
        "columns": columns,
        "measure": "conversations",
        "opener": quotes_of,
    }
    return Matrix(**{**parts, **changes})  # type: ignore[arg-type]


def quotes_of(row: str, column: str) -> pd.DataFrame:
    """What a cell of the sample opens to."""
    return pd.DataFrame(
        {
            "coding": ["c1", "c2"],
            "document": ["d1", "d1"],
            "name": ["wisselspoor-eind-leraren"] * 2,
            "case": [row] * 2,
            "wave": ["eind"] * 2,
            "coder": ["amal"] * 2,
            "code": [column] * 2,
            "start": [10, 80],
            "end": [40, 99],
            "text": ["=SOM(1) zei hij, eh, zeg maar", "Ik kies <zelf> wanneer ik de toets doe & hoe."],
        }
    )


def agreement_frame() -> pd.DataFrame:
    nan = float("nan")
    rows = [
        ("code", "regie", "alpha", 0.7249, 0.05, 0.58, 0.834, 40, 5, 4, 451, 0.9, ""),
        ("code", "extern", "alpha", -0.016, 0.1, -0.21, 0.18, 5, 12, 9, 474, 0.32, ""),
        ("code", "zelfregie", "alpha", nan, nan, nan, nan, 0, 2, 2, 496, 0.0, "too_rare"),
        ("code", "lln", "alpha", 0.61, nan, nan, nan, 12, 3, 5, 2480, 0.75, "few_documents"),
        ("code", "all", "alpha", 0.62, 0.03, 0.55, 0.69, nan, nan, nan, nan, nan, ""),
    ]
    names = ["by", "key", "coefficient", "value", "se", "low", "high", "both", "only_a", "only_b", "neither", "positive",
             "note"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(
        metric="nominal", method="jackknife", units=500, documents=12, coders=2, observed=nan, expected=nan
    )


def sample_agreement() -> Table:
    return Table(
        "agreement",
        agreement_frame(),
        Recipe("agreement", {"by": "code", "confidence": 0.95}, codebook="gpl-ict-nl 1.1.0",
               facts={"coders": ["amal", "bo"], "unit": "turn"}, version="0.1.0"),
        notes=(Note("layer.frozen"), Note("layer.coders", {"coders": ["amal", "bo"]})),
        labels={key: {"nl": nl, "en": en} for key, (nl, en, _) in CODES.items()},
        within={"extern": "regie", "zelfregie": "regie"},
    )  # fmt: skip


def sample_quotes() -> Table:
    rows = [
        (
            "wisselspoor",
            "zelfregie",
            1,
            "Ik kies zelf wanneer ik de toets doe.",
            "d1",
            "ws-eind-leerlingen",
            "p4",
            "leerling",
            "eind",
            "c1",
        ),
        (
            "wisselspoor",
            "zelfregie",
            2,
            "=2+2 is het plan, zei ze, en dan eh, dan moesten we zelf verder.",
            "d2",
            "ws-eind-leraren",
            "p1",
            "leraar",
            "eind",
            "c2",
        ),
        (
            "zonneschans",
            "zelfregie",
            3,
            "Dat doen ze op papier, en dan praten ze erover.",
            "d3",
            "zs-eind",
            None,
            "leraar",
            "eind",
            "c3",
        ),
    ]
    names = ["row", "column", "number", "quote", "document", "name", "person", "role", "wave", "coding"]
    labels = {key: {"nl": name} for key, name in SCHOOLS.items()}
    labels |= {key: {"nl": nl, "en": en} for key, (nl, en, _) in CODES.items()}
    recipe = Recipe("quotes", {"rows": "school", "columns": "code"}, version="0.1.0")
    return Table("quotes", pd.DataFrame(rows, columns=names), recipe, labels=labels)


def sample_cooccurrence() -> Table:
    frame = pd.DataFrame(
        [("gedeeld", "coachend", 10, 18, 7, 465, 10 / 35, 10 / 17, 10 / 28, 0.43, 10.4)],
        columns=["a", "b", "n11", "n10", "n01", "n00", "jaccard", "a_given_b", "b_given_a", "phi", "lift"],
    )
    return Table("cooccurrence", frame, Recipe("cooccurrence", {"within": "turn"}, version="0.1.0"))


def sample_frame() -> Table:
    frame = pd.DataFrame(
        {
            "school": ["wisselspoor", "zonneschans"],
            "leerlingen": [2500, 241],
            "gemiddelde": [0.5, float("nan")],
            "dalton": [False, True],
            "bezocht": pd.to_datetime(["2026-06-14", "2026-11-02"]),
            "codes": [("extern", "zelfregie"), ()],
        }
    )
    return Table("frame", frame, Recipe("overview", version="0.1.0"), caption={"nl": "Scholen", "en": "Schools"})
