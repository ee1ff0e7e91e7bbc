"""Many files read at once, one process a core: in the order given, whatever a file does to the process that reads it.

Each process takes a file, sends back what it read, and takes the next. One that dies takes only its file with it: that is
named as failed, and another process goes on. So it is with one that reads longer than `SECONDS`: it is ended. Nothing of the
calling program is run again in them.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING

from qualcode.readers import is_built_in
from qualcode.readers.limits import MEGABYTE, SECONDS
from qualcode.report import FileReport
from qualcode.store.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnContext, SpawnProcess

    from qualcode.store.files import File, Found, Progress

#: Fewer files than this are read before the processes have begun.
FEW = 20
#: Files of these kinds, larger ones and those that a reader of others reads are never read in this process.
_COSTLY = (".pdf", ".zsav", ".sav")
_LARGE = MEGABYTE


def read_files(files: Sequence[File], progress: Progress | None = None) -> Iterator[Found | FileReport]:
    """Each file read, or why it could not be, in the order of the files.

    A few small files of well-known kinds are read here; others in processes, which can be ended when one takes too long.
    The bar moves as files are done. Where no process can be begun, all is read in this one.
    """
    count = min(cores(), len(files))
    if (len(files) < FEW or count < 2) and not any(map(_costly, files)):
        yield from _here(files, progress)
        return
    readers = _Readers(files, count)
    try:
        if not readers.begin():
            yield from _here(files, progress)
            return
        yield from readers.read(progress)
    finally:
        readers.stop()


def _costly(file: File) -> bool:
    """Whether reading a file might take so long that it must be possible to end it."""
    suffix = file.path.suffix.lower()
    with suppress(OSError):
        return suffix in _COSTLY or not is_built_in(suffix) or file.path.stat().st_size > _LARGE
    return False


def cores() -> int:
    """How many processes may run at once here."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(files: Sequence[File], progress: Progress | None) -> Iterator[Found | FileReport]:
    for number, file in enumerate(files):
        if progress:
            progress(file.path.name, number, len(files))
        yield read_file(file)


class _Readers:
    """The processes, and which file each of them has."""

    def __init__(self, files: Sequence[File], count: int) -> None:
        self.files, self.count = files, count
        self._next = 0
        self._at_work: dict[Connection, tuple[SpawnProcess, int | None, float]] = {}
        self._ready: list[SpawnProcess] = []

    def begin(self) -> bool:
        """Begin the processes; whether there is one."""
        for _ in range(self.count):
            if not self._begin_one():
                break
        return bool(self._at_work)

    def read(self, progress: Progress | None) -> Iterator[Found | FileReport]:
        """What is read, in order; what is read early waits for its turn, or for an interruption."""
        done: dict[int, Found | FileReport] = {}
        given = told = 0
        try:
            while given < len(self.files):
                done.update(self._more())
                if progress and len(done) + given > told:
                    told = len(done) + given
                    progress(self.files[told - 1].path.name, told - 1, len(self.files))
                while given in done:
                    yield done.pop(given)
                    given += 1
        except KeyboardInterrupt:
            yield from (done[number] for number in sorted(done))
            raise

    def _more(self) -> dict[int, Found | FileReport]:
        """What the processes send next; without a process the next file is read here."""
        if not self._at_work:
            self._next += 1
            return {self._next - 1: read_file(self.files[self._next - 1])}
        found: dict[int, Found | FileReport] = {}
        soonest = min(until for _, _, until in self._at_work.values())
        for link in wait(list(self._at_work), max(soonest - monotonic(), 0) if soonest < math.inf else None):
            found.update(self._received(link))  # type: ignore[arg-type]
        for link, (process, number, until) in list(self._at_work.items()):
            if number is not None and monotonic() > until and not link.poll():
                found.update(self._overdue(link, process, number))
        return found

    def _received(self, link: Connection) -> dict[int, Found | FileReport]:
        """What one process sent; where it died, what is to be said of its file."""
        process, number, _ = self._at_work[link]
        try:
            found: Found | FileReport = link.recv()
        except (EOFError, OSError):
            return self._died(link, process, number)
        self._give(link, process)
        return {number: found} if number is not None else {}

    def _died(self, link: Connection, process: SpawnProcess, number: int | None) -> dict[int, Found | FileReport]:
        del self._at_work[link]
        link.close()
        process.join()
        if number is None:  # it died before it was given a file: this machine begins no processes
            return {}
        if self._next < len(self.files):
            self._begin_one()
        return self._failed(number, f"the process that read it ended ({_ending(process.exitcode)})")

    def _overdue(self, link: Connection, process: SpawnProcess, number: int) -> dict[int, Found | FileReport]:
        """End a process that reads for too long."""
        process.kill()
        self._died(link, process, number)
        return self._failed(number, f"reading it took longer than {SECONDS:g} seconds and was ended")

    def _failed(self, number: int, why: str) -> dict[int, Found | FileReport]:
        file = self.files[number]
        problem = f"{file.path}: {why}. Save the file again, split it, or leave it out."
        return {number: FileReport(file.shown, "failed", file.name, problem=problem)}

    def _begin_one(self) -> bool:
        context: SpawnContext = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs,), daemon=True)
        try:
            with _no_program():
                process.start()
        except (OSError, ValueError, RuntimeError, AssertionError):  # no more processes, or none of a process like this
            ours.close()
            return False
        finally:
            theirs.close()
        self._at_work[ours] = (process, None, math.inf)
        return True

    def _give(self, link: Connection, process: SpawnProcess) -> None:
        """The next file to a process that is ready, or the word that there is none."""
        if self._next >= len(self.files):
            del self._at_work[link]
            with suppress(OSError):
                link.send(None)
            link.close()
            self._ready.append(process)
            return
        self._at_work[link] = (process, self._next, monotonic() + SECONDS)
        with suppress(OSError):  # it is gone: that is seen when it is waited for
            link.send(self.files[self._next])
        self._next += 1

    def stop(self) -> None:
        """End what is still at work, at once."""
        for link, (process, _, _) in self._at_work.items():
            process.terminate()
            process.join()
            link.close()
        self._at_work.clear()
        for process in self._ready:
            process.join()


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"code {code}"


def _work(link: Connection) -> None:
    """What a process does: say that it is ready, then read what it is given until there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        link.send(None)
        while (file := link.recv()) is not None:
            link.send(_read(file))


def _read(file: File) -> Found | FileReport:
    """One file; a fault of a reader is told in a sentence, as a process has nobody to tell it to."""
    try:
        return read_file(file)
    except Exception as fault:  # noqa: BLE001  it is named in the report, and the other files are read
        problem = f"{file.path}: its reader failed ({type(fault).__name__}: {fault})."
        return FileReport(file.shown, "failed", file.name, problem=problem)


@contextmanager
def _no_program() -> Iterator[None]:
    """While a process is begun it must not find the program that runs here, else it would run it once more.

    It is begun deaf to interruptions, which are for this process to handle.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    main_thread = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if main_thread else None
    try:
        yield
    finally:
        sys.modules["__main__"] = program
        if main_thread and before is not None:
            signal.signal(signal.SIGINT, before)
