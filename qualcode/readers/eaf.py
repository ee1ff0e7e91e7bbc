"""ELAN files: each independent tier is a speaker's talk, in the order of time; tiers that depend on another are named."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.errors import Unreadable
from qualcode.readers.limits import content, xml
from qualcode.readers.speech import Speech, clean_label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qualcode.readers.intake import Intake


class _Piece(NamedTuple):
    order: float
    tier: int
    place: int
    text: str
    label: str
    time: float | None


def read(path: Path) -> Intake:
    """ELAN (.eaf): the independent tiers as turns of their participants; a tier without participant goes by its name.

    A time that a slot lacks is not guessed: the turn keeps its place in the order of the slots and has no time.
    """
    root = xml(content(path), path, path.name)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise Unreadable(path, "the file is no ELAN file, whatever its name says")
    times, order = _slots(root)
    speech = Speech("segments")
    pieces: list[_Piece] = []
    participants: Counter[str] = Counter()
    for number, tier in enumerate(root.iterfind("TIER")):
        name = clean_label(tier.get("TIER_ID") or f"tier {number + 1}")
        label = clean_label(tier.get("PARTICIPANT") or "") or name
        found = _pieces(tier, number, label, times, order)
        hanging = sum(1 for _ in tier.iter("REF_ANNOTATION"))
        if tier.get("PARENT_REF") is not None:
            if found or hanging:
                parent = tier.get("PARENT_REF")
                speech.left_out.append(f'tier "{name}" (depends on "{parent}"), values: {len(found) + hanging}')
            continue
        if hanging:
            speech.left_out.append(f'values of tier "{name}" that hang on nothing: {hanging}')
        participants[label] += bool(found)
        pieces += found
    for label, tiers in participants.items():
        if tiers > 1:
            speech.changed.append(f'the {tiers} tiers of "{label}" read as one speaker')
    for piece in sorted(pieces):
        speech.add(piece.text, piece.label, piece.time)
    if not pieces:
        raise Unreadable(path, "the file holds no value on a tier that stands for itself")
    return speech.intake()


def _slots(root: Any) -> tuple[Mapping[str, float | None], Mapping[str, float]]:
    """Each slot's time in seconds, or None; and its place: its time, else that of the slot before it."""
    times: dict[str, float | None] = {}
    order: dict[str, float] = {}
    last = 0.0
    for slot in root.iterfind("TIME_ORDER/TIME_SLOT"):
        key, value = slot.get("TIME_SLOT_ID") or "", slot.get("TIME_VALUE") or ""
        known = int(value) / 1000 if value.isdecimal() and len(value) < 12 else None
        last = last if known is None else known
        times[key], order[key] = known, last
    return times, order


def _pieces(
    tier: Any, number: int, label: str, times: Mapping[str, float | None], order: Mapping[str, float]
) -> list[_Piece]:
    found = []
    for place, value in enumerate(tier.iter("ALIGNABLE_ANNOTATION")):
        slot = value.get("TIME_SLOT_REF1") or ""
        text = " ".join((value.findtext("ANNOTATION_VALUE") or "").split("\n"))
        found.append(_Piece(order.get(slot, 0.0), number, place, text, label, times.get(slot)))
    return found
