"""Payroll numbers that nobody on the staff list has: what was recorded under them, and whose it turns out to be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.domain import certification
from prevent_tui.domain.certification import Explanation
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.storage import audit, installation, people, records, taking, waiting
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person
from prevent_tui.storage.records import CompletionRow, Provenance
from prevent_tui.storage.waiting import Stub


@dataclass(frozen=True, slots=True)
class Unknown:
    """A number that waits, since when, the name a walk-in gave with it, and what was recorded under it."""

    payroll_number: str
    since: dt.date
    name: str
    completions: tuple[CompletionRow, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """What joining does: whose records they become, and how that person stands today without and with them."""

    unknown: Unknown
    person: Person
    before: Explanation
    after: Explanation


class Pending:
    """An administrator's work on numbers that wait; every call is `not_permitted` for anyone else."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def listed(self, actor: Actor) -> tuple[Unknown, ...]:
        """The numbers that wait, in their order."""
        access.require_administrator(actor)
        with self._store.read():
            return _unknown(waiting.stubs())

    def preview(self, actor: Actor, unknown_number: str, payroll_number: str) -> Joining:
        """What joining would do; `unknown_pending` where no such number waits, `unknown_person` for the other."""
        access.require_administrator(actor)
        with self._store.read():
            return self._joining(unknown_number, payroll_number)

    def join(self, actor: Actor, unknown_number: str, payroll_number: str) -> Joining:
        """Say that what is recorded under an unknown number is somebody's: for good, as a record of its own.

        Raises what `preview` raises.
        """
        access.require_administrator(actor)
        with self._store.write(everyone=True):
            joining, now = self._joining(unknown_number, payroll_number), self._clock.now()
            stub = _waiting(unknown_number)
            provenance = Provenance(actor.person_id, now, installation.own_device(at=now))
            records.add_links([(stub.id, joining.person.id)], provenance)
            taking.hand_over_drafts({stub.id: joining.person.id})
            standing.rebuild([joining.person.id])
            facts = {"completions": len(joining.unknown.completions), "stub": stub.id}
            audit.append("pending_joined", joining.person.id, facts, by=actor.person_id, at=now)
            return joining

    def _joining(self, unknown_number: str, payroll_number: str) -> Joining:
        stub, person = _waiting(unknown_number), people.by_payroll(payroll_number)
        if person is None:
            raise PreventError("unknown_person", payroll_number=payroll_number)
        policy, today = standing.policy_in_force(), self._clock.today()
        held = standing.records_of([person], policy)[person.id]
        (unknown,) = _unknown([stub])
        joined = standing.joined(held, unknown.completions)
        return Joining(
            unknown,
            person,
            certification.explain(held, today, policy=policy),
            certification.explain(joined, today, policy=policy),
        )


def _waiting(payroll_number: str) -> Stub:
    found = waiting.stub(payroll_number)
    if found is None:
        raise PreventError("unknown_pending")
    return found


def _unknown(stubs: list[Stub]) -> tuple[Unknown, ...]:
    ids = [one.id for one in stubs]
    names, completions = waiting.walk_in_names(ids), records.completions_of(ids)
    return tuple(
        Unknown(one.payroll_number, one.listed_on, names.get(one.id, ""), tuple(completions.get(one.id, ())))
        for one in stubs
    )
