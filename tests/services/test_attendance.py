"""Attendance: marked by the trainer, completing when in full, voided and never edited."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.bookings import Mark, State
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.admin import FileRefused
from prevent_tui.storage import attendance, models, people, records
from tests.clocks import StillClock
from tests.databases import contents
from tests.factories import person
from tests.sessions import attendance_file, booked, learners, session_line, timetable

ENDS_ON = dt.date(2026, 12, 2)


@pytest.fixture
def leader(services: Services, clock: StillClock, tmp_path: Path) -> Actor:
    """The trainer of a webinar that is over: Learner00 and Learner01 were booked, Learner02 waited."""
    leader = timetable(services, tmp_path)
    booked(services, "w1", learners(services, 3))
    clock.moment = dt.datetime(2026, 12, 2, 15, 30, tzinfo=dt.UTC)
    return leader


def code(services: Services, leader: Actor, number: str, mark: Mark = Mark.FULL) -> str:
    with pytest.raises(PreventError) as refused:
        services.attendance.mark(leader, "w1", number, mark)
    return refused.value.code


def certified_on(services: Services, number: str) -> dt.date | None:
    status = services.standing.status_by_payroll(OPERATOR, number, as_at=dt.date(2026, 12, 5))
    assert status.explanation.standing is not None
    return status.explanation.standing.certified_on


def grid(services: Services, number: str) -> set[str | None]:
    """The certified dates in the rows the grid reads."""
    with services.store.read():
        held = people.by_payroll(number)
        assert held is not None
        row = models.StandingRow
        return {str(one.certified_on) for one in row.select().where(row.person_id == held.id)}


def test_the_sheet_has_the_booked_first(services: Services, leader: Actor) -> None:
    person(services, "2001", family="Aardvark")
    services.attendance.mark(leader, "w1", "2001", Mark.PART)
    sheet = services.attendance.sheet(leader, "w1")
    assert [(one.person.payroll_number, one.state, one.mark) for one in sheet.comers] == [
        ("1001", State.BOOKED, None),
        ("1002", State.BOOKED, None),
        ("2001", None, Mark.PART),
        ("1003", State.WAITING, None),
    ]


def test_attending_in_full_completes_on_the_day_it_ends(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    services.attendance.mark(leader, "w1", "1002", Mark.PART)
    services.attendance.mark(leader, "w1", "1003", Mark.ABSENT)
    assert [certified_on(services, number) for number in ("1001", "1002", "1003")] == [ENDS_ON, None, None]
    assert "2026-12-02" in grid(services, "1001")
    with services.store.read():
        held = people.by_payroll("1001")
        assert held is not None
        (completion,) = records.completions_of([held.id])[held.id]
    assert (completion.option, completion.source) == ("webinar-live", "booking")
    assert [one.mark for one in services.bookings.mine(Actor(held.id), held.id)] == [Mark.FULL]


def test_the_day_is_the_one_in_london_after_midnight(services: Services, clock: StillClock, tmp_path: Path) -> None:
    late = session_line(starts_at="2026-07-01T22:30", ends_at="2026-07-02T00:15")
    clock.set_day(dt.date(2026, 6, 1))
    leader = timetable(services, tmp_path, late)
    learners(services, 1)
    clock.moment = dt.datetime(2026, 7, 1, 23, 15, tzinfo=dt.UTC)  # 00:15 in London
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    assert certified_on(services, "1001") == dt.date(2026, 7, 2)


def test_one_mark_each_and_the_same_again_changes_nothing(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.PART)
    before = contents(services.store)
    services.attendance.mark(leader, "w1", "1001", Mark.PART)
    assert contents(services.store) == before
    assert code(services, leader, "1001") == "already_marked"


def test_a_mistake_is_voided_with_a_reason_and_marked_again(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    for reason in ("", "  \x1b "):
        with pytest.raises(PreventError) as refused:
            services.attendance.void_mark(leader, "w1", "1001", reason)
        assert refused.value.code == "reason_missing"
    services.attendance.void_mark(leader, "w1", "1001", "Another \x1b[31mElin")
    assert certified_on(services, "1001") is None
    assert grid(services, "1001") == {"None"}
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    assert certified_on(services, "1001") == ENDS_ON
    with services.store.read():
        held = attendance.of_sessions(["w1"])["w1"]
        assert [(one.mark, one.turn, one.voided) for one in held] == [(Mark.FULL, 1, True), (Mark.FULL, 2, False)]
        assert {remark.text for remark in models.Remark.select()} == {"Another [31mElin"}


def test_what_was_not_marked_cannot_be_voided(services: Services, leader: Actor) -> None:
    with pytest.raises(PreventError) as refused:
        services.attendance.void_mark(leader, "w1", "1001", "A mistake")
    assert refused.value.code == "not_marked"


def test_nobody_is_marked_before_it_begins(services: Services, clock: StillClock, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path)
    learners(services, 1)
    clock.moment = dt.datetime(2026, 12, 2, 13, 59, tzinfo=dt.UTC)
    assert not services.attendance.sheet(leader, "w1").can_mark
    assert code(services, leader, "1001") == "session_not_begun"
    clock.move(minutes=1)
    assert services.attendance.mark(leader, "w1", "1001", Mark.FULL).can_mark


def test_a_walk_in_must_be_on_the_staff_list(services: Services, leader: Actor) -> None:
    assert code(services, leader, "404") == "unknown_person"


def test_only_its_own_trainer_and_administrators_mark(services: Services, leader: Actor) -> None:
    assert code(services, person(services, "5"), "1001") == "not_permitted"
    with pytest.raises(PreventError) as refused:
        services.attendance.sheet(leader, "nothing")
    assert refused.value.code == "not_permitted"
    services.attendance.mark(OPERATOR, "w1", "1001", Mark.FULL)


class TestFiles:
    def test_a_file_marks_everybody_it_names(self, services: Services, leader: Actor, tmp_path: Path) -> None:
        services.attendance.mark(leader, "w1", "1001", Mark.FULL)
        file = attendance_file(tmp_path, "1001,full", "1002,part", "1003,no")
        before = contents(services.store)
        tried = services.attendance.import_marks(leader, "w1", file, dry_run=True)
        assert contents(services.store) == before
        assert tried == services.attendance.import_marks(leader, "w1", file)
        assert (tried.rows, tried.added, tried.known) == (3, 2, 1)
        assert services.attendance.import_marks(leader, "w1", file).added == 0

    def test_faults_leave_everything_as_it_was(self, services: Services, leader: Actor, tmp_path: Path) -> None:
        services.attendance.mark(leader, "w1", "1002", Mark.FULL)
        before = contents(services.store)
        file = attendance_file(tmp_path, "1001,full", "404,full", "1002,part")
        with pytest.raises(FileRefused) as refused:
            services.attendance.import_marks(leader, "w1", file)
        assert [(one.code, one.line, one.column) for one in refused.value.faults] == [
            ("unknown_number", 3, "payroll_number"),
            ("marked_otherwise", 4, "attended"),
        ]
        assert contents(services.store) == before
