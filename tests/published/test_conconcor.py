"""The Contentious Contexts Corpus (2021): 60 batches of Dutch passages with a published alpha each, in two versions.

The published alphas rest on every response, the control passages included. With four options all responses are categories; with two
options "Weet ik niet" and "Onleesbare OCR" are left out and so missing. No coder is left out for the control passages.
"""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest

from qualcode.analysis.coefficients import alpha
from tests.shared import shared_data

CONTESTED = ["Omstreden naar huidige maatstaven", "Niet omstreden"]


@pytest.fixture(scope="module")
def batches():
    folder = shared_data("conconcor")
    told = pd.read_csv(folder / "Annotations.csv", dtype=str)
    members = json.loads((folder / "batches_annotators.json").read_text(encoding="utf-8"))
    names = {person: batch for batch, people in members.items() for person in people}
    return told.assign(batch=told["anonymised_participant_id"].map(names))


@pytest.mark.parametrize("engine", ["own", "krippendorff"])
@pytest.mark.parametrize(("options", "kept"), [(4, None), (2, CONTESTED)])
def test_all_fifty_nine_published_alphas_come_out_and_the_sixtieth_is_refused(batches, options, kept, engine):
    printed = pd.read_csv(shared_data("conconcor") / f"k_alpha_per_batch_{options}_options.csv", dtype=str)
    rows = batches if kept is None else batches[batches["response"].isin(kept)]
    parts = dict(list(rows.groupby("batch")))
    differ, refused = {}, []
    for batch, value in zip(printed["batch"], printed[f"k_alpha_{options}"], strict=True):
        table = parts[batch].pivot(index="extract_id", columns="anonymised_participant_id", values="response")
        found = alpha(table, engine=engine)
        if value == "zero division":
            assert math.isnan(found.value)
            assert found.note == "no unit was read by two coders"
            refused.append(batch)
        elif abs(found.value - float(value)) > 0.0005 + 1e-9:
            differ[batch] = (found.value, value)
    assert (len(printed), refused, differ) == (60, ["batch_50"], {})
