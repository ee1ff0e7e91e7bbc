"""`suggest`: codes that the cues of the codebook propose, and what coders do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import FORMATS, as_coder, in_language, on_project
from qualcode.cli.showing import show

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.store.proposals import Suggested

_SHORT = 8


class _Proposing(click.Group):
    """A group whose first command is meant where none is named: `suggest CODE` is `suggest propose CODE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["propose", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Proposing)
def suggest() -> None:
    """Let the cues of the codebook propose codes; coders decide on each.

    `qualcode suggest` looks for the cues in what informants say and keeps what is new as suggestions. They count nowhere, and
    no coder sees any while documents are being coded by two. Without a command, `propose` is meant.
    """


@suggest.command()
@click.argument("codes", nargs=-1, metavar="[CODE...]")
@on_project
@click.option("--document", metavar="DOCUMENT", help="Only in this document.")
@click.option("--dry-run", is_flag=True, help="Only say how many there would be.")
@click.option(
    "--report", is_flag=True, help="What became of the suggestions of each cue, and how cues agree with people."
)
@as_coder
@click.option("-o", "--output", metavar="FILE", help="Write the tables of --report; its suffix says as what.")
@in_language
def propose(
    codes: tuple[str, ...], project: str | None, document: str | None, dry_run: bool, report: bool, acting: str | None,
    output: str | None, lang: str,
) -> None:  # fmt: skip
    """Look for the cues of all codes, or of these and what is below them, and keep what is new."""
    if output and not report:
        raise click.UsageError("-o goes with --report.")
    with opened(project, acting) as study:
        if report:
            _report(study, codes, output, lang)
            return
        done = study.suggest(codes, document, dry_run=dry_run)
    _tell(done)


def _tell(done: Suggested) -> None:
    would = "would be " if done.dry_run else ""
    for code, count in (done.by_code or {}).items():
        click.echo(f"  {code}  {count}")
    parts = [f"{done.new} {would}new", f"{done.known} stand already"]
    parts += [f"{done.gone} {would}taken away"] if done.gone else []
    parts += [f"{done.decided} decided before"] if done.decided else []
    click.echo(f"Suggestions: {', '.join(parts)}.")
    if done.left_out:
        of = "1 document that is" if done.left_out == 1 else f"{done.left_out} documents that are"
        click.echo(f"Left out: {of} being coded by two.")


def _report(study: Project, codes: tuple[str, ...], output: str | None, lang: str) -> None:
    from pathlib import Path

    from qualcode.cueing import report

    listed, compared = report(study, codes)
    show(listed, lang=lang, output=output)
    if compared is not None:
        path = Path(output) if output else None
        beside = str(path.with_name(f"{path.stem}-agreement{path.suffix}")) if path else None
        show(compared, lang=lang, output=beside)


@suggest.command("list")
@on_project
@click.option("--document", metavar="DOCUMENT", help="Only of this document.")
@click.option("--code", metavar="CODE", help="Only of this code.")
@click.option("--all", "every", is_flag=True, help="Also where the code stands already.")
@as_coder
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print, for pipes.")
@in_language
def list_(
    project: str | None, document: str | None, code: str | None, every: bool, acting: str | None, form: str, lang: str
) -> None:
    """The open suggestions, each with the name by which it is decided; those where the code stands already are left out."""
    with opened(project, acting) as study:
        rows = _rows(study, document, code)
        if not every:
            from qualcode.study.suggestions import not_coded

            rows = not_coded(study, rows)
        if form != "text":
            from qualcode.study.suggestions import listed

            show(listed(study, rows), form=form, lang=lang)
            return
        names = dict(zip(*(study.documents()[name].astype(str) for name in ("document", "name")), strict=True))
    told = None
    for row in rows.to_dict("records"):
        if row["document"] != told:
            told = row["document"]
            click.secho(names[str(told)], bold=True)
        click.echo(f"  {row['coding'][:_SHORT]}  {row['code']}  ({row['cue']})  {row['start']}-{row['end']}")
        click.echo(f"      {' '.join(str(row['text']).split())}")
    click.echo(f"{len(rows)} open suggestion{'' if len(rows) == 1 else 's'}.", err=True)


def _rows(study: Project, document: str | None, code: str | None) -> Any:
    rows = study.suggestions()
    if document is not None:
        rows = rows[rows["document"] == study.known().document(document).id]
    return rows if code is None else rows[rows["code"] == code]


@suggest.command()
@click.argument("names", nargs=-1, required=True, metavar="SUGGESTION...")
@on_project
@click.option(
    "--coder", "acting", metavar="CODER", required=True, help="Who accepts: it becomes a coding of this coder."
)
@click.option("--code", metavar="CODE", help="With this code instead.")
@click.option("--at", "place", nargs=2, type=int, metavar="START END", help="On this stretch of the text instead.")
def accept(
    names: tuple[str, ...], project: str | None, acting: str, code: str | None, place: tuple[int, int] | None
) -> None:
    """Make suggestions codings of one's own, perhaps with another code or at another place."""
    if place and len(names) > 1:
        raise click.UsageError("--at goes with one suggestion.")
    start, end = place or (None, None)
    with opened(project, acting) as study:
        for id_ in _meant(study, names):
            study.accept(id_, code=code, start=start, end=end)
    click.echo(f"Accepted: {len(names)}.")


@suggest.command()
@click.argument("names", nargs=-1, required=True, metavar="SUGGESTION...")
@on_project
@click.option("--coder", "acting", metavar="CODER", required=True, help="Who rejects.")
def reject(names: tuple[str, ...], project: str | None, acting: str) -> None:
    """Turn suggestions down: they are not made again."""
    with opened(project, acting) as study:
        for id_ in _meant(study, names):
            study.reject(id_)
    click.echo(f"Rejected: {len(names)}.")


def _meant(study: Project, names: tuple[str, ...]) -> list[str]:
    """The open suggestions that these names mean: ids, or enough of their beginning."""
    from qualcode.errors import CallError, Unknown
    from qualcode.store.proposals import refuse_off

    with study.store.reading() as connection:
        refuse_off(connection, study.coder)
    ids = [str(id_) for id_ in study.suggestions()["coding"]]
    found = []
    for name in names:
        fits = [id_ for id_ in ids if id_.startswith(name)]
        if len(fits) > 1:
            raise CallError(f"Several suggestions are called {name}: give more of the name.")
        if not fits:
            raise Unknown("suggestion", name, hint="qualcode suggest list shows those that are open.")
        found += fits
    return found
