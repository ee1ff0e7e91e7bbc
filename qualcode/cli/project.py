"""`init`, `status`, `check`, `history` and `undo`: one project and how it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import FORMATS, as_coder, in_language, on_project
from qualcode.cli.showing import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.project import Project
    from qualcode.table import Table


@click.command()
@click.argument("project", metavar="NAME.qualcode")
@click.option(
    "--codebook", multiple=True, type=click.Path(), help="A codebook file; repeat for its versions, oldest first."
)
@click.option("--wave", "waves", multiple=True, help="A wave of data collection; repeat, in order of time.")
def init(project: str, codebook: tuple[str, ...], waves: tuple[str, ...]) -> None:
    """Begin an empty project."""
    from qualcode.project import Project

    path = Path(project if "://" in project or Path(project).suffix else f"{project}.qualcode")
    with Project.create(project if "://" in project else path) as made:
        for file in codebook:
            made.add_codebook(file)
        if waves:
            made.add_waves(waves)
    click.echo(f"Made: {path}. Next: qualcode add documents FILES")


@click.command()
@on_project
@as_coder
@click.option("--round", "round_", metavar="ROUND", help="Only this round of coding.")
@click.option(
    "-o", "--output", metavar="FILE", help="Write the tables to files beside each other; the suffix says as what."
)
@in_language
def status(project: str | None, acting: str | None, round_: str | None, output: str | None, lang: str) -> None:
    """How each document and coder stands: given, begun, finished, to be read again, to be reviewed.

    Then finished documents per case and wave, which definitions changed since they were read, codes that were never used, and
    open suggestions. With --coder only what is that coder's own. With -o the first table is FILE, the others stand beside it.
    """
    with opened(project, acting) as study:
        for name, table in _tables_of(study, round_, lang):
            show(table, output=_beside(output, name), lang=lang)
        if acting is None:
            from qualcode.study.progress import never_used

            _list("Never used", never_used(study))
        waiting = len(study.suggestions())
    if waiting:
        click.echo(f"Open suggestions: {waiting} (qualcode suggest list)")


def _tables_of(study: Project, round_: str | None, lang: str) -> Iterator[tuple[str, Table]]:
    """The tables of a status, each with what it is called in the name of a file."""
    from qualcode.study.progress import by_case
    from qualcode.study.reviewing import unread, waiting
    from qualcode.study.status import Standing, grid, rereading, totals

    standing = Standing(study, round_)
    yield "", grid(standing, lang)
    yield "coders", totals(standing)
    if study.coder is None:
        yield "cases", by_case(study)
    for name, table in (("reread", rereading(standing)), ("review", waiting(study)), ("added", unread(study))):
        if table is not None:
            yield name, table


def _beside(output: str | None, name: str) -> str | None:
    """The file of a table: the one that was named, else one beside it."""
    if not output or not name:
        return output
    path = Path(output)
    return str(path.with_name(f"{path.stem}-{name}{path.suffix}"))


def _list(what: str, codes: list[str]) -> None:
    if codes:
        click.echo(f"{what} ({len(codes)}): {', '.join(codes)}")


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@on_project
@click.option("--people", is_flag=True, help="Look for names of the key in the project and in every written file.")
@click.option("--key", metavar="KEY", help="The key, with --people; else the key of the project.")
@click.option("--show-names", is_flag=True, help="Print the names that were found.")
@click.pass_context
def check(
    ctx: click.Context, files: tuple[str, ...], project: str | None, people: bool, key: str | None, show_names: bool
) -> None:
    """What is wrong with the data of the project, one line each; exit 1 when there is something.

    With --people: where names of the key stand in the project (history and old pages too), in the tables that were
    written from it and copies beside it, and in each FILE.
    """
    if people:
        from qualcode.cli.people import check_people

        ctx.exit(check_people(files, project, key, show_names=show_names))
    if files or key or show_names:
        raise click.UsageError("FILE, --key and --show-names go with --people.")
    with opened(project) as study:
        problems = study.check()
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}.", err=True)
    ctx.exit(1 if problems else 0)


@click.command()
@on_project
@click.option("--limit", type=click.IntRange(1), help="Only the last ones.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print, for pipes.")
@in_language
def history(project: str | None, limit: int | None, form: str, lang: str) -> None:
    """What was changed, when and by whom; the id of a change can be given to `undo`."""
    from qualcode.study.progress import changes

    with opened(project) as study:
        show(changes(study, limit), form=form, lang=lang)


@click.command()
@on_project
@click.argument("change", required=False)
def undo(project: str | None, change: str | None) -> None:
    """Take back a change: the last one of yours, or the one with this id."""
    with opened(project) as study:
        done = study.undo(change)
    click.echo(f"Done: {done.message}")
