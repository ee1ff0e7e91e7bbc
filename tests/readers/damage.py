"""Damaged files of every format from fixed seeds, read in a process of its own that may take 1 GB, and 10 seconds a file.

The seconds are those of the processor, so that a busy machine is no fault; a file that only waits is ended after a minute.

``python -m tests.readers.damage FOLDER FROM TO FORMAT ...`` prints as JSON what became of them; the parent judges it.
"""

from __future__ import annotations

import faulthandler
import json
import random
import resource
import signal
import subprocess
import sys
import traceback
import warnings
import zipfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

from tests.readers.wholes import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY = 1 << 30
SECONDS, WAITING = 10, 60
ROOT = Path(__file__).resolve().parents[2]


def flipped(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice([1, 3, 20])):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def swapped(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[b:] + data[a:b] + data[:a]


def doubled(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:b] + data[a:b] * chance.choice([1, 5]) + data[b:]


def overwritten(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice([1, 8, 64])) + data[at + 8 :]


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [flipped, cut, swapped, doubled, overwritten]


def rezipped(data: bytes, chance: random.Random, folder: Path) -> bytes:
    """The same package with one of its parts mutated, or two of them swapped: damage that checksums would otherwise hide."""
    (folder / "deel.zip").write_bytes(data)
    with zipfile.ZipFile(folder / "deel.zip") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    filled = sorted(part for part in parts if parts[part])
    name = chance.choice(filled)
    if chance.random() < 0.1:
        other = chance.choice(filled)
        parts[name], parts[other] = parts[other], parts[name]
    else:
        parts[name] = chance.choice(MUTATIONS)(parts[name], chance)
    with zipfile.ZipFile(folder / "nieuw.zip", "w", zipfile.ZIP_DEFLATED) as new:
        for part, inside in parts.items():
            new.writestr(part, inside)
    return (folder / "nieuw.zip").read_bytes()


def outcomes(folder: Path, seeds: range, *formats: str) -> dict[str, Any]:
    """What becomes of the damaged files, told by a process under limits; a process that had to be ended names its file."""
    command = [sys.executable, "-m", "tests.readers.damage", str(folder), str(seeds.start), str(seeds.stop), *formats]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        at = (folder / "now").read_text() if (folder / "now").exists() else "the start"
        raise AssertionError(f"at {at} the process ended with {done.returncode}:\n{done.stderr[-3_000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def survived(folder: Path, name: str, seeds: range) -> dict[str, Any]:
    """How many files of a format gave a text, a sentence or a fault, and how long the slowest took."""
    from qualcode.errors import QualcodeError

    suffix, make = FORMATS[name]
    whole = make(folder)
    told: dict[str, Any] = {"text": 0, "sentence": 0, "faults": [], "slowest": 0.0}
    for seed in seeds:
        chance = random.Random(seed)
        zipped = whole.startswith(b"PK") and seed % 2
        path = folder / f"stuk{suffix}"
        path.write_bytes(rezipped(whole, chance, folder) if zipped else chance.choice(MUTATIONS)(whole, chance))
        (folder / "now").write_text(f"{name}, seed {seed}")
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        faulthandler.dump_traceback_later(WAITING, exit=True)
        begin = process_time()
        try:
            one(path)
            told["text"] += 1
        except QualcodeError as fault:
            told["sentence"] += 1
            if "\n" in str(fault):
                told["faults"].append(f"seed {seed}: more than one line: {fault}")
        except BaseException:  # noqa: BLE001  whatever it is, it is the fault that is looked for
            told["faults"].append(f"seed {seed}: {traceback.format_exc()[-800:]}")
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
        told["slowest"] = max(told["slowest"], process_time() - begin)
    return told


def one(path: Path) -> None:
    """One file as an import reads it: its text, its turns, its share."""
    from qualcode.readers import read
    from qualcode.readers.share import share
    from qualcode.transcripts import find_turns

    intake = read(path)
    turns = find_turns(intake.text, intake.marks).turns
    if not intake.text.strip() or not all(0 <= turn.start < turn.end <= len(intake.text) for turn in turns):
        raise ValueError("an empty text, or a turn outside of it")
    found = share(path, intake.text)
    if found is not None and not 0 <= found.share <= 1:
        raise ValueError(f"a share of {found.share}")


def main() -> None:
    folder, first, last, *formats = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    faulthandler.register(signal.SIGPROF, chain=True)
    warnings.simplefilter("error")
    found: dict[str, Any] = {name: survived(Path(folder), name, range(int(first), int(last))) for name in formats}
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    found["memory"] = most * 1024
    print(json.dumps(found))


if __name__ == "__main__":
    main()
