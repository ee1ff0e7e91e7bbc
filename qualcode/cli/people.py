"""`check --people`: where names of the key still stand."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.opening import opened
from qualcode.errors import CallError, NotHere


def check_people(files: tuple[str, ...], project: str | None, key: str | None, *, show_names: bool) -> int:
    """Print one line for each place where names of the key stand; 1 when there is one."""
    from qualcode.people.key import load
    from qualcode.people.searching import CANNOT_BE_ALL, search
    from qualcode.people.suggesting import expanded

    path, place = _project(project, key if files else None)
    if key is None and place is not None and path is not None:
        lies = path.parent / Path(place).expanduser()
        if not lies.is_file():
            raise NotHere(
                f"The key of this project is not at {lies}. Name it: --key KEY, or register where it lies now."
            )
        place = str(lies)
    place = key or place
    if place is None:
        raise CallError("Which names? Name the key: qualcode check --people --key KEY, or register it for the project.")
    if path is None:
        click.echo("No project file is searched: only the files that are named.", err=True)
    done = search([*_of_project(path), *expanded(files)], load(Path(place).expanduser()))
    for found in done.found:
        click.echo(found.told(names=show_names))
    if done.left:
        click.echo(f"Not looked into ({len(done.left)}):")
    for line in done.left:
        click.echo(f"  {line}")
    click.echo(f"{len(done.found)} places with names in {done.files} files. {CANNOT_BE_ALL}")
    return 1 if done.found else 0


def _project(named: str | None, key: str | None) -> tuple[Path | None, str | None]:
    """The project's file and its key; files can be searched for the names of a key without a project too."""
    try:
        with opened(named) as study:
            return study.path, (study.settings.get("key") or {}).get("path")
    except NotHere:
        if named or key is None:
            raise
        return None, None


def _of_project(path: Path | None) -> list[Path]:
    """The project, copies of it, and the tables that were written from it."""
    if path is None:
        return []
    from qualcode.study.traces import traces

    return [path, *(trace.path for trace in traces(path) if trace.what != "sheet")]
