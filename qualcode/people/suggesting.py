"""Suggestions for a key: what may be names in files and sheets, counted, with where they stand. Never all of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import QualcodeError
from qualcode.people.key import Key, Name
from qualcode.people.matching import Matcher
from qualcode.people.patterns import seen_in
from qualcode.people.spelling import folded, is_role
from qualcode.people.words import FIRST_NAMES, NO_NAMES, ORDINARY, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CALLED = {
    "nl": {"person": "Persoon", "school": "School", "place": "Plaats", "other": "Naam"},
    "en": {"person": "Person", "school": "School", "place": "Place", "other": "Name"},
}
_OWN_WORDS = frozenset(folded(word) for words in CALLED.values() for word in words.values())
#: Signs of what is no name of somebody or something, but tells who it is.
_TELLING = {
    "e-mail": "e-mail",
    "telefoon": "telefoon",
    "postcode": "postcode",
    "geboortedatum": "datum",
    "lijkt een BSN": "nummer",
    "IBAN": "rekening",
    "BRIN": "brin",
}
_CONTEXT = 30
SURELY_NOT_ALL = (
    "Names that follow no pattern are not found: read the transcripts with an eye for names before you rely on this."
)


@dataclass
class Suggested:
    """The names that may be meant, how many files were read, and which could not be."""

    names: tuple[Name, ...] = ()
    files: int = 0
    failed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = Counter(name.kind for name in self.names)
        counts = ", ".join(f"{kind} {count}" for kind, count in kinds.items()) or "none"
        return "\n".join(
            [
                f"{len(self.names)} possible names in {self.files} files: {counts}.",
                *(f"  {line}" for line in self.failed),
            ]
        )


def suggest(
    files: Sequence[str | Path],
    *,
    key: Key | None = None,
    team: Iterable[str] = (),
    lang: str = "nl",
    wide: bool = True,
) -> Suggested:
    """What may be names of people, schools and places in files, folders and patterns of files.

    Parameters
    ----------
    files
        Transcripts, case documents and sheets; their names are looked at too.
    key
        Names that are known already are not suggested again, whether they have a pseudonym or not.
    team
        The team's own list: each that occurs is suggested, whatever it looks like.
    lang
        The language of the pseudonyms that are proposed.
    wide
        Also any capital within a sentence that no pattern explains; finds more, and more that is no name.
    """
    done = Suggested()
    found = _Found(key or Key(), list(team))
    for path in expanded(files):
        try:
            found.read(words_of(path), path)
            done.files += 1
        except QualcodeError as fault:
            done.failed.append(str(fault))
    found.wide = wide
    done.names = found.names(lang)
    return done


def expanded(given: Sequence[str | Path]) -> list[Path]:
    """The files that paths, folders and patterns mean; hidden and half-open ones are none."""
    from glob import glob, has_magic

    found: list[Path] = []
    for one in given:
        path = Path(one)
        if has_magic(str(one)) and not path.exists():
            found.extend(sorted(Path(name) for name in glob(str(one), recursive=True) if Path(name).is_file()))
        elif path.is_dir():
            found.extend(sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$"))))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def words_of(path: Path) -> str:
    """All words of a file: a document's text, or the cells of a sheet, one a line."""
    from qualcode.readers import read
    from qualcode.readers.sheets import SUFFIXES, read_sheet

    if path.suffix.lower() in SUFFIXES:
        sheet = read_sheet(path)
        return "\n".join([*sheet.columns, *(text for row in sheet.rows for text in row.values.values() if text)])
    return read(path).text


class _Found:
    """Everything that was seen so far, by its plain spelling."""

    def __init__(self, key: Key, team: list[str]) -> None:
        self.wide = True
        spelled = (one for name in key.names for one in (name.name, *name.variants))
        self._known = {folded(one) for one in spelled}
        self._matcher = Matcher(key)
        self._team = Matcher(Key(tuple(Name(name, "x", "other") for name in team if name.strip())))
        self._seen: dict[str, list[Name]] = {}
        self._taken = Counter(name.pseudonym for name in key.names)

    def read(self, text: str, path: Path) -> None:
        """Look through one text and the name of its file."""
        for hit in self._team.find(text):
            self._note(hit.names[0].name, "person", "lijst van het team", _around(text, hit.start, hit.end))
        for one in seen_in(text):
            self._note(text[one.start : one.end], one.kind, one.why, _around(text, one.start, one.end))
        stem = re.sub(r"[_\d-]+", " ", path.stem)
        for word in stem.split():
            if folded(word) in FIRST_NAMES and folded(word) not in ORDINARY:
                self._note(word.capitalize(), "person", "bestandsnaam", path.name)

    def _note(self, spelled: str, kind: str, why: str, context: str) -> None:
        name = _bare(spelled) if kind in ("person", "place", "other") and why not in _TELLING else spelled
        plain = folded(name)
        if len(plain) < 2 or plain in NO_NAMES or is_role(plain) or plain in self._known or self._matcher.find(name):
            return
        if plain in _OWN_WORDS:
            return  # as a name it would stand in its own pseudonym, and the key be refused
        self._seen.setdefault(plain, []).append(Name(name, "", kind, (), 1, why, context))

    def names(self, lang: str) -> tuple[Name, ...]:
        """One name for each, first the sure ones; a first name alone goes with the one full name that begins with it."""
        merged = [_one(sightings) for sightings in self._seen.values()]
        merged = _without_genitives(merged)
        merged = [name for name in merged if self.wide or name.why != _UNSURE]
        merged = _under_full_names(merged)
        order = {"person": 0, "school": 1, "place": 2, "other": 3}
        merged.sort(key=lambda name: (name.why == _UNSURE, order[name.kind], -name.times, folded(name.name)))
        return tuple(self._called(merged, lang))

    def _called(self, names: list[Name], lang: str) -> Iterable[Name]:
        numbers: Counter[str] = Counter()
        matcher = Matcher(Key(tuple(replace(name, pseudonym="x") for name in names)))
        for name in names:
            told = _TELLING.get(name.why)
            word = CALLED[lang][name.kind]
            short = bool(matcher.find(f"{word} 1"))  # a name holds the word, "School van Morgen": S1 it is then
            while True:
                numbers[told or word] += 1
                called = f"{word[0]}{numbers[word]}" if short else f"{word} {numbers[word]}"
                pseudonym = f"[{told} {numbers[told]}]" if told else called
                if pseudonym not in self._taken:
                    break
            yield replace(name, pseudonym=pseudonym)


_UNSURE = "hoofdletter binnen de zin"


def _bare(spelled: str) -> str:
    """A name without the genitive's apostrophe, a title before it or a sign after it."""
    words = re.sub(r"['’]s$", "", spelled.strip(" .,\"“”'’")).split()
    while len(words) > 1 and words[0].casefold().rstrip(".") in TITLES:
        words = words[1:]
    return " ".join(words)


def _one(sightings: list[Name]) -> Name:
    """What was seen several times as one: the likeliest kind, every reason, one context."""
    sure = [name for name in sightings if name.why != _UNSURE] or sightings
    kind, times = Counter(name.kind for name in sure).most_common(1)[0]
    if kind == "place" and 2 * times < len(sightings):
        kind = "other"  # "uit Oefenhaas" once, and eleven times otherwise
    why = ", ".join(dict.fromkeys(name.why for name in sure))
    return Name(sure[0].name, "", kind, (), len(sightings), why, sure[0].context)


def _without_genitives(names: list[Name]) -> list[Name]:
    """ "Sannes" is "Sanne" where she is there too, or is a common first name."""
    plain = {folded(name.name): name for name in names}
    kept: dict[str, Name] = {}
    for own, name in plain.items():
        stem = own[:-1] if own.endswith("s") else own
        if (
            stem != own
            and own not in FIRST_NAMES
            and "aanspreking" not in name.why
            and (stem in plain or stem in FIRST_NAMES)
        ):
            name, own = replace(name, name=name.name[:-1]), stem
        known = kept.get(own)
        kept[own] = name if known is None else replace(known, times=known.times + name.times)
    return list(kept.values())


def _under_full_names(names: list[Name]) -> list[Name]:
    """Shorter forms of one full name are counted with it, so that one person gets one pseudonym."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: -len(name.name.split())):
        homes = [place for place, whole in enumerate(kept) if _fits(name, whole)]
        if len(homes) == 1:
            home = kept[homes[0]]
            kept[homes[0]] = replace(home, times=home.times + name.times)
        else:
            kept.append(name)
    return kept


def _fits(name: Name, whole: Name) -> bool:
    """Whether a name is one of the shorter forms that the matcher knows of a full one."""
    longer = len(whole.name.split()) > len(name.name.split())
    if not longer or whole.kind not in ("person", "school") or (whole.kind == "school" and name.kind == "person"):
        return False
    hits = Matcher(Key((replace(whole, pseudonym="x"),))).find(name.name)
    return len(hits) == 1 and hits[0].end - hits[0].start == len(name.name)


def _around(text: str, start: int, end: int) -> str:
    """A name with some words on both sides, on one line."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    left = "…" if start > _CONTEXT else ""
    right = "…" if end + _CONTEXT < len(text) else ""
    return " ".join(f"{left}{before}{text[start:end]}{after}{right}".split())
