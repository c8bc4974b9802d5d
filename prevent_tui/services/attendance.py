"""Attendance: who is coming, and how the trainer marks them; attending in full completes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_tui.clock import Clock
from prevent_tui.domain.bookings import Mark, Session, State
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.domain.people import fold
from prevent_tui.exchange import attendance_csv
from prevent_tui.exchange.attendance_csv import AttendanceLine
from prevent_tui.safety import clean
from prevent_tui.services import standing
from prevent_tui.services.access import Actor
from prevent_tui.services.admin import FileRefused, file_hash
from prevent_tui.services.sessions import given, led_session
from prevent_tui.storage import attendance, installation, people, records, sessions
from prevent_tui.storage.attendance import Attended
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person
from prevent_tui.storage.records import NewCompletion, Provenance


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody of a session: their booking's state (None for a walk-in) and their mark, once there is one."""

    person: Person
    state: State | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A session and everybody who is booked, waits or was marked: the booked by name, then the others."""

    session: Session
    comers: tuple[Comer, ...]
    can_mark: bool


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    """What a file of attendance brought: its rows, new marks, and ones that were there."""

    rows: int
    added: int
    known: int


class Attendance:
    """The trainer's work at their own sessions; administrators may do it at any.

    Every call raises `not_permitted` for anyone else, and `unknown_session` or `session_cancelled`.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sheet(self, actor: Actor, session_id: str) -> Sheet:
        """Who is coming, and who came."""
        with self._store.read():
            return self._sheet(led_session(actor, session_id))

    def mark(self, actor: Actor, session_id: str, payroll_number: str, mark: Mark) -> Sheet:
        """Mark somebody of the staff list, booked or not, once; in full is a completion on the day the session ends.

        Raises `session_not_begun`, `unknown_person`, and `already_marked` where another mark stands.
        """
        person = self._person(actor, session_id, payroll_number)
        with self._store.write(people=[person.id], sessions=[session_id]):
            session = self._begun(actor, session_id)
            held = attendance.standing(session_id).get(person.id)
            if held is not None and held.mark is not mark:
                raise PreventError("already_marked")
            if held is None:
                self._record(session, {person.id: mark}, actor)
            return self._sheet(session)

    def void_mark(self, actor: Actor, session_id: str, payroll_number: str, reason: str) -> Sheet:
        """Take a mistaken mark back with a reason, and the completion that followed from it.

        Raises `reason_missing`, `unknown_person`, `not_marked`.
        """
        reason = given(reason)
        person = self._person(actor, session_id, payroll_number)
        with self._store.write(people=[person.id], sessions=[session_id]):
            session = led_session(actor, session_id)
            held = attendance.standing(session_id).get(person.id)
            if held is None:
                raise PreventError("not_marked")
            provenance = self._provenance(actor)
            attendance.void(held.id, reason, provenance)
            if held.mark is Mark.FULL:
                records.add_void(_completion_id(session, held), reason, provenance)
                standing.rebuild([person.id])
            return self._sheet(session)

    def import_marks(self, actor: Actor, session_id: str, file: Path, *, dry_run: bool = False) -> AttendanceReport:
        """Mark everybody whom a file names, in one transaction; `FileRefused` lists every fault."""
        with self._store.read():
            self._begun(actor, session_id)
            ids = {person.payroll_number: person.id for person in people.all_staff()}
        rows, faults = attendance_csv.read_attendance(file)
        if faults:
            raise FileRefused(faults)
        hashed, persons = file_hash(file), [ids[row.payroll_number] for row in rows if row.payroll_number in ids]
        with self._store.write(people=persons, sessions=[session_id]):
            session = self._begun(actor, session_id)
            held = {person: one.mark for person, one in attendance.standing(session_id).items()}
            found = _faults(rows, ids, held, clean(file.name))
            if found:
                raise FileRefused(found)
            new = {ids[row.payroll_number]: row.mark for row in rows if ids[row.payroll_number] not in held}
            if not dry_run:
                self._record(session, new, actor)
                records.add_batch("attendance", file.name, hashed, len(rows), self._provenance(actor))
        return AttendanceReport(len(rows), len(new), len(rows) - len(new))

    def _begun(self, actor: Actor, session_id: str) -> Session:
        session = led_session(actor, session_id)
        if not session.has_begun(self._clock.now()):
            raise PreventError("session_not_begun")
        return session

    def _person(self, actor: Actor, session_id: str, payroll_number: str) -> Person:
        with self._store.read():
            led_session(actor, session_id)
            person = people.by_payroll(payroll_number)
            if person is None:
                raise PreventError("unknown_person")
            return person

    def _record(self, session: Session, marks: dict[str, Mark], actor: Actor) -> None:
        provenance = self._provenance(actor)
        completed: list[NewCompletion] = []
        for person_id, mark in marks.items():
            attended = attendance.add(session.id, person_id, mark, provenance)
            if mark is Mark.FULL:
                identity = records.booking_completion_id(person_id, session.option, session.ends_on, attended)
                completed.append(
                    NewCompletion(identity, person_id, session.option, session.ends_on, "booking", attended)
                )
        records.add_completions(completed, provenance)
        standing.rebuild([one.person_id for one in completed])

    def _sheet(self, session: Session) -> Sheet:
        roll = sessions.roll_of(session, sessions.living([session.id])[session.id])
        marks = attendance.standing(session.id)
        found = people.by_ids(sorted({*roll.booked, *roll.waiting, *marks}))
        comers = [
            Comer(person, roll.state_of(person.id), marks[person.id].mark if person.id in marks else None)
            for person in found.values()
        ]
        comers.sort(key=lambda each: _by_name(each))
        return Sheet(session, tuple(comers), can_mark=session.has_begun(self._clock.now()))

    def _provenance(self, actor: Actor) -> Provenance:
        now = self._clock.now()
        return Provenance(actor.person_id, now, installation.own_device(at=now))


_ORDER = {State.BOOKED: 0, None: 1, State.WAITING: 2, State.CANCELLED: 3}


def _by_name(comer: Comer) -> tuple[int, str, str, str]:
    person = comer.person
    return _ORDER[comer.state], fold(person.family_name), fold(person.given_name), person.payroll_number


def _completion_id(session: Session, held: Attended) -> str:
    """A session that has begun doesn't move any more, so its day is the one on which the mark was made."""
    return records.booking_completion_id(held.person_id, session.option, session.ends_on, held.id)


def _faults(rows: tuple[AttendanceLine, ...], ids: dict[str, str], held: dict[str, Mark], file: str) -> list[Fault]:
    faults = []
    for row in rows:
        details = (("number", row.payroll_number),)
        if row.payroll_number not in ids:
            faults.append(Fault("unknown_number", file, row.line, "payroll_number", details))
        elif held.get(ids[row.payroll_number], row.mark) is not row.mark:
            faults.append(Fault("marked_otherwise", file, row.line, "attended", details))
    return faults
