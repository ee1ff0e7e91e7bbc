"""A codebook from plain text: an indented list, headings with bullets, or one path a line (``group>>code``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.codebook.entries import Entry
from qualcode.errors import CodebookFaults
from qualcode.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

_BULLET = re.compile(r"(?:[-*•–+]|\d+(?:\.\d+)*[.)]?)\s+")
_HEADING = re.compile(r"(#{1,6})\s+")
_TAB = 4


def read_outline(text: str, source: str, lang: str = "nl") -> tuple[list[Entry], list[str], list[str]]:
    """The codes of a text, what was changed, what was left out.

    A label may be followed by its definition, after a tab or a colon. In paths (``group>>code``) what has codes below it and
    no line of its own is a group: it is not applied.

    >>> entries, _, _ = read_outline("Regie\\n  Extern: de leraar bepaalt\\n  Gedeeld\\n", "codes.txt")
    >>> [(entry.shown, entry.parent) for entry in entries]
    [('Regie', None), ('Extern', 0), ('Gedeeld', 0)]
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if any(">>" in line for _, line in lines):
        return _paths(lines, lang)
    return _indented(lines, source, lang), [], []


def _indented(lines: Sequence[tuple[int, str]], source: str, lang: str) -> list[Entry]:
    entries: list[Entry] = []
    open_: list[tuple[int, int]] = []
    problems: list[Problem] = []
    under = -1
    for number, line in lines:
        heading = _HEADING.match(line)
        bare = line.expandtabs(_TAB)
        indent = len(bare) - len(bare.lstrip())
        if heading:
            under = len(heading.group(1))
            indent = under - 100
        content = line[heading.end() :] if heading else _BULLET.sub("", line.lstrip(), count=1)
        dropped = [depth for depth, _ in open_ if depth > indent]
        open_ = [(depth, at) for depth, at in open_ if depth <= indent]
        if dropped and indent not in [depth for depth, _ in open_] and not heading:
            what = "the line is indented like none of the lines above it."
            problems.append(Problem(f"{source}:{number}:{indent + 1}", what, "Indent codes of one level alike."))
        open_ = [(depth, at) for depth, at in open_ if depth < indent]
        entries.append(_entry(content, open_[-1][1] if open_ else None, number, lang))
        open_.append((indent, len(entries) - 1))
    if problems:
        raise CodebookFaults(source, problems)
    return entries


def _entry(content: str, parent: int | None, number: int, lang: str) -> Entry:
    label, definition = _parted(content)
    fields = {"definition": {lang: definition}} if definition else {}
    return Entry({lang: label}, parent, f"line {number}", fields=fields)


def _parted(content: str) -> tuple[str, str]:
    """Label and definition: after a tab, else after a colon with a space."""
    for sign in ("\t", ": "):
        label, found, definition = content.strip().partition(sign)
        if found and label.strip():
            return label.strip().rstrip(":"), " ".join(definition.split())
    return content.strip().rstrip(":"), ""


def _paths(lines: Sequence[tuple[int, str]], lang: str) -> tuple[list[Entry], list[str], list[str]]:
    entries: list[Entry] = []
    at: dict[tuple[str, ...], int] = {}
    own: set[tuple[str, ...]] = set()
    left_out: list[str] = []
    for number, line in lines:
        content, _, memo = line.partition("\t")
        path = tuple(part.strip() for part in content.split(">>") if part.strip())
        if not path:
            left_out.append(f"line {number}, which names no code")
            continue
        if path in own:
            left_out.append(f'line {number}: "{" > ".join(path)}" stands there twice')
            continue
        for depth in range(1, len(path) + 1):
            if path[:depth] not in at:
                parent = at[path[: depth - 1]] if depth > 1 else None
                entries.append(Entry({lang: path[depth - 1]}, parent, f"line {number}"))
                at[path[:depth]] = len(entries) - 1
        own.add(path)
        if memo.strip():
            entries[at[path]].fields["definition"] = {lang: " ".join(memo.split())}
    groups = [entries[index] for path, index in at.items() if path not in own]
    for entry in groups:
        entry.fields["assignable"] = False
    names = ", ".join(entry.shown for entry in groups)
    changed = (
        [f"groups without a line of their own are not applied, only what is below them: {names}"] if groups else []
    )
    return entries, changed, left_out
