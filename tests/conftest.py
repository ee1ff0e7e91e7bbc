"""The example study, built once a session, and how many examples a property tries."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "test", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("soak" if os.environ.get("QUALCODE_SOAK") else "test")


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example study with the codebooks beside it, not built yet: the path of its study.yaml."""
    place = tmp_path_factory.mktemp("shipped")
    for folder in ("examples/po-werkplaats", "codebooks"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("*.qualcode*", "tables"))
    return place / "examples" / "po-werkplaats" / "study.yaml"


@pytest.fixture(scope="session")
def built(study: Path) -> Path:
    """The example study, built: the path of its project. Read only: a test that changes it copies it first."""
    from qualcode.study.build import build

    build(study)
    return next(study.parent.glob("*.qualcode"))
