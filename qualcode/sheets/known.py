"""What a project knows already, as far as a sheet may name it: cases, persons, documents, waves, codebooks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from unicodedata import normalize

from qualcode.errors import Ambiguous, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qualcode.codebook import Codebook
    from qualcode.model import Case, Document, Person, Topic


def _no_text(document: str) -> str:
    raise Unknown("document", document)


@dataclass(frozen=True)
class Known:
    """The names that a sheet may use.

    `codebooks` holds every stored version by its number, `codebook` the one in force. `read_text` gives the current
    text of a document by id. `topics` and `labels` may be None: then topics and speaker labels are not checked.
    `labels` gives the speaker labels that stand in a document, by its id.

    >>> from qualcode.model import Document
    >>> known = Known(documents=(Document("d1", "s1-begin", "ruw/s1-begin.docx", "", ""),))
    >>> known.document("s1-begin.docx").id
    'd1'
    """

    cases: Mapping[str, Case] = field(default_factory=dict)
    persons: Mapping[str, Person] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    waves: tuple[str, ...] = ()
    codebook: Codebook | None = None
    codebooks: Mapping[str, Codebook] = field(default_factory=dict)
    coders: tuple[str, ...] = ()
    topics: tuple[Topic, ...] | None = None
    read_text: Callable[[str], str] = _no_text
    labels: Callable[[str], Iterable[str]] | None = None
    _names: dict[str, dict[str, list[Document]]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def text(self, document: str) -> str:
        """The current text of a document, by its id; read once."""
        if document not in self._texts:
            self._texts[document] = self.read_text(document)
        return self._texts[document]

    def document(self, name: str) -> Document:
        """The document that a sheet means: by id, name, file (with or without its folder) or unique stem, in this order.

        Raises
        ------
        Unknown
            No document bears the name.
        Ambiguous
            Several documents bear it; the sentence names them.
        """
        wanted = normalize("NFC", name.strip()).replace("\\", "/")
        for names in self._lookup().values():
            found = names.get(wanted)
            if found:
                return found[0] if len(found) == 1 else _ambiguous(wanted, found)
        raise Unknown("document", name, [document.name for document in self.documents])

    def version(self, number: str) -> Codebook | None:
        """A stored version of the codebook; the empty name means the one in force."""
        return self.codebooks.get(number) if number else self.codebook

    def _lookup(self) -> dict[str, dict[str, list[Document]]]:
        if not self._names:
            for way in ("id", "name", "path", "file", "stem"):
                self._names[way] = {}
            for document in self.documents:
                path = PurePosixPath(document.file.replace("\\", "/"))
                ways = {
                    "id": document.id,
                    "name": document.name,
                    "path": str(path),
                    "file": path.name,
                    "stem": path.stem,
                }
                for way, called in ways.items():
                    self._names[way].setdefault(normalize("NFC", called), []).append(document)
        return self._names


def _ambiguous(name: str, found: list[Document]) -> Document:
    which = "; ".join(
        f"{d.file or d.name} ({', '.join(p for p in (d.case, d.wave) if p) or 'no case'}, id {d.id})" for d in found
    )
    raise Ambiguous(
        f'{len(found)} documents are called "{name}": {which}. Name one by its file with its folder, or by its id.'
    )
