"""Which project a command works on: the one named, else the only one in the folder."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CallError, NotHere, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.project import Project


def project_path(named: str | None, folder: Path | None = None) -> str:
    """The project that a command means.

    Raises
    ------
    NotHere
        The named file is not there, or the folder holds no project.
    CallError
        The folder holds several projects.
    """
    folder = folder or Path.cwd()
    if named:
        if "://" not in named and not Path(named).is_file():
            beside = [path.name for path in folder.glob("*.qualcode")]
            raise NotHere(f'There is no project "{named}".{did_you_mean(Path(named).name, beside)}')
        return named
    found = sorted(path.name for path in folder.glob("*.qualcode") if path.is_file())
    if not found:
        raise NotHere(
            "No project in this folder. Make one with `qualcode build study.yaml` or `qualcode init`, or name one with -p."
        )
    if len(found) > 1:
        raise CallError(f"Several projects in this folder: {', '.join(found)}. Name one with -p.")
    return str(folder / found[0])


@contextmanager
def opened(named: str | None, coder: str | None = None) -> Iterator[Project]:
    """The project, open for as long as the command runs."""
    path = project_path(named)
    from qualcode.project import Project  # pandas and the database, only now

    with Project.open(path, coder=coder) as project:
        yield project
