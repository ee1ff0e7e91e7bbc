"""The cues of an open project at work: its talk, its codebook and its suggestions brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import ProjectError
from qualcode.store import proposals, searching

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.contents import Contents
    from qualcode.suggesting.cues import Cue
    from qualcode.suggesting.proposing import Proposal
    from qualcode.table import Table


def suggest(
    project: Contents, codes: Sequence[str] = (), document: str | None = None, *, dry_run: bool = False
) -> proposals.Suggested:
    """Let the cues of these codes (all) propose in this document (all), and store what is new."""
    id_ = None
    with project.store.reading() as connection:
        if document is not None:
            known = project.known().document(document)
            id_ = known.id
            proposals.refuse_off(connection, project.coder, id_, known.name)
        proposals.refuse_off(connection, project.coder)
    cues = _cues(project, codes)
    found = proposed(project, cues, None if id_ is None else [id_])
    revisions = dict(zip(*(project.documents()[name].astype(str) for name in ("document", "revision")), strict=True))
    texts = {of: project.text(of) for of in {one.document for one in found}}
    made = [
        proposals.Proposed(
            one.document, revisions[one.document], one.start, one.end, texts[one.document][one.start : one.end],
            one.code, one.cues,
        )
        for one in found
    ]  # fmt: skip
    book = project.codebook
    version = book.version if book is not None else ""
    every = [code.key for code in book] if book is not None and not codes else list(cues)
    within = None if id_ is None else [id_]
    return proposals.put(project.store, project.coder, made, version, every, within, dry_run=dry_run)


def _cues(project: Contents, codes: Sequence[str]) -> Mapping[str, tuple[Cue, ...]]:
    from qualcode.suggesting.cues import cues_of

    if project.codebook is None:
        raise ProjectError("Suggestions come from the cues of a codebook: add one first (qualcode add codebook FILE).")
    return cues_of(project.codebook, codes)


def proposed(
    project: Contents, cues: Mapping[str, tuple[Cue, ...]], documents: Sequence[str] | None = None
) -> list[Proposal]:
    """What the cues propose, whatever was decided: in these documents, or in all."""
    from qualcode.suggesting.proposing import propose

    frame = project.documents()
    turns = project.turns()
    if documents is not None:
        turns = turns[turns["document"].isin(list(documents))]
    names = dict(zip(frame["document"].astype(str), frame["name"].astype(str), strict=True))
    spoken = {
        str(document): str(language)
        for document, language in zip(frame["document"], frame["language"], strict=True)
        if isinstance(language, str) and language
    }
    book = project.codebook
    first = book.languages[0] if book is not None and book.languages else "nl"
    languages = {document: spoken.get(document, first) for document in names}
    return propose(cues, turns, languages, lambda pattern, talk: searching.expression_hits(pattern, talk, names))


def report(project: Contents, codes: Sequence[str] = ()) -> tuple[Table, Table | None]:
    """What became of the suggestions of each cue; and how well the cues agree with people, where these coded without them."""
    from qualcode.suggesting.reporting import acceptance, against_people

    cues = _cues(project, codes)
    with project.store.reading() as connection:
        outcomes = proposals.outcomes(connection, project.coder)
    touched = {document for document, _, _, _, what in outcomes if what != "open"}
    listed = acceptance([of for of in outcomes if of[1] in cues], project)
    final = project.final(text=False)
    return listed, against_people(proposed(project, cues), final, project, cues, touched)
