"""Pseudonymised copies of files: text, Word, Excel and LibreOffice, and their names; the originals are never touched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CallError, FormatError, NotHere, NotWritten, QualcodeError
from qualcode.people.matching import Matcher, look_again
from qualcode.people.suggesting import expanded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.people.key import Key

PLAIN = (
    ".txt",
    ".md",
    ".markdown",
    ".csv",
    ".tsv",
    ".srt",
    ".vtt",
    ".json",
    ".html",
    ".htm",
    ".xml",
    ".yaml",
    ".yml",
    ".eaf",
    ".otr",
)
_PAGES, _XML, _JSON = (".html", ".htm"), (".xml", ".eaf"), (".json", ".otr")
PACKED = (".docx", ".docm", ".xlsx", ".xlsm", ".odt", ".ods", ".pptx")


@dataclass(frozen=True)
class Copied:
    """What became of one file: where its copy is, how often each pseudonym was put in, or why there is none."""

    file: str
    copy: Path | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    problem: str = ""

    def __str__(self) -> str:
        if self.problem:
            return f"{self.file}: not written: {self.problem}"
        total = sum(self.counts.values())
        told = ", ".join(
            f"{name} {count}" for name, count in sorted(self.counts.items(), key=lambda one: (-one[1], one[0]))
        )
        line = f"{self.copy}: {total} place{'' if total == 1 else 's'}" + (f" ({told})" if told else "")
        return "\n".join([line, *(f"  {what}" for what in self.left)])


@dataclass(frozen=True)
class Applied:
    """What became of all files, and what the key left to decide."""

    files: tuple[Copied, ...]
    undecided: int = 0

    @property
    def failed(self) -> tuple[Copied, ...]:
        """Files without a copy; each says why."""
        return tuple(one for one in self.files if one.problem)

    @property
    def counts(self) -> Counter[str]:
        """How often each pseudonym was put in, over all files."""
        return sum((Counter(one.counts) for one in self.files), Counter())

    def __str__(self) -> str:
        lines = [str(one) for one in self.files]
        written = len(self.files) - len(self.failed)
        lines.append(f"{written} written, {len(self.failed)} not; {self.counts.total()} names replaced.")
        if self.undecided:
            lines.append(f"{self.undecided} names of the key have no pseudonym: they were left as they are.")
        return "\n".join(lines)


def apply(files: Sequence[str | Path], key: Key, folder: str | Path) -> Applied:
    """Write copies in which every name of the key is replaced: in text, cells, comments, properties and file names.

    Everything else stays as it is: encoding, line ends, styles, formulas. Doing it twice changes nothing.

    Parameters
    ----------
    files
        Files, folders (their inner folders are kept) and patterns.
    key
        The key; names without a pseudonym are left as they are.
    folder
        Where the copies go; made if need be. A file that stands there with other content is not written over.

    Raises
    ------
    CallError
        No file is named, or the folder is one that the originals lie in.
    """
    place = Path(folder)
    sources = _sources(files)
    if not sources:
        raise CallError(f"There is no file to apply the key to in {', '.join(str(file) for file in files)}.")
    if any(source.resolve().parent == place.resolve() for source in sources):
        raise CallError(f"{place} is the folder of the originals: choose another one for the copies.")
    matcher = Matcher(key)
    taken: dict[Path, Path] = {}
    copied = [_copy(source, place / target, matcher, taken) for source, target in sources.items()]
    return Applied(tuple(copied), len(key.names) - len(key.replaced))


def file_name(name: str, matcher: Matcher) -> tuple[str, Counter[str]]:
    """The name of a file without names of the key.

    >>> from qualcode.people.key import Key, Name
    >>> file_name("interview_sanne-de-wit_2.docx", Matcher(Key((Name("Sanne de Wit", "Leraar 1"),))))[0]
    'interview_Leraar-1_2.docx'
    """
    done = matcher.replace(name, loose=True)
    return done.text, done.counts


def _sources(files: Sequence[str | Path]) -> dict[Path, Path]:
    """Each file and where its copy goes below the folder: a folder keeps its inner folders."""
    found: dict[Path, Path] = {}
    for given in files:
        base = Path(given)
        for path in expanded([given]):
            found.setdefault(path, path.relative_to(base) if base.is_dir() else Path(path.name))
    return found


def _copy(source: Path, target: Path, matcher: Matcher, taken: dict[Path, Path]) -> Copied:
    try:
        name, counts = file_name(target.name, matcher)
        target = target.with_name(name)
        if target in taken:
            raise NotWritten(target, f"{taken[target]} would have this name too", "Rename one of them.")
        taken[target] = source
        data, more, left = rewritten(source, matcher)
        _write(target, data)
    except (QualcodeError, OSError) as fault:
        return Copied(str(source), problem=str(fault))
    return Copied(str(source), target, {**(counts + more)}, left)


def rewritten(path: Path, matcher: Matcher) -> tuple[bytes, Counter[str], tuple[str, ...]]:
    """The bytes of a file with pseudonyms, how often each was put in, and what was not looked into."""
    from qualcode.readers.limits import content

    suffix = path.suffix.lower()
    if not path.exists():
        raise NotHere(f"There is no file {path}.")
    if suffix in PACKED:
        from qualcode.people.packages import rewrite

        done = rewrite(content(path), path, matcher)
        return done.data, done.counts, done.left
    if suffix == ".pdf":
        raise FormatError("a PDF cannot be rewritten: give the text that it was made from (.docx, .odt, .txt).")
    if suffix not in PLAIN:
        raise FormatError(
            f"names in a {suffix or 'file without suffix'} cannot be replaced here. Save it as .docx or .txt and give that."
        )
    data = content(path)
    text, encoding = _decoded(data, path)
    new, counts = _without_names(text, suffix, matcher)
    doubts = look_again(matcher.doubts(text))
    if not counts:
        return data, Counter(), doubts
    try:
        return new.encode(encoding), counts, doubts
    except UnicodeEncodeError:
        return new.encode("utf-8"), counts, (f"written as UTF-8: {encoding} cannot hold the pseudonyms", *doubts)


def _without_names(text: str, suffix: str, matcher: Matcher) -> tuple[str, Counter[str]]:
    from qualcode.people.markup import in_json, in_page

    if suffix in _JSON:
        return in_json(text, matcher, pages=suffix == ".otr")
    if suffix in (*_PAGES, *_XML):
        return in_page(text, matcher, web=suffix in _PAGES)
    done = matcher.replace(text)
    return done.text, done.counts


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    """The text with its byte-order mark and line ends, and the encoding that it is written in."""
    from qualcode.readers.encodings import decode

    encoding = decode(data, path).encoding
    return data.decode(encoding), encoding


def _write(target: Path, data: bytes) -> None:
    from qualcode.people.key import write_private

    if target.exists():
        if target.read_bytes() == data:
            return
        raise NotWritten(target, "a file stands there with other content", "Remove it, or choose another folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_private(target, data)
