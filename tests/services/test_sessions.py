"""The timetable: brought in, changed, listed and cancelled."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.bookings import Mark, News
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.timetable import Timetable
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.admin import FileRefused
from prevent_tui.storage import models
from tests.clocks import StillClock
from tests.databases import contents
from tests.factories import id_of, person
from tests.sessions import booked, learners, session_line, sessions_file, timetable


def faults(services: Services, directory: Path, *lines: str) -> list[tuple[str, int | None, str | None]]:
    before = contents(services.store)
    with pytest.raises(FileRefused) as refused:
        services.sessions.import_sessions(OPERATOR, sessions_file(directory, *lines))
    assert contents(services.store) == before
    return [(fault.code, fault.line, fault.column) for fault in refused.value.faults]


def test_the_same_file_twice_changes_nothing(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    (first,) = services.sessions.listed(OPERATOR)
    plan = services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, session_line()))
    assert (len(plan.added), len(plan.changed), len(plan.unchanged)) == (0, 0, 1)
    assert services.sessions.listed(OPERATOR) == (first,)


def test_a_dry_run_says_the_same_and_changes_nothing(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    before = contents(services.store)
    file = sessions_file(tmp_path, session_line(capacity="9"), session_line(session_id="w2"))
    plan = services.sessions.import_sessions(OPERATOR, file, dry_run=True)
    assert (len(plan.added), len(plan.changed)) == (1, 1)
    assert contents(services.store) == before


@pytest.mark.parametrize(
    ("values", "sequence"),
    [
        ({"capacity": "9"}, 0),
        ({"place": "Room 4"}, 1),
        ({"title": "Another title"}, 1),
        ({"link": "https://meet.example.org/other"}, 1),
        ({"ends_at": "2026-12-02T16:00"}, 1),
    ],
)
def test_a_change_that_a_calendar_must_know_raises_the_sequence(
    services: Services, tmp_path: Path, values: dict[str, str], sequence: int
) -> None:
    timetable(services, tmp_path)
    services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, session_line(**values)))
    (listed,) = services.sessions.listed(OPERATOR)
    assert listed.session.sequence == sequence


def test_faults_with_what_is_there(services: Services, clock: StillClock, tmp_path: Path) -> None:
    today = {"starts_at": "2026-11-18T11:00", "ends_at": "2026-11-18T12:00"}
    w2, w3 = session_line(session_id="w2"), session_line(session_id="w3", **today)
    leader = timetable(services, tmp_path, session_line(), w2, w3)
    booked(services, "w1", learners(services, 3))
    services.sessions.cancel_session(leader, "w2", "Snow")
    clock.move(hours=1)
    assert faults(
        services,
        tmp_path,
        session_line(capacity="1"),
        session_line(session_id="w2", title="It takes place after all"),
        session_line(session_id="w3", capacity="50", **today),
        session_line(session_id="w4", starts_at="2026-11-18T11:29"),
    ) == [
        ("capacity_below_bookings", 2, "capacity"),
        ("session_cancelled", 3, "session_id"),
        ("session_begun", 4, "session_id"),
        ("session_in_past", 5, "starts_at"),
    ]


def test_faults_between_rows(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    assert faults(
        services,
        tmp_path,
        session_line(session_id="a", ends_at="2026-12-02T14:00"),
        session_line(session_id="b", trainer_payroll_number="404"),
        session_line(session_id="c", link=""),
        session_line(session_id="b"),
    ) == [
        ("ends_before_start", 2, "ends_at"),
        ("unknown_trainer", 3, "trainer_payroll_number"),
        ("place_or_link_missing", 4, "place"),
        ("duplicate_session", 5, "session_id"),
    ]


def test_what_has_begun_can_be_named_again_as_it_is(services: Services, clock: StillClock, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    clock.set_day(dt.date(2026, 12, 24))
    plan = services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, session_line()))
    assert len(plan.unchanged) == 1


def test_administrators_see_what_is_over_and_others_what_is_to_come(
    services: Services, clock: StillClock, tmp_path: Path
) -> None:
    leader = timetable(services, tmp_path, session_line(), session_line(session_id="w2", starts_at="2026-12-24T09:00",
                                                                       ends_at="2026-12-24T10:00"))  # fmt: skip
    clock.set_day(dt.date(2026, 12, 3))
    assert [one.session.id for one in services.sessions.listed(OPERATOR)] == ["w1", "w2"]
    assert [one.session.id for one in services.sessions.listed(person(services))] == ["w2"]
    assert [one.session.id for one in services.sessions.led(leader)] == ["w2", "w1"]
    clock.set_day(dt.date(2026, 12, 2))
    assert [one.session.id for one in services.sessions.led(leader)] == ["w1", "w2"]
    assert services.sessions.leads(leader)
    assert not services.sessions.leads(OPERATOR)


def test_cancelling_needs_a_reason_and_a_session_that_has_not_begun(
    services: Services, clock: StillClock, tmp_path: Path
) -> None:
    leader = timetable(services, tmp_path, session_line(), session_line(session_id="w2"))
    for actor, session, reason, code in (
        (leader, "w1", " ", "reason_missing"),
        (leader, "nothing", "Snow", "not_permitted"),
        (person(services), "w1", "Snow", "not_permitted"),
        (OPERATOR, "nothing", "Snow", "unknown_session"),
    ):
        with pytest.raises(PreventError) as refused:
            services.sessions.cancel_session(actor, session, reason)
        assert refused.value.code == code
    cancelled = services.sessions.cancel_session(leader, "w1", "Snow\x1b[2J")
    assert (cancelled.sequence, cancelled.cancelled_at) == (1, clock.now())
    with services.store.read():
        assert [remark.text for remark in models.Remark.select()] == ["Snow[2J"]
    clock.set_day(dt.date(2026, 12, 3))
    for session, code in (("w1", "session_cancelled"), ("w2", "session_past")):
        with pytest.raises(PreventError) as refused:
            services.sessions.cancel_session(leader, session, "Snow")
        assert refused.value.code == code


def test_cancelling_is_in_the_audit_log_and_tells_why(services: Services, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path)
    people = learners(services, 3)
    booked(services, "w1", people)
    services.sessions.cancel_session(leader, "w1", "Snow")
    imported, entry = services.audit.entries(OPERATOR)
    assert imported.row.action == "sessions_import"
    assert (entry.row.action, entry.row.subject, entry.row.details) == (
        "session_cancelled", "w1", '{"booked":2,"waiting":1}',
    )  # fmt: skip
    assert entry.actor is not None
    told = services.sessions.cancellation(leader, "w1")
    assert (told.reason, told.had_places, told.waited) == ("Snow", 2, 1)
    assert [one.reason for who in people for one in services.bookings.notices(who)] == ["Snow"] * 3
    assert services.bookings.offer(people[0], "w1", id_of(people[0])).reason == "Snow"


def test_a_session_that_takes_place_has_no_cancellation(services: Services, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path)
    with pytest.raises(PreventError) as refused:
        services.sessions.cancellation(leader, "w1")
    assert refused.value.code == "session_not_cancelled"


class TestReleasing:
    def test_the_place_goes_to_whoever_waits_longest_and_both_are_told(
        self, services: Services, clock: StillClock, tmp_path: Path
    ) -> None:
        leader = timetable(services, tmp_path)
        people = learners(services, 4)
        booked(services, "w1", people)
        clock.move(minutes=1)
        services.sessions.release(leader, "w1", "1001")
        news = [[one.news for one in services.bookings.notices(who)] for who in people]
        assert news == [[News.RELEASED], [], [News.MOVED_UP], []]
        sheet = services.attendance.sheet(leader, "w1")
        assert [(one.payroll_number, one.moved_up, one.turn) for one in sheet.comers] == [
            ("1002", False, None), ("1003", True, None), ("1004", False, 1),
        ]  # fmt: skip
        assert [one.row.action for one in services.audit.entries(OPERATOR)] == ["sessions_import", "booking_released"]

    def test_what_cannot_be_given_up(self, services: Services, clock: StillClock, tmp_path: Path) -> None:
        leader = timetable(services, tmp_path)
        people = learners(services, 2)
        booked(services, "w1", people[:1])
        for number, code in (("404", "unknown_person"), ("1002", "not_booked")):
            with pytest.raises(PreventError) as refused:
                services.sessions.release(leader, "w1", number)
            assert refused.value.code == code
        clock.moment = dt.datetime(2026, 12, 2, 14, 0, tzinfo=dt.UTC)
        with pytest.raises(PreventError) as refused:
            services.sessions.release(leader, "w1", "1001")
        assert refused.value.code == "session_past"


class TestMoved:
    """A session at another time, and people who have something else then."""

    def moved(self, services: Services, directory: Path, *, dry_run: bool = False) -> Timetable:
        onto = session_line(starts_at="2026-12-03T09:30", ends_at="2026-12-03T11:00")
        return services.sessions.import_sessions(OPERATOR, sessions_file(directory, onto), dry_run=dry_run)

    def two_days(self, services: Services, directory: Path) -> list[Actor]:
        other = session_line(session_id="w2", title="Workshop", starts_at="2026-12-03T09:00",
                             ends_at="2026-12-03T10:00")  # fmt: skip
        timetable(services, directory, session_line(), other)
        people = learners(services, 3)
        booked(services, "w1", people)
        booked(services, "w2", [people[0], people[2]])
        return people

    def test_a_clash_is_told_in_the_report_and_to_whom_it_hits(self, services: Services, tmp_path: Path) -> None:
        people = self.two_days(services, tmp_path)
        tried = self.moved(services, tmp_path, dry_run=True)
        plan = self.moved(services, tmp_path)
        assert plan.clashes == tried.clashes
        told = [(one.payroll_number, one.session.id, one.other.id) for one in plan.clashes]
        assert told == [("1001", "w1", "w2"), ("1003", "w1", "w2")]
        (notice,) = services.bookings.notices(people[0])
        assert (notice.news, notice.clash and notice.clash.id) == (News.CHANGED, "w2")
        assert [one.clash for one in services.bookings.notices(people[1])] == [None]
        services.bookings.seen(people[0], [notice])
        held = services.bookings.mine(people[0], id_of(people[0]))
        assert [one.clash.id if one.clash else None for one in held] == ["w1", "w2"]

    def test_giving_one_of_the_two_up_ends_it(self, services: Services, tmp_path: Path) -> None:
        people = self.two_days(services, tmp_path)
        self.moved(services, tmp_path)
        services.bookings.cancel(people[0], "w2", id_of(people[0]))
        held = services.bookings.mine(people[0], id_of(people[0]))
        assert [one.clash for one in held] == [None, None]
        assert services.bookings.offer(people[0], "w1", id_of(people[0])).clash is None

    def test_two_that_move_onto_each_other(self, services: Services, tmp_path: Path) -> None:
        self.two_days(services, tmp_path)
        new = {"starts_at": "2026-12-10T09:00", "ends_at": "2026-12-10T10:00"}
        lines = [session_line(**new), session_line(session_id="w2", title="Workshop", **new)]
        plan = services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, *lines))
        assert {(one.payroll_number, one.session.id) for one in plan.clashes} == {
            ("1001", "w1"), ("1001", "w2"), ("1003", "w1"), ("1003", "w2"),
        }  # fmt: skip


def test_what_is_not_recorded_yet_is_counted_for_its_trainer(
    services: Services, clock: StillClock, tmp_path: Path
) -> None:
    leader = timetable(services, tmp_path)
    booked(services, "w1", learners(services, 2))
    clock.moment = dt.datetime(2026, 12, 2, 15, 30, tzinfo=dt.UTC)
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    assert [one.unrecorded for one in services.sessions.led(leader)] == [2]
    services.attendance.record(leader, "w1", services.attendance.preview(leader, "w1"))
    assert [one.unrecorded for one in services.sessions.led(leader)] == [1]
