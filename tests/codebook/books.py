"""Codebooks to test with: one written as an outline, and any that Hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook, Facet


def book(outline: str, version: str = "1.0.0", **changes: dict) -> Codebook:
    """A codebook of an indented list of keys; `changes` sets fields of a code (dashes in its key written as _)."""
    codes: list[Code] = []
    open_: list[tuple[int, str]] = []
    for line in filter(str.strip, outline.split("\n")):
        indent, key = len(line) - len(line.lstrip()), line.strip()
        open_ = [(depth, above) for depth, above in open_ if depth < indent]
        codes.append(Code(key, {"nl": key.capitalize()}, open_[-1][1] if open_ else None))
        open_.append((indent, key))
    codes = [replace(code, **changes.get(code.key.replace("-", "_"), {})) for code in codes]
    return Codebook("boek", version, tuple(codes))


LETTERS = "abcdefgéñöøžйλ"
KEYS = st.text(LETTERS, min_size=1, max_size=6)
#: Texts that try YAML: signs at the start, colons, quotes, line breaks, what looks like something else.
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=30),
    st.sampled_from(["no", "on", "012", "1.10", "2026-06-14", "~", "null", "#weg", "a: b", "a #b", "- x", "{x", "a, b",
                     "[x]", "'s ochtends", '"ja"', "zin.", "a:", "&x", "*x", "!x", "%x", "@x", "`x", "|", ">", "?", "a\nb",
                     "é: ja", "=1+1", "@cmd", "+31", "\\n", "tab\tis"]),
).filter(lambda text: text.strip())  # fmt: skip


def _prose(text: str) -> str:
    from qualcode.codebook.reading import _prose as prose

    return prose(text)


PROSE = TEXTS.map(_prose).map(lambda text: text or "x")
WORDS = st.fixed_dictionaries({}, optional={"nl": PROSE, "en": PROSE})
LINES = PROSE.map(lambda text: " ".join(text.split()))
LABELS = st.fixed_dictionaries({"nl": LINES}, optional={"en": LINES})


@st.composite
def books(draw, most: int = 8, cues: bool = True) -> Codebook:
    """A lawful codebook of a few codes, with anything in its texts."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=most, unique_by=str.casefold))
    former = draw(st.lists(KEYS.map(lambda key: f"oud-{key}"), max_size=3, unique_by=str.casefold))
    codes: list[Code] = []
    for place, key in enumerate(keys):
        parent = draw(st.sampled_from([None, *keys[:place]])) if place else None
        label = draw(LABELS)
        codes.append(
            Code(
                key, label, parent, draw(WORDS), draw(WORDS), draw(WORDS),
                tuple(draw(st.lists(LINES, max_size=2))), draw(WORDS),
                assignable=draw(st.booleans()), exclusive=draw(st.booleans()), unprompted=draw(st.booleans()),
                since=draw(st.sampled_from([None, "0.9", "1.0.0"])), was=tuple(former[place : place + 1]),
                split_from=tuple(keys[:1]) if place and draw(st.booleans()) else (),
                color=draw(st.sampled_from([None, "#fff", "#3b7dd8"])),
                cues=("zelf kiezen", "/eigen (tempo|doel)/") if cues and draw(st.booleans()) else (),
                changed=draw(st.sampled_from([{}, {"0.9": "wider"}, {"1.0.0": "cosmetic"}])),
            )
        )  # fmt: skip
    from qualcode.codebook.changes import in_order

    facets = {"stand": Facet("stand", ("huidig", "ambitie"), label=draw(LABELS))} if draw(st.booleans()) else {}
    return Codebook("boek", "1.0.0", in_order(codes), facets=facets)
