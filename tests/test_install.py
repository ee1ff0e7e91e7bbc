"""A wheel holds all that the checkout holds: it finds its codebooks, its example, its templates and its migrations."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel lays it down, unpacked in a folder of its own."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
        wheel.extractall(place / "site")
    return place / "site"


def run(installed: Path, code: str, cwd: Path) -> str:
    """Run Python with the unpacked wheel before the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_what_runs(installed, tmp_path):
    assert run(installed, "import qualcode; print(qualcode.__file__)", tmp_path).startswith(str(installed))


def test_a_wheel_builds_the_example_twice_and_changes_nothing_the_second_time(installed, tmp_path):
    call = "import sys; from qualcode.cli import main; sys.argv = ['qualcode', *{words}]; main()"
    run(installed, call.format(words=["demo", "demo"]), tmp_path)
    count = "import qualcode as qc; print(len(qc.Project.open('demo/po-werkplaats.qualcode').history()))"
    before = run(installed, count, tmp_path)
    said = run(installed, call.format(words=["build", "demo/study.yaml"]), tmp_path)
    assert "Nothing new" in said
    assert run(installed, count, tmp_path) == before
    assert sorted(path.suffix for path in (tmp_path / "demo" / "tables").glob("codes-per-school.*")) == [
        ".docx", ".html", ".xlsx",
    ]  # fmt: skip


def test_nothing_of_the_tests_or_of_a_built_project_is_in_the_wheel(installed):
    names = [str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()]
    assert not [
        name for name in names if name.startswith("tests/") or ".qualcode" in name.replace("qualcode/", "", 1)[1:]
    ]
    assert any(name.endswith("codebooks/gpl-ict-nl.yaml") for name in names)
