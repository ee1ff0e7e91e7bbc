"""Labels typed wrongly are found without comparing each with all, and none is missed."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.transcripts.likeness import Likeness, near

NAMES = st.sampled_from([
    "Interviewer", "interviewer", "Intervewer", "Interviewre", "Intervieuwer", "R0", "RO", "R1", "Rl", "Leerling 1", "Leerling l", "Leerling 2",
    "Docent A", "Docent B", "Dosent A", "Docent  A", "DocentA", "Vera Dam", "Vera Damm", "Jansen", "Janssen", "Jansens", "Cafe\u0301 5", "Café s",
])  # fmt: skip
LABELS = st.one_of(NAMES, st.text("abeo01 Il5", min_size=1, max_size=12))


@given(st.lists(LABELS, max_size=25, unique=True), LABELS)
@example(["abcdefgh"], "abcdefghi")
@example(["abcdefg"], "abcdefghi")
@example(["abcd"], "abcde")
@example(["abcdefghi"], "abdcefgih")
def test_the_labels_near_to_one_are_those_that_a_look_at_all_gives(labels: list[str], label: str) -> None:
    assert sorted(Likeness(labels).near(label)) == sorted(other for other in labels if near(label, other))


def test_a_list_of_thousands_of_names_is_no_trouble() -> None:
    names = [f"{first}{second}{third} van der {first}{third}" for first in ("Ka", "Lo", "Mi", "Su", "Te") for second in ("ren", "bur", "vig")
             for third in ("da", "mo", "sep", "tin")]  # fmt: skip
    like = Likeness(
        [f"{name}{'abcdefghij'[n]}{'klmnopqrst'[m]}" for name in names for n in range(10) for m in range(10)]
    )
    assert like.near("Somebody else altogether") == []
