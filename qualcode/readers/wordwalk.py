"""One walk over the elements of a Word text: everything a reader of the page sees, in order, and a count of the rest.

Elements that nobody told us about are walked through, not skipped: what holds text cannot vanish by being new.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qualcode.model import words_in
from qualcode.readers.intake import Mark
from qualcode.readers.links import FIELD
from qualcode.readers.wordfile import NAMES, attribute, child, is_on, name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qualcode.readers.wordfile import WordFile

_BLOCKS = frozenset({"w:p", "w:tbl", "a:p"})
_SILENT = frozenset({
    "w:rPr", "w:pPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr",
    "w:delInstrText", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:lastRenderedPageBreak", "w:rt", "#",
    "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:separator", "w:continuationSeparator", "m:ctrlPr", "w:tblPrEx",
})  # fmt: skip
_REMOVED = frozenset({"w:del", "w:moveFrom", "w:cellDel"})
_ADDED = frozenset({"w:ins", "w:moveTo"})
_PICTURES = {"pic:pic": "pictures", "v:imagedata": "pictures", "c:chart": "charts", "dgm:relIds": "diagrams"}
_EMBEDDED = {"o:OLEObject": "embedded objects", "w:altChunk": "embedded files", "w:subDoc": "linked files"}
# What the picture fonts of older Word files most often stand for; other signs keep their private code point.
_DRAWN = {
    ("wingdings", 0xE0): "→", ("wingdings", 0xDF): "←", ("wingdings", 0x4A): "☺", ("wingdings", 0x4C): "☹",
    ("wingdings", 0xFC): "✓", ("wingdings", 0xFB): "✗", ("wingdings", 0xA7): "▪", ("wingdings", 0xA8): "☐",
    ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☒", ("wingdings", 0x6C): "●", ("wingdings", 0x6F): "☐",
    ("symbol", 0xB7): "•", ("symbol", 0xAE): "→", ("symbol", 0xB3): "≥", ("symbol", 0xA3): "≤", ("symbol", 0xB1): "±",
    ("symbol", 0x61): "α", ("symbol", 0x62): "β", ("symbol", 0x6B): "κ", ("symbol", 0x6D): "μ", ("symbol", 0x63): "χ",
}  # fmt: skip


class Walk:
    """Text, marks and counts gathered from a Word file, part after part."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._parts: list[str] = []
        self.at = 0
        self.marks: list[Mark] = []
        self.kept: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.lost_words = 0
        self.notes: list[tuple[str, str]] = []
        self.anchors: dict[str, tuple[int, int]] = {}
        self._boxes: list[Any] = []
        self._bold: list[tuple[int, int]] = []
        self._bold_by_style = False
        self._glue = False
        self._inline: dict[str, Callable[[Any], None]] = {
            "w:t": self._text, "m:t": self._text, "w:r": self._run, "w:hyperlink": self._link, "w:br": self._break,
            "w:tab": self._tab, "w:ptab": self._tab, "w:cr": self._break, "w:noBreakHyphen": self._hyphen,
            "w:softHyphen": self._soft_hyphen, "w:sym": self._symbol, "w:fldChar": self._form_field,
            "mc:AlternateContent": self._alternative, "w:footnoteReference": self._note, "w:endnoteReference": self._note,
            "w:commentRangeStart": self._anchor, "w:commentRangeEnd": self._anchor, "w:commentReference": self._anchor,
            "w:ruby": self._ruby, "w:instrText": self._instruction, "a:t": self._text, "a:br": self._break,
        }  # fmt: skip

    @property
    def text(self) -> str:
        """What has been gathered so far."""
        return "".join(self._parts)

    def finished(self) -> list[Mark]:
        """All marks, bold ones among them, in order."""
        return sorted([*self.marks, *(Mark("bold", start, end) for start, end in self._bold if end > start)])

    def put(self, text: str) -> None:
        """Add text as it stands."""
        if text:
            self._parts.append(text)
            self.at += len(text)

    def blocks(self, elements: Iterable[Any]) -> None:
        """Paragraphs and tables, a line end between each two."""
        first = True
        for element in self._flat(elements):
            if not first and not self._glue:
                self.put("\n")
            first = self._glue = False
            if name(element.tag) == "w:tbl":
                self._table(element)
            else:
                self._paragraph(element)

    def _flat(self, elements: Iterable[Any]) -> Iterable[Any]:
        """The paragraphs and tables themselves, whatever they are wrapped in."""
        for element in elements:
            kind = name(element.tag)
            if kind in _BLOCKS:
                yield element
            elif kind in _REMOVED:
                self._drop(element)
            elif kind in _EMBEDDED:
                self.lost[_EMBEDDED[kind]] += 1
            elif kind in ("w:commentRangeStart", "w:commentRangeEnd"):
                self._anchor(element)
            elif kind == "mc:AlternateContent":
                yield from self._flat(_chosen(element))
            elif kind not in _SILENT:
                if kind in _ADDED:
                    self.changed["tracked insertions read as accepted"] += 1
                elif kind == "w:sdt":
                    self.kept["content controls"] += 1
                yield from self._flat(element)

    def _paragraph(self, paragraph: Any) -> None:
        start = self.at
        outer, self._boxes = self._boxes, []
        settings = child(paragraph, "w:pPr")
        level = self._settings(settings)
        self._children(paragraph)
        self._bold_by_style = False
        if self.at > start:
            self.kept["paragraphs"] += 1
            if level is not None:
                self.kept["headings"] += 1
                self.marks.append(Mark("heading", start, self.at, str(level)))
        self._glue = settings is not None and child(settings, "w:rPr", "w:del") is not None
        boxes, self._boxes = self._boxes, outer
        for box in boxes:
            self._box(box)

    def _settings(self, settings: Any) -> int | None:
        """What the style of a paragraph says: the level of a heading; bold and numbering are noted on the way."""
        if settings is None:
            return None
        level, bold, numbers = None, False, False
        for setting in settings:
            kind = name(setting.tag)
            if kind == "w:pStyle":
                level, bold, numbers = self._file.style(attribute(setting, "w:val"))
            elif kind == "w:numPr":
                number = child(setting, "w:numId")
                numbers = number is None or attribute(number, "w:val") != "0"
            elif kind == "w:outlineLvl" and (attribute(setting, "w:val") or "9") in "012345678":
                level = int(attribute(setting, "w:val") or 0) + 1
        self._bold_by_style = bold
        if numbers:
            self.lost["automatic numbers or bullets of list items"] += 1
        return level

    def _box(self, box: Any) -> None:
        self.put("\n")
        start = self.at
        self.blocks(box)
        self.kept["text boxes"] += 1
        self.marks.append(Mark("box", start, self.at))

    def _table(self, table: Any) -> None:
        start = self.at
        first = True
        for row in self._inside(table, "w:tr"):
            properties = child(row, "w:trPr")
            if properties is not None and child(properties, "w:del") is not None:
                self._drop(row)
                continue
            if not first:
                self.put("\n")
            first = False
            self._row(row)
        self._glue = False
        self.kept["tables"] += 1
        self.marks.append(Mark("table", start, self.at))

    def _row(self, row: Any) -> None:
        start = self.at
        for column, cell in enumerate(self._inside(row, "w:tc")):
            if column:
                self.put("\t")
            at = self.at
            self.blocks(cell)
            self._glue = False
            self.marks.append(Mark("cell", at, self.at, str(column)))
        self.marks.append(Mark("row", start, self.at))

    def _inside(self, element: Any, wanted: str) -> Iterable[Any]:
        for below in element:
            kind = name(below.tag)
            if kind == wanted:
                yield below
            elif kind in _REMOVED:
                self._drop(below)
            elif kind not in _SILENT:
                if kind == "w:sdt":
                    self.kept["content controls"] += 1
                yield from self._inside(below, wanted)

    def _children(self, element: Any) -> None:
        known = self._inline
        for below in element:
            kind = NAMES.get(below.tag) or name(below.tag)
            if kind in known:
                known[kind](below)
            elif kind not in _SILENT:
                self._other(below, kind)

    def _other(self, element: Any, kind: str) -> None:
        if kind in _REMOVED:
            self._drop(element)
        elif kind in _BLOCKS:  # a paragraph within a paragraph: only broken files have it
            self.put("\n")
            self.blocks([element])
        elif kind in ("w:txbxContent", "a:txBody"):
            self._boxes.append(element)
        elif kind in _PICTURES or kind in _EMBEDDED:
            self.lost[_PICTURES.get(kind) or _EMBEDDED[kind]] += 1
        else:
            if kind in _ADDED and child(element, "w:r") is not None:
                self.changed["tracked insertions read as accepted"] += 1
            elif kind == "w:sdt":
                self.kept["content controls"] += 1
            self._children(element)

    def _run(self, run: Any) -> None:
        start = self.at
        bold = self._bold_by_style
        if len(run) and name(run[0].tag) == "w:rPr":
            for setting in run[0]:
                kind = name(setting.tag)
                if kind == "w:b":
                    bold = is_on(setting)
                elif kind == "w:rStyle":
                    bold = self._file.style(attribute(setting, "w:val")).bold or bold
                elif kind == "w:vanish" and is_on(setting) and child(run, "w:t") is not None:
                    self.changed["hidden pieces of text read as visible"] += 1
        self._children(run)
        if bold and self.at > start:
            if self._bold and self._bold[-1][1] == start:
                start = self._bold.pop()[0]
            self._bold.append((start, self.at))

    def _text(self, element: Any) -> None:
        text = element.text or ""
        if len(element):
            text = "".join(element.itertext())
        if "\n" in text or "\r" in text:
            text = " ".join(text.split())
        self.put(text)

    def _link(self, element: Any) -> None:
        start = self.at
        self._children(element)
        _, target, outside = self._file.relations.get(attribute(element, "r:id") or "", ("", "", False))
        self.kept["hyperlinks"] += 1
        if outside and self.at > start:
            self.marks.append(Mark("link", start, self.at, target))

    def _instruction(self, element: Any) -> None:
        """What a field does is no text; the address of a link among it is marked."""
        for address in FIELD.findall(element.text or ""):
            self.marks.append(Mark("link", self.at, self.at, address))

    def _break(self, element: Any) -> None:
        if (attribute(element, "w:type") or "textWrapping") == "textWrapping":
            self.kept["soft line breaks"] += 1
        self.put("\n")

    def _tab(self, _: Any) -> None:
        self.put("\t")

    def _hyphen(self, _: Any) -> None:
        self.changed["no-break hyphens written as -"] += 1
        self.put("-")

    def _soft_hyphen(self, _: Any) -> None:
        self.changed["optional hyphens left out"] += 1

    def _symbol(self, element: Any) -> None:
        font = (attribute(element, "w:font") or "").lower()
        try:
            code = int(attribute(element, "w:char") or "", 16)
        except ValueError:
            code = 0xFFFD
        drawn = _DRAWN.get((font, code & 0xFF)) if code >= 0xF000 else None
        self.changed[f"signs of the font {attribute(element, 'w:font') or 'without a name'}"] += 1
        self.put(drawn or (chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"))

    def _form_field(self, element: Any) -> None:
        if (data := child(element, "w:ffData")) is None:
            return
        if (box := child(data, "w:checkBox")) is not None:
            state = child(box, "w:checked")
            self.put("☒" if is_on(state if state is not None else child(box, "w:default")) else "☐")
            self.kept["form fields"] += 1
        elif (choices := child(data, "w:ddList")) is not None:
            entries = [attribute(entry, "w:val") or "" for entry in choices if name(entry.tag) == "w:listEntry"]
            result = child(choices, "w:result")
            chosen = attribute(result, "w:val") if result is not None else "0"
            if (chosen or "").isdigit() and int(chosen or 0) < len(entries):
                self.put(entries[int(chosen or 0)])
            self.kept["form fields"] += 1

    def _alternative(self, element: Any) -> None:
        self._children(_chosen(element))

    def _ruby(self, element: Any) -> None:
        self.lost["readings above signs (ruby)"] += 1
        self._children(element)

    def _note(self, element: Any) -> None:
        kind = "footnote" if name(element.tag) == "w:footnoteReference" else "endnote"
        key = attribute(element, "w:id") or ""
        self.notes.append((kind, key))
        self.marks.append(Mark(f"{kind} reference", self.at, self.at, key))

    def _anchor(self, element: Any) -> None:
        key = attribute(element, "w:id") or ""
        start, _ = self.anchors.get(key, (self.at, self.at))
        self.anchors[key] = (start, self.at)

    def _drop(self, element: Any) -> None:
        for part in element.iter():
            if name(part.tag) in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
                self._anchor(part)  # what was written beside deleted words stays
        text = "".join(part.text or "" for part in element.iter() if name(part.tag) in ("w:delText", "w:t"))
        if text:
            self.lost["tracked deletions"] += 1
            self.lost_words += words_in(text)


def _chosen(element: Any) -> Any:
    """The first of several forms of the same content that holds anything; the others would say it twice."""
    for form in element:
        if any(name(part.tag) in ("w:t", "w:txbxContent", "pic:pic", "m:t", "a:t") for part in form.iter()):
            return form
    return element[:0]
