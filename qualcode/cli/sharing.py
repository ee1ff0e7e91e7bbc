"""`merge` and `sync`: several laptops, one project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import as_coder, in_language, on_project
from qualcode.cli.showing import progress, show

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.store.merging import MergeReport
    from qualcode.store.publishing import Published

#: Values of these tell what a coder does.
_TELLING = ("coverage", "memo", "mark", "decision", "withdrawal")


@click.command()
@click.argument("other", metavar="OTHER")
@on_project
@click.option("--dry-run", is_flag=True, help="Only say what would come.")
@as_coder
@in_language
def merge(other: str, project: str | None, dry_run: bool, acting: str | None, lang: str) -> None:
    """Take over the changes of another copy of this project: a .qualcode file, a published copy, or a database.

    Any order and number of merges end in the same project. Where two laptops set the same value, the later one stands, and
    both are listed. Codings of a reading that is open come along, and stay hidden from the other coders until its round is
    closed; with --coder only the number of changes is said.
    """
    with opened(project, acting) as study:
        with progress("merging") as step:
            report = study.merge(other, dry_run, progress=step)
        _tell(study, report, acting, lang)


def _tell(study: Project, report: MergeReport, acting: str | None, lang: str) -> None:
    """What came, by person, and where the copies differed; to an acting coder only how many changes."""
    verb = "would come" if report.dry_run else "came"
    click.echo(f"{_count(report.changes, 'change')} {verb}.")
    if report.filled and acting is None:
        click.echo(f"{_count(report.filled, 'change')} that had been sealed came whole.")
    if acting is not None:
        return
    if report.brought:
        from qualcode.study.sharing import brought

        show(brought(study, report), lang=lang)
    if report.conflicts:
        from qualcode.study.sharing import conflicts

        show(conflicts(study, report), lang=lang)
    if report.waiting:
        click.echo(f"{_count(report.waiting, 'coding')} to review on an earlier text: qualcode revise --queue")


@click.command()
@click.argument("folder", metavar="FOLDER")
@on_project
def sync(folder: str, project: str | None) -> None:
    """Share with colleagues through a FOLDER that all of you can reach: take over their copies, publish yours.

    Yours is one file, NAME.<laptop>.qualcode-copy. Readings stay out of it until everyone who was given the document has
    finished it. A copy that is damaged or still on its way is named (exit 1) and taken over the next time.
    """
    with opened(project) as study, progress("sharing") as step:
        report = study.sync(folder, progress=step)
    for copy in report.copies:
        brought = f"{_count(copy.report.changes, 'change')} came" if copy.report is not None else "LEFT"
        click.echo(f"{copy.name}: {brought}{'. ' + copy.problem if copy.problem else ''}")
        for conflict in copy.report.conflicts if copy.report is not None else ():
            if conflict.kind not in _TELLING:
                click.echo(f"  {conflict}")
    click.echo(_published(report.published))
    if report.problems:
        raise click.exceptions.Exit(1)


def _published(done: Published) -> str:
    line = f"{'Published' if done.new else 'Unchanged'}: {done.path}"
    if done.open:
        stay = "1 open reading stays" if done.open == 1 else f"{done.open} open readings stay"
        line += f" ({stay} here until everyone has finished)"
    return line


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
