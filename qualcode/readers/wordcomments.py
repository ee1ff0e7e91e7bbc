"""Comments of a Word file: who wrote what beside which words, which of them are replies, and which were resolved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.readers.intake import Comment, beside
from qualcode.readers.wordfile import attribute, name
from qualcode.readers.wordwalk import Walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.readers.wordfile import WordFile

#: Of a thread by the id of a paragraph in it: the paragraph of the comment that it answers, and whether it was resolved.
Threads = dict[str, tuple[str, bool]]


def comments(walk: Walk, file: WordFile) -> tuple[Comment, ...]:
    """The comments in the order of the file, on the words that the walk met between their anchors.

    A comment without words is counted as lost, so are pictures within one.
    """
    elements = [e for root in file.parts("comments") for e in root if name(e.tag) == "w:comment"]
    threads = _threads(file)
    text = walk.text
    found: list[Comment] = []
    numbers: dict[str, int] = {}
    for element in elements:
        said = _said(walk, file, element)
        if not said:
            walk.lost["comments without words"] += 1
            continue
        paragraphs = [key for part in element.iter() if (key := attribute(part, "w14:paraId"))]
        above, resolved = next((threads[key] for key in reversed(paragraphs) if key in threads), ("", False))
        numbers.update(dict.fromkeys(paragraphs, len(found)))
        start, end = _place(walk.anchors, element, text)
        author, created = (attribute(element, "w:author") or "").strip(), attribute(element, "w:date") or ""
        found.append(Comment(author, said, start, end, created, resolved, numbers.get(above)))
    return tuple(_with_place(found, comment) for comment in found)


def _place(anchors: Mapping[str, tuple[int, int]], element: Any, text: str) -> tuple[int | None, int | None]:
    place = anchors.get(attribute(element, "w:id") or "")
    return (None, None) if place is None else beside(text, *place)


def _with_place(found: list[Comment], comment: Comment) -> Comment:
    """A reply stands where the comment stands that it answers, and is resolved with it."""
    if comment.reply_to is None:
        return comment
    above = found[comment.reply_to]
    return replace(comment, start=above.start, end=above.end, resolved=comment.resolved or above.resolved)


def _threads(file: WordFile) -> Threads:
    return {
        key: (attribute(entry, "w15:paraIdParent") or "", attribute(entry, "w15:done") in ("1", "true"))
        for root in file.parts("commentsExtended")
        for entry in root
        if name(entry.tag) == "w15:commentEx" and (key := attribute(entry, "w15:paraId"))
    }


def _said(walk: Walk, file: WordFile, element: Any) -> str:
    """The words of a comment; what has no words in it is counted with what the text lost."""
    within = Walk(file)
    within.blocks(element)
    for what, count in within.lost.items():
        walk.lost[f"{what} in comments"] += count
    return within.text.strip()
