"""Goal 13: the grid's questions and the rebuild, asked of the services in this process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from prevent_tui.bootstrap import Services
from prevent_tui.services import standing
from prevent_tui.services.access import Actor
from prevent_tui.services.team import Question
from prevent_tui.storage import people
from tests.benchmarks import staff
from tests.benchmarks.grid import FEW, MANY
from tests.benchmarks.programs import services
from tests.benchmarks.table import Row, at_most, compared
from tests.benchmarks.timed import median_ratio, quiet_collector

TIMES = 40


def measure(urls: dict[int, str]) -> list[Row]:
    """The first 50 rows at both sizes in turn; totals and a full rebuild at the greater."""
    few, many, totals = list[float](), list[float](), list[float]()
    # One store is open in a process: the sizes take turns by being opened.
    for _ in range(4):
        for url, times in ((urls[FEW], few), (urls[MANY], many)):
            with services(url) as (held, actor), quiet_collector():
                times += _first_rows(held, actor)
                if times is many:
                    totals += _totals(held, actor)
    with services(urls[MANY]) as (held, _):
        rebuilt = _rebuild(held)
    return [
        compared(
            "13", "grid's first 50 rows at 100,000 to at 100", ours=statistics.median(many),
            yardstick=statistics.median(few), ratio=median_ratio(many, few), most=2,
        ),
        at_most("13", "totals at 100,000", ours=statistics.median(totals), most=30, unit="ms"),
        at_most("13", "full rebuild at 100,000", ours=rebuilt / 1e3, most=2, unit="s"),
    ]  # fmt: skip


def _question(actor: Actor) -> Question:
    assert actor.person_id is not None
    return Question(actor.person_id, staff.TODAY)


def _first_rows(held: Services, actor: Actor) -> list[float]:
    question = _question(actor)
    return _timed(lambda: held.team.first(actor, question, limit=50), times=TIMES)


def _totals(held: Services, actor: Actor) -> list[float]:
    question = _question(actor)
    return _timed(lambda: held.team.counts(actor, question), times=3)


def _rebuild(held: Services) -> float:
    def rebuild() -> None:
        with held.store.write(everyone=True):
            standing.rebuild([person.id for person in people.all_staff()])

    return _timed(rebuild, times=1)[0]


def _timed(work: Callable[[], object], *, times: int) -> list[float]:
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1e3)
    return found
