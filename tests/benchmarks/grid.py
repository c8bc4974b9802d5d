"""Goals 7 and 8: the grid costs the same whatever the number of people."""

from __future__ import annotations

import statistics

from tests.benchmarks.programs import open_grid, ours, sign_in
from tests.benchmarks.table import Row, at_most, compared
from tests.benchmarks.timed import TimedTerminal, median_ratio, quiet_collector

OPENINGS = 15
KEYS = 25
FEW, SOME, MANY = 100, 1_000, 100_000


def measure(urls: dict[int, str]) -> list[Row]:
    """Open the grid in turn at a hundred and at a hundred thousand, then press keys in it at a thousand too."""
    with ours(urls[FEW]) as few, ours(urls[MANY]) as many, ours(urls[SOME]) as some:
        for terminal in (few, many, some):
            sign_in(terminal)
        rows = _opening(few, many)
        open_grid(some)
        rows += _keys(many, some)
        grown = many.private_memory() - few.private_memory()
    rows.insert(1, at_most("7", "private memory at 100,000 more than at 100", ours=grown, most=3, unit="MiB"))
    return rows


def _opening(few: TimedTerminal, many: TimedTerminal) -> list[Row]:
    pairs = []
    for number in range(OPENINGS + 2):
        pair = []
        for terminal in (many, few) if number % 2 else (few, many):
            terminal.wait_quiet(0.05)
            pair.append((terminal is many, terminal.press("t", "Overdue since")))
            terminal.wait_for(" green")
            terminal.wait_quiet(0.05)
            if number < OPENINGS + 1:
                terminal.send("escape")
                terminal.wait_for("My learning ")
        pairs.append(dict(pair))
    mine, theirs = [pair[True] for pair in pairs[2:]], [pair[False] for pair in pairs[2:]]
    return [
        compared(
            "7",
            "grid opened at 100,000 to at 100",
            ours=statistics.median(mine),
            yardstick=statistics.median(theirs),
            ratio=median_ratio(mine, theirs),
            most=1.05,
        )
    ]


def _keys(many: TimedTerminal, some: TimedTerminal) -> list[Row]:
    mine: dict[str, list[float]] = {}
    theirs: dict[str, list[float]] = {}
    walk = ["end", "home", *["down"] * 3, *["pagedown"] * 3] * KEYS
    with quiet_collector():
        for number, key in enumerate(walk):
            both = ((many, mine), (some, theirs))
            for terminal, times in both[:: 1 if number % 2 else -1]:
                terminal.drain()
                times.setdefault(key, []).append(terminal.press(key, "►"))
    every = [time for times in mine.values() for time in times], [time for times in theirs.values() for time in times]
    beside = ", ".join(f"{key} {median_ratio(mine[key], theirs[key]):.2f}" for key in mine)
    return [
        compared(
            "8",
            f"grid key at 100,000 to at 1,000 ({beside})",
            ours=statistics.median(every[0]),
            yardstick=statistics.median(every[1]),
            ratio=median_ratio(*every),
            most=1.1,
        )
    ]
