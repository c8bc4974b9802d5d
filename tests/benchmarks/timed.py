"""A program in a real terminal with a stopwatch: when its bytes came, how many frames they were, what it cost."""

from __future__ import annotations

import os
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.pty import Terminal

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / "build" / "benchmarks"
"""What is kept from one run to the next; git ignores it."""
REPEAT = 0.02
"""Seconds between a frame and the next key."""
FRAME, FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"

_SEQUENCE = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X][^\x1b]*\x1b\\|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0-9A-Z]|\x1b[=>78]"
)


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a key led to: milliseconds to the end of the frame that shows it, and all it wrote before the next key."""

    milliseconds: float
    frames: int
    bytes: int


class TimedTerminal(Terminal):
    """Stamps what is read; the emulator is fed only when somebody looks at the screen."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str] | None = None, *, ignore_hangup: bool = False):
        self.chunks: list[tuple[float, int]] = []
        """When each piece had been read, and how many bytes there were by then."""
        self._unseen = bytearray()
        self._last = 0.0
        self.started = time.perf_counter()
        super().__init__(argv, env, ignore_hangup=ignore_hangup)

    def _show(self, data: bytes) -> None:
        stamp = time.perf_counter()
        self.raw += data
        self.chunks.append((stamp, len(self.raw)))
        self._unseen += data
        self._answer(data)

    def screen(self) -> list[str]:
        """The rows of the screen as of the last wait."""
        waiting, self._unseen = bytes(self._unseen), bytearray()
        held, self.raw, chunks = self.raw, bytearray(), self.chunks
        self._answer = _nothing  # type: ignore[method-assign,assignment]
        try:
            super()._show(waiting)
        finally:
            del self._answer
            self.raw, self.chunks = held, chunks
        return super().screen()

    def seen(self, text: str, since: int = 0, *, timeout: float = 10.0, whole_frame: bool = True) -> float:
        """Read until a text came after a point of `raw`, with the end of its frame; gives the moment it was read."""
        deadline = time.monotonic() + timeout
        while True:
            if self._there(text, since, whole_frame=whole_frame):
                return self.chunks[-1][0]
            if not self._wait(deadline):
                raise AssertionError(self._report(f"waited {timeout} s for {text!r}"))

    def _there(self, text: str, since: int, *, whole_frame: bool) -> bool:
        came = bytes(self.raw[since:])
        if whole_frame and not came.endswith(FRAME_END) and FRAME_END not in came:
            return False
        return text in _SEQUENCE.sub(b"", came).decode("utf-8", "replace")

    def press(self, key: str, text: str) -> float:
        """Press a key and read until its frame shows a text; milliseconds.

        No sooner than a keyboard repeats: Textual paints 60 frames a second at most, and makes a key wait for the next.
        """
        while self._take(max(time.monotonic(), self._last + REPEAT)):
            pass
        mark, begun = len(self.raw), time.perf_counter()
        self.send(key)
        took = (self.seen(text, mark) - begun) * 1e3
        self._last = time.monotonic()
        return took

    def drain(self) -> None:
        """Take in what has been written so far."""
        while self._take(time.monotonic()):
            pass

    # -- what it costs -----------------------------------------------------------

    def processor_milliseconds(self) -> float:
        """Time on a processor so far, of all threads."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


def _nothing(_data: bytes) -> None:
    """The terminal has answered already."""


def frames(data: bytes | bytearray) -> int:
    """How many frames there are in what was written."""
    return data.count(FRAME)


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios, pair by pair: what both had to wait for cancels out."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 100) - 1))]


@contextmanager
def quiet_collector() -> Iterator[None]:
    """No collection of garbage in the measuring process meanwhile."""
    import gc

    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def environment(**changes: str) -> dict[str, str]:
    """What programs under measurement get beside the terminal's own variables: nothing of the caller's settings.

    As in an installed program on SQLite, modules are compiled once and kept, and there is no driver of PostgreSQL
    (peewee imports one that is there, for 7 MiB).
    """
    blank = {name: "" for name in os.environ if name.startswith(("PREVENT_TUI_", "TEXTUAL"))}
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(KEPT / "compiled")}
    path = os.pathsep.join([str(_without_postgres()), str(ROOT)])
    return {**blank, **compiled, "PYTHONPATH": path, "XDG_CONFIG_HOME": "/nonexistent", **changes}


def _without_postgres() -> Path:
    """A directory that stands before the installed packages and has no psycopg."""
    directory = KEPT / "without-postgres"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "psycopg.py").write_text("raise ImportError\n", encoding="utf-8")
    return directory
