"""`revise`: a corrected text of a document, with what becomes of each coding side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import on_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.store.revising import Carried, Revised

_STATES = ("exact", "moved", "review")
_LONGEST = 60


@click.command()
@click.argument("document")
@click.argument("file", type=click.Path())
@on_project
@click.option("--dry-run", is_flag=True, help="Only show what becomes of each coding.")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(_STATES), help="List only these; moved and review if unsaid."
)
@click.option("--raw", metavar="WHY", help="Take the text although names of the key stand in it; history keeps why.")
def revise(
    document: str, file: str, project: str | None, dry_run: bool, states: tuple[str, ...], raw: str | None
) -> None:
    """Give DOCUMENT the corrected text of FILE; no coding is lost.

    Each coding is *exact* (the same words at the same place), *moved* (the same words elsewhere) or to *review*: its words
    were changed. Then it stays with the earlier text, and `qualcode check` lists it. Memos on passages go along in the same
    way; one to review belongs to the document as a whole from then on. `qualcode undo` takes all back.
    """
    with opened(project) as study:
        stands = study.known().document(document).revision
        tried = study.revise(document, file, dry_run=True, raw=raw)
        for line in _beside(tried, states or _STATES[1:]):
            click.echo(line)
        if tried.revision == stands and not tried.comments:
            click.echo("The text is the same; nothing was done.")
            return
        done = tried if dry_run else study.revise(document, file, raw=raw)
    click.echo(str(done))
    if not dry_run and done.count("review"):
        click.echo("What is to be reviewed stays with the earlier text; `qualcode check` lists it.")


def _beside(revised: Revised, states: tuple[str, ...]) -> Iterator[str]:
    """One coding or memo a block: what it is and what becomes of it, its words, and what stands there in the new text."""
    for coding in (*revised.codings, *revised.memos):
        if coding.state in states:
            to = f" -> {coding.to[0]}-{coding.to[1]}" if coding.to else ""
            yield f"{coding.state:6}  {coding.code} ({coding.coder}) {coding.start}-{coding.end}{to}"
            yield f"  old: {_short(coding.quote)}"
            yield f"  new: {_new(coding)}"


def _new(coding: Carried) -> str:
    return _short(coding.now) if coding.now else "(gone)"


def _short(text: str) -> str:
    """A passage on one line, cut in the middle where it is long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        half = (_LONGEST - 5) // 2
        line = f"{line[:half]} ... {line[-half:]}"
    return f"\u201c{line}\u201d"
