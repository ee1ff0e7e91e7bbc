"""Labels that look like one label typed twice: typing errors, a letter O for a zero, another case, a space too many."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TWINS = ({"0", "o"}, {"1", "l"}, {"1", "i"}, {"5", "s"})
_TWIN = str.maketrans("01i5", "olls")


def near(one: str, other: str) -> bool:
    """Whether two different labels look like one label typed twice.

    >>> near("Intervewer", "Interviewer"), near("RO", "R0"), near("Docent A", "Docent B")
    (True, True, False)
    """
    if one == other or abs(len(one) - len(other)) > 6:
        return False
    first, second = bare(one).split(), bare(other).split()
    if not first or not second:
        return False
    if first == second:
        return True
    if len(first) != len(second):
        return "".join(first) == "".join(second) and len("".join(first)) > 3
    return all(a == b or _alike(a, b) for a, b in zip(first, second, strict=True))


class Likeness:
    """Labels by what they are made of, so that those near to one are found without comparing it with all.

    >>> Likeness(["Interviewer", "R0", "R1"]).near("RO")
    ['R0']
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._rest: dict[str, set[str]] = {}
        self._words: dict[str, set[str]] = {}
        self._at: dict[tuple[int, int, str], list[str]] = {}
        self._joined: dict[str, list[str]] = {}
        for label in labels:
            words = bare(label).split()
            self._joined.setdefault("".join(words), []).append(label)
            for place, word in enumerate(words):
                self._at.setdefault((len(words), place, word), []).append(label)
                for rest in _rests(word):
                    self._rest.setdefault(rest, set()).add(word)

    def near(self, label: str) -> list[str]:
        """The labels that look like this one typed otherwise."""
        words = bare(label).split()
        ways: list[list[str]] = []
        for place, word in enumerate(words):
            ways.append([found for like in self._like(word) for found in self._at.get((len(words), place, like), ())])
        few = min(ways, key=len, default=[])
        found = dict.fromkeys([*few, *self._joined.get("".join(words), ())])
        return [other for other in found if near(label, other)]

    def _like(self, word: str) -> set[str]:
        """The words of the labels that are this word, or like it."""
        if word not in self._words:
            fits = {other for rest in _rests(word) for other in self._rest.get(rest, ())}
            self._words[word] = {other for other in fits if other == word or _alike(word, other)}
        return self._words[word]


@lru_cache(maxsize=8192)
def bare(label: str) -> str:
    """A label without case, accents and signs, its words one space apart."""
    flat = unicodedata.normalize("NFKD", label.casefold())
    return " ".join(re.sub(r"[^\w\s'’-]", " ", "".join(c for c in flat if not unicodedata.combining(c))).split())


def _rests(word: str) -> Iterator[str]:
    """What is left of a word without up to two of its letters, and its letters with twins made one: alike words share one."""
    yield f"={word.translate(_TWIN)}"
    if len(word) < 4 or any(sign.isdigit() for sign in word):
        return
    yield word
    for left in range(1, 3 if len(word) >= 7 else 2):
        for kept in combinations(range(len(word)), len(word) - left):
            yield "".join(word[at] for at in kept)


def _alike(one: str, other: str) -> bool:
    if len(one) == len(other):
        different = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
        if all(pair in _TWINS for pair in different):
            return True
    longest = max(len(one), len(other))
    limit = 0 if longest < 5 else 1 if longest < 9 else 2
    if abs(len(one) - len(other)) > limit or len(set(one) ^ set(other)) > 2 * limit:
        return False
    return not any(sign.isdigit() for sign in one + other) and limit > 0 and _distance(one, other) <= limit


def _distance(one: str, other: str) -> int:
    """Levenshtein's distance, with a swap of neighbours as one step."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            step = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                step = min(step, rows[-2][j - 2] + 1)
            row.append(step)
        rows.append(row)
    return rows[-1][-1]
