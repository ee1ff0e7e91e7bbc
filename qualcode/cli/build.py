"""`build`, `demo` and `tables`: a whole study in one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import in_language, on_project
from qualcode.cli.running import INTERRUPTED
from qualcode.cli.showing import progress, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qualcode.study.build import BuildReport
    from qualcode.study.tables import Made


@click.command()
@click.argument("study", type=click.Path(), default="study.yaml")
@click.option("--project", type=click.Path(), help="Make the project here rather than where the study file says.")
@click.option("--again", is_flag=True, help="Write every table again, also where nothing changed.")
@click.option("--raw", metavar="WHY", help="Take what holds names of the key; history keeps why.")
@click.pass_context
def build(ctx: click.Context, study: str, project: str | None, again: bool, raw: str | None) -> None:
    """Make a project and its tables from a study file. The second time nothing is done that was done before."""
    report = _built(ctx, study, project, again, raw)
    click.echo(report)
    ctx.exit(1 if report.problems else 0)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False), default="po-werkplaats")
@in_language
@click.pass_context
def demo(ctx: click.Context, folder: str, lang: str) -> None:
    """Copy the example study to a folder, build it, and show the agreement and the matrix per school."""
    from qualcode.study.demo import copy_example, shown_tables

    study = copy_example(folder)
    report = _built(ctx, study, None, False)
    for table in shown_tables(report.project):
        show(table, lang=lang)
        click.echo()
    for line in _lines(report.tables):
        click.echo(line)
    click.echo(f"Project: {report.project}")


@click.command()
@click.argument("recipes", type=click.Path(), default="tables.yaml")
@click.option("--folder", type=click.Path(file_okay=False), default="tables", show_default=True, help="Where to.")
@click.option("--again", is_flag=True, help="Write every table again, also where nothing changed.")
@on_project
@in_language
@click.pass_context
def tables(ctx: click.Context, /, recipes: str, folder: str, again: bool, project: str | None, lang: str) -> None:
    """Write the tables that a recipe file names."""
    from qualcode.study.recipes import read_recipes
    from qualcode.study.tables import render

    named = read_recipes(recipes, lang=lang)
    with opened(project) as study, progress("tables") as bar:
        made = render(study, named, folder, again=again, progress=bar)
    for line in _lines(made):
        click.echo(line)
    ctx.exit(1 if any(file.status == "failed" for file in made) else 0)


def _built(
    ctx: click.Context, study: str | Path, project: str | None, again: bool, raw: str | None = None
) -> BuildReport:
    """Build with a bar; interrupted, it says that it can be run again."""
    from qualcode.study.build import build as build_study

    try:
        with progress("study") as bar:
            return build_study(study, progress=bar, project=project, again=again, raw=raw)
    except KeyboardInterrupt:
        click.secho("Interrupted; every finished step stands. Run the same command to go on.", fg="red", err=True)
        ctx.exit(INTERRUPTED)


def _lines(made: Sequence[Made]) -> Iterator[str]:
    said = {"written": "Written", "known": "Unchanged", "kept": "Changed by hand, so the new one stands beside it"}
    for file in made:
        yield f"Not made: {file.path}: {file.problem}" if file.problem else f"{said[file.status]}: {file.path}"
