"""Goal 5: what a session costs while nobody does anything; goal 9: what it holds."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack

from tests.benchmarks.programs import bare, open_grid, open_page, ours, sign_in
from tests.benchmarks.table import Row, at_most, compared
from tests.benchmarks.timed import TimedTerminal

SECONDS, SECONDS_SHORT = 60.0, 10.0


def measure(url: str, *, short: bool) -> list[Row]:
    """Several sessions at rest side by side, the bare app among them."""
    seconds = SECONDS_SHORT if short else SECONDS
    with ExitStack() as stack:
        screens = {name: _opened(stack.enter_context(ours(url)), way) for name, way in _WAYS.items()}
        screens["bare app"] = stack.enter_context(bare())
        screens["bare app"].wait_for("READY")
        screens["bare app"].wait_quiet(1.0)
        found = _rest(screens, seconds)
        held, least = screens["learner page"].private_memory(), screens["bare app"].private_memory()
    wakes, written, spent = found.pop("bare app")
    beside = f"{wakes} wake-ups, {written} B, {spent:.0f} ms"
    rows = []
    for name, (wakes, written, spent) in found.items():
        what = f"{name} at rest, {seconds:.0f} s"
        rows.append(at_most("5", f"{what}: wake-ups", ours=wakes, most=0, unit="", yardstick=beside))
        rows.append(at_most("5", f"{what}: bytes", ours=written, most=0, unit="B"))
        rows.append(at_most("5", f"{what}: CPU", ours=spent, most=1, unit="ms"))
    rows.append(
        compared(
            "9",
            "private memory, a page open",
            ours=held,
            yardstick=least,
            ratio=held / least,
            most=1.25,
            unit="MiB",
        )
    )
    return rows


def _opened(terminal: TimedTerminal, way: Callable[[TimedTerminal], None]) -> TimedTerminal:
    way(terminal)
    terminal.wait_quiet(1.0)
    return terminal


def _form(terminal: TimedTerminal) -> None:
    terminal.wait_for("Start now")
    terminal.send("enter")
    terminal.wait_for("Start without an account")
    terminal.send("enter")
    terminal.wait_for("one-time code")
    terminal.send("9000")


def _page(terminal: TimedTerminal) -> None:
    sign_in(terminal)
    open_page(terminal)


def _grid(terminal: TimedTerminal) -> None:
    sign_in(terminal)
    open_grid(terminal)


_WAYS = {"learner page": _page, "form": _form, "grid": _grid}


def _rest(screens: dict[str, TimedTerminal], seconds: float) -> dict[str, tuple[int, int, float]]:
    for terminal in screens.values():
        terminal.drain()
    before = {name: (t.wake_ups(), len(t.raw), t.processor_milliseconds()) for name, t in screens.items()}
    time.sleep(seconds)  # the span is what is measured
    found = {}
    for name, terminal in screens.items():
        spent = terminal.processor_milliseconds() - before[name][2]
        wakes = terminal.wake_ups() - before[name][0]
        terminal.drain()
        found[name] = wakes, len(terminal.raw) - before[name][1], spent
    return found
