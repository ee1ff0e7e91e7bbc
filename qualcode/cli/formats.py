"""`formats`: what can be read and written here, with what others installed."""

from __future__ import annotations

import click


@click.command()
def formats() -> None:
    """What can be read and written here: documents, sheets, whole projects, tables."""
    from qualcode import exchanges, readers, tables

    for known in readers.formats():
        click.echo(f"{known.suffix:10} {known.kind + ', read':18} {known.what}")
    for suffix in sorted(exchanges.formats()):
        click.echo(f"{suffix:10} project, read")
    for suffix in sorted(tables.formats()):
        click.echo(f"{suffix:10} table, written")
