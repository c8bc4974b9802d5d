"""Goal 6: what becomes of a session whose terminal goes away while SIGHUP is ignored."""

from __future__ import annotations

import statistics
import time

from tests.benchmarks.programs import bare, open_page, ours, services, sign_in
from tests.benchmarks.table import Row
from tests.benchmarks.timed import TimedTerminal

TIMES = 5
_LONGEST = 3.0


def measure(url: str) -> list[Row]:
    """Take the terminal away right after a key; the place it led to must be there for the next session."""
    lives, kept = [], True
    for _ in range(TIMES):
        with ours(url, ignore_hangup=True) as terminal:
            sign_in(terminal)
            open_page(terminal)
            terminal.press("right", "Page 2 of")
            lives.append(_life_without(terminal))
        with services(url) as (held, actor):
            view = held.learning.current(actor, "elearning")
            kept = kept and view.position == 3
            held.learning.back(actor, "elearning", view.place)
    with bare(ignore_hangup=True) as terminal:
        terminal.wait_for("READY")
        beside = _life_without(terminal)
    return [_row(statistics.median(lives), max(lives), beside, kept=kept)]


def _life_without(terminal: TimedTerminal) -> float:
    terminal.wait_quiet(0.2)
    gone = time.perf_counter()
    terminal.hang_up()
    try:
        terminal.wait_exit(_LONGEST)
    except AssertionError:
        return float("inf")
    return (time.perf_counter() - gone) * 1e3


def _row(half: float, longest: float, beside: float, *, kept: bool) -> Row:
    return Row(
        "6",
        "terminal gone, SIGHUP ignored: ended after (longest of 5), nothing lost",
        f"{half:.0f} ms ({longest:.0f} ms)" + ("" if kept else ", LOST"),
        "still there after 3 s" if beside == float("inf") else f"{beside:.0f} ms",
        "",
        "≤ 300 ms",
        longest <= 300 and kept,
    )
