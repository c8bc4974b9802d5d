"""Goals 1 and 2: how soon there is something to read, and how soon a key is answered."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from tests.benchmarks.programs import bare, ours
from tests.benchmarks.table import Row, compared
from tests.benchmarks.timed import TimedTerminal, median_ratio

PAIRS = 12
_GOALS = (("1", "text on screen, cold", "text", 0.12), ("2", "first key handled, cold", "key", 1.1))


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the spawn to the first text and to the effect of a key pressed as soon as that is read."""

    text: float
    key: float


def measure(url: str) -> list[Row]:
    """Start both programs in turn."""
    pairs = [(_ours(url), _bare()) for _ in range(PAIRS + 1)][1:]
    rows = []
    for goal, what, name, most in _GOALS:
        mine = [getattr(one, name) for one, _ in pairs]
        theirs = [getattr(other, name) for _, other in pairs]
        rows.append(
            compared(
                goal,
                what,
                ours=statistics.median(mine),
                yardstick=statistics.median(theirs),
                ratio=median_ratio(mine, theirs),
                most=most,
            )
        )
    return rows


def _ours(url: str) -> Start:
    with ours(url) as terminal:
        return _start(terminal, "Start now", "tab", "► Continue an existing course")


def _bare() -> Start:
    with bare() as terminal:
        return _start(terminal, "READY", "x", "KEY 1.")


def _start(terminal: TimedTerminal, first: str, key: str, effect: str) -> Start:
    text = terminal.seen(first, whole_frame=False)
    mark = len(terminal.raw)
    terminal.send(key)
    return Start((text - terminal.started) * 1e3, (terminal.seen(effect, mark) - terminal.started) * 1e3)
