"""`revise`: a corrected text of a document, with what becomes of each coding side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.beside import beside
from qualcode.cli.opening import opened
from qualcode.cli.options import FORMATS, on_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.project import Project
    from qualcode.store.revising import Revised

_STATES = ("exact", "moved", "review")


@click.command()
@click.argument("document", required=False)
@click.argument("file", type=click.Path(), required=False)
@on_project
@click.option("--dry-run", is_flag=True, help="Only show what becomes of each coding.")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(_STATES), help="List only these; moved and review if unsaid."
)
@click.option(
    "-o", "--output", metavar="FILE", help="Write what becomes of each coding to a file (.csv, .html, .xlsx ...)."
)
@click.option("--raw", metavar="WHY", help="Take the text although names of the key stand in it; history keeps why.")
@click.option("--queue", is_flag=True, help="List the codings that wait for review, of DOCUMENT or of all.")
@click.option("--ask", is_flag=True, help="Go through the queue, one coding at a time.")
@click.option("--carry", is_flag=True, help="Carry those of the queue whose place is certain (they came by a merge).")
@click.option("--keep", multiple=True, metavar="CODING", help="Keep this one where it seems to stand now.")
@click.option(
    "--place", multiple=True, nargs=2, metavar="CODING START-END", help="Put this one at a stretch of the text."
)
@click.option("--drop", multiple=True, metavar="CODING", help="Let this one go.")
@click.option("--why", default="", metavar="TEXT", help="Why, as history keeps it; needed where no --coder is named.")
@click.option("--coder", "acting", metavar="CODER", help="Settle as this coder, who settles only her own.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print the queue, for pipes.")
def revise(
    document: str | None, file: str | None, project: str | None, dry_run: bool, states: tuple[str, ...],
    output: str | None, raw: str | None, queue: bool, ask: bool, carry: bool, keep: tuple[str, ...],
    place: tuple[tuple[str, str], ...], drop: tuple[str, ...], why: str, acting: str | None, form: str,
) -> None:  # fmt: skip
    """Give DOCUMENT the corrected text of FILE; no coding is lost.

    Each coding is *exact* (the same words at the same place), *moved* (the same words elsewhere, or with a small change) or
    to *review*: its words were changed, or stand in several places. Memos on passages go along in the same way; one to review
    belongs to the document as a whole from then on. `qualcode undo` takes all back.

    A coding to review counts nowhere until its coder, or the lead with a reason, settles it: --queue lists these, with what
    each is called by; --ask, --keep, --place and --drop settle them.
    """
    if queue or ask or carry or keep or place or drop:
        if file is not None:
            raise click.UsageError("A FILE is for a correction; --queue and what settles it go without one.")
        with opened(project, acting) as study:
            _settle(study, document, ask, carry, keep, place, drop, why)
            if queue:
                _queue(study, document, form, output)
        return
    if document is None or file is None:
        raise click.UsageError("A correction needs DOCUMENT and FILE; --queue lists what waits for review.")
    with opened(project) as study:
        stands = study.known().document(document).revision
        tried = study.revise(document, file, dry_run=True, raw=raw)
        _tell(study, tried, states or _STATES[1:], output)
        if tried.revision == stands and not tried.comments:
            click.echo("The text is the same; nothing was done.")
            return
        done = tried if dry_run else study.revise(document, file, raw=raw)
    click.echo(str(done))
    if not dry_run and done.count("review"):
        click.echo(
            "What is to be reviewed counts nowhere until somebody says where it stands now: qualcode revise --queue"
        )


def _settle(
    study: Project, document: str | None, ask: bool, carry: bool, keep: tuple[str, ...],
    place: tuple[tuple[str, str], ...], drop: tuple[str, ...], why: str,
) -> None:  # fmt: skip
    from qualcode.cli import review

    if carry:
        click.echo(f"{study.carry(document)} carried to the present text.", err=True)
    review.settle(study, keep, place, drop, why)
    if ask:
        review.ask(study, document, why)


def _queue(study: Project, document: str | None, form: str, output: str | None) -> None:
    from qualcode.cli import review
    from qualcode.cli.showing import show
    from qualcode.study.reviewing import queue

    if form == "text" and not output:
        review.listed(study, document)
    else:
        show(queue(study, document), form=form, output=output)


def _tell(study: Project, tried: Revised, states: tuple[str, ...], output: str | None) -> None:
    """What becomes of each coding: into a file, or side by side."""
    if output:
        from qualcode.cli.showing import show
        from qualcode.study.reviewing import dry_run

        show(dry_run(study, tried), output=output)
        return
    for line in _beside(tried, states):
        click.echo(line)


def _beside(revised: Revised, states: tuple[str, ...]) -> Iterator[str]:
    """One coding or memo a block: what it is and what becomes of it, its words, and what stands there in the new text."""
    from qualcode.cli.review import WHY

    for coding in (*revised.codings, *revised.memos):
        if coding.state in states:
            to = f" -> {coding.to[0]}-{coding.to[1]}" if coding.to else ""
            why = f": {WHY[coding.why]}" if coding.why else ""
            yield f"{coding.state:6}  {coding.code} ({coding.coder}) {coding.start}-{coding.end}{to}{why}"
            yield from beside(coding.quote, coding.now)
