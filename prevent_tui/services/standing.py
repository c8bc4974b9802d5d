"""One person's standing: the colour, the dates, and why; and keeping the rows the grid reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prevent_tui.clock import Clock
from prevent_tui.domain import certification, days
from prevent_tui.domain.certification import (
    Absence,
    Basis,
    Completion,
    Explanation,
    Policy,
    Record,
    WillCount,
)
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.services import access
from prevent_tui.services.access import Actor
from prevent_tui.storage import installation, models, people, records
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person
from prevent_tui.storage.records import CompletionRow, StandingRow

_POLICY = ("validity", "window", "starter_period", "basis", "launched_on")


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of one person's standing on a day, with its explanation."""

    person: Person
    manager_name: str | None
    """Today's manager, or several of them, in order of job."""
    explanation: Explanation
    if_completed: WillCount | None
    policy: Policy


def policy_in_force() -> Policy:
    """The organisation's policy; inside a transaction."""
    held = installation.settings(_POLICY)
    launched = held.get("launched_on")
    return Policy(
        validity_months=int(held.get("validity", 24)),
        window_months=int(held.get("window", 6)),
        starter_months=int(held.get("starter_period", 6)),
        basis=Basis(held.get("basis", "completion")),
        launched_on=dt.date.fromisoformat(launched) if launched else None,
    )


def _record(
    person: Person,
    completions: Sequence[CompletionRow],
    absences: Sequence[tuple[dt.date, dt.date]],
    policy: Policy,
) -> Record:
    return Record(
        assigned_on=certification.assigned_on(person.started_on, person.listed_on, policy),
        left_on=person.left_on,
        completions=_completions(completions),
        absences=tuple(Absence(first, last) for first, last in absences),
    )


def _completions(rows: Sequence[CompletionRow]) -> tuple[Completion, ...]:
    return tuple(
        Completion(
            id=row.id,
            option=OptionId(row.option),
            completed_on=row.completed_on,
            recorded_at=row.recorded_at.isoformat(timespec="microseconds"),
            voided=row.voided,
        )
        for row in rows
    )


def joined(record: Record, rows: Sequence[CompletionRow]) -> Record:
    """The record with completions that were kept under another identity."""
    return replace(record, completions=(*record.completions, *_completions(rows)))


def records_of(persons: Sequence[Person], policy: Policy) -> Mapping[str, Record]:
    """All that counts for these people's standing, by person id; inside a transaction."""
    ids = [person.id for person in persons]
    completions, absences = records.completions_of(ids), people.absences_of(ids)
    return {
        person.id: _record(person, completions.get(person.id, ()), absences.get(person.id, ()), policy)
        for person in persons
    }


def _rows(person: Person, record: Record, managers: Sequence[str], policy: Policy) -> list[StandingRow]:
    from prevent_tui.domain.people import fold

    family, given = fold(person.family_name), fold(person.given_name)
    return [
        StandingRow(
            person_id=person.id,
            manager_id=manager,
            from_on=period.from_on,
            until_on=period.until_on or models.OPEN_END,
            certified_on=period.certified_on,
            window_opens_on=period.window_opens_on,
            due_on=period.due_on,
            family_key=family,
            given_key=given,
            payroll_number=person.payroll_number,
            name_key=f"{given} {family}".strip(),
        )
        for period in certification.periods(record, policy=policy)
        for manager in managers or ("",)
    ]


def rows_of(persons: Sequence[Person], policy: Policy) -> list[StandingRow]:
    """The standing rows that follow from these people's records; inside a transaction."""
    held = records_of(persons, policy)
    managers = people.managers_of([person.id for person in persons])
    return [row for person in persons for row in _rows(person, held[person.id], managers.get(person.id, ()), policy)]


def rebuild(person_ids: Sequence[str]) -> None:
    """Derive the standing rows of these people anew, inside the write that changed their records."""
    policy = policy_in_force()
    for part in people.chunks(list(person_ids)):
        persons = [person for person in people.by_ids(part).values() if person.kind == "staff"]
        records.replace_standing(part, rows_of(persons, policy))


class Standing:
    """Answers "where do I stand, and why?" for one person."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def status(
        self,
        actor: Actor,
        person_id: str,
        *,
        as_at: dt.date,
        if_completed_on: dt.date | None = None,
    ) -> Status:
        """The standing of a person on a day, and whether a completion on another day would count.

        Raises `not_permitted` unless the actor is the person, a manager above them, one's delegate, or an
        administrator.
        """
        with self._store.read():
            access.require_sight_of(actor, person_id, on=self._clock.today())
            return self._status(people.by_id(person_id), as_at, if_completed_on)

    def status_by_payroll(
        self, actor: Actor, payroll_number: str, *, as_at: dt.date, if_completed_on: dt.date | None = None
    ) -> Status:
        """As `status`, by payroll number. An unknown number is `unknown_person` for those who may see everyone.

        For anyone else it is `not_permitted`, as for somebody they may not see: the answer doesn't tell which.
        """
        with self._store.read():
            person = people.by_payroll(payroll_number)
            if person is None:
                raise PreventError("unknown_person" if actor.is_anyone else "not_permitted")
            access.require_sight_of(actor, person.id, on=self._clock.today())
            return self._status(person, as_at, if_completed_on)

    def _status(self, person: Person, as_at: dt.date, if_completed_on: dt.date | None) -> Status:
        for day in (as_at, if_completed_on or as_at):
            days.require_reach(day)
        policy = policy_in_force()
        record = records_of([person], policy)[person.id]
        managers = people.managers_of([person.id]).get(person.id, [])
        named = people.by_ids(managers)
        manager = ", ".join(named[one].name for one in managers) or None
        would = certification.will_count(record, if_completed_on, policy=policy) if if_completed_on else None
        return Status(person, manager, certification.explain(record, as_at, policy=policy), would, policy)
