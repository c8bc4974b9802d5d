"""Goal 12: sixty-four people turning two pages a second each, on one SQLite file, every turn on the disk.

They press when they like: the pauses are exponential, so that turns come in bunches too.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from prevent_tui.bootstrap import services_on
from prevent_tui.content.loader import Library, courses_directory
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import Actor
from prevent_tui.storage import people, schema
from tests.benchmarks.table import Row, at_most
from tests.benchmarks.timed import percentile

WRITERS, EVERY = 64, 0.5
SECONDS = 10.0


def measure(url: str, *, short: bool) -> list[Row]:
    """Each writer is a process of its own; a time runs from asking the service to its answer."""
    alone, _ = _writers(url, 1, seconds=2.0)
    times, errors = _writers(url, WRITERS, seconds=3.0 if short else SECONDS)
    beside = f"{percentile(alone, 50):.2f} ms p50 alone"
    what = f"64 writers, {len(times) / (3.0 if short else SECONDS):.0f} page turns/s, FULL"
    return [
        at_most("12", f"{what}: p50", ours=percentile(times, 50), most=80, unit="ms", yardstick=beside),
        at_most("12", f"{what}: p99", ours=percentile(times, 99), most=80, unit="ms"),
        at_most("12", f"{what}: longest", ours=max(times), most=250, unit="ms"),
        at_most("12", f"{what}: errors", ours=errors, most=0, unit=""),
    ]


def _writers(url: str, count: int, *, seconds: float) -> tuple[list[float], int]:
    context = multiprocessing.get_context("fork")
    library = Library((courses_directory(),))
    library.all()
    together, answers = context.Barrier(count), context.Queue()
    numbers = [f"{100000 + number}" for number in range(count)]
    running = [
        context.Process(target=_write, args=(url, number, library, together, answers, seconds)) for number in numbers
    ]
    for process in running:
        process.start()
    found = [answers.get() for _ in running]
    for process in running:
        process.join()
    return [time for times, _ in found for time in times], sum(errors for _, errors in found)


def _write(
    url: str, number: str, library: Library, together: Barrier, answers: Queue[tuple[list[float], int]], seconds: float
) -> None:
    services = services_on(schema.open_store(url), library=library)
    with services.store.read():
        person = people.by_payroll(number)
    assert person is not None
    actor, times, errors = Actor(person.id), list[float](), 0
    view = services.learning.start(actor, "elearning")
    together.wait()
    pauses, end = random.Random(number), time.perf_counter() + seconds
    press = time.perf_counter()
    while (press := press + pauses.expovariate(1 / EVERY)) < end:
        time.sleep(max(0.0, press - time.perf_counter()))  # the pace is what is given
        asked = time.perf_counter()
        try:
            services.learning.open_step(actor, "elearning", view.step.id)
        except PreventError:
            errors += 1
        times.append((time.perf_counter() - asked) * 1e3)
    answers.put((times, errors))
    services.store.close()
