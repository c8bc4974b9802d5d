"""Goals 3, 4 and 10: a page turn's time, frames, bytes, and what a thousand of them leave behind."""

from __future__ import annotations

import statistics
from itertools import cycle, islice
from pathlib import Path

from tests.benchmarks.programs import PAGES, naive_pages, open_page, ours, sign_in
from tests.benchmarks.table import Row, at_most, compared
from tests.benchmarks.timed import TimedTerminal, frames, median_ratio, percentile, quiet_collector

TURNS = 1_000
_WARM_UP = 24


def measure(url: str, directory: Path) -> list[Row]:
    """Turn pages in both programs in turn: to and fro over the pages between two checks."""
    with ours(url) as mine, naive_pages(directory) as naive:
        sign_in(mine)
        open_page(mine)
        naive.wait_for("Page 1.")
        walk = _walk()
        for _ in range(_WARM_UP):
            _turn(mine, naive, *next(walk))
        before, mark = mine.private_memory(), len(mine.raw)
        spent = [-terminal.processor_milliseconds() for terminal in (mine, naive)]
        with quiet_collector():
            times = [_turn(mine, naive, *next(walk)) for _ in range(TURNS)]
        spent = [so_far + each.processor_milliseconds() for so_far, each in zip(spent, (mine, naive), strict=True)]
        mine.wait_quiet(0.2)
        after, written = mine.private_memory(), bytes(mine.raw[mark:])
        for key, page in islice(walk, TURNS):
            mine.press(key, f"Page {page} of")
        later = mine.private_memory()
    rows = _times([one for one, _ in times], [other for _, other in times])
    rows.append(_work(*(each / TURNS for each in spent)))
    rows.append(at_most("4", "frames per key", ours=frames(written) / TURNS, most=1, unit="frame"))
    rows.append(at_most("4", "bytes per page turn, 80x24", ours=len(written) / TURNS, most=4000, unit="B"))
    rows.append(at_most("10", "growth over 1,000 page turns", ours=after - before, most=2.5, unit="MiB"))
    rows.append(at_most("10", "growth over 1,000 more", ours=later - after, most=0.1, unit="MiB"))
    return rows


def _walk() -> cycle[tuple[str, int]]:
    there = [("right", page) for page in range(2, PAGES + 1)]
    return cycle([*there, *(("left", page) for page in range(PAGES - 1, 0, -1))])


def _turn(mine: TimedTerminal, naive: TimedTerminal, key: str, page: int) -> tuple[float, float]:
    mine.drain()
    one = mine.press(key, f"Page {page} of")
    naive.drain()
    return one, naive.press(key, f"Page {page}.")


def _work(mine: float, naive: float) -> Row:
    what = "(processor time of a page turn, saved to the disk, to a naive page's, not saved)"
    return Row("3", what, f"{mine:.2f} ms", f"{naive:.2f} ms", f"{mine / naive:.2f}", "", holds=True)


def _times(mine: list[float], naive: list[float]) -> list[Row]:
    half, late = statistics.median(mine), percentile(mine, 99)
    of_naive = percentile(naive, 99) / statistics.median(naive)
    return [
        compared(
            "3", "page turn, p50 of 1,000, to a naive page's", ours=half, yardstick=statistics.median(naive),
            ratio=median_ratio(mine, naive), most=0.75,
        ),
        Row(
            "3", "page turn, p99 to own p50", f"{late:.1f} ms to {half:.1f} ms",
            f"{of_naive:.2f} x its p50", f"{late / half:.2f}", "≤ 2.00 ×",
            late / half <= 2.0, timed=True,
        ),
    ]  # fmt: skip
