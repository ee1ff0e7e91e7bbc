"""What an import found, before it is a codebook: labels in a tree, perhaps with keys. Keys are made here, once for all formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from qualcode.codebook.book import Code, Codebook
from qualcode.codebook.changes import in_order
from qualcode.codebook.fields import slug
from qualcode.codebook.laws import code_faults, folded
from qualcode.codebook.versions import is_version, order
from qualcode.errors import CodebookFaults
from qualcode.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True)
class Imported:
    """A codebook from a file of another kind, and what was decided on the way.

    `changed` says what was made or altered, `left_out` what the file holds and a codebook cannot.
    """

    book: Codebook
    changed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = f"{self.book.name} {self.book.version}: {len(self.book)} codes, {self.book.height} levels"
        return "\n".join(
            [head, *(f"  {line}" for line in self.changed), *(f"  left out: {line}" for line in self.left_out)]
        )


@dataclass
class Entry:
    """One code as an import found it: its label per language, the entry above it, where it stands.

    `key` is the key that the file gives it, `wish` a text that a key may be made of in place of the label.
    """

    label: Mapping[str, str]
    parent: int | None
    where: str
    key: str = ""
    wish: str = ""
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The label in the first language that has one."""
        return next((text for text in self.label.values() if text.strip()), self.key)


def assembled(
    entries: Sequence[Entry],
    source: str,
    *,
    name: str,
    version: str | None,
    languages: tuple[str, ...],
    changed: Sequence[str] = (),
    left_out: Sequence[str] = (),
) -> Imported:
    """The codebook of the entries, or every fault at once. Labels that give the same key get their parent's before them."""
    if not entries:
        raise CodebookFaults(source, [Problem(source, "the file holds no codes.", "Is it the right file, or sheet?")])
    said = list(changed)
    version = version or _youngest(entries)
    keys = _keys(entries, said)
    codes = [
        Code(
            key,
            {lang: normalize("NFC", text) for lang, text in entry.label.items() if text.strip()},
            keys[entry.parent] if entry.parent is not None else None,
            **entry.fields,
        )
        for key, entry in zip(keys, entries, strict=True)
    ]
    where = {id(code): f"{source}, {entry.where}" for code, entry in zip(codes, entries, strict=True)}
    ordered = in_order(codes)
    problems = list(code_faults(ordered, version, lambda at, _: where[id(ordered[at])]))
    if problems:
        raise CodebookFaults(source, problems)
    return Imported(Codebook(name, version, ordered, languages), tuple(said), tuple(left_out))


def _youngest(entries: Sequence[Entry]) -> str:
    """The latest version that the codes speak of, at least 1.0.0."""
    told = ["1.0.0"]
    for entry in entries:
        told += [entry.fields.get("since", ""), entry.fields.get("retired", ""), *entry.fields.get("changed", ())]
    return max((number for number in told if is_version(number)), key=order)


def _keys(entries: Sequence[Entry], said: list[str]) -> list[str]:
    """A key for each entry: its own, else one made of its label, never one that is taken."""
    given = {folded(entry.key) for entry in entries if entry.key}
    given |= {folded(old) for entry in entries for old in entry.fields.get("was", ())}
    keys: list[str] = []
    for number, entry in enumerate(entries, 1):
        if entry.key:
            keys.append(normalize("NFC", entry.key))
            continue
        plain = slug(entry.wish) or slug(entry.shown) or f"code-{number}"
        above = keys[entry.parent] if entry.parent is not None and entry.parent < len(keys) else ""
        key = next(one for one in _candidates(plain, above) if folded(one) not in given)
        if key != plain:
            said.append(f'{entry.where}: "{entry.shown}" has the key {key}, since {plain} was taken')
        given.add(folded(key))
        keys.append(key)
    return keys


def _candidates(plain: str, above: str) -> Iterator[str]:
    """Keys to try, one after the other, without end."""
    yield plain
    if above:
        yield f"{above}-{plain}"[:100].rstrip("-_")
    yield from (f"{plain[:90]}-{number}" for number in count(2))
