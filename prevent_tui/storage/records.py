"""Completions, voids, links and imports: appended, never changed; and the standing rows derived from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from peewee import JOIN

from prevent_tui.domain.identity import random_id, record_id
from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.rows import append, pairs, rows, value, values


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """A recorded completion as it is stored, with whether it was voided."""

    id: str
    person_id: str
    option: str
    completed_on: dt.date
    source: str
    source_id: str | None
    recorded_at: dt.datetime
    voided: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who recorded something, when (UTC) and on which device."""

    by: str | None
    at: dt.datetime
    device: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One standing period of a person under one manager, last day included."""

    person_id: str
    manager_id: str
    from_on: dt.date
    until_on: dt.date | str
    certified_on: dt.date | None
    window_opens_on: dt.date
    due_on: dt.date
    family_key: str
    given_key: str
    payroll_number: str
    name_key: str


_STANDING = tuple(field.name for field in fields(StandingRow))


def imported_completion_id(person_id: str, option: str, completed_on: dt.date) -> str:
    """The identity of an imported completion: person, option and day, so that the same row twice is one record."""
    return record_id("completion", person=person_id, option=option, completed_on=completed_on.isoformat())


def attempt_completion_id(person_id: str, option: str, completed_on: dt.date, attempt_id: str) -> str:
    """The identity of a completion earned by an attempt."""
    return record_id(
        "completion", person=person_id, option=option, completed_on=completed_on.isoformat(), attempt=attempt_id
    )


def booking_completion_id(person_id: str, option: str, completed_on: dt.date, attendance_id: str) -> str:
    """The identity of a completion that follows from attending a session in full."""
    return record_id(
        "completion", person=person_id, option=option, completed_on=completed_on.isoformat(), attendance=attendance_id
    )


def register_completion_id(person_id: str, option: str, completed_on: dt.date, register_id: str) -> str:
    """The identity of a completion that a signed register brought."""
    return record_id(
        "completion", person=person_id, option=option, completed_on=completed_on.isoformat(), register=register_id
    )


@dataclass(frozen=True, slots=True)
class NewCompletion:
    """A completion about to be recorded."""

    id: str
    person_id: str
    option: str
    completed_on: dt.date
    source: str
    source_id: str | None = None
    evidence: str | None = None


def add_completions(completions: Iterable[NewCompletion], provenance: Provenance) -> int:
    """Record completions that are not known yet; returns how many were new."""
    new = {completion.id: completion for completion in completions}
    for part in chunks(list(new)):
        for known in values(models.Completion.select(models.Completion.id).where(models.Completion.id.in_(part))):
            new.pop(known, None)
    inserts = [
        {
            "id": one.id,
            "person_id": one.person_id,
            "option": one.option,
            "completed_on": one.completed_on,
            "source": one.source,
            "source_id": one.source_id,
            "recorded_by": provenance.by,
            "recorded_at": provenance.at,
            "device_id": provenance.device,
        }
        for one in new.values()
    ]
    for inserts_part in chunks(inserts):
        models.Completion.insert_many(inserts_part).execute()
    keep_remarks({one.id: one.evidence for one in new.values() if one.evidence})
    return len(new)


def keep_remarks(remarks: dict[str, str]) -> None:
    """Put free text beside records that have none yet."""
    inserts = [{"record_id": record, "text": text} for record, text in remarks.items()]
    for part in chunks(inserts):
        models.Remark.insert_many(part).on_conflict_ignore().execute()


def add_void(completion_id: str, reason: str, provenance: Provenance) -> bool:
    """Void a completion, once; whether it was not void before."""
    void_id = record_id("void", completion=completion_id)
    if models.Void.select().where(models.Void.id == void_id).exists():
        return False
    models.Void.insert(
        id=void_id,
        completion_id=completion_id,
        recorded_by=provenance.by,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).on_conflict_ignore().execute()
    keep_remarks({void_id: reason})
    return True


def add_links(links: Iterable[tuple[str, str]], provenance: Provenance) -> None:
    """Say that stubs are people after all: pairs of stub id and person id."""
    inserts = [
        {
            "id": record_id("link", stub=stub, person=person),
            "stub_id": stub,
            "person_id": person,
            "recorded_by": provenance.by,
            "recorded_at": provenance.at,
            "device_id": provenance.device,
        }
        for stub, person in links
    ]
    for part in chunks(inserts):
        models.Link.insert_many(part).on_conflict_ignore().execute()


def add_batch(kind: str, file_name: str, file_hash: str, count: int, provenance: Provenance) -> None:
    """Write down that a file was applied."""
    models.ImportBatch.insert(
        id=random_id(),
        kind=kind,
        file_name=file_name,
        file_hash=file_hash,
        rows=count,
        recorded_by=provenance.by,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).execute()


def owner_of(completion_id: str) -> str | None:
    """The person a completion belongs to, through a link where a stub recorded it."""
    completion, link = models.Completion, models.Link
    person_id: str | None = value(completion.select(completion.person_id).where(completion.id == completion_id))
    linked: str | None = value(link.select(link.person_id).where(link.stub_id == person_id))
    return linked or person_id


def completions_of(person_ids: Sequence[str]) -> dict[str, list[CompletionRow]]:
    """Every completion of those people, their stubs' included, by person; oldest first."""
    found: dict[str, list[CompletionRow]] = {}
    for part in chunks(list(person_ids)):
        owners = {person: person for person in part}
        owners |= _linked(part)
        for ids in chunks(list(owners)):
            for row in _completions(ids):
                found.setdefault(owners[row.person_id], []).append(row)
    for held in found.values():
        held.sort(key=lambda row: (row.completed_on, row.recorded_at, row.id))
    return found


def imported(person_ids: Sequence[str]) -> dict[str, CompletionRow]:
    """The imported completions of those people by the identity an import of the same row would give them.

    A row that first came while its payroll number was unknown is found under the person's own identity too.
    """
    return {
        imported_completion_id(person, row.option, row.completed_on): row
        for person, held in completions_of(person_ids).items()
        for row in held
        if row.source == "import"
    }


def _linked(person_ids: Sequence[str]) -> dict[str, str]:
    """Stub id to person id, of the stubs that turned out to be those people."""
    link = models.Link
    query = link.select(link.stub_id, link.person_id).where(link.person_id.in_(list(person_ids)))
    return dict(pairs(query))


def _completions(person_ids: Sequence[str]) -> list[CompletionRow]:
    completion, void = models.Completion, models.Void
    query = (
        completion.select(
            completion.id,
            completion.person_id,
            completion.option,
            completion.completed_on,
            completion.source,
            completion.source_id,
            completion.recorded_at,
            void.id,
        )
        .join(void, JOIN.LEFT_OUTER, on=(void.completion_id == completion.id))
        .where(completion.person_id.in_(list(person_ids)))
    )
    found = [(*stored, voided is not None) for *stored, voided in rows(query)]
    return [CompletionRow(*row) for row in found]


def replace_standing(person_ids: Sequence[str], standing: Iterable[StandingRow]) -> None:
    """Put these standing rows in the place of those people's earlier ones."""
    for part in chunks(list(person_ids)):
        models.StandingRow.delete().where(models.StandingRow.person_id.in_(part)).execute()
    append(models.StandingRow, _STANDING, map(_stored, standing))


def _stored(row: StandingRow) -> tuple[str | None, ...]:
    held = (getattr(row, name) for name in _STANDING)
    return tuple(value.isoformat() if isinstance(value, dt.date) else value for value in held)


def as_text(row: StandingRow) -> tuple[str, ...]:
    """A standing row as plain values, as `all_standing` gives them."""
    return tuple(str(getattr(row, name)) for name in _STANDING)


def all_standing() -> set[tuple[str, ...]]:
    """Every standing row as plain values, to compare."""
    columns = [getattr(models.StandingRow, name) for name in _STANDING]
    return {tuple(str(value) for value in row) for row in rows(models.StandingRow.select(*columns))}
