"""A codebook as YAML, laid out as a person would write it: short things on one line, long texts below their name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from qualcode.codebook.fields import BOOK, CODE, FACET, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.codebook.book import Code, Codebook, Facet

#: A line that would be longer is written below its name.
WIDTH = 120
_PLAIN = re.compile(r"[^\W\d_][^\n:#\[\]{},&*!|>\"%@`]*(?<!\s)")
_LONG_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])")
_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)
#: Words that one YAML parser or another reads as something else than text.
_OTHER = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity"})


def fresh(book: Codebook) -> str:
    """The whole book as new YAML."""
    lines: list[str] = []
    for one in BOOK:
        if one.kind != "codes":
            lines += book_field(book, one)
    lines.append("codes:")
    for key in book.roots:
        lines += ["", *code_lines(book, key, 2)]
    return "\n".join(lines) + "\n"


def book_field(book: Codebook, one: Field) -> list[str]:
    """The lines of one field of the book; none where it has nothing to say."""
    if one.kind == "facets":
        facets = [line for facet in book.facets.values() for line in _facet_lines(facet)]
        return ["facets:", *facets] if facets else []
    value = book.name if one.name == "codebook" else getattr(book, one.name)
    return [f"{one.name}: {_flow(value)}"]


def code_lines(book: Codebook, key: str, indent: int) -> list[str]:
    """The lines of a code and of all codes below it; its hyphen stands `indent` spaces in."""
    lines = own_lines(book[key], indent)
    children = book.children(key)
    if children:
        lines.append(" " * (indent + 2) + "codes:")
    for child in children:
        lines += code_lines(book, child, indent + 4)
    return lines


def own_lines(code: Code, indent: int) -> list[str]:
    """The lines of a code without those below it."""
    lines = [line for one in CODE if one.kind != "codes" for line in field_lines(code, one, indent + 2)]
    return [" " * indent + "- " + lines[0].lstrip(), *lines[1:]]


def field_lines(code: Code, one: Field, indent: int) -> list[str]:
    """The lines of one field of a code; none where it has its ordinary value."""
    value = getattr(code, one.name)
    if one.kind == "flag" and value == (one.name == "assignable"):
        return []
    if value is None or (not isinstance(value, (str, bool)) and not value):
        return []
    return _lines(one, value, " " * indent)


def _lines(one: Field, value: Any, margin: str) -> list[str]:
    short = f"{margin}{one.name}: {_flow(value)}"
    below = one.name == "rules" or (one.kind == "words" and one.name != "label" and len(value) > 1)
    if isinstance(value, (str, bool)) or (len(short) <= WIDTH and not below):
        return [short]
    if isinstance(value, tuple):
        return [f"{margin}{one.name}:", *(f"{margin}  - {_scalar(text)}" for text in value)]
    return [f"{margin}{one.name}:", *(f"{margin}  {_scalar(key)}: {_scalar(text)}" for key, text in value.items())]


def _facet_lines(facet: Facet) -> list[str]:
    lines = [f"  {_scalar(facet.key)}:"]
    for one in FACET:
        value = getattr(facet, one.name)
        if value:
            lines += _lines(one, value, "    ")
    return lines


def _flow(value: str | bool | tuple[str, ...] | Mapping[str, str]) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(text, flow=True) for text in value)}]"
    inside = ", ".join(f"{_scalar(key, flow=True)}: {_scalar(text, flow=True)}" for key, text in value.items())
    return f"{{{inside}}}"


def _scalar(text: str, flow: bool = False) -> str:
    """A text, in quotation marks wherever any YAML parser could take it for something else."""
    if _VERSION.fullmatch(text):
        return text
    plain = _PLAIN if flow else _LONG_PLAIN
    if plain.fullmatch(text) and text.casefold() not in _OTHER and text.isprintable():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in quoted)


def _escaped(sign: str) -> str:
    return f"\\U{ord(sign):08x}" if ord(sign) > 0xFFFF else f"\\u{ord(sign):04x}"
