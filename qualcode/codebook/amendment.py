"""What a new version of a codebook does to codings, coverage and the recode list, in sentences, before anybody stores it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.codebook.diff import MEANING, REOPENS, Difference, diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.codebook.book import Codebook


@dataclass(frozen=True)
class Amendment:
    """A new version and its effects.

    `follows`: old keys whose codings go under another key now. `reopens`: codes for which finished readings count as not
    coded yet. `recode`: codes whose codings must be looked at again, since they may belong elsewhere now. `effects`: all
    of it in sentences.
    """

    old: Codebook
    book: Codebook
    differences: tuple[Difference, ...]
    follows: Mapping[str, str]
    reopens: tuple[str, ...]
    recode: tuple[str, ...]
    effects: tuple[str, ...]

    def __str__(self) -> str:
        head = f"{self.book.name} {self.old.version} -> {self.book.version}"
        return "\n".join([head, *(f"  {sentence}" for sentence in self.effects)])


def amend(
    old: Codebook, new: Codebook, *, codings: Mapping[str, int] | None = None, finished: int | None = None
) -> Amendment:
    """What going from one version to another does.

    Parameters
    ----------
    codings
        How many codings bear each key, as the project counts them; without it the sentences give no numbers.
    finished
        How many readings are finished under `old`.

    Examples
    --------
    >>> from qualcode.codebook import Code, Codebook, changes
    >>> old = Codebook("trust", "1.0.0", (Code("peers", {"en": "Peers"}),))
    >>> print(amend(old, changes.rename(old, "peers", "colleagues"), codings={"peers": 12}))
    trust 1.0.0 -> 1.1.0
      12 codings of "peers" go by "colleagues"; none is rewritten.
    """
    differences = tuple(diff(old, new))
    follows = {key: new.current(key) for key in old.keys if new.current(key) != key and new.current(key) in new}
    reopens = tuple(dict.fromkeys(d.key for d in differences if d.kind in REOPENS and d.key in new))
    recode = _recode(differences, new)
    effects = (
        *_followed(follows, codings),
        *_reopened(differences, finished),
        *_recoded(recode, differences, codings),
        *_placed(differences),
        *_left_behind(follows, old, new),
        *_mentions(follows, new),
    )
    if not effects:
        effects = ("Codings, coverage and the recode list stay as they are.",)
    return Amendment(old, new, differences, follows, reopens, recode, effects)


def _recode(differences: tuple[Difference, ...], new: Codebook) -> tuple[str, ...]:
    """Codes that lost something: narrower, split, retired."""
    lost = [d.key for d in differences if d.kind in ("narrower", "retired")]
    lost += [new.current(source) for d in differences if d.kind == "split" for source in new[d.key].split_from]
    wanted = set(lost)
    facets_and_gone = [key for key in dict.fromkeys(lost) if key not in new and not key.startswith("facet.")]
    return (*(key for key in new.keys if key in wanted), *facets_and_gone)


def _count(codings: Mapping[str, int] | None, key: str, subject: bool = True) -> str:
    if codings is None:
        return "Codings" if subject else "the codings"
    number = codings.get(key, 0)
    return f"{number} coding{'' if number == 1 else 's'}"


def _followed(follows: Mapping[str, str], codings: Mapping[str, int] | None) -> Iterator[str]:
    for key, now in follows.items():
        verb = "goes" if codings is not None and codings.get(key) == 1 else "go"
        yield f'{_count(codings, key)} of "{key}" {verb} by "{now}"; none is rewritten.'


def _reopened(differences: tuple[Difference, ...], finished: int | None) -> Iterator[str]:
    readings = "Finished readings count" if finished is None else f"{finished} finished readings count"
    readings = "1 finished reading counts" if finished == 1 else readings
    seen = set()
    for found in differences:
        if found.kind in REOPENS and found.key not in seen and not found.key.startswith("facet."):
            seen.add(found.key)
            why = {"new": "it is new", "split": f"it was split off from {found.before}"}.get(
                found.kind, "it covers more now"
            )
            yield f'{readings} as not coded yet for "{found.key}": {why}.'


def _recoded(
    recode: tuple[str, ...], differences: tuple[Difference, ...], codings: Mapping[str, int] | None
) -> Iterator[str]:
    why = {d.key: d.kind for d in reversed(differences) if d.kind in ("narrower", "retired")}
    for key in recode:
        reason = {"narrower": "it covers less now", "retired": "it is no longer applied"}.get(
            why.get(key, ""), "a code was split off"
        )
        verb = "goes" if codings is not None and codings.get(key) == 1 else "go"
        yield f'{_count(codings, key)} of "{key}" {verb} on the recode list: {reason}.'


def _placed(differences: tuple[Difference, ...]) -> Iterator[str]:
    for found in differences:
        if found.kind == "moved":
            to = f'under "{found.after}"' if found.after else "at the top"
            yield f'"{found.key}" stands {to} now: no coding changes, sums of the codes above it do.'


def _left_behind(follows: Mapping[str, str], old: Codebook, new: Codebook) -> Iterator[str]:
    """Texts of merged codes that stand in the version before only."""
    for key, now in follows.items():
        if now in old and any(getattr(old[key], name) for name in MEANING) and now in new:
            yield f'The texts of "{key}" stay behind: see that the definition of "{now}" says what it covers now.'


def _mentions(follows: Mapping[str, str], new: Codebook) -> Iterator[str]:
    """Texts that still send a coder to a key of old."""
    for key, now in follows.items():
        where = [code.key for code in new if any(key in _sent(text) for text in code.not_when.values())]
        if where:
            yield f'The "not_when" of {", ".join(where)} still sends to "{key}": write "{now}".'


def _sent(text: str) -> set[str]:
    """The keys in brackets, by which a text sends to other codes."""
    return {key.strip() for group in re.findall(r"\(([^()]*)\)", text) for key in group.split(",")}
