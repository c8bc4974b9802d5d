"""Starting without an account, coming back with a reference number, and adding what was done to a staff record."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.domain.errors import PreventError
from prevent_tui.safety import clean
from prevent_tui.services import access, bearers, standing, throttle
from prevent_tui.services.access import Actor, SignedIn
from prevent_tui.services.throttle import Throttle
from prevent_tui.storage import guests, installation, records
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person, by_id
from prevent_tui.storage.records import CompletionRow, Provenance

LONGEST_NAME = 100
"""How many characters a name on a certificate may have."""


@dataclass(frozen=True, slots=True)
class GuestRecord:
    """What a guest has: the name for their certificate (empty until they give one), and what they completed."""

    name: str
    completions: tuple[CompletionRow, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim brought to a staff record: the guest's completions."""

    completions: tuple[CompletionRow, ...]


class Guests:
    """People without an account. Whoever knows a reference number is taken for the one it was given to."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._throttle = Throttle(store, clock)

    def start(self, *, language: str | None = None) -> SignedIn:
        """Begin without an account; the reference number in the answer is told once and never again."""
        reference = bearers.new()
        with self._store.write():
            person = guests.add(
                bearers.digest(reference), language=language, listed_on=self._clock.today(), at=self._clock.now()
            )
        return _signed_in(person, reference)

    def resume(self, reference: str, *, terminal: str = "") -> SignedIn:
        """Come back with a reference number.

        Raises `reference_mistyped`, `reference_length` or `reference_character` for a slip, which costs nothing;
        `reference_unknown`; `sign_in_wait` (seconds) after too many unknown ones at a terminal; and `guest_claimed`.
        """
        number = bearers.read(reference)
        person = self._known(number, terminal)
        with self._store.read():
            if guests.owner_of(person.id) is not None:
                raise PreventError("guest_claimed")
        return _signed_in(person, number)

    def record(self, actor: Actor) -> GuestRecord:
        """A guest's own record."""
        person_id = _guest(actor)
        with self._store.read():
            completions = records.completions_of([person_id]).get(person_id, [])
            held = tuple(row for row in completions if not row.voided)
            return GuestRecord(by_id(person_id).name, held)

    def keep_name(self, actor: Actor, name: str) -> None:
        """Keep the name that goes on a guest's certificate; `name_missing` or `name_too_long` where it can't."""
        person_id, written = _guest(actor), read_name(name)
        with self._store.write(people=[person_id]):
            guests.keep_name(person_id, written)

    def claim(self, actor: Actor, reference: str, *, terminal: str = "") -> Claim:
        """Add what a guest has done to the actor's own record, once: completions count, an open run goes on.

        A second claim by the same person changes nothing; by anyone else it is `guest_claimed_by_another`. Raises
        what `resume` raises for a number that isn't one. Where both have an open run of a course, the one further on
        stays open and the other ends.
        """
        owner_id = access.require_account(actor)
        guest = self._known(bearers.read(reference), terminal)
        now = self._clock.now()
        with self._store.write(people=[owner_id, guest.id]):
            held = guests.owner_of(guest.id)
            if held not in (None, owner_id):
                raise PreventError("guest_claimed_by_another")
            completions = records.completions_of([guest.id]).get(guest.id, [])
            if held is None:
                provenance = Provenance(owner_id, now, installation.own_device(at=now))
                records.add_links([(guest.id, owner_id)], provenance)
                guests.hand_over_runs(guest.id, owner_id, at=now)
                standing.rebuild([owner_id])
        return Claim(tuple(row for row in completions if not row.voided))

    def _known(self, number: str, terminal: str) -> Person:
        subjects = throttle.of_terminal(terminal)
        self._throttle.refuse_while_waiting(subjects)
        with self._store.read():
            person = guests.by_reference(bearers.digest(number))
        if person is None:
            self._throttle.count_failure(subjects)
            raise PreventError("reference_unknown")
        return person


def read_name(text: str) -> str:
    """A name as it is kept, on one line; `name_missing` or `name_too_long` where it can't be."""
    name = " ".join(clean(text).split())
    if not name:
        raise PreventError("name_missing")
    if len(name) > LONGEST_NAME:
        raise PreventError("name_too_long", most=LONGEST_NAME)
    return name


def _guest(actor: Actor) -> str:
    if actor.person_id is None or not actor.guest:
        raise PreventError("not_permitted")
    return actor.person_id


def _signed_in(person: Person, reference: str) -> SignedIn:
    return SignedIn(
        actor=Actor(person.id, guest=True),
        payroll_number="",
        given_name=person.given_name,
        family_name="",
        language=person.language,
        must_set_password=False,
        has_reports=False,
        reference=reference,
    )
