"""The example study, copied to a folder of one's own, ready to be built and taken apart."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CallError
from qualcode.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.table import Table

EXAMPLE = "po-werkplaats"
OWN = ("*.qualcode*", "tables", "marked", "make_files.py", "__pycache__")  # what the makers of the example need
OUTSIDE = re.compile(r"(?:\.\./)+codebooks/([\w.\-]+\.ya?ml)")


def copy_example(folder: str | Path) -> Path:
    """Copy the example study to a folder, with the codebooks that it needs; give the path of its study file.

    A folder that holds the example already is left as it is.

    Raises
    ------
    CallError
        The folder holds something else.
    """
    place = Path(folder)
    study = place / "study.yaml"
    if study.exists():
        return study
    if place.exists() and any(place.iterdir()):
        raise CallError(f'The folder "{place}" is not empty. Name a new folder for the example.')
    shutil.copytree(shipped("examples") / EXAMPLE, place, ignore=shutil.ignore_patterns(*OWN), dirs_exist_ok=True)
    text = study.read_text(encoding="utf-8")
    (place / "codebook").mkdir(exist_ok=True)
    for name in OUTSIDE.findall(text):
        shutil.copyfile(shipped("codebooks") / name, place / "codebook" / name)
    study.write_text(OUTSIDE.sub(r"codebook/\1", text), encoding="utf-8")
    return study


def shown_tables(project: str | Path) -> Iterator[Table]:
    """The two tables that the example shows first: agreement per depth of the codebook, and the matrix per school."""
    from qualcode.project import Project
    from qualcode.study.tables import table_of

    with Project.open(project) as study:
        yield table_of(study, "agreement", {"by": "depth", "coders": ["A", "B"]})
        yield table_of(study, "matrix", {"rows": "code", "columns": "school", "depth": 2})
