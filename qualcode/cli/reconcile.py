"""`reconcile`: a consensus meeting in the terminal or in a workbook, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import as_coder, in_language, on_project

if TYPE_CHECKING:
    from qualcode.coding.meeting import Meeting
    from qualcode.project import Project


@click.command()
@click.argument("coders", nargs=-1, metavar="[A B [C]]")
@on_project
@click.option(
    "--document", "documents", multiple=True, metavar="D", help="Only this document; may be given more than once."
)
@click.option("--spans", is_flag=True, help="Edges count too: the same code on the same stretch.")
@click.option("--round", "round_", default="main", show_default=True, help="The round of coding that is compared.")
@click.option("--status", is_flag=True, help="Only say how far each document is.")
@click.option("--parked", is_flag=True, help="Only list what was parked.")
@click.option("--to", metavar="FILE", help="Write what is to be decided as a workbook (.xlsx) or a document (.docx).")
@click.option("--from", "from_", metavar="FILE", help="Read the decisions that were typed in the workbook.")
@click.option("--rules", is_flag=True, help="Put the rules that were made into the next version of the codebook.")
@click.option("--book", metavar="FILE", help="With --rules: the codebook file that gets the lines too.")
@click.option("--version", metavar="N", help="With --rules: its number; the second number grows when left out.")
@as_coder
@in_language
def reconcile(
    coders: tuple[str, ...], project: str | None, documents: tuple[str, ...], spans: bool, round_: str, status: bool,
    parked: bool, to: str | None, from_: str | None, rules: bool, book: str | None, version: str | None, acting: str | None,
    lang: str,
) -> None:  # fmt: skip
    """Decide together where coders A and B (and C) differ; what is decided is the consensus.

    Only documents that all of them have finished. Which reading is whose stays covered until it is decided. Every answer is stored
    at once; leave with q and go on later. Without names: the two who have coded.
    """
    from qualcode.coding.meeting import Meeting

    with opened(project, acting) as study:
        if rules:
            _rules(study, book, version, lang)
            return
        meeting = Meeting(study, coders or _those(study), documents or None, round=round_, spans=spans)
        _outside(meeting)
        if status:
            _status(meeting, lang)
        elif parked:
            _parked(meeting, lang)
        elif to:
            _write(meeting, Path(to), lang)
        elif from_:
            _read(meeting, from_, lang)
        else:
            from qualcode.cli.reconciling import Session

            Session(meeting, lang).hold()
        _waiting(study, lang)


def _those(study: Project) -> tuple[str, ...]:
    from qualcode.errors import CallError

    known = study.coders()
    if len(known) != 2:
        raise CallError(f"Say who meets: qualcode reconcile A B. Coders: {', '.join(known) or 'none yet'}.")
    return tuple(known)


def _outside(meeting: Meeting) -> None:
    for why in meeting.refused.values():
        click.echo(why, err=True)


def _status(meeting: Meeting, lang: str) -> None:
    from qualcode.wording import say

    for row in meeting.progress():
        line = say("meeting.status", lang, name=row.name, decided=row.decided, parked=row.parked, open=row.open)
        click.echo(f"{line} ({say('meeting.complete', lang)})" if row.complete else line)


def _parked(meeting: Meeting, lang: str) -> None:
    from qualcode.cli.reconciling import question
    from qualcode.coding.choices import shortened

    for item in meeting.items("parked"):
        outcome = meeting.outcome(item)
        why = f" ({outcome.reason})" if outcome is not None and outcome.reason else ""
        name = meeting.sittings[item.document].name
        click.echo(f"{item.id[:8]}  {name}  {question(meeting, item, lang)}{why}")
        click.echo(f"          “{shortened(meeting.text(item), 90)}”")
    click.echo(f"{len(meeting.items('parked'))} parked.", err=True)


def _write(meeting: Meeting, path: Path, lang: str) -> None:
    from qualcode.study.minutes import write_agenda
    from qualcode.wording import say

    count = write_agenda(meeting, path, lang)
    click.echo(say("meeting.written", lang, path=str(path), count=count), err=True)


def _read(meeting: Meeting, path: str, lang: str) -> None:
    from qualcode.study.minutes import read_minutes
    from qualcode.wording import say

    done = read_minutes(meeting, path)
    click.echo(say("meeting.read", lang, count=done.decided, known=done.known, open=done.empty))


def _rules(study: Project, book: str | None, version: str | None, lang: str) -> None:
    from qualcode.coding import ruling
    from qualcode.wording import say

    done = ruling.publish(study, version=version, path=Path(book) if book else None)
    click.echo(str(done.added))
    click.echo(f"{done.book.name} {done.book.version}")
    for rule in done.rules:
        click.echo(f"  {rule.code}: {rule.text}")
    click.echo(say("meeting.recode", lang))
    for row in done.recode.itertuples():
        click.echo(f"  {row.code}  {row.name}  {row.coder}  {row.round}  {row.version}  {row.codings}")


def _waiting(study: Project, lang: str) -> None:
    from qualcode.coding import ruling
    from qualcode.wording import say

    count = len(ruling.pending(study))
    if count:
        click.echo(say("meeting.rules_wait", lang, count=count), err=True)
