"""Names of the key in what was stored and written: every table of a project, its old pages, and every file named."""

from __future__ import annotations

import html
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.errors import FormatError, NotHere
from qualcode.people.matching import Matcher
from qualcode.people.packages import left_in, texts
from qualcode.readers.limits import Package, content, signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from qualcode.people.key import Key

CANNOT_BE_ALL = (
    "Only names of the key were looked for, as they are written there and in their usual shorter forms. "
    "Misspelt names, pictures, and names that the key does not have were not found."
)
_PIECE, _OVERLAP = 8_000_000, 400
_WEB, _JSON = (".html", ".htm", ".xml", ".svg", ".eaf"), (".json", ".otr")
_PROPERTY = re.compile(
    rb"/(?:Author|Title|Subject|Keywords|Creator)\s*(\((?:[^()\\]|\\.)*\)|<(?:[0-9A-Fa-f]{2})+>)", re.DOTALL
)
_UNSEEN = re.compile(rb"\\(?=[()\\])")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Found:
    """Names of the key at one place: the file, where in it, and how often each stands there."""

    file: Path
    where: str
    names: Mapping[str, int]

    def told(self, *, names: bool = False) -> str:
        """One line; the names themselves only when they may be shown."""
        count, total = len(self.names), sum(self.names.values())
        line = (
            f"{self.file}, {self.where}: {count} name{'s' if count > 1 else ''}, {total} time{'s' if total > 1 else ''}"
        )
        return line + (
            f" ({', '.join(f'{name} {times}' for name, times in sorted(self.names.items()))})" if names else ""
        )


#: The index of words holds nothing that the texts do not, but cuts words into pieces, which may read like a name.
_INDEX = "table word_index"


@dataclass
class Searched:
    """What was found, in how many files, and what could not be looked into."""

    found: list[Found] = field(default_factory=list)
    files: int = 0
    left: list[str] = field(default_factory=list)


def search(files: Iterable[Path], key: Key) -> Searched:
    """Look for every name of a key in projects, Word, Excel, web, text and PDF files, and in the names of these files."""
    matcher = Matcher(key)
    done = Searched()
    for path in files:
        if not path.is_file():
            raise NotHere(f"There is no file {path}.")
        done.files += 1
        named = _counted(matcher, path.name, loose=True)
        if named:
            done.found.append(Found(path, "its name", named))
        try:
            for where, names in _in_file(path, matcher, done.left):
                if names:
                    done.found.append(Found(path, where, names))
        except FormatError as fault:
            done.left.append(f"{path} was not looked into: {fault}")
    return done


def _in_file(path: Path, matcher: Matcher, left: list[str]) -> Iterator[tuple[str, Counter[str]]]:
    with path.open("rb") as file:
        kind = signature(file.read(32))
    if kind == "database":
        yield from _in_project(path, matcher)
    elif kind == "zip":
        package = Package(content(path), path)
        left.extend(f"{path}: {what}" for what in left_in(package))
        for part, text in texts(package, path):
            yield f"part {part}", _counted(matcher, text)
    elif kind == "pdf":
        from qualcode.readers import read

        yield "text", _counted(matcher, read(path).text)
        yield "properties", _counted(matcher, _properties(content(path)))
    elif kind in ("picture", "sound", "ole"):
        left.append(f"{path} was not looked into: it is {'an old Office file' if kind == 'ole' else 'no text'}.")
    else:
        text = _decoded(path)
        suffix = path.suffix.lower()
        if suffix in _WEB:
            yield "text", _seen(matcher, text)
        elif suffix in _JSON:
            yield "text", _counted(matcher, text) | _seen(matcher, _unescaped(text))
        else:
            yield "text", _counted(matcher, text)


def _properties(data: bytes) -> str:
    """What the properties of a PDF say, as far as they are not packed."""
    said = []
    for written in _PROPERTY.findall(data):
        value = bytes.fromhex(written[1:-1].decode()) if written[:1] == b"<" else _UNSEEN.sub(b"", written[1:-1])
        said.append(value.decode("utf-16", "replace") if value[:2] == b"\xfe\xff" else value.decode("latin-1"))
    return "\n".join(said)


def _unescaped(text: str) -> str:
    """A JSON text with the letters that its escapes stand for."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text).replace("\\/", "/").replace('\\"', '"')


def _decoded(path: Path) -> str:
    from qualcode.readers.encodings import decode

    return decode(content(path), path).text


def _seen(matcher: Matcher, page: str) -> Counter[str]:
    """Names in a page as it is read (tags gone, so that one split by them is found) and as it is written, whichever has more."""
    read = _counted(
        matcher, html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</?(?:p|div|td|th|li|tr|br|h\d)\b[^>]*>", "\n", page)))
    )
    return read | _counted(matcher, html.unescape(page))


def _counted(matcher: Matcher, text: str, *, loose: bool = False) -> Counter[str]:
    return Counter(name.name for hit in matcher.find(text, loose=loose) for name in hit.names)


# --- a project -----------------------------------------------------------------------------------------------------


def _in_project(path: Path, matcher: Matcher) -> Iterator[tuple[str, Counter[str]]]:
    """Every column of every table, history among them; then the bytes of the file and its journal, old pages too."""
    everywhere: set[str] = set()
    for where, names in _in_tables(path, matcher):
        everywhere.update(names)
        if not where.startswith(_INDEX):
            yield where, names
    for file in (path, path.with_name(path.name + "-wal")):
        if file.is_file():
            rest = Counter({name: times for name, times in _in_bytes(file, matcher).items() if name not in everywhere})
            yield f"old pages of {file.name}", rest


def _in_tables(path: Path, matcher: Matcher) -> Iterator[tuple[str, Counter[str]]]:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")]  # fmt: skip
        for table in names:
            cursor = database.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            counts: dict[str, Counter[str]] = {column: Counter() for column in columns}
            for row in cursor:
                for column, value in zip(columns, row, strict=True):
                    if isinstance(value, (str, bytes)):
                        text = value if isinstance(value, str) else value.decode("utf-8", "replace")
                        counts[column].update(_counted(matcher, text))
            yield from ((f"table {table}, column {column}", found) for column, found in counts.items())
    except sqlite3.DatabaseError as fault:
        raise FormatError(f"{path} cannot be read as a project ({fault}).") from fault
    finally:
        database.close()


def _in_bytes(path: Path, matcher: Matcher) -> Counter[str]:
    """Names in the bytes of a file, whatever page they lie on."""
    found: Counter[str] = Counter()
    with path.open("rb") as file:
        kept = b""
        while piece := file.read(_PIECE):
            found.update(_counted(matcher, (kept + piece).decode("utf-8", "replace")))
            kept = piece[-_OVERLAP:]
    return found
