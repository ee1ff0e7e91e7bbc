"""Names in Word, Excel and LibreOffice files: the text of a paragraph or cell is one, however many runs it is split over."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from qualcode.people.matching import look_again
from qualcode.readers.limits import XML, Package, xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

    from qualcode.people.matching import Matcher

#: Elements that hold one stretch of text: paragraphs of Word, LibreOffice and drawings, cells and comments of Excel.
_STRETCHES = frozenset({"p", "h", "si", "is", "text", "comment"})
#: Elements of a Word or Excel stretch whose text is seen; others hold settings.
_SEEN = frozenset({"t", "delText", "instrText"})
#: Headers and footers of a sheet, and the codes of format within them ("&CName": a name in the middle).
_HEADERS = frozenset(f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer"))
_CODE = re.compile(r'(&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|.))')
#: What lies within a paragraph of LibreOffice and is no part of what it says there.
_ASIDE = frozenset({"annotation", "note"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " ", "noBreakHyphen": "-"}
#: Attributes that say something to a reader.
_TELLING = frozenset(
    {
        "author", "name", "descr", "title", "tooltip", "alt", "displayName", "userId", "href", "Target", "instr",
        "string-value",
    }
)  # fmt: skip
#: Attributes that say something only on these elements: content controls, variables, filters, values of a pivot table.
_TELLING_ON = {"val": frozenset({"alias", "tag", "docVar", "filter", "customFilter"}), "v": frozenset({"s"})}
#: Elements whose name is that of a font or a style.
_NAMED_THINGS = frozenset({"", "font", "cellStyle", "tableStyle"})
_PACKED = (".docx", ".docm", ".xlsx", ".xlsm", ".odt", ".ods", ".pptx")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".svg")


@dataclass
class Rewritten:
    """A package without the names of the key: its bytes, how often each pseudonym was put in, what was not looked into."""

    data: bytes
    counts: Counter[str] = field(default_factory=Counter)
    left: tuple[str, ...] = ()


@dataclass
class _Piece:
    """A text of an element, or the text after it; a break has no place of its own to be written to."""

    element: Any
    tail: bool
    text: str
    fixed: bool = False

    def write(self, text: str) -> None:
        if self.fixed:
            return
        if self.tail:
            self.element.tail = text
        elif _local(self.element.tag) == "v" and self.element.getparent().get("t", "n") == "n":
            self.element.getparent().set("t", "str")  # a number of the key in a cell becomes a text
            self.element.text = text
        else:
            self.element.text = text
            if text != text.strip() and _local(self.element.tag) == "t":
                self.element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def rewrite(data: bytes, path: PurePath, matcher: Matcher, *, inside: bool = False) -> Rewritten:
    """The same package with pseudonyms; parts without names stay byte by byte as they are.

    A workbook or text within it is gone through too; what lies within that (`inside`) is not looked into.
    """
    package = Package(data, path)
    done = Rewritten(data)
    doubts: list[str] = []
    within: list[str] = []
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for info in source.infolist():
            if info.is_dir():
                made.writestr(info, b"")
                continue
            if _is_thumbnail(info.filename):
                continue  # a picture of the first page, as it was
            part = package.read(info.filename)
            if _is_xml(info.filename):
                part = _part(part, path, info.filename, matcher, done.counts, doubts)
            elif info.filename.lower().endswith(_PACKED) and not inside:
                inner = rewrite(part, PurePosixPath(info.filename), matcher, inside=True)
                part = inner.data
                done.counts.update(inner.counts)
                within += [f"{PurePosixPath(info.filename).name}: {what}" for what in inner.left]
            made.writestr(info, part, compress_type=info.compress_type)
    done.left = (*left_in(package, inside=inside), *within, *look_again(doubts))
    if done.counts:
        done.data = target.getvalue()
    return done


def _is_thumbnail(name: str) -> bool:
    return name.lower().startswith(("docprops/thumbnail.", "thumbnails/"))


def left_in(package: Package, *, inside: bool = False) -> tuple[str, ...]:
    """What stands in a package and is not read as text: pictures, and files within the file."""
    pictures = sum(name.lower().endswith(_PICTURES) and not _is_thumbnail(name) for name in package.names)
    unread = [
        name
        for name in package.names
        if PurePosixPath(name).parent.name == "embeddings" and (inside or not name.lower().endswith(_PACKED))
    ]
    said = [f"{pictures} picture{'s' if pictures > 1 else ''} not looked into"] if pictures else []
    return (*said, *(f"{PurePosixPath(name).name} within it not looked into" for name in unread))


def texts(package: Package, path: PurePath, *, inside: bool = False) -> Iterator[tuple[str, str]]:
    """Each XML part by name, with everything in it that says something, one stretch a line."""
    for name in package.names:
        if name.lower().endswith(_PACKED) and not inside:
            inner = Package(package.read(name), path)
            yield from ((f"{name}, {part}", text) for part, text in texts(inner, path, inside=True))
        if _is_xml(name):
            root = xml(package.read(name, XML), path, name)
            lines = ["".join(piece.text for piece in stretch) for stretch in _stretches(root)]
            heads = [_CODE.sub("\n", e.text) for e in root.iter() if _local(e.tag) in _HEADERS and e.text]
            yield name, "\n".join([*lines, *heads, *(value for _, _, value in _attributes(root))])


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels")) and name != "[Content_Types].xml"


def _part(data: bytes, path: PurePath, name: str, matcher: Matcher, counts: Counter[str], doubts: list[str]) -> bytes:
    from lxml import etree

    root = xml(data, path, name)
    before = counts.total()
    for stretch in _stretches(root):
        doubts += matcher.doubts("".join(piece.text for piece in stretch))
        _replace(stretch, matcher, counts)
    for element, attribute, value in list(_attributes(root)):
        done = matcher.replace(value, loose="@" in value)
        if done.counts:
            element.set(attribute, done.text)
            counts.update(done.counts)
            _initials(element, attribute, done.text)
    for element in root.iter():
        if _local(element.tag) in _HEADERS and element.text:
            parts = [matcher.replace(part) for part in _CODE.split(element.text)]
            element.text = "".join(part.text for part in parts)
            counts.update(sum((part.counts for part in parts), Counter()))
    thumbnail = _without_thumbnail(root, name)
    if counts.total() == before and not thumbnail:
        return data
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _initials(element: Any, attribute: str, author: str) -> None:
    """The initials beside an author are those of the pseudonym."""
    for other in element.attrib:
        if _local(attribute) == "author" and _local(other) == "initials":
            element.set(other, "".join(word[0] for word in author.split()))


def _without_thumbnail(root: Any, name: str) -> bool:
    """Take away what points to a picture of the first page; whether there was one."""
    if name not in ("_rels/.rels", "META-INF/manifest.xml"):
        return False
    gone = [
        element
        for element in root.iter()
        if any(
            _local(attribute) in ("Target", "full-path") and _is_thumbnail(value.lstrip("/"))
            for attribute, value in element.attrib.items()
        )
    ]
    for element in gone:
        element.getparent().remove(element)
    return bool(gone)


def _replace(stretch: list[_Piece], matcher: Matcher, counts: Counter[str]) -> None:
    """Put pseudonyms in a stretch: what begins in one piece and ends in another is written where it begins."""
    from qualcode.people.matching import said

    for _ in range(4):  # as a plain text is gone over
        text = "".join(piece.text for piece in stretch)
        hits = matcher.find(text)
        if not hits:
            return
        for hit in reversed(hits):
            counts[hit.pseudonym] += 1
            _write(stretch, hit.start, hit.end, said(hit))


def _write(stretch: list[_Piece], start: int, end: int, new: str) -> None:
    """Put `new` where the stretch's text runs from `start` to `end`; all of it goes to the first piece that is met."""
    at = 0
    for piece in stretch:
        length = len(piece.text)
        first, last = max(start - at, 0), min(end - at, length)
        at += length
        if first < last and not piece.fixed:
            piece.text = piece.text[:first] + new + piece.text[last:]
            piece.write(piece.text)
            new = ""


def _stretches(root: Any) -> Iterator[list[_Piece]]:
    """The text of each paragraph or cell in pieces; then every text outside of them by itself."""
    inside: set[Any] = set()
    for element in root.iter():
        if _local(element.tag) in _STRETCHES:
            pieces = list(_pieces(element, inside, top=True))
            if pieces:
                yield pieces
    for element in root.iter():
        if element in inside or not isinstance(element.tag, str):
            continue
        if element.text and element.text.strip() and not _is_index(element):
            yield [_Piece(element, False, element.text)]
        if element.tail and element.tail.strip() and (element.getparent() is None or element.getparent() not in inside):
            yield [_Piece(element, True, element.tail)]


def _pieces(element: Any, inside: set[Any], *, top: bool = False) -> Iterator[_Piece]:
    local = _local(element.tag)
    if not top and (local in _STRETCHES or local in _ASIDE):
        return  # a paragraph within a paragraph (a text box) is a stretch of its own
    inside.add(element)
    mixed = _is_mixed(element)
    if not top and local in _BREAKS:
        yield _Piece(element, False, _BREAKS[local], fixed=True)
    elif element.text and (mixed or local in _SEEN or (top and not len(element))):
        yield _Piece(element, False, element.text)
    for below in element:
        yield from _pieces(below, inside)
        if below.tail and mixed:
            yield _Piece(below, True, below.tail)


def _is_mixed(element: Any) -> bool:
    """Whether text stands between elements, as in LibreOffice; in Word and Excel only in elements made for it."""
    return isinstance(element.tag, str) and ("opendocument" in element.tag or "purl.org/dc/" in element.tag)


def _is_index(element: Any) -> bool:
    """Whether a cell of Excel holds the place of its text in the list of all texts, not a text."""
    return _local(element.tag) == "v" and element.getparent() is not None and element.getparent().get("t") == "s"


def _attributes(root: Any) -> Iterator[tuple[Any, str, str]]:
    for element in root.iter():
        if _local(element.tag) in _NAMED_THINGS:
            continue
        for attribute, value in element.attrib.items():
            local = _local(attribute)
            if not value.strip() or not (local in _TELLING or _local(element.tag) in _TELLING_ON.get(local, ())):
                continue
            if local == "Target" and element.get("TargetMode") != "External":
                continue
            yield element, attribute, value


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
