"""`add` and `import`: sheets, files and codings into a project."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import at_the_door, in_language, on_project
from qualcode.cli.showing import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qualcode.report import ImportReport

SHEETS = {
    "cases": "Schools, boards, teams: case, name, kind, parent, consent, attributes.",
    "persons": "Who was heard, by pseudonym: person, case, functions, consent.",
    "speakers": "Who a label stands for: document, label, person, role, case.",
    "instruments": "What a guide asks, in YAML: instrument, topic, codes.",
    "asked": "What one conversation did otherwise: document, topic, asked.",
    "coverage": "Who read what: coder, document, round, version, codes, state.",
    "codings": "Who gave which code to which words: coder, document, start, end, quote, code.",
    "decisions": "What was decided in a meeting: document, quote, code, decision, reason, rule.",
}


@click.group()
def add() -> None:
    """Add sheets (.csv or .xlsx) and documents; what is known already is left as it is."""


def _sheet(what: str, line: str) -> click.Command:
    """The command that adds one kind of sheet."""

    @click.command(what, help=f"{line} FILE is a .csv or .xlsx with these columns.", short_help=line)
    @click.argument("files", nargs=-1, required=True, metavar="FILE...")
    @on_project
    @at_the_door
    def command(files: tuple[str, ...], project: str | None, key: str | None, raw: str | None) -> None:
        with opened(project) as study:
            for file in files:
                click.echo(getattr(study, f"add_{what}")(file, key=key, raw=raw))

    return command


for _what, _line in SHEETS.items():
    add.add_command(_sheet(_what, _line))


@add.command(short_help="Transcripts and case documents: files, patterns, folders or a sheet.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@on_project
@click.option("--case", help="The case that all of them belong to.")
@click.option("--wave", help="The wave that all of them belong to.")
@click.option(
    "--kind", type=click.Choice(["interview", "group", "document", "minutes", "answer"]), help="What they are."
)
@click.option("--instrument", help="The guide that was used.")
@click.option("--language", help="The language that is spoken in them.")
@click.option("--heads", is_flag=True, help="Take headers and footers along, as lines at the end of the text.")
@at_the_door
@click.option(
    "--look", is_flag=True, help="Store nothing: who speaks how often, labels typed wrongly, what is left out."
)
@click.option(
    "-o", "--output", metavar="FILE", help="Write the report to a file; its suffix says as what (.html, .csv ...)."
)
@click.option("--speakers", metavar="FILE", help="Write a sheet of speakers (.csv) to fill in: a row a label and file.")
@in_language
@click.pass_context
def documents(
    ctx: click.Context, /, files: tuple[str, ...], project: str | None, look: bool, output: str | None, speakers: str | None,
    lang: str, **said: Any,
) -> None:  # fmt: skip
    """Add transcripts and case documents; a bad file is named and the others are taken. To look needs no project."""
    from qualcode.report import ImportReport

    reports: list[ImportReport] = []
    with (
        _looking(project, bool(said["heads"])) if look else _adding(project, said) as one,
        progress("documents") as bar,
    ):
        for given in _together(files):
            reports.append(one(given, progress=bar))
            if not look:
                click.echo(reports[-1])
    report = ImportReport(tuple(file for part in reports for file in part.files))
    if look:
        click.echo(report)
    for path, write in ((output, partial(report.write, lang=lang)), (speakers, report.write_speakers)):
        if path:
            click.echo(f"Written: {write(path)}", err=True)
    ctx.exit(1 if report.failed else 0)


@contextmanager
def _adding(project: str | None, said: Mapping[str, Any]) -> Iterator[Callable[..., ImportReport]]:
    with opened(project) as study:
        yield partial(study.add_documents, **said)


@contextmanager
def _looking(project: str | None, heads: bool) -> Iterator[Callable[..., ImportReport]]:
    """Looking needs no project; one that is named, or is the only one here, knows what a sheet of documents may say."""
    if project is None and len([path for path in Path.cwd().glob("*.qualcode") if path.is_file()]) != 1:
        from qualcode.looking import look

        yield partial(look, heads=heads)
        return
    with opened(project) as study:
        yield partial(study.look, heads=heads)


def _together(files: tuple[str, ...]) -> list[Any]:
    """What is added in one go: each table by itself, for it may be a sheet of documents, and all else as one import."""
    from qualcode.readers.sheets import SUFFIXES

    tables = [file for file in files if Path(file).suffix.lower() in SUFFIXES]
    others = [file for file in files if file not in tables]
    return [*tables, *([others] if len(others) > 1 else others)]


@add.command(short_help="Answers to a questionnaire: .csv, .xlsx or .sav, a row a respondent.")
@click.argument("file", type=click.Path())
@on_project
@click.option("--respondent", metavar="COLUMN", help="The column of the respondents' ids; else the first.")
@click.option(
    "--documents", multiple=True, metavar="COLUMN", help="Open answers to be coded, a document each; may be repeated."
)
@at_the_door
def survey(file: str, project: str | None, respondent: str | None, documents: tuple[str, ...], **guard: Any) -> None:
    """Add answers to a questionnaire, a row a respondent; a column named `case` or `school` says where open answers belong."""
    with opened(project) as study:
        click.echo(study.add_survey(file, respondent=respondent, documents=documents, **guard))


@add.command(short_help="Waves of data collection, in the order of time.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@on_project
@at_the_door
def waves(names: tuple[str, ...], project: str | None, **guard: Any) -> None:
    """Declare waves of data collection, in the order of time."""
    with opened(project) as study:
        click.echo(study.add_waves(names, **guard))


@click.command("import")
@click.argument("file", type=click.Path())
@on_project
def import_(file: str, project: str | None) -> None:
    """Take over codings (.csv, .xlsx) or a whole project of another program; says what was kept, changed, left out."""
    from qualcode.exchanges import exchange, formats
    from qualcode.readers.sheets import SUFFIXES

    suffix = Path(file).suffix.lower()
    with opened(project) as study:
        if suffix in SUFFIXES and suffix not in formats():
            click.echo(study.add_codings(file))
        else:
            click.echo(exchange(file).read(Path(file), study))
