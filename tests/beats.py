"""The beat of a screen that shows something in time, in the hand of a test."""

from __future__ import annotations

from collections.abc import Awaitable, Callable


class StillBeat:
    """A beat that rings when a test says so."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self._then: Callable[[], Awaitable[None]] | None = None

    def ring(self, seconds: float, then: Callable[[], Awaitable[None]]) -> None:
        self.waits.append(seconds)
        self._then = then

    def stop(self) -> None:
        self._then = None

    @property
    def is_set(self) -> bool:
        """Whether the player would wake."""
        return self._then is not None

    async def let(self, times: int = 1) -> None:
        """Let it ring so many times."""
        for _ in range(times):
            assert self._then is not None, "nothing is to ring"
            then, self._then = self._then, None
            await then()
