"""Ctrl-C is never lost. Python drops an interruption that falls into the clean-up of objects; the next step asks again."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType, TracebackType


class Interruption:
    """While it is open, Ctrl-C raises `KeyboardInterrupt` at once, and at the next `ask` where nobody saw that."""

    def __init__(self) -> None:
        self.told = False
        self._before: object = None

    def __enter__(self) -> Interruption:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._tell)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]
        if kind is None:
            self.ask()

    def _tell(self, number: int, frame: FrameType | None) -> None:
        self.told = True
        raise KeyboardInterrupt

    def ask(self) -> None:
        """Stop here if Ctrl-C was pressed."""
        if self.told:
            raise KeyboardInterrupt
