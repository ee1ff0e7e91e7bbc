"""SPSS files as sheets: labels in place of codes, dates as people write them, what was declared missing empty and counted."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import MissingExtra, Unreadable
from qualcode.readers.limits import content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.readers.sheets import Sheet

SUFFIXES = (".sav", ".zsav")
_CHILD = Path(__file__).with_name("savchild.py")
_SECONDS = 50  # less than a file may take in all, so that the sentence is this one
_EPOCH = datetime(1582, 10, 14)
_DATES = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE")
_TIMES = ("TIME", "DTIME")
_AGAIN = "Open it in SPSS and save it again, or export it as .csv."


def read_sav(path: Path) -> Sheet:
    """SPSS data (.sav, .zsav) as a table: a row a case, a column a variable, labels of values in place of their codes.

    A value that the file declares missing is an empty cell, counted by its label. A date that no calendar has stays the
    number that it is, and is named. Row numbers are those that SPSS shows.
    """
    from qualcode.readers.sheets import Row, Sheet

    data = content(path)
    if not data:
        raise Unreadable(path, "the file is empty")
    if not data.startswith((b"$FL2", b"$FL3")):
        raise Unreadable(path, "the file is no SPSS file, whatever its name says")
    if find_spec("pyreadstat") is None:
        raise MissingExtra("Reading SPSS files", "formats")
    told = _told(path, hashlib.sha256(data).hexdigest())
    columns = [" ".join(str(name).split()) for name in told["columns"]]
    if not columns:
        raise Unreadable(path, "the file holds no variable")
    said: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    cells = [_column(told, number, name, said, lost) for number, name in enumerate(told["columns"])]
    rows = tuple(
        Row(number, dict(zip(columns, values, strict=True)))
        for number, values in enumerate(zip(*cells, strict=True), 1)
        if any(values)
    )
    changed = ["read as cp1252 (Windows)"] if told["encoding"] else []
    changed += [f"{what}: {count}" for what, count in said.items()]
    left_out = [f"{what}: {count}" for what, count in lost.items()]
    labels = {name: label for name in columns if (label := str(told["questions"].get(name) or "").strip())}
    if labels:
        left_out.append(f"questions in full, which stand in `labels` of the sheet: {len(labels)}")
    return Sheet(path.name, tuple(columns), rows, tuple(changed), tuple(left_out), labels)


@lru_cache(maxsize=1)
def _told(path: Path, _: str) -> dict[str, Any]:
    """What a process of its own says of the file; one that crashes, hangs or takes too much says that it is damaged.

    The last answer is kept, for the file is asked for its table and then for its words.
    """
    damaged = Unreadable(path, "the file is damaged or cut off", _AGAIN)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD), str(path.resolve())], capture_output=True, timeout=_SECONDS, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unreadable(path, f"reading the file takes longer than {_SECONDS} seconds", _AGAIN) from None
    if done.returncode != 0:
        raise damaged
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise damaged from None
    if not isinstance(told, dict):
        raise damaged
    return told


def _column(told: Mapping[str, Any], number: int, name: str, said: Counter[str], lost: Counter[str]) -> list[str]:
    from qualcode.readers.sheets import spoken

    labels = {value: str(label) for named, values in told["labels"] if named == name for value, label in values}
    kind = str(told["types"].get(name, "")).rstrip("0123456789.")
    missing = told["missing"].get(name) or []
    cells: list[str] = []
    labelled = 0
    for value in told["cells"][number]:
        if value is None:
            cells.append("")
        elif any(_within(value, limits) for limits in missing):
            lost[f'answers to "{name}" declared missing ({labels.get(value, spoken(value))})'] += 1
            cells.append("")
        elif value in labels:
            labelled += 1
            cells.append(labels[value])
        elif kind in (*_DATES, *_TIMES, "DATETIME") and isinstance(value, (int, float)):
            cells.append(_moment(value, kind, name, said))
        else:
            cells.append(spoken(value.rstrip(" ") if isinstance(value, str) else value))
    if labelled:
        said[f'codes of "{name}" read as their labels'] = labelled
    return cells


def _within(value: Any, limits: Mapping[str, Any]) -> bool:
    low, high = limits.get("lo"), limits.get("hi")
    if isinstance(value, str) or isinstance(low, str) or isinstance(high, str):
        return isinstance(value, str) and value in (low, high)
    return low is not None and high is not None and low <= value <= high


def _moment(value: float, kind: str, name: str, said: Counter[str]) -> str:
    """A date, a time or both from SPSS's seconds since 14 October 1582."""
    from qualcode.readers.sheets import spoken

    try:
        if kind in _TIMES:
            return str(timedelta(seconds=value)).zfill(8)
        moment = _EPOCH + timedelta(seconds=value)
    except OverflowError:
        said[f'dates of "{name}" that no calendar has, kept as numbers'] += 1
        return spoken(value)
    return moment.date().isoformat() if kind in _DATES else moment.isoformat()
