"""Registers of toolbox talks: reads and appended events, and the place a talk is at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from prevent_tui.domain.identity import random_id, record_id
from prevent_tui.domain.registers import Event, Kind
from prevent_tui.storage import models
from prevent_tui.storage.people import Person, by_ids, chunks
from prevent_tui.storage.records import Provenance
from prevent_tui.storage.rows import first, pairs, rows, value, values


@dataclass(frozen=True, slots=True)
class Header:
    """What never changes about a register: its short number, the talk, and who presents it."""

    id: str
    number: int
    talk: str
    presenter_id: str


@dataclass(frozen=True, slots=True)
class Position:
    """What a talk shows: the step (from 0), whether its answer is shown, since when the clock runs, if it is over."""

    step: int
    revealed: bool
    begun_at: dt.datetime | None
    ended: bool


_HEADER = (models.Register.id, models.Register.number, models.Register.talk, models.Register.presenter_id)


def add(talk: str, presenter_id: str, provenance: Provenance) -> Header:
    """A new register with the next short number; inside a write that keeps others out."""
    header = Header(random_id(), (value(models.Register.select(fn.MAX(models.Register.number))) or 0) + 1, talk, "")
    models.Register.insert(
        id=header.id,
        number=header.number,
        talk=talk,
        presenter_id=presenter_id,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).execute()
    return Header(header.id, header.number, talk, presenter_id)


def latest_going_on() -> int | None:
    """The short number of the talk that was planned last of those that have begun and aren't over."""
    register, place = models.Register, models.TalkPosition
    going_on = place.select(place.register_id).where(place.ended == 0)
    found = value(register.select(fn.MAX(register.number)).where(register.id.in_(going_on)))
    return int(found) if found else None


def header(register_id: str) -> Header | None:
    """The register of that identity."""
    found = first(models.Register.select(*_HEADER).where(models.Register.id == register_id))
    return Header(*found) if found else None


def by_number(number: int) -> Header | None:
    """The register of that short number."""
    found = first(models.Register.select(*_HEADER).where(models.Register.number == number))
    return Header(*found) if found else None


def headers(presenter_id: str | None = None) -> list[Header]:
    """Every register, or those one person presents, the newest first."""
    query = models.Register.select(*_HEADER).order_by(models.Register.number.desc())
    if presenter_id is not None:
        query = query.where(models.Register.presenter_id == presenter_id)
    return [Header(*row) for row in rows(query)]


def append(
    register_id: str,
    sequence: int,
    kind: Kind,
    provenance: Provenance,
    *,
    person_id: str | None = None,
    details: Mapping[str, Any] | None = None,
    remark: str = "",
) -> Event:
    """Append an event; the remark (a name, a reason) stands beside it, outside its identity."""
    held = dict(details or {})
    identity = record_id(
        "register_event", register=register_id, sequence=sequence, event=kind.value, person=person_id, details=held
    )
    models.RegisterEvent.insert(
        id=identity,
        register_id=register_id,
        sequence=sequence,
        kind=kind.value,
        person_id=person_id,
        details=held,
        recorded_by=provenance.by,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).execute()
    if remark:
        models.Remark.insert(record_id=identity, text=remark).execute()
    return Event(sequence, kind, provenance.at, identity, provenance.by, person_id, held)


def events(register_ids: Sequence[str]) -> dict[str, list[Event]]:
    """What happened to those registers, in order, by register."""
    event = models.RegisterEvent
    found: dict[str, list[Event]] = {register: [] for register in register_ids}
    for part in chunks(list(register_ids)):
        query = event.select(
            event.register_id, event.sequence, event.kind, event.recorded_at, event.id, event.recorded_by,
            event.person_id, event.details,
        ).where(event.register_id.in_(part)).order_by(event.register_id, event.sequence)  # fmt: skip
        for register, sequence, kind, *rest in rows(query):
            found[register].append(Event(sequence, Kind(kind), *rest))
    return found


def remarks(record_ids: Iterable[str]) -> dict[str, str]:
    """The free text beside those records, where there is any."""
    found: dict[str, str] = {}
    for part in chunks(sorted(record_ids)):
        query = models.Remark.select(models.Remark.record_id, models.Remark.text)
        found |= dict(pairs(query.where(models.Remark.record_id.in_(part))))
    return found


def persons(person_ids: Iterable[str]) -> dict[str, Person]:
    """Those people; a stub that turned out to be somebody gives that person."""
    ids = sorted(set(person_ids))
    link, owners = models.Link, dict[str, str]()
    for part in chunks(ids):
        owners |= dict(pairs(link.select(link.stub_id, link.person_id).where(link.stub_id.in_(part))))
    found = by_ids([*{owners.get(one, one) for one in ids}])
    return {one: found[owners.get(one, one)] for one in ids}


def voided(completion_ids: Iterable[str]) -> frozenset[str]:
    """Those of these completions that were voided."""
    found: set[str] = set()
    for part in chunks(sorted(completion_ids)):
        query = models.Void.select(models.Void.completion_id).where(models.Void.completion_id.in_(part))
        found |= set(values(query))
    return frozenset(found)


def position(register_id: str) -> Position | None:
    """Where a talk is; None before it has begun."""
    place = models.TalkPosition
    query = place.select(place.step, place.revealed, place.begun_at, place.ended)
    found = first(query.where(place.register_id == register_id))
    return Position(*found) if found else None


def keep_position(register_id: str, held: Position) -> None:
    """Say where a talk is."""
    place = models.TalkPosition
    changed = {
        place.step: held.step,
        place.revealed: held.revealed,
        place.begun_at: held.begun_at,
        place.ended: held.ended,
    }
    place.insert(
        register_id=register_id, step=held.step, revealed=held.revealed, begun_at=held.begun_at, ended=held.ended
    ).on_conflict(conflict_target=(place.register_id,), update=changed).execute()


def search(text: str, *, on: dt.date, limit: int, manager_id: str | None = None) -> list[Person]:
    """Staff on a day whose folded name contains a text or whose number begins with it, in order of name.

    With a manager, only who reports to them today.
    """
    from prevent_tui.domain.people import fold

    person, line = models.Person, models.ReportingLine
    wanted, bare = fold(text), "".join(text.split())
    query = person.select(person.id).where(
        person.kind == "staff", person.left_on.is_null() | (person.left_on >= on)
    )  # fmt: skip
    if wanted:
        begins = fn.SUBSTR(person.payroll_number, 1, len(bare)).in_(sorted({bare, bare.upper(), bare.lower()}))
        query = query.where(begins | person.name_key.contains(wanted))
    if manager_id is not None:
        reports = line.select(line.person_id).where(line.manager_id == manager_id, line.until_on.is_null())
        query = query.where(person.id.in_(reports))
    ids = values(query.order_by(person.family_key, person.given_key, person.payroll_number).limit(limit))
    found = by_ids(ids)
    return [found[one] for one in ids]
