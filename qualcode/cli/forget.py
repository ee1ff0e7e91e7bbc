"""`forget`: erase a person, a passage or a document for good, after showing what will go."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import on_project
from qualcode.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from qualcode.project import Project

YES = "forget"


@click.group()
def forget() -> None:
    """Erase a person, a passage or a document from texts, quotes, notes and history; no merge brings it back.

    First it is shown what will go. It goes when you type "forget", or with --yes. It cannot be undone. Afterwards the
    copies that could not be reached are listed: raw files, written tables, shared and older copies of the project.
    """


def _sure(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--dry-run", is_flag=True, help="Only show what would go.")(command)
    return click.option("--yes", is_flag=True, help="Do not ask.")(command)


@forget.command()
@click.argument("name", metavar="PERSON")
@on_project
@_sure
def person(name: str, project: str | None, yes: bool, dry_run: bool) -> None:
    """Erase a person: turns with their labels, codings in them, the record and its attributes."""
    with opened(project) as study:
        _forget(study, f'the person "{name}"', yes, dry_run, person=name)


@forget.command()
@click.argument("name", metavar="DOCUMENT")
@on_project
@_sure
def document(name: str, project: str | None, yes: bool, dry_run: bool) -> None:
    """Erase all that a document ever said; its name, case and who read it stay."""
    with opened(project) as study:
        id_ = study.known().document(name).id
        _forget(study, f'the document "{name}"', yes, dry_run, document=id_)


@forget.command()
@click.argument("name", metavar="DOCUMENT")
@click.argument("start", type=int)
@click.argument("end", type=int)
@on_project
@_sure
def passage(name: str, start: int, end: int, project: str | None, yes: bool, dry_run: bool) -> None:
    """Erase the signs START to END of a document, and the same words wherever else they stand in it."""
    with opened(project) as study:
        id_ = study.known().document(name).id
        text = study.text(id_)
        if not 0 <= start < end <= len(text):
            raise CallError(f"{name} has {len(text)} signs: {start} to {end} is no stretch of it.")
        if not yes:
            click.echo(f"“{text[start:end]}”")
        _forget(study, f'signs {start} to {end} of "{name}"', yes, dry_run, document=id_, start=start, end=end)


def _forget(study: Project, what: str, yes: bool, dry_run: bool, **named: Any) -> None:
    tried = study.forget(**named, dry_run=True)
    click.echo(
        f"To forget {what}: {tried.signs} signs in {tried.texts} texts (every revision), {tried.quotes} quotes, "
    )
    memos = f" and {tried.memos} memos on it" if tried.memos else ""
    click.echo(
        f"{tried.codings} codings that lie wholly in it{memos}. It cannot be undone, and no merge brings it back."
    )
    if dry_run:
        return
    if not yes and click.prompt(f'Type "{YES}" to go on', default="", show_default=False) != YES:
        click.echo("Nothing was forgotten.")
        raise click.Abort
    held = _names_that_hold(study, named.get("person"))
    done = study.forget(**named)
    memos = f", {done.memos} memos" if done.memos else ""
    click.echo(
        f"Forgotten: {done.signs} signs in {done.texts} texts, {done.quotes} quotes, {done.codings} codings{memos}."
    )
    if held:
        click.echo(f"Names of documents that still name the person (give their files other names): {', '.join(held)}")
    _left(study, done.files)


def _names_that_hold(study: Project, person: str | None) -> list[str]:
    """Documents whose name or file names a person."""
    if person is None:
        return []
    there = re.compile(rf"(?<![^\W_]){re.escape(person)}(?![^\W_])", re.IGNORECASE)
    return [d.name for d in study.known().documents if there.search(d.name) or there.search(d.file)]


def _left(study: Project, files: tuple[str, ...]) -> None:
    """Name what still may hold it, and how much further a copy can have gone."""
    from qualcode.study.traces import traces

    found = traces(study.path, files) if isinstance(study.path, Path) else []
    if found:
        click.echo("These files were not changed and may still hold it; change, remove or write them again yourself:")
    for trace in found:
        click.echo(f"  {trace}")
    click.echo("What was copied, mailed, printed or backed up elsewhere is not known here.")
