"""`search`: where something was said, with the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import FORMATS, as_coder, in_language, on_project
from qualcode.cli.showing import show

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.project import Project
    from qualcode.table import Table

LAYERS = ("reading", "consensus", "suggestion", "final")


@click.command()
@click.argument("query")
@on_project
@click.option("--role", metavar="ROLE", help="Only what this role said: leraar, interviewer.")
@click.option("--speaker", metavar="LABEL", help="Only what the speaker with this label said.")
@click.option("--case", metavar="CASE", help="Only in this case and the cases within it.")
@click.option("--wave", metavar="WAVE", help="Only in this wave.")
@click.option("--document", metavar="DOCUMENT", help="Only in this document.")
@click.option("--code", metavar="CODE", help="Only where this code, or one below it, was applied.")
@click.option(
    "--layer", type=click.Choice(LAYERS), default="reading", show_default=True, help="Of which layer, with --code."
)
@click.option("--reader", metavar="CODER", help="Only where this coder applied a code.")
@click.option("--regex", is_flag=True, help="QUERY is a regular expression, also without slashes.")
@click.option("--limit", type=click.IntRange(1), help="Only the first ones.")
@as_coder
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print, for pipes.")
@in_language
def search(
    query: str, project: str | None, acting: str | None, reader: str | None, form: str, lang: str, **only: Any
) -> None:
    """Where something was said, with the words around it.

    QUERY is words, a "phrase", the beginning of a word (plan*) or a /regular expression/. Words that are given together
    must stand in the same turn. Case and accents make no difference to words. A shell takes double quotes for its own:
    put single ones around them.
    """
    with opened(project, acting) as study:
        hits = study.search(query, coder=reader, **only)
        if form == "text":
            _tell(hits, query, lang)
        else:
            show(_table(study, hits, {"query": query, "coder": reader, **only}), form=form, lang=lang)
    documents = hits["document"].nunique()
    if len(hits):
        click.echo(f"{_count(len(hits), 'hit')} in {_count(documents, 'document')}.", err=True)
    elif form != "text":
        click.echo(f"Nothing found for {query}.", err=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _tell(hits: pd.DataFrame, query: str, lang: str) -> None:
    """The hits of each document under its name, each on a line of its own, the hit itself in brackets."""
    from qualcode.wording import say

    if not len(hits):
        click.echo(f"Nothing found for {query}.")
    document = None
    for row in hits.to_dict("records"):
        if row["document"] != document:
            document = row["document"]
            place = [f"{say(f'column.{name}', lang)} {row[name]}" for name in ("case", "wave") if _said(row[name])]
            click.secho(f"{row['name']}{' (' + ', '.join(place) + ')' if place else ''}", bold=True)
        who = " ".join([row["speaker"], *([f"({row['role']})"] if _said(row["role"]) else [])]).strip()
        before, hit, after = (" ".join(f"|{row[name]}|".split())[1:-1] for name in ("before", "text", "after"))
        click.echo(
            f"  {who + ': ' if who else ''}{before.lstrip()}[{click.style(hit, bold=True)}]{after.rstrip()}  ({row['start']})"
        )


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _table(project: Project, hits: pd.DataFrame, arguments: dict[str, Any]) -> Table:
    """The hits as a table, for the formats that pipes take."""
    from qualcode import __version__
    from qualcode.table import Recipe, Table

    book = project.codebook
    named = f"{book.name} {book.version}" if book is not None else ""
    return Table("frame", hits, Recipe("search", arguments, project.state, named, version=__version__))
