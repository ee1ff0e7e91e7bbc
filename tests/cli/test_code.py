"""The command `code`, as far as it goes without a terminal."""

from __future__ import annotations

import json

from qualcode.cli import app
from qualcode.cli.running import run
from qualcode.tui.habits import Remembered
from tests.store.world import begun


def test_without_a_terminal_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    begun(tmp_path).close()
    assert run(app, ["code", "--coder", "A"]) == 2
    assert "needs a terminal" in capsys.readouterr().err


def test_a_coder_is_remembered_by_study_and_a_damaged_file_is_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("QUALCODE_KEYS", str(tmp_path / "settings" / "keys.toml"))
    Remembered.read().keep("studie", "amal", "light")
    Remembered.read().keep("ander", "bo", "light")
    again = Remembered.read()
    assert (again.coder("studie"), again.coder("ander"), again.coder("derde"), again.look) == (
        "amal",
        "bo",
        None,
        "light",
    )
    file = tmp_path / "settings" / "coding.json"
    for text in ("{", json.dumps({"coders": 3, "look": "pink"}), ""):
        file.write_text(text)
        assert Remembered.read() == Remembered()
