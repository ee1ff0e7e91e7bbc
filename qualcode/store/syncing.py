"""Sharing without a server: everyone publishes a copy in a shared folder and takes over those of the others."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from qualcode.errors import CallError, NotHere, ProjectError, QualcodeError
from qualcode.store import merging, opening, publishing
from qualcode.store.store import replica_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.store.store import Store

#: Beginnings and ends of names of files that are still on their way.
_ON_ITS_WAY = (".", "~"), (".tmp", ".part", ".partial", ".crdownload", ".download", ".new")


@dataclass(frozen=True)
class Copy:
    """A copy that was found in the folder: what it brought, or why it was left."""

    name: str
    report: merging.MergeReport | None = None
    problem: str = ""


@dataclass(frozen=True)
class SyncReport:
    """What a sync did: each copy that was found, and the one that was published."""

    copies: tuple[Copy, ...]
    published: publishing.Published

    @property
    def problems(self) -> tuple[Copy, ...]:
        """The copies that could not be taken over."""
        return tuple(copy for copy in self.copies if copy.problem)

    @property
    def changes(self) -> int:
        """How many changes came."""
        return sum(copy.report.changes for copy in self.copies if copy.report is not None)


def sync(store: Store, folder: Path, progress: merging.Progress | None = None) -> SyncReport:
    """Merge every copy in the folder, then publish ours. A copy that cannot be read is named and left for the next time.

    Raises
    ------
    NotHere
        There is no such folder.
    CallError
        The project itself lies in it.
    """
    if not folder.is_dir():
        raise NotHere(f"There is no folder {folder}: name the folder that you share with your colleagues.")
    if store.path is not None and store.path.resolve().parent == folder.resolve():
        raise CallError(
            f"{store.path.name} itself lies in {folder}: keep the project in a folder of this computer only, and share copies."
        )
    name = store.path.stem if store.path is not None else store.study
    own = _own(store, name)
    found = [path for path in copies(folder) if path.name != own]
    taken = []
    for number, path in enumerate(found):
        if progress is not None:
            progress(path.name, number, len(found) + 1)
        taken.append(_take(store, path))
    if progress is not None:
        progress("publishing", len(found), len(found) + 1)
    return SyncReport(tuple(taken), publishing.publish(store, folder, name))


def copies(folder: Path) -> Iterator[Path]:
    """The published copies in a folder, also those that a program of sharing renamed: ``(1)``, ``conflicted copy``."""
    for path in sorted(folder.iterdir()):
        name = path.name.casefold()
        on_its_way = name.startswith(_ON_ITS_WAY[0]) or name.endswith(_ON_ITS_WAY[1])
        if publishing.SUFFIX in name and not on_its_way and path.is_file():
            yield path


def _own(store: Store, name: str) -> str:
    with store.writing() as writer:
        return f"{name}.{replica_of(writer.connection, store.path)}{publishing.SUFFIX}"


def _take(store: Store, path: Path) -> Copy:
    """Merge one copy: first brought here whole, so that nothing changes it meanwhile."""
    with TemporaryDirectory(prefix="qualcode-") as here:
        try:
            brought = Path(shutil.copyfile(path, Path(here) / path.name))
            theirs = opening.open_copy(brought)
            try:
                if theirs.study != store.study:
                    raise ProjectError(f'It is of another study ("{theirs.study}").')
                publishing.prove_whole(theirs, path.name)
                report = merging.merge(store, theirs)
            finally:
                theirs.close()
        except OSError as fault:
            return Copy(path.name, problem=f"It cannot be read: {fault.strerror or fault}.")
        except QualcodeError as fault:
            return Copy(path.name, problem=str(fault).replace(str(Path(here) / path.name), path.name))
    return Copy(path.name, report)
