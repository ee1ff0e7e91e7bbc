"""The names that other people's scripts call: columns in their order, signatures, measures, coefficients. They do not drift."""

from __future__ import annotations

import inspect

import pytest

import qualcode as qc
from qualcode.analysis import coefficients

ORDER = {
    "codings": "coding layer coder round version origin code document revision case wave start end words created text",
    "touches": "coding turn speaker person role case start end words word_start word_end",
    "turns": "turn document answer case wave speaker person role start end words text",
    "documents": "document name case wave kind instrument date language responsible study revision words",
    "cases": "case name kind parent",
    "persons": "person case functions consent",
    "coverage": "layer coder document round version codes state",
    "asked": "document topic asked",
    "topics": "instrument topic code",
}
UNITS = "unit document case wave role round version start end coder codes read"
AGREEMENT = (
    "by key coefficient metric value se low high method units documents coders both only_a only_b neither positive "
    "observed expected note"
)
METHODS = (
    "create open add_cases add_persons add_documents add_speakers add_instruments add_coverage add_codings add_survey "
    "revise undo history merge check codings consensus suggestions final documents turns touches cases persons speakers "
    "coverage asked topics waves coders memos survey"
)
MEASURES = "turns conversations documents participants cases presence words share per_1000 segments passages codings"
COEFFICIENTS = (
    "percent_agreement positive_agreement holsti scott_pi cohen_kappa light_kappa fleiss_kappa conger_kappa "
    "brennan_prediger gwet_ac alpha mv_alpha"
)


@pytest.fixture(scope="module")
def project(built):
    with qc.Project.open(built) as project:
        yield project


@pytest.mark.parametrize("frame", ORDER)
def test_columns_stand_in_their_order(project, frame):
    wanted = ORDER[frame].split()
    assert list(getattr(project, frame)().columns)[: len(wanted)] == wanted


def test_codings_end_with_their_facets(project):
    assert list(project.codings().columns)[16:] == ["facet.stand", "facet.richting", "facet.niveau"]


def test_units_and_agreement_stand_in_their_order(project):
    units = qc.units(project.codings(), project, by="turn")
    assert list(units.columns)[:12] == UNITS.split()
    assert list(qc.agreement(units, codebook=project.codebook).frame.columns) == AGREEMENT.split()


def test_a_project_has_its_methods():
    assert [name for name in METHODS.split() if not callable(getattr(qc.Project, name, None))] == []


def test_coefficients_have_their_names():
    assert [name for name in COEFFICIENTS.split() if not callable(getattr(coefficients, name, None))] == []


@pytest.mark.parametrize("measure", MEASURES.split())
def test_every_measure_gives_a_matrix(project, measure):
    assert (
        qc.matrix(project.final(), project, rows="school", columns="code", depth=1, measure=measure).measure == measure
    )


def parameters(function):
    return {name: one.default for name, one in inspect.signature(function).parameters.items()}


def test_signatures_keep_their_defaults():
    agreement = parameters(qc.agreement)
    assert {
        "codebook": None, "by": "code", "coefficients": ("alpha",), "metric": "nominal", "interval": "document",
        "confidence": 0.95, "depth": None, "seed": None,
    }.items() <= agreement.items()  # fmt: skip
    units = parameters(qc.units)
    assert {"by": "turn", "coders": None, "value": "codes", "min_words": 4, "min_covered": 3}.items() <= units.items()
    matrix = parameters(qc.matrix)
    assert {
        "measure": "conversations", "depth": None, "kinds": ("interview", "group"), "layer": None, "documents": None,
        "talk": None, "where": None,
    }.items() <= matrix.items()  # fmt: skip
    documents = parameters(qc.Project.add_documents)
    assert {"case", "wave", "kind", "instrument", "language", "speakers"} <= set(documents)
    assert {"coder": None, "as_of": None}.items() <= parameters(qc.Project.open).items()
