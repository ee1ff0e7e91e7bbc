"""The key: real names and their pseudonyms, in a file of its own that lies outside the project and is read by few."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import NotHere, NotWritten
from qualcode.sheets.faults import Found
from qualcode.sheets.header import Field, Line, lines

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = ("person", "school", "place", "other")
_KINDS = {"persoon": "person", "plaats": "place", "anders": "other", "overig": "other", "instelling": "school"}
FIELDS = (
    Field("name", ("naam", "echte naam"), required=True),
    Field("pseudonym", ("pseudoniem", "vervanging"), required=True),
    Field("kind", ("soort",)),
    Field("variants", ("varianten", "ook")),
)
_COLUMNS = ("name", "pseudonym", "kind", "variants", "#times", "#why", "#context")
#: Signs that would break a sheet, a file name or a workbook in which a pseudonym comes to stand.
_NOT_IN_A_PSEUDONYM = frozenset(';,"|\t\n\r/\\:*?<>')
ENCRYPTED = ".keydb"


@dataclass(frozen=True, slots=True)
class Name:
    """A real name, what stands for it, and how else it is written. Without a pseudonym it is left as it is.

    `times`, `why` and `context` say where a suggestion came from; nothing else depends on them.
    """

    name: str
    pseudonym: str = ""
    kind: str = "person"
    variants: tuple[str, ...] = ()
    times: int = 0
    why: str = ""
    context: str = ""


@dataclass(frozen=True)
class Key:
    """All names of a study, in the order of the file."""

    names: tuple[Name, ...] = ()
    path: Path | None = None

    @property
    def sign(self) -> str:
        """A hash of all names together, by which another state of the key is known; it tells no name."""
        rows = sorted((name.name, name.pseudonym, *sorted(name.variants)) for name in self.names)
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]

    @property
    def replaced(self) -> tuple[Name, ...]:
        """The names that have a pseudonym."""
        return tuple(name for name in self.names if name.pseudonym)

    def with_more(self, found: Iterable[Name]) -> Key:
        """This key, then what is not in it yet."""
        known = {spelled.casefold() for name in self.names for spelled in (name.name, *name.variants)}
        return replace(self, names=(*self.names, *(name for name in found if name.name.casefold() not in known)))


def load(path: str | Path) -> Key:
    """Read a key: a sheet (.csv, .xlsx) with name, pseudonym, kind and variants (parted by ``|``), or an encrypted ``.keydb``.

    Raises
    ------
    NotHere
        There is no such file.
    SheetFaults
        A name twice, a pseudonym that holds a name of the key or a sign that breaks sheets: all at once, with row.
    MissingExtra, CallError, Unreadable
        An encrypted key without its library, without its password, or with another one.
    """
    from qualcode.readers.sheets import read_sheet

    place = Path(path)
    if not place.is_file():
        raise NotHere(
            f"There is no key {place}. Name the file of names and pseudonyms; `qualcode pseudonyms suggest` makes one."
        )
    if place.suffix == ENCRYPTED:
        from qualcode.people.encrypted import read_rows

        return key_of(read_rows(place), place)
    return key_of(read_sheet(place), place)


def key_of(source: Any, path: Path | None = None) -> Key:
    """The key that a sheet, a frame or rows hold."""
    from qualcode.readers.sheets import Sheet, read_sheet

    sheet = source if isinstance(source, Sheet) else read_sheet(source, name=path.name if path else "key")
    found = Found(sheet.name)
    names: list[tuple[int, Name]] = []
    seen: dict[str, int] = {}
    for line in lines(sheet, FIELDS, found):
        name = _name(line, found)
        for spelled in {spelled.casefold() for spelled in (name.name, *name.variants) if spelled}:
            if spelled in seen:
                found.fault(
                    line.number, f'"{spelled}" stands in row {seen[spelled]} too.', "One spelling means one name."
                )
            seen.setdefault(spelled, line.number)
        names.append((line.number, name))
    key = Key(tuple(name for _, name in names), path)
    _prove_pseudonyms(key, names, found)
    found.close()
    return key


def _name(line: Line, found: Found) -> Name:
    kind = (line["kind"] or "person").casefold()
    kind = _KINDS.get(kind, kind)
    if kind not in KINDS:
        found.unknown(line.number, "kind", line["kind"], KINDS)
    if not any(sign.isalnum() for sign in line["name"]):
        found.fault(line.number, "a row of the key needs a name.", "Fill it in, or remove the row.")
    wrong = sorted(_NOT_IN_A_PSEUDONYM & set(line["pseudonym"]))
    if wrong:
        found.fault(
            line.number, f"a pseudonym cannot hold {' '.join(wrong)}: it comes to stand in sheets and file names too."
        )
    variants = tuple(dict.fromkeys(part.strip() for part in line["variants"].split("|") if part.strip()))
    own = line["name"].casefold()
    return Name(line["name"], line["pseudonym"], kind, tuple(v for v in variants if v.casefold() != own))


def _prove_pseudonyms(key: Key, names: list[tuple[int, Name]], found: Found) -> None:
    """A pseudonym that holds a name of the key would be replaced again, or tell it."""
    from qualcode.people.matching import Matcher

    matcher = Matcher(key)
    for row, name in names:
        if name.pseudonym and matcher.find(name.pseudonym):
            found.fault(row, f'the pseudonym "{name.pseudonym}" holds a name of this key.', "Choose another one.")


def save(key: Key, path: str | Path) -> None:
    """Write a key so that only its owner may read it: a csv for Excel, or an encrypted ``.keydb``."""
    place = Path(path)
    if not place.parent.is_dir():
        raise NotWritten(place, f'there is no folder "{place.parent}"', "Make the folder first.")
    rows = [
        [name.name, name.pseudonym, name.kind, "|".join(name.variants), str(name.times or ""), name.why, name.context]
        for name in key.names
    ]
    if place.suffix == ENCRYPTED:
        from qualcode.people.encrypted import write_rows

        write_rows(place, [dict(zip(_COLUMNS, row, strict=True)) for row in rows])
        return
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([_COLUMNS, *rows])
    write_private(place, text.getvalue().encode("utf-8-sig"))


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as fault:
        raise NotWritten(path, fault.strerror or str(fault)) from fault
    finally:
        beside.unlink(missing_ok=True)


def open_to_others(path: Path) -> bool:
    """Whether others on this computer may read a file (where the system can tell)."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
