"""Ctrl-C and SIGTERM, without cutting a line or a file in two."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType
from typing import Final

_GRACE: Final = 1.0  # seconds for a write that somebody does not read on the other side of a pipe


class Interrupts:
    """Both signals raise KeyboardInterrupt; while something is written (`held`) they wait until it is whole."""

    def __init__(self) -> None:
        self._held = False
        self._pending = False

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Catches the signals until the context ends."""
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Lets what is done here come to its end, if that is within a second; another signal ends it at once."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
            if self._pending and hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, 0)
        if self._pending:
            raise KeyboardInterrupt

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._held and not self._pending:
            self._pending = True
            if hasattr(signal, "setitimer"):
                signal.signal(signal.SIGALRM, self._stop)
                signal.setitimer(signal.ITIMER_REAL, _GRACE)
            return
        raise KeyboardInterrupt
