"""Andresen, M., Krautter, B., Pagel, J., & Reiter, N. (2022). Who knows what in German drama? JCLS, 1: gamma of 14 plays.

The printed gammas stand in `iaa.tex` beside the spans; which weights, random texts and preparation they had is not told there. So
they are set beside ours, not matched.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from qualcode.analysis.unitizing import gamma, per_code, span_f1, u_alpha, united
from tests.shared import shared_data

RELATION = re.compile(r"!?([\w:-]+)\s*\(")
#: The plays in the order of the printed table, which is that of the file names too.
COLUMNS = ("position", "source", "target", "attribute", "one", "other", "name", "all")


def printed():
    """The rows of the table: eight gammas a play."""
    lines = (shared_data("quadrama") / "iaa.tex").read_text(encoding="utf-8").splitlines()
    rows = [re.findall(r"& (\d\.\d{3})", line) for line in lines if line.count("&") == 8 and "mean" not in line]
    return pd.DataFrame([list(map(float, row)) for row in rows if row], columns=list(COLUMNS))


def plays():
    """For each play the spans of both, with the name of the relation that is transferred; other marks are left out."""
    found = {}
    for one in sorted((shared_data("quadrama") / "csv").glob("*_01.csv")):
        parts = []
        for coder in ("01", "02"):
            marks = pd.read_csv(one.with_name(one.name.replace("_01", f"_{coder}")))
            labels = marks["entityLabel"].str.strip()
            marks = marks[labels.str.startswith("transfer(")]
            inside = labels[marks.index].str.removeprefix("transfer(")
            names = [match.group(1) if (match := RELATION.search(label)) else label for label in inside]
            parts.append(pd.DataFrame({"coder": coder, "start": marks["begin"], "end": marks["end"], "code": names}))
        found[one.name.removesuffix("_01.csv")] = pd.concat(parts, ignore_index=True)
    return found


@pytest.fixture(scope="module")
def marked():
    return plays()


def places(spans):
    return spans.assign(code="any").drop_duplicates()


def test_the_table_and_the_spans_have_fourteen_plays(marked):
    assert len(printed()) == len(marked) == 14
    assert round(printed()["position"].mean(), 3) == 0.538
    assert sum(map(len, marked.values())) == 678


def test_coders_in_the_other_order_have_the_same_agreement(marked):
    for spans in marked.values():
        turned = spans.assign(coder=spans["coder"].map({"01": "b", "02": "a"}))
        assert gamma(turned, samples=1).observed == pytest.approx(gamma(spans, samples=1).observed)
        for match in ("exact", "overlap"):
            assert span_f1(turned, match=match).value == pytest.approx(span_f1(spans, match=match).value)


def test_every_coder_agrees_wholly_with_herself(marked):
    for spans in marked.values():
        own = spans[spans["coder"] == "01"]
        copied = pd.concat([own, own.assign(coder="02")], ignore_index=True)
        assert gamma(copied, samples=3).value == 1
        assert span_f1(copied).value == span_f1(copied, match="overlap").value == 1
        for part in per_code(copied).values():
            assert u_alpha(part, end=int(spans["end"].max()) + 1000).value == 1


def test_gamma_of_the_relations_goes_up_and_down_with_the_printed_one(marked):
    ours = [gamma(spans, samples=30).value for spans in marked.values()]
    theirs = printed()["name"]
    print(
        "\n" + pd.DataFrame({"ours": np.round(ours, 3), "printed": theirs.to_numpy()}, index=list(marked)).to_string()
    )
    assert np.corrcoef(ours, theirs)[0, 1] > 0.8
    assert np.mean(ours) == pytest.approx(theirs.mean(), abs=0.03)


def test_gamma_of_positions_stands_beside_the_printed_one(marked):
    ours = [gamma(places(spans), beta=0, samples=30).value for spans in marked.values()]
    theirs = printed()["position"]
    print(
        "\n" + pd.DataFrame({"ours": np.round(ours, 3), "printed": theirs.to_numpy()}, index=list(marked)).to_string()
    )
    assert np.corrcoef(ours, theirs)[0, 1] > 0.5
    assert all(0 < value < 1 for value in ours)


def test_spans_of_one_code_that_lie_over_each_other_are_made_one(marked):
    for spans in marked.values():
        one = united(spans)
        assert len(one) <= len(spans)
        assert len(united(one)) == len(one)
