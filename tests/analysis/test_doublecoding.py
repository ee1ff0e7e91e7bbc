"""The plan of double coding on frames: who is drawn, who reads, what is left out, and what is said where nothing can be."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualcode as qc
from qualcode.analysis.outlook import basis, outlook
from qualcode.errors import CallError

NOTHING = pd.DataFrame({name: [] for name in ("coder", "document", "start", "end", "code")})


def study(count=20, *, coverage=(), responsible=None, turns=None, persons=None, cases=None, **columns):
    """So many documents of 100, 200 ... words, half begin and half eind, and the readings that stand."""
    documents = pd.DataFrame({
        "document": [f"d{n}" for n in range(count)],
        "name": [f"gesprek-{n}" for n in range(count)],
        "wave": ["begin" if n < count / 2 else "eind" for n in range(count)],
        "words": [100 * (n + 1) for n in range(count)],
        **({"responsible": responsible} if responsible else {}),
        **columns,
    })  # fmt: skip
    rows = [("reading", coder, document, round_, "1.0.0", (), state) for coder, document, round_, state in coverage]
    names = ["layer", "coder", "document", "round", "version", "codes", "state"]
    return qc.Frames(
        documents=documents, turns=turns, persons=persons, cases=cases, coverage=pd.DataFrame(rows, columns=names)
    )


def plan(frames, *, double=20, coders=("A", "B"), seed=7, **how):
    return qc.plan(NOTHING, frames, double=double, coders=coders, seed=seed, **how)


def drawn(table):
    return table.frame.loc[table.frame["twice"], "name"].tolist()


def notes(table):
    return {note.key: dict(note.values) for note in table.notes}


@pytest.mark.parametrize(("double", "count"), [(10, 2), ("10", 2), ("10%", 2), ("12.5%", 3), (100, 20), ("7d", 7)])
def test_a_share_is_rounded_up_and_a_number_is_taken_as_it_is(double, count):
    assert len(drawn(plan(study(), double=double))) == count


@pytest.mark.parametrize("double", [0, "0%", 101, "101%", -5, "0d", "21d", "1.5d", "veel", "", "10 d%"])
def test_what_is_no_share_is_one_sentence(double):
    with pytest.raises(CallError, match="double="):
        plan(study(), double=double)


def test_every_document_gets_a_responsible_coder_and_some_a_second_one():
    table = plan(study(), double="5d")
    assert table.frame["responsible"].isin(["A", "B"]).all()
    assert [len(second) for second in table.frame["second"]] == table.frame["twice"].astype(int).tolist()
    assert len(table.rows) == 25
    assert set(table.rows["round"]) == {"main"}


def test_words_are_shared_out_evenly():
    table = plan(study(), double="6d", coders=["A", "B", "C"])
    words = table.rows["document"].str[1:].astype(int).add(1).mul(100)
    load = words.groupby(table.rows["coder"]).sum()
    assert load.max() - load.min() <= 2000


def test_strata_get_their_share_and_those_without_are_named():
    roles = ["leraar"] * 12 + ["directeur"] * 6 + ["ib", "leerling"]
    frames = study(kind=roles)
    table = plan(frames, double="10d", by=["kind"])
    assert table.frame[table.frame["twice"]]["kind"].value_counts().to_dict() == {
        "leraar": 6, "directeur": 3, **table.frame[table.frame["twice"] & table.frame["kind"].isin(["ib", "leerling"])]["kind"].value_counts().to_dict(),
    }  # fmt: skip
    few = plan(frames, double="3d", by=["kind"])
    assert len(set(few.frame.loc[few.frame["twice"], "kind"])) == 3
    (unfilled,) = notes(few)["n.plan_unfilled"]["strata"]
    assert unfilled not in set(few.frame.loc[few.frame["twice"], "kind"])


def test_roles_heard_in_a_document_are_its_stratum_without_the_interviewer():
    turns = pd.DataFrame({
        "turn": ["d0/0", "d0/1", "d1/0", "d1/1", "d2/0"], "document": ["d0", "d0", "d1", "d1", "d2"],
        "start": [0, 9, 0, 9, 0], "end": [9, 20, 9, 20, 9], "words": 5,
        "role": ["interviewer", "leraar", "directeur", "leraar", "leraar"], "person": None,
    })  # fmt: skip
    table = plan(study(4, turns=turns), double="2d", by=["role"])
    assert table.frame["role"].tolist() == ["leraar", "directeur+leraar", "leraar", "–"]


def test_attributes_and_kinds_of_case_are_strata_too():
    cases = pd.DataFrame({
        "case": ["wissel", "zaai", "vo"], "name": ["W", "Z", "VO"], "kind": ["school", "school", "board"],
        "parent": ["vo", "vo", None], "concept": ["units", "dalton", None],
    })  # fmt: skip
    frames = study(6, case=["wissel"] * 3 + ["zaai"] * 3, cases=cases)
    table = plan(frames, double="2d", by=["concept", "board"])
    assert table.frame.loc[table.frame["twice"], "concept"].tolist() == ["units", "dalton"]
    assert set(table.frame["board"]) == {"vo"}


def test_the_draw_is_spread_over_the_order_asked_for():
    dates = [f"2026-01-{28 - n:02d}" for n in range(20)]
    by_date = plan(study(date=dates), double="4d", order="date")
    assert by_date.frame["name"].iloc[0] == "gesprek-19"
    places = by_date.frame.index[by_date.frame["twice"]] // 5
    assert places.tolist() == [0, 1, 2, 3]


def test_pilot_and_calibration_are_read_but_not_drawn_and_are_named():
    coverage = [("A", "d0", "pilot", "finished"), ("B", "d1", "calibration", "finished")]
    table = plan(study(coverage=coverage), double=100)
    assert "gesprek-0" not in drawn(table)
    assert len(drawn(table)) == 18
    assert notes(table)["n.plan_trial"]["documents"] == ("gesprek-0", "gesprek-1")
    assert {"d0", "d1"} <= set(table.rows["document"])


def test_who_refused_the_use_of_it_is_given_to_nobody():
    persons = pd.DataFrame({"person": ["p1", "p2"], "consent": ["use=no", "use=yes"]})
    turns = pd.DataFrame({"turn": ["d0/0", "d1/0"], "document": ["d0", "d1"], "start": 0, "end": 9, "words": 4,
                          "role": "leraar", "person": ["p1", "p2"]})  # fmt: skip
    table = plan(study(persons=persons, turns=turns), double=100)
    assert "gesprek-0" not in set(table.frame["name"])
    assert "d0" not in set(table.rows["document"])
    assert notes(table)["n.plan_consent"]["documents"] == ("gesprek-0",)


def test_other_languages_and_other_documents_stay_out_and_are_named():
    frames = study(4, language=["nl", "de", "nl", "nl"])
    table = plan(frames, double="1d", language="nl", documents="words < 400")
    assert table.frame["name"].tolist() == ["gesprek-0", "gesprek-2"]
    assert notes(table)["n.plan_language"]["documents"] == ("gesprek-1",)
    assert notes(table)["n.plan_query"]["documents"] == ("gesprek-3",)


def test_a_coder_is_kept_from_a_case_and_the_cases_within_it():
    cases = pd.DataFrame({"case": ["vo", "wissel", "zaai"], "kind": ["board", "school", "school"], "parent": [None, "vo", None]})  # fmt: skip
    frames = study(6, case=["wissel"] * 3 + ["zaai"] * 3, cases=cases)
    table = plan(frames, double=50, coders=["A", "B", "C"], barred={"A": "vo"})
    assert "A" not in set(table.rows.loc[table.rows["document"].isin(["d0", "d1", "d2"]), "coder"])
    assert "A" in set(table.rows["coder"])
    two = plan(frames, double="3d", barred={"A": ["wissel"]})
    assert drawn(two) == ["gesprek-3", "gesprek-4", "gesprek-5"]


def test_what_was_given_begun_or_finished_is_kept_and_counts():
    coverage = [("A", "d3", "main", "finished"), ("B", "d3", "main", "begun"), ("B", "d7", "main", "assigned")]
    table = plan(study(coverage=coverage), double="5d")
    assert "gesprek-3" in drawn(table)
    assert len(drawn(table)) == 5
    given_ = set(zip(table.rows["coder"], table.rows["document"], strict=True))
    assert not given_ & {("A", "d3"), ("B", "d3"), ("B", "d7"), ("A", "d3")}
    assert notes(table)["n.plan_standing"] == {"count": 1}
    row = table.frame.set_index("name").loc["gesprek-7"]
    assert row["responsible"] == "B"


def test_a_plan_that_was_given_out_is_planned_again_as_it_stands():
    first = plan(study(), double=30, by=["wave"])
    coverage = [(row.coder, row.document, "main", "assigned") for row in first.rows.itertuples()]
    again = plan(study(coverage=coverage), double=30, by=["wave"], seed=99)
    assert drawn(again) == drawn(first)
    assert len(again.rows) == 0


def test_who_is_responsible_stays_so():
    table = plan(study(4, responsible=["B", "B", "B", None]), double="1d")
    assert table.frame["responsible"].tolist()[:3] == ["B", "B", "B"]
    assert table.rows.loc[table.rows["document"] != "d3", "responsible"].tolist() == [""] * len(
        table.rows[table.rows["document"] != "d3"]
    )
    assert set(table.rows.loc[table.rows["document"] == "d3", "responsible"]) <= {"A", "B"}


@given(st.integers(8, 40), st.integers(1, 100), st.integers(0, 1000))
def test_the_same_seed_draws_the_same_plan_and_never_a_document_twice(count, share, seed):
    one, two = (plan(study(count), double=share, by=["wave"], seed=seed) for _ in range(2))
    pd.testing.assert_frame_equal(one.frame, two.frame)
    pd.testing.assert_frame_equal(one.rows, two.rows)
    assert not one.rows.duplicated(["coder", "document"]).any()
    assert one.recipe.id == two.recipe.id
    assert notes(one)["n.plan_drawn"]["seed"] == seed


def test_below_four_documents_it_says_plainly_that_there_will_be_no_interval():
    table = plan(study(), double="3d")
    assert notes(table)["measure.plan_few"] == {"documents": 3, "least": 4}
    assert table.forecast.frame["width"].isna().all()
    assert set(table.forecast.frame["why"]) == {"few_documents"}
    assert "measure.plan_few" not in notes(plan(study(), double="4d"))


def test_without_any_coding_the_forecast_says_what_it_assumes():
    table = plan(study(), double="10d")
    found = table.forecast.frame.set_index("frequency")
    assert found["units"].tolist() == [400, 400]  # 40 a document, where nothing is known of turns
    assert found["percent"].tolist() == [12, 2]
    assert found.loc["common", "width"] == pytest.approx(0.163, abs=0.005)
    assert found.loc["rare", "why"] == "too_rare" or found.loc["rare", "width"] > found.loc["common", "width"]
    assert {"measure.plan_prevalence_assumed", "measure.plan_alpha_assumed", "measure.plan_clustering_assumed"} <= set(notes(table))  # fmt: skip


def test_what_is_given_goes_before_what_is_assumed():
    table = plan(study(), double="10d", prevalence=[0.3, 0.05], alpha=0.8)
    found = table.forecast.frame.set_index("frequency")
    assert found["percent"].tolist() == [30, 5]
    assert set(found["alpha"]) == {0.8}


def test_the_forecast_takes_what_was_coded_so_far():
    turns = pd.DataFrame([(f"d{d}/{t}", f"d{d}", t * 100, t * 100 + 90, "leraar", 8, "een twee drie vier vijf zes zeven acht")
                          for d in range(6) for t in range(30)], columns=["turn", "document", "start", "end", "role", "words", "text"])  # fmt: skip
    codings = pd.DataFrame(
        [(coder, f"d{d}", t * 100, t * 100 + 90, code) for d in range(6) for t in range(30) for coder in "AB"
         for code, every in (("veel", 3), ("soms", 15)) if (t + (coder == "B" and t % 12 == 0)) % every == 0],
        columns=["coder", "document", "start", "end", "code"])  # fmt: skip
    frames = qc.Frames(documents=pd.DataFrame({"document": [f"d{d}" for d in range(6)], "words": 300}), turns=turns)
    known = basis(codings, frames)
    assert known.found >= {"common", "rare", "alpha"}
    assert 0.05 < known.rare < known.common < 0.34
    assert 0.5 < known.alpha < 1
    table = qc.plan(codings, frames, double="4d", coders=["A", "B"])
    assert set(table.forecast.frame["units"]) == {120}
    assert "measure.plan_alpha_found" in notes(table)


def test_documents_that_would_be_needed_are_named():
    found = outlook(basis(NOTHING, study()), [40] * 10).set_index("frequency")
    assert found.loc["common", "needed"] < found.loc["rare", "needed"]


@pytest.mark.parametrize(
    ("how", "match"),
    [
        ({"by": ["sector"]}, "Nothing to stratify by .sector."),
        ({"by": ["wavee"]}, "Did you mean .wave."),
        ({"by": ["wave", "wave"]}, "twice"),
        ({"coders": ["A"]}, "two coders; only A is known"),
        ({"coders": []}, "nobody is known"),
        ({"coders": "AB"}, "list of names"),
        ({"coders": None}, "nobody is known"),
        ({"order": "coded"}, "No order"),
        ({"seed": -1}, "seed="),
        ({"seed": 1.5}, "seed="),
        ({"documents": "words > 99999"}, "no document to plan"),
        ({"language": "fr"}, "language"),
        ({"barred": {"Z": "wissel"}}, "No coder .Z."),
        ({"barred": {"A": "wissel"}}, "No case .wissel."),
        ({"alpha": 1.0}, "alpha"),
        ({"prevalence": [0, 0.2]}, "prevalence"),
    ],
)
def test_a_call_that_cannot_be_planned_is_one_sentence(how, match):
    with pytest.raises(qc.QualcodeError, match=match):
        plan(study(), **how)


def test_nothing_is_left_to_plan_where_all_is_read_by_two():
    coverage = [(coder, f"d{n}", "main", "finished") for n in range(4) for coder in "AB"]
    with pytest.raises(CallError, match="All 4 documents that may be drawn are read by two coders already"):
        plan(study(4, coverage=coverage), double=100)


def test_a_responsible_coder_who_may_not_read_it_is_told():
    cases = pd.DataFrame({"case": ["wissel"], "kind": ["school"], "parent": [None]})
    with pytest.raises(CallError, match="A is responsible for gesprek-0 and may not read it"):
        plan(study(2, case=["wissel"] * 2, cases=cases, responsible=["A", "B"]), double="1d", barred={"A": "wissel"})


def test_no_documents_is_one_sentence():
    with pytest.raises(CallError, match="no document to plan for"):
        plan(qc.Frames(documents=pd.DataFrame({"document": []})))


def test_a_plan_is_for_the_team_only(tmp_path):
    with pytest.raises(CallError, match="team only"):
        plan(study()).write(tmp_path / "plan.csv", audience="public")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_plan_prints_without_a_key_of_the_wording_left(lang):
    table = plan(study(kind=["a", "b"] * 10), double="3d", by=["kind", "wave"])
    for text in (
        table.to_text(lang=lang),
        plan(study(), double="8d").to_text(lang=lang),
        table.forecast.to_text(lang=lang),
    ):
        assert "plan_" not in text
        assert "{" not in text
