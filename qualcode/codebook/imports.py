"""Codebooks from files of other kinds: indented text, sheets, REFI-QDA. What was decided on the way is said."""

from __future__ import annotations

from pathlib import Path

from qualcode.codebook.entries import Imported, assembled
from qualcode.codebook.fields import slug
from qualcode.errors import NoReader

YAML = (".yaml", ".yml")
TEXT = (".txt", ".md")
SHEETS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
REFI = (".qdc",)
SUFFIXES = (*YAML, *TEXT, *SHEETS, *REFI)


def read_codebook(
    path: Path | str, *, name: str | None = None, version: str | None = None, lang: str = "nl"
) -> Imported:
    """The codebook in a file, whatever its kind; its suffix tells.

    Parameters
    ----------
    path
        ``.yaml`` as it is; ``.txt`` and ``.md`` an indented list or ``group>>code`` lines; ``.csv``, ``.xlsx``, ``.ods`` a sheet
        with the columns people use (code, naam, omschrijving, hoofdcode, wel, niet, voorbeeld ...); ``.qdc`` REFI-QDA.
    name, version
        What the codebook is called (default: the name of the file) and its version (default: the latest that its codes
        speak of, at least 1.0.0); a YAML file says both itself.
    lang
        The language of texts that do not say theirs.

    Raises
    ------
    CodebookFaults
        Everything that is wrong with it at once, each with its line or row.
    """
    from qualcode.readers.limits import content

    source = Path(path)
    suffix = source.suffix.lower()
    if suffix in YAML:
        from qualcode.codebook.file import load

        return Imported(load(source))
    called = name or slug(source.stem) or "codebook"
    languages: tuple[str, ...] = (lang,)
    if suffix in TEXT:
        from qualcode.codebook.outline import read_outline
        from qualcode.readers.encodings import decode

        decoded = decode(content(source), source)
        entries, changed, left_out = read_outline(decoded.text, source.name, lang)
        changed = [*decoded.changed, *changed]
    elif suffix in SHEETS:
        from qualcode.codebook.sheets import read_rows
        from qualcode.readers.sheets import read_sheet

        entries, languages, changed, left_out = read_rows(read_sheet(source), lang)
    elif suffix in REFI:
        from qualcode.codebook.qdc import read_qdc

        entries, changed, left_out = read_qdc(content(source), source.name, lang)
    else:
        raise NoReader(path, SUFFIXES)
    return assembled(
        entries, source.name, name=called, version=version, languages=languages, changed=changed, left_out=left_out
    )
