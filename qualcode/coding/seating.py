"""Which documents come on the table of a meeting: those that all have finished, and why the others stay outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.codebook.versions import later
from qualcode.coding.agenda import Made, Marking, Readings, agenda
from qualcode.coding.page import Page, Turn
from qualcode.coding.sitting import Sitting
from qualcode.errors import CallError, ProjectError, did_you_mean
from qualcode.store import desks, meetings, sealing
from qualcode.store.blind import Standing, standings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from qualcode.codebook import Codebook
    from qualcode.project import Project

Seats = tuple[dict[str, Sitting], dict[str, str]]


def seat(project: Project, coders: tuple[str, ...], named: Sequence[str] | None, round_: str, *, spans: bool) -> Seats:
    """The documents on the table by id, and those that stay outside by name, each with the reason."""
    book = project.codebook
    if book is None:
        raise ProjectError("There is no codebook yet: add one first (qualcode add codebook FILE).")
    _prove(project, coders)
    names = dict(zip(*(project.documents()[name].astype(str) for name in ("document", "name")), strict=True))
    wanted = list(names) if named is None else [project.known().document(one).id for one in named]
    with project.store.reading() as connection:
        far, away = standings(connection), sealing.missing_readings(connection)
    waiting = project.review()
    waits = set(waiting[waiting["coder"].isin(coders) & (waiting["round"] == round_)]["document"].astype(str))
    refused: dict[str, str] = {}
    taken: list[str] = []
    for document in dict.fromkeys(wanted):
        standing = far.get((document, round_), Standing())
        lacking = [coder for coder in coders if (coder, document, round_) in away]
        if lacking:
            refused[names[document]] = (
                f"{names[document]}: the codings of {' and '.join(lacking)} are not here yet. Take the colleagues' copies first."
            )
            continue
        why = _why_not(standing, names[document], coders, project.coder, document in waits, begun=named is None)
        if why is None:
            taken.append(document)
        elif why:
            refused[names[document]] = why
    if refused and named is not None:
        raise ProjectError(" ".join(refused.values()))
    return _sittings(project, book, coders, {id_: names[id_] for id_ in taken}, round_, spans=spans), refused


def _prove(project: Project, coders: tuple[str, ...]) -> None:
    if len(coders) < 2:
        raise CallError("A meeting needs two coders or more.")
    acting = project.coder
    if acting is not None and acting not in coders:
        raise CallError(f"{acting} is not one of those who meet ({', '.join(coders)}).")
    if acting is None:
        known = project.coders()
        for coder in coders:
            if coder not in known:
                there = ", ".join(known) or "nobody has coded yet"
                raise CallError(f'No coder "{coder}" in this project: {there}.{did_you_mean(coder, known)}')


def _why_not(
    standing: Standing, name: str, coders: tuple[str, ...], acting: str | None, waits: bool, *, begun: bool
) -> str | None:  # fmt: skip
    """Why a document stays outside; empty: nothing to speak of; None: it comes on the table.

    An acting coder is told of her own reading alone: who else has what to do is not hers to know.
    """
    lacking = [coder for coder in coders if not standing.finished(coder)]
    if acting is not None and (lacking or not standing.closed):
        if begun and acting not in standing.coders:
            return ""
        return f"{name} is not closed: its readings stay covered until everyone has finished it."
    if lacking:
        if begun and not any(coder in standing.coders for coder in coders):
            return ""
        if begun and len(lacking) == len(coders) - 1 and not any(coder in standing.coders for coder in lacking):
            return ""  # one of them read it, alone
        verb = "has" if len(lacking) == 1 else "have"
        return f"{name} is not finished by all: {' and '.join(lacking)} {verb} not finished it."
    if waits:
        return f"{name} was corrected, and codings of it wait for review: settle them first (qualcode revise --queue)."
    return None


def _sittings(
    project: Project, book: Codebook, coders: tuple[str, ...], names: Mapping[str, str], round_: str, *, spans: bool
) -> dict[str, Sitting]:  # fmt: skip
    coverage = project.coverage()
    coverage = coverage[
        (coverage["layer"] == "reading") & (coverage["round"] == round_) & (coverage["state"] == "finished")
    ]
    codings = project.codings("reading", round_, text=False)
    codings = codings[codings["document"].isin(list(names)) & codings["coder"].isin(list(coders))]
    made = _made(codings, coders)
    min_covered = int(project.settings.get("min_covered", 3))
    found: dict[str, Sitting] = {}
    for document, name in names.items():
        rows = coverage[(coverage["document"] == document) & coverage["coder"].isin(list(coders))]
        version, judged = _judged(rows, coders, book)
        readings: Readings = {
            coder: [m for m in made.get((document, coder), []) if m.marking.code in judged] for coder in coders
        }
        with project.store.reading() as connection:
            leaf = desks.leaf(connection, document)
            page = _page(leaf)
            items = agenda(document, page, readings, book, spans=spans, min_covered=min_covered)
            sitting = Sitting(
                document, name, leaf.revision, round_, page, items, version, judged, book.judged((), version),
                meetings.decided(connection, document), meetings.standing(connection, document, round_),
                meetings.covered(connection, document, round_), meetings.logged(connection, document),
            )  # fmt: skip
        _prove_same_way(sitting, coders, spans=spans)
        found[document] = sitting
    return found


def _prove_same_way(sitting: Sitting, coders: tuple[str, ...], *, spans: bool) -> None:
    """A meeting that was begun goes on as it was begun: other questions would leave half of its decisions behind."""
    for id_, said in sitting.decided.items():
        if id_.startswith("new:"):
            continue
        if set(said["coders"]) != set(coders) or said["spans"] != spans:
            how = f"{', '.join(said['coders'])}{' with --spans' if said['spans'] else ' by turn'}"
            raise ProjectError(
                f"The meeting on {sitting.name} was begun by {how}: go on so, or undo its decisions first."
            )


def _judged(rows: pd.DataFrame, coders: tuple[str, ...], book: Codebook) -> tuple[str, frozenset[str]]:
    """The latest version under which one of them read, and the codes that all of them have judged."""
    version, shared = "", None
    for coder in coders:
        own: frozenset[str] = frozenset()
        for row in rows[rows["coder"] == coder].itertuples():
            own |= book.judged(row.codes, str(row.version))
            version = str(row.version) if not version or later(str(row.version), version) else version
        shared = own if shared is None else shared & own
    return version, shared or frozenset()


def _made(codings: pd.DataFrame, coders: tuple[str, ...]) -> dict[tuple[str, str], list[Made]]:
    facets = [str(name) for name in codings.columns if str(name).startswith("facet.")]
    values: list[dict[str, Any]] = codings[facets].astype(object).to_dict("records")
    columns = (codings[name].tolist() for name in ("document", "coder", "code", "start", "end", "coding"))
    found: dict[tuple[str, str], list[Made]] = {}
    for document, coder, code, start, end, id_, said in zip(*columns, values, strict=True):
        given = tuple(sorted((name.removeprefix("facet."), v) for name, v in said.items() if isinstance(v, str)))
        made = Made(Marking(str(code), int(start), int(end), given), str(id_))
        found.setdefault((str(document), str(coder)), []).append(made)
    return found


def _page(leaf: desks.Leaf) -> Page:
    return Page(leaf.body, tuple(
        Turn(place, t.start, t.end, t.label, t.label_start, t.role, t.person, t.answer, t.time)
        for place, t in enumerate(leaf.turns)
    ))  # fmt: skip
