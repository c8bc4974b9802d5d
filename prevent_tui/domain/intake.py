"""What a staff list would change: worked out whole, and shown, before anything is applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from prevent_tui.domain.bookings import Session
from prevent_tui.domain.errors import Fault
from prevent_tui.domain.people import StaffRow

T = TypeVar("T")

MOST_LEAVERS_PERCENT = 5
"""How many of the staff of earlier imports may be missing from a list before it is taken for a cut one."""

_SHOWN_IN_LOOP = 12


@dataclass(frozen=True, slots=True)
class Lined(Generic[T]):
    """A row of a file, with the line it begins on (from 1)."""

    line: int
    row: T


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody already on the staff list, as a row; `imported` when an earlier import brought them."""

    row: StaffRow
    imported: bool

    def has_left(self, day: dt.date) -> bool:
        """Whether their last day lies before that day, or is it."""
        return self.row.left_on is not None and self.row.left_on <= day


@dataclass(frozen=True, slots=True)
class Change:
    """A person's row as it is and as the list has it."""

    before: StaffRow
    after: StaffRow


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The places and turns of leavers that go in one session, and who moves up for it, by payroll number."""

    session: Session
    leavers: tuple[str, ...]
    moved_up: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """What applying a staff list would do; with any fault it may not be applied.

    `left` holds the rows of those who are missing, with their last day filled in; `returned` those who had
    left and are listed again as working. Nobody is in two of the five. `given_up` tells of the leavers' bookings, and
    `without_trainer` of sessions to come whose trainer leaves, once the database was asked.
    """

    added: tuple[StaffRow, ...]
    changed: tuple[Change, ...]
    left: tuple[StaffRow, ...]
    returned: tuple[Change, ...]
    unchanged: tuple[StaffRow, ...]
    faults: tuple[Fault, ...]
    given_up: tuple[GivenUp, ...] = ()
    without_trainer: tuple[Session, ...] = ()

    @property
    def rows(self) -> int:
        """How many people the list names."""
        return len(self.added) + len(self.changed) + len(self.returned) + len(self.unchanged)


def plan_staff(
    rows: Sequence[Lined[StaffRow]],
    known: Iterable[KnownPerson],
    *,
    today: dt.date,
    allow_leavers: bool = False,
    file: str = "",
) -> StaffPlan:
    """What a whole staff list changes among the staff already known, and every fault between its rows.

    Whoever an earlier import brought and the list doesn't name leaves today; people made by other means stay.
    Takes time in proportion to the rows and the staff.
    """
    by_number = {person.row.payroll_number: person for person in known}
    first: dict[str, Lined[StaffRow]] = {}
    faults = list(_duplicates(rows, first, file=file))
    others = {number: p.row for number, p in by_number.items() if not p.imported and number not in first}
    faults += _manager_faults(rows, first.keys() | others.keys(), file=file)
    faults += _loops(first, others, file=file)
    staff = [p for p in by_number.values() if p.imported and not p.has_left(today)]
    left = tuple(replace(p.row, left_on=today) for p in staff if p.row.payroll_number not in first)
    if len(left) * 100 > len(staff) * MOST_LEAVERS_PERCENT and not allow_leavers:
        faults.append(
            Fault("too_many_leavers", file, details=(("leaving", str(len(left))), ("staff", str(len(staff)))))
        )
    return _sorted_out([entry.row for entry in first.values()], by_number, left, tuple(faults), today=today)


def _sorted_out(
    rows: Iterable[StaffRow],
    known: Mapping[str, KnownPerson],
    left: tuple[StaffRow, ...],
    faults: tuple[Fault, ...],
    *,
    today: dt.date,
) -> StaffPlan:
    added: list[StaffRow] = []
    changed: list[Change] = []
    returned: list[Change] = []
    unchanged: list[StaffRow] = []
    for row in rows:
        person = known.get(row.payroll_number)
        if person is None:
            added.append(row)
        elif person.row == row:
            unchanged.append(row)
        elif person.has_left(today) and (row.left_on is None or row.left_on > today):
            returned.append(Change(person.row, row))
        else:
            changed.append(Change(person.row, row))
    return StaffPlan(tuple(added), tuple(changed), left, tuple(returned), tuple(unchanged), faults)


def _duplicates(rows: Iterable[Lined[StaffRow]], first: dict[str, Lined[StaffRow]], *, file: str) -> Iterator[Fault]:
    """The rows whose number an earlier one has; fills `first` with the rows that count."""
    for entry in rows:
        number = entry.row.payroll_number
        earlier = first.setdefault(number, entry)
        if earlier is not entry:
            details = (("first_line", str(earlier.line)), ("number", number))
            yield Fault("duplicate_number", file, entry.line, "payroll_number", details)


def _manager_faults(rows: Iterable[Lined[StaffRow]], there: frozenset[str] | set[str], *, file: str) -> Iterator[Fault]:
    for entry in rows:
        manager = entry.row.manager_payroll_number
        if manager is None:
            continue
        details = (("number", manager),)
        if manager == entry.row.payroll_number:
            yield Fault("own_manager", file, entry.line, "manager_payroll_number", details)
        elif manager not in there:
            yield Fault("unknown_manager", file, entry.line, "manager_payroll_number", details)


def _loops(listed: Mapping[str, Lined[StaffRow]], others: Mapping[str, StaffRow], *, file: str) -> Iterator[Fault]:
    """One fault for each ring of people who report to each other, at its first line."""
    manager_of = {number: row.manager_payroll_number for number, row in others.items()}
    manager_of |= {number: entry.row.manager_payroll_number for number, entry in listed.items()}
    for loop in _rings(manager_of):
        lines = [listed[number].line for number in loop if number in listed]
        shown = [*loop[:_SHOWN_IN_LOOP], "…"] if len(loop) > _SHOWN_IN_LOOP else [*loop, loop[0]]
        details = (("loop", " → ".join(shown)), ("people", str(len(loop))))
        yield Fault("reporting_loop", file, min(lines, default=None), "manager_payroll_number", details)


def _rings(manager_of: Mapping[str, str | None]) -> Iterator[list[str]]:
    """The rings of two or more, each once: every number is walked over at most once."""
    walked: set[str] = set()
    for start in manager_of:
        path: dict[str, int] = {}
        number: str | None = start
        while number is not None and number in manager_of and number not in walked:
            walked.add(number)
            path[number] = len(path)
            number = manager_of[number]
        if number is not None and number in path:
            ring = list(path)[path[number] :]
            if len(ring) > 1:
                yield ring
