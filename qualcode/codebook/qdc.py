"""Codebooks in the exchange format of REFI-QDA (.qdc): read leniently, since half of those in use break its schema; written strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qualcode.codebook.entries import Entry
from qualcode.codebook.laws import DEPTH
from qualcode.errors import CodebookFaults, Unreadable
from qualcode.model import Problem, stable_id

if TYPE_CHECKING:
    from qualcode.codebook.book import Code, Codebook

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", re.ASCII)
_TEXTS = {
    "nl": {"use_when": "Wel gebruiken", "not_when": "Niet gebruiken", "rules": "Beslisregel", "example": "Voorbeeld"},
    "en": {"use_when": "Use when", "not_when": "Do not use when", "rules": "Decision rule", "example": "Example"},
}


def read_qdc(data: bytes, source: str, lang: str = "nl") -> tuple[list[Entry], list[str], list[str]]:
    """The codes of a .qdc file in the order of the file, what was changed, what was left out. No entity, no DTD, no network."""
    from qualcode.readers.limits import xml

    root = xml(data, source, "codebook")
    if _tag(root) != "CodeBook":
        hint = "It is a whole project: import that." if _tag(root) == "Project" else "Its root is no CodeBook."
        raise Unreadable(source, "this is no REFI-QDA codebook", hint)
    changed: list[str] = []
    if root.tag != f"{{{NAMESPACE}}}CodeBook":
        changed.append("the file does not follow the namespace of the standard; it was read all the same")
    entries: list[Entry] = []
    waiting: list[tuple[Any, int | None, int]] = []
    waiting += [(node, None, 1) for part in _children(root, "Codes") for node in _children(part, "Code")][::-1]
    while waiting:
        node, parent, depth = waiting.pop()
        if depth > DEPTH:
            where = f"{source}, line {node.sourceline}"
            raise CodebookFaults(
                source, [Problem(where, f"codes stand more than {DEPTH} levels deep.", "Flatten the tree.")]
            )
        entries.append(_entry(node, parent, lang, changed))
        at = len(entries) - 1
        waiting += [(below, at, depth + 1) for below in _children(node, "Code")][::-1]
    sets = [part.get("name", "without a name") for group in _children(root, "Sets") for part in _children(group, "Set")]
    left_out = [f"the set of codes “{name}”" for name in sets]
    return entries, changed, left_out


def _entry(node: Any, parent: int | None, lang: str, changed: list[str]) -> Entry:
    label = " ".join((node.get("name") or "").split())
    fields: dict[str, Any] = {}
    definition = "\n".join(" ".join(line.split()) for part in _children(node, "Description") for line in _lines(part))
    if definition:
        fields["definition"] = {lang: definition}
    if (node.get("isCodable") or "true").strip().lower() in ("false", "0"):
        fields["assignable"] = False
    color = (node.get("color") or "").strip()
    if _COLOR.fullmatch(color):
        fields["color"] = color
    elif color:
        changed.append(f'line {node.sourceline}: the colour "{color}" of "{label}" is none of the format; left away')
    return Entry({lang: label}, parent, f"line {node.sourceline}", fields=fields)


def _lines(node: Any) -> list[str]:
    return [line for line in "".join(node.itertext()).split("\n") if line.strip()]


def _tag(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _children(node: Any, name: str) -> list[Any]:
    return [child for child in node if _tag(child) == name]


def qdc(book: Codebook, lang: str = "nl") -> tuple[bytes, list[str]]:
    """The codebook as .qdc, valid against the schema, and what the format cannot carry."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE}, origin="qualcode")
    top = etree.SubElement(root, f"{{{NAMESPACE}}}Codes")
    nodes: dict[str, Any] = {}
    for code in book:
        above = nodes[code.parent] if code.parent is not None else top
        node = etree.SubElement(above, f"{{{NAMESPACE}}}Code")
        node.set("guid", str(stable_id("code", book.name, code.key)))
        node.set("name", xml_text(book.label(code.key, lang)))
        node.set("isCodable", "true" if code.assignable and not code.retired else "false")
        if code.color:
            node.set("color", code.color)
        if text := _description(book, code, lang):
            etree.SubElement(node, f"{{{NAMESPACE}}}Description").text = xml_text(text)
        nodes[code.key] = node
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data, _losses(book, lang)


def _description(book: Codebook, code: Code, lang: str) -> str:
    """Definition, when to use it and when not, rules, example: the format has one field for all of them."""
    named = _TEXTS.get(lang, _TEXTS["en"])
    parts = [in_language(code.definition, book, lang)]
    for name in ("use_when", "not_when", "rules", "example"):
        value = getattr(code, name)
        texts = value if isinstance(value, tuple) else (in_language(value, book, lang),)
        parts += [f"{named[name]}: {text}" for text in texts if text]
    return "\n".join(part for part in parts if part)


def in_language(texts: Any, book: Codebook, lang: str) -> str:
    """A text in a language, else in the first language of the book that has it."""
    return texts.get(lang) or next((texts[other] for other in book.languages if texts.get(other)), "")


def xml_text(text: str) -> str:
    """Without the signs that XML has no place for."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))


def _losses(book: Codebook, lang: str) -> list[str]:
    lost = ["the keys of the codes, the version of the codebook"]
    if book.facets:
        lost.append(f"the facets {', '.join(book.facets)}")
    others = sorted({other for code in book for other in (*code.label, *code.definition) if other != lang})
    if others:
        lost.append(f"texts in {', '.join(others)}")
    for name in ("exclusive", "unprompted", "since", "retired", "was", "split_from", "cues", "changed"):
        count = sum(1 for code in book if getattr(code, name))
        if count:
            lost.append(f"{name} of {count} code{'' if count == 1 else 's'}")
    return lost
