"""The notebook lines that others rely on, run as they are written, on the project that `demo` builds."""

from __future__ import annotations

import shutil

import docx
import numpy as np
import pytest

import qualcode as qc


@pytest.fixture
def folder(built, tmp_path, monkeypatch):
    """A folder with the demo's project and one new interview."""
    shutil.copy(built, tmp_path / "po-werkplaats.qualcode")
    (tmp_path / "nieuw").mkdir()
    new = docx.Document()
    for line in (
        "Interviewer: Hoe gaat het nu met de weektaak?",
        "R1: Nou, de kinderen kiezen zelf wanneer ze wat doen, en dat loopt eigenlijk best lekker.",
        "Interviewer: En wat doet u dan?",
        "R1: Ik loop rond en vraag waar ze naartoe willen.",
    ):
        new.add_paragraph(line)
    new.save(tmp_path / "nieuw" / "extra-gesprek.docx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_lines_of_the_notebook_run_as_written(folder):
    project = qc.Project.open("po-werkplaats.qualcode")
    report = project.add_documents("nieuw/*.docx", case="wisselspoor", wave="eind")
    assert [file.status for file in report.files] == ["added"]
    assert isinstance(project.check(), list)

    units = qc.units(project.codings(round="main"), project, by="turn")
    table = qc.agreement(units, codebook=project.codebook, by="code")
    assert {"value", "low", "high", "both", "only_a"} <= set(table.frame.columns)
    qc.disagreements(units, codebook=project.codebook, code="zelfregie")

    final = project.final()
    m = qc.matrix(final, project, rows="school", columns="code", measure="conversations")
    assert m.frame.shape == m.states.shape == m.n.shape == m.N.shape == m.flags.shape
    assert m.recipe.id
    opened = m.segments("wisselspoor", "zelfregie")
    assert len(opened) > 0
    assert m.write("tabel-2.docx", caption="Codes per school", lang="nl", audience="public").exists()
    qc.quotes(final, project, rows="school", columns="code", limit=2)
    qc.cooccurrence(final, project, within="turn")
    project.close()


def test_numbers_stand_for_found_zero_for_absent_and_nan_for_the_rest(built):
    with qc.Project.open(built) as project:
        m = qc.matrix(project.final(), project, rows="school", columns="code")
    values, states = m.frame.to_numpy(dtype=float), m.states.to_numpy()
    assert set(states.ravel()) == {"found", "absent", "not_asked", "not_coded"}
    assert (values[states == "absent"] == 0).all()
    assert np.isnan(values[(states == "not_asked") | (states == "not_coded")]).all()
    # a school where nobody was asked but someone said it: found, with the mention printed apart
    spoken = np.vectorize(lambda flags: "spontaneous" in flags)(m.flags.to_numpy())
    assert (values[(states == "found") & ~spoken] > 0).all()
