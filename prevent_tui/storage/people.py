"""People, reporting lines and absences: reads and writes, as frozen rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from prevent_tui.domain.identity import random_id
from prevent_tui.domain.people import SchoolRole, StaffGroup, StaffRow, fold
from prevent_tui.storage import hierarchy, models
from prevent_tui.storage.rows import first, pairs, rows

T = TypeVar("T")

CHUNK = 500
"""How many values one statement carries: well under SQLite's limit on variables."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the staff list, or a stub."""

    id: str
    kind: str
    payroll_number: str
    given_name: str
    family_name: str
    email: str | None
    staff_group: str | None
    frontline: bool | None
    school_role: str | None
    it_access: bool | None
    started_on: dt.date | None
    left_on: dt.date | None
    language: str | None
    imported: bool
    listed_on: dt.date

    @property
    def name(self) -> str:
        """The name as it is shown: given name, family name."""
        return f"{self.given_name} {self.family_name}".strip()


_COLUMNS = tuple(getattr(models.Person, field.name) for field in fields(Person))


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The values in slices of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _people(query: object) -> list[Person]:
    return [Person(*row) for row in rows(query)]


def by_payroll(payroll_number: str) -> Person | None:
    """The member of staff with that payroll number."""
    person = models.Person
    query = person.select(*_COLUMNS).where(person.payroll_number == payroll_number, person.kind == "staff")
    found = first(query)
    return Person(*found) if found else None


def by_id(person_id: str) -> Person:
    """The person of that id; KeyError where there is none."""
    found = _people(models.Person.select(*_COLUMNS).where(models.Person.id == person_id))
    if not found:
        raise KeyError(person_id)
    return found[0]


def by_ids(person_ids: Sequence[str]) -> dict[str, Person]:
    """The people of those ids."""
    found: dict[str, Person] = {}
    for part in chunks(list(person_ids)):
        query = models.Person.select(*_COLUMNS).where(models.Person.id.in_(part))
        found |= {person.id: person for person in _people(query)}
    return found


def all_staff() -> list[Person]:
    """Everybody on the staff list, leavers too."""
    return _people(models.Person.select(*_COLUMNS).where(models.Person.kind == "staff"))


def number_of_staff() -> int:
    """How many people are on the staff list, leavers too."""
    return int(models.Person.select().where(models.Person.kind == "staff").count())


def all_stubs() -> dict[str, str]:
    """Payroll number to stub id, of everyone still waiting for a staff list."""
    person, link = models.Person, models.Link
    linked = link.select(link.stub_id)
    query = person.select(person.payroll_number, person.id).where(person.kind == "stub", person.id.not_in(linked))
    return dict(pairs(query))


def joined_numbers() -> dict[str, str]:
    """Payroll number to person id, of every stub that turned out to be somebody."""
    person, link = models.Person, models.Link
    query = person.select(person.payroll_number, link.person_id).join(link, on=(link.stub_id == person.id))
    return dict(pairs(query.where(person.kind == "stub")))


def _keys(row: StaffRow) -> dict[str, str]:
    family, given = fold(row.family_name), fold(row.given_name)
    return {"family_key": family, "given_key": given, "name_key": f"{given} {family}".strip()}


def values_of(row: StaffRow) -> dict[str, object]:
    return {
        "given_name": row.given_name,
        "family_name": row.family_name,
        "email": row.email,
        "staff_group": row.staff_group.value if row.staff_group else None,
        "frontline": row.frontline,
        "school_role": row.school_role.value if row.school_role else None,
        "it_access": row.it_access,
        "started_on": row.started_on,
        "left_on": row.left_on,
        "language": row.language,
        **_keys(row),
    }


def as_row(person: Person, manager_payroll_number: str | None) -> StaffRow:
    """A stored person as a row of a staff list."""
    return StaffRow(
        payroll_number=person.payroll_number,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        manager_payroll_number=manager_payroll_number,
        staff_group=StaffGroup(person.staff_group) if person.staff_group else None,
        frontline=person.frontline,
        school_role=SchoolRole(person.school_role) if person.school_role else None,
        it_access=person.it_access,
        started_on=person.started_on,
        left_on=person.left_on,
        language=person.language,
    )


def add_staff(staff: Iterable[StaffRow], *, imported: bool, listed_on: dt.date, at: dt.datetime) -> dict[str, str]:
    """Insert new members of staff; returns payroll number to person id."""
    ids: dict[str, str] = {}
    inserts = []
    for row in staff:
        ids[row.payroll_number] = random_id()
        inserts.append(
            {
                "id": ids[row.payroll_number],
                "kind": "staff",
                "payroll_number": row.payroll_number,
                "imported": imported,
                "listed_on": listed_on,
                "created_at": at,
                **values_of(row),
            }
        )
    for part in chunks(inserts):
        models.Person.insert_many(part).execute()
    return ids


def add_stub(payroll_number: str, *, listed_on: dt.date, at: dt.datetime) -> str:
    """Insert a stub for an unknown payroll number; returns its id."""
    row = StaffRow(payroll_number, "", "")
    person_id = random_id()
    models.Person.insert(
        id=person_id,
        kind="stub",
        payroll_number=payroll_number,
        imported=False,
        listed_on=listed_on,
        created_at=at,
        **values_of(row),
    ).execute()
    return person_id


def change_staff(person_id: str, row: StaffRow) -> None:
    """Give a person the values of a row."""
    models.Person.update(**values_of(row)).where(models.Person.id == person_id).execute()


def set_left(person_ids: Sequence[str], left_on: dt.date) -> None:
    """Say that these people left on that day."""
    for part in chunks(list(person_ids)):
        models.Person.update(left_on=left_on).where(models.Person.id.in_(part)).execute()


def current_managers() -> dict[str, list[str]]:
    """Person id to the ids of their managers today, in order of job."""
    return _managers(models.ReportingLine.until_on.is_null())


def managers_of(person_ids: Sequence[str]) -> dict[str, list[str]]:
    """The current managers of those people, in order of job."""
    line = models.ReportingLine
    found: dict[str, list[str]] = {}
    for part in chunks(list(person_ids)):
        found |= _managers(line.until_on.is_null() & line.person_id.in_(part))
    return found


def _managers(condition: object) -> dict[str, list[str]]:
    line = models.ReportingLine
    query = line.select(line.person_id, line.manager_id).where(condition).order_by(line.job, line.manager_id)
    found: dict[str, list[str]] = {}
    for person_id, manager_id in rows(query):
        found.setdefault(person_id, []).append(manager_id)
    return found


def has_reports(person_id: str) -> bool:
    """Whether anybody reports to this person today."""
    line = models.ReportingLine
    return bool(line.select().where(line.manager_id == person_id, line.until_on.is_null()).exists())


def managers_above(person_id: str) -> frozenset[str]:
    """Everybody above a person today, however far, by every job."""
    above: set[str] = set()
    waiting = [person_id]
    while waiting:
        found = managers_of(waiting)
        waiting = [manager for managers in found.values() for manager in managers if manager not in above]
        above.update(waiting)
    return frozenset(above)


def start_lines(lines: Iterable[tuple[str, str]], *, from_on: dt.date) -> None:
    """Begin reporting lines (person, manager) on a day."""
    new = [
        {"person_id": person, "manager_id": manager, "job": "", "from_on": from_on, "until_on": None}
        for person, manager in lines
    ]
    line = models.ReportingLine
    for part in chunks(new):
        line.insert_many(part).on_conflict(
            conflict_target=(line.person_id, line.manager_id, line.job, line.from_on), update={line.until_on: None}
        ).execute()
    if new:
        hierarchy.rebuild()


def end_lines(person_ids: Sequence[str], *, until_on: dt.date) -> None:
    """End the current reporting lines of those people."""
    line = models.ReportingLine
    for part in chunks(list(person_ids)):
        line.update(until_on=until_on).where(line.until_on.is_null(), line.person_id.in_(part)).execute()
    if person_ids:
        hierarchy.rebuild()


def absences_of(person_ids: Sequence[str]) -> dict[str, list[tuple[dt.date, dt.date]]]:
    """First and last days of the recorded absences of those people, oldest first."""
    absence = models.Absence
    found: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for part in chunks(list(person_ids)):
        query = absence.select(absence.person_id, absence.first_on, absence.last_on)
        query = query.where(absence.person_id.in_(part)).order_by(absence.first_on)
        for person_id, *days in rows(query):
            found.setdefault(person_id, []).append((days[0], days[1]))
    return found


def add_absence(
    person_id: str, first_on: dt.date, last_on: dt.date, *, reason: str, by: str | None, at: dt.datetime
) -> None:
    """Record long leave, first and last day included."""
    absence_id = random_id()
    models.Absence.insert(
        id=absence_id, person_id=person_id, first_on=first_on, last_on=last_on, recorded_by=by, recorded_at=at
    ).execute()
    models.Remark.insert(record_id=absence_id, text=reason).execute()
