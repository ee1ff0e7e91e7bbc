"""Every error that a person can meet, each with one sentence: what, where, what to do next.

QualcodeError
- CallError                        a fault of the call (exit code 2)
  - NotHere                        no project in this folder, no such file
  - MissingExtra                   a library of an optional extra is not installed
- CodebookError                    a fault in a codebook, or in what it says of a code
  - UnknownCode
  - CodebookFaults                 all faults of a codebook file at once
- ProjectError                     a fault of the project or of what is in it
  - NotAProject                    the file is no project, is damaged or truncated
  - NewerProject                   written by a newer qualcode
  - LockedProject                  another process is writing
  - ReadOnlyProject
  - DiskFull                       the disk took no more; nothing of the change was stored
  - SyncedFolder                   a live database in a synced folder breaks
  - Unknown                        no such case, document, person, wave, coder ...
  - Ambiguous                      a name that several documents bear
  - NameTaken                      a known name with other content
  - SheetFaults                    all faults of a sheet at once
  - StudyFaults                    all faults of a study or recipe file at once
- FormatError                      a fault of a file from outside
  - NoReader                       nothing reads this suffix
  - NoWriter                       nothing writes this suffix
  - NotWritten                     a file that could not be written: full disk, folder, open in Word
  - Unreadable                     a file that cannot be read: password, scan, damage, size
- FrameError                       a fault of a frame that was handed in
  - MissingColumns
  - NothingToCompare

An error holds its facts as attributes and builds its sentence itself. The command line catches `QualcodeError` once,
prints the sentence and exits with `exit_code`. Faults of data that can be collected are `Problem` values, not errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of data, as a value: where it is, what is wrong, what to do next."""

    where: str
    what: str
    then: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" {self.then}" if self.then else "")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A closing question with the nearest known name, or nothing.

    >>> did_you_mean("zelfregi", ["zelfregie", "gedeeld"])
    ' Did you mean "zelfregie"?'
    """
    near = get_close_matches(name.casefold(), {k.casefold(): k for k in known}, n=1, cutoff=0.6)
    originals = {k.casefold(): k for k in known}
    return f' Did you mean "{originals[near[0]]}"?' if near else ""


class QualcodeError(Exception):
    """The root of the tree; its text is one sentence for a person."""

    exit_code = 1


class CallError(QualcodeError):
    """The call itself is at fault: a flag, a name of a column, a file that is not there."""

    exit_code = 2


class NotHere(CallError):
    """No such file or project."""


class MissingExtra(CallError):
    """A library that belongs to an optional extra is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what, self.extra = what, extra
        super().__init__(f"{what} needs the extra “{extra}”: pip install 'qualcode[{extra}]'.")


class CodebookError(QualcodeError):
    """A fault in a codebook."""


class UnknownCode(CodebookError):
    """A code that the codebook does not have."""

    def __init__(self, code: str, codebook: str, known: Iterable[str] = ()) -> None:
        self.code, self.codebook = code, codebook
        super().__init__(f'No code "{code}" in codebook {codebook}.{did_you_mean(code, list(known))}')


class Faults(QualcodeError):
    """Several faults at once: `problems` holds them, the text lists them."""

    def __init__(self, what: str, problems: Sequence[Problem]) -> None:
        self.what, self.problems = what, tuple(problems)
        count = f"{len(problems)} fault{'s' if len(problems) != 1 else ''}"
        super().__init__("\n".join([f"{what}: {count}.", *(f"  {p}" for p in problems)]))


class CodebookFaults(Faults, CodebookError):
    """All faults of a codebook file, each with line and column."""


class ProjectError(QualcodeError):
    """A fault of the project or of what is in it."""


class NotAProject(ProjectError):
    """The file is no qualcode project, or is damaged."""


class NewerProject(ProjectError):
    """The project was written by a newer version of qualcode."""


class LockedProject(ProjectError):
    """Another process is writing to the project."""


class ReadOnlyProject(ProjectError):
    """The project or its folder may not be written."""


class DiskFull(ProjectError):
    """The disk took no more; nothing of the change was stored."""


class SyncedFolder(ProjectError):
    """A live project in a synced folder breaks; it is refused there."""


class Unknown(ProjectError):
    """A case, document, person, wave, coder ... that the project does not have."""

    def __init__(self, what: str, name: str, known: Iterable[str] = (), hint: str = "") -> None:
        self.kind, self.name = what, name
        text = f'No {what} "{name}" in this project.{did_you_mean(name, list(known))}'
        super().__init__(f"{text} {hint}".rstrip())


class Ambiguous(ProjectError):
    """A name that more than one document bears."""


class NameTaken(ProjectError):
    """A document of this name is known with other content."""


class SheetFaults(Faults, ProjectError):
    """All faults of a sheet, each with its row."""


class StudyFaults(Faults, ProjectError):
    """All faults of a study file, a list of recipes or of instruments, each with line and column."""


class FormatError(QualcodeError):
    """A fault of a file from outside."""


class NoReader(FormatError):
    """Nothing installed reads this kind of file; `instead` says how its content may come in after all."""

    def __init__(self, path: object, known: Iterable[str], instead: str = "") -> None:
        self.path = path
        then = instead or f"Installed: {', '.join(sorted(known))}. Save it as .docx or .txt first."
        super().__init__(f'No reader for "{path}". {then}')


class NoWriter(FormatError):
    """Nothing installed writes this kind of file."""

    exit_code = 2

    def __init__(self, path: object, known: Iterable[str]) -> None:
        self.path = path
        super().__init__(f'No writer for "{path}". Installed: {", ".join(sorted(known))}.')


class NotWritten(FormatError):
    """A file that could not be written; nothing of it is left behind."""

    def __init__(self, path: object, why: str, then: str = "") -> None:
        self.path, self.why, self.then = path, why, then
        super().__init__(f"{path} was not written: {why}." + (f" {then}" if then else ""))


class Unreadable(FormatError):
    """A file that cannot be read: protected, scanned, damaged, empty or too large."""

    def __init__(self, path: object, why: str, then: str = "") -> None:
        self.path, self.why, self.then = path, why, then
        super().__init__(f"{path}: {why}." + (f" {then}" if then else ""))


class FrameError(QualcodeError):
    """A fault of a frame that was handed in."""

    exit_code = 2


class MissingColumns(FrameError):
    """A frame lacks columns that the function needs."""

    def __init__(self, where: str, missing: Iterable[str], present: Iterable[object]) -> None:
        self.missing, self.present = tuple(missing), tuple(present)
        names = ", ".join(f'"{name}"' for name in self.missing)
        has = ", ".join(str(name) for name in self.present) or "no columns"
        plural = "s" if len(self.missing) > 1 else ""
        super().__init__(f"{where} needs the column{plural} {names}; the frame has: {has}.")


class NothingToCompare(FrameError):
    """No unit was read by two coders."""

    exit_code = 1
