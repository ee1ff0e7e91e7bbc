"""Where the real material lies that some tests read; it is no part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_data(name: str) -> Path:
    """The file or folder of this name, or a skip with the reason."""
    root = Path(os.environ.get("QUALCODE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")) / "data"
    place = root / name
    if not place.exists():
        pytest.skip(f"needs the data set {name!r}: set QUALCODE_SHARED to the folder that holds data/")
    return place
