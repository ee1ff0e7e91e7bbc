"""A codebook as a value: codes in a tree, each known by its key alone. Its place is looked up, never stored in the key."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.codebook.versions import later, same
from qualcode.errors import UnknownCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a coding carries beside its code. `ordered` where the values form a scale."""

    key: str
    values: tuple[str, ...]
    required: bool = False
    ordered: bool = False
    label: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its key is its identity, everything else may change without touching a coding."""

    key: str
    label: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    definition: Mapping[str, str] = field(default_factory=dict)
    use_when: Mapping[str, str] = field(default_factory=dict)
    not_when: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)
    assignable: bool = True
    exclusive: bool = False
    unprompted: bool = False
    since: str | None = None
    retired: str | None = None
    was: tuple[str, ...] = ()
    split_from: tuple[str, ...] = ()
    color: str | None = None
    cues: tuple[str, ...] = ()
    changed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Codebook:
    """A named version of a tree of codes, in the order of the file (parents before their children).

    `earlier` holds the versions it grew from, oldest first: a reading that was finished under one of them has not
    judged the codes that were born, widened or split off since (`unread`).
    """

    name: str
    version: str
    codes: tuple[Code, ...]
    languages: tuple[str, ...] = ("nl", "en")
    facets: Mapping[str, Facet] = field(default_factory=dict)
    earlier: tuple[Codebook, ...] = ()

    @cached_property
    def _by_key(self) -> dict[str, Code]:
        return {code.key: code for code in self.codes}

    @cached_property
    def _children(self) -> dict[str | None, tuple[str, ...]]:
        found: dict[str | None, list[str]] = {}
        for code in self.codes:
            found.setdefault(code.parent, []).append(code.key)
        return {parent: tuple(keys) for parent, keys in found.items()}

    @cached_property
    def _former(self) -> dict[str, str]:
        return {old: code.key for code in self.codes for old in code.was}

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __getitem__(self, key: str) -> Code:
        try:
            return self._by_key[key]
        except KeyError:
            raise UnknownCode(key, f"{self.name} {self.version}", self.keys) from None

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All keys in the order of the file."""
        return tuple(self._by_key)

    @property
    def roots(self) -> tuple[str, ...]:
        """The codes of depth 1."""
        return self._children.get(None, ())

    @property
    def height(self) -> int:
        """The depth of the deepest code; 0 for an empty book."""
        return max((self.depth(key) for key in self.keys), default=0)

    @property
    def leaves(self) -> tuple[str, ...]:
        """Codes without children."""
        return tuple(key for key in self.keys if key not in self._children)

    def parent(self, key: str) -> str | None:
        """The code directly above, None at depth 1."""
        return self[key].parent

    def children(self, key: str) -> tuple[str, ...]:
        """The codes directly below."""
        return self._children.get(self[key].key, ())

    def ancestors(self, key: str) -> tuple[str, ...]:
        """The codes above, nearest first."""
        found: list[str] = []
        above = self[key].parent
        while above is not None:
            found.append(above)
            above = self[above].parent
        return tuple(found)

    def subtree(self, key: str) -> tuple[str, ...]:
        """The code and all codes below it, in the order of the file."""
        below: list[str] = [key]
        for child in self.children(key):
            below.extend(self.subtree(child))
        return tuple(below)

    def descendants(self, key: str) -> tuple[str, ...]:
        """All codes below, without the code itself."""
        return self.subtree(key)[1:]

    def resolve(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The keys with their subtrees, in the order of the file: what a coverage row or a topic means by a code."""
        wanted = {below for key in keys for below in self.subtree(key)}
        return tuple(key for key in self.keys if key in wanted)

    def depth(self, key: str) -> int:
        """1 for a code at the top."""
        return len(self.ancestors(key)) + 1

    def at_depth(self, depth: int | None) -> tuple[str, ...]:
        """The codes that a table of this depth shows: those at `depth` and the leaves above it; None: every code."""
        if depth is None:
            return self.keys
        return tuple(
            key for key in self.keys
            if self.depth(key) == depth or (self.depth(key) < depth and not self.children(key))
        )  # fmt: skip

    def label(self, key: str, lang: str = "nl") -> str:
        """The label in a language, else in the first language that has one, else the key."""
        label = self[key].label
        return label.get(lang) or next((label[other] for other in self.languages if label.get(other)), key)

    def path(self, key: str, lang: str = "nl") -> str:
        """The labels from the top down, for display."""
        return " > ".join(self.label(above, lang) for above in (*reversed(self.ancestors(key)), key))

    def current(self, key: str) -> str:
        """The key that a former key (``was``) now goes by, through every version that is known."""
        if key in self._by_key:
            return key
        if key in self._former:
            return self._former[key]
        for book in reversed(self.earlier):
            if key in book._former and book._former[key] != key:
                return self.current(book._former[key])
        return key

    def version_named(self, version: str) -> Codebook | None:
        """This version or an earlier one, by its number (1.1 is 1.1.0)."""
        return next((book for book in (self, *self.earlier) if same(book.version, version)), None)

    def judged(self, codes: Iterable[str], version: str) -> frozenset[str]:
        """The codes of this book that a finished reading of `codes` (subtrees resolved; none named: all) has judged.

        A code that others were merged into since then counts only where the reading covered each of them.

        Parameters
        ----------
        codes
            Keys as they stood in `version`.
        version
            The version under which the reading was finished.
        """
        read = frozenset(self.keys) - self.unread(version)
        named = frozenset(codes)
        if not named:
            return read
        covered = {self.current(key) for key in named}
        then = self.version_named(version)
        of_then = frozenset(then.keys) if then is not None else frozenset()
        missed = {self.current(key) for key in of_then - named}
        return read & ((covered - missed) | (named - of_then))

    def unread(self, version: str) -> frozenset[str]:
        """The codes of this book that a reading finished under `version` did not judge.

        A code counts as unread when a step between that version and this one made it new, wider or split it off. For a
        version that is not known here `since` and `changed` of each code decide. A retired code is never unread: nobody
        will read for it again, and its numbers stand as they were.
        """
        if version not in self._unread:
            self._unread[version] = self._unread_since(version)
        return self._unread[version]

    @cached_property
    def _unread(self) -> dict[str, frozenset[str]]:
        return {}

    def _unread_since(self, version: str) -> frozenset[str]:
        from qualcode.codebook.diff import reopened  # diff needs this module

        steps = [*self.earlier, self]
        start = next((at for at, book in enumerate(steps) if same(book.version, version)), None)
        found: set[str] = set()
        if start is None:
            found = {code.key for code in self if _born_after(code, version)}
        else:
            for old, new in zip(steps[start:], steps[start + 1 :], strict=False):
                found |= reopened(old, new)
        return frozenset(code.key for code in self if not code.retired) & {self.current(key) for key in found}


def _born_after(code: Code, version: str) -> bool:
    """Whether a code says itself that it is younger than a version, or was widened since."""
    wider = any(kind == "wider" and later(number, version) for number, kind in code.changed.items())
    return wider or (code.since is not None and later(code.since, version))
