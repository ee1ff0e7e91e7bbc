"""`agreement --report`: the reliability report in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qualcode.cli.opening import opened
from qualcode.cli.showing import progress


def write_report(
    project: str | None, acting: str | None, file: str, *, lang: str, audience: str, **chosen: Any
) -> None:
    """Write the report of the coders, round and unit that are named, for its audience."""
    from qualcode.study.reliability import report_of
    from qualcode.tables.reports import writer_of

    writer_of(Path(file))  # a file that nothing writes is told before the work
    with opened(project, acting) as study, progress("reliability") as bar:
        made = report_of(study, progress=bar, **chosen)
    written = made.write(file, lang=lang, audience=audience)
    click.echo(f"Written: {written}", err=True)
