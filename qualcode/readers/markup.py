"""HTML to text as a browser shows it: blocks on lines, cells by tabs, spaces as one; nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from qualcode.errors import Unreadable
from qualcode.readers.intake import Mark
from qualcode.readers.limits import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 50 * MEGABYTE
_SPACES = re.compile(r"[ \t\n\r\f]+")
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "caption",
        "ul",
    ]
)
_SILENT = frozenset(["head", "script", "style", "template", "noscript", "title"])
_NAMED = {
    "img": "pictures", "svg": "pictures", "picture": "pictures", "canvas": "pictures", "audio": "sound", "video": "video",
    "iframe": "embedded pages", "object": "embedded objects", "embed": "embedded objects", "input": "form fields",
    "select": "form fields", "textarea": "form fields",
}  # fmt: skip
_BOLD = frozenset(["b", "strong", "th"])


def tree(text: str, path: object) -> Any:
    """The root of an HTML text, or one sentence where it is too large or too deep to be read whole."""
    import lxml.html

    if len(text) > _MOST:
        raise Unreadable(path, f"the page has {len(text) // MEGABYTE} MB, more than {_MOST // MEGABYTE}", "Split it.")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(_DECLARED.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(path, "the page holds no text") from fault
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable(path, "its parts are nested deeper or are larger than those of any page", "It is not opened.")
    return root


class Markup:
    """Text, marks and counts gathered from a page."""

    def __init__(self, special: Callable[[Any, Markup], bool] | None = None) -> None:
        self._parts: list[str] = []
        self._special = special
        self._space = False
        self._fresh = True
        self._ended = False
        self._kept_spaces = 0
        self.at = 0
        self.marks: list[Mark] = []
        self.kept: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()

    @property
    def text(self) -> str:
        """What has been gathered so far, without line ends after it."""
        return "".join(self._parts).rstrip("\n")

    def finished(self) -> list[Mark]:
        """The marks in order, none of them empty or beyond the text."""
        end = len(self.text)
        cut = [Mark(mark.kind, mark.start, min(mark.end, end), mark.value) for mark in self.marks]
        return sorted(mark for mark in cut if mark.start < mark.end)

    def put(self, text: str) -> None:
        """Running text: white space as one space, none at the beginning of a line."""
        text = text.replace("\ufeff", "")
        if self._kept_spaces:
            self._write(text.replace("\r\n", "\n").replace("\r", "\n"))
            return
        bare = _SPACES.sub(" ", text)
        if bare == " " or not bare:
            self._space = self._space or bare == " "
            return
        if (self._space or bare[0] == " ") and not (self._fresh or self._ended):
            self._write(" ")
        self._write(bare.strip(" "))
        self._space = bare[-1] == " "

    def line_end(self, *, of_row: bool = False) -> None:
        """The border of a block, once; within a cell that holds nothing yet only the end of the row counts."""
        self._space = False
        if not self._fresh and (of_row or self._parts[-1] != "\t"):
            self._ended = True

    def mark_from(self, kind: str, start: int, value: str = "") -> None:
        """A mark from `start` to here, without white space at its ends."""
        said = self._since(start)
        left = len(said) - len(said.lstrip())
        if said.strip():
            self.marks.append(Mark(kind, start + left, start + len(said.rstrip()), value))

    def walk(self, element: Any) -> None:
        """An element with everything in it and the text after it."""
        kind = element.tag if isinstance(element.tag, str) else "#"
        if kind in _SILENT or kind == "#":
            if kind in ("script", "style"):
                self.lost[f"{kind}s"] += 1
        elif kind in _NAMED:
            self.lost[_NAMED[kind]] += 1
        elif self._special is None or not self._special(element, self):
            self._element(element, kind)
        if element.tail:
            self.put(element.tail)

    def inside(self, element: Any) -> None:
        """The text and the elements within one."""
        if element.text:
            self.put(element.text)
        for below in element:
            self.walk(below)

    def _element(self, element: Any, kind: str) -> None:
        if kind == "br":
            self._space = False
            self._write("\n")
            return
        block = kind in _BLOCKS
        if block:
            self.line_end()
        if kind in ("td", "th") and any(before.tag in ("td", "th") for before in element.itersiblings(preceding=True)):
            self._space = self._ended = False
            self._write("\t")
        if kind == "li":
            self.lost["automatic numbers or bullets of list items"] += 1
        self._kept_spaces += kind == "pre"
        start = self.at
        self.inside(element)
        self._kept_spaces -= kind == "pre"
        self._say(element, kind, start)
        if block:
            self.line_end(of_row=kind == "tr")

    def _say(self, element: Any, kind: str, start: int) -> None:
        if re.fullmatch("h[1-6]", kind):
            self.kept["headings"] += self.at > start
            self.mark_from("heading", start, kind[1])
        elif kind in _BOLD:
            self.mark_from("bold", start)
        elif kind == "a" and element.get("href"):
            self.kept["hyperlinks"] += 1
            self.mark_from("link", start, element.get("href"))
        elif kind == "table":
            self.kept["tables"] += 1
            self.mark_from("table", start)
        elif kind == "p":
            self.kept["paragraphs"] += self.at > start

    def _since(self, start: int) -> str:
        pieces: list[str] = []
        length = self.at - start
        for part in reversed(self._parts):
            if length <= 0:
                break
            pieces.append(part[-length:] if len(part) > length else part)
            length -= len(part)
        return "".join(reversed(pieces))

    def _write(self, text: str) -> None:
        if text:
            if self._ended:
                self._parts.append("\n")
                self.at += 1
            self._parts.append(text)
            self.at += len(text)
            self._ended = False
            self._fresh = text[-1] == "\n"
