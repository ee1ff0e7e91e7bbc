"""Versions that grow from each other: what a new version may not do to the keys of the old ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.codebook.laws import folded
from qualcode.codebook.versions import later
from qualcode.errors import CodebookFaults
from qualcode.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.codebook.book import Codebook


def grown(old: Codebook, new: Codebook) -> Codebook:
    """The new version with the versions it grew from under `earlier`.

    Raises
    ------
    CodebookFaults
        Another name, a number that is not later, a key that nothing answers to any more, a former key used again: all at once.

    Examples
    --------
    >>> from qualcode.codebook import Code, Codebook
    >>> old = Codebook("trust", "1.0.0", (Code("peers", {"en": "Peers"}),))
    >>> new = Codebook("trust", "1.1.0", (Code("colleagues", {"en": "Peers"}, was=("peers",)),))
    >>> [book.version for book in grown(old, new).earlier]
    ['1.0.0']
    """
    problems = list(succession_faults(old, new))
    if problems:
        raise CodebookFaults(f"codebook {new.name} {new.version} after {old.version}", problems)
    return replace(new, earlier=(*old.earlier, replace(old, earlier=())))


def chain(versions: Iterable[Codebook]) -> Codebook:
    """The last of several versions, oldest first, with the others under `earlier`."""
    books = iter(versions)
    last = next(books)
    for book in books:
        last = grown(last, book)
    return last


def succession_faults(old: Codebook, new: Codebook) -> Iterator[Problem]:
    """Every breach between two versions."""
    where = f"codebook {new.name} {new.version}"
    if old.name != new.name:
        yield Problem(where, f'the version before it is of another codebook, "{old.name}".')
    if not later(new.version, old.version):
        yield Problem(where, f"its version is not later than {old.version}.", "Raise the number.")
    for code in old:
        if new.current(code.key) not in new:
            then = (
                f'Keep it with "retired: {new.version}", or name it under the "was" of the code that takes its codings.'
            )
            yield Problem(where, f'the code "{code.key}" of version {old.version} is gone.', then)
    owners = {former: (code.key, book.version) for book in (*old.earlier, old) for code in book for former in code.was}
    fold = {folded(key): key for key in new.keys}
    for former, (owner, version) in owners.items():
        if folded(former) in fold:
            what = f'the key "{fold[folded(former)]}" is a former key of "{owner}" (version {version}).'
            yield Problem(where, what, "A key is never used again: choose another.")
        elif new.current(former) not in new:
            then = 'Write it under the "was" of the code that took its place.'
            yield Problem(where, f'the former key "{former}" of "{owner}" (version {version}) is gone.', then)
