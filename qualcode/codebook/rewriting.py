"""Changes put into a codebook file that stands: what is equal stays as it was written, letter for letter, with its comments.

The file is cut into chunks of whole lines: one for each field of the book, one for each field of each code, each with the
comment lines above it. Chunks are kept, written anew, indented anew or dropped; a dropped code leaves its comments behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualcode.codebook.fields import BOOK, CODE
from qualcode.codebook.positions import Map, Seq, Value, parse
from qualcode.codebook.writing import book_field, field_lines, fresh, own_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.codebook.book import Code, Codebook

_BOOK_FIELDS = {one.name: one for one in BOOK if one.kind != "codes"}
_CODE_FIELDS = {one.name: one for one in CODE if one.kind != "codes"}
#: A comment at the end of a line, after values in which every quotation mark is closed.
_COMMENT = re.compile(r"""^(?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*'|(?<=\S)#)*?(\s+#.*)$""")


@dataclass
class Block:
    """One code in the file. `chunks` holds its lines by field, in the order of the file, the hyphen taken out.

    A code within braces is one chunk without a name.
    """

    code: Code
    indent: int
    deeper: int = 2
    above: list[str] = field(default_factory=list)
    chunks: dict[str, list[str]] = field(default_factory=dict)
    step: int = 4


#: Where a field begins: line (from 1), indent, name, and the block of its code.
Mark = tuple[int, int, str, Block | None]


@dataclass
class Cut:
    """A whole file in chunks: book fields before and after the codes, the blocks of the codes, what stands below."""

    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)
    indent: int = 2


class Uncut(Exception):  # carried within this module only
    """The file is written in a way that has no whole lines per code: everything in braces, for instance."""


def rewritten(text: str, standing: Codebook, book: Codebook) -> str:
    """The text of a file that holds `standing`, changed so that it holds `book`.

    A file whose codes do not stand on lines of their own is written anew below its comments.
    """
    from qualcode.codebook.file import loads

    bare = replace(book, earlier=())
    try:
        made = _joined(_cut(text, standing), standing, bare)
        if loads(made) == bare:
            return made
    except Uncut:
        pass
    comments = [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]
    return "\n".join([*comments, fresh(bare)])


def _cut(text: str, standing: Codebook) -> Cut:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    root = parse("\n".join(lines), "codebook")
    if not isinstance(root, Map) or root.column != 1 or lines[root.line - 1][:1] == "{":
        raise Uncut
    marks: list[Mark] = []
    blocks: list[Block] = []
    codes = iter(standing.codes)
    for key, value in root.items:
        marks.append((key.line, 0, key.value, None))
        if key.value == "codes":
            _mark(value, lines, codes, marks, blocks)
    return _filled(lines, marks, blocks)


def _mark(value: Value, lines: list[str], codes: Iterator[Code], marks: list[Mark], blocks: list[Block]) -> int:
    """Where each code and each of its fields begins; gives back how far in the first hyphen stands."""
    if not isinstance(value, Seq):
        return -1
    first = -1
    for node in value.items:
        if not isinstance(node, Map):
            raise Uncut
        line = lines[node.line - 1]
        indent = len(line) - len(line.lstrip())
        if line[indent : indent + 1] != "-" or line[indent + 1 : node.column - 1].strip():
            raise Uncut
        first = indent if first < 0 else first
        block = Block(next(codes), indent, node.column - 1 - indent)
        blocks.append(block)
        if line[node.column - 1] == "{":
            if any(key.value == "codes" for key, _ in node.items):
                raise Uncut
            marks.append((node.line, indent, "", block))
            continue
        for key, below in node.items:
            marks.append((key.line, key.column - 1, key.value, block))
            if key.value == "codes":
                step = _mark(below, lines, codes, marks, blocks)
                block.step = step - indent if step >= 0 else block.deeper + 2
    return first


def _filled(lines: list[str], marks: list[Mark], blocks: list[Block]) -> Cut:
    if len({line for line, *_ in marks}) < len(marks):
        raise Uncut
    made = Cut(blocks={block.code.key: block for block in blocks}, indent=blocks[0].indent)
    starts = [_with_comments(lines, line - 1, indent) for line, indent, *_ in marks]
    ends = [*starts[1:], _with_comments(lines, len(lines), 0)]
    made.below = lines[ends[-1] :]
    side = made.before
    for (line, _, name, block), start, end in zip(marks, starts, ends, strict=True):
        if block is None:
            side[name] = lines[start:end]
            side = made.after if name == "codes" else side
        elif not block.chunks:
            block.above = lines[start : line - 1]
            hyphen = block.indent
            first = lines[line - 1]
            block.chunks[name] = [f"{first[:hyphen]} {first[hyphen + 1 :]}", *lines[line:end]]
        else:
            block.chunks[name] = lines[start:end]
    return made


def _with_comments(lines: list[str], at: int, indent: int) -> int:
    """Where the comment and empty lines begin that belong to what stands at a line (both from 0)."""
    while at > 0:
        line = lines[at - 1]
        bare = line.lstrip()
        if bare and not (bare.startswith("#") and len(line) - len(bare) <= indent):
            break
        at -= 1
    return at


def _joined(cut: Cut, standing: Codebook, book: Codebook) -> str:
    left = dict(cut.blocks)
    lines = _book_lines(cut.before, standing, book, complete=cut.after)
    for key in book.roots:
        lines += _placed(book, key, left, cut.indent)
    for block in left.values():
        dropped = [*block.above, *(line for chunk in block.chunks.values() for line in chunk)]
        lines += [" " * cut.indent + comment for comment in _comments(dropped)]
    lines += _book_lines(cut.after, standing, book)
    return "\n".join([*lines, *cut.below])


def _book_lines(
    chunks: dict[str, list[str]], standing: Codebook, book: Codebook, complete: dict[str, list[str]] | None = None
) -> list[str]:
    lines: list[str] = []
    for name, chunk in chunks.items():
        one = _BOOK_FIELDS.get(name)
        same = one is None or book_field(book, one) == book_field(standing, one)
        if name == "codes" and complete is not None:  # fields that the file does not have yet
            missing = [one for other, one in _BOOK_FIELDS.items() if other not in chunks and other not in complete]
            lines += [
                line
                for one in missing
                if book_field(book, one) != book_field(standing, one)
                for line in book_field(book, one)
            ]
        lines += chunk if same or one is None else _anew(chunk, book_field(book, one))
    return lines


def _placed(book: Codebook, key: str, left: dict[str, Block], indent: int) -> list[str]:
    """The lines of a code and of those below it, from its block in the old file where there is one."""
    code = book[key]
    name = next(
        (name for name in (key, *reversed(code.was)) if name in left and (name == key or name not in book)), None
    )
    if name is None:
        block = Block(code, indent)
        lines = own_lines(code, indent)
    else:
        block = left.pop(name)
        lines = _shifted([*block.above, *_hyphened(_fields(block, code), block.indent)], indent - block.indent)
    children = book.children(key)
    if not children:
        return lines
    named = block.chunks.get("codes")
    margin = " " * (indent + block.deeper)
    lines += _shifted(named, indent - block.indent) if named else [f"{margin}codes:"]
    for child in children:
        lines += _placed(book, child, left, indent + block.step)
    return lines


def _fields(block: Block, code: Code) -> list[str]:
    """The fields of a code: as they stand where they are equal, else anew; new ones in their usual place."""
    inner = block.indent + block.deeper
    wanted = {name: field_lines(code, one, inner) for name, one in _CODE_FIELDS.items()}
    standing = {name: field_lines(block.code, one, inner) for name, one in _CODE_FIELDS.items()}
    if "" in block.chunks:
        same = wanted == standing
        return (
            block.chunks[""] if same else _anew(block.chunks[""], [line for lines in wanted.values() for line in lines])
        )
    lines: dict[str, list[str]] = {
        name: chunk if wanted[name] == standing[name] else _anew(chunk, wanted[name])
        for name, chunk in block.chunks.items()
        if name != "codes"
    }
    order = list(_CODE_FIELDS)
    for name in order:
        if wanted[name] and name not in lines:
            before = [other for other in lines if order.index(other) < order.index(name)]
            at = list(lines).index(before[-1]) + 1 if before else 0
            lines = dict([*list(lines.items())[:at], (name, wanted[name]), *list(lines.items())[at:]])
    return [line for chunk in lines.values() for line in chunk]


def _anew(chunk: list[str], lines: list[str]) -> list[str]:
    """New lines in the place of a chunk, with the comments of the chunk."""
    above = [line for line in chunk if line.lstrip().startswith("#")]
    ends = [end for line in chunk if (end := _end(line))]
    if not lines:
        return [*above, *(end.strip() for end in ends)]
    return [*above, lines[0] + "".join(ends), *lines[1:]]


def _end(line: str) -> str:
    """The comment at the end of a line, with the space before it."""
    found = None if line.lstrip().startswith("#") else _COMMENT.match(line)
    return found.group(1) if found else ""


def _comments(lines: list[str]) -> list[str]:
    """All comments of some lines."""
    return [
        line.strip() if line.lstrip().startswith("#") else _end(line).strip()
        for line in lines
        if "#" in line and (_end(line) or line.lstrip().startswith("#"))
    ]


def _hyphened(lines: list[str], indent: int) -> list[str]:
    """The hyphen put back before the first field; comments that came to stand above it stay above."""
    at = next(at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    first = lines[at]
    return [*lines[:at], f"{first[:indent]}-{first[indent + 1 :]}", *lines[at + 1 :]]


def _shifted(lines: list[str], by: int) -> list[str]:
    if by >= 0:
        return [" " * by + line if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip())) :] for line in lines]
