"""The sheet of a session: everybody who is booked, came, or waits, with the mark each has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from prevent_tui.domain.bookings import Mark, Session, State
from prevent_tui.domain.people import fold
from prevent_tui.storage import attendance, people, sessions, taking
from prevent_tui.storage.attendance import Attended


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody of a session: their booking's state (None where they were not booked) and their mark, once made.

    `turn` is their number in the queue, `moved_up` whether they waited before they had a place. `recorded` marks are
    final. Who is not on the staff list has a `walk_in`, and without a payroll number no person.
    """

    name: str
    payroll_number: str
    person_id: str | None
    state: State | None
    mark: Mark | None
    recorded: bool = False
    turn: int | None = None
    moved_up: bool = False
    walk_in: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A session and its people: the booked by name, then who came besides, then the queue in its order.

    Marks are made from the start of the session (`can_mark`) and recorded from its end (`can_record`).
    """

    session: Session
    trainer: str
    comers: tuple[Comer, ...]
    can_mark: bool
    can_record: bool

    def of(self, state: State | None) -> tuple[Comer, ...]:
        """Those who stand like that."""
        return tuple(comer for comer in self.comers if comer.state is state)

    @property
    def unrecorded(self) -> tuple[Comer, ...]:
        """Those whose mark is not recorded yet."""
        return tuple(comer for comer in self.comers if comer.mark is not None and not comer.recorded)


def recorded(session_id: str) -> dict[str, Attended]:
    """The recorded marks that stand, by person; a stub's by whoever it turned out to be. Inside a transaction."""
    held = attendance.standing(session_id)
    owners = taking.owners(held)
    return {owners[person]: one for person, one in held.items()}


def sheet_of(session: Session, *, now: dt.datetime) -> Sheet:
    """A session's sheet; inside a transaction."""
    comers = [comer for _, comer in sorted(_comers(session), key=lambda one: one[0])]
    trainer = people.by_id(session.trainer_id).name
    return Sheet(session, trainer, tuple(comers), session.has_begun(now), session.is_over(now))


def _comers(session: Session) -> Iterator[tuple[tuple[int, int, str, str, str], Comer]]:
    """Everybody of a session, each with what they are ordered by."""
    living = sessions.living([session.id])[session.id]
    roll = sessions.roll_of(session, living)
    moved_up = {one.person_id for one in living if one.booked_at is not None and one.booked_at > one.asked_at}
    final, drafts, came = recorded(session.id), taking.drafts(session.id), taking.walk_ins(session.id)
    owners = taking.owners([*drafts, *(one.person_id for one in came if one.person_id)])
    marks = {owners[person]: mark for person, mark in drafts.items()}
    marks |= {person: one.mark for person, one in final.items()}
    strangers = {owners[one.person_id]: one for one in came if one.person_id}
    for person in people.by_ids(sorted({*roll.booked, *roll.waiting, *marks, *strangers})).values():
        state = roll.state_of(person.id)
        stranger, turn = strangers.get(person.id), roll.turn_of(person.id) if state is State.WAITING else None
        comer = Comer(
            name=stranger.name if stranger is not None and person.kind == "stub" else person.name,
            payroll_number=person.payroll_number,
            person_id=person.id,
            state=state,
            mark=marks.get(person.id),
            recorded=person.id in final,
            turn=turn,
            moved_up=person.id in moved_up,
            walk_in=stranger.id if stranger is not None else None,
        )
        names = (fold(person.family_name or comer.name), fold(person.given_name), person.payroll_number)
        yield (_ORDER[state], turn or 0, *names), comer
    for one in came:
        if one.person_id is None:
            yield (_ORDER[None], 1, "", "", one.id), Comer(one.name, "", None, None, None, walk_in=one.id)


_ORDER = {State.BOOKED: 0, None: 1, State.WAITING: 2, State.CANCELLED: 3}
