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
from tests.factories import completed, person
from tests.races import outcomes
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


def take(services: Services, who: Actor, number: str, mark: Mark = Mark.FULL) -> None:
    """Mark somebody and record it at once."""
    services.attendance.mark(who, "w1", number, mark)
    services.attendance.record(who, "w1", services.attendance.preview(who, "w1"))


def marks(services: Services, leader: Actor) -> list[tuple[str, Mark | None, bool]]:
    sheet = services.attendance.sheet(leader, "w1")
    return [(one.payroll_number, one.mark, one.recorded) for one in sheet.comers]


def acts(services: Services) -> list[tuple[str, str]]:
    """The audit log of what came after the import of the session, without who and when."""
    assert services.audit.verify(OPERATOR) == ()
    return [(one.row.action, one.row.details) for one in services.audit.entries(OPERATOR)[1:]]


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
    assert [(one.payroll_number, one.state, one.mark, one.turn) for one in sheet.comers] == [
        ("1001", State.BOOKED, None, None),
        ("1002", State.BOOKED, None, None),
        ("2001", None, Mark.PART, None),
        ("1003", State.WAITING, None, 1),
    ]


def test_attending_in_full_completes_on_the_day_it_ends(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    services.attendance.mark(leader, "w1", "1002", Mark.PART)
    services.attendance.mark(leader, "w1", "1003", Mark.ABSENT)
    assert certified_on(services, "1001") is None
    preview = services.attendance.preview(leader, "w1")
    assert (preview.counting, preview.part, preview.absent, preview.unmarked) == (1, 1, 1, 0)
    services.attendance.record(leader, "w1", preview)
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
    take(services, leader, "1001")
    assert certified_on(services, "1001") == dt.date(2026, 7, 2)


def test_the_same_mark_again_changes_nothing_recorded_or_not(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.PART)
    before = contents(services.store)
    services.attendance.mark(leader, "w1", "1001", Mark.PART)
    assert contents(services.store) == before
    services.attendance.record(leader, "w1", services.attendance.preview(leader, "w1"))
    before = contents(services.store)
    services.attendance.mark(leader, "w1", "1001", Mark.PART)
    assert contents(services.store) == before


def test_until_it_is_recorded_a_mark_can_be_changed_and_undone(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.PART)
    services.attendance.mark(leader, "w1", "1001", Mark.FULL, instead_of=Mark.PART)
    assert marks(services, leader)[0] == ("1001", Mark.FULL, False)
    services.attendance.put_back(leader, "w1", {"1001": (Mark.FULL, Mark.PART)})
    assert marks(services, leader)[0] == ("1001", Mark.PART, False)
    services.attendance.put_back(leader, "w1", {"1001": (Mark.PART, None)})
    assert marks(services, leader)[0] == ("1001", None, False)
    assert not acts(services)


def test_once_it_is_recorded_partly_does_not_become_fully(services: Services, leader: Actor) -> None:
    take(services, leader, "1001", Mark.PART)
    assert code(services, leader, "1001") == "already_marked"
    with pytest.raises(PreventError) as refused:
        services.attendance.put_back(leader, "w1", {"1001": (Mark.PART, None)})
    assert refused.value.code == "already_marked"
    services.attendance.void_mark(leader, "w1", "1001", "stayed to the end")
    take(services, leader, "1001", Mark.FULL)
    assert certified_on(services, "1001") == ENDS_ON


def test_two_terminals_and_one_person(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    before = contents(services.store)
    assert code(services, leader, "1001", Mark.ABSENT) == "marked_meanwhile"
    with pytest.raises(PreventError) as refused:
        services.attendance.put_back(leader, "w1", {"1002": (None, Mark.FULL), "1001": (Mark.PART, None)})
    assert refused.value.code == "marked_meanwhile"
    assert contents(services.store) == before
    services.attendance.mark(leader, "w1", "1001", Mark.ABSENT, instead_of=Mark.FULL)
    assert marks(services, leader)[0] == ("1001", Mark.ABSENT, False)


def test_the_rest_is_marked_at_once_and_nobody_who_waits(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.ABSENT)
    services.attendance.mark_rest(leader, "w1")
    assert [mark for _, mark, _ in marks(services, leader)] == [Mark.ABSENT, Mark.FULL, None]


def test_what_is_recorded_is_what_was_shown_and_once(services: Services, leader: Actor) -> None:
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    shown = services.attendance.preview(leader, "w1")
    services.attendance.mark(leader, "w1", "1002", Mark.FULL)
    before = contents(services.store)
    with pytest.raises(PreventError) as refused:
        services.attendance.record(leader, "w1", shown)
    assert refused.value.code == "sheet_changed"
    assert contents(services.store) == before
    shown = services.attendance.preview(leader, "w1")
    services.attendance.record(leader, "w1", shown)
    for again in (lambda: services.attendance.record(leader, "w1", shown),
                  lambda: services.attendance.preview(leader, "w1")):  # fmt: skip
        with pytest.raises(PreventError) as refused:
            again()
        assert refused.value.code == "sheet_empty"
    with services.store.read():
        assert models.Completion.select().count() == 2


def test_recording_and_voiding_are_in_the_audit_log_without_names(services: Services, leader: Actor) -> None:
    take(services, leader, "1001")
    services.attendance.void_mark(leader, "w1", "1001", "Somebody else")
    with services.store.read():
        held = people.by_payroll("1001")
    assert held is not None
    assert acts(services) == [
        ("attendance_recorded", '{"absent":0,"full":1,"part":0}'),
        ("attendance_voided", f'{{"mark":"full","person":"{held.id}"}}'),
    ]


def test_at_the_same_moment_one_mark_stands_and_is_recorded_once(
    services: Services, leader: Actor, database_url: str
) -> None:
    who = str(leader.person_id)
    services.store.close()
    marked = outcomes(AT_ONCE, [[database_url, who, mark] for mark in ("full", "absent", "full")])
    assert set(marked) <= {"done", "marked_meanwhile"}
    assert 1 <= marked.count("done") <= 2
    recorded = outcomes(AT_ONCE, [[database_url, who, "record"] for _ in range(2)])
    assert recorded == ["done", "sheet_empty"]
    services.store.database.connect()
    held = contents(services.store)
    assert len(held["attendance"]) == 1
    assert len(held["completion"]) <= 1
    assert [action for action, _ in acts(services)] == ["attendance_recorded"]


AT_ONCE = """
import datetime as dt, sys
from prevent_tui.bootstrap import services_on
from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import Actor
from prevent_tui.storage import schema
from tests.clocks import StillClock
clock = StillClock(dt.datetime(2026, 12, 2, 15, 30, tzinfo=dt.UTC))
attendance, leader = services_on(schema.open_store(sys.argv[1]), clock).attendance, Actor(sys.argv[2])
shown = attendance.preview(leader, "w1") if sys.argv[3] == "record" else None
print("ready", flush=True)
sys.stdin.readline()
try:
    if shown is None:
        attendance.mark(leader, "w1", "1001", Mark(sys.argv[3]))
    else:
        attendance.record(leader, "w1", shown)
    print("done")
except PreventError as problem:
    print(problem.code)
"""


def test_practice_is_told_before_it_is_recorded(services: Services, leader: Actor) -> None:
    completed(services, person(services, "2001"), "2026-11-01")
    services.attendance.mark(leader, "w1", "2001", Mark.FULL)
    preview = services.attendance.preview(leader, "w1")
    assert (preview.counting, preview.practice, preview.completions, preview.unmarked) == (0, 1, 1, 2)


def test_a_mistake_is_voided_with_a_reason_and_marked_again(services: Services, leader: Actor) -> None:
    take(services, leader, "1001")
    for reason in ("", "  \x1b "):
        with pytest.raises(PreventError) as refused:
            services.attendance.void_mark(leader, "w1", "1001", reason)
        assert refused.value.code == "reason_missing"
    services.attendance.void_mark(leader, "w1", "1001", "Another \x1b[31mElin")
    assert certified_on(services, "1001") is None
    assert grid(services, "1001") == {"None"}
    take(services, leader, "1001")
    assert certified_on(services, "1001") == ENDS_ON
    with services.store.read():
        held = attendance.of_sessions(["w1"])["w1"]
        assert [(one.mark, one.turn, one.voided) for one in held] == [(Mark.FULL, 1, True), (Mark.FULL, 2, False)]
        assert {remark.text for remark in models.Remark.select()} == {"Another [31mElin"}


def test_what_was_not_marked_cannot_be_voided(services: Services, leader: Actor) -> None:
    with pytest.raises(PreventError) as refused:
        services.attendance.void_mark(leader, "w1", "1001", "A mistake")
    assert refused.value.code == "not_marked"
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    with pytest.raises(PreventError) as refused:
        services.attendance.void_mark(leader, "w1", "1001", "A mistake")
    assert refused.value.code == "mark_not_recorded"


def test_nobody_is_marked_before_it_begins(services: Services, clock: StillClock, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path)
    learners(services, 1)
    clock.moment = dt.datetime(2026, 12, 2, 13, 59, tzinfo=dt.UTC)
    assert not services.attendance.sheet(leader, "w1").can_mark
    assert code(services, leader, "1001") == "session_not_begun"
    clock.move(minutes=1)
    sheet = services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    assert (sheet.can_mark, sheet.can_record) == (True, False)


def test_nothing_is_recorded_before_it_ends(services: Services, clock: StillClock, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path)
    learners(services, 1)
    clock.moment = dt.datetime(2026, 12, 2, 15, 29, tzinfo=dt.UTC)
    services.attendance.mark(leader, "w1", "1001", Mark.FULL)
    for ask in (
        lambda: services.attendance.preview(leader, "w1"),
        lambda: services.attendance.import_marks(leader, "w1", attendance_file(tmp_path, "1001,full")),
    ):
        with pytest.raises(PreventError) as refused:
            ask()
        assert refused.value.code == "session_not_over"
        assert refused.value.details == {"time": "15:30", "day": ENDS_ON}
    clock.move(minutes=1)
    services.attendance.record(leader, "w1", services.attendance.preview(leader, "w1"))
    assert certified_on(services, "1001") == ENDS_ON


def test_a_walk_in_must_be_on_the_staff_list(services: Services, leader: Actor) -> None:
    assert code(services, leader, "404") == "unknown_person"


def test_only_its_own_trainer_and_administrators_mark(services: Services, leader: Actor) -> None:
    assert code(services, person(services, "5"), "1001") == "not_permitted"
    with pytest.raises(PreventError) as refused:
        services.attendance.sheet(leader, "nothing")
    assert refused.value.code == "not_permitted"
    take(services, OPERATOR, "1001")


class TestFiles:
    def test_a_file_marks_everybody_it_names(self, services: Services, leader: Actor, tmp_path: Path) -> None:
        take(services, leader, "1001")
        services.attendance.mark(leader, "w1", "1002", Mark.FULL)
        file = attendance_file(tmp_path, "1001,full", "1002,part", "1003,no")
        before = contents(services.store)
        tried = services.attendance.import_marks(leader, "w1", file, dry_run=True)
        assert contents(services.store) == before
        assert tried == services.attendance.import_marks(leader, "w1", file)
        assert (tried.rows, tried.added, tried.known) == (3, 2, 1)
        assert services.attendance.import_marks(leader, "w1", file).added == 0
        assert marks(services, leader)[1] == ("1002", Mark.PART, True)
        assert not services.attendance.sheet(leader, "w1").unrecorded

    def test_faults_leave_everything_as_it_was(self, services: Services, leader: Actor, tmp_path: Path) -> None:
        take(services, leader, "1002")
        before = contents(services.store)
        file = attendance_file(tmp_path, "1001,full", "404,full", "1002,part")
        with pytest.raises(FileRefused) as refused:
            services.attendance.import_marks(leader, "w1", file)
        assert [(one.code, one.line, one.column) for one in refused.value.faults] == [
            ("unknown_number", 3, "payroll_number"),
            ("marked_otherwise", 4, "attended"),
        ]
        assert contents(services.store) == before
