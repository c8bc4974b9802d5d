"""Places at webinars and workshops: what there is, whether it will count, booking, the queue, and what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prevent_tui.clock import Clock
from prevent_tui.domain import certification
from prevent_tui.domain.bookings import Mark, News, Roll, Session, State, first_clash
from prevent_tui.domain.certification import WillCount
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.identity import record_id
from prevent_tui.domain.options import OptionId
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.storage import attendance, audit, pathway, people, sessions, taking
from prevent_tui.storage.database import Store
from prevent_tui.storage.pathway import Suspension
from prevent_tui.storage.people import Person
from prevent_tui.storage.sessions import Booking


@dataclass(frozen=True, slots=True)
class Offer:
    """A session as one person sees it.

    `turn` is their number in the queue while they wait, `would` whether attending it would count: judged by the day
    on which it ends. While its option is suspended on that day, nobody new is booked. `calendar` says whether there is
    a calendar file for them, of an invitation or of its cancellation; `clash` is another booking at the same time.
    """

    session: Session
    trainer: str
    places_left: int
    waiting: int
    state: State | None
    turn: int | None
    would: WillCount
    suspension: Suspension | None = None
    calendar: bool = False
    clash: Session | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One booking of a person with its session, and the trainer's mark where there is one.

    `clash` is another session they are booked on or wait for at the same time, since one of the two was moved.
    """

    booking: Booking
    session: Session
    trainer: str
    mark: Mark | None
    clash: Session | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened to a person's booking and that they have not seen yet.

    `clash` is another booking of theirs at the same time, `reason` why the session was cancelled.
    """

    news: News
    state: State
    session: Session
    clash: Session | None = None
    reason: str = ""


class Bookings:
    """One person's places. A person books for themself, a manager or their delegate for those who report to them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def person(self, actor: Actor, payroll_number: str) -> Person:
        """Somebody for whom the actor may book, by payroll number; `unknown_person` for administrators only."""
        with self._store.read():
            person = people.by_payroll(payroll_number)
            if person is None:
                raise PreventError("unknown_person" if actor.is_anyone else "not_permitted")
            access.require_charge_of(actor, person.id, on=self._clock.today())
            return person

    def to_come(self, actor: Actor, person_id: str, *, option: OptionId | None = None) -> tuple[Offer, ...]:
        """The sessions that have not begun, the earliest first; of one option, or of all."""
        with self._store.read():
            access.require_charge_of(actor, person_id, on=self._clock.today())
            found = sessions.to_come(self._clock.now())
            return _offers([one for one in found if option in (None, one.option)], people.by_id(person_id))

    def offer(self, actor: Actor, session_id: str, person_id: str) -> Offer:
        """One session as that person sees it, over or cancelled too; `unknown_session`."""
        with self._store.read():
            access.require_charge_of(actor, person_id, on=self._clock.today())
            return _offer(known(session_id), people.by_id(person_id))

    def book(self, actor: Actor, session_id: str, person_id: str) -> Offer:
        """Take a place, or the last turn in the queue where there is none; says which.

        Raises `unknown_session`, `session_cancelled`, `session_past`, `already_booked`, `booking_clash` (with the other
        session), `person_left` for somebody who will have left by then, and `option_suspended`.
        """
        with self._store.write(people=[person_id], sessions=[session_id]):
            access.require_charge_of(actor, person_id, on=self._clock.today())
            person = people.by_id(person_id)
            session, roll = self._open(session_id)
            if person.left_on is not None and person.left_on < session.ends_on:
                raise PreventError("person_left")
            if _suspension_of(session) is not None:
                raise PreventError("option_suspended")
            after = roll.joined(person_id)
            clash = first_clash(session, _sessions_of(person_id))
            if clash is not None:
                raise PreventError("booking_clash", title=clash.title, session=clash.id)
            booked, now = after.state_of(person_id) is State.BOOKED, self._clock.now()
            sessions.add_booking(session.id, person_id, booked=booked, by=actor.person_id, at=now)
            _note("booked", actor, session, person_id, at=now)
            return _offer(session, person)

    def cancel(self, actor: Actor, session_id: str, person_id: str) -> Offer:
        """Give a place or a turn up; whoever waited longest moves up in the same moment.

        Raises `unknown_session`, `session_cancelled`, `session_past`, `not_booked`.
        """
        with self._store.write(people=[person_id], sessions=[session_id]):
            access.require_charge_of(actor, person_id, on=self._clock.today())
            session, roll = self._open(session_id)
            after, now = roll.left(person_id), self._clock.now()
            sessions.cancel_booking(session.id, person_id, by=actor.person_id, at=now)
            sessions.move_up(session.id, after.moved_up_since(roll), at=now)
            _note("booking_cancelled", actor, session, person_id, at=now)
            return _offer(session, people.by_id(person_id))

    def mine(self, actor: Actor, person_id: str) -> tuple[Held, ...]:
        """Every booking that person ever made, cancelled ones too, the earliest session first."""
        with self._store.read():
            access.require_sight_of(actor, person_id, on=self._clock.today())
            bookings = sessions.of_person(person_id)
            found = sessions.by_ids(sorted({one.session_id for one in bookings}))
            marks = _marks(person_id, list(found))
            trainers = names_of(list(found.values()))
            alive = _alive(bookings, found)
            held = [
                Held(one, (s := found[one.session_id]), trainers[s.trainer_id], marks.get(s.id), _clash(one, s, alive))
                for one in bookings
            ]
        return tuple(sorted(held, key=lambda each: (each.session.starts_at, each.session.id, each.booking.turn)))

    def notices(self, actor: Actor) -> tuple[Notice, ...]:
        """What happened to one's own bookings and has not been seen yet: moved up, changed, cancelled."""
        person_id = _self(actor)
        with self._store.read():
            bookings = sessions.of_person(person_id)
            told = [one for one in bookings if one.news is not None]
            found = sessions.by_ids(sorted({one.session_id for one in bookings})) if told else {}
            alive = _alive(bookings, found) if told else []
            notices = [
                Notice(one.news, one.state, (s := found[one.session_id]), _clash(one, s, alive), _reason(s))
                for one in told
                if one.news
            ]
        return tuple(sorted(notices, key=lambda each: (each.session.starts_at, each.session.id)))

    def seen(self, actor: Actor, notices: Sequence[Notice]) -> None:
        """One has seen these notices; what happened since they were read is still to be told."""
        person_id = _self(actor)
        with self._store.write(people=[person_id], sessions=[notice.session.id for notice in notices]):
            for notice in notices:
                sessions.seen(notice.session.id, person_id, notice.news)

    def calendar(self, actor: Actor, session_id: str, person_id: str) -> bytes:
        """A calendar file for the latest booking of a person on a session: an invitation, or its cancellation.

        Raises `unknown_session`, and `not_booked` where they have no place and never had one.
        """
        from prevent_tui.exchange import calendar  # its library takes longer to import than the first frame may

        with self._store.read():
            access.require_charge_of(actor, person_id, on=self._clock.today())
            session, person = known(session_id), people.by_id(person_id)
            held = [one for one in sessions.of_person(person_id) if one.session_id == session_id]
            if not held or held[-1].booked_at is None:
                raise PreventError("not_booked")
            trainer = people.by_id(session.trainer_id).name
        address = person.email if actor.person_id in (None, person_id) else None
        return calendar.file_for(
            session,
            sequence=sequence_of(session, held),
            cancelled=held[-1].state is State.CANCELLED,
            attendee=calendar.Attendee(person.name, address),
            trainer=trainer,
            at=self._clock.now(),
        )

    def _open(self, session_id: str) -> tuple[Session, Roll]:
        """A session that can still be booked, and who is on it."""
        session = known(session_id)
        if session.cancelled_at is not None:
            raise PreventError("session_cancelled")
        if session.has_begun(self._clock.now()):
            raise PreventError("session_past")
        return session, sessions.roll_of(session, sessions.living([session_id])[session_id])


def sequence_of(session: Session, held: Sequence[Booking]) -> int:
    """The number of the calendar file for the last of somebody's bookings of a session: higher with each change.

    Every booking of the same session has two numbers of its own, so that a later file outdoes an earlier one.
    """
    return session.sequence + 2 * (len(held) - 1) + (held[-1].state is State.CANCELLED)


def known(session_id: str) -> Session:
    """The session of that id; `unknown_session` where there is none. Inside a transaction."""
    session = sessions.by_id(session_id)
    if session is None:
        raise PreventError("unknown_session", session=session_id)
    return session


def names_of(found: Sequence[Session]) -> dict[str, str]:
    """The names of the trainers of those sessions, by person id; inside a transaction."""
    trainers = people.by_ids(sorted({session.trainer_id for session in found}))
    return {person_id: person.name for person_id, person in trainers.items()}


def _self(actor: Actor) -> str:
    if actor.person_id is None:
        raise PreventError("not_permitted")
    return actor.person_id


def _note(action: str, actor: Actor, session: Session, person_id: str, *, at: dt.datetime) -> None:
    """In the audit log stands what somebody did for another; what one does for oneself does not."""
    if actor.person_id != person_id:
        audit.append(action, person_id, {"session": session.id}, by=actor.person_id, at=at)


def _sessions_of(person_id: str) -> list[Session]:
    """The sessions on which a person has a place or waits."""
    alive = [one.session_id for one in sessions.of_person(person_id) if one.state is not State.CANCELLED]
    return list(sessions.by_ids(alive).values())


def reason_id(session: Session) -> str:
    """Beside which record the reason stands for which a session was cancelled."""
    return record_id("session-cancelled", session=session.id)


def _alive(bookings: Sequence[Booking], found: Mapping[str, Session]) -> list[Session]:
    """The sessions of the bookings that stand."""
    return [found[one.session_id] for one in bookings if one.state is not State.CANCELLED]


def _clash(booking: Booking, session: Session, alive: Sequence[Session]) -> Session | None:
    return None if booking.state is State.CANCELLED else first_clash(session, alive)


def _reason(session: Session) -> str:
    """Why a session was cancelled; inside a transaction."""
    if session.cancelled_at is None:
        return ""
    return taking.reason_of(reason_id(session))


def _marks(person_id: str, session_ids: Sequence[str]) -> dict[str, Mark]:
    held = attendance.of_sessions(session_ids)
    return {
        session_id: one.mark
        for session_id, marks in held.items()
        for one in marks
        if one.person_id == person_id and not one.voided
    }


def _suspension_of(session: Session) -> Suspension | None:
    """The suspension of a session's option on the day it is judged by."""
    return next((one for one in pathway.suspensions_on(session.ends_on) if one.option == session.option), None)


def _offer(session: Session, person: Person) -> Offer:
    """One session, with what only its own page tells."""
    bookings = sessions.of_person(person.id)
    held = [one for one in bookings if one.session_id == session.id]
    found = sessions.by_ids(sorted({one.session_id for one in bookings}))
    return replace(
        _offers([session], person)[0],
        calendar=bool(held) and held[-1].booked_at is not None,
        clash=_clash(held[-1], session, _alive(bookings, found)) if held else None,
        reason=_reason(session),
    )


def _offers(found: Sequence[Session], person: Person) -> tuple[Offer, ...]:
    policy = standing.policy_in_force()
    record = standing.records_of([person], policy)[person.id]
    living, trainers = sessions.living([session.id for session in found]), names_of(found)
    days = {session.ends_on for session in found}
    would = {day: certification.will_count(record, day, policy=policy) for day in days}
    offers = []
    for session in found:
        roll = sessions.roll_of(session, living[session.id])
        state = roll.state_of(person.id)
        offers.append(
            Offer(
                session=session,
                trainer=trainers[session.trainer_id],
                places_left=roll.places_left,
                waiting=len(roll.waiting),
                state=state,
                turn=roll.turn_of(person.id) if state is State.WAITING else None,
                would=would[session.ends_on],
                suspension=_suspension_of(session),
            )
        )
    return tuple(offers)
