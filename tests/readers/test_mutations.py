"""Damaged files of every format, 500 here and 20,000 in a soak: a text or one sentence, in 10 seconds and 1 GB at most."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.readers import READERS
from tests.readers import damage
from tests.readers.wholes import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

#: A file of SPSS costs a process of its own, twice.
FEW, MANY = 28, 1_080
FEW_OF_SPSS, MANY_OF_SPSS = 6, 200
#: What is read from nearly any bytes.
PLAIN = ("md", "txt", "rtf", "html", "noscribe", "srt")


def counts(name: str) -> tuple[int, int]:
    return (FEW_OF_SPSS, MANY_OF_SPSS) if name == "sav" else (FEW, MANY)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("stuk")
    others = [name for name in FORMATS if name != "sav"]
    found = damage.outcomes(folder, range(FEW), *others)
    spss = damage.outcomes(folder, range(FEW_OF_SPSS), "sav")
    return {**found, "sav": spss["sav"], "memory": max(found["memory"], spss["memory"])}


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_file_gives_a_text_or_a_sentence(told: dict[str, Any], name: str) -> None:
    assert told[name]["faults"] == []
    assert told[name]["text"] + told[name]["sentence"] == counts(name)[0]
    assert told[name]["text"], "no mutated file was read: the mutations prove nothing"
    assert told[name]["sentence"] or name in PLAIN, "no mutated file was refused: the mutations prove nothing"


def test_damaged_files_take_little_memory_and_time(told: dict[str, Any]) -> None:
    assert told["memory"] < damage.MEMORY
    assert max(told[name]["slowest"] for name in FORMATS) < damage.SECONDS


def test_as_many_files_are_damaged_as_is_said_and_of_every_suffix() -> None:
    assert sum(counts(name)[0] for name in FORMATS) >= 500
    assert sum(counts(name)[1] for name in FORMATS) >= 20_000
    like = {".docm": ".docx", ".markdown": ".md", ".htm": ".html", ".xlsm": ".xlsx", ".xls": ".xlsx", ".zsav": ".sav"}
    assert {like.get(suffix, suffix) for suffix in READERS} == {suffix for suffix, _ in FORMATS.values()}


def test_a_process_that_takes_too_long_too_much_or_fails_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damage, "one", lambda path: bytearray(1 << 40))
    assert "MemoryError" in damage.survived(tmp_path, "txt", range(1))["faults"][0]
    monkeypatch.setattr(damage, "ROOT", tmp_path)
    folder = tmp_path / "tests" / "readers"
    folder.mkdir(parents=True)
    (tmp_path / "now").write_text("txt, seed 3")
    busy = "signal.setitimer(signal.ITIMER_PROF, 0.1)\nwhile True:\n    pass\n"
    waiting = "faulthandler.dump_traceback_later(0.1, exit=True)\ntime.sleep(60)\n"
    begin = "import faulthandler, signal, time\nfaulthandler.register(signal.SIGPROF, chain=True)\n"
    for rest, code in ((busy, -signal.SIGPROF), (waiting, 1)):
        (folder / "damage.py").write_text(begin + rest)
        with pytest.raises(
            AssertionError, match=f"at txt, seed 3 the process ended with {code}:\n(Timeout|Current thread)"
        ):
            damage.outcomes(tmp_path, range(1), "txt")


@pytest.mark.soak
@pytest.mark.parametrize("name", FORMATS)
def test_a_thousand_damaged_files_give_a_text_or_a_sentence(tmp_path: Path, name: str) -> None:
    count = counts(name)[1]
    told = damage.outcomes(tmp_path, range(1_000, 1_000 + count), name)
    assert told[name]["faults"] == []
    assert told[name]["text"] + told[name]["sentence"] == count
    assert told["memory"] < damage.MEMORY
    assert told[name]["slowest"] < damage.SECONDS
