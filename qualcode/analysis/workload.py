"""Who reads what: every document a responsible coder, some a second one, the words shared out evenly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Task:
    """A document to be read: its words, who reads it already (in which state), who is responsible, and who may not.

    `readers` of these are wanted.
    """

    words: int
    readers: int = 1
    standing: Mapping[str, str] = field(default_factory=dict)
    responsible: str | None = None
    barred: frozenset[str] = frozenset()

    def open_to(self, coders: Sequence[str]) -> list[str]:
        """Who may still be given it."""
        return [coder for coder in coders if coder not in self.standing and coder not in self.barred]


@dataclass(frozen=True)
class Given:
    """Who is responsible for a document, and who is new to it; `short` where fewer may read it than are wanted."""

    responsible: str | None
    new: tuple[str, ...]
    short: bool = False


def shared_out(tasks: Sequence[Task], coders: Sequence[str], chance: np.random.Generator) -> list[Given]:
    """Readers for every task.

    The longest documents are given first, each to whom has the fewest words still to read (assigned, begun and new ones),
    then to whom has shared the fewest documents with the other reader. What stands is never changed: a coder who was given, has begun or
    has finished a document stays its reader, and who is responsible stays so.

    Where anyone may read anything and nothing stands, no two coders differ by more words than the longest document has.

    Examples
    --------
    >>> tasks = [Task(900, readers=2), Task(500), Task(400), Task(100)]
    >>> [given.new for given in shared_out(tasks, ("A", "B"), np.random.default_rng(1))]
    [('A', 'B'), ('A',), ('B',), ('B',)]
    """
    tie = dict(zip(coders, chance.permutation(len(coders)).tolist(), strict=True))
    load, lead = dict.fromkeys(coders, 0), dict.fromkeys(coders, 0)
    for task in tasks:
        for coder, state in task.standing.items():
            load[coder] = load.get(coder, 0) + (task.words if state != "finished" else 0)
        if task.responsible is not None:
            lead[task.responsible] = lead.get(task.responsible, 0) + task.words
    pairs: dict[frozenset[str], int] = {}
    order = np.lexsort((chance.permutation(len(tasks)), np.array([-task.words for task in tasks])))
    given: list[Given] = [Given(None, ())] * len(tasks)
    for place in order.tolist():
        task = tasks[place]
        readers = list(task.standing)
        while len(readers) < task.readers and (free := [c for c in task.open_to(coders) if c not in readers]):
            one = task.responsible
            if one is None or one in readers or one not in free:
                one = min(free, key=lambda c: (load[c], sum(pairs.get(frozenset((c, r)), 0) for r in readers), tie[c]))
            readers.append(one)
            load[one] += task.words
        if len(readers) == 2:
            pairs[frozenset(readers)] = pairs.get(frozenset(readers), 0) + 1
        responsible = task.responsible
        if responsible is None and readers:
            among = list(task.standing) or readers
            responsible = min(among, key=lambda c: (lead.get(c, 0), tie.get(c, len(tie))))
            lead[responsible] = lead.get(responsible, 0) + task.words
        new = tuple(sorted(coder for coder in readers if coder not in task.standing))
        given[place] = Given(responsible, new, len(readers) < task.readers)
    return given
