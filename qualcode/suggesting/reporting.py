"""How suggestions fare: what coders did with those of each cue, and how well the cues agree with people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.table import Note, Recipe, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd

    from qualcode.columns import HasFrames
    from qualcode.suggesting.proposing import Proposal

CAPTIONS = {
    "acceptance": {"nl": "Suggesties per signaal", "en": "Suggestions per cue"},
    "against_people": {"nl": "Signalen vergeleken met mensen", "en": "Cues compared with people"},
}
#: document, code, who decided, cues, and *open* or what was decided.
Outcome = tuple[str, str, str, tuple[str, ...], str]
CUES, PEOPLE = "cues", "people"


def acceptance(outcomes: Sequence[Outcome], frames: HasFrames) -> Table:
    """One row a code and cue: how many suggestions are open, were accepted, adjusted and rejected.

    `acceptance` is the share accepted, as it was or adjusted, of those decided (0 to 1; NaN where none was). A suggestion
    with several cues counts under each.

    Parameters
    ----------
    outcomes
        What became of each suggestion.
    frames
        Gives the codebook, whose order the rows have.
    """
    import pandas as pd

    counts: dict[tuple[str, str], dict[str, int]] = {}
    for _, code, _, cues, what in outcomes:
        for cue in cues:
            row = counts.setdefault((code, cue), dict.fromkeys(("open", "accepted", "adjusted", "rejected"), 0))
            row[what] += 1
    place = {code.key: number for number, code in enumerate(frames.codebook or ())}
    rows: list[dict[str, Any]] = []
    for (code, cue), row in sorted(counts.items(), key=lambda of: (place.get(of[0][0], len(place)), of[0])):
        decided = row["accepted"] + row["adjusted"] + row["rejected"]
        share = (row["accepted"] + row["adjusted"]) / decided if decided else float("nan")
        rows.append({"code": code, "cue": cue, "proposed": sum(row.values()), **row, "acceptance": share})
    columns = ["code", "cue", "proposed", "open", "accepted", "adjusted", "rejected", "acceptance"]
    return Table(
        "frame", pd.DataFrame(rows, columns=columns), _recipe("acceptance", frames), caption=CAPTIONS["acceptance"]
    )


def against_people(
    proposals: Sequence[Proposal], final: pd.DataFrame, frames: HasFrames, codes: Collection[str], touched: Collection[str]
) -> Table | None:  # fmt: skip
    """Agreement of the cues with the final codings per code, on informant turns: alpha, positive agreement and the four counts.

    Only documents that people finished, and of which nobody decided a suggestion: whoever accepted what a cue proposed agrees with
    the cue. Interval: the delete-one-document jackknife.

    Parameters
    ----------
    proposals
        What the cues propose, whatever was decided.
    final
        The final codings (`Project.final`).
    frames
        Gives turns, documents, coverage and the codebook.
    codes
        The codes with cues.
    touched
        The documents in which suggestions were decided.

    Returns
    -------
    A table of agreement (`only_a`: the cue only, `only_b`: people only), or None where no such document is finished.
    """
    import pandas as pd

    from qualcode.analysis.agreement import agreement
    from qualcode.analysis.units import units

    coverage = frames.coverage()
    read = coverage[(coverage["layer"] == "final") & (coverage["state"] == "finished")]
    read = read[~read["document"].isin(list(touched))]
    if not len(read):
        return None
    documents = set(read["document"].astype(str))
    people = final[final["code"].isin(list(codes)) & final["document"].isin(list(documents))]
    spans = [
        (PEOPLE, *row) for row in zip(*(people[name] for name in ("document", "start", "end", "code")), strict=True)
    ]
    spans += [(CUES, one.document, one.start, one.end, one.code) for one in proposals if one.document in documents]
    codings = pd.DataFrame(spans, columns=["coder", "document", "start", "end", "code"])
    codings = codings.astype({"document": "str", "code": "str", "coder": "str"})
    both = pd.concat([_coverage(read, coder) for coder in (CUES, PEOPLE)], ignore_index=True)
    table = agreement(units(codings, _Talk(frames, both), coders=(CUES, PEOPLE)), codebook=frames.codebook)
    frame = table.frame[table.frame["key"].isin(list(codes))].reset_index(drop=True)
    note = Note("n.cues_documents", {"documents": len(documents), "touched": len(touched)})
    recipe = _recipe("against_people", frames)
    notes = (note, *(said for said in table.notes if not said.key.startswith("layer.")))
    return replace(table, frame=frame, recipe=recipe, caption=CAPTIONS["against_people"], notes=notes)


def _coverage(read: pd.DataFrame, coder: str) -> pd.DataFrame:
    """What was read, as a main reading of this name."""
    return read.astype({"layer": object, "coder": object, "round": object}).assign(
        layer="reading", coder=coder, round="main"
    )


class _Talk:
    """The frames of a project with another coverage, and without touches: the places of cues are in no frame of them."""

    def __init__(self, frames: HasFrames, coverage: pd.DataFrame) -> None:
        self._frames, self._coverage = frames, coverage

    def __getattr__(self, name: str) -> Any:
        return getattr(self._frames, name)

    def coverage(self) -> pd.DataFrame:
        """Who read what: people and cues alike."""
        return self._coverage

    def touches(self) -> pd.DataFrame:
        """None are known: they follow from the text."""
        return self._frames.touches().iloc[:0]


def _recipe(function: str, frames: HasFrames) -> Recipe:
    from qualcode import __version__

    book = frames.codebook
    return Recipe(function, {}, dict(frames.state), f"{book.name} {book.version}" if book else "", version=__version__)
