"""Which key does what."""

from __future__ import annotations

import pytest

from qualcode.errors import QualcodeError
from qualcode.tui.keys import ACTIONS, PROFILES, Keys, read_keys


@pytest.mark.parametrize("profile", PROFILES)
def test_no_key_does_two_things(profile):
    keys = [key for had in Keys.of(profile).by_action.values() for key in had]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("profile", PROFILES)
def test_every_action_has_a_key(profile):
    assert all(Keys.of(profile).by_action[action] for action in ACTIONS)


def test_finishing_takes_no_single_letter():
    assert all(len(key) > 1 for profile in PROFILES for key in Keys.of(profile).of_action("finish"))


def test_keys_of_ones_own_go_before(tmp_path):
    file = tmp_path / "keys.toml"
    file.write_text('profile = "vim"\n[keys]\nfinish = ["ctrl+e"]\nmemo = "j"\n')
    keys = read_keys(file)
    assert (keys.profile, keys.of_action("finish")) == ("vim", ("ctrl+e",))
    assert keys.action("j") == "memo"
    assert keys.action("ctrl+f") is None
    assert keys.of_action("turn_down") == ("down",)


def test_without_a_file_there_are_the_keys_that_everybody_knows(tmp_path):
    assert read_keys(tmp_path / "none.toml") == Keys.of()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('profile = "emacs"', "emacs"),
        ('[keys]\nfinnish = ["x"]', "finish"),
        ("[keys]\nfinish = [1]", "names"),
        ("colour = 1", "colour"),
        ("profile = ", "cannot be read"),
    ],
)
def test_what_is_wrong_in_the_file_is_said(tmp_path, said, why):
    file = tmp_path / "keys.toml"
    file.write_text(said)
    with pytest.raises(QualcodeError, match=why):
        read_keys(file)
