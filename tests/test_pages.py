"""Every block of Python and every command in the docs runs, on a copy of the example study."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(python|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [page for page in sorted((ROOT / "docs").rglob("*.md")) if FENCE.search(page.read_text(encoding="utf-8"))]


@pytest.fixture
def here(built, tmp_path, monkeypatch):
    """A folder that holds the example study, built, as `qualcode demo` leaves it; its codebooks lie where it expects them."""
    folder = tmp_path / "examples" / "po-werkplaats"
    shutil.copytree(built.parent, folder)
    shutil.copytree(built.parent.parent.parent / "codebooks", tmp_path / "codebooks")
    monkeypatch.chdir(folder)
    return folder


def commands(block: str) -> list[str]:
    """The command lines of a console block: those after ``$``."""
    return [line[2:] for line in block.splitlines() if line.startswith("$ qualcode")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "docs")))
def test_the_blocks_of_a_page_run_from_top_to_bottom(page, here):
    names: dict[str, object] = {}
    for kind, block in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind == "python":
            exec(compile(block, str(page), "exec"), names)
        else:
            for line in commands(block):
                run(line, here)
    for value in list(names.values()):
        if type(value).__name__ == "Project":
            value.close()  # type: ignore[attr-defined]


def run(line: str, here: Path) -> None:
    """One command as a person types it; a page says so in words where a command is meant to fail."""
    expected = 1 if line.endswith("# exit 1") else 0
    words = shlex.split(line, comments=True)
    program = [sys.executable, "-c", "import sys; from qualcode.cli import main; sys.exit(main())", *words[1:]]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(program, cwd=here, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == expected, f"{line}\n{done.stdout}\n{done.stderr}"
