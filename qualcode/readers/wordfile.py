"""The package of a Word file: which part is the text, which parts belong to it, what its styles mean.

Transitional and strict files differ only in their namespaces; both are known here under one short name per element.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.errors import Unreadable
from qualcode.readers.limits import XML, Package, content, signature, xml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
}
#: The short name of every element met so far.
NAMES: dict[object, str] = {}
_AGAIN = "Open it in Word and save it again as .docx."
_MAIN = "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "document.macroEnabled.main+xml"


def name(tag: object) -> str:
    """The short name of an element or attribute: ``w:p``; the bare name where the namespace is unknown."""
    known = NAMES.get(tag)
    if known is None:
        known = NAMES[tag] = _name(tag)
    return known


def _name(tag: object) -> str:
    if not isinstance(tag, str):  # a comment or processing instruction
        return "#"
    space, _, local = tag.rpartition("}")
    short = _SPACES.get(space[1:], "")
    return f"{short}:{local}" if short else local


def attribute(element: Any, wanted: str) -> str | None:
    """An attribute by its short name (``w:val``), in either namespace."""
    for key, value in element.attrib.items():
        if name(key) == wanted:
            return str(value)
    return None


def child(element: Any, *wanted: str) -> Any:
    """The element reached by going down these short names, or None."""
    for step in wanted:
        for below in element:
            if (NAMES.get(below.tag) or name(below.tag)) == step:
                element = below
                break
        else:
            return None
    return element


def is_on(element: Any) -> bool:
    """Whether a switch such as ``<w:b/>`` is present and not turned off."""
    return element is not None and (attribute(element, "w:val") or "1") not in ("0", "false", "off", "none")


#: What one style says itself: level, bold, whether it numbers, and the style that it is based on.
_Own = tuple[int | None, bool | None, bool, str | None]
_READ_STYLES: dict[bytes, Mapping[str, _Own]] = {}
_KEPT_STYLES = 8


class Style(NamedTuple):
    """What a style says: the level of a heading (0 for the title), bold, and whether it numbers."""

    level: int | None = None
    bold: bool = False
    numbers: bool = False


class WordFile:
    """An opened Word file: `main` is the root of its text, `parts` gives related parts by kind (footnotes, header ...)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        data = content(path)
        _must_be_zip(data, path)
        self._package = Package(data, path)
        self.part = self._main_part()
        self.main = self._root(self.part)
        if name(self.main.tag) != "w:document":
            raise Unreadable(path, "the file is no Word document, whatever its name says", _AGAIN)

    @cached_property
    def relations(self) -> Mapping[str, tuple[str, str, bool]]:
        """By id: kind, target, and whether the target lies outside the file."""
        return self._relations(self.part)

    def parts(self, kind: str) -> list[Any]:
        """The roots of all parts of one kind, in the order of their names."""
        targets = {target for found, target, outside in self.relations.values() if found == kind and not outside}
        return [self._root(target) for target in sorted(targets) if target in self._package]

    def style(self, key: str | None) -> Style:
        """What a style says, with what it inherits."""
        known = self._known_styles.get(key)
        if known is None:
            known = self._known_styles[key] = self._inherited(key)
        return known

    def _inherited(self, key: str | None) -> Style:
        level: int | None = None
        bold: bool | None = None
        numbers = False
        seen: set[str | None] = set()
        while key is not None and key in self._styles and key not in seen:
            seen.add(key)
            own = self._styles[key]
            level = own[0] if level is None else level
            bold = own[1] if bold is None else bold
            numbers = numbers or own[2]
            key = own[3]
        return Style(level, bool(bold), numbers)

    @cached_property
    def _known_styles(self) -> dict[str | None, Style]:
        return {}

    @cached_property
    def _styles(self) -> Mapping[str, _Own]:
        found: dict[str, _Own] = {}
        for kind, target, outside in self.relations.values():
            if kind == "styles" and not outside and target in self._package:
                found.update(_styles_in(self._package.read(target, XML), self.path, target))
        return found

    def _root(self, part: str) -> Any:
        return xml(self._package.read(part, XML), self.path, part)

    def _main_part(self) -> str:
        for kind, target, outside in self._relations("").values():
            if kind == "officeDocument" and not outside and target in self._package:
                return target
        if "[Content_Types].xml" in self._package:
            for entry in self._root("[Content_Types].xml"):
                part = (entry.get("PartName") or "").lstrip("/")
                if (entry.get("ContentType") or "").endswith(_MAIN) and part in self._package:
                    return str(part)
        if "word/document.xml" in self._package:
            return "word/document.xml"
        raise Unreadable(self.path, "the file is no Word document, whatever its name says", _AGAIN)

    def _relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        folder, file = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{file}.rels")
        if source not in self._package:
            return {}
        found: dict[str, tuple[str, str, bool]] = {}
        for relation in self._root(source):
            if not isinstance(relation.tag, str):
                continue
            target = relation.get("Target") or ""
            outside = relation.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = (relation.get("Type") or "").rpartition("/")[2]
            found[relation.get("Id") or f"#{len(found)}"] = (kind, target, outside)
        return found


def _must_be_zip(data: bytes, path: Path) -> None:
    kind = signature(data)
    if kind == "zip":
        return
    if not data.strip(b"\x00 \r\n\t"):
        raise Unreadable(path, "the file is empty")
    if kind == "ole":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(path, "the file is locked with a password", "Save it in Word without one.")
        raise Unreadable(path, "the file is an old Word file (.doc)", "Save it in Word as .docx.")
    told = {"pdf": "a PDF", "rtf": "an RTF file", "picture": "a picture"}.get(
        kind or "", "no Word file, or a damaged one"
    )
    raise Unreadable(path, f"the file is {told}, whatever its name says", _AGAIN)


def _styles_in(data: bytes, path: Path, part: str) -> Mapping[str, _Own]:
    """The styles of a part by their key. The files of a team come from one template: the last few parts are kept."""
    if data not in _READ_STYLES:
        while len(_READ_STYLES) >= _KEPT_STYLES:
            _READ_STYLES.pop(next(iter(_READ_STYLES)))
        _READ_STYLES[data] = {
            key: _style(style)
            for style in xml(data, path, part)
            if name(style.tag) == "w:style" and (key := attribute(style, "w:styleId"))
        }
    return _READ_STYLES[data]


def _style(style: Any) -> _Own:
    title = (attribute(child(style, "w:name"), "w:val") or "").lower() if child(style, "w:name") is not None else ""
    level: int | None = None
    outline = child(style, "w:pPr", "w:outlineLvl")
    if title == "title":
        level = 0
    elif title.startswith("heading ") and title[8:].isdigit():
        level = int(title[8:])
    elif outline is not None and (attribute(outline, "w:val") or "9").isdigit():
        given = int(attribute(outline, "w:val") or 9)
        level = given + 1 if given < 9 else None
    bold = child(style, "w:rPr", "w:b")
    above = child(style, "w:basedOn")
    return (
        level,
        None if bold is None else is_on(bold),
        child(style, "w:pPr", "w:numPr") is not None,
        None if above is None else attribute(above, "w:val"),
    )
