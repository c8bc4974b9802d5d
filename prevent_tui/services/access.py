"""Who is asking, whether they may, and how they sign in."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_tui.clock import Clock
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.throttle import Throttle
from prevent_tui.storage import accounts, delegations, guests, people, sessions
from prevent_tui.storage.database import Store

if TYPE_CHECKING:
    from argon2 import PasswordHasher

CODE_LIFETIME = dt.timedelta(days=14)
MINIMUM_PASSWORD_LENGTH = 12

_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE = re.compile(rf"[{_CODE_ALPHABET}]{{10}}")
_OWN_NUMBER = re.compile(r"[gG]-\d{6}")
_LOOKALIKES = str.maketrans("ILO", "110")
_HASHING_SLOTS = 8

# Argon2id of a text nobody knows (64 MiB, 3 passes, 1 lane): unknown numbers cost the same work as known ones.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=1$CMSWEIjXbw2+QvTR6rDbOA$V1/Z0R5t+J8LBbbi4cYM75JX0S6qwcO6SNSokn8Wl5E"

_COMMON = frozenset(
    {
        "password1234", "passwordpassword", "123456789012", "qwertyuiop12", "qwertyuiopas", "letmeinletmein",
        "welcome12345", "administrator", "preventtraining", "correcthorsebatterystaple", "iloveyou1234",
        "abcdefghijkl", "111111111111", "000000000000", "cyfrinair123", "croesocroeso",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a call is made for. `person_id` is None for whoever may open the database itself: its administrator.

    A guest has no account: they may learn, and see their own record, and nothing else.
    """

    person_id: str | None
    administrator: bool = False
    guest: bool = False

    @property
    def is_anyone(self) -> bool:
        """Whether this actor may see and do everything."""
        return self.administrator or self.person_id is None


OPERATOR = Actor(None, administrator=True)
"""Whoever can open the database from the command line."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A manager for whom somebody stands in, and the last day of that."""

    manager_id: str
    name: str
    until_on: dt.date


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The outcome of signing in: the actor, their name and language, and whether a password must be set now.

    A guest has neither payroll number nor name but the `reference` they come back with, known only while they are here.
    `leads` says whether a session names them as its trainer, `stands_in` whose delegate they are today.
    """

    actor: Actor
    payroll_number: str
    given_name: str
    family_name: str
    language: str | None
    must_set_password: bool
    has_reports: bool
    reference: str | None = None
    leads: bool = False
    stands_in: tuple[StandIn, ...] = ()

    @property
    def manages(self) -> bool:
        """Whether they have people of their own, or of somebody for whom they stand in."""
        return self.has_reports or bool(self.stands_in)


def require_account(actor: Actor) -> str:
    """Only somebody who signed in to an account of their own; gives their person, `not_permitted` otherwise."""
    if actor.person_id is None or actor.guest:
        raise PreventError("not_permitted")
    return actor.person_id


def require_administrator(actor: Actor) -> None:
    """Only an administrator; `not_permitted` otherwise."""
    if not actor.is_anyone:
        raise PreventError("not_permitted")


def stands_as(actor: Actor, on: dt.date) -> frozenset[str]:
    """As whom somebody acts on a day: themself, and the managers whose delegate they are then. Inside a transaction.

    A delegate has the manager's rights and no more: what others gave to that manager is not passed on.
    """
    if actor.person_id is None or actor.guest:
        return frozenset()
    return frozenset({actor.person_id, *delegations.managers_of_delegate(actor.person_id, on)})


def require_sight_of(actor: Actor, person_id: str, *, on: dt.date) -> None:
    """The person themself, a manager anywhere above them or one's delegate, or an administrator.

    `not_permitted` otherwise; `on` is today, by which delegations are in time or out of it.
    """
    if actor.is_anyone or actor.person_id == person_id:
        return
    if not stands_as(actor, on) & people.managers_above(person_id):
        raise PreventError("not_permitted")


def require_team_of(actor: Actor, manager_id: str, *, on: dt.date) -> None:
    """The manager, one anywhere above them, a delegate of any of those, or an administrator; `not_permitted` otherwise.

    A delegate sees the manager's people, not how the manager stands.
    """
    if actor.is_anyone or actor.person_id == manager_id:
        return
    if not stands_as(actor, on) & {manager_id, *people.managers_above(manager_id)}:
        raise PreventError("not_permitted")


def require_charge_of(actor: Actor, person_id: str, *, on: dt.date) -> None:
    """The person themself, a manager to whom they report or one's delegate, or an administrator."""
    if actor.is_anyone or actor.person_id == person_id:
        return
    if stands_as(actor, on).isdisjoint(people.managers_of([person_id]).get(person_id, ())):
        raise PreventError("not_permitted")


def require_lead_of(actor: Actor, person_id: str, *, on: dt.date) -> None:
    """A manager anywhere above the person, one's delegate, or an administrator; never themself: `not_permitted`."""
    if actor.is_anyone:
        return
    if actor.person_id == person_id or not stands_as(actor, on) & people.managers_above(person_id):
        raise PreventError("not_permitted")


def require_manager(actor: Actor, *, on: dt.date) -> None:
    """Somebody to whom anybody reports today, one's delegate, or an administrator; `not_permitted` otherwise."""
    if actor.is_anyone:
        return
    if not any(people.has_reports(one) for one in stands_as(actor, on)):
        raise PreventError("not_permitted")


def actor_for(payroll_number: str) -> Actor:
    """The actor a payroll number names, with that person's rights; `not_permitted` where there is none."""
    person = people.by_payroll(payroll_number)
    if person is None:
        raise PreventError("not_permitted")
    account = accounts.of(person.id)
    return Actor(person.id, administrator=bool(account and account.administrator))


def password_fault(password: str, payroll_number: str, names: tuple[str, ...]) -> str | None:
    """Why a new password is refused, as a code; None when it will do."""
    lowered = "".join(password.casefold().split())
    if len(password) < MINIMUM_PASSWORD_LENGTH:
        return "password_short"
    if lowered in _COMMON or len(set(lowered)) < 4:
        return "password_common"
    own = [payroll_number, *names]
    if any(len(part) >= 4 and lowered.replace(part.casefold(), "") in ("", "1", "123") for part in own):
        return "password_common"
    return None


def new_code() -> str:
    """A one-time code of 50 random bits, as it is read out: `XXXXX-XXXXX`."""
    letters = "".join(secrets.choice(_CODE_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def plain_code(text: str) -> str | None:
    """A one-time code as it is hashed, however it was typed; None where the text can't be one."""
    bare = re.sub(r"[\s-]", "", text).upper().translate(_LOOKALIKES)
    return bare if _CODE.fullmatch(bare) else None


def stand_ins(person_id: str, on: dt.date) -> tuple[StandIn, ...]:
    """For whom a person stands in on a day, whose people there are; inside a transaction."""
    held = delegations.of_delegate(person_id, on)
    managers = people.by_ids([one.manager_id for one in held])
    return tuple(
        StandIn(one.manager_id, managers[one.manager_id].name, one.until_on)
        for one in held
        if people.has_reports(one.manager_id)
    )


class Access:
    """Signing in and setting one's own password."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._throttle = Throttle(store, clock)

    def sign_in(self, payroll_number: str, secret: str, *, terminal: str = "") -> SignedIn:
        """Check a payroll number with its password or one-time code.

        Raises `details_do_not_match` for every kind of mismatch, `sign_in_wait` (seconds) while slowed down or locked.
        """
        payroll_number = _as_issued(payroll_number.strip())
        subjects = [f"account:{payroll_number}"] + ([f"terminal:{terminal}"] if terminal else [])
        self._throttle.refuse_while_waiting(subjects)
        with self._store.read():
            person = people.by_payroll(payroll_number)
            account = accounts.of(person.id) if person else None
        usable = account if account and not account.disabled else None
        code = plain_code(secret)
        by_code = bool(code and usable and usable.code_hash and not self._expired(usable))
        wanted = (usable.code_hash if by_code else usable.password_hash) if usable else None
        matches = verify(wanted or _NOBODY, code if by_code and code else secret) and wanted is not None
        if not matches or person is None or usable is None or self._has_left(person):
            self._throttle.count_failure(subjects)
            raise PreventError("details_do_not_match")
        with self._store.write():
            accounts.forget_failures(subjects[:1])  # a known account must not open a terminal to more guesses
        with self._store.read():
            return self._signed_in(person, usable, by_code=by_code)

    def set_password(self, actor: Actor, password: str) -> None:
        """Set one's own password and use up the one-time code; raises `password_short` or `password_common`."""
        person_id = require_account(actor)
        with self._store.read():
            person = people.by_id(person_id)
        fault = password_fault(password, person.payroll_number, (person.given_name, person.family_name))
        if fault:
            raise PreventError(fault)
        hashed = digest(password)
        with self._store.write():
            accounts.set_password(person.id, hashed)

    def remember_language(self, actor: Actor, language: str) -> None:
        """Keep the language a person last chose."""
        if actor.person_id is not None:
            keep = guests.keep_language if actor.guest else accounts.set_language
            with self._store.write():
                keep(actor.person_id, language)

    def _has_left(self, person: people.Person) -> bool:
        return person.left_on is not None and person.left_on < self._clock.today()

    def _expired(self, account: accounts.Account) -> bool:
        return account.code_expires_at is None or account.code_expires_at < self._clock.now()

    def _signed_in(self, person: people.Person, account: accounts.Account, *, by_code: bool) -> SignedIn:
        return SignedIn(
            actor=Actor(person.id, administrator=account.administrator),
            payroll_number=person.payroll_number,
            given_name=person.given_name,
            family_name=person.family_name,
            language=account.language or person.language,
            must_set_password=by_code,
            has_reports=people.has_reports(person.id),
            leads=sessions.leads_any(person.id),
            stands_in=stand_ins(person.id, self._clock.today()),
        )


def _as_issued(payroll_number: str) -> str:
    """A number of this program's own (`G-123456`) is known in small letters too."""
    return payroll_number.upper() if _OWN_NUMBER.fullmatch(payroll_number) else payroll_number


def digest(secret: str) -> str:
    """The argon2id hash (64 MiB, 3 passes, 1 lane) of a password or code."""
    with _hashing_slot():
        return _hasher().hash(secret)


def verify(hashed: str, secret: str) -> bool:
    """Whether a secret has that hash; takes the same work whether it has or not."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _hashing_slot():
        try:
            return _hasher().verify(hashed, secret)
        except (VerificationError, InvalidHashError):
            return False


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


@contextlib.contextmanager
def _hashing_slot() -> Iterator[None]:
    """One of eight turns at hashing on this machine for this user: a rush of sign-ins can't use up its memory."""
    directory = Path(tempfile.gettempdir()) / f"prevent-tui-{os.getuid()}"
    directory.mkdir(mode=0o700, exist_ok=True)
    slot = directory / f"hashing-{secrets.randbelow(_HASHING_SLOTS)}"
    handle = os.open(slot, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
