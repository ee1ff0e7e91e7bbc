"""YAML that people write: read with the place of everything, so that every fault can name its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import NotHere, StudyFaults, Unreadable, did_you_mean
from qualcode.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass
class Written:
    """A file as it was read: its content (maps, lists and values that know their place) and what is wrong with it."""

    path: Path
    content: Any
    found: list[tuple[tuple[int, int], Problem]] = field(default_factory=list)

    def fault(self, node: Any, key: Any, what: str, then: str = "") -> None:
        """Note one fault at the place of a key of a map, of an item of a list, or of the thing itself."""
        line, column = at = _place(node, key)
        where = f"{self.path.name}, line {line + 1}, column {column + 1}" if line >= 0 else self.path.name
        self.found.append((at, Problem(where, what, then)))

    def mapping(self, node: Any, key: Any, value: Any, what: str) -> Mapping[str, Any]:
        """The value as a map, or a fault and an empty one."""
        if isinstance(value, dict):
            return value
        self.fault(node, key, f"{what} must be a map of names and values.")
        return {}

    def only(self, node: Mapping[str, Any], known: Sequence[str]) -> None:
        """A key that is not known is a fault: what is not read must not be lost without a word."""
        for key in node:
            if str(key) not in known:
                then = did_you_mean(str(key), known).strip() or f"Known: {', '.join(known)}."
                self.fault(node, key, f'unknown key "{key}".', then)

    def close(self) -> None:
        """Raise every fault, if there is one, in the order of the file.

        Raises
        ------
        StudyFaults
            Something is wrong; `problems` holds all of it.
        """
        if self.found:
            raise StudyFaults(self.path.name, [problem for _, problem in sorted(self.found, key=lambda one: one[0])])


def read_written(path: str | Path) -> Written:
    """Read a YAML file.

    Raises
    ------
    NotHere
        There is no such file.
    Unreadable
        It is no text in UTF-8.
    StudyFaults
        It is no YAML: a tab as indent, a bracket that does not close, a key that stands twice; with line and column.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    path = Path(path)
    if not path.is_file():
        raise NotHere(f'There is no file "{path}".')
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(path, "the file is not written in UTF-8", "Save it again as UTF-8.") from fault
    try:
        return Written(path, YAML(typ="rt").load(text))
    except MarkedYAMLError as fault:
        raise StudyFaults(path.name, [_problem(path, fault)]) from fault


def _place(node: Any, key: Any) -> tuple[int, int]:
    """Line and column, from 0; before everything where a thing has no place."""
    marks = getattr(node, "lc", None)
    if marks is None:
        return -1, -1
    data = marks.data or {}
    if key in data:
        line, column = data[key][:2]
        return int(line), int(column)
    return int(marks.line or 0), int(marks.col or 0)


def _problem(path: Path, fault: Any) -> Problem:
    mark = fault.problem_mark or fault.context_mark
    where = f"{path.name}, line {mark.line + 1}, column {mark.column + 1}" if mark else path.name
    what = str(fault.problem or fault.context or fault).split("\n")[0]
    if "\\t" in what:
        return Problem(where, "a tab stands where the line is indented.", "Indent with spaces.")
    if "duplicate key" in what:
        return Problem(
            where, what.split(" with value")[0].replace("found duplicate", "a second") + ".", "Keep one of the two."
        )
    return Problem(where, f"this is no YAML: {what}.")
