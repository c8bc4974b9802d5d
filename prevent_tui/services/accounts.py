"""Accounts that can't be used: locked by failures to sign in, or disabled by an administrator."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import access
from prevent_tui.services.access import Actor
from prevent_tui.storage import accounts, audit, people, waiting
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person
from prevent_tui.storage.waiting import ACCOUNT, Locked

__all__ = ["Accounts", "Closed"]


@dataclass(frozen=True, slots=True)
class Closed:
    """Somebody who can't sign in, and until when it is because of failures; None where the account is disabled."""

    person: Person
    locked: Locked | None


class Accounts:
    """An administrator's care of accounts; every call is `not_permitted` for anyone else."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def closed(self, actor: Actor) -> tuple[Closed, ...]:
        """Everybody who can't sign in: those locked by failures first, then those disabled, by number."""
        access.require_administrator(actor)
        with self._store.read():
            locked = [(_known(one.payroll_number), one) for one in waiting.locked(self._clock.now())]
            disabled = people.by_ids(accounts.disabled()).values()
        found = [Closed(person, one) for person, one in locked]
        return (*found, *(Closed(one, None) for one in sorted(disabled, key=lambda one: one.payroll_number)))

    def unlock(self, actor: Actor, payroll_number: str) -> Person:
        """Forget somebody's failures to sign in; `unknown_person`."""
        access.require_administrator(actor)
        with self._store.write():
            person = _known(payroll_number)
            accounts.forget_failures([f"{ACCOUNT}{payroll_number}"])
            audit.append("account_unlocked", person.id, {}, by=actor.person_id, at=self._clock.now())
            return person

    def disable(self, actor: Actor, payroll_number: str) -> Person:
        """Let nobody sign in to an account any more; `unknown_person`, `no_account`, or `last_administrator`."""
        return self._set_disabled(actor, payroll_number, True)

    def enable(self, actor: Actor, payroll_number: str) -> Person:
        """Let its owner sign in to a disabled account again; `unknown_person` or `no_account`."""
        return self._set_disabled(actor, payroll_number, False)

    def _set_disabled(self, actor: Actor, payroll_number: str, disabled: bool) -> Person:
        access.require_administrator(actor)
        with self._store.write(everyone=True):
            person = _known(payroll_number)
            held = accounts.of(person.id)
            if held is None:
                raise PreventError("no_account", name=person.name)
            if disabled and held.administrator and not accounts.administrators() - {person.id}:
                raise PreventError("last_administrator")
            accounts.set_disabled(person.id, disabled)
            action = "account_disabled" if disabled else "account_enabled"
            audit.append(action, person.id, {}, by=actor.person_id, at=self._clock.now())
            return person


def _known(payroll_number: str) -> Person:
    person = people.by_payroll(payroll_number)
    if person is None:
        raise PreventError("unknown_person", payroll_number=payroll_number)
    return person
