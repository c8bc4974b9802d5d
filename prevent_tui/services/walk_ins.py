"""Who comes to a session without a booking: found on the staff list, or written down until a staff list has them."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.domain.bookings import Mark, Session
from prevent_tui.domain.errors import PreventError
from prevent_tui.safety import clean
from prevent_tui.services import numbers
from prevent_tui.services.access import Actor
from prevent_tui.services.admin import given
from prevent_tui.services.attendance import Attendance
from prevent_tui.services.sessions import led_session
from prevent_tui.services.sheets import Comer, Sheet, sheet_of
from prevent_tui.services.talks import text_of
from prevent_tui.storage import installation, people, records, registers, taking
from prevent_tui.storage.database import Store
from prevent_tui.storage.records import Provenance

FOUND = 30
"""How many people a search brings at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody on the staff list, and how they stand on the sheet where they are on it."""

    name: str
    payroll_number: str
    comer: Comer | None


class WalkIns:
    """The trainer's search for whoever is in the room; as in `Attendance`, for their own sessions that have begun."""

    def __init__(self, store: Store, clock: Clock, attendance: Attendance) -> None:
        self._store = store
        self._clock = clock
        self._attendance = attendance

    def search(self, actor: Actor, session_id: str, text: str) -> list[Found]:
        """Staff by part of a name or the beginning of a number, at most 30; without a text, nobody."""
        text = clean(text)
        with self._store.read():
            session = self._begun(actor, session_id)
            on_sheet = {one.person_id: one for one in sheet_of(session, now=self._clock.now()).comers}
            today = self._clock.today()
            persons = registers.search(text, on=today, limit=FOUND) if text.strip() else []
            return [Found(one.name, one.payroll_number, on_sheet.get(one.id)) for one in persons]

    def add(self, actor: Actor, session_id: str, name: str, payroll_number: str = "") -> Sheet:
        """Write down somebody who is not on the staff list, and mark them in full where they have a payroll number.

        Their completion waits for a staff list with that number; with a name alone nothing is recorded for them. A
        number that the staff list has after all, gaps and small letters or not, marks that person. Raises
        `name_missing`, `words_too_long`.
        """
        called = text_of(name, "name_missing")
        number = "".join(clean(payroll_number).split()) and text_of(payroll_number, "number_missing")
        with self._store.write(everyone=True, sessions=[session_id]):
            session = self._begun(actor, session_id)
            person = numbers.meant(number) if number else None
            if person is None:
                stub = self._stub(number) if number else None
                came = [one for one in taking.walk_ins(session_id) if stub and one.person_id == stub]
                if not came:
                    taking.add_walk_in(session_id, stub, called, self._provenance(actor))
                person = people.by_id(stub) if stub else None
            number = person.payroll_number if person else ""
            sheet = sheet_of(session, now=self._clock.now())
        held = next((one.mark for one in sheet.comers if number and one.payroll_number == number), None)
        if not number or held is not None:
            return sheet
        return self._attendance.mark(actor, session_id, number, Mark.FULL)

    def remove(self, actor: Actor, session_id: str, walk_in: str, reason: str) -> Sheet:
        """Take somebody off the sheet who was written down by mistake, with a reason; a mark not recorded goes too.

        Raises `reason_missing`, `unknown_entry`, and `already_marked` where their mark is recorded: that is voided.
        """
        reason = given(reason)
        with self._store.read():
            people_of = [one.person_id for one in taking.walk_ins(session_id) if one.id == walk_in and one.person_id]
        with self._store.write(people=people_of, sessions=[session_id]):
            session, now = self._begun(actor, session_id), self._clock.now()
            comer = next((one for one in sheet_of(session, now=now).comers if one.walk_in == walk_in), None)
            if comer is None:
                raise PreventError("unknown_entry")
            if comer.recorded:
                raise PreventError("already_marked")
            taking.forget_drafts(session_id, [one for one in (*people_of, comer.person_id) if one])
            taking.remove_walk_in(walk_in, by=actor.person_id, at=now)
            records.keep_remarks({f"{walk_in}-removed": reason})
            return sheet_of(session, now=now)

    def _begun(self, actor: Actor, session_id: str) -> Session:
        session = led_session(actor, session_id)
        if not session.has_begun(self._clock.now()):
            raise PreventError("session_not_begun")
        return session

    def _stub(self, payroll_number: str) -> str:
        return numbers.stub_of(payroll_number, listed_on=self._clock.today(), at=self._clock.now())

    def _provenance(self, actor: Actor) -> Provenance:
        now = self._clock.now()
        return Provenance(actor.person_id, now, installation.own_device(at=now))
