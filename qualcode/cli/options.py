"""The options that many commands share, each said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Wrapper = Callable[[Callable[..., Any]], Callable[..., Any]]

AUDIENCES = ("team", "school", "public")
FORMATS = ("text", "csv", "json", "md")


def on_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """``-p``: which project."""
    return click.option(
        "-p",
        "--project",
        "project",
        envvar="QUALCODE_PROJECT",
        show_envvar=True,
        metavar="FILE",
        help="The project; without it the only .qualcode file in this folder.",
    )(command)


def in_language(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--lang``: the language of tables."""
    return click.option(
        "--lang",
        type=click.Choice(["nl", "en"]),
        default="nl",
        envvar="QUALCODE_LANG",
        show_envvar=True,
        show_default=True,
        help="The language of the table.",
    )(command)


def as_coder(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--coder``: whose eyes."""
    return click.option(
        "--coder", "acting", metavar="CODER", help="Look as this coder: what must stay blind is not shown."
    )(command)


def at_the_door(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--key``, ``--raw``: names of which key are refused, and why they may come in."""
    raw = click.option("--raw", metavar="WHY", help="Take what holds names of the key; history keeps why.")
    key = click.option("--key", metavar="KEY", help="Refuse names of this key; else of the key of the project.")
    return key(raw(command))


def shown(command: Callable[..., Any]) -> Callable[..., Any]:
    """``-o``, ``--format``, ``--audience``, ``--caption``, ``--lang``: what becomes of a table."""
    options: list[Wrapper] = [
        click.option(
            "-o", "--output", metavar="FILE", help="Write to a file; its suffix says as what (.docx, .xlsx ...)."
        ),
        click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print, for pipes."),
        click.option(
            "--audience", type=click.Choice(AUDIENCES), default="team", show_default=True, help="Who it is for."
        ),
        click.option("--caption", metavar="TEXT", help="The title of the table."),
        in_language,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def plotted(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--plot``: the table as a figure."""
    return click.option(
        "--plot", "plotted", metavar="FILE", help="Draw it too: .png, .svg or .pdf (needs the extra “plots”)."
    )(command)


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--where``, ``--documents``, ``--talk``, ``--kind``, ``--layer``: which codings and which documents count."""
    options: list[Wrapper] = [
        click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Kinds of document; interview and group when left out."),
        click.option("--documents", metavar="QUERY", help="Which documents, as a query: \"wave == 'eind'\"."),
        click.option("--talk", metavar="QUERY", help="Whose talk, as a query on turns: \"role == 'leraar'\"."),
        click.option("--where", metavar="QUERY", help="Which codings are evidence, as a query on codings."),
        click.option("--layer", type=click.Choice(["final", "reading", "consensus"]), default="final", show_default=True,
                     help="Which layer is counted."),
        click.option("--reader", metavar="CODER", help="Whose reading, with --layer reading."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command
