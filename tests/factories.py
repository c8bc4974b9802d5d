"""People, completions and absences in a database, made as the services make them but without their files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import astuple
from functools import cache

from prevent_tui.bootstrap import Services
from prevent_tui.domain.identity import random_id
from prevent_tui.domain.people import StaffGroup, StaffRow
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.storage import accounts, delegations, installation, people, records
from prevent_tui.storage.records import NewCompletion, Provenance, StandingRow

PASSWORD = "three quiet otters swim"
NEW_STAFF_SINCE = dt.date(2020, 9, 1)


def day(text: str) -> dt.date:
    """The day an ISO text names."""
    return dt.date.fromisoformat(text)


@cache
def password_hash() -> str:
    """The hash of `PASSWORD`: worked out once, because it costs 64 MiB."""
    return access.digest(PASSWORD)


def staff(services: Services, rows: Sequence[StaffRow], *, managers: Sequence[Actor | None] = ()) -> list[Actor]:
    """Several members of staff at once, with the manager of each."""
    today, now = services.clock.today(), services.clock.now()
    with services.store.write(everyone=True):
        installation.own_device(at=now)
        ids = people.add_staff(rows, imported=True, listed_on=today, at=now)
        lines = [
            (ids[row.payroll_number], manager.person_id)
            for row, manager in zip(rows, managers, strict=False)
            if manager is not None and manager.person_id is not None
        ]
        people.start_lines(lines, from_on=today)
        standing.rebuild(list(ids.values()))
    return [Actor(ids[row.payroll_number]) for row in rows]


def person(
    services: Services,
    number: str = "00042",
    *,
    given: str = "Elin",
    family: str = "Example",
    manager: Actor | None = None,
    started_on: dt.date | None = NEW_STAFF_SINCE,
    left_on: dt.date | None = None,
    administrator: bool = False,
    staff_group: str | None = None,
) -> Actor:
    """One member of staff, as the actor they are when signed in."""
    group = StaffGroup(staff_group) if staff_group else None
    row = StaffRow(number, given, family, staff_group=group, started_on=started_on, left_on=left_on)
    (actor,) = staff(services, [row], managers=[manager])
    if administrator:
        with services.store.write():
            accounts.set_administrator(id_of(actor), True)
    return Actor(actor.person_id, administrator=administrator)


def account(services: Services, actor: Actor) -> None:
    """An account that opens with `PASSWORD`."""
    with services.store.write():
        accounts.set_password(id_of(actor), password_hash())


def id_of(actor: Actor) -> str:
    """The actor's person."""
    assert actor.person_id is not None
    return actor.person_id


def completed(
    services: Services,
    actor: Actor,
    on: str,
    *,
    option: str = "elearning",
    source: str = "import",
    voided: bool = False,
) -> str:
    """A recorded completion; returns its id."""
    now = services.clock.now()
    identity = records.imported_completion_id(id_of(actor), option, day(on))
    with services.store.write(people=[id_of(actor)]):
        provenance = Provenance(None, now, installation.own_device(at=now))
        records.add_completions([NewCompletion(identity, id_of(actor), option, day(on), source)], provenance)
        if voided:
            records.add_void(identity, "entered twice", provenance)
        standing.rebuild([id_of(actor)])
    return identity


def absent(services: Services, actor: Actor, first: str, last: str) -> None:
    """A recorded absence, first and last day included."""
    with services.store.write():
        people.add_absence(id_of(actor), day(first), day(last), reason="long leave", by=None, at=services.clock.now())


def stands_in(
    services: Services, manager: Actor, delegate: Actor, *, until: dt.date, from_on: dt.date = NEW_STAFF_SINCE
) -> None:
    """A delegation, of days that are over too."""
    held = delegations.new(id_of(manager), id_of(delegate), from_on, until)
    with services.store.write():
        delegations.add(held, by=None, at=services.clock.now())


def policy(services: Services, **values: str) -> None:
    """A policy that was changed, with the standing rows that follow from it."""
    with services.store.write(everyone=True):
        for name, text in values.items():
            installation.keep_setting(name, text)
        standing.rebuild([person.id for person in people.all_staff()])


def provenance(services: Services) -> Provenance:
    """Recorded now, on this installation; inside a write."""
    now = services.clock.now()
    return Provenance(None, now, installation.own_device(at=now))


def stored_text(row: StandingRow) -> tuple[str, ...]:
    """A standing row as `records.all_standing` gives it."""
    return tuple("" if value is None else str(value) for value in astuple(row))


def some_id() -> str:
    """An identity nobody has."""
    return random_id()
