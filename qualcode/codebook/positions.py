"""YAML as a tree of texts that know where they stand: nothing is guessed (`no`, `012`, dates stay as written), nothing recurses.

The parser of ruamel gives events; the tree is built from them here, because a fault must name its line and column and
because a file from a stranger must not cost more than its size: anchors, tags and very deep nesting are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How deep values may be nested in the file; a codebook of 12 levels needs 26.
NESTING = 40
_NULL = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Text:
    """A single value, exactly as written. `plain`: without quotation marks."""

    value: str
    line: int
    column: int
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing was written (``key:``), or ``null``."""
        return self.plain and self.value in _NULL


@dataclass(slots=True)
class Seq:
    """A list."""

    line: int
    column: int
    items: list[Value] = field(default_factory=list)


@dataclass(slots=True)
class Map:
    """A mapping: its keys and values in the order of the file, a key that stands twice included."""

    line: int
    column: int
    items: list[tuple[Text, Value]] = field(default_factory=list)


Value = Text | Seq | Map


class Faulty(Exception):  # carried within this room only; people see CodebookFaults
    """The text is no YAML that is read here; `problems` says why and where."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


def place(name: str, line: int, column: int) -> str:
    """Where something stands, as an editor counts: ``codebook.yaml:12:5``."""
    return f"{name}:{line}:{column}"


def parse(text: str, name: str) -> Value | None:
    """The one document in a YAML text; None where there is none.

    >>> tree = parse("on: no", "book.yaml")
    >>> tree.items[0][0].value, tree.items[0][1].value, tree.items[0][1].column
    ('on', 'no', 5)
    """
    from ruamel.yaml import YAML  # some 30 ms: only where a codebook file is read
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return _build(YAML(typ="safe", pure=True).parse(text), name)
    except MarkedYAMLError as fault:
        raise Faulty(*_syntax(fault, text, name)) from None
    except YAMLError as fault:
        raise Faulty(_unreadable(fault, text, name)) from None
    except (ValueError, RecursionError) as fault:
        raise Faulty(Problem(name, f"this is no YAML ({fault}).", "Save the file as plain UTF-8 text.")) from None


def _build(events: Iterator[Any], name: str) -> Value | None:
    """Put the events together. A mapping's key waits in `keys` until its value is there."""
    root: list[Value] = []
    open_: list[Seq | Map] = []
    keys: list[Text | None] = []
    refused: list[Problem] = []
    for event in events:
        kind = type(event).__name__
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        refused += _refused(event, kind, place(name, line, column), first=not root)
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            open_.pop()
            keys.pop()
        elif kind in ("ScalarEvent", "AliasEvent", "MappingStartEvent", "SequenceStartEvent"):
            value = _value(event, kind, line, column)
            _attach(value, root, open_, keys, refused, name)
            if not isinstance(value, Text):
                open_.append(value)
                keys.append(None)
                if len(open_) > NESTING:
                    what = f"values are nested more than {NESTING} deep."
                    raise Faulty(
                        *refused, Problem(place(name, line, column), what, "A codebook has at most 12 levels.")
                    )
    if refused:
        raise Faulty(*refused)
    return root[0] if root else None


def _value(event: Any, kind: str, line: int, column: int) -> Value:
    if kind == "MappingStartEvent":
        return Map(line, column)
    if kind == "SequenceStartEvent":
        return Seq(line, column)
    if kind == "AliasEvent":
        return Text(event.anchor, line, column)
    return Text(event.value, line, column, plain=bool(event.implicit[0]))


def _attach(
    value: Value, root: list[Value], open_: list[Seq | Map], keys: list[Text | None], refused: list[Problem], name: str
) -> None:
    if not open_:
        root.append(value)
        return
    above = open_[-1]
    if isinstance(above, Seq):
        above.items.append(value)
    elif keys[-1] is not None:
        above.items.append((keys[-1], value))
        keys[-1] = None
    elif isinstance(value, Text):
        keys[-1] = value
    else:
        keys[-1] = Text("", value.line, value.column)
        where = place(name, value.line, value.column)
        refused.append(Problem(where, "a list or mapping stands where a name should stand.", "Quote the text."))


def _refused(event: Any, kind: str, where: str, first: bool) -> list[Problem]:
    found = []
    if kind == "AliasEvent" or getattr(event, "anchor", None):
        found.append(Problem(where, "anchors and aliases (& and *) are not read.", "Write the value out, or quote it."))
    if getattr(event, "tag", None) and not (kind == "ScalarEvent" and event.tag in ("!", "tag:yaml.org,2002:str")):
        found.append(Problem(where, f"tags ({event.tag}) are not read.", "Leave the tag out, or quote the text."))
    if kind == "DocumentStartEvent" and not first:
        found.append(Problem(where, "a second document begins here.", "Keep one codebook in a file."))
    return found


def _syntax(fault: Any, text: str, name: str) -> list[Problem]:
    """The parser's complaint in words that lead somewhere; tabs are listed all at once."""
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = str(fault.problem or fault.context or "not YAML")
    lines = text.split("\n")
    if "\\t" in what or (line <= len(lines) and "\t" in lines[line - 1][: column + 1]):
        tabs = [
            Problem(
                place(name, number, row.index("\t") + 1), "a tab stands in the indentation.", "YAML takes spaces only."
            )
            for number, row in enumerate(lines, 1)
            if "\t" in row[: len(row) - len(row.lstrip())]
        ]
        if tabs:
            return tabs
    told = (
        "A tab stands in this line: write a space." if line <= len(lines) and "\t" in lines[line - 1] else _advice(what)
    )
    begun = fault.context_mark
    since = f", in what began in line {begun.line + 1}" if begun is not None and begun.line + 1 != line else ""
    return [Problem(place(name, line, column), f"the YAML breaks off here: {what}{since}.", told)]


def _advice(what: str) -> str:
    if "mapping values are not allowed" in what:
        return 'A text that holds ": " needs quotes; a line that begins a new field must be indented as the one above.'
    if "cannot start any token" in what:
        return "Quote a text that begins with this sign."
    if "unexpected end of stream" in what:
        return "A closing quote is missing."
    if "expected <block end>" in what:
        return "Indent the fields of one code alike."
    if "expected ',' or" in what:
        return "A closing bracket or a comma is missing; quote a text that holds a quotation mark or a comma."
    return "Look at this line and the one above it."


def _unreadable(fault: Any, text: str, name: str) -> Problem:
    position = getattr(fault, "position", None)
    if position is None or not hasattr(fault, "character"):
        return Problem(place(name, 1, 1), "this is no YAML that can be read.", "Save the file as plain UTF-8 text.")
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    sign = fault.character if isinstance(fault.character, int) else ord(fault.character)
    return Problem(place(name, line, column), f"the sign U+{sign:04X} cannot stand in a YAML file.", "Remove it.")
