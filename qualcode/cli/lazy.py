"""A group of commands that knows their names and one line of help each, and loads a command only when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    Chapters = Mapping[str, Mapping[str, tuple[str, str]]]


class LazyGroup(click.Group):
    """Commands by chapter: ``{chapter: {name: ("module:command", "one line of help")}}``."""

    def __init__(self, *args: Any, chapters: Chapters, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chapters = chapters
        self.homes = {name: home for chapter in chapters.values() for name, (home, _) in chapter.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the chapters."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in self.homes:
            return None
        module, _, name = self.homes[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in self.homes and not args[0].startswith("-"):
            from qualcode.errors import did_you_mean  # only for a fault

            ctx.fail(f'There is no command "{args[0]}".{did_you_mean(args[0], self.homes)}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by chapter, without loading one."""
        widest = max(len(name) for name in self.homes)
        for chapter, commands in self.chapters.items():
            with formatter.section(chapter):
                formatter.write_dl([(name.ljust(widest), line) for name, (_, line) in commands.items()])
