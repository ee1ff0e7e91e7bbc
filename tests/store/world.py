"""A tiny study for the tests of the store: two talks, a codebook of four codes, and ways to look at everything at once."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from sqlalchemy import select

from qualcode.codebook.book import Code, Codebook, Facet
from qualcode.model import Coding, Segment
from qualcode.project import Project
from qualcode.store import engine, history, opening, schema
from qualcode.store.ids import coding_id
from qualcode.store.store import Store

#: Properties of whole projects try fewer examples than those of values; `make soak` many more of both.
few = settings(max_examples=max(8, settings().max_examples // 5))

BEGIN = """I: Wie kiest de taak?
R1: De kinderen kiezen zelf, met de weektaak.
I: En u?
R1: Ik loop rond en vraag waar ze naartoe willen.
"""
EIND = """I: Hoe gaat het nu?
R1: Best lekker, eigenlijk.
"""

BOOK = Codebook(
    "klein",
    "1.0.0",
    (
        Code("regie", {"nl": "Regie"}, assignable=False),
        Code("zelfregie", {"nl": "Zelfregie"}, parent="regie"),
        Code("gedeeld", {"nl": "Gedeelde regie"}, parent="regie"),
        Code("ict", {"nl": "Ict"}),
    ),
    facets={"stand": Facet("stand", ("huidig", "ambitie"))},
)


def begun(
    folder: Path, name: str = "studie", *, coder: str | None = None, afresh: bool = False, **texts: str
) -> Project:
    """A new project with a codebook, a school and the talks (g1 and g2 unless others are given).

    It is a copy of one that was made once; `afresh` makes it anew, as on a laptop of its own.
    """
    texts = texts or {"g1": BEGIN, "g2": EIND}
    for stem, text in texts.items():
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
    path = folder / f"{name}.qualcode"
    make = _begun.__wrapped__ if afresh else _begun
    path.write_bytes(make(tuple(texts.items())))
    return Project.open(path, coder=coder)


@cache
def _begun(texts: tuple[tuple[str, str], ...]) -> bytes:
    """The file of such a project: made once."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        with Project.create(folder / "studie.qualcode", study="studie", codebook=BOOK) as project:
            project.add_waves(["begin", "eind"])
            project.add_cases(
                [{"case": "wisselspoor", "name": "Het Wisselspoor", "pupils": "312", "teachers@begin": "21"}]
            )
            for stem, text in texts:
                file = folder / f"{stem}.txt"
                file.write_text(text, encoding="utf-8")
                report = project.add_documents(file, case="wisselspoor", wave="begin")
                assert not report.failed, report
        return (folder / "studie.qualcode").read_bytes()


def document(project: Project, name: str = "g1") -> str:
    """The id of a document by its name."""
    found = project.documents()
    return str(found.loc[found["name"] == name, "document"].iloc[0])


def coding(
    project: Project, quote: str, code: str, coder: str, *, name: str = "g1", round_: str = "main", **facets: str
) -> Coding:
    """A coding as an import would make it, placed by its quote."""
    document_ = document(project, name)
    row = project.documents().set_index("document").loc[document_]
    start = project.text(document_).index(quote)
    place = (document_, str(row["revision"]), start, start + len(quote))
    id_ = coding_id("reading", coder, round_, place, code, facets)
    return Coding(id_, "reading", coder, round_, "1.0.0", code, Segment(*place, quote), "imported", facets)


def span(project: Project, quote: str, name: str = "g1") -> tuple[str, int, int]:
    """Where a quote stands: document, start, end."""
    document_ = document(project, name)
    start = project.text(document_).index(quote)
    return document_, start, start + len(quote)


def copy_of(project: Project, folder: Path) -> Path:
    """A copy of a project that is open, as a colleague would get it."""
    folder.mkdir(exist_ok=True)
    driver = project._store.engine.raw_connection()
    driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    driver.close()
    return Path(shutil.copy(str(project.path), folder))


def everything(store: Store) -> dict[str, Any]:
    """All that follows from the history of a store, in an order of its own, without local numbers."""
    found: dict[str, Any] = {}
    with store.reading() as c:
        for name, table in schema.KINDS.items():
            if name != "coding":
                found[name] = sorted((tuple(row) for row in c.execute(select(table))), key=repr)
        found["turn"] = sorted((tuple(row) for row in c.execute(select(schema.turn))), key=repr)
        columns = [column for column in schema.coding.columns if column.name not in ("nr", "reading")]
        wanted = select(schema.reading.c.id, *columns).join_from(
            schema.coding, schema.reading, schema.coding.c.reading == schema.reading.c.nr
        )
        found["coding"] = sorted(tuple(row) for row in c.execute(wanted))
        found["text"] = sorted(tuple(row) for row in c.execute(select(schema.text)))
        found["quote"] = sorted(tuple(row) for row in c.execute(select(schema.quote)))
        found["changes"] = [row[5:7] for row in history.listed(c)]
        found["state"] = history.state(c)
    return found


def copied(store: Store) -> Store:
    """The same store once more, in memory."""
    database = engine.in_memory()
    database.dialect, database._compiled_cache = (
        store.engine.dialect,
        store.engine._compiled_cache,
    )  # compile a statement once
    source, target = store.engine.raw_connection(), database.raw_connection()
    source.driver_connection.backup(target.driver_connection)
    source.close()
    target.close()
    return Store(database, place="memory", path=None, who=store.who)


@cache
def _empty() -> Store:
    return opening.in_memory("studie", "A")


def fresh(who: str = "A") -> Store:
    """A new store in memory: laying the tables out once is enough."""
    store = copied(_empty())
    store.who = who
    return store


def frames(project: Project) -> dict[str, Any]:
    """Every frame of a project, as values that can be compared."""
    names = (
        "documents",
        "turns",
        "touches",
        "cases",
        "persons",
        "asked",
        "topics",
        "speakers",
        "memos",
        "decisions",
        "survey",
    )
    found = {name: getattr(project, name)() for name in names}
    found["codings"] = project.codings(layer=None, round=None)
    found["coverage"] = project.coverage()
    return {
        name: [list(frame.columns), *frame.astype(object).where(frame.notna(), None).values.tolist()]
        for name, frame in found.items()
    }


def one_sentence(error: BaseException) -> str:
    """The text of an error, on one line and not a traceback."""
    text = str(error)
    assert "\n" not in text, text
    assert "sqlite" not in text.lower(), text
    return text
