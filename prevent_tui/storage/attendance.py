"""Who attended: marks appended by the trainer, and the voids of those that were mistakes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from peewee import JOIN, fn

from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.identity import record_id
from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.records import Provenance, keep_remarks
from prevent_tui.storage.rows import rows, value


@dataclass(frozen=True, slots=True)
class Attended:
    """A person's mark for one session; `voided` when it was a mistake."""

    id: str
    session_id: str
    person_id: str
    mark: Mark
    turn: int
    recorded_at: dt.datetime
    voided: bool


def of_sessions(session_ids: Sequence[str]) -> dict[str, list[Attended]]:
    """Every mark of those sessions, voided ones too, in the order in which each person's were made."""
    record, void = models.Attendance, models.AttendanceVoid
    found: dict[str, list[Attended]] = {session: [] for session in session_ids}
    for part in chunks(list(session_ids)):
        query = (
            record.select(
                record.id,
                record.session_id,
                record.person_id,
                record.mark,
                record.turn,
                record.recorded_at,
                void.id,
            )
            .join(void, JOIN.LEFT_OUTER, on=(void.attendance_id == record.id))
            .where(record.session_id.in_(part))
            .order_by(record.person_id, record.turn)
        )
        for id_, session_id, person_id, mark, turn, at, voided in rows(query):
            one = Attended(id_, session_id, person_id, Mark(mark), turn, at, voided is not None)
            found[session_id].append(one)
    return found


def standing(session_id: str) -> dict[str, Attended]:
    """The marks of a session that are not voided, by person: at most one each."""
    return {one.person_id: one for one in of_sessions([session_id])[session_id] if not one.voided}


def add(session_id: str, person_id: str, mark: Mark, provenance: Provenance) -> str:
    """Record a mark; returns its id. A mark made again after a void is another record."""
    record = models.Attendance
    made = record.select(fn.COUNT(record.id)).where(record.session_id == session_id, record.person_id == person_id)
    turn = 1 + int(value(made))
    identity = record_id("attendance", session=session_id, person=person_id, mark=mark.value, turn=turn)
    models.Attendance.insert(
        id=identity,
        session_id=session_id,
        person_id=person_id,
        mark=mark.value,
        turn=turn,
        recorded_by=provenance.by,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).execute()
    return identity


def void(attendance_id: str, reason: str, provenance: Provenance) -> None:
    """Void a mark, once; the reason stands beside it."""
    void_id = record_id("attendance-void", attendance=attendance_id)
    models.AttendanceVoid.insert(
        id=void_id,
        attendance_id=attendance_id,
        recorded_by=provenance.by,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).on_conflict_ignore().execute()
    keep_remarks({void_id: reason})
