"""The worked cases of other people: every coefficient of spans gives the value that independent programs gave."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from qualcode.analysis import unitizing as z
from tests.shared import shared_data

NAMES = {
    "u_alpha": (z.u_alpha, {}),
    "bar_u_alpha": (z.bar_u_alpha, {}),
    "cu_alpha": (z.cu_alpha, {}),
    "alpha_U_1995": (z.alpha_u_1995, {}),
    "char_kappa_coded_vs_not": (z.character_kappa, {}),
    "char_alpha_nominal": (z.character_alpha, {}),
    "f1_exact": (z.span_f1, {}),
    "f1_overlap": (z.span_f1, {"match": "overlap"}),
}


def _cases() -> list[Any]:
    """The cases of spans, or one that skips with a reason where the file is absent."""
    root = Path(os.environ.get("QUALCODE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    place = root / "data" / "agreement" / "cases.json"
    if not place.exists():
        return [pytest.param(None, id="absent")]
    cases = json.loads(place.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases if case["kind"] == "spans"]


@pytest.mark.parametrize("case", _cases())
def test_the_worked_case_comes_out_at_its_tolerance(case: dict[str, Any] | None) -> None:
    shared_data("agreement")
    assert case is not None
    data = case["data"]
    rows = [(coder, *span) for coder, spans in enumerate(data["coders"]) for span in spans]
    spans = pd.DataFrame(rows, columns=["coder", "start", "end", "code"])
    text = {"begin": data["begin"], "end": data["end"], "coders": range(len(data["coders"]))}
    name, _, code = case["coefficient"].partition("[")
    if code:
        found = z.k_u_alpha(spans, code.rstrip("]"), **text)
    else:
        function, options = NAMES[name]
        found = function(spans, **text, **options)
    if case.get("undefined"):
        assert math.isnan(found.value)
        assert found.note
    else:
        assert found.value == pytest.approx(case["expected"], abs=case["tolerance"], rel=0)


def test_all_cases_of_the_file_are_read_by_one_of_the_two_tests() -> None:
    cases = json.loads((shared_data("agreement") / "cases.json").read_text(encoding="utf-8"))["cases"]
    assert len(cases) == 206
    assert {case["kind"] for case in cases} == {"units", "sets", "spans"}
