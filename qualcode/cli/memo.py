"""`memo`: notes on documents, passages, codes, cases, persons and codings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import FORMATS, as_coder, in_language, on_project
from qualcode.cli.showing import show

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.project import Project

_AT = re.compile(r"(\d+)-(\d+)")


@click.group()
def memo() -> None:
    """Notes on anything: a document or passage, a code, case, person or coding; comments of files are among them."""


@memo.command()
@click.argument("text")
@on_project
@click.option("--document", metavar="DOCUMENT", help="On this document.")
@click.option("--at", metavar="START-END", help="Only on these signs of it: 120-180.")
@click.option("--code", metavar="CODE", help="On this code.")
@click.option("--case", metavar="CASE", help="On this case.")
@click.option("--person", metavar="PERSON", help="On this person.")
@click.option("--coding", metavar="ID", help="On this coding.")
@as_coder
def add(text: str, project: str | None, acting: str | None, at: str | None, **about: str | None) -> None:
    """Write a memo; the acting coder's, else the team's, which all may read. Names of the key are refused."""
    start, end = _place(at)
    with opened(project, acting) as study:
        click.echo(study.memo(text, start=start, end=end, **about))


@memo.command("list")
@on_project
@click.option("--document", metavar="DOCUMENT", help="Only of this document and its codings.")
@click.option("--code", metavar="CODE", help="Only on this code.")
@click.option("--author", metavar="NAME", help="Only by this coder, or this author of comments.")
@as_coder
@click.option("-o", "--output", metavar="FILE", help="Write to a file; its suffix says as what (.docx, .xlsx ...).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print, for pipes.")
@in_language
def list_(
    project: str | None, document: str | None, code: str | None, author: str | None, acting: str | None,
    output: str | None, form: str, lang: str,
) -> None:  # fmt: skip
    """The memos, with the words that they stand beside; what must stay blind is not shown."""
    from qualcode import __version__
    from qualcode.table import Recipe, Table

    with opened(project, acting) as study:
        found = _listed(study, document, code, author)
        asked = {"document": document, "code": code, "author": author}
        table = Table("frame", found, Recipe("memos", asked, study.state, "", version=__version__))
    show(table, output=output, form=form, lang=lang)


@memo.command()
@click.argument("id_", metavar="MEMO")
@on_project
@as_coder
def remove(id_: str, project: str | None, acting: str | None) -> None:
    """Take a memo away, with the replies to it; a coder her own only. `qualcode undo` brings it back."""
    with opened(project, acting) as study:
        count = study.remove_memo(id_)
    click.echo(f"{count} memo{'' if count == 1 else 's'} removed.")


def _place(at: str | None) -> tuple[int | None, int | None]:
    found = _AT.fullmatch(at.strip()) if at else None
    if at and found is None:
        raise click.UsageError("--at wants the first sign and the one after the last: 120-180.")
    return (int(found[1]), int(found[2])) if found else (None, None)


def _listed(study: Project, document: str | None, code: str | None, author: str | None) -> pd.DataFrame:
    """One row a memo: where it stands, beside which words, by whom and when, what it says."""
    memos = study.memos()
    if document is not None:
        memos = memos[memos["document"] == study.known().document(document).id]
    if code is not None:
        memos = memos[(memos["about"] == "code") & (memos["of"] == code)]
    if author is not None:
        memos = memos[memos["author"] == author]
    names = dict(zip(*(study.documents()[column].astype(str) for column in ("document", "name")), strict=True))
    found = memos.assign(
        name=[names.get(row["document"], row["of"]) for row in memos.to_dict("records")],
        beside=[_words(study, row) for row in memos.to_dict("records")],
        when=memos["created"].str[:10],
    )
    return found[["name", "about", "beside", "author", "when", "text", "resolved", "memo"]].reset_index(drop=True)


def _words(study: Project, memo: dict[str, object]) -> str:
    """The words that a memo stands beside."""
    import pandas as pd

    start, end = memo["start"], memo["end"]
    if pd.isna(start) or pd.isna(end):
        return ""
    return " ".join(study.text(str(memo["document"]))[int(str(start)) : int(str(end))].split())
