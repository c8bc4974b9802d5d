"""Who comes without a booking: found on the staff list, or kept until a staff list has them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.sheets import Comer
from prevent_tui.storage import models, people, records
from tests.clocks import StillClock
from tests.exchange.files import STAFF_HEADER, staff_line
from tests.factories import person
from tests.sessions import booked, learners, timetable


@pytest.fixture
def leader(services: Services, clock: StillClock, tmp_path: Path) -> Actor:
    """The trainer of a webinar that is over; one was booked."""
    leader = timetable(services, tmp_path)
    booked(services, "w1", learners(services, 1))
    clock.moment = dt.datetime(2026, 12, 2, 15, 30, tzinfo=dt.UTC)
    return leader


def record(services: Services, leader: Actor) -> None:
    services.attendance.record(leader, "w1", services.attendance.preview(leader, "w1"))


def came(services: Services, leader: Actor) -> list[Comer]:
    return list(services.attendance.sheet(leader, "w1").of(None))


def test_staff_are_found_by_number_or_name_with_how_they_stand(services: Services, leader: Actor) -> None:
    person(services, "2001", given="Si\u00e2n", family="Zin")
    (found,) = services.walk_ins.search(leader, "w1", "sian")
    assert (found.name, found.payroll_number, found.comer) == ("Si\u00e2n Zin", "2001", None)
    (on_sheet,) = services.walk_ins.search(leader, "w1", "100")
    assert on_sheet.comer is not None
    assert services.walk_ins.search(leader, "w1", "  ") == []


def test_with_a_number_the_completion_waits_for_a_staff_list(services: Services, leader: Actor, tmp_path: Path) -> None:
    services.walk_ins.add(leader, "w1", "  Nerys \x1b[2J ferch Ifan ", "777 888")
    (comer,) = came(services, leader)
    assert (comer.name, comer.payroll_number, comer.mark) == ("Nerys [2J ferch Ifan", "777888", Mark.FULL)
    assert services.attendance.preview(leader, "w1").waiting == 1
    record(services, leader)
    file = tmp_path / "staff.csv"
    lines = [staff_line(payroll_number=one) for one in ("777888", "1001", "00700")]
    file.write_text("\n".join([STAFF_HEADER, *lines]) + "\n", encoding="utf-8")
    services.admin.import_staff(OPERATOR, file)
    with services.store.read():
        held = people.by_payroll("777888")
        assert held is not None
        (completion,) = records.completions_of([held.id])[held.id]
    assert completion.completed_on == dt.date(2026, 12, 2)
    (comer,) = came(services, leader)
    assert (comer.name, comer.recorded) == ("Elin Example", True)
    services.attendance.void_mark(leader, "w1", "777888", "somebody else")
    with services.store.read():
        (completion,) = records.completions_of([held.id])[held.id]
    assert completion.voided


def test_a_name_alone_is_kept_and_nothing_is_recorded_for_it(services: Services, leader: Actor) -> None:
    services.walk_ins.add(leader, "w1", "Nia")
    services.attendance.mark_rest(leader, "w1")
    preview = services.attendance.preview(leader, "w1")
    assert (preview.completions, preview.unnumbered) == (1, 1)
    record(services, leader)
    assert [(one.name, one.mark) for one in came(services, leader)] == [("Nia", None)]
    with services.store.read():
        assert models.Completion.select().count() == 1


def test_a_number_the_staff_list_has_marks_that_person(services: Services, leader: Actor) -> None:
    services.walk_ins.add(leader, "w1", "Somebody", "1001")
    assert not came(services, leader)
    assert services.attendance.sheet(leader, "w1").comers[0].mark is Mark.FULL


def test_a_number_with_gaps_and_in_small_letters_is_known_all_the_same(services: Services, leader: Actor) -> None:
    person(services, "N2001", given="Si\u00e2n", family="Zin")
    services.walk_ins.add(leader, "w1", "Somebody", " n20 01 ")
    (comer,) = came(services, leader)
    assert (comer.name, comer.payroll_number, comer.mark, comer.walk_in) == (
        "Si\u00e2n Zin", "N2001", Mark.FULL, None
    )  # fmt: skip
    for typed in ("x777", "X 777"):
        services.walk_ins.add(leader, "w1", "Nerys", typed)
    assert [one.payroll_number for one in services.pending.listed(OPERATOR)] == ["x777"]


def test_a_mark_goes_with_a_number_that_a_staff_list_brings_before_it_is_recorded(
    services: Services, leader: Actor, tmp_path: Path
) -> None:
    services.walk_ins.add(leader, "w1", "Nerys", "777")
    file = tmp_path / "staff.csv"
    lines = [staff_line(payroll_number=one) for one in ("777", "1001", "00700")]
    file.write_text("\n".join([STAFF_HEADER, *lines]) + "\n", encoding="utf-8")
    services.admin.import_staff(OPERATOR, file)
    preview = services.attendance.preview(leader, "w1")
    assert (preview.waiting, preview.counting) == (0, 1)
    services.attendance.mark(leader, "w1", "777", Mark.PART, instead_of=Mark.FULL)
    services.attendance.put_back(leader, "w1", {"777": (Mark.PART, None)})
    assert [one.mark for one in came(services, leader)] == [None]


def test_a_mark_goes_with_a_number_that_is_joined_to_somebody_who_has_one(services: Services, leader: Actor) -> None:
    services.walk_ins.add(leader, "w1", "Elin", "777")
    services.attendance.mark(leader, "w1", "1001", Mark.PART)
    services.pending.join(OPERATOR, "777", "1001")
    preview = services.attendance.preview(leader, "w1")
    assert (preview.part, preview.completions) == (1, 0)


def test_the_same_number_twice_is_one_person(services: Services, leader: Actor) -> None:
    services.walk_ins.add(leader, "w1", "Nerys", "777")
    services.walk_ins.add(leader, "w1", "Nerys again", "777")
    assert [one.name for one in came(services, leader)] == ["Nerys"]


def test_whoever_was_written_down_by_mistake_is_taken_off_with_a_reason(services: Services, leader: Actor) -> None:
    services.walk_ins.add(leader, "w1", "Nerys", "777")
    walk_in = str(came(services, leader)[0].walk_in)
    with pytest.raises(PreventError) as refused:
        services.walk_ins.remove(leader, "w1", walk_in, " ")
    assert refused.value.code == "reason_missing"
    services.walk_ins.remove(leader, "w1", walk_in, "on the list after all")
    assert not came(services, leader)
    with pytest.raises(PreventError) as refused:
        services.walk_ins.remove(leader, "w1", walk_in, "again")
    assert refused.value.code == "unknown_entry"


def test_whose_mark_is_recorded_stays(services: Services, leader: Actor) -> None:
    services.walk_ins.add(leader, "w1", "Nerys", "777")
    record(services, leader)
    with pytest.raises(PreventError) as refused:
        services.walk_ins.remove(leader, "w1", str(came(services, leader)[0].walk_in), "a mistake")
    assert refused.value.code == "already_marked"


def test_nobody_is_added_before_it_begins_or_without_a_name(
    services: Services, leader: Actor, clock: StillClock
) -> None:
    with pytest.raises(PreventError) as refused:
        services.walk_ins.add(leader, "w1", " \x1b ")
    assert refused.value.code == "name_missing"
    clock.moment = dt.datetime(2026, 12, 2, 13, 59, tzinfo=dt.UTC)
    for ask in (
        lambda: services.walk_ins.add(leader, "w1", "Nia"),
        lambda: services.walk_ins.search(leader, "w1", "Elin"),
    ):
        with pytest.raises(PreventError) as refused:
            ask()
        assert refused.value.code == "session_not_begun"
