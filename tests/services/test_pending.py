"""Numbers that nobody has: they wait, and are joined to a person with a record of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR
from tests import factories, sessions, talks
from tests.clocks import TODAY, StillClock
from tests.exchange.files import COMPLETIONS_HEADER
from tests.factories import id_of


@pytest.fixture
def waiting(services: Services, tmp_path: Path) -> Services:
    """A completion under the number 900, and Elin, 00042, who never completed anything."""
    factories.person(services)
    file = tmp_path / "completions.csv"
    file.write_text(f"{COMPLETIONS_HEADER}\n900,elearning,2026-10-01,\n", encoding="utf-8")
    services.admin.import_completions(OPERATOR, file)
    return services


def test_a_number_waits_with_what_was_recorded_under_it(waiting: Services) -> None:
    (one,) = waiting.pending.listed(OPERATOR)
    assert (one.payroll_number, one.since, one.name) == ("900", TODAY, "")
    assert [row.completed_on.isoformat() for row in one.completions] == ["2026-10-01"]


def test_joining_says_first_what_it_does(waiting: Services) -> None:
    before = waiting.audit.head(OPERATOR)
    joining = waiting.pending.preview(OPERATOR, "900", "00042")
    assert (joining.before.colour, joining.after.colour) == (Colour.RED, Colour.GREEN)
    assert waiting.audit.head(OPERATOR) == before
    assert len(waiting.pending.listed(OPERATOR)) == 1


def test_joined_records_are_the_persons(waiting: Services) -> None:
    waiting.pending.join(OPERATOR, "900", "00042")
    status = waiting.standing.status_by_payroll(OPERATOR, "00042", as_at=TODAY)
    assert status.explanation.colour is Colour.GREEN
    assert waiting.pending.listed(OPERATOR) == ()
    last = waiting.audit.entries(OPERATOR)[-1]
    assert (last.row.action, last.subject and last.subject.payroll_number) == ("pending_joined", "00042")
    assert "900" not in last.row.details


def test_a_file_of_attendance_knows_a_joined_number(waiting: Services, clock: StillClock, tmp_path: Path) -> None:
    waiting.pending.join(OPERATOR, "900", "00042")
    leader = sessions.timetable(waiting, tmp_path)
    clock.set_day(dt.date(2026, 12, 3))
    report = waiting.attendance.import_marks(leader, "w1", sessions.attendance_file(tmp_path, "900,full"))
    assert report.added == 1
    status = waiting.standing.status_by_payroll(OPERATOR, "00042", as_at=dt.date(2026, 12, 3))
    assert dt.date(2026, 12, 2) in [one.completion.completed_on for one in status.explanation.judged]


def test_a_number_is_joined_once(waiting: Services) -> None:
    factories.person(waiting, "00043")
    waiting.pending.join(OPERATOR, "900", "00042")
    with pytest.raises(PreventError, match="unknown_pending"):
        waiting.pending.join(OPERATOR, "900", "00043")


def test_the_same_file_again_brings_a_joined_number_nothing_new(waiting: Services, tmp_path: Path) -> None:
    waiting.pending.join(OPERATOR, "900", "00042")
    for dry_run in (True, False):
        report = waiting.admin.import_completions(OPERATOR, tmp_path / "completions.csv", dry_run=dry_run)
        assert (report.added, report.known, report.pending) == (0, 1, ())
    assert waiting.pending.listed(OPERATOR) == ()


def test_whoever_comes_with_a_joined_number_is_that_person(waiting: Services) -> None:
    boss = factories.person(waiting, "1", family="Boss")
    factories.person(waiting, "2", manager=boss)
    waiting.pending.join(OPERATOR, "900", "00042")
    talk = talks.begun(waiting, boss)
    waiting.registers.walk_in(boss, talk.id, "Elin", "900")
    (line,) = waiting.registers.read(boss, talk.id).present
    assert (line.payroll_number, line.pending) == ("00042", None)


def test_who_came_to_a_session_is_known_by_the_name_they_gave(
    services: Services, clock: StillClock, tmp_path: Path
) -> None:
    leader = sessions.timetable(services, tmp_path)
    clock.moment = dt.datetime(2026, 12, 2, 15, 30, tzinfo=dt.UTC)
    services.walk_ins.add(leader, "w1", "Nia Newydd", "901")
    assert [one.name for one in services.pending.listed(OPERATOR)] == ["Nia Newydd"]


def test_nobody_to_join_it_to(waiting: Services) -> None:
    with pytest.raises(PreventError, match="unknown_person"):
        waiting.pending.join(OPERATOR, "900", "901")


def test_a_walk_in_is_known_by_the_name_they_gave(services: Services) -> None:
    boss = factories.person(services, "1", family="Boss")
    factories.person(services, "2", manager=boss)
    talk = talks.begun(services, boss)
    services.registers.walk_in(boss, talk.id, "Nia Newydd", "901")
    services.registers.sign_off(boss, talk.id, services.registers.preview(boss, talk.id))
    (one,) = services.pending.listed(OPERATOR)
    assert (one.payroll_number, one.name, len(one.completions)) == ("901", "Nia Newydd", 1)
    services.pending.join(OPERATOR, "901", "2")
    (line,) = services.registers.read(boss, talk.id).present
    assert (line.payroll_number, line.pending) == ("2", None)
    assert id_of(boss) in {entry.row.actor_id for entry in services.audit.entries(OPERATOR)}
