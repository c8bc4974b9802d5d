"""Who stands in for a manager, from which day until which."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import access
from prevent_tui.services.access import Actor, StandIn
from prevent_tui.storage import audit, delegations, people
from prevent_tui.storage.database import Store
from prevent_tui.storage.delegations import Delegation
from prevent_tui.storage.people import Person

__all__ = ["Delegated", "Delegations"]


@dataclass(frozen=True, slots=True)
class Delegated:
    """A delegation with the people it names."""

    delegation: Delegation
    manager: Person
    delegate: Person


class Delegations:
    """An administrator gives a manager's rights to a delegate for some days; every act stands in the audit log."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def add(self, actor: Actor, manager: str, delegate: str, from_on: dt.date, until_on: dt.date) -> Delegated:
        """Let a delegate (by payroll number) stand in for a manager, first and last day included.

        Raises `dates_reversed`, `day_is_past` where the last day is over, `unknown_person`, `delegate_self`,
        `delegate_left` where either has left by the last day, `no_reports`, or `delegation_overlaps`.
        """
        access.require_administrator(actor)
        if until_on < from_on:
            raise PreventError("dates_reversed", first_on=from_on, last_on=until_on)
        if until_on < self._clock.today():
            raise PreventError("day_is_past")
        with self._store.write(everyone=True):
            audit.hold()
            found = self._named(manager, delegate, until_on)
            new = delegations.new(found[0].id, found[1].id, from_on, until_on)
            other = delegations.overlapping(new)
            if other is not None:
                raise PreventError("delegation_overlaps", first_on=other.from_on, last_on=other.until_on)
            now = self._clock.now()
            delegations.add(new, by=actor.person_id, at=now)
            _note("delegate", new, by=actor.person_id, at=now)
            return Delegated(new, *found)

    def end(self, actor: Actor, manager: str, delegate: str) -> Delegated:
        """End what is in force between the two, so that yesterday was its last day, or call off what is to come.

        The earliest is meant. Raises `unknown_person`, or `no_delegation` where there is none.
        """
        access.require_administrator(actor)
        with self._store.write(everyone=True):
            audit.hold()
            today, now = self._clock.today(), self._clock.now()
            persons = _known(manager), _known(delegate)
            ahead = delegations.between(persons[0].id, persons[1].id, today)
            if not ahead:
                raise PreventError("no_delegation")
            yesterday = today - dt.timedelta(days=1)
            delegations.end(ahead[0].id, yesterday, by=actor.person_id, at=now)
            _note("delegation_ended", ahead[0], by=actor.person_id, at=now)
            return Delegated(ahead[0], *persons)

    def listed(self, actor: Actor) -> tuple[Delegated, ...]:
        """Every delegation that is in force or to come, by its first day."""
        access.require_administrator(actor)
        with self._store.read():
            found = delegations.from_day(self._clock.today())
            persons = people.by_ids(sorted({name for one in found for name in (one.manager_id, one.delegate_id)}))
        return tuple(Delegated(one, persons[one.manager_id], persons[one.delegate_id]) for one in found)

    def mine(self, actor: Actor) -> tuple[StandIn, ...]:
        """For whom the actor stands in today."""
        if actor.person_id is None or actor.guest:
            return ()
        with self._store.read():
            return access.stand_ins(actor.person_id, self._clock.today())

    @staticmethod
    def _named(manager: str, delegate: str, until_on: dt.date) -> tuple[Person, Person]:
        persons = _known(manager), _known(delegate)
        if persons[0].id == persons[1].id:
            raise PreventError("delegate_self")
        for person in persons:
            if person.left_on is not None and person.left_on < until_on:
                raise PreventError("delegate_left", name=person.name, day=person.left_on)
        if not people.has_reports(persons[0].id):
            raise PreventError("no_reports", name=persons[0].name)
        return persons


def _known(payroll_number: str) -> Person:
    person = people.by_payroll(payroll_number)
    if person is None:
        raise PreventError("unknown_person", payroll_number=payroll_number)
    return person


def _note(action: str, held: Delegation, *, by: str | None, at: dt.datetime) -> None:
    """In the log people are named by their random ids."""
    days = {"delegate": held.delegate_id, "from": held.from_on.isoformat(), "until": held.until_on.isoformat()}
    audit.append(action, held.manager_id, days, by=by, at=at)
