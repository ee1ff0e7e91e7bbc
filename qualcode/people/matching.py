"""Finding the names of a key in a text and replacing them: whole words, the longest first, in every case and spelling."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualcode.people.addresses import Addresses
from qualcode.people.patterns import begins_here
from qualcode.people.spelling import WORD, beginnings, folded, forms
from qualcode.people.words import AFTER_VERBS, FIRST_NAMES, ORDINARY, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.people.key import Key, Name
    from qualcode.people.spelling import Form

_TWO = " of "
_JOINING = frozenset("-_/\\@")
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,4}(?![^\W_])")
#: What joins words in file names, ids and addresses: two hyphens, a low line, a suffix, an @.
_SLUG = re.compile(r"_|-[^-]+-|@|\.(?:docx?|docm|pdf|txt|md|odt|rtf|xlsx?|csv|vtt|srt|json|mp3|m4a|wav)(?!\w)")
_APART = frozenset(' \t\n\r\u00a0;,"|<>()')
_REACH, _AROUND = 120, 24
_HYPHENED = re.compile(r"-([^\W\d_]+)")
_BEFORE_HYPHEN = re.compile(r"([^\W\d_]+)-$")
#: From so many letters on a word that only begins with a name is worth a look.
_STEM = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the key at ``text[start:end]``: whose it may be (several persons may share a first name).

    `doubtful`: a common word with the capital of its sentence, which may be no name.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    genitive: bool = False
    joined: bool = False
    doubtful: bool = False

    @property
    def pseudonym(self) -> str:
        """What is to stand there: ``Leraar 1``; where two share the name ``Leraar 1 of Leraar 2``."""
        return _TWO.join(dict.fromkeys(name.pseudonym for name in self.names))


@dataclass
class Replaced:
    """A text without the names of the key, how often each pseudonym was put in, and which stand for two names."""

    text: str
    counts: Counter[str] = field(default_factory=Counter)


class Matcher:
    """Finds the names of a key. Names without a pseudonym are no names to it.

    >>> from qualcode.people.key import Key, Name
    >>> matcher = Matcher(Key((Name("Sanne de Wit", "Leraar 1"), Name("De Linde", "School 1", "school"))))
    >>> matcher.replace("Sannes klas, mw. DE WIT van de Linde. Zij verft wit.").text
    "Leraar 1's klas, mw. Leraar 1 van School 1. Zij verft wit."
    """

    def __init__(self, key: Key) -> None:
        self._words: dict[str, list[Form]] = {}
        self._others: list[Form] = []
        taken = {folded(form.text) for name in key.replaced for form in forms(name) if not form.derived}
        for name in key.replaced:
            for form in forms(name):
                if form.derived and folded(form.text) in taken:
                    continue  # the key says itself whose name that is
                begin = list(beginnings(form.text))
                if not begin or any(sign.isdigit() for sign in form.text):
                    self._others.append(form)
                    continue
                for word in begin:
                    self._words.setdefault(word, []).append(form)
        self._addresses = Addresses(key.replaced)
        self._stems = {word for word in self._words if len(word) >= _STEM and word not in ORDINARY}
        self._folded: dict[str, str] = {}

    def find(self, text: str, *, loose: bool = False) -> list[Hit]:
        """The places of names, in order, none over another; of names at one place the longest.

        Common words are names without capitals only where `loose`, and in what looks like a file name, id or address.
        """
        found = [*self._by_word(text, loose), *self._by_sign(text)]
        found += [Hit(start, end, names, joined=True) for start, end, names in self._addresses.find(text, loose=loose)]
        found.sort(key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in found:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
            elif hit.end > kept[-1].end and hit.start == kept[-1].start:
                kept[-1] = hit
        return kept

    def replace(self, text: str, *, loose: bool = False) -> Replaced:
        """The text with pseudonyms; whatever is no name of the key stays as it is. Doing it again changes nothing."""
        done = Replaced(text)
        for _ in range(4):  # a pseudonym and its neighbours may make a name of the key: rarely, and never for long
            hits = self.find(done.text, loose=loose)
            if not hits:
                break
            parts, at = [], 0
            for hit in hits:
                parts += [done.text[at : hit.start], said(hit)]
                at = hit.end
                done.counts[hit.pseudonym] += 1
            done.text = "".join([*parts, done.text[at:]])
        return done

    def doubts(self, text: str) -> Iterator[str]:
        """What a person should look at again: words that a sentence begins with, and longer words that begin with a name."""
        hits = self.find(text)
        for hit in hits:
            if hit.doubtful:
                yield " ".join(text[hit.start : hit.end + _AROUND].split("\n")[0].split())
        for word in WORD.finditer(text):
            plain = folded(word.group())
            longer = word.group()[0].isupper() and any(plain[:n] in self._stems for n in range(_STEM, len(plain) - 1))
            if longer and plain not in FIRST_NAMES and not any(hit.start <= word.start() < hit.end for hit in hits):
                yield word.group()

    def _by_word(self, text: str, loose: bool) -> Iterator[Hit]:
        for word in WORD.finditer(text):
            candidates = self._candidates(word.group())
            if candidates:
                at = word.start()
                slug = loose or _in_slug(text, at)
                hit = _best(candidates, text, at, slug)
                if hit is not None and (slug or not _is_another(text, hit)):
                    yield hit if slug or folded(word.group()) not in ORDINARY else _with_doubt(text, hit)

    def _candidates(self, word: str) -> list[Form]:
        plain = self._folded.get(word)
        if plain is None:
            plain = self._folded[word] = folded(word)
        found = self._words.get(plain, [])
        return [*found, *self._words.get(plain[:-1], [])] if plain.endswith("s") else found

    def _by_sign(self, text: str) -> Iterator[Hit]:
        for form in self._others:
            for match in form.pattern().finditer(text):
                yield Hit(match.start(), match.end(), (form.name,))


def _is_another(text: str, hit: Hit) -> bool:
    """Whether a first name is half of another one ("Jan" in "Jan-Peter"), or a verb begins a question ("Wil je")."""
    word = folded(text[hit.start : hit.end])
    after = _HYPHENED.match(text, hit.end)
    before = _BEFORE_HYPHEN.search(text[max(0, hit.start - _AROUND) : hit.start])
    if word in FIRST_NAMES and any(part and folded(part[1]) in FIRST_NAMES for part in (before, after)):
        return True
    following = WORD.search(text, hit.end, hit.end + _AROUND)
    asks = word in VERBS and following is not None and following.group() in AFTER_VERBS
    return (
        asks
        and not text[hit.end : following.start() if following else hit.end].strip()
        and begins_here(text, hit.start)
    )


def _with_doubt(text: str, hit: Hit) -> Hit:
    """A common word is doubtful where a sentence begins with it: there the capital tells nothing."""
    alone = WORD.fullmatch(text[hit.start : hit.end]) is not None
    return replace(hit, doubtful=alone and begins_here(text, hit.start))


def _in_slug(text: str, at: int) -> bool:
    """Whether a place lies in what looks like a file name, an id or an address."""
    start, end = at, at
    while start > 0 and at - start < _REACH and text[start - 1] not in _APART:
        start -= 1
    while end < len(text) and end - at < _REACH and text[end] not in _APART:
        end += 1
    return _SLUG.search(text[start:end]) is not None


def _best(candidates: list[Form], text: str, at: int, loose: bool) -> Hit | None:
    """The longest form that stands here; forms of equal length that several names share are all meant."""
    found: dict[tuple[int, bool], list[Name]] = {}
    for form in candidates:
        match = form.pattern(loose=loose).match(text, at)
        if match is not None:
            genitive = match.group("genitive") is not None
            names = found.setdefault((match.end() - genitive, not genitive), [])
            if form.name not in names:
                names.append(form.name)
    if not found:
        return None
    longest = max(found, key=lambda key: (key[0] + (not key[1]), key[1]))
    genitive = not longest[1]
    start = at
    if any(form.text[0] in "'’" and form.name in found[longest] for form in candidates) and text[at - 1 : at] in (
        *"'’‘",
    ):
        start = at - 1
    end = longest[0] + genitive
    joined = text[start - 1 : start] in _JOINING or text[end : end + 1] in _JOINING or bool(_SUFFIX.match(text, end))
    return Hit(start, end, tuple(found[longest]), genitive, joined)


def look_again(doubts: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """A sentence for a person about what may be a name or a word; nothing where there is nothing.

    >>> look_again(["Wil zei dat", "Wil zei dat", "Roosjes"])
    ('look again, a name or a word: “Wil zei dat” (2), “Roosjes”',)
    """
    counts = Counter(doubts)
    shown = [f"“{what}”" + (f" ({times})" if times > 1 else "") for what, times in counts.most_common(most)]
    more = f" and {len(counts) - most} more" if len(counts) > most else ""
    return (f"look again, a name or a word: {', '.join(shown)}{more}",) if shown else ()


def said(hit: Hit) -> str:
    """The pseudonym as it stands in the sentence: a genitive stays one, and what was joined by hyphens stays one word.

    >>> from qualcode.people.key import Name
    >>> said(Hit(0, 5, (Name("Noor", "Mila"),), True)), said(Hit(0, 5, (Name("Noor", "Leraar 1"),), True))
    ('Milas', "Leraar 1's")
    """
    if hit.joined:
        return "-".join(hit.pseudonym.split())
    if not hit.genitive:
        return hit.pseudonym
    return hit.pseudonym + ("s" if hit.pseudonym[-1:].isalpha() and hit.pseudonym[-1:].lower() not in "sx" else "'s")
