"""Where a project lies and whether it is one, read from the folder and the first bytes, before a database opens it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import NotAProject, NotHere, ReadOnlyProject, SyncedFolder
from qualcode.store.schema import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

_SQLITE = b"SQLite format 3\x00"
_HEADER = 100

#: Names of folders that a program keeps equal with a server, and whose program that is.
_NAMES: tuple[tuple[str, str], ...] = (
    (r"onedrive", "OneDrive"),
    (r"dropbox", "Dropbox"),
    (r"google ?drive|mijn drive|my drive|meine ablage|mon drive|mi unidad|googledrive-.*", "Google Drive"),
    (r"icloud ?drive|com~apple~clouddocs", "iCloud"),
    (r"surf ?drive", "SURFdrive"),
    (r"(surf )?research ?drive", "ResearchDrive"),
    (r"nextcloud\d*", "Nextcloud"),
    (r"owncloud", "ownCloud"),
)
#: Whose it is, as such a program adds it: "OneDrive - Hogeschool", "Dropbox (Team)".
_WHOSE = r"( - .*| ?\(.*\)|-personal|-[a-z0-9.]+@.*)?"
#: Files and folders that such a program leaves in the folder that it keeps.
_MARKERS: tuple[tuple[str, str], ...] = (
    (r"\.dropbox|\.dropbox\.cache", "Dropbox"),
    (r"\.849c9593-d756-4e56-8d6e-42412f2a707b", "OneDrive"),
    (r"\.tmp\.drive(down|up)load|\.shortcut-targets-by-id", "Google Drive"),
    (r"\._?sync_[0-9a-f]+\.db|\.(nextcloud|owncloud)sync\.log|\.csync_journal\.db", "Nextcloud or ownCloud"),
    (r"\.stfolder", "Syncthing"),
)


def synced(path: Path) -> tuple[Path, str] | None:
    """The synced folder that a path lies in and the program that keeps it, or nothing.

    >>> synced(Path("/home/noor/OneDrive - Hogeschool Veldermond/study.qualcode"))[1]
    'OneDrive'
    """
    place = Path(os.path.abspath(path))
    told = {os.environ.get(name, "") for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")} - {""}
    for folder in place.parents:
        if str(folder) in told:
            return folder, "OneDrive"
        for name, program in _NAMES:
            if re.fullmatch(f"({name}){_WHOSE}", folder.name.casefold()):
                return folder, program
        for marker in _listed(folder):
            for name, program in _MARKERS:
                if re.fullmatch(name, marker.casefold()):
                    return folder, program
    return None


def _listed(folder: Path) -> Iterator[str]:
    """The hidden names in a folder: markers are hidden. A folder that may not be listed has none for us."""
    try:
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in entries if entry.name.startswith("."))
    except OSError:
        return


def refuse_synced(path: Path) -> None:
    """Refuse to write a live project where a program copies it while it changes."""
    found = synced(path)
    if found is not None:
        folder, program = found
        raise SyncedFolder(
            f"{path} lies in a folder that {program} keeps in sync ({folder}): a project that is open there gets damaged. "
            "Move it to a folder of this computer only, and share copies of it."
        )


def refuse_read_only(path: Path) -> None:
    """Refuse to open for writing what may not be written: the file, or the folder that its journal needs."""
    what = None
    if path.exists() and (not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK)):
        what = f"{path} is read-only"
    elif not path.parent.stat().st_mode & 0o222 or not os.access(path.parent, os.W_OK):
        what = f"The folder {path.parent} is read-only"
    if what:
        raise ReadOnlyProject(
            f"{what}: make it writable, work on a copy elsewhere, or only look: Project.open(path, write=False)."
        )


def refuse_what_is_no_project(path: Path) -> None:
    """Refuse a path that is no file, no SQLite database, not ours, or cut short."""
    if not path.exists():
        raise NotHere(f"There is no project {path}. Make one with `qualcode init`, or check the name.")
    if not path.is_file():
        raise NotAProject(f"{path} is a folder, not a project: name the .qualcode file in it.")
    with path.open("rb") as file:
        head = file.read(_HEADER)
    if not head:
        raise NotAProject(f"{path} is empty: restore a copy of the project, or remove it and make a new one.")
    if not head.startswith(_SQLITE):
        raise NotAProject(f"{path} is not a qualcode project but {_kind_of(head)}.")
    if len(head) < _HEADER:
        raise NotAProject(f"{path} is cut short ({len(head)} bytes): restore a copy of the project.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotAProject(f"{path} is a database of another program, not a qualcode project.")
    _refuse_cut_short(path, head)


def _kind_of(head: bytes) -> str:
    for signature, kind in (
        (b"PK\x03\x04", "a zip or Office file"),
        (b"%PDF", "a PDF"),
        (b"\xd0\xcf\x11\xe0", "an Office file"),
    ):
        if head.startswith(signature):
            return kind
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return "a file of another kind"
    return "a text file" if b"\x00" not in head else "a file of another kind"


def _refuse_cut_short(path: Path, head: bytes) -> None:
    """Compare the size with the pages that the header promises; a journal beside the file may hold the rest."""
    size = int.from_bytes(head[16:18], "big")
    size = 65_536 if size == 1 else size
    pages = int.from_bytes(head[28:32], "big")
    valid = head[24:28] == head[92:96]
    length = path.stat().st_size
    if valid and size and length < pages * size and not _has_journal(path):
        raise NotAProject(
            f"{path} is cut short: {length:,} of {pages * size:,} bytes. Copy it again, or restore an older copy."
        )


def _has_journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0
