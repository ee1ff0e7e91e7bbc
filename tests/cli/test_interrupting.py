"""An interruption that nobody saw is told at the next step."""

from __future__ import annotations

import contextlib
import os
import signal

import pytest

from qualcode.cli.interrupting import Interruption


def swallowed(then):
    """Work in which an interruption is lost, as Python loses one in the clean-up of an object; `then` comes after."""
    with Interruption() as interruption:
        with contextlib.suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        then(interruption)


def test_an_interruption_that_was_swallowed_is_raised_at_the_next_step():
    steps = []

    def work(interruption):
        steps.append("a step")
        interruption.ask()
        steps.append("another")

    with pytest.raises(KeyboardInterrupt):
        swallowed(work)
    assert steps == ["a step"]


def test_an_interruption_after_the_last_step_is_raised_at_the_end():
    with pytest.raises(KeyboardInterrupt):
        swallowed(lambda interruption: None)


def test_without_an_interruption_nothing_happens_and_the_old_handler_is_back():
    before = signal.getsignal(signal.SIGINT)
    with Interruption() as interruption:
        assert signal.getsignal(signal.SIGINT) != before
        interruption.ask()
    assert signal.getsignal(signal.SIGINT) == before
