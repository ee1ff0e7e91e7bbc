"""Who may import whom: imports run downhill, and heavy libraries stay in their rooms."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "qualcode"

#: For each room the rooms that it may import (itself always).
DOWNHILL = {
    "errors": set(),
    "columns": {"errors", "codebook"},
    "model": {"errors", "columns"},
    "wording": {"errors"},
    "shipped": {"errors"},
    "looking": {"store", "sheets", "readers", "report"},
    "census": {"errors", "transcripts"},
    "report": {"errors", "table", "tables", "wording", "census"},
    "codebook": {"errors", "model", "columns", "readers"},
    "table": {"errors", "tables", "figures"},
    "figures": {"table", "wording", "errors", "columns"},
    "frames": {"columns", "codebook", "errors"},
    "tables": {"table", "errors", "wording", "columns"},
    "readers": {"model", "errors", "columns"},
    "transcripts": {"model", "errors", "columns", "readers"},
    "analysis": {"columns", "codebook", "table", "errors"},
    "sheets": {"model", "codebook", "readers", "columns", "errors"},
    "people": {"errors", "readers", "sheets"},
    "store": {"model", "codebook", "columns", "errors", "readers", "transcripts", "sheets", "report", "people"},
    "exchanges": {"model", "codebook", "columns", "errors", "readers", "report"},
    "coding": {"project", "store", "analysis", "codebook", "columns", "model", "errors", "report"},
    "tui": {"coding", "project", "columns", "codebook", "wording", "errors", "report"},
    "suggesting": {"model", "codebook", "columns", "errors", "analysis", "table"},
    "cueing": {"contents", "store", "suggesting", "table", "errors"},
    "contents": {"store", "analysis", "model", "codebook", "columns", "errors", "sheets"},
    "project": {
        "contents",
        "cueing",
        "store",
        "readers",
        "transcripts",
        "sheets",
        "model",
        "codebook",
        "columns",
        "errors",
        "report",
        "analysis",
    },
}
#: Only these rooms may import these libraries.
HEAVY = {
    "textual": {"tui"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "docx": {"readers", "tables", "exchanges", "codebook"},
    "xlsxwriter": {"tables", "codebook"},
    "jinja2": {"tables"},
    "krippendorff": {"analysis"},
    "matplotlib": {"figures"},
    "simplemma": {"suggesting"},
    "pypdfium2": {"readers"},
}


def modules():
    return sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.relative_to(PACKAGE).parts[:-1])


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "qualcode":
                yield from (f"qualcode.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downhill(path):
    room = room_of(path)
    if room not in DOWNHILL:
        return
    for name in imports_of(path):
        parts = name.split(".")
        if (
            parts[0] == "qualcode"
            and len(parts) > 1
            and (PACKAGE / f"{parts[1]}.py").exists() | (PACKAGE / parts[1]).is_dir()
        ):
            assert parts[1] == room or parts[1] in DOWNHILL[room], f"{room} may not import {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_stay_in_their_rooms(path):
    for name in imports_of(path):
        allowed = HEAVY.get(name.split(".")[0])
        assert allowed is None or room_of(path) in allowed, f"{room_of(path)} may not import {name}"


@pytest.mark.parametrize(
    "path",
    [*modules(), *sorted((PACKAGE.parent / "tests").rglob("*.py"))],
    ids=lambda path: str(path.relative_to(PACKAGE.parent)),
)
def test_no_module_grows_over_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after running this."""
    program = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {line.split(".")[0] for line in done.stdout.splitlines()}


def test_import_qualcode_loads_nothing_heavy():
    assert not loaded_by("import qualcode") & {
        "pandas",
        "numpy",
        "sqlalchemy",
        "pydantic",
        "textual",
        "docx",
        "lxml",
        "click",
    }


def test_help_loads_no_command_and_nothing_heavy():
    code = "from click.testing import CliRunner\nfrom qualcode.cli import main\nimport qualcode.cli as c\nassert CliRunner().invoke(c.app, ['--help']).exit_code == 0"
    loaded = loaded_by(code)
    assert not loaded & {"pandas", "numpy", "sqlalchemy", "pydantic", "textual", "docx", "lxml", "rich"}
