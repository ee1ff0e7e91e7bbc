"""From decisions to the codebook: rules that a meeting made, the next version that holds them, and who read under the old one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from qualcode.codebook import changes, file
from qualcode.errors import CallError, ProjectError
from qualcode.store import meetings
from qualcode.store.blind import sight

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.codebook import Codebook
    from qualcode.project import Project
    from qualcode.report import Added

LOG = ("document", "name", "start", "end", "code", "decision", "reason", "rule", "version", "coders", "codings")
RECODE = ("code", "document", "name", "coder", "round", "version", "codings")


class Rule(NamedTuple):
    """A rule that a meeting made: of which code, its words, why, and in which document it came up."""

    code: str
    text: str
    reason: str
    document: str


@dataclass(frozen=True)
class Ruled:
    """A new version of the codebook with its rules, and the readings that were finished under the old one (`RECODE`)."""

    book: Codebook
    rules: tuple[Rule, ...]
    recode: pd.DataFrame
    added: Added


def log(project: Project) -> pd.DataFrame:
    """Every decision of a meeting with where it came from, a row each (`LOG`).

    `version` is the codebook version that brought the rule; of a decision without one, or whose rule is in no version yet, the version
    it was decided under. `coders` met, `codings` are the readings' codings that the question was about, joined by ``|``.
    """
    book = project.codebook
    rows = []
    for (document, name), said in _decided(project):
        version = said["version"]
        if said["rule"] and book is not None:
            version = _since(book, said["rule_code"], said["rule"]) or version
        start, end, code = said["place"]
        decision = ", ".join(said["kept"]) if said["how"] == "keep" else said["how"]
        rows.append((
            document, name, start, end, code, decision, said["reason"], said["rule"], version,
            ", ".join(said["coders"]), "|".join(said["from"]),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(LOG))


def pending(project: Project) -> tuple[Rule, ...]:
    """Rules that meetings made and that the codebook in force does not have yet, in the order of the codebook."""
    book = project.codebook
    if book is None:
        return ()
    found = [
        Rule(book.current(said["rule_code"]), said["rule"], said["reason"], name)
        for (_, name), said in _decided(project)
        if said["rule"]
    ]
    order = {key: place for place, key in enumerate(book.keys)}
    known = [rule for rule in found if rule.code in order and rule.text not in book[rule.code].rules]
    once = {(rule.code, rule.text): rule for rule in reversed(known)}
    return tuple(sorted(once.values(), key=lambda rule: (order[rule.code], rule.text)))


def publish(project: Project, *, version: str | None = None, path: Path | None = None) -> Ruled:
    """Make the next version of the codebook with the rules that wait; store it, and write them into its file where one is named.

    Raises
    ------
    ProjectError
        No rule waits.
    CallError
        The file holds another version than the project.
    """
    book, rules = project.codebook, pending(project)
    if book is None or not rules:
        raise ProjectError("No rule waits: each one stands in the codebook, or no meeting made one.")
    if path is not None:
        stands = file.load(path)
        if (stands.name, stands.version) != (book.name, book.version):
            raise CallError(
                f"{path} holds {stands.name} {stands.version}, the project {book.name} {book.version}: name the file of that version."
            )
    by_code: dict[str, list[str]] = {}
    for rule in rules:
        by_code.setdefault(rule.code, []).append(rule.text)
    new = changes.rule(book, by_code, version=version)
    recode = readings_under(project, tuple(by_code))
    added = project.add_codebook(new)
    if path is not None:
        file.save(new, path)
    return Ruled(new, rules, recode, added)


def readings_under(project: Project, codes: tuple[str, ...]) -> pd.DataFrame:
    """Who finished what before now for these codes: the recode list of a new rule, a row a code x reading (`RECODE`).

    `codings` is how many codings of the code that reading has; what has none was read under the old rule all the same.
    """
    book = project.codebook
    if book is None:
        return pd.DataFrame(columns=list(RECODE))
    coverage, documents = project.coverage(), project.documents()
    names = dict(zip(documents["document"].astype(str), documents["name"].astype(str), strict=True))
    done = coverage[(coverage["layer"] == "reading") & (coverage["state"] == "finished")]
    done = done[done["round"].isin(["main", "recode"])]
    codings = project.codings("reading", None, text=False)
    counted = codings.groupby(["code", "document", "coder", "round"], observed=True).size().to_dict()
    rows = []
    for code in codes:
        for row in done.itertuples():
            if code in book.judged(row.codes, str(row.version)):
                count = counted.get((code, row.document, row.coder, row.round), 0)
                rows.append((
                    code, row.document, names.get(str(row.document), ""), row.coder, row.round, row.version, int(count),
                ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(RECODE)).drop_duplicates(ignore_index=True)


def _since(book: Codebook, code: str, text: str) -> str | None:
    """The first version that has a rule."""
    for one in (*book.earlier, book):
        if any(text in found.rules for found in one if book.current(found.key) == book.current(code)):
            return one.version
    return None


def _decided(project: Project) -> list[tuple[tuple[str, str], dict[str, Any]]]:
    """Every decision that may be seen, by document."""
    documents = project.documents()
    found = []
    with project.store.reading() as connection:
        eyes = sight(connection, project.coder)
        for document, name in zip(documents["document"].astype(str), documents["name"].astype(str), strict=True):
            if eyes.sees(document, "main"):
                found += [((document, name), said) for said in meetings.decided(connection, document).values()]
    return found
