"""Suspended options, people's own answers about their work, and requests for a toolbox talk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields

from prevent_tui.domain.identity import random_id
from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.rows import first, rows


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which an option does not run, both included; `until_on` None is "until further notice"."""

    id: str
    option: str
    from_on: dt.date
    until_on: dt.date | None
    reason_en: str
    reason_cy: str


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """What a person said of their own work; None is "not asked or not answered"."""

    staff_group: str | None = None
    frontline: bool | None = None
    school_role: str | None = None
    it_access: bool | None = None


@dataclass(frozen=True, slots=True)
class TalkRequest:
    """A request for a toolbox talk; `asked_by` None was made at a terminal for somebody."""

    id: str
    person_id: str
    asked_by: str | None
    asked_at: dt.datetime
    withdrawn_at: dt.datetime | None
    planned_on: dt.date | None

    @property
    def is_open(self) -> bool:
        """Whether it waits to be planned."""
        return self.withdrawn_at is None and self.planned_on is None


_SUSPENSION = tuple(getattr(models.Suspension, field.name) for field in fields(Suspension))
_OWN = tuple(getattr(models.OwnAnswer, field.name) for field in fields(OwnAnswers))
_REQUEST = tuple(getattr(models.TalkRequest, field.name) for field in fields(TalkRequest))


# -- suspensions -------------------------------------------------------------------------------------------------------


def suspensions() -> list[Suspension]:
    """Every suspension, past ones too, by option and first day."""
    table = models.Suspension
    return [Suspension(*row) for row in rows(table.select(*_SUSPENSION).order_by(table.option, table.from_on))]


def suspensions_on(day: dt.date) -> list[Suspension]:
    """The suspensions in force on a day."""
    table = models.Suspension
    open_ended = table.until_on.is_null() | (table.until_on >= day)
    return [Suspension(*row) for row in rows(table.select(*_SUSPENSION).where(table.from_on <= day, open_ended))]


def add_suspension(suspension: Suspension, *, by: str | None, at: dt.datetime) -> None:
    """Keep a suspension."""
    values = {field.name: getattr(suspension, field.name) for field in fields(Suspension)}
    models.Suspension.insert(**values, recorded_by=by, recorded_at=at).execute()


def end_suspension(suspension_id: str, last_on: dt.date) -> None:
    """Let a suspension end on a day; one that would begin after it is taken back."""
    table = models.Suspension
    table.delete().where(table.id == suspension_id, table.from_on > last_on).execute()
    table.update(until_on=last_on).where(table.id == suspension_id).execute()


# -- own answers -------------------------------------------------------------------------------------------------------


def own_answers(person_id: str) -> OwnAnswers:
    """What a person said of their own work."""
    found = first(models.OwnAnswer.select(*_OWN).where(models.OwnAnswer.person_id == person_id))
    return OwnAnswers(*found) if found else OwnAnswers()


def own_answers_of(person_ids: Sequence[str]) -> dict[str, OwnAnswers]:
    """What those people said of their own work; nobody is in it who said nothing."""
    table, found = models.OwnAnswer, {}
    for part in chunks(list(person_ids)):
        for person_id, *held in rows(table.select(table.person_id, *_OWN).where(table.person_id.in_(part))):
            found[person_id] = OwnAnswers(*held)
    return found


def keep_own_answer(person_id: str, name: str, value: str | bool, *, at: dt.datetime) -> None:
    """Keep one answer in the place of an earlier one; `name` is a field of `OwnAnswers`."""
    table = models.OwnAnswer
    update = {getattr(table, name): value, table.answered_at: at}
    table.insert(person_id=person_id, answered_at=at, **{name: value}).on_conflict(
        conflict_target=(table.person_id,), update=update
    ).execute()


# -- requests for a toolbox talk ---------------------------------------------------------------------------------------


def add_request(person_id: str, *, by: str | None, at: dt.datetime) -> None:
    """Keep a request for a toolbox talk."""
    models.TalkRequest.insert(id=random_id(), person_id=person_id, asked_by=by, asked_at=at).execute()


def request(request_id: str) -> TalkRequest | None:
    """The request of that id."""
    found = first(models.TalkRequest.select(*_REQUEST).where(models.TalkRequest.id == request_id))
    return TalkRequest(*found) if found else None


def latest_request(person_id: str) -> TalkRequest | None:
    """A person's last request that was not withdrawn."""
    table = models.TalkRequest
    query = table.select(*_REQUEST).where(table.person_id == person_id, table.withdrawn_at.is_null())
    found = first(query.order_by(table.asked_at.desc(), table.id).limit(1))
    return TalkRequest(*found) if found else None


def open_requests(manager_id: str | None) -> list[TalkRequest]:
    """The requests of a manager's direct reports (None: everybody's) that wait to be planned, the oldest first."""
    table, line = models.TalkRequest, models.ReportingLine
    query = table.select(*_REQUEST).where(table.withdrawn_at.is_null(), table.planned_on.is_null())
    if manager_id is not None:
        reports = line.select(line.person_id).where(line.manager_id == manager_id, line.until_on.is_null())
        query = query.where(table.person_id.in_(reports))
    return [TalkRequest(*row) for row in rows(query.order_by(table.asked_at, table.id))]


def withdraw_requests(person_id: str, *, at: dt.datetime) -> int:
    """Take back what a person asked for and nobody has planned; returns how many requests that were."""
    table = models.TalkRequest
    waiting = (table.person_id == person_id) & table.withdrawn_at.is_null() & table.planned_on.is_null()
    changed: int = table.update(withdrawn_at=at).where(waiting).execute()
    return changed


def reopen_requests(request_ids: Sequence[str], planned_on: dt.date) -> None:
    """Let those requests wait again that are planned for that day still."""
    table = models.TalkRequest
    for part in chunks(list(request_ids)):
        found = table.id.in_(part) & (table.planned_on == planned_on)
        table.update(planned_on=None, planned_by=None, planned_at=None).where(found).execute()


def answer_requests(person_ids: Sequence[str], held_on: dt.date, *, by: str | None, at: dt.datetime) -> None:
    """Keep that what those people asked for, and nobody had planned, was answered by a talk of that day."""
    table = models.TalkRequest
    for part in chunks(list(person_ids)):
        waiting = table.person_id.in_(part) & table.withdrawn_at.is_null() & table.planned_on.is_null()
        table.update(planned_on=held_on, planned_by=by, planned_at=at).where(waiting).execute()


def plan_request(request_id: str, planned_on: dt.date, *, by: str | None, at: dt.datetime) -> None:
    """Say on which day the talk is planned."""
    table = models.TalkRequest
    table.update(planned_on=planned_on, planned_by=by, planned_at=at).where(table.id == request_id).execute()
