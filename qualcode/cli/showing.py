"""What becomes of a table on the command line: printed, or written to the file that was asked for."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qualcode.table import Table


def show(
    table: Table,
    *,
    output: str | None = None,
    form: str = "text",
    audience: str = "team",
    caption: str | None = None,
    lang: str = "nl",
) -> None:
    """Write the table where `output` says, else print it as `form` says."""
    if output:
        written = table.write(output, caption=caption, lang=lang, audience=audience)
        click.echo(f"Written: {written}", err=True)
        return
    click.echo(as_printed(table, form, audience=audience, caption=caption, lang=lang).rstrip("\n"))


def plot(table: Table, path: str | None, how: Mapping[str, Any]) -> None:
    """Draw the table where `path` says, in the language and for whom the table is shown."""
    if path:
        drawn = table.plot(path, caption=how["caption"], lang=how["lang"], audience=how["audience"])
        click.echo(f"Written: {drawn}", err=True)


def as_printed(table: Table, form: str, *, audience: str, caption: str | None, lang: str) -> str:
    """The table as text: for a terminal, or as the file of that type would hold it."""
    if form == "text" and audience == "team" and caption is None:
        return table.to_text(lang=lang, width=width())
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        suffix = "txt" if form == "text" else form
        path = table.write(Path(folder) / f"table.{suffix}", caption=caption, lang=lang, audience=audience)
        return path.read_text(encoding="utf-8-sig")


def width() -> int | None:
    """The width of the terminal; None when the output goes elsewhere."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


@contextmanager
def progress(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """Called with what is done, how far, of how many: a bar on stderr where that is a terminal, and a place to stop anywhere."""
    from qualcode.cli.interrupting import Interruption

    with Interruption() as interruption:
        if not sys.stderr.isatty():
            yield lambda step, done, total: interruption.ask()
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=None)

            def update(step: str, done: int, total: int) -> None:
                interruption.ask()
                bar.update(task, description=step, completed=done, total=total)

            yield update
