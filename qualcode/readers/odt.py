"""Text of LibreOffice and OpenOffice: the body in the order of the page, then the notes; what has no place is named."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.errors import Unreadable
from qualcode.model import words_in
from qualcode.readers.intake import Comment, Intake, Mark, beside
from qualcode.readers.limits import XML, Package, content, signature, xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_SPACES = re.compile(r"[ \t\n\r]+")
_AGAIN = "Open it in LibreOffice and save it again as .odt."
_BLOCKS = frozenset(["p", "h", "table"])
_SILENT = frozenset([
    "sequence-decls", "variable-decls", "user-field-decls", "forms", "soft-page-break", "bookmark", "bookmark-start",
    "bookmark-end", "reference-mark", "reference-mark-start", "reference-mark-end", "table-columns", "table-column",
    "table-of-content-source", "index-title-template", "scripts", "dde-connection-decls", "covered-table-cell", "title", "desc",
    "change", "change-end", "note-citation", "event-listeners", "table-header-columns", "#",
])  # fmt: skip
_NAMED = {"image": "pictures", "object": "embedded objects", "object-ole": "embedded objects", "plugin": "embedded objects",
          "ruby-text": "readings above signs (ruby)", "math": "formulas"}  # fmt: skip
_SHAPES = (
    "text-box",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polygon",
    "polyline",
    "path",
    "caption",
    "connector",
)
_MANY = 1_000


def read(path: Path, *, margins: bool = False) -> Intake:
    """LibreOffice text (.odt): body, tables, boxes, notes; tracked insertions read as accepted.

    Paragraphs are separated by one line end, cells by a tab; a text box follows the paragraph that holds it; footnotes
    and endnotes stand at the end. Marks: heading (level), bold, table, row, cell, box, link, comment, footnote, endnote; with
    `margins` also header and footer, whose texts then stand at the end, each once. Comments come beside the text.
    """
    data = content(path)
    if not data.strip():
        raise Unreadable(path, "the file is empty")
    if signature(data) != "zip":
        raise Unreadable(path, "the file is no LibreOffice text, whatever its name says", _AGAIN)
    package = Package(data, path)
    if "content.xml" not in package:
        raise Unreadable(path, "the file is no LibreOffice text, whatever its name says", _AGAIN)
    manifest = package.read("META-INF/manifest.xml", XML) if "META-INF/manifest.xml" in package else b""
    if b"encryption-data" in manifest:
        raise Unreadable(path, "the file is locked with a password", "Save it in LibreOffice without one.")
    root = xml(package.read("content.xml", XML), path, "content.xml")
    styles = xml(package.read("styles.xml", XML), path, "styles.xml") if "styles.xml" in package else None
    body = next((below for top in root if _name(top) == "body" for below in top if _name(below) == "text"), None)
    if body is None:
        raise Unreadable(
            path, "the file is no text but a table or a drawing", "Save it as .odt, or read it as a sheet."
        )
    walk = _Walk(_bold_styles(root, styles))
    try:
        walk.blocks(body)
        walk.notes()
        if margins:
            walk.margins(styles)
        left_out = [*walk.said(), *([] if margins else _margins(styles))]
    except RecursionError:
        raise Unreadable(path, "its parts are nested deeper than any document is", "It is not opened.") from None
    changed = tuple(f"{what}: {count}" for what, count in sorted(walk.changed.items()))
    comments = walk.comments()
    marks = sorted([*walk.marks, *(comment.mark for comment in comments if comment.mark)])
    return Intake(walk.text, tuple(marks), dict(walk.kept), changed, tuple(left_out), comments=comments)


class _Walk:
    """Text, marks and counts gathered from a body."""

    def __init__(self, bold: Mapping[str, bool]) -> None:
        self._parts: list[str] = []
        self._bold = bold
        self._line = True
        self._space = False
        self._boxes: list[Any] = []
        self._waiting: list[tuple[str, Any]] = []
        self._comments: list[Comment] = []
        self._named_comments: dict[str, int] = {}
        self.at = 0
        self.marks: list[Mark] = []
        self.kept: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self._lost_words = 0
        self._inline: Mapping[str, Callable[[Any], None]] = {
            "s": self._spaces, "tab": self._tab, "line-break": self._break, "span": self._span, "a": self._link, "note": self._note,
            "annotation": self._comment, "annotation-end": self._comment_end, "change-start": self._insertion,
            "tracked-changes": self._deletions, **dict.fromkeys(_SHAPES, self._shape),
        }  # fmt: skip

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def blocks(self, element: Any) -> None:
        """Paragraphs and tables in an element, whatever they are wrapped in, a line end between each two."""
        for number, (block, item) in enumerate(self._flat(element, False)):
            if number:
                self._put("\n")
            self._line, self._space = True, False
            if _name(block) == "table":
                self._table(block)
            else:
                self._paragraph(block)
                if item:
                    self.lost["automatic numbers or bullets of list items"] += 1

    def notes(self) -> None:
        """Footnotes, then endnotes, as lines at the end."""
        for kind in ("footnote", "endnote"):
            for number, (found, body) in enumerate(list(self._waiting), 1):
                if found == kind:
                    self._put("\n")
                    start = self.at
                    self.blocks(body)
                    self.kept[f"{kind}s"] += 1
                    self.marks.append(Mark(kind, start, self.at, str(number)))

    def margins(self, styles: Any) -> None:
        """Headers and footers as lines at the end, each text once."""
        seen: set[str] = set()
        for kind, element, said in _margin_texts(styles):
            if said not in seen:
                seen.add(said)
                self._put("\n")
                start = self.at
                self.blocks(element)
                self.kept[f"{kind}s"] += 1
                self.marks.append(Mark(kind, start, self.at))

    def comments(self) -> tuple[Comment, ...]:
        """The comments on their words, in the order of the text; a reply stands where the comment does that it answers."""
        found: list[Comment] = []
        for comment in self._comments:
            start, end = beside(self.text, comment.start or 0, comment.end or 0)
            if comment.reply_to is not None:
                start, end = found[comment.reply_to].start, found[comment.reply_to].end
            found.append(replace(comment, start=start, end=end))
        return tuple(found)

    def said(self) -> list[str]:
        """What was left out, in sentences."""
        count = self.lost.pop("tracked deletions", 0)
        found = [f"tracked deletions: {count} ({self._lost_words} words)"] if count else []
        return found + [f"{what}: {many}" for what, many in sorted(self.lost.items())]

    def _flat(self, element: Any, item: bool) -> Iterable[tuple[Any, bool]]:
        for below in element:
            kind = _name(below)
            if kind in _BLOCKS:
                yield below, item
                item = False
            elif kind in self._inline and kind not in _SHAPES:
                self._inline[kind](below)
            elif kind in _NAMED:
                self.lost[_NAMED[kind]] += 1
            elif kind not in _SILENT:
                yield from self._flat(below, item or kind == "list-item")

    def _paragraph(self, element: Any) -> None:
        start = self.at
        self._boxes.clear()
        bold = self._bold.get(_attribute(element, "style-name") or "", False)
        self._children(element)
        boxes = list(self._boxes)
        if self.at > start:
            self.kept["paragraphs"] += 1
            if _name(element) == "h":
                self.kept["headings"] += 1
                self.marks.append(Mark("heading", start, self.at, _attribute(element, "outline-level") or "1"))
            if bold:
                self.marks.append(Mark("bold", start, self.at))
        for box in boxes:
            self._put("\n")
            begin = self.at
            self.blocks(box)
            self.kept["text boxes"] += 1
            self.marks.append(Mark("box", begin, self.at))

    def _table(self, table: Any) -> None:
        start = self.at
        for number, row in enumerate(_inside(table, "table-row")):
            if number:
                self._put("\n")
            begin = self.at
            for column, cell in enumerate(_inside(row, "table-cell", "covered-table-cell")):
                if column:
                    self._put("\t")
                at = self.at
                if _name(cell) == "table-cell":
                    self.blocks(cell)
                self.marks.append(Mark("cell", at, self.at, str(column)))
            self.marks.append(Mark("row", begin, self.at))
        self.kept["tables"] += 1
        self.marks.append(Mark("table", start, self.at))

    def _children(self, element: Any) -> None:
        self._running(element.text)
        for below in element:
            kind = _name(below)
            if kind in self._inline:
                self._inline[kind](below)
            elif kind in _NAMED:
                self.lost[_NAMED[kind]] += 1
            elif kind in _BLOCKS:
                self._put("\n")
                self._line = True
                self._table(below) if kind == "table" else self._children(below)
            elif kind not in _SILENT:
                self._children(below)
            self._running(below.tail)

    def _running(self, text: str | None) -> None:
        """White space within a paragraph is one space, none at its beginning; `text:s` writes more."""
        if not text:
            return
        bare = _SPACES.sub(" ", text.replace("\ufeff", ""))
        if bare and bare[0] == " " and (self._line or self._space):
            bare = bare[1:]
        if bare:
            self._put(bare)
            self._line, self._space = False, bare[-1] == " "

    def _spaces(self, element: Any) -> None:
        count = _attribute(element, "c") or "1"
        self._put(" " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, _MANY))
        self._line = self._space = False

    def _tab(self, _: Any) -> None:
        self._put("\t")
        self._line = self._space = False

    def _break(self, _: Any) -> None:
        self._put("\n")
        self.kept["soft line breaks"] += 1
        self._line, self._space = True, False

    def _span(self, element: Any) -> None:
        start = self.at
        self._children(element)
        if self.at > start and self._bold.get(_attribute(element, "style-name") or "", False):
            last = self.marks[-1] if self.marks else None
            if last is not None and last.kind == "bold" and last.end == start:
                start = self.marks.pop().start
            self.marks.append(Mark("bold", start, self.at))

    def _link(self, element: Any) -> None:
        start = self.at
        self._children(element)
        self.kept["hyperlinks"] += 1
        if self.at > start:
            self.marks.append(Mark("link", start, self.at, _attribute(element, "href") or ""))

    def _note(self, element: Any) -> None:
        kind = "endnote" if _attribute(element, "note-class") == "endnote" else "footnote"
        for body in element:
            if _name(body) == "note-body":
                self._waiting.append((kind, body))
                self.marks.append(Mark(f"{kind} reference", self.at, self.at, str(len(self._waiting))))

    def _comment(self, element: Any) -> None:
        author = next((below.text or "" for below in element if _name(below) == "creator"), "")
        created = next((below.text or "" for below in element if _name(below) == "date"), "")
        lines = [" ".join("".join(below.itertext()).split()) for below in element if _name(below) in ("p", "list")]
        said = "\n".join(line for line in lines if line)
        if not said:
            self.lost["comments without words"] += 1
            return
        self.kept["comments"] += 1
        above = self._named_comments.get(_attribute(element, "parent-name") or "")
        self._named_comments[_attribute(element, "name") or f"#{self.at}"] = len(self._comments)
        resolved = _attribute(element, "resolved") == "true"
        self._comments.append(Comment(author.strip(), said, self.at, self.at, created, resolved, above))

    def _comment_end(self, element: Any) -> None:
        place = self._named_comments.get(_attribute(element, "name") or "")
        if place is not None:
            self._comments[place] = replace(self._comments[place], end=self.at)

    def _insertion(self, _: Any) -> None:
        self.changed["tracked insertions read as accepted"] += 1

    def _deletions(self, element: Any) -> None:
        for region in element:
            for change in region:
                if _name(change) == "deletion":
                    self.lost["tracked deletions"] += 1
                    self._lost_words += sum(words_in("".join(p.itertext())) for p in change if _name(p) in ("p", "h"))

    def _shape(self, element: Any) -> None:
        """A box or drawing that may hold paragraphs of its own."""
        if any(_name(below) in _BLOCKS for below in element.iter()):
            self._boxes.append(element)

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.at += len(text)


def _name(element: Any) -> str:
    """The local name of an element; a comment or instruction has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "#"


def _attribute(element: Any, wanted: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), None)


def _inside(element: Any, *wanted: str) -> Iterable[Any]:
    """The rows of a table or the cells of a row, also within groups and heads; not those of tables within."""
    for below in element:
        kind = _name(below)
        if kind in wanted:
            yield below
        elif kind not in _BLOCKS and kind not in _SILENT:
            yield from _inside(below, *wanted)


def _bold_styles(*roots: Any) -> dict[str, bool]:
    """Each style and whether its text is bold, with what it inherits."""
    own: dict[str, tuple[bool | None, str | None]] = {}
    for root in roots:
        for style in root.iter() if root is not None else ():
            if _name(style) == "style" and (name := _attribute(style, "name")):
                weight = next(
                    (_attribute(below, "font-weight") for below in style if _name(below) == "text-properties"), None
                )
                own[name] = (
                    None if weight is None else weight == "bold" or weight >= "600",
                    _attribute(style, "parent-style-name"),
                )
    found: dict[str, bool] = {}
    for name in own:
        at: str | None = name
        seen: set[str | None] = set()
        while at in own and at not in seen and own[at][0] is None:
            seen.add(at)
            at = own[at][1]
        found[name] = bool(own[at][0]) if at in own else False
    return found


def _margins(styles: Any) -> list[str]:
    """Headers and footers that say anything, each text once."""
    found = (f'{kind} "{said[:60]}{"…" if len(said) > 60 else ""}"' for kind, _, said in _margin_texts(styles))
    return list(dict.fromkeys(found))


def _margin_texts(styles: Any) -> Iterable[tuple[str, Any, str]]:
    """Each header and footer that says anything: its kind, its element, its words."""
    for element in styles.iter() if styles is not None else ():
        kind = _name(element).partition("-")[0]
        if kind in ("header", "footer") and _name(element) in (kind, f"{kind}-left", f"{kind}-first"):
            walk = _Walk({})
            walk.blocks(element)
            text = " ".join(walk.text.split())
            if text:
                yield kind, element, text
