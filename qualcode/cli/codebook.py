"""`codebook`: show, check, compare and change codebooks, in a file or in a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import opened
from qualcode.cli.options import FORMATS, in_language, on_project
from qualcode.errors import CallError, CodebookError, CodebookFaults

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.codebook import Codebook


@click.group()
def codebook() -> None:
    """Show, check, compare and change codebooks: those of a file, or that of the project."""


@codebook.command()
@click.argument("file", required=False, metavar="[FILE]")
@on_project
@click.option("--code", metavar="KEY", help="Only this code, with its definition, rules and example.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print, for pipes.")
@in_language
def show(file: str | None, project: str | None, code: str | None, form: str, lang: str) -> None:
    """Print the tree of a codebook with its labels."""
    from qualcode.codebook import exports, tree

    book = _book(file, project)
    if code:
        click.echo(tree.as_card(book, code, lang))
        return
    if form in ("csv", "json"):
        made = exports.as_csv(book) if form == "csv" else exports.as_json(book)
    else:
        made = exports.as_markdown(book, lang) if form == "md" else tree.as_tree(book, lang)
    click.echo(made.rstrip("\n"))


@codebook.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def validate(files: tuple[str, ...]) -> None:
    """Check codebook files; every fault is listed with its line and column."""
    faults: list[CodebookFaults] = []
    for file in files:
        try:
            book = _book(file, None)
            click.echo(f"{file}: {book.name} {book.version}, {len(book)} codes, {book.height} levels. No faults.")
        except CodebookFaults as fault:
            faults.append(fault)
    if faults:
        what = faults[0].what if len(faults) == 1 else f"{len(faults)} files"
        raise CodebookFaults(what, [problem for fault in faults for problem in fault.problems])


@codebook.command()
@click.argument("old")
@click.argument("new", required=False)
@on_project
@click.option("--all", "everything", is_flag=True, help="Cosmetic changes too.")
def diff(old: str, new: str | None, project: str | None, everything: bool) -> None:
    """What changed from OLD to NEW, and what it does to coverage: files, or versions of the project's codebook."""
    from qualcode.codebook.amendment import amend

    before, after = _version(old, project), _version(new, project)
    found = amend(before, after)
    for difference in found.differences:
        if everything or difference.kind != "cosmetic":
            click.echo(str(difference))
    cosmetic = sum(difference.kind == "cosmetic" for difference in found.differences)
    if cosmetic and not everything:
        click.echo(f"{cosmetic} cosmetic change{'' if cosmetic == 1 else 's'} (--all shows them).")
    click.echo(str(found))


@codebook.command("import")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="The YAML file to write; without it the YAML is printed.")
@click.option("--name", help="What the codebook is called; the name of the file when left out.")
@click.option("--version", help="Its version number.")
@click.option("--lang", default="nl", show_default=True, help="The language of texts that do not say theirs.")
def import_(file: str, output: str | None, name: str | None, version: str | None, lang: str) -> None:
    """Make a codebook of indented text, a sheet (.csv, .xlsx, .ods) or a REFI-QDA codebook (.qdc)."""
    from qualcode.codebook.file import dumps
    from qualcode.codebook.imports import read_codebook

    found = read_codebook(file, name=name, version=version, lang=lang)
    click.echo(str(found), err=True)
    if output is None:
        click.echo(dumps(found.book), nl=False)
        return
    _write_new(found.book, Path(output))


@codebook.command()
@click.argument("file", required=False, metavar="[FILE]")
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="Its suffix says as what: .docx, .xlsx, .csv, .md, .qdc ..."
)
@on_project
@in_language
def export(file: str | None, output: str, project: str | None, lang: str) -> None:
    """Write a codebook for others: the appendix of a report (.docx), a sheet, Markdown, REFI-QDA."""
    from qualcode.codebook.exports import write_codebook

    click.echo(f"Written: {write_codebook(_book(file, project), output, lang=lang)}", err=True)


def _changing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that changes a codebook."""
    options: list[Any] = [
        click.option("-b", "--book", metavar="FILE", help="A codebook file; without it the project's codebook."),
        on_project,
        click.option("-o", "--output", metavar="FILE", help="Write the new version here and leave the file as it is."),
        click.option("--version", help="The number of the new version; the second number grows when left out."),
        click.option("--dry-run", is_flag=True, help="Only say what it would do."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@codebook.command()
@click.argument("key")
@click.argument("new")
@_changing
def rename(key: str, new: str, version: str | None, **where: Any) -> None:
    """Give a code another key; its codings follow, the old key is never used again."""
    from qualcode.codebook import changes

    _change(lambda book: changes.rename(book, key, new, version=version), **where)


@codebook.command()
@click.argument("key")
@click.argument("under", required=False)
@_changing
def move(key: str, under: str | None, version: str | None, **where: Any) -> None:
    """Place a code, with all below it, UNDER another code; at the top when left out."""
    from qualcode.codebook import changes

    _change(lambda book: changes.move(book, key, under, version=version), **where)


@codebook.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--into", required=True, metavar="KEY", help="The code that takes their place.")
@_changing
def merge(keys: tuple[str, ...], into: str, version: str | None, **where: Any) -> None:
    """Let one code take the place of others; it answers to their keys."""
    from qualcode.codebook import changes

    _change(lambda book: changes.merge(book, keys, into, version=version), **where)


@codebook.command()
@click.argument("key")
@click.argument("into", nargs=-1, required=True, metavar="NEW[=LABEL]...")
@click.option(
    "--retire", "retiring", is_flag=True, help="Retire the code that is split: all of it goes to the new ones."
)
@_changing
def split(key: str, into: tuple[str, ...], retiring: bool, version: str | None, **where: Any) -> None:
    """Split new codes off from a code; finished readings have not judged them."""
    from qualcode.codebook import Code, changes

    def split_off(book: Codebook) -> Codebook:
        named = [one.partition("=") for one in into]
        born = [Code(new.strip(), {book.languages[0]: label.strip() or new.strip()}) for new, _, label in named]
        return changes.split(book, key, born, retiring=retiring, version=version)

    _change(split_off, **where)


@codebook.command()
@click.argument("key")
@_changing
def retire(key: str, version: str | None, **where: Any) -> None:
    """Keep a code for what was coded with it, but apply it no more."""
    from qualcode.codebook import changes

    _change(lambda book: changes.retire(book, key, version=version), **where)


def _book(file: str | None, project: str | None) -> Codebook:
    """The codebook of a file, else that of the project."""
    if file:
        from qualcode.codebook.imports import read_codebook

        return read_codebook(file).book
    with opened(project) as study:
        if study.codebook is None:
            raise CallError("This project has no codebook yet. Name a file.")
        return study.codebook


def _version(named: str | None, project: str | None) -> Codebook:
    """A file, or a version of the project's codebook by its number; nothing named: the one in force."""
    if named and (Path(named).suffix.lower() in (".yaml", ".yml") or Path(named).is_file()):
        return _book(named, None)
    book = _book(None, project)
    found = book.version_named(named) if named else book
    if found is None:
        known = ", ".join(one.version for one in (*book.earlier, book))
        raise CallError(f'"{named}" is neither a file nor a version of {book.name}; versions: {known}.')
    return found


def _change(
    change: Callable[[Codebook], Codebook], book: str | None, project: str | None, output: str | None, dry_run: bool
) -> None:
    """Make the new version, say what it does, and put it where the old one stands."""
    from qualcode.codebook.amendment import amend

    if book:
        old = _book(book, None)
        new = change(old)
        click.echo(str(amend(old, new)))
        if not dry_run:
            _write_changed(new, old, Path(book), Path(output) if output else None)
        return
    if output:
        raise CallError("-o goes with --book FILE; the project keeps every version itself.")
    with opened(project) as study:
        if study.codebook is None:
            raise CallError("This project has no codebook yet. Name a file with --book.")
        new = change(study.codebook)
        counts = study.codings(layer=None, round=None, text=False)["code"].value_counts().to_dict()
        coverage = study.coverage()
        finished = int(((coverage["state"] == "finished") & (coverage["layer"] == "reading")).sum())
        click.echo(str(amend(study.codebook, new, codings=counts, finished=finished)))
        if not dry_run:
            click.echo(str(study.add_codebook(new)))


def _write_changed(new: Codebook, old: Codebook, path: Path, output: Path | None) -> None:
    """Change the file with its comments; the version before stays beside it under its number."""
    from qualcode.codebook.file import put, save

    if output is not None:
        if output.exists():
            raise CallError(f"{output} exists already. Name another file.")
        put(path.read_bytes(), output)
        click.echo(f"Written: {save(new, output)}", err=True)
        return
    kept = path.with_name(f"{path.stem.removesuffix('-' + old.version)}-{old.version}{path.suffix}")
    if kept.exists() and kept != path and kept.read_bytes() != path.read_bytes():
        raise CodebookError(f"{kept} exists with other content; version {old.version} would be lost. Use -o FILE.")
    if kept == path:
        raise CallError(f"{path} is named after its version {old.version}. Name the new file with -o.")
    put(path.read_bytes(), kept)
    click.echo(f"Written: {save(new, path)}; version {old.version} is kept as {kept}", err=True)


def _write_new(book: Codebook, path: Path) -> None:
    """Write a YAML file that does not exist yet."""
    from qualcode.codebook.file import save

    if path.suffix.lower() not in (".yaml", ".yml"):
        raise CallError(f"{path} is no .yaml file. Use `qualcode codebook export` for other formats.")
    if path.exists():
        raise CallError(f"{path} exists already. Name another file, or remove it first.")
    click.echo(f"Written: {save(book, path)}", err=True)
