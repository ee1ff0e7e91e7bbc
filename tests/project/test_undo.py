"""Whatever a coder does, taking it back leaves every frame as it was, and every earlier state reads as it read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import ProjectError
from qualcode.project import Project
from tests.store.world import BEGIN, begun, document, few, frames

ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("apply"), st.integers(0, 100), st.integers(1, 40), st.sampled_from(["zelfregie", "gedeeld", "ict"])
        ),
        st.tuples(st.just("remove"), st.integers(0, 5)),
        st.tuples(st.just("finish")),
        st.tuples(st.just("reopen")),
        st.tuples(st.just("undo")),
    ),
    min_size=1,
    max_size=7,
)


def act(project: Project, doing) -> bool:
    """Do one thing; whether it was a change."""
    before = len(project.history())
    try:
        if doing[0] == "apply":
            project.apply(document(project), doing[1], min(doing[1] + doing[2], len(BEGIN)), doing[3])
        elif doing[0] == "remove":
            mine = project.codings()["coding"].tolist()
            if mine:
                project.remove(mine[doing[1] % len(mine)])
        elif doing[0] == "undo":
            project.undo()
        else:
            getattr(project, doing[0])(document(project))
    except ProjectError:
        assert len(project.history()) == before
    return len(project.history()) > before


@few
@given(ACTS)
def test_taking_back_an_act_leaves_every_frame_as_it_was(tmp_path_factory, acts):
    with begun(tmp_path_factory.mktemp("undo"), coder="A", g1=BEGIN) as project:
        for doing in acts:
            before = frames(project)
            if act(project, doing):
                project.undo(project.history()["id"].iloc[-1])
                assert frames(project) == before
                project.undo(project.history()["id"].iloc[-1])  # and do it after all


@few
@given(ACTS)
def test_every_earlier_state_reads_as_it_read(tmp_path_factory, acts):
    with begun(tmp_path_factory.mktemp("states"), coder="A", g1=BEGIN) as project:
        seen = [(dict(project.state), frames(project))]
        seen += [(dict(project.state), frames(project)) for doing in acts if act(project, doing)]
    for state, stood in seen[-3:]:
        with Project.open(project.path, coder="A", as_of=state) as past:
            assert frames(past) == stood
