"""What wakes a screen that shows something in time: one timer, and none while nothing is to change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from textual.timer import Timer

from prevent_tui.screens.base import HouseScreen


class Beat(Protocol):
    """Rings once, after so many seconds, unless it is stopped or set anew."""

    def ring(self, seconds: float, then: Callable[[], Awaitable[None]]) -> None:
        """Ring after that time."""

    def stop(self) -> None:
        """Don't ring."""


class TimerBeat:
    """A beat of real time, on a screen's own timers."""

    def __init__(self, screen: HouseScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None

    def ring(self, seconds: float, then: Callable[[], Awaitable[None]]) -> None:
        """Ring after that time."""
        self.stop()
        self._timer = self._screen.set_timer(seconds, then)

    def stop(self) -> None:
        """Don't ring."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
