"""People who leave give their places up; whoever waits moves up, and the report of the staff list says so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.bookings import News, State
from prevent_tui.domain.intake import GivenUp, StaffPlan
from prevent_tui.services.access import OPERATOR, Actor
from tests.clocks import StillClock
from tests.databases import contents
from tests.exchange.files import STAFF_HEADER, staff_line
from tests.factories import id_of
from tests.sessions import TRAINER, booked, learners, session_line, timetable


@pytest.fixture
def people(services: Services, tmp_path: Path) -> list[Actor]:
    """Five people on a webinar with two places; the first and the third leave."""
    timetable(services, tmp_path)
    people = learners(services, 5)
    booked(services, "w1", people)
    return people


def staff_list(services: Services, directory: Path, *lines: str, dry_run: bool = False) -> StaffPlan:
    file = directory / "staff.csv"
    file.write_text("\n".join([STAFF_HEADER, staff_line(payroll_number=TRAINER), *lines]) + "\n", encoding="utf-8")
    return services.admin.import_staff(OPERATOR, file, allow_leavers=True, dry_run=dry_run)


def without(*gone: str) -> list[str]:
    numbers = [str(1001 + number) for number in range(5)]
    return [staff_line(payroll_number=number) for number in numbers if number not in gone]


def told(plan: StaffPlan) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.session.id, one.leavers, one.moved_up) for one in plan.given_up]


def test_who_is_missing_gives_up_and_the_queue_moves_up(
    services: Services, people: list[Actor], tmp_path: Path
) -> None:
    before = contents(services.store)
    tried = staff_list(services, tmp_path, *without("1001", "1003"), dry_run=True)
    assert contents(services.store) == before
    plan = staff_list(services, tmp_path, *without("1001", "1003"))
    assert told(plan) == told(tried) == [("w1", ("1001", "1003"), ("1004",))]
    states = [services.bookings.offer(OPERATOR, "w1", id_of(one)).state for one in people]
    assert states == [None, State.BOOKED, None, State.BOOKED, State.WAITING]
    (notice,) = services.bookings.notices(people[3])
    assert notice.news is News.MOVED_UP
    assert told(staff_list(services, tmp_path, *without("1001", "1003"))) == []


@pytest.mark.parametrize(("left_on", "gives_up"), [("2026-12-01", True), ("2026-12-02", False)])
def test_a_last_day_that_is_listed_counts_too(
    services: Services, people: list[Actor], tmp_path: Path, left_on: str, gives_up: bool
) -> None:
    leaving = staff_line(payroll_number="1001", left_on=left_on)
    plan = staff_list(services, tmp_path, leaving, *without("1001"))
    assert bool(plan.given_up) is gives_up


def test_what_is_over_or_cancelled_is_left_alone(
    services: Services, people: list[Actor], clock: StillClock, tmp_path: Path
) -> None:
    clock.set_day(dt.date(2026, 12, 3))
    assert staff_list(services, tmp_path, *without("1001")).given_up == ()
    (held,) = services.bookings.mine(OPERATOR, id_of(people[0]))
    assert held.booking.state is State.BOOKED


def test_several_sessions_in_their_order(services: Services, tmp_path: Path) -> None:
    later = {"starts_at": "2026-12-09T14:00", "ends_at": "2026-12-09T15:30"}
    timetable(services, tmp_path, session_line(session_id="z"), session_line(session_id="a", **later))
    learner = learners(services, 1)
    for session in ("a", "z"):
        booked(services, session, learner)
    plan = staff_list(services, tmp_path)
    assert [one.session.id for one in plan.given_up] == ["z", "a"]
    assert all(isinstance(one, GivenUp) and not one.moved_up for one in plan.given_up)


def test_a_session_whose_trainer_leaves_is_named(services: Services, people: list[Actor], tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("\n".join([STAFF_HEADER, *without()]) + "\n", encoding="utf-8")
    plan = services.admin.import_staff(OPERATOR, file, allow_leavers=True)
    assert [one.id for one in plan.without_trainer] == ["w1"]
    assert staff_list(services, tmp_path, *without()).without_trainer == ()
