"""What the persons of a study agreed to, on a day: nothing that was not said is taken for a yes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from qualcode.columns import require
from qualcode.errors import CallError, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.columns import HasFrames

WHAT = ("use", "quote", "name", "archive", "reuse", "parents")


def consented(persons: pd.DataFrame, what: str, *, on: date | None = None) -> pd.Series:
    """Which persons agreed to something, and whether that still held on a day.

    Parameters
    ----------
    persons
        One row a person (columns ``person`` and ``consent``, as ``use=yes; quote=ask; until=2030-01-01``).
    what
        ``use``, ``quote``, ``name``, ``archive``, ``reuse`` or ``parents``.
    on
        The day; today if unsaid. The day named in `until` is the last one; a month or a year lasts to its end.

    Returns
    -------
    By person: ``"yes"``, ``"ask"`` (before each time), ``"no"``, ``"ended"`` (agreed once, `until` has passed) or
    ``"unsaid"``. Where ``use`` was refused everything else is ``"no"``. Only ``"yes"`` is a yes.

    Raises
    ------
    CallError
        `what` is nothing that a person can agree to.

    Examples
    --------
    >>> persons = pd.DataFrame({"person": ["P1", "P2"], "consent": ["use=yes; quote=yes; until=2026-06", "use=yes"]})
    >>> consented(persons, "quote", on=date(2026, 6, 30)).to_dict()
    {'P1': 'yes', 'P2': 'unsaid'}
    >>> consented(persons, "quote", on=date(2026, 7, 1)).to_dict()
    {'P1': 'ended', 'P2': 'unsaid'}
    """
    if what not in WHAT:
        raise CallError(f'Nobody agrees to "{what}".{did_you_mean(what, WHAT)} There are: {", ".join(WHAT)}.')
    require(persons, ("person", "consent"), "consented()")
    day = (on or date.today()).isoformat()
    said = [_answer(agreed(text), what, day) for text in persons["consent"]]
    return pd.Series(said, index=pd.Index(persons["person"].astype(str), name="person"), name=what, dtype="str")


def agreed(text: object) -> dict[str, str]:
    """A cell of consent as its parts.

    >>> agreed("use=yes; until=2030-01-01")
    {'use': 'yes', 'until': '2030-01-01'}
    """
    parts = (part.partition("=") for part in str(text).split(";")) if isinstance(text, str) else ()
    return {name.strip(): value.strip() for name, _, value in parts if name.strip()}


def _answer(consent: dict[str, str], what: str, day: str) -> str:
    if consent.get("use") == "no":
        return "no"
    answer = consent.get(what, "unsaid")
    return "ended" if answer in ("yes", "ask") and _has_ended(consent, day) else answer


def _has_ended(consent: dict[str, str], day: str) -> bool:
    """Whether the last day has passed: of a month or year as long as the day does not go beyond it."""
    until = consent.get("until", "")
    return bool(until) and day[: len(until)] > until


def consent_problems(frames: HasFrames, on: date | None = None) -> Iterator[Problem]:
    """Persons whose talk is in the project although they refused its use, or their consent has ended."""
    persons = frames.persons()
    if not len(persons) or "consent" not in persons:
        return
    day = (on or date.today()).isoformat()
    heard = _heard(frames)
    for person, text in zip(persons["person"].astype(str), persons["consent"], strict=True):
        consent = agreed(text)
        if consent.get("use") == "no" and person in heard:
            yield Problem(
                f'person "{person}"',
                "refused the use of what was said, and it is in the project.",
                "See qualcode forget.",
            )
        elif _has_ended(consent, day):
            yield Problem(
                f'person "{person}"',
                f"agreed until {consent['until']}, which has passed.",
                "Ask again, or see qualcode forget.",
            )


def _heard(frames: HasFrames) -> set[str]:
    turns = frames.turns(text=False)
    if "person" not in turns or "words" not in turns:
        return set(turns["person"].dropna().astype(str)) if "person" in turns else set()
    return set(turns.loc[(turns["words"] > 0).to_numpy(dtype=bool), "person"].dropna().astype(str))
