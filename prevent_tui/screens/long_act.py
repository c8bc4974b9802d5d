"""Work that takes a while on another thread: how far it is, and asking it to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from prevent_tui.domain.errors import PreventError


class LongAct:
    """One such work, from the screen that began it; made on the event loop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        """`tell` is called on the event loop with how many of how many are done."""
        self._loop = asyncio.get_running_loop()
        self._tell = tell
        self._stopped = False

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop, and may not have yet."""
        return self._stopped

    def stop(self) -> None:
        """Ask it to stop: its next progress raises `stopped`."""
        self._stopped = True

    def progress(self, done: int, of: int) -> None:
        """Called by the work on its own thread; raises `stopped`."""
        if self._stopped:
            raise PreventError("stopped")
        # Told without waiting for it: the program may be closing.
        self._loop.call_soon_threadsafe(self._tell, done, of)
