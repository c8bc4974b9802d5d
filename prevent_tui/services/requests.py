"""Asking for a toolbox talk, and planning it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.domain.errors import PreventError
from prevent_tui.safety import clean
from prevent_tui.services import access
from prevent_tui.services.access import Actor
from prevent_tui.storage import accounts, audit, pathway, people
from prevent_tui.storage.accounts import Failure
from prevent_tui.storage.database import Store
from prevent_tui.storage.pathway import TalkRequest
from prevent_tui.storage.people import Person

__all__ = ["Requests", "TalkRequest", "Waiting"]

MOST_ASKED = 10
ASKED_SPAN = dt.timedelta(minutes=10)
"""How often one terminal may ask for somebody in that time."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits to be planned, and who it is for."""

    request: TalkRequest
    person: Person


class Requests:
    """Requests for toolbox talks: one open request a person at most."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def mine(self, actor: Actor) -> TalkRequest | None:
        """One's own request that is open, or planned for today or later."""
        person_id, today = _oneself(actor), self._clock.today()
        with self._store.read():
            return standing_request(person_id, today)

    def ask(self, actor: Actor) -> None:
        """Ask for a talk for oneself; asked again, it is the same request."""
        person_id = _oneself(actor)
        with self._store.write(people=[person_id]):
            self._add(person_id, by=person_id)

    def ask_for(self, payroll_number: str, *, terminal: str = "") -> None:
        """Ask at a terminal, not signed in, for somebody; whether there is such a number is not told.

        Raises `asked_too_often` when a terminal asks again and again.
        """
        self._count(f"talk:{terminal}")
        with self._store.read():
            person = people.by_payroll(clean(payroll_number).strip())
        if person is None or (person.left_on is not None and person.left_on < self._clock.today()):
            return
        with self._store.write(people=[person.id]):
            self._add(person.id, by=None)

    def withdraw(self, actor: Actor) -> None:
        """Take back one's own request, where nobody has planned it."""
        person_id = _oneself(actor)
        with self._store.write(people=[person_id]):
            pathway.withdraw_requests(person_id, at=self._clock.now())

    def waiting(self, actor: Actor, manager_id: str | None) -> tuple[Waiting, ...]:
        """What waits to be planned for a manager's direct reports; for None, everybody's, for administrators only."""
        with self._store.read():
            if manager_id is None:
                access.require_administrator(actor)
            else:
                access.require_team_of(actor, manager_id, on=self._clock.today())
            found = pathway.open_requests(manager_id)
            persons = people.by_ids([one.person_id for one in found])
            return tuple(Waiting(one, persons[one.person_id]) for one in found)

    def plan(self, actor: Actor, request_id: str, on: dt.date) -> None:
        """Say on which day the talk is; a day that was planned can be changed.

        Raises `not_permitted` unless the actor manages the person or administers, `unknown_request`,
        `request_withdrawn`, or `day_is_past`.
        """
        with self._store.write():
            plan_request(actor, request_id, on, today=self._clock.today(), at=self._clock.now())

    def arrange(self, actor: Actor, person_id: str, on: dt.date) -> TalkRequest:
        """Plan a talk for somebody on a day, whether they asked for one or not; a planned day can be changed.

        For those who may plan requests of theirs. Raises `not_permitted`, `day_is_past`, or `person_left`.
        """
        now, today = self._clock.now(), self._clock.today()
        with self._store.write(people=[person_id]):
            access.require_lead_of(actor, person_id, on=today)
            left_on = people.by_id(person_id).left_on
            if left_on is not None and left_on < on:
                raise PreventError("person_left")
            self._add(person_id, by=actor.person_id)
            held = standing_request(person_id, today)
            assert held is not None
            plan_request(actor, held.id, on, today=today, at=now)
            arranged = pathway.request(held.id)
            assert arranged is not None
            return arranged

    def _add(self, person_id: str, *, by: str | None) -> None:
        if standing_request(person_id, self._clock.today()) is None:
            pathway.add_request(person_id, by=by, at=self._clock.now())

    def _count(self, subject: str) -> None:
        """Count what a terminal asks, known numbers and unknown ones alike."""
        now = self._clock.now()
        with self._store.write():
            held = next(iter(accounts.failures([subject])), None)
            if held is None or now - held.first_at > ASKED_SPAN:
                held = Failure(subject, 0, now, now, None)
            if held.failures >= MOST_ASKED:
                raise PreventError("asked_too_often")
            accounts.keep_failure(Failure(subject, held.failures + 1, held.first_at, now, None))


def plan_request(actor: Actor, request_id: str, on: dt.date, *, today: dt.date, at: dt.datetime) -> None:
    """Say on which day the talk is that somebody asked for, inside a transaction; raises what `Requests.plan` does."""
    request = pathway.request(request_id)
    if request is None:
        raise PreventError("unknown_request" if actor.is_anyone else "not_permitted")
    access.require_lead_of(actor, request.person_id, on=today)
    if request.withdrawn_at is not None:
        raise PreventError("request_withdrawn")
    if on < today:
        raise PreventError("day_is_past")
    audit.hold()  # before the request: a talk plans several, and two who plan must not wait for each other
    pathway.plan_request(request_id, on, by=actor.person_id, at=at)
    audit.append("talk_planned", request.person_id, {"on": on.isoformat()}, by=actor.person_id, at=at)


def _oneself(actor: Actor) -> str:
    if actor.person_id is None:
        raise PreventError("not_permitted")
    return actor.person_id


def standing_request(person_id: str, today: dt.date) -> TalkRequest | None:
    """The request that is open or planned for a day still to come; inside a transaction."""
    held = pathway.latest_request(person_id)
    if held is None or (held.planned_on is not None and held.planned_on < today):
        return None
    return held
