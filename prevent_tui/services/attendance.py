"""Attendance: how the trainer marks who came, and records it; attending in full completes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from prevent_tui.clock import Clock
from prevent_tui.domain import certification, london
from prevent_tui.domain.bookings import Mark, Session, State
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.exchange import attendance_csv
from prevent_tui.exchange.attendance_csv import AttendanceLine
from prevent_tui.safety import clean
from prevent_tui.services import standing
from prevent_tui.services.access import Actor
from prevent_tui.services.admin import FileRefused, file_hash, given
from prevent_tui.services.sessions import led_session
from prevent_tui.services.sheets import Sheet, recorded, sheet_of
from prevent_tui.storage import attendance, audit, installation, people, records, taking
from prevent_tui.storage.attendance import Attended
from prevent_tui.storage.database import Store
from prevent_tui.storage.records import NewCompletion, Provenance

Change: TypeAlias = "tuple[Mark | None, Mark | None]"
"""The mark that is there, and the one to have instead."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What recording a sheet does: completions that count, practice, and those that wait for a staff list; the rest.

    `marks` are those it was worked out from, by person. `unmarked` counts those who have a place and no mark,
    `unnumbered` those of whom there is a name alone.
    """

    marks: tuple[tuple[str, Mark], ...]
    counting: int
    practice: int
    waiting: int
    part: int
    absent: int
    unmarked: int
    unnumbered: int

    @property
    def completions(self) -> int:
        """How many completions are recorded."""
        return self.counting + self.practice + self.waiting


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    """What a file of attendance brought: its rows, new marks, and ones that were there."""

    rows: int
    added: int
    known: int


class Attendance:
    """The trainer's work at their own sessions; administrators may do it at any.

    Every call raises `not_permitted` for anyone else, and `unknown_session` or `session_cancelled`. Marks are kept
    from the start of the session and can be changed; recorded from its end, they are final.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sheet(self, actor: Actor, session_id: str) -> Sheet:
        """Who is coming, and who came."""
        with self._store.read():
            return sheet_of(led_session(actor, session_id), now=self._clock.now())

    # -- taking it -------------------------------------------------------------------------------------------------

    def mark(
        self, actor: Actor, session_id: str, payroll_number: str, mark: Mark, *, instead_of: Mark | None = None
    ) -> Sheet:
        """Mark somebody of the staff list or of the sheet, until it is recorded; the same mark again changes nothing.

        `instead_of` is the mark that who marks has seen: where another terminal made another one since, that stands
        (`marked_meanwhile`). Raises `session_not_begun`, `unknown_person`, and `already_marked` for one recorded.
        """
        return self._change(actor, session_id, {payroll_number: (instead_of, mark)})

    def put_back(self, actor: Actor, session_id: str, changes: Mapping[str, Change]) -> Sheet:
        """Undo marks: by payroll number the mark that is there and the one to have instead (None: none).

        All of them or none: `marked_meanwhile` where one is another by now.
        """
        return self._change(actor, session_id, changes)

    def mark_rest(self, actor: Actor, session_id: str) -> Sheet:
        """Mark everybody who has a place and no mark yet as attending in full."""
        rest = [one for one in self.sheet(actor, session_id).comers if one.state is State.BOOKED and one.mark is None]
        return self._change(actor, session_id, {one.payroll_number: (None, Mark.FULL) for one in rest})

    def _change(self, actor: Actor, session_id: str, changes: Mapping[str, Change]) -> Sheet:
        ids = self._people(actor, session_id, changes)
        with self._store.write(people=ids.values(), sessions=[session_id]):
            session = self._begun(actor, session_id)
            final, held = recorded(session_id), taking.drafts(session_id)
            owners = taking.owners(ids.values())  # a staff list may have come since they were looked up
            wanted = {owners[ids[number]]: change for number, change in changes.items()}
            for person, (seen, mark) in wanted.items():
                if person in final and final[person].mark is not mark:
                    raise PreventError("already_marked")
                if person not in final and held.get(person) not in (seen, mark):
                    raise PreventError("marked_meanwhile")
            new = {person: mark for person, (_, mark) in wanted.items() if mark is not None and person not in final}
            if any(held.get(person) is not mark for person, mark in new.items()):
                taking.keep_drafts(session_id, new, by=actor.person_id, at=self._clock.now())
            taking.forget_drafts(session_id, [person for person, (_, mark) in wanted.items() if mark is None])
            return sheet_of(session, now=self._clock.now())

    # -- recording it ----------------------------------------------------------------------------------------------

    def preview(self, actor: Actor, session_id: str) -> Preview:
        """What recording the marks does; `sheet_empty` where there are none, `session_not_over` before its end."""
        with self._store.read():
            return _preview(self._over(actor, session_id), now=self._clock.now())

    def record(self, actor: Actor, session_id: str, preview: Preview) -> Sheet:
        """Record the marks, in one transaction: from then on one is voided, not changed.

        In full is a completion on the day the session ends. Raises `sheet_changed` where it would record something
        else than was shown, `session_not_over`, and `sheet_empty`.
        """
        with self._store.write(people=[person for person, _ in preview.marks], sessions=[session_id]):
            session, now = self._over(actor, session_id), self._clock.now()
            if _preview(session, now=now) != preview:
                raise PreventError("sheet_changed")
            self._record(session, dict(preview.marks), actor)
            return sheet_of(session, now=now)

    def void_mark(self, actor: Actor, session_id: str, payroll_number: str, reason: str) -> Sheet:
        """Take a recorded mark back with a reason, and the completion that followed from it.

        Raises `reason_missing`, `unknown_person`, `not_marked`, and `mark_not_recorded` for one that isn't yet.
        """
        reason = given(reason)
        person = self._people(actor, session_id, [payroll_number])[payroll_number]
        with self._store.write(people=[person], sessions=[session_id]):
            session = led_session(actor, session_id)
            held = recorded(session_id).get(person)
            if held is None:
                raise PreventError("mark_not_recorded" if person in taking.drafts(session_id) else "not_marked")
            provenance = self._provenance(actor)
            attendance.void(held.id, reason, provenance)
            if held.mark is Mark.FULL:
                completion = _completion_id(session, held)
                records.add_void(completion, reason, provenance)
                standing.rebuild([records.owner_of(completion) or person])
            told = {"mark": held.mark.value, "person": held.person_id}
            audit.append("attendance_voided", session_id, told, by=actor.person_id, at=provenance.at)
            return sheet_of(session, now=self._clock.now())

    def import_marks(self, actor: Actor, session_id: str, file: Path, *, dry_run: bool = False) -> AttendanceReport:
        """Record the marks of everybody whom a file names, in one transaction; `FileRefused` lists every fault.

        The session is over (`session_not_over`); the file wins over marks that were not recorded yet.
        """
        with self._store.read():
            self._over(actor, session_id)
            ids = people.joined_numbers() | {person.payroll_number: person.id for person in people.all_staff()}
        rows, faults = attendance_csv.read_attendance(file)
        if faults:
            raise FileRefused(faults)
        hashed, persons = file_hash(file), [ids[row.payroll_number] for row in rows if row.payroll_number in ids]
        with self._store.write(people=persons, sessions=[session_id]):
            session = self._over(actor, session_id)
            held = {person: one.mark for person, one in recorded(session_id).items()}
            found = _faults(rows, ids, held, clean(file.name))
            if found:
                raise FileRefused(found)
            new = {ids[row.payroll_number]: row.mark for row in rows if ids[row.payroll_number] not in held}
            if not dry_run:
                self._record(session, new, actor)
                records.add_batch("attendance", file.name, hashed, len(rows), self._provenance(actor))
        return AttendanceReport(len(rows), len(new), len(rows) - len(new))

    def _record(self, session: Session, marks: Mapping[str, Mark], actor: Actor) -> None:
        if not marks:
            return
        provenance = self._provenance(actor)
        completed: list[NewCompletion] = []
        for person_id, mark in marks.items():
            attended = attendance.add(session.id, person_id, mark, provenance)
            if mark is Mark.FULL:
                identity = records.booking_completion_id(person_id, session.option, session.ends_on, attended)
                completed.append(
                    NewCompletion(identity, person_id, session.option, session.ends_on, "booking", attended)
                )
        taking.forget_drafts(session.id, marks)
        records.add_completions(completed, provenance)
        standing.rebuild(sorted(set(taking.owners(one.person_id for one in completed).values())))
        counts = {mark.value: sum(1 for one in marks.values() if one is mark) for mark in Mark}
        audit.append("attendance_recorded", session.id, counts, by=actor.person_id, at=provenance.at)

    # -- inside a transaction --------------------------------------------------------------------------------------

    def _begun(self, actor: Actor, session_id: str) -> Session:
        session = led_session(actor, session_id)
        if not session.has_begun(self._clock.now()):
            raise PreventError("session_not_begun")
        return session

    def _over(self, actor: Actor, session_id: str) -> Session:
        session = self._begun(actor, session_id)
        if not session.is_over(self._clock.now()):
            ends = f"{london.at_the_wall(session.ends_at):%H:%M}"
            raise PreventError("session_not_over", time=ends, day=session.ends_on)
        return session

    def _people(self, actor: Actor, session_id: str, payroll_numbers: Iterable[str]) -> dict[str, str]:
        """Whose those numbers are: on the staff list, or walk-ins of this session; `unknown_person`."""
        with self._store.read():
            led_session(actor, session_id)
            came = [one.person_id for one in taking.walk_ins(session_id) if one.person_id]
            stubs = {person.payroll_number: person.id for person in people.by_ids(came).values()}
            found = {}
            for number in payroll_numbers:
                person = people.by_payroll(number)
                if person is None and number not in stubs:
                    raise PreventError("unknown_person")
                found[number] = person.id if person else stubs[number]
            return found

    def _provenance(self, actor: Actor) -> Provenance:
        now = self._clock.now()
        return Provenance(actor.person_id, now, installation.own_device(at=now))


def _preview(session: Session, *, now: dt.datetime) -> Preview:
    marks = taking.drafts(session.id)
    if not marks:
        raise PreventError("sheet_empty")
    full = people.by_ids([person for person, mark in marks.items() if mark is Mark.FULL])
    staff, policy = [person for person in full.values() if person.kind == "staff"], standing.policy_in_force()
    held = standing.records_of(staff, policy)
    counts = sum(1 for one in staff if certification.will_count(held[one.id], session.ends_on, policy=policy).counts)
    comers = sheet_of(session, now=now).comers
    return Preview(
        marks=tuple(sorted(marks.items())),
        counting=counts,
        practice=len(staff) - counts,
        waiting=len(full) - len(staff),
        part=sum(1 for mark in marks.values() if mark is Mark.PART),
        absent=sum(1 for mark in marks.values() if mark is Mark.ABSENT),
        unmarked=sum(1 for one in comers if one.state is State.BOOKED and one.mark is None),
        unnumbered=sum(1 for one in comers if one.person_id is None),
    )


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
