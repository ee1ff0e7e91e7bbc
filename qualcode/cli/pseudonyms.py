"""`pseudonyms`: suggest names for a key, put pseudonyms in copies of files, and tell a project which key guards its door."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import on_project


@click.group()
def pseudonyms() -> None:
    """Find names in files, keep them in a key outside the project, and replace them before anything is stored."""


@pseudonyms.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", metavar="KEY", required=True, help="The key (.csv, or .keydb: encrypted); what it holds stays."
)
@click.option("--list", "team", metavar="FILE", help="The team's own names, one a line.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Of the pseudonyms.")
@click.option("--sure", is_flag=True, help="Leave out capitals that no pattern explains.")
def suggest(files: tuple[str, ...], output: str, team: str | None, lang: str, sure: bool) -> None:
    """Suggest names of people, schools and places, e-mail addresses and numbers, with how often and where they stand.

    Go through the key afterwards: remove no row that is no name, empty its pseudonym, so that it is not suggested again.
    """
    from qualcode.people.key import Key, load, save
    from qualcode.people.suggesting import SURELY_NOT_ALL
    from qualcode.people.suggesting import suggest as names_in
    from qualcode.readers.encodings import decode
    from qualcode.readers.limits import content
    from qualcode.study.keyplace import refuse_beside_project, warnings

    path = Path(output).expanduser()
    key = load(path) if path.exists() else Key()
    if not path.exists():
        refuse_beside_project(path)
    listed = decode(content(team), team).text.splitlines() if team else []
    found = names_in(files, key=key, team=listed, lang=lang, wide=not sure)
    save(key.with_more(found.names), path)
    click.echo(found)
    click.echo(f"Written: {output} ({len(key.names)} names stood in it). {SURELY_NOT_ALL}")
    for line in warnings(path):
        click.echo(line, err=True)


@pseudonyms.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--key", "key_file", metavar="KEY", required=True, help="The key with the pseudonyms.")
@click.option("-o", "--output", metavar="FOLDER", required=True, help="Where the copies go.")
@click.pass_context
def apply(ctx: click.Context, files: tuple[str, ...], key_file: str, output: str) -> None:
    """Write copies of texts, Word files and sheets in which every name of the key is replaced, file names too."""
    from qualcode.people.copies import apply as copied
    from qualcode.people.key import load
    from qualcode.study.keyplace import warnings

    done = copied(files, load(Path(key_file).expanduser()), output)
    click.echo(done)
    for line in warnings(Path(key_file)):
        click.echo(line, err=True)
    ctx.exit(1 if done.failed else 0)


@pseudonyms.command()
@click.argument("key_file", metavar="[KEY]", required=False)
@on_project
@click.option("--none", "forgo", is_flag=True, help="The project has no key any more.")
def register(key_file: str | None, project: str | None, forgo: bool) -> None:
    """Let KEY guard the project: files that hold its names are refused. The project keeps where it lies, never a name."""
    from qualcode.study.keyplace import warnings

    with opened(project) as study:
        if key_file or forgo:
            study.set(key=None if forgo else key_file)
        stands = study.settings.get("key")
    if not stands:
        click.echo("This project has no key: names are not looked for when documents are added.")
        return
    click.echo(f"Key of this project: {stands['path']} ({stands['names']} names when it was registered).")
    for line in warnings(Path(stands["path"])):
        click.echo(line, err=True)
