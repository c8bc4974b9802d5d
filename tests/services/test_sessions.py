"""The timetable: brought in, changed, listed and cancelled."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR
from prevent_tui.services.admin import FileRefused
from prevent_tui.storage import models
from tests.clocks import StillClock
from tests.databases import contents
from tests.factories import person
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
