"""A codebook as a file for others: yaml, csv, xlsx, md, docx (the appendix of a report), qdc. What a format cannot carry is said."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.codebook.fields import CODE
from qualcode.codebook.qdc import in_language
from qualcode.codebook.rows import flat
from qualcode.errors import NoWriter

if TYPE_CHECKING:
    from qualcode.codebook.book import Code, Codebook

SUFFIXES = (".yaml", ".yml", ".csv", ".xlsx", ".docx", ".md", ".json", ".qdc")
_FORMULA = ("=", "+", "-", "@", "\t")
#: The heads of the appendix table and the words in its cells.
WORDS = {
    "nl": {"title": "Codeboek", "code": "Code", "definition": "Omschrijving", "use": "Gebruik", "example": "Voorbeeld",
           "use_when": "Wel", "not_when": "Niet", "rules": "Beslisregel", "facets": "Facetten", "retired": "vervallen sinds",
           "since": "sinds"},
    "en": {"title": "Codebook", "code": "Code", "definition": "Definition", "use": "Use", "example": "Example",
           "use_when": "Use when", "not_when": "Not when", "rules": "Decision rule", "facets": "Facets",
           "retired": "retired since", "since": "since"},
}  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """Where a codebook was written, and what the format has no place for."""

    path: Path
    lost: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([f"{self.path}", *(f"  not carried: {line}" for line in self.lost)])


def write_codebook(book: Codebook, path: Path | str, *, lang: str = "nl") -> Exported:
    """Write a codebook to a file; its suffix picks the format.

    Parameters
    ----------
    lang
        The language of formats that carry one only (docx, md, qdc).
    """
    from qualcode.codebook.file import put

    target = Path(path)
    suffix = target.suffix.lower()
    lost: list[str] = []
    if suffix in (".yaml", ".yml"):
        from qualcode.codebook.file import save

        return Exported(save(book, target))
    if suffix == ".csv":
        data, lost = as_csv(book).encode("utf-8-sig"), _flat_losses(book)
    elif suffix == ".xlsx":
        data, lost = _xlsx(book), _flat_losses(book)
    elif suffix == ".md":
        data, lost = as_markdown(book, lang).encode(), _appendix_losses(book, lang)
    elif suffix == ".json":
        data = as_json(book).encode()
    elif suffix == ".docx":
        from qualcode.codebook.appendix import docx

        data, lost = docx(book, lang), _appendix_losses(book, lang)
    elif suffix == ".qdc":
        from qualcode.codebook.qdc import qdc

        data, lost = qdc(book, lang)
    else:
        raise NoWriter(path, SUFFIXES)
    return Exported(put(data, target), tuple(lost))


def as_csv(book: Codebook, delimiter: str = ";") -> str:
    """One row a code; a text that a spreadsheet could take for a formula gets an apostrophe before it."""
    header, rows = flat(book)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return stream.getvalue()


def as_json(book: Codebook) -> str:
    """The whole book as JSON, one object a code with its parent, depth and path."""
    codes = [
        {
            **{one.name: _json(getattr(code, one.name)) for one in CODE if one.kind != "codes"},
            "parent": code.parent,
            "depth": book.depth(code.key),
            "path": [*reversed(book.ancestors(code.key)), code.key],
        }
        for code in book
    ]
    facets = {
        key: {"values": list(f.values), "required": f.required, "ordered": f.ordered, "label": dict(f.label)}
        for key, f in book.facets.items()
    }
    head = {"codebook": book.name, "version": book.version, "languages": list(book.languages), "facets": facets}
    return json.dumps({**head, "codes": codes}, ensure_ascii=False, indent=2) + "\n"


def _json(value: object) -> object:
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value


def as_markdown(book: Codebook, lang: str = "nl") -> str:
    """The appendix table as Markdown, one table a family."""
    words = WORDS.get(lang, WORDS["en"])
    lines = [f"# {words['title']} {book.name} {book.version}"]
    for root in book.roots:
        heads = [words[name] for name in ("code", "definition", "use", "example")]
        lines += ["", f"## {_md(book.label(root, lang))}", "", f"| {' | '.join(heads)} |", "|---|---|---|---|"]
        for key in book.subtree(root):
            cells = [_md(cell) for cell in appendix_row(book, book[key], lang)]
            inset = "&emsp;" * (book.depth(key) - 1)
            lines.append(f"| {inset}{cells[0]}<br>`{key}` | {' | '.join(cells[1:])} |")
    for facet in book.facets.values():
        name = in_language(facet.label, book, lang) or facet.key
        lines += ["", f"{words['facets']}: {name} (`{facet.key}`): {', '.join(facet.values)}"]
    return "\n".join(lines) + "\n"


def _md(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>")


def appendix_row(book: Codebook, code: Code, lang: str) -> list[str]:
    """What the appendix says of a code: label, definition, use (wel, niet, beslisregels), example."""
    words = WORDS.get(lang, WORDS["en"])
    use = [
        f"{words[name]}: {text}"
        for name in ("use_when", "not_when")
        if (text := in_language(getattr(code, name), book, lang))
    ]
    use += [f"{words['rules']}: {rule}" for rule in code.rules]
    label = book.label(code.key, lang)
    if code.retired:
        label += f" ({words['retired']} {code.retired})"
    return [label, in_language(code.definition, book, lang), "\n".join(use), in_language(code.example, book, lang)]


def _xlsx(book: Codebook) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as made:
        head = made.add_format({"bold": True, "bottom": 1, "valign": "top"})
        text = made.add_format({"text_wrap": True, "valign": "top"})
        sheet = made.add_worksheet("codebook")
        header, rows = flat(book)
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, head)
            sheet.set_column(
                column, column, 40 if name.startswith(("definition", "use", "not", "rules", "example")) else 22
            )
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, text)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(header) - 1)
        if book.facets:
            facets = made.add_worksheet("facets")
            for number, facet in enumerate(book.facets.values()):
                facets.write_row(number, 0, [facet.key, *facet.values], text)
    return stream.getvalue()


def _flat_losses(book: Codebook) -> list[str]:
    return ["the name and version of the codebook", *([f"the facets {', '.join(book.facets)}"] if book.facets else [])]


def _appendix_losses(book: Codebook, lang: str) -> list[str]:
    others = sorted({other for code in book for other in code.definition if other != lang})
    cues = sum(1 for code in book if code.cues)
    lost = [f"texts in {', '.join(others)}"] if others else []
    return [*lost, *([f"cues of {cues} codes"] if cues else [])]
