"""What becomes of the places of people who leave: given up, and those who wait move up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from prevent_tui.domain.bookings import Roll, Session
from prevent_tui.domain.intake import GivenUp
from prevent_tui.storage import people, sessions
from prevent_tui.storage.database import Store


def given_up(
    last_days: Mapping[str, dt.date | None], store: Store, *, now: dt.datetime, by: str | None, dry_run: bool
) -> tuple[GivenUp, ...]:
    """Give up every place and turn in sessions to come that end after their person's last day.

    `last_days` has by payroll number what a staff list changes (None: none). Inside a write of `everyone`, so that
    nobody books meanwhile. A dry run says the same and changes nothing.
    """
    store.lock_sessions(session.id for session in sessions.to_come(now))
    to_come = sessions.to_come(now)
    living = sessions.living([session.id for session in to_come])
    persons = people.by_ids(sorted({one.person_id for held in living.values() for one in held}))
    told = []
    for session in to_come:
        gone = []
        for one in living[session.id]:
            person = persons[one.person_id]
            last_day = last_days.get(person.payroll_number, person.left_on)
            if last_day is not None and last_day < session.ends_on:
                gone.append(one.person_id)
        if gone:
            before = sessions.roll_of(session, living[session.id])
            moved = _leave(session, before, gone, by=by, now=now, dry_run=dry_run)
            numbers = [tuple(persons[one].payroll_number for one in each) for each in (gone, moved)]
            told.append(GivenUp(session, *numbers))
    return tuple(told)


def without_trainer(last_days: Mapping[str, dt.date | None], *, now: dt.datetime) -> tuple[Session, ...]:
    """The sessions to come whose trainer will have left by then; they need another one. Inside a transaction."""
    to_come = sessions.to_come(now)
    trainers = people.by_ids(sorted({session.trainer_id for session in to_come}))
    days = {one.id: last_days.get(one.payroll_number, one.left_on) for one in trainers.values()}
    return tuple(one for one in to_come if (last := days[one.trainer_id]) is not None and last < one.ends_on)


def _leave(
    session: Session, before: Roll, gone: Sequence[str], *, by: str | None, now: dt.datetime, dry_run: bool
) -> tuple[str, ...]:
    """Take people off a session; gives who moves up for them."""
    after = before
    for person in gone:
        after = after.left(person)
    moved = tuple(person for person in after.moved_up_since(before) if person not in gone)
    if not dry_run:
        for person in gone:
            sessions.cancel_booking(session.id, person, by=by, at=now)
        sessions.move_up(session.id, moved, at=now)
    return moved
