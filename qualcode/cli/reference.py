"""The page of all commands, written from the commands themselves: ``python -m qualcode.cli.reference``."""

from __future__ import annotations

import click

from qualcode.cli import CHAPTERS, app

HEAD = """# Commands

This page is written from the program (`python -m qualcode.cli.reference`); a test fails when it is stale.

Every command: exit 0 done, 1 a fault of the data or the study, 2 a fault of the call, 130 interrupted. `-p` defaults to the
only `.qualcode` file in the folder or to `$QUALCODE_PROJECT`, `--lang` to `$QUALCODE_LANG`. `-o FILE` picks the writer by
the suffix of the file; without it a table is printed. A file is for the team unless `--audience` says otherwise.
`QUALCODE_DEBUG=1` before a command shows a fault of the program whole.
"""


def as_markdown() -> str:
    """All commands by chapter, with their options."""
    context = click.Context(app, info_name="qualcode", help_option_names=["-h", "--help"])
    parts = [HEAD]
    for chapter, commands in CHAPTERS.items():
        parts.append(f"\n## {chapter}\n")
        for name in commands:
            command = app.get_command(context, name)
            if command is not None:
                parts.extend(_sections(command, name, context))
    return "\n".join(parts).rstrip() + "\n"


def _sections(command: click.Command, name: str, above: click.Context) -> list[str]:
    """A command, and the commands below it where it is a group."""
    context = click.Context(command, info_name=name, parent=above)
    usage = " ".join(command.collect_usage_pieces(context))
    text = [f"### {context.command_path}\n", f"`{context.command_path} {usage}`\n", f"{(command.help or '').strip()}\n"]
    rows = [row for param in command.params if (row := param.get_help_record(context))]
    text.extend(f"- `{option}` {line}" for option, line in rows)
    if rows:
        text.append("")
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            below = command.get_command(context, sub)
            if below is not None:
                text.extend(_sections(below, sub, context))
    return text


if __name__ == "__main__":
    click.echo(as_markdown(), nl=False)
