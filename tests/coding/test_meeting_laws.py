"""What holds of every meeting, whatever was read and however it is decided."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.meeting import Meeting
from qualcode.project import Project
from tests.coding.readings import LAPTOP, REKENEN, SAMEN, SNEL, STUREN, VOLGORDE, WEEKTAAK, put, study
from tests.store.world import few

PLACES = [
    *(("een", quote) for quote in (VOLGORDE, WEEKTAAK, REKENEN, SNEL, STUREN)), ("twee", LAPTOP), ("twee", SAMEN),
]  # fmt: skip
puts = st.builds(
    lambda place, code, stand: put(*place, code, **({"stand": stand} if stand else {})),
    st.sampled_from(PLACES), st.sampled_from(["regie", "zelfregie", "extern", "ict"]), st.sampled_from(["", "huidig", "ambitie"]),
)  # fmt: skip
reading = st.lists(puts, max_size=5)
CHOICES = ("1", "2", "both", "neither", "other", "park")


def decide(meeting: Meeting, item, choice: str) -> None:
    if choice in "12":
        meeting.keep(item, int(choice), reason="zo")
    elif choice == "both":
        meeting.keep(item, 1, 2)
    elif choice == "neither":
        meeting.neither(item, reason="niets")
    elif choice == "other":
        meeting.other(item, "sturing", rule="sturing gaat voor")
    else:
        meeting.park(item)


def stands(project: Project) -> tuple[object, ...]:
    """The consensus, its coverage, the log and the final layer, without when it was made."""
    codings = project.consensus().drop(columns="created").astype(str)
    coverage = project.coverage().query("layer in ('consensus', 'final')").astype(str)
    final = project.final().drop(columns="created").astype(str)
    frames = (codings, coverage, project.decisions().astype(str), final)
    return tuple(sorted(map(tuple, frame.values.tolist())) for frame in frames)


def readings(project: Project) -> list[list[object]]:
    return project.codings("reading", None).astype(str).values.tolist()


@few
@given(reading, reading, st.lists(st.sampled_from(CHOICES), min_size=14, max_size=14), st.randoms(), st.booleans())
def test_deciding_in_any_order_gives_the_same_consensus_and_touches_no_reading(a, b, choices, random, spans):
    found = []
    with TemporaryDirectory() as made:
        for name in ("one", "other"):
            with Project.open(study(Path(made), name=name, A=a, B=b)) as project:
                before = readings(project)
                meeting = Meeting(project, spans=spans)
                meeting.begin()
                acts = list(zip(sorted(meeting.items(), key=lambda item: item.id), choices, strict=False))
                random.shuffle(acts)
                for item, choice in acts:
                    decide(meeting, item, choice)
                assert not meeting.items("open")
                assert readings(project) == before
                found.append(stands(project))
    assert found[0] == found[1]


@few
@given(reading, reading, st.lists(st.tuples(st.integers(0, 13), st.sampled_from(CHOICES)), max_size=6), st.randoms())
def test_undoing_every_decision_in_any_order_brings_back_what_stood(a, b, acts, random):
    with TemporaryDirectory() as made, Project.open(study(Path(made), A=a, B=b)) as project:
        meeting = Meeting(project)
        meeting.begin()
        before, items = stands(project), meeting.items()
        done = [items[number % len(items)] for number, _ in acts] if items else []
        for item, (_, choice) in zip(done, acts, strict=False):
            decide(meeting, item, choice)
        random.shuffle(done)
        for item in done:
            while meeting.status(item) != "open":
                meeting.undo(item)
        assert stands(project) == before


@few
@given(reading, reading, st.lists(st.sampled_from(CHOICES), min_size=14, max_size=14), st.booleans())
def test_two_laptops_that_decide_different_documents_merge_to_the_same_both_ways(a, b, choices, spans):
    with TemporaryDirectory() as made:
        folder = Path(made)
        source = study(folder, A=a, B=b)
        paths = {name: folder / f"laptop-{name}.qualcode" for name in ("een", "twee")}
        for path in paths.values():
            path.write_bytes(source.read_bytes())
        for document, path in paths.items():
            with Project.open(path) as project:
                meeting = Meeting(project, documents=[document], spans=spans)
                meeting.begin()
                for item, choice in zip(meeting.items(), choices, strict=False):
                    decide(meeting, item, choice)
        found = []
        for one, other in (("een", "twee"), ("twee", "een")):
            with Project.open(paths[one]) as project:
                project.merge(paths[other])
                found.append(stands(project))
                assert not Meeting(project, spans=spans).items("open")
        assert found[0] == found[1]
