"""A terminal that is not there: the program runs on a pseudo-terminal, and what it draws is read back as rows of text."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

KEYS = {
    "enter": "\r", "escape": "\x1b", "down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C", "left": "\x1b[D",
    "shift+right": "\x1b[1;2C", "shift+down": "\x1b[1;2B", "ctrl+right": "\x1b[1;5C", "ctrl+z": "\x1a", "ctrl+f": "\x06",
    "ctrl+y": "\x19", "ctrl+n": "\x0e", "tab": "\t", "space": " ", "delete": "\x1b[3~", "home": "\x1b[H", "end": "\x1b[F",
    "pagedown": "\x1b[6~", "f1": "\x1bOP",
}  # fmt: skip
_PIECE = re.compile(
    rb"\x1b\[([\d;?<>=]*)([ -/]*)([@-~])|\x1b[\]P_^].*?(?:\x07|\x1b\\)|\x1b[()][A-Za-z0-9]|\x1b.|[\r\n\x08]|[^\x1b\r\n\x08]+",
    re.S,
)


class Terminal:
    """A program on a terminal of so many columns and rows.

    `seen` are all bytes that it wrote; `rows()` what stands on the screen now (wide signs are counted as one cell).
    """

    def __init__(self, arguments, folder, *, columns=100, rows=30, environment=None):
        self.columns, self.height = columns, rows
        self.seen, self._read = b"", 0
        self._grid = [[" "] * columns for _ in range(rows)]
        self._at = [0, 0]
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        clean = {name: value for name, value in os.environ.items() if not name.startswith("QUALCODE")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qualcode", *arguments], cwd=folder, stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True, env={
                **clean, "TERM": "xterm-256color", "XDG_CONFIG_HOME": str(folder), "TEXTUAL_ANIMATIONS": "none",
                "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environment or {}),
            },
        )  # fmt: skip
        os.close(slave)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()
        os.close(self._master)

    def press(self, *keys):
        """Send keys: by name, or as they are."""
        os.write(self._master, "".join(KEYS.get(key, key) for key in keys).encode())

    def take(self, seconds=0.05):
        """Read what the program wrote meanwhile; False when it has gone."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return True
        try:
            said = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.seen += said
        return bool(said)

    def wait(self, text, seconds=30.0):
        """Wait until a text stands on the screen."""
        end = time.monotonic() + seconds
        while text not in self.screen():
            if time.monotonic() > end or not self.take():
                raise AssertionError(f"{text!r} is not on the screen:\n{self.screen()}")
        return self

    def settle(self, quiet=0.15):
        """Wait until nothing more is drawn."""
        while True:
            before = len(self.seen)
            self.take(quiet)
            if len(self.seen) == before:
                return self

    def do(self, keys, text):
        """Press keys, and wait until a text stands on the screen."""
        self.press(*([keys] if isinstance(keys, str) else keys))
        return self.wait(text)

    def resize(self, columns, rows):
        """Another window."""
        self.columns, self.height = columns, rows
        self._grid = [[" "] * columns for _ in range(rows)]
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.killpg(self.process.pid, signal.SIGWINCH)

    def kill(self):
        """No chance to tidy up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def left(self, seconds=30.0):
        """Wait until the program ends by itself; its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.take()
        return self.process.poll()

    def screen(self):
        """What stands on the screen, row under row."""
        whole = self._whole()
        for match in _PIECE.finditer(self.seen, self._read, whole):
            self._draw(match)
        self._read = whole
        return "\n".join("".join(row).rstrip() for row in self._grid)

    def _whole(self):
        """How far what was read holds no half sequence at its end, nor half a sign."""
        end = len(self.seen)
        last = self.seen.rfind(b"\x1b", max(self._read, end - 64))
        if last >= 0 and not re.match(rb"\x1b\[[\d;?<>=]*[ -/]*[@-~]|\x1b[^\[]", self.seen[last:]):
            return last
        while end > self._read and end > len(self.seen) - 4 and self.seen[end - 1] & 0xC0 == 0x80:
            end -= 1
        return end - 1 if end < len(self.seen) else end

    def _draw(self, match):
        piece, kind = match.group(), match.group(3)
        if kind == b"H":
            row, _, column = (match.group(1) or b"1;1").partition(b";")
            self._at = [int(row or 1) - 1, int(column or 1) - 1]
        elif piece == b"\r":
            self._at[1] = 0
        elif piece == b"\n":
            self._at[0] += 1
        elif piece[:1] != b"\x1b":
            for sign in piece.decode("utf-8", "replace"):
                if 0 <= self._at[0] < self.height and 0 <= self._at[1] < self.columns:
                    self._grid[self._at[0]][self._at[1]] = sign
                self._at[1] += 1
