"""Measures, prints a table, and fails when a goal that held no longer does.

`--only 3,4` runs what those goals need; `--short` rests and writes for seconds rather than a minute.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tests.benchmarks import ending, grid, resting, staff, standing, starting, turning, writing
from tests.benchmarks.programs import learner_at_first_page
from tests.benchmarks.table import Row, markdown

MOST_WAITING = 0.15
"""The share of the time in which something may have waited for a processor; above it, times say nothing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 1 when a goal that binds doesn't hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help="numbers of goals, with commas between them")
    parser.add_argument("--short", action="store_true", help="rest and write for seconds only")
    options = parser.parse_args(arguments)
    only = set(filter(None, options.only.split(",")))
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as directory:
        for goals, part in _parts(Path(directory), short=options.short):
            if not only or only & goals:
                rows += _measured(part)
    rows = [row for row in rows if not only or row.goal in only]
    print(f"\n{markdown(rows)}")
    return int(any(row.binds and not row.holds for row in rows))


def _measured(part: Callable[[], list[Row]]) -> list[Row]:
    waited, begun = _waited(), time.monotonic()
    rows = part()
    busy = _waited() - waited > MOST_WAITING * (time.monotonic() - begun)
    rows = [replace(row, busy=busy) for row in rows]
    for row in rows:
        beside = " ".join(filter(None, (row.yardstick and f"beside {row.yardstick}", row.ratio and f"({row.ratio} x)")))
        print(f"{row.goal:>3}  {row.what}: {row.ours} {beside}; {row.gate}: {row.verdict}", flush=True)
    return rows


def _waited() -> float:
    """Seconds so far in which something on this machine waited for a processor; 0 where the kernel doesn't say."""
    try:
        pressure = Path("/proc/pressure/cpu").read_text()
    except OSError:
        return 0.0
    total = re.search(r"some .*total=(\d+)", pressure)
    return int(total[1]) / 1e6 if total else 0.0


def _parts(directory: Path, *, short: bool) -> list[tuple[set[str], Callable[[], list[Row]]]]:
    few = staff.copy_of(grid.FEW, directory)
    sizes = {grid.FEW: few}

    def on_a_page(work: Callable[[], list[Row]]) -> Callable[[], list[Row]]:
        def begun() -> list[Row]:
            learner_at_first_page(few)
            return work()

        return begun

    def every_size() -> dict[int, str]:
        for size in (grid.SOME, grid.MANY):
            if size not in sizes:
                sizes[size] = staff.copy_of(size, directory)
        return sizes

    return [
        ({"1", "2"}, lambda: starting.measure(few)),
        ({"3", "4", "10"}, on_a_page(lambda: turning.measure(few, directory))),
        ({"5", "9"}, on_a_page(lambda: resting.measure(few, short=short))),
        ({"6"}, on_a_page(lambda: ending.measure(few))),
        ({"7", "8"}, lambda: grid.measure(every_size())),
        ({"12"}, lambda: writing.measure(few, short=short)),
        ({"13"}, lambda: standing.measure(every_size())),
    ]


if __name__ == "__main__":
    sys.exit(main())
