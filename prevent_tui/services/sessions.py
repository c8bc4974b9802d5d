"""The timetable of webinars and workshops: bringing sessions in, listing them, and cancelling one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prevent_tui.clock import Clock
from prevent_tui.domain.bookings import News, Roll, Session, first_clash
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.timetable import Clash, Known, Timetable, plan_sessions
from prevent_tui.exchange import sessions_csv
from prevent_tui.safety import clean
from prevent_tui.services import access
from prevent_tui.services.access import Actor
from prevent_tui.services.admin import FileRefused, file_hash, given
from prevent_tui.services.bookings import known, reason_id
from prevent_tui.storage import attendance, audit, installation, people, records, sessions, taking
from prevent_tui.storage.database import Store
from prevent_tui.storage.records import Provenance


@dataclass(frozen=True, slots=True)
class Listed:
    """A session with its trainer and how many have places, wait, and could still book.

    `unrecorded` counts those with a place whose attendance is not recorded.
    """

    session: Session
    trainer: str
    trainer_number: str
    booked: int
    waiting: int
    places_left: int
    unrecorded: int = 0


@dataclass(frozen=True, slots=True)
class Cancellation:
    """A cancelled session: why, and how many had a place or waited when it was."""

    session: Session
    reason: str
    had_places: int
    waited: int


class Sessions:
    """What there is to book. Only administrators bring sessions in; a trainer cancels their own."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def listed(self, actor: Actor) -> tuple[Listed, ...]:
        """The sessions to come, the earliest first; for administrators every session there ever was."""
        with self._store.read():
            found = sessions.every() if actor.is_anyone else sessions.to_come(self._clock.now())
            return _listed(found)

    def led(self, actor: Actor) -> tuple[Listed, ...]:
        """The actor's own sessions as a trainer: today's and those to come, then those before, the nearest first."""
        if actor.person_id is None:
            return ()
        with self._store.read():
            latest_first = _listed(sessions.led_by(actor.person_id), with_marks=True)
        today = self._clock.today()
        to_come = [one for one in reversed(latest_first) if one.session.ends_on >= today]
        return (*to_come, *(one for one in latest_first if one.session.ends_on < today))

    def leads(self, actor: Actor) -> bool:
        """Whether any session names the actor as its trainer."""
        with self._store.read():
            return actor.person_id is not None and sessions.leads_any(actor.person_id)

    def import_sessions(self, actor: Actor, file: Path, *, dry_run: bool = False) -> Timetable:
        """Bring sessions in: planned, then applied in one transaction; `FileRefused` lists every fault.

        A session whose id is known is changed, its bookings kept; everybody on it is told. More places move up
        whoever waits.
        """
        access.require_administrator(actor)
        rows, faults = sessions_csv.read_sessions(file)
        if faults:
            raise FileRefused(faults)
        hashed, ids = file_hash(file), sorted({entry.row.id for entry in rows})
        with self._store.write(everyone=True, sessions=ids):
            held = self._known(ids)
            plan = plan_sessions(rows, held, now=self._clock.now(), file=clean(file.name))
            if plan.faults:
                raise FileRefused(plan.faults)
            plan = replace(plan, clashes=tuple(_clashes(plan.changed)))
            if not dry_run:
                self._apply(plan, held)
                provenance = self._provenance(actor)
                records.add_batch("sessions", file.name, hashed, len(rows), provenance)
                facts = {"rows": len(rows), "added": len(plan.added), "changed": len(plan.changed)}
                audit.append("sessions_import", hashed, facts, by=actor.person_id, at=provenance.at)
        return plan

    def release(self, actor: Actor, session_id: str, payroll_number: str) -> Session:
        """Give up the place or the turn of somebody who has told the trainer; whoever waited longest moves up.

        Both are told at home. Raises `session_past`, `unknown_person`, `not_booked`.
        """
        with self._store.read():
            led_session(actor, session_id)
            person = people.by_payroll(payroll_number)
        if person is None:
            raise PreventError("unknown_person")
        with self._store.write(people=[person.id], sessions=[session_id]):
            session, now = led_session(actor, session_id), self._clock.now()
            if session.has_begun(now):
                raise PreventError("session_past")
            roll = _rolls([session])[session.id]
            after = roll.left(person.id)
            sessions.cancel_booking(session.id, person.id, by=actor.person_id, at=now, news=News.RELEASED)
            sessions.move_up(session.id, after.moved_up_since(roll), at=now)
            audit.append("booking_released", session.id, {"person": person.id}, by=actor.person_id, at=now)
            return session

    def cancel_session(self, actor: Actor, session_id: str, reason: str) -> Session:
        """Cancel a session with a reason; everybody on it is told, with the reason, until they have seen it.

        Its trainer and administrators may. Raises `unknown_session`, `session_cancelled`, `session_past`,
        `reason_missing`.
        """
        reason = given(reason)
        with self._store.write(sessions=[session_id]):
            session = led_session(actor, session_id)
            now = self._clock.now()
            if session.has_begun(now):
                raise PreventError("session_past")
            roll = _rolls([session])[session.id]
            session = replace(session, cancelled_at=now, sequence=session.sequence + 1)
            sessions.change(session)
            sessions.cancel_all(session.id, by=actor.person_id, at=now)
            records.keep_remarks({reason_id(session): reason})
            told = {"booked": len(roll.booked), "waiting": len(roll.waiting)}
            audit.append("session_cancelled", session.id, told, by=actor.person_id, at=now)
            return session

    def cancellation(self, actor: Actor, session_id: str) -> Cancellation:
        """What a cancelled session's trainer and administrators are told of it; `session_not_cancelled`."""
        with self._store.read():
            session = led_session(actor, session_id, cancelled_too=True)
            if session.cancelled_at is None:
                raise PreventError("session_not_cancelled")
            lost = [made[-1] for made in sessions.all_of(session_id).values()]
            lost = [one for one in lost if one.cancelled_at == session.cancelled_at]
            had = sum(1 for one in lost if one.booked_at is not None)
            return Cancellation(session, taking.reason_of(reason_id(session)), had, len(lost) - had)

    def _known(self, session_ids: Sequence[str]) -> Known:
        """What is there already."""
        found = sessions.by_ids(session_ids)
        booked = {name: len(roll.booked) for name, roll in _rolls(list(found.values())).items()}
        return Known(found, booked, {person.payroll_number: person.id for person in people.all_staff()})

    def _apply(self, plan: Timetable, held: Known) -> None:
        now = self._clock.now()
        for session in plan.added:
            sessions.add(session, at=now)
        rolls = _rolls([held.sessions[session.id] for session in plan.changed])
        for session in plan.changed:
            before = rolls[session.id]
            after = before.resized(session.capacity)
            sessions.change(session)
            if session.sequence != held.sessions[session.id].sequence:
                sessions.tell_all(session.id)
            sessions.move_up(session.id, after.moved_up_since(before), at=now)

    def _provenance(self, actor: Actor) -> Provenance:
        now = self._clock.now()
        return Provenance(actor.person_id, now, installation.own_device(at=now))


def led_session(actor: Actor, session_id: str, *, cancelled_too: bool = False) -> Session:
    """A session that the actor leads, or any for an administrator; inside a transaction.

    Raises `not_permitted` for anyone else, whether or not there is such a session; `session_cancelled`.
    """
    if actor.is_anyone:
        session = known(session_id)
    else:
        found = sessions.by_id(session_id)
        if found is None or found.trainer_id != actor.person_id:
            raise PreventError("not_permitted")
        session = found
    if session.cancelled_at is not None and not cancelled_too:
        raise PreventError("session_cancelled")
    return session


def _clashes(changed: Sequence[Session]) -> Iterator[Clash]:
    """Whose bookings these sessions, as they will be, bring to the same time; inside a transaction."""
    new = {session.id: session for session in changed}
    living = sessions.living(list(new))
    on_it = sorted({one.person_id for held in living.values() for one in held})
    booked: dict[str, list[str]] = {}
    for one in sessions.alive_of(on_it):
        booked.setdefault(one.person_id, []).append(one.session_id)
    known_sessions = sessions.by_ids(sorted({name for names in booked.values() for name in names})) | new
    persons = people.by_ids(on_it)
    for session in changed:
        for one in living[session.id]:
            others = [known_sessions[name] for name in booked[one.person_id]]
            other, person = first_clash(session, others), persons[one.person_id]
            if other is not None:
                yield Clash(person.payroll_number, person.name, session, other)


def _rolls(found: Sequence[Session]) -> dict[str, Roll]:
    living = sessions.living([session.id for session in found])
    return {session.id: sessions.roll_of(session, living[session.id]) for session in found}


def _listed(found: Sequence[Session], *, with_marks: bool = False) -> tuple[Listed, ...]:
    rolls = _rolls(found)
    marks = attendance.of_sessions([session.id for session in found]) if with_marks else {}
    marked = {name: {one.person_id for one in held if not one.voided} for name, held in marks.items()}
    trainers = people.by_ids(sorted({session.trainer_id for session in found}))
    return tuple(
        Listed(
            session,
            trainers[session.trainer_id].name,
            trainers[session.trainer_id].payroll_number,
            booked=len(rolls[session.id].booked),
            waiting=len(rolls[session.id].waiting),
            places_left=rolls[session.id].places_left,
            unrecorded=len(set(rolls[session.id].booked) - marked.get(session.id, set())) if with_marks else 0,
        )
        for session in found
    )
