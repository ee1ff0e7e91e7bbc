"""The codebook as a YAML file: read with every fault at once, written so that a person goes on writing in it.

A hand-written walker reads the file (`reading`), since a model library would give neither line and column nor the texts as
they were written.
A changed book is written back into the lines of the file that stands (`rewriting`), so that comments and layout survive.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.codebook.positions import Faulty, parse
from qualcode.codebook.reading import Reader
from qualcode.errors import CodebookFaults
from qualcode.model import Problem

if TYPE_CHECKING:
    from qualcode.codebook.book import Codebook

#: A codebook of a thousand codes has some 500 kB.
LARGEST = 5_000_000


def load(path: Path | str) -> Codebook:
    """The codebook in a YAML file.

    Raises
    ------
    CodebookFaults
        Everything that is wrong with the file at once, each with line and column (both from 1).
    NotHere, Unreadable
        There is no such file, or it is too large.
    """
    from qualcode.readers.limits import content

    data = content(path, LARGEST)
    return loads(_decoded(data, str(path)), str(path))


def loads(text: str, name: str = "codebook") -> Codebook:
    """The codebook in a YAML text; `name` is what its faults call the file.

    >>> book = loads("codebook: trust\\nversion: 1.0.0\\nlanguages: [en]\\ncodes:\\n- {key: peers, label: Trust in peers}\\n")
    >>> book.label("peers", "en")
    'Trust in peers'
    >>> loads("codebook: trust\\nversion: 1.0.0\\ncodes:\\n- {key: peers, lable: {nl: Vertrouwen}}\\n", "trust.yaml")
    Traceback (most recent call last):
    ...
    qualcode.errors.CodebookFaults: trust.yaml: 2 faults.
      trust.yaml:4:3: this code has no label. What the code is called in tables and on the screen.
      trust.yaml:4:16: a code has no field "lable". Did you mean "label"?
    """
    if len(text) > LARGEST:
        raise CodebookFaults(name, [Problem(name, f"the text has more than {LARGEST // 1_000_000} MB.", "Split it.")])
    try:
        tree = parse(text.removeprefix("\ufeff"), name)
    except Faulty as fault:
        raise CodebookFaults(name, fault.problems) from None
    reader = Reader(name)
    book = reader.book(tree)
    if reader.problems or book is None:
        raise CodebookFaults(name, sorted(reader.problems, key=_position))
    return book


def dumps(book: Codebook) -> str:
    """The codebook as a YAML text that `loads` reads as the same book (without its `earlier` versions)."""
    from qualcode.codebook.writing import fresh

    return fresh(book)


def save(book: Codebook, path: Path | str) -> Path:
    """Write a codebook to a YAML file; comments and layout of a file that stands there are kept.

    Raises
    ------
    CodebookFaults
        The book breaks a law, or the file that stands there cannot be read: it is left as it is.
    """
    from qualcode.codebook.laws import demand
    from qualcode.codebook.rewriting import rewritten

    target = Path(path)
    demand(book)
    if not target.exists():
        return put(dumps(book).encode(), target)
    from qualcode.readers.limits import content

    old = _decoded(content(target, LARGEST), str(target))
    return put(rewritten(old, loads(old, str(target)), book).encode(), target)


def put(data: bytes, path: Path) -> Path:
    """Write beside the file and move it there when it is complete."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return path


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - (data.rfind(b"\n", 0, fault.start) + 1) + 1
        what = f"the byte 0x{data[fault.start]:02X} is no UTF-8."
        raise CodebookFaults(name, [Problem(f"{name}:{line}:{column}", what, "Save the file as UTF-8.")]) from None


def _position(problem: Problem) -> tuple[int, int]:
    parts = problem.where.rsplit(":", 2)
    return (int(parts[1]), int(parts[2])) if len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit() else (0, 0)
