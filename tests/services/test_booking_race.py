"""Forty people book ten places at once: ten have one, thirty wait in order, nobody fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from prevent_tui.bootstrap import services_on
from prevent_tui.domain.people import StaffRow
from tests.booking_race import Race, run
from tests.clocks import StillClock
from tests.courses import Shelf
from tests.databases import opened
from tests.factories import id_of, staff
from tests.sessions import session_line, timetable

BOOKERS, SEATS = 40, 10


def raced(url: str, directory: Path, races: int, *, restless: bool) -> list[Race]:
    """That many races on one database, each for the places of a session of its own."""
    names = [f"race-{number}" for number in range(races)]
    # A day each, so that no two clash.
    lines = [
        session_line(
            session_id=name,
            capacity=str(SEATS),
            starts_at=f"{2027 + number // 28}-01-{number % 28 + 1:02d}T10:00",
            ends_at=f"{2027 + number // 28}-01-{number % 28 + 1:02d}T11:30",
        )
        for number, name in enumerate(names)
    ]
    with opened(url) as store:
        services = services_on(store, StillClock(), Shelf())
        timetable(services, directory, *lines)
        people = staff(services, [StaffRow(str(1001 + number), "Elin", "Example") for number in range(BOOKERS)])
    return run(url, names, [id_of(one) for one in people], restless=restless)


def tell(capsys: pytest.CaptureFixture[str], url: str, found: list[Race], *, restless: bool) -> None:
    times = sorted(race.milliseconds for race in found)
    kind, acts = url.split(":")[0], "book, cancel and book again" if restless else "book"
    with capsys.disabled():
        print(
            f"\n{kind}: {len(found)} races of {BOOKERS} who {acts} for {SEATS} places: "
            f"booked {min(len(race.booked) for race in found)} to {max(len(race.booked) for race in found)}, "
            f"refused {sum(sum(race.refused.values()) for race in found)}, "
            f"median {times[len(times) // 2]:.0f} ms, slowest {times[-1]:.0f} ms"
        )


def judge(found: list[Race], *, restless: bool) -> None:
    for race in found:
        assert not race.refused
        living = len(race.booked) + len(race.waiting)
        assert len(race.booked) == min(SEATS, living)
        assert restless or living == BOOKERS
        # Whoever has a place asked before everybody who waits.
        assert not race.waiting or max(race.booked) < min(race.waiting)


@pytest.mark.parametrize("restless", [False, True], ids=["book", "restless"])
def test_ten_places_for_forty(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], restless: bool
) -> None:
    found = raced(database_url, tmp_path, 3, restless=restless)
    tell(capsys, database_url, found, restless=restless)
    judge(found, restless=restless)


@pytest.mark.faults
@pytest.mark.parametrize("restless", [False, True], ids=["book", "restless"])
def test_ten_places_for_forty_again_and_again(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], restless: bool
) -> None:
    found = raced(database_url, tmp_path, 50, restless=restless)
    tell(capsys, database_url, found, restless=restless)
    judge(found, restless=restless)
