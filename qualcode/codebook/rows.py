"""A codebook as a flat table: one row a code, one column a field and language. What sheets, Word and Markdown are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.codebook.fields import CODE, Field

if TYPE_CHECKING:
    from qualcode.codebook.book import Code, Codebook

#: Columns that stand in every sheet; the others only where a code fills them.
_ALWAYS = ("key", "label", "parent", "definition", "use_when", "not_when", "example")


def flat(book: Codebook) -> tuple[list[str], list[list[str]]]:
    """Header and rows, in the order of the book; `read_rows` reads them as the same codes.

    >>> from qualcode.codebook import Code, Codebook
    >>> flat(Codebook("trust", "1.0.0", (Code("peers", {"en": "Trust in peers"}),), languages=("en",)))[1][0][:3]
    ['peers', 'Trust in peers', '']
    """
    header: list[str] = []
    columns: list[list[str]] = []
    for one in CODE:
        for name, cells in _columns(book, one):
            if one.name in _ALWAYS or any(cells):
                header.append(name)
                columns.append(cells)
        if one.name == "label":
            header.append("parent")
            columns.append([code.parent or "" for code in book])
    return header, [list(row) for row in zip(*columns, strict=True)]


def _columns(book: Codebook, one: Field) -> list[tuple[str, list[str]]]:
    if one.kind == "codes":
        return []
    if one.kind != "words":
        return [(one.name, [_cell(code, one) for code in book])]
    languages = [lang for lang in book.languages if any(getattr(code, one.name).get(lang) for code in book)]
    languages = languages or [book.languages[0]]
    several = len(book.languages) > 1
    return [
        (f"{one.name}_{lang}" if several else one.name, [getattr(code, one.name).get(lang, "") for code in book])
        for lang in languages
    ]


def _cell(code: Code, one: Field) -> str:
    value = getattr(code, one.name)
    if isinstance(value, bool):
        return "" if value == (one.name == "assignable") else "true" if value else "false"
    if one.kind == "slugs":
        return ", ".join(value)
    if one.kind == "kinds":
        return "; ".join(f"{version}: {kind}" for version, kind in value.items())
    return "\n".join(value) if isinstance(value, tuple) else value or ""
