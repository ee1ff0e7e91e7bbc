"""Drawing documents from strata: as proportional as whole numbers allow, and spread over the period instead of in a lump."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def drawn(
    strata: Sequence[tuple[str, ...]],
    *,
    total: int,
    standing: np.ndarray,
    able: np.ndarray,
    chance: np.random.Generator,
) -> np.ndarray:
    """Which documents are drawn, in addition to those that stand.

    Parameters
    ----------
    strata
        The stratum of each document (a value for each column), documents in the order in which they are read.
    total
        How many documents are to be in, those that stand included.
    standing
        Documents that are in already; each counts for its stratum and for its place in the period.
    able
        Documents that may be drawn.
    chance
        The one source of chance.

    Returns
    -------
    A mask of the documents drawn. With no more strata than documents every stratum gets its proportional number rounded down or
    up, empty ones first, as far as `standing` and `able` allow. With more strata than documents each stratum gets one at
    most, and those come first whose values nobody stands for yet.

    Examples
    --------
    >>> strata = [("begin",)] * 4 + [("eind",)] * 8
    >>> nobody, everyone = np.zeros(12, dtype=bool), np.ones(12, dtype=bool)
    >>> mask = drawn(strata, total=3, standing=nobody, able=everyone, chance=np.random.default_rng(1))
    >>> int(mask[:4].sum()), int(mask[4:].sum())
    (1, 2)
    """
    names = list(dict.fromkeys(strata))
    of = np.array([names.index(stratum) for stratum in strata], dtype=np.int64)
    size, have, room = (
        np.bincount(of[which], minlength=len(names)) for which in (standing | able, standing, able & ~standing)
    )
    left = max(total - int(have.sum()), 0)
    tie = chance.permutation(len(names))
    if len(names) > total:
        wanted = _covering(names, size, have, room, left, tie)
        wanted += _proportional(size, have + wanted, room - wanted, total, left - int(wanted.sum()), tie)
    else:
        wanted = _proportional(size, have, room, total, left, tie)
    return _spread(of, wanted, standing, able & ~standing, total, chance)


def _proportional(
    size: np.ndarray, have: np.ndarray, room: np.ndarray, total: int, left: int, tie: np.ndarray
) -> np.ndarray:
    """How many to draw from each stratum: its share rounded down, then one for empty strata, then the largest remainders."""
    everyone = max(int(size.sum()), 1)
    places: list[tuple[int, float, int, int]] = []
    for stratum, (of, standing, able) in enumerate(zip(size.tolist(), have.tolist(), room.tolist(), strict=True)):
        whole, rest = divmod(total * of, everyone)
        for number in range(standing + 1, standing + able + 1):
            if number <= whole:
                place = (0, number / max(whole, 1))
            elif number == whole + 1 and rest:
                place = (2 if whole else 1, -rest / everyone)
            else:
                place = (3, number - total * of / everyone)
            places.append((*place, int(tie[stratum]), stratum))
    wanted = np.zeros(len(size), dtype=np.int64)
    for *_, stratum in sorted(places)[: max(left, 0)]:
        wanted[stratum] += 1
    return wanted


def _covering(
    names: list[tuple[str, ...]], size: np.ndarray, have: np.ndarray, room: np.ndarray, left: int, tie: np.ndarray
) -> np.ndarray:
    """One from each stratum at most: first those with values (of any column) that no document stands for yet, then large ones."""
    wanted = np.zeros(len(names), dtype=np.int64)
    seen = {value for name, there in zip(names, have, strict=True) if there for value in enumerate(name)}
    open_ = [stratum for stratum in range(len(names)) if not have[stratum] and room[stratum]]
    for _ in range(min(left, len(open_))):
        best = max(open_, key=lambda stratum: (len({*enumerate(names[stratum])} - seen), size[stratum], -tie[stratum]))
        wanted[best] = 1
        seen |= {*enumerate(names[best])}
        open_.remove(best)
    return wanted


def _spread(
    of: np.ndarray, wanted: np.ndarray, standing: np.ndarray, able: np.ndarray, total: int, chance: np.random.Generator
) -> np.ndarray:
    """Documents from each stratum, each where the period is emptiest; the period has as many stretches as there are places."""
    count = len(of)
    stretch = np.arange(count) * max(min(total, count), 1) // max(count, 1)
    filled = np.bincount(stretch[standing], minlength=int(stretch.max(initial=0)) + 1)
    taken = np.zeros(count, dtype=bool)
    spare = np.bincount(of[able], minlength=len(wanted)) - wanted
    for stratum in np.lexsort((chance.permutation(len(wanted)), spare)):
        for _ in range(int(wanted[stratum])):
            among = np.flatnonzero((of == stratum) & able & ~taken)
            emptiest = among[filled[stretch[among]] == filled[stretch[among]].min()]
            one = int(chance.choice(emptiest))
            taken[one] = True
            filled[stretch[one]] += 1
    _even_out(of, able, taken, stretch, filled, chance)
    return taken


def _even_out(
    of: np.ndarray, able: np.ndarray, taken: np.ndarray, stretch: np.ndarray, filled: np.ndarray, chance: np.random.Generator
) -> None:  # fmt: skip
    """Exchange a document in a crowded stretch for one of its own stratum in an emptier one, as long as there is one."""
    for _ in range(len(of)):
        for one in chance.permutation(np.flatnonzero(taken & (filled[stretch] > 1))):
            others = np.flatnonzero((of == of[one]) & able & ~taken & (filled[stretch] < filled[stretch[one]] - 1))
            if len(others):
                other = int(chance.choice(others))
                taken[one], taken[other] = False, True
                filled[stretch[one]] -= 1
                filled[stretch[other]] += 1
                break
        else:
            return
