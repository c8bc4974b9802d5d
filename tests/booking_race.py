"""Many people book the same places at once, each in a process of their own: `python -m tests.booking_race URL …`.

The processes are forked from one that has everything imported, and meet at a barrier before every race.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path

from prevent_tui.bootstrap import services_on
from prevent_tui.domain.bookings import State
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import Actor
from prevent_tui.storage import sessions
from tests.clocks import StillClock
from tests.courses import Shelf
from tests.databases import opened

ROOT = Path(__file__).parent.parent
SECONDS = 300


@dataclass(frozen=True, slots=True)
class Race:
    """What came of one race: turns of the booked and of the waiting, refusals by code, and how long it took."""

    booked: list[int]
    waiting: list[int]
    refused: dict[str, int]
    milliseconds: float


def run(url: str, session_ids: list[str], person_ids: list[str], *, restless: bool) -> list[Race]:
    """One race for each session between all those people; the restless give their place up and ask again."""
    line = [sys.executable, "-m", "tests.booking_race", url, json.dumps([session_ids, person_ids, restless])]
    outcome = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert outcome.returncode == 0, outcome.stderr
    times, refused = json.loads(outcome.stdout)
    with opened(url) as store, store.read():
        living = sessions.living(session_ids)
    return [
        Race(
            [one.turn for one in living[session] if one.state is State.BOOKED],
            [one.turn for one in living[session] if one.state is State.WAITING],
            codes,
            milliseconds,
        )
        for session, milliseconds, codes in zip(session_ids, times, refused, strict=True)
    ]


def _main(url: str, session_ids: list[str], person_ids: list[str], restless: bool) -> None:
    context = multiprocessing.get_context("fork")
    barrier, said = context.Barrier(len(person_ids) + 1), context.SimpleQueue()
    children = [
        context.Process(target=_booker, args=(url, session_ids, person, number, restless, barrier, said))
        for number, person in enumerate(person_ids)
    ]
    for child in children:
        child.start()
    times = []
    for _ in session_ids:
        barrier.wait(SECONDS)
        begun = time.perf_counter()
        barrier.wait(SECONDS)
        times.append((time.perf_counter() - begun) * 1000)
    refused: list[dict[str, int]] = [{} for _ in session_ids]
    for _ in children:
        for number, code in said.get():
            refused[number][code] = refused[number].get(code, 0) + 1
    for child in children:
        child.join(SECONDS)
        assert child.exitcode == 0
    print(json.dumps([times, refused]))


def _booker(
    url: str, session_ids: list[str], person: str, number: int, restless: bool, barrier: Barrier, said: object
) -> None:
    rng, refused, who = random.Random(number), [], Actor(person)
    with opened(url) as store:
        services = services_on(store, StillClock(), Shelf())
        for race, session in enumerate(session_ids):
            barrier.wait(SECONDS)
            acts = [services.bookings.book]
            if restless and rng.random() < 0.5:
                acts += [services.bookings.cancel, services.bookings.book][: rng.randint(1, 2)]
            for act in acts:
                try:
                    act(who, session, person)
                except PreventError as problem:
                    refused.append((race, problem.code))
            barrier.wait(SECONDS)
    said.put(refused)  # type: ignore[attr-defined]


if __name__ == "__main__":
    _main(sys.argv[1], *json.loads(sys.argv[2]))
