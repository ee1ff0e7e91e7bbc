"""What holds of the turns of any text: in order, within it, not overlapping, trimmed, and with what lies between, the text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.readers.encodings import decode
from qualcode.readers.intake import Mark
from qualcode.transcripts import find_turns

PIECES = st.sampled_from([
    "Interviewer: ", "I: ", "R1:", "R1: ", "Leerling ?: ", "[id1] ", "[00:01:02] ", "(01:02) ", "#00:00:01-2#", "00:01:02", "12 ",
    "1.\t", "\t", "  ", "\n", "\n\n", "**", "Anna  0:12\n", "Let op: ", "ja ", "é", "e\u0301", "👩‍🏫", "🇳🇱 ", "שלום ", "\u202eab\u202c",
    "\u2028", "\x0b", "\x0c", "\u00a0", "\ufeff", "tekst.", "Naam: ", ":", "：", "|", "\u200d", "𝒳", "\r\n", "Interviewer – ", "(3) ",
    "\n[00:02]\n", "Transcribed by https://a.example\n",
])  # fmt: skip
#: What goes wrong elsewhere: beyond 16 bits, joined, combining, flags, right to left with and without marks, lone and
#: doubled line ends, a byte-order mark in the middle.
HARD = (
    "👩‍🏫",
    "𝒳",
    "e\u0301",
    "a\u0308\u0323",
    "🇳🇱",
    "שלום",
    "\u202eab\u202c",
    "مرحبا",
    "\r\n",
    "\r",
    "\n\n",
    "\ufeff",
    "\u00a0",
    "\u200d",
)


@st.composite
def hard_talk(draw: st.DrawFn) -> str:
    """Talk of two labelled speakers in one of the conventions, in which everything of `HARD` stands."""
    pattern = draw(
        st.sampled_from(["{}: {}", "{}:{}", "{}\t{}", "[{}] {}", "{}  0:12\n{}", "{} – {}", "[00:02]\n{}: {}"])
    )
    end = draw(st.sampled_from(["\n", "\r\n", "\n\n"]))
    pieces = draw(st.permutations([*HARD, "ja", "nee.", "Let op: zo", "?"]))
    turns = [" ".join(pieces[at : at + 3]) for at in range(0, len(pieces), 3)]
    return end.join(pattern.format("Interviewer" if n % 2 else "R1", f"x{turn}x") for n, turn in enumerate(turns))


TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join), hard_talk())


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    marks = []
    for kind in draw(st.lists(st.sampled_from(["bold", "heading", "footnote", "row", "cell", "page"]), max_size=4)):
        ends = sorted([draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))])
        marks.append(Mark(kind, ends[0], ends[1]))
    return text, marks


@given(marked_texts())
@example(("I: a\nR: b\nI: c", [Mark("heading", 0, 14), Mark("footnote", 5, 9)]))
def test_turns_lie_in_order_within_the_text_and_rebuild_it(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    turns = find_turns(text, marks).turns
    rebuilt, at = "", 0
    for number, turn in enumerate(turns, 1):
        assert turn.ordinal == number
        assert at <= turn.start < turn.end <= len(text)
        talk = text[turn.start : turn.end]
        assert talk == talk.strip()
        if turn.label_start is not None:
            assert at <= turn.label_start < turn.start
            assert text[turn.label_start :].startswith(turn.label)
        rebuilt += text[at : turn.start] + talk
        at = turn.end
    assert rebuilt + text[at:] == text


@given(hard_talk())
def test_the_talk_that_is_tried_holds_every_hard_sign_and_is_found_as_talk(text: str) -> None:
    assert all(sign in text for sign in HARD)
    assert set(find_turns(text).labels) == {"Interviewer", "R1"}


@given(TEXTS.filter(lambda text: ":" not in text and "." not in text))
def test_nothing_lies_outside_the_turns_of_a_text_without_labels_and_times(text: str) -> None:
    between, at = "", 0
    for turn in find_turns(text).turns:
        between += text[at : turn.start]
        at = turn.end
    between += text[at:]
    assert not between.strip() or find_turns(text).labels


@given(st.lists(PIECES, max_size=40).map("".join))
def test_windows_line_ends_and_a_byte_order_mark_give_the_same_turns(text: str) -> None:
    unix = text.lstrip("\ufeff").replace("\r\n", "\n")
    decoded = decode(("\ufeff" + unix).replace("\n", "\r\n").encode(), "a.txt").text
    assert decoded == unix
    assert find_turns(decoded) == find_turns(unix)


@given(
    st.lists(
        st.tuples(st.sampled_from(["I", "R1", "Leerling 2"]), st.text("ab é.😀e\u0301ש", min_size=1, max_size=12)),
        min_size=4,
        max_size=12,
    )
)
def test_turns_that_were_written_are_the_turns_that_are_found(talk: list[tuple[str, str]]) -> None:
    wanted = [("I", "vraag"), ("R1", "antwoord"), *((label, said.strip() or "x") for label, said in talk)]
    text = "\n".join(f"{label}: {said}" for label, said in wanted)
    assert [(turn.label, text[turn.start : turn.end]) for turn in find_turns(text).turns] == wanted


@given(TEXTS)
def test_answers_never_go_back_and_begin_at_one(text: str) -> None:
    answers = [turn.answer for turn in find_turns(text).turns]
    known = [answer for answer in answers if answer is not None]
    assert known == sorted(known)
    assert answers[: len(answers) - len(known)] == [None] * (len(answers) - len(known))
    assert not known or known[0] == 1
