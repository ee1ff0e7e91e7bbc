"""`revise --queue`: the codings that wait for review after a correction, and what is done with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.beside import beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.project import Project

#: Why the place of a coding is not certain, in words.
WHY = {
    "": "its place is certain",
    "gone": "its words are gone",
    "changed": "its words were changed",
    "several": "several places look alike",
    "edge": "the change runs over its edge",
    "differs": "its quote differs from its own text",
}
_SHORT = 8


def listed(study: Project, document: str | None) -> None:
    """The queue, a block a coding under the name of its document, each with the name by which it is settled."""
    name = None
    rows = queue(study, document)
    for row in rows:
        if row["name"] != name:
            name = row["name"]
            click.secho(name, bold=True)
        for line in block(row):
            click.echo(line)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["coder"]] = counts.get(row["coder"], 0) + 1
    whose = f" ({', '.join(f'{coder} {count}' for coder, count in sorted(counts.items()))})" if counts else ""
    click.echo(f"{len(rows)} coding{'' if len(rows) == 1 else 's'} to review{whose}.", err=True)


def queue(study: Project, document: str | None) -> list[dict[str, Any]]:
    """The waiting codings as rows, of one document or of all."""
    rows = study.review()
    if document is not None:
        rows = rows[rows["document"] == study.known().document(document).id]
    return list(rows.to_dict("records"))


def block(row: Mapping[str, Any]) -> Iterator[str]:
    """One waiting coding: its name, code, coder, why it waits and where it seems to stand; its words before and after."""
    place = f", now {row['start']}-{row['end']}?" if row["text"] else ""
    round_ = "" if row["round"] == "main" else f", {row['round']}"
    yield f"{row['coding'][-_SHORT:]}  {row['code']} ({row['coder']}{round_})  {WHY[row['why']]}{place}"
    yield from beside(row["quote"], row["text"])


def meant(study: Project, named: str) -> str:
    """The waiting coding that a name means: its id, or enough of its beginning or end."""
    from qualcode.errors import CallError, Unknown

    ids = [str(id_) for id_ in study.review()["coding"]]
    found = [id_ for id_ in ids if named and (id_.startswith(named) or id_.endswith(named))]
    if len(found) > 1:
        raise CallError(f"Several codings are called {named}: {', '.join(found)}. Give more of the name.")
    if not found:
        raise Unknown("coding", named, hint="No coding that waits for review is called so: qualcode revise --queue.")
    return found[0]


def stretch(said: str) -> tuple[int, int]:
    """A stretch of text as it is typed: 120-180."""
    from qualcode.errors import CallError

    start, dash, end = said.partition("-")
    if not (dash and start.strip().isdigit() and end.strip().isdigit()):
        raise CallError(f'"{said}" is no stretch of text: say where it starts and ends, 120-180.')
    return int(start), int(end)


def settle(
    study: Project, keep: tuple[str, ...], place: tuple[tuple[str, str], ...], drop: tuple[str, ...], why: str
) -> None:
    """Settle the codings that are named; each is one change."""
    for named in keep:
        study.settle(meant(study, named), "keep", reason=why)
    for named, where in place:
        start, end = stretch(where)
        study.settle(meant(study, named), "place", start=start, end=end, reason=why)
    for named in drop:
        study.settle(meant(study, named), "drop", reason=why)
    done = len(keep) + len(place) + len(drop)
    if done:
        click.echo(f"{done} settled, {len(study.review())} to review.", err=True)


def ask(study: Project, document: str | None, why: str) -> None:
    """Go through the queue, a coder through her own, and ask of each what to do; what was answered is stored at once."""
    rows = [row for row in queue(study, document) if study.coder is None or row["coder"] == study.coder]
    for number, row in enumerate(rows, 1):
        click.echo(f"\n{number} of {len(rows)}, {row['name']}")
        for line in block(row):
            click.echo(line)
        click.echo(f"  there: … {_line(row['before'])}[…]{_line(row['after'])} …")
        if not _asked(study, row, why):
            return


def _asked(study: Project, row: Mapping[str, Any], why: str) -> bool:
    """Ask what to do with one coding until it is done; false to stop."""
    from qualcode.errors import CallError

    keep = "keep, " if row["text"] else ""
    while True:
        said = click.prompt(f"{keep}drop, skip, quit, or where it stands (120-180)", default="skip").strip().lower()
        try:
            if said and "keep".startswith(said) and keep:
                study.settle(row["coding"], "keep", reason=why)
            elif said and "drop".startswith(said):
                study.settle(row["coding"], "drop", reason=why)
            elif "quit".startswith(said):
                return False
            elif not "skip".startswith(said):
                start, end = stretch(said)
                study.settle(row["coding"], "place", start=start, end=end, reason=why)
        except CallError as fault:
            click.echo(str(fault))
            continue
        return True


def _line(text: str) -> str:
    return " ".join(f"|{text}|".split())[1:-1]
