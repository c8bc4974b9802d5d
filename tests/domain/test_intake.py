from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.errors import Fault
from prevent_tui.domain.intake import Change, KnownPerson, Lined, StaffPlan, plan_staff
from prevent_tui.domain.people import StaffRow

TODAY = dt.date(2026, 11, 18)


def person(number: str, manager: str | None = None, *, left_on: dt.date | None = None) -> StaffRow:
    return StaffRow(number, "Elin", "Example", manager_payroll_number=manager, left_on=left_on)


def known(*rows: StaffRow, imported: bool = True) -> list[KnownPerson]:
    return [KnownPerson(row, imported) for row in rows]


def plan(*rows: StaffRow, known: list[KnownPerson] | None = None, allow_leavers: bool = False) -> StaffPlan:
    lined = [Lined(line, row) for line, row in enumerate(rows, 2)]
    return plan_staff(lined, known or [], today=TODAY, allow_leavers=allow_leavers, file="list.csv")


def places(faults: tuple[Fault, ...]) -> list[tuple[str, int | None, str | None]]:
    return [(fault.code, fault.line, fault.column) for fault in faults]


def test_a_first_list_adds_everybody() -> None:
    rows = (person("1"), person("2", "1"))
    assert plan(*rows) == StaffPlan(rows, (), (), (), (), ())


def test_the_same_list_again_changes_nothing() -> None:
    rows = (person("1"), person("2", "1"))
    assert plan(*rows, known=known(*rows)) == StaffPlan((), (), (), (), rows, ())


def test_changes_are_shown_with_what_was() -> None:
    before, after = person("2"), person("2", "1")
    result = plan(person("1"), after, known=known(person("1"), before))
    assert result.changed == (Change(before, after),)


def test_whoever_is_missing_leaves_today() -> None:
    staff = [person(str(number)) for number in range(20)]
    result = plan(*staff[1:], known=known(*staff))
    assert result.left == (person("0", left_on=TODAY),)
    assert not result.faults


def test_people_made_by_other_means_never_leave() -> None:
    result = plan(person("1"), known=known(person("9"), imported=False))
    assert not result.left
    assert not result.faults


def test_who_has_left_does_not_leave_again_and_does_not_count() -> None:
    gone = person("9", left_on=dt.date(2026, 1, 31))
    result = plan(person("1"), known=known(person("1"), gone))
    assert result == StaffPlan((), (), (), (), (person("1"),), ())


@pytest.mark.parametrize("left_on", [dt.date(2026, 1, 31), TODAY])
def test_who_had_left_and_is_listed_again_returns(left_on: dt.date) -> None:
    gone = person("9", left_on=left_on)
    result = plan(person("9"), known=known(gone))
    assert result.returned == (Change(gone, person("9")),)
    assert not result.changed


def test_a_last_day_the_list_names_is_a_change() -> None:
    result = plan(person("9", left_on=TODAY), known=known(person("9")))
    assert [change.after.left_on for change in result.changed] == [TODAY]
    assert not result.left


@pytest.mark.parametrize(("staff", "missing", "stopped"), [(100, 5, False), (100, 6, True), (19, 1, True)])
def test_more_than_five_percent_leaving_is_a_fault_unless_allowed(staff: int, missing: int, stopped: bool) -> None:
    rows = [person(str(number)) for number in range(staff)]
    listed, earlier = rows[missing:], known(*rows, person("x", left_on=TODAY))
    faults = plan(*listed, known=earlier).faults
    assert places(faults) == ([("too_many_leavers", None, None)] if stopped else [])
    if stopped:
        assert dict(faults[0].details) == {"leaving": str(missing), "staff": str(staff)}
    allowed = plan(*listed, known=earlier, allow_leavers=True)
    assert (allowed.faults, len(allowed.left)) == ((), missing)


def test_a_number_listed_again_is_a_fault_that_names_the_first_line() -> None:
    result = plan(person("1"), person("2"), person("1", "2"))
    assert places(result.faults) == [("duplicate_number", 4, "payroll_number")]
    assert dict(result.faults[0].details) == {"first_line": "2", "number": "1"}


def test_numbers_that_differ_in_leading_zeros_are_two_people() -> None:
    assert len(plan(person("007"), person("7")).added) == 2


def test_a_manager_must_be_in_the_list_or_made_by_other_means() -> None:
    earlier = known(person("8", left_on=TODAY)) + known(person("9"), imported=False)
    result = plan(person("1", "9"), person("2", "8"), person("3", "404"), known=earlier)
    assert places(result.faults) == [
        ("unknown_manager", 3, "manager_payroll_number"),
        ("unknown_manager", 4, "manager_payroll_number"),
    ]
    assert result.faults[1].details == (("number", "404"),)


def test_nobody_manages_themself() -> None:
    assert places(plan(person("1", "1")).faults) == [("own_manager", 2, "manager_payroll_number")]


def test_a_loop_is_named_once_at_its_first_line() -> None:
    result = plan(person("0", "1"), person("1", "3"), person("2", "1"), person("3", "2"), person("4"))
    assert places(result.faults) == [("reporting_loop", 3, "manager_payroll_number")]
    assert dict(result.faults[0].details) == {"loop": "1 → 3 → 2 → 1", "people": "3"}


def test_every_loop_is_found() -> None:
    result = plan(person("1", "2"), person("2", "1"), person("3", "4"), person("4", "3"))
    assert places(result.faults) == [
        ("reporting_loop", 2, "manager_payroll_number"),
        ("reporting_loop", 4, "manager_payroll_number"),
    ]


def test_a_loop_can_run_through_someone_made_by_other_means() -> None:
    result = plan(person("1", "9"), known=known(person("9", "1"), imported=False))
    assert places(result.faults) == [("reporting_loop", 2, "manager_payroll_number")]


def test_a_loop_of_a_whole_organisation_is_named_in_short() -> None:
    rows = [person(str(number), str((number + 1) % 20_000)) for number in range(20_000)]
    (fault,) = plan(*rows).faults
    details = dict(fault.details)
    assert details["people"] == "20000"
    assert details["loop"].startswith("0 → 1 → 2 → ")
    assert details["loop"].endswith(" → 11 → …")


numbers = st.sampled_from(["1", "2", "3", "4", "5"])
staff_rows = st.builds(person, numbers, st.none() | numbers, left_on=st.sampled_from([None, TODAY]))


@given(st.lists(staff_rows), st.lists(st.builds(KnownPerson, staff_rows, st.booleans())))
def test_everybody_listed_or_leaving_is_in_exactly_one_part(rows: list[StaffRow], earlier: list[KnownPerson]) -> None:
    result = plan(*rows, known=earlier)
    listed = [*result.added, *result.unchanged, *(c.after for c in (*result.changed, *result.returned))]
    assert len(listed) == result.rows
    assert sorted(row.payroll_number for row in listed) == sorted({row.payroll_number for row in rows})
    assert not {row.payroll_number for row in result.left} & {row.payroll_number for row in rows}


@given(st.lists(staff_rows, unique_by=lambda row: row.payroll_number))
def test_without_a_loop_fault_every_line_of_managers_ends(rows: list[StaffRow]) -> None:
    if any(fault.code in ("reporting_loop", "own_manager") for fault in plan(*rows).faults):
        return
    manager_of = {row.payroll_number: row.manager_payroll_number for row in rows}
    for start in manager_of:
        steps, number = 0, manager_of[start]
        while number in manager_of:
            steps, number = steps + 1, manager_of[number]
            assert steps <= len(rows)


def test_a_plan_applied_leaves_nothing_to_do() -> None:
    first = (person("1"), person("2", "1"), *(person(f"x{number}") for number in range(40)))
    second = (person("1"), replace(person("2", "1"), language="cy"), *first[3:], person("new", "2"))
    result = plan(*second, known=known(*first))
    applied = known(*second, *result.left)
    assert plan(*second, known=applied) == StaffPlan((), (), (), (), second, ())
