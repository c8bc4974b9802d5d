"""Attendance while it is taken: marks that can still be changed, and who came and is not on the staff list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peewee import fn

from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.identity import random_id
from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.records import Provenance, keep_remarks
from prevent_tui.storage.rows import first, pairs, rows, value, values


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who came: with a payroll number a stub, otherwise nobody the database knows; the name is as told."""

    id: str
    person_id: str | None
    name: str


def drafts(session_id: str) -> dict[str, Mark]:
    """The marks of a session that are not recorded yet, by person."""
    draft = models.AttendanceDraft
    found = pairs(draft.select(draft.person_id, draft.mark).where(draft.session_id == session_id))
    return {person: Mark(mark) for person, mark in found}


def keep_drafts(session_id: str, marks: Mapping[str, Mark], *, by: str | None, at: dt.datetime) -> None:
    """Put these marks in the place of those people's earlier ones."""
    forget_drafts(session_id, marks)
    inserts = [
        {"session_id": session_id, "person_id": person, "mark": mark.value, "changed_by": by, "changed_at": at}
        for person, mark in marks.items()
    ]
    for part in chunks(inserts):
        models.AttendanceDraft.insert_many(part).execute()


def forget_drafts(session_id: str, person_ids: Iterable[str]) -> None:
    """Take those people's marks back."""
    draft = models.AttendanceDraft
    for part in chunks(list(person_ids)):
        draft.delete().where(draft.session_id == session_id, draft.person_id.in_(part)).execute()


def hand_over_drafts(owners: Mapping[str, str]) -> None:
    """Give the marks of stubs to whom they turned out to be; a mark that somebody has themself stands."""
    draft = models.AttendanceDraft
    for part in chunks(list(owners)):
        for stub in values(draft.select(draft.person_id).distinct().where(draft.person_id.in_(part))):
            own = values(draft.select(draft.session_id).where(draft.person_id == owners[stub]))
            draft.delete().where(draft.person_id == stub, draft.session_id.in_(own)).execute()
            draft.update(person_id=owners[stub]).where(draft.person_id == stub).execute()


def walk_ins(session_id: str) -> list[WalkIn]:
    """Who came to a session and is not on the staff list, in the order in which they came."""
    walk_in, remark = models.WalkIn, models.Remark
    query = (
        walk_in.select(walk_in.id, walk_in.person_id, remark.text)
        .join(remark, on=(remark.record_id == walk_in.id))
        .where(walk_in.session_id == session_id, walk_in.removed_at.is_null())
        .order_by(walk_in.turn)
    )
    return [WalkIn(*row) for row in rows(query)]


def add_walk_in(session_id: str, person_id: str | None, name: str, provenance: Provenance) -> WalkIn:
    """Write down that somebody came; the name stands beside it."""
    walk_in, identity = models.WalkIn, random_id()
    last: int | None = value(walk_in.select(fn.MAX(walk_in.turn)).where(walk_in.session_id == session_id))
    walk_in.insert(
        id=identity,
        session_id=session_id,
        person_id=person_id,
        turn=(last or 0) + 1,
        recorded_by=provenance.by,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).execute()
    keep_remarks({identity: name})
    return WalkIn(identity, person_id, name)


def remove_walk_in(walk_in_id: str, *, by: str | None, at: dt.datetime) -> None:
    """Say that somebody did not come after all; that they were on the sheet stays known."""
    walk_in = models.WalkIn
    walk_in.update(removed_by=by, removed_at=at).where(walk_in.id == walk_in_id, walk_in.removed_at.is_null()).execute()


def owners(person_ids: Iterable[str]) -> dict[str, str]:
    """Who each of those people is: themself, or whoever a stub turned out to be."""
    link, ids = models.Link, sorted(set(person_ids))
    found = {person: person for person in ids}
    for part in chunks(ids):
        found |= dict(pairs(link.select(link.stub_id, link.person_id).where(link.stub_id.in_(part))))
    return found


def reason_of(record_id: str) -> str:
    """The free text beside a record; empty where there is none."""
    found = first(models.Remark.select(models.Remark.text).where(models.Remark.record_id == record_id))
    return str(found[0]) if found else ""
