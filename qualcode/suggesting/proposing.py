"""Where the cues of the codebook stand in informants' talk, and which segments they propose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.analysis.informants import informant
from qualcode.analysis.sentences import sentences
from qualcode.columns import WORD
from qualcode.suggesting.cues import Cue, plain
from qualcode.suggesting.lemmas import lemmatiser

if TYPE_CHECKING:
    import pandas as pd

#: A turn of more words is proposed by the sentence.
WHOLE_TURN = 80
#: Where a pattern stands in these turns: (row, start, end), counted from the start of each turn.
Hit = tuple[int, int, int]
Find = Callable[[str, "pd.DataFrame"], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code for a segment, and the cues that stand in it."""

    document: str
    start: int
    end: int
    code: str
    cues: tuple[str, ...]


def propose(
    cues: Mapping[str, Sequence[Cue]], turns: pd.DataFrame, languages: Mapping[str, str], find: Find,
    *, whole: int = WHOLE_TURN,
) -> list[Proposal]:  # fmt: skip
    """The segments that the cues of codes propose.

    A word is found in every inflection (its lemma is that of the cue), a phrase where its words stand next to each other, an
    expression as it is written. The segment is the turn, and in a turn of more than `whole` words the sentence. Interviewer talk
    is never looked at.

    Parameters
    ----------
    cues
        By code (`cues.cues_of`).
    turns
        A frame of turns with ``document start end text`` and, where known, ``speaker role``.
    languages
        The language of each document; Dutch where nothing is said.
    find
        Finds a regular expression in these turns, within limits of time.

    Returns
    -------
    By document in the order of `turns`, place and code; each segment once a code.

    Raises
    ------
    MissingExtra
        simplemma is needed for words and is not installed.
    """
    talk = turns[informant(turns)].reset_index(drop=True)
    found: dict[tuple[int, int, int, str], dict[str, None]] = defaultdict(dict)
    pieces = _Pieces(talk["text"].tolist(), whole)
    words = _Words(talk, languages) if any(cue.words for given in cues.values() for cue in given) else None
    for code, given in cues.items():
        for cue in given:
            hits = find(cue.pattern, talk) if cue.pattern or words is None else words.found(cue)
            for row, start, end in hits:
                found[(row, *pieces.around(row, start, end), code)][cue.text] = None
    order = {code: place for place, code in enumerate(cues)}
    documents, at = talk["document"].astype(str).tolist(), talk["start"].tolist()
    return [
        Proposal(documents[row], at[row] + start, at[row] + end, code, tuple(said))
        for (row, start, end, code), said in sorted(found.items(), key=lambda of: (*of[0][:3], order[of[0][3]]))
    ]


class _Pieces:
    """The stretch that is proposed around a hit: the turn without white space, or the sentences that the hit touches."""

    def __init__(self, texts: Sequence[str], whole: int) -> None:
        self.texts, self.whole = texts, whole
        self._of: dict[int, list[tuple[int, int]]] = {}

    def around(self, row: int, start: int, end: int) -> tuple[int, int]:
        """Where the piece stands in its turn."""
        if row not in self._of:
            text = self.texts[row]
            short = len(WORD.findall(text)) <= self.whole
            turn = [(len(text) - len(text.lstrip()), len(text.rstrip()))]
            self._of[row] = turn if short else sentences(text)
        touched = [piece for piece in self._of[row] if piece[0] < end and start < piece[1]]
        return (touched[0][0], touched[-1][1]) if touched else (start, end)


class _Words:
    """The words of all turns, by form and by lemma."""

    def __init__(self, talk: pd.DataFrame, languages: Mapping[str, str]) -> None:
        self._turns: list[list[tuple[str, str, int, int]]] = []
        self._lemmas = {}
        self._at: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
        for row, (document, text) in enumerate(zip(talk["document"].astype(str), talk["text"], strict=True)):
            language = languages.get(document) or "nl"
            self._lemmas[language] = lemma = lemmatiser(language)
            said = []
            for place, match in enumerate(WORD.finditer(text)):
                form = plain(match.group())
                said.append((form, lemma(form), *match.span()))
                self._at[language, form].add((row, place))
                self._at[language, said[-1][1]].add((row, place))
            self._turns.append(said)

    def found(self, cue: Cue) -> list[Hit]:
        """Where the words of a cue stand next to each other."""
        hits: list[Hit] = []
        for language, lemma in self._lemmas.items():
            wanted = [{word, lemma(word)} for word in cue.words]
            first = set().union(*(self._at.get((language, form), set()) for form in wanted[0]))
            for row, place in first:
                said = self._turns[row][place : place + len(wanted)]
                if len(said) == len(wanted) and all(
                    form in these or base in these for (form, base, _, _), these in zip(said, wanted, strict=True)
                ):
                    hits.append((row, said[0][2], said[-1][3]))
        return sorted(hits)
