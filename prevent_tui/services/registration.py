"""Governors' accounts: an administrator issues a registration key, and whoever holds it opens an account with it."""

from __future__ import annotations

import datetime as dt
import secrets

from prevent_tui.clock import Clock
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.people import SchoolRole, StaffGroup, StaffRow
from prevent_tui.services import access, bearers, standing, throttle
from prevent_tui.services.access import Actor, SignedIn
from prevent_tui.services.guests import read_name
from prevent_tui.services.throttle import Throttle
from prevent_tui.storage import accounts, audit, people, registrations
from prevent_tui.storage.database import Store

KEY_LIFETIME = dt.timedelta(days=28)
MOST_KEYS = 200
"""How many keys may be issued at a time."""


class Registration:
    """Keys that open an account each, once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._throttle = Throttle(store, clock)

    def issue_keys(self, actor: Actor, count: int = 1) -> tuple[str, ...]:
        """Fresh registration keys (28 days, single use), told once; `too_many_keys` above `MOST_KEYS`."""
        access.require_administrator(actor)
        if not 0 < count <= MOST_KEYS:
            raise PreventError("too_many_keys", most=MOST_KEYS)
        keys = tuple(bearers.new() for _ in range(count))
        now = self._clock.now()
        with self._store.write():
            hashes = [bearers.digest(key) for key in keys]
            registrations.add_keys(hashes, by=actor.person_id, at=now, expires_at=now + KEY_LIFETIME)
            audit.append("keys_issued", "keys", {"keys": count}, by=actor.person_id, at=now)
        return keys

    def check_key(self, key: str, *, terminal: str = "") -> None:
        """Whether a key can be used now: raises what `open_account` raises for one that can't."""
        self._open_key(key, terminal)

    def open_account(
        self, key: str, given_name: str, family_name: str, password: str, *, terminal: str = ""
    ) -> SignedIn:
        """Open a governor's account with a key and use the key up; the number to sign in with is in the answer.

        Raises `reference_mistyped` (or its like) for a slip in the key, `key_unknown` for one that is unknown, used or
        run out, `sign_in_wait` after too many of those, `name_missing`, `name_too_long`, and what a password may lack.
        """
        key_hash = self._open_key(key, terminal)
        given, family = read_name(given_name), read_name(family_name)
        fault = access.password_fault(password, "", (given, family))
        if fault:
            raise PreventError(fault)
        hashed, now = access.digest(password), self._clock.now()
        with self._store.write():
            number = _free_number()
            row = StaffRow(number, given, family, staff_group=StaffGroup.SCHOOL, school_role=SchoolRole.GOVERNOR)
            ids = people.add_staff([row], imported=False, listed_on=self._clock.today(), at=now)
            if not registrations.use(key_hash, by=ids[number], at=now):
                raise PreventError("key_unknown")
            accounts.set_password(ids[number], hashed)
            standing.rebuild([ids[number]])
        return SignedIn(Actor(ids[number]), number, given, family, None, False, False)

    def _open_key(self, key: str, terminal: str) -> str:
        key_hash = bearers.digest(bearers.read(key))
        subjects = throttle.of_terminal(terminal)
        self._throttle.refuse_while_waiting(subjects)
        with self._store.read():
            is_open = registrations.is_open(key_hash, at=self._clock.now())
        if not is_open:
            self._throttle.count_failure(subjects)
            raise PreventError("key_unknown")
        return key_hash


def _free_number() -> str:
    """A number to sign in with that nobody has; inside the write that takes it."""
    while True:
        number = f"G-{secrets.randbelow(900_000) + 100_000}"
        if people.by_payroll(number) is None:
            return number
