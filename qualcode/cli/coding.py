"""`code`: the coding screen in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import project_path
from qualcode.cli.options import in_language, on_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.project import Project


@click.command()
@click.argument("document", required=False)
@on_project
@click.option("--coder", metavar="NAME", help="Who codes; asked when left out, and offered again next time.")
@click.option("--round", "round_", metavar="ROUND", default="main", show_default=True, help="The round of coding.")
@click.option(
    "--look", type=click.Choice(["dark", "light", "contrast"]), help="Colours; F9 changes them on the screen."
)
@click.option(
    "--keys", "profile", type=click.Choice(["arrows", "vim"]), help="Keys; a file of one's own goes over them."
)
@in_language
def code(
    document: str | None, project: str | None, coder: str | None, round_: str, look: str | None, profile: str | None, lang: str
) -> None:  # fmt: skip
    """Code a document on the screen: where you were, or DOCUMENT. Every code is stored before it is shown; F1 shows all keys.

    Others' codings are never shown, nor which documents somebody else codes too. Your own keys go into keys.toml in the
    folder for settings ($QUALCODE_KEYS names another file).
    """
    from qualcode.errors import CallError

    path = project_path(project)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CallError("The coding screen needs a terminal: run qualcode code in a window of its own, not in a pipe.")
    from qualcode.project import Project
    from qualcode.tui.app import CodingApp, Habits
    from qualcode.tui.habits import Remembered
    from qualcode.tui.keys import read_keys

    keys, remembered = read_keys(profile=profile), Remembered.read()
    if coder is None:
        with Project.open(path, write=False) as study:
            coder = _ask(study, remembered.coder(study.study), lang)
    with Project.open(path, coder=coder) as study:
        look = look or remembered.look
        long_turn = int(study.settings.get("long_turn", 80))
        app = CodingApp(study, document, Habits(lang, look, keys, round_, long_turn))
        remembered.keep(study.study, coder, look)
        app.run()
        remembered.keep(study.study, coder, app.look.name)
        sys.exit(app.return_code or 0)


def _ask(study: Project, before: str | None, lang: str) -> str:
    """Who codes: the one of last time, one who is known here, or a new name after a question."""
    from qualcode.wording import say

    known = study.coders()
    if known:
        click.echo(say("screen.known_coders", lang, names=known))
    while True:
        name = str(
            click.prompt(say("screen.who", lang), default=before or (known[0] if len(known) == 1 else None))
        ).strip()
        meant = _meant(name, [*known, *([before] if before else [])])
        if meant or not known or click.confirm(say("screen.new_coder", lang, name=name), default=False):
            return meant or name


def _meant(name: str, known: Sequence[str]) -> str | None:
    """The known coder of this name, whatever its capitals."""
    return next((one for one in known if one.casefold() == name.casefold()), None)
