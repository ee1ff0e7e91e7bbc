"""The pages of documents that have them: which stretch of the text stands on which page, and what number is printed there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.store import schema

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

COLUMNS = ("document", "number", "printed", "start", "end", "has_text")


def frame(connection: Connection) -> pd.DataFrame:
    """One row a page of the current text of each document, in the order of the documents and of their pages."""
    import pandas as pd

    d, r = schema.document.c, schema.revision.c
    wanted = (
        select(d.row, r.intake)
        .join_from(schema.document, schema.revision, r.row == d.row + ":" + d.revision)
        .order_by(d.born)
    )
    rows = [
        (document, *page)
        for document, said in connection.execute(wanted)
        for page in (json.loads(said) if said else {}).get("pages", ())
    ]
    kinds = {"number": "int32", "start": "int32", "end": "int32", "has_text": "bool"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({name: kinds.get(name, "str") for name in COLUMNS})


def with_heads(connection: Connection, document: str, revision: str) -> bool:
    """Whether headers and footers came along when this text of a document was read."""
    r = schema.revision.c
    said = connection.execute(select(r.intake).where(r.row == f"{document}:{revision}")).scalar()
    kept = (json.loads(said) if said else {}).get("kept", {})
    return "headers" in kept or "footers" in kept
