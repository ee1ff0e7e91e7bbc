"""What changed between two versions of a codebook, and which codes a finished reading must look at again.

From texts alone nobody can tell whether a definition became narrower or wider. So the codebook may say it (`changed` of
a code, by version); where it does not, a changed definition counts as *wider*: the code is read again. That costs an
hour; the other way round a code that grew would show false zeros in everything that was read before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.codebook.versions import later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.codebook.book import Code, Codebook, Facet

#: Every kind of change, the heaviest first.
KINDS: tuple[str, ...] = ("new", "split", "wider", "narrower", "merged", "retired", "renamed", "moved", "cosmetic")
#: Kinds after which a finished reading has not judged the code.
REOPENS: frozenset[str] = frozenset({"new", "split", "wider"})
#: Texts that say what a code covers; all others only explain or show it.
MEANING: tuple[str, ...] = ("definition", "use_when", "not_when")
_SHOWN: tuple[str, ...] = ("label", "rules", "example", "unprompted", "color", "cues")


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: of which code (its new key; a facet as ``facet.stand``), of what kind, and what stood and stands there.

    `field` is what changed; the kinds are those of `KINDS`.
    """

    key: str
    kind: str
    before: str = ""
    after: str = ""
    field: str = ""

    def __str__(self) -> str:
        what = f"{self.field}: " if self.field else ""
        arrow = f"{self.before or '-'} -> {self.after or '-'}" if self.before or self.after else ""
        return f"{self.key}: {self.kind}" + (f" ({what}{arrow})" if arrow else "")


def diff(old: Codebook, new: Codebook) -> list[Difference]:
    """Every change from one version to another, in the order of the new codebook; what left it comes last.

    Parameters
    ----------
    old, new
        Two versions of one codebook; they need not be neighbours.

    Returns
    -------
    One `Difference` per changed field. *new*: no code of the old book answers to this key; *split*: new, and taken from
    another code; *wider*, *narrower*: it covers more or less than before; *merged*: a code of the old book goes under this
    key now; *renamed*: the same code under another key; *moved*: another parent; *retired*: no longer applied;
    *cosmetic*: what a coder would mark stays the same.

    Examples
    --------
    >>> from qualcode.codebook import Code, Codebook
    >>> old = Codebook("trust", "1.0.0", (Code("peers", {"en": "Peers"}, definition={"en": "Trust in peers."}),))
    >>> new = Codebook("trust", "1.1.0", (Code("peers", {"en": "Peers"}, definition={"en": "Trust in peers or pupils."}),))
    >>> print(diff(old, new)[0])
    peers: wider (definition.en: Trust in peers. -> Trust in peers or pupils.)
    """
    found = [difference for code in new for difference in _of_code(code, old, new)]
    found += [Difference(code.key, "retired", code.key, "", "key") for code in old if new.current(code.key) not in new]
    for key in dict.fromkeys([*old.facets, *new.facets]):
        found += _of_facet(key, old.facets.get(key), new.facets.get(key))
    return found


def reopened(old: Codebook, new: Codebook) -> frozenset[str]:
    """Codes of `new` that a reading finished under `old` did not judge: new, wider or split off.

    A renamed or moved code was judged under its old key or place. A merged code was judged where all it was made of was:
    it re-opens only where the codebook says that it covers more than its parts (`changed`).
    """
    return frozenset(
        code.key for code in new if any(found.kind in REOPENS for found in _of_code(code, old, new, shown=False))
    )


def _of_code(code: Code, old: Codebook, new: Codebook, shown: bool = True) -> Iterator[Difference]:
    parts = [key for key in (code.key, *code.was) if key in old and new.current(key) == code.key]
    if not parts:
        yield Difference(code.key, "split" if code.split_from else "new", ", ".join(code.split_from), code.key, "key")
        return
    before = old[parts[0]]
    yield from _of_identity(code, parts, old, new)
    yield from _of_meaning(code, before, old, new, merged=len(parts) > 1)
    if not shown:
        return
    for name in _SHOWN:
        was, now = getattr(before, name), getattr(code, name)
        if was != now:
            yield Difference(code.key, "cosmetic", _told(was), _told(now), name)


def _of_identity(code: Code, parts: list[str], old: Codebook, new: Codebook) -> Iterator[Difference]:
    """Changes of name and place, which touch no coding."""
    before = old[parts[0]]
    if len(parts) > 1:
        yield Difference(code.key, "merged", ", ".join(parts), code.key, "key")
    elif parts[0] != code.key:
        yield Difference(code.key, "renamed", parts[0], code.key, "key")
    above = new.current(before.parent) if before.parent is not None else None
    if above != code.parent:
        yield Difference(code.key, "moved", before.parent or "", code.parent or "", "parent")
    if code.retired and not before.retired:
        yield Difference(code.key, "retired", "", code.retired, "retired")


def _of_meaning(code: Code, before: Code, old: Codebook, new: Codebook, merged: bool) -> Iterator[Difference]:
    """Changes of what the code covers, of the kind that the codebook states, else wider."""
    if before.retired and not code.retired:
        yield Difference(code.key, "new", before.retired, "", "retired")
    stated = _stated(code, before, old, new)
    texts = list(_texts(code, before))
    for name, was, now, same_elsewhere in texts:
        kind = stated or ("cosmetic" if same_elsewhere or merged else "wider")
        yield Difference(code.key, kind, was, now, name)
    if stated in ("wider", "narrower") and not texts:
        yield Difference(code.key, stated, _told(before.changed), _told(code.changed), "changed")
    if before.assignable != code.assignable and not (code.retired or before.retired):
        kind = "wider" if code.assignable else "narrower"
        yield Difference(code.key, kind, _told(before.assignable), _told(code.assignable), "assignable")
    bound_before, bound = _bound(before, old), _bound(code, new)
    if bound_before != bound and new.current(before.parent or "") == (code.parent or ""):
        kind = "narrower" if bound else "wider"
        yield Difference(code.key, kind, _told(bound_before), _told(bound), "exclusive")


def _bound(code: Code, book: Codebook) -> bool:
    """Whether the codes beside this one exclude it on a segment."""
    return code.parent is not None and book[code.parent].exclusive


def _stated(code: Code, before: Code, old: Codebook, new: Codebook) -> str | None:
    """The heaviest kind that the codebook states for the versions after `old`, up to `new`."""
    kinds = {
        kind
        for version, kind in code.changed.items()
        if later(version, old.version) and not later(version, new.version) and before.changed.get(version) != kind
    }
    return next((kind for kind in ("wider", "narrower", "cosmetic") if kind in kinds), None)


def _texts(code: Code, before: Code) -> Iterator[tuple[str, str, str, bool]]:
    """Texts of meaning that differ: field, before, after, and whether only a translation came or went."""
    for name in MEANING:
        was, now = getattr(before, name), getattr(code, name)
        if was == now:
            continue
        shared = [lang for lang in was if lang in now]
        same = bool(shared) and all(_plain(was[lang]) == _plain(now[lang]) for lang in shared)
        for lang in dict.fromkeys([*was, *now]):
            if _plain(was.get(lang, "")) != _plain(now.get(lang, "")) or was.get(lang) != now.get(lang):
                yield f"{name}.{lang}", was.get(lang, ""), now.get(lang, ""), same


def _plain(text: str) -> str:
    """A text as it is compared: white space and a closing full stop carry no meaning."""
    return " ".join(text.split()).rstrip(". ")


def _of_facet(key: str, before: Facet | None, after: Facet | None) -> Iterator[Difference]:
    name = f"facet.{key}"
    if before is None or after is None:
        kind = "new" if before is None else "retired"
        yield Difference(
            name, kind, _told(before.values if before else ()), _told(after.values if after else ()), "values"
        )
        return
    gone, come = set(before.values) - set(after.values), set(after.values) - set(before.values)
    if before.values != after.values:
        kind = "wider" if come else "narrower" if gone else "cosmetic"
        yield Difference(name, kind, _told(before.values), _told(after.values), "values")
    for one in ("required", "ordered", "label"):
        if getattr(before, one) != getattr(after, one):
            yield Difference(name, "cosmetic", _told(getattr(before, one)), _told(getattr(after, one)), one)


def _told(value: object) -> str:
    """A value in one line."""
    if isinstance(value, tuple):
        return " | ".join(str(part) for part in value)
    if isinstance(value, Mapping):
        return " | ".join(f"{key}: {text}" for key, text in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
