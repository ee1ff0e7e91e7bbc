"""How long a person waits before anything happens: `import qualcode` and `qualcode --help`, over a bare interpreter."""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

import qualcode

RUNS = 15


def wait(*arguments: str) -> float:
    """The median time of a fresh interpreter, in milliseconds."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


@pytest.mark.bench
def test_start_up_over_a_bare_interpreter(capsys):
    compileall.compile_dir(str(Path(qualcode.__file__).parent), quiet=1)
    bare = wait("-c", "pass")
    rows = {
        "import qualcode": (wait("-c", "import qualcode") - bare, 40),
        "qualcode --help": (wait("-c", "from qualcode.cli import main; main(['--help'])") - bare, 70),
        "qualcode agreement --help": (
            wait("-c", "from qualcode.cli import main; main(['agreement', '--help'])") - bare,
            None,
        ),
    }
    with capsys.disabled():
        print(f"\nbare interpreter {bare:.0f} ms")
        for what, (extra, target) in rows.items():
            print(f"{what:28} +{extra:.0f} ms" + (f" (target {target})" if target else ""))
