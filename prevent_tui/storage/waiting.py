"""What waits for an administrator: numbers nobody has yet, locked accounts, requests nobody plans, the last file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from peewee import fn

from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.rows import pairs, rows, value, values

ACCOUNT = "account:"
"""How the failures of an account are called, before its payroll number."""


@dataclass(frozen=True, slots=True)
class Stub:
    """A payroll number that no staff list has brought yet, and since when it waits."""

    id: str
    payroll_number: str
    listed_on: dt.date


@dataclass(frozen=True, slots=True)
class Locked:
    """An account that failures have locked until a moment."""

    payroll_number: str
    failures: int
    until: dt.datetime


def stubs() -> list[Stub]:
    """The numbers that wait, in their order."""
    person = models.Person
    query = person.select(person.id, person.payroll_number, person.listed_on).where(_waits())
    return [Stub(*row) for row in rows(query.order_by(person.payroll_number))]


def stub(payroll_number: str) -> Stub | None:
    """The one that waits under a number."""
    return next((one for one in stubs() if one.payroll_number == payroll_number), None)


def count_stubs() -> int:
    """How many numbers wait."""
    return int(models.Person.select().where(_waits()).count())


def _waits() -> object:
    person, link = models.Person, models.Link
    return (person.kind == "stub") & person.id.not_in(link.select(link.stub_id))


def walk_in_names(stub_ids: Sequence[str]) -> dict[str, str]:
    """The names under which those numbers signed a register or came to a session, the latest of each."""
    event, walk_in = models.RegisterEvent, models.WalkIn
    found: list[tuple[dt.datetime, str, str]] = []
    for part in chunks(list(stub_ids)):
        for made, condition in ((event, event.kind == "signed_in"), (walk_in, walk_in.removed_at.is_null())):
            remark = models.Remark.alias()
            query = made.select(made.recorded_at, made.person_id, remark.text)
            query = query.join(remark, on=(remark.record_id == made.id))
            found += rows(query.where(made.person_id.in_(part) & condition))
    return {person: name for _, person, name in sorted(found)}


def locked(at: dt.datetime) -> list[Locked]:
    """The accounts of staff that are locked at a moment, in the order of their numbers."""
    table = models.SignInFailure
    query = table.select(table.subject, table.failures, table.locked_until)
    query = query.where(fn.SUBSTR(table.subject, 1, len(ACCOUNT)) == ACCOUNT, table.locked_until > at)
    found = [(str(subject).removeprefix(ACCOUNT), failures, until) for subject, failures, until in rows(query)]
    known = set(_known([number for number, _, _ in found]))
    return sorted((Locked(*one) for one in found if one[0] in known), key=lambda one: one.payroll_number)


def _known(numbers: Sequence[str]) -> list[str]:
    person, found = models.Person, list[str]()
    for part in chunks(list(numbers)):
        query = person.select(person.payroll_number).where(person.kind == "staff", person.payroll_number.in_(part))
        found += values(query)
    return found


def requests_without_manager(today: dt.date) -> list[str]:
    """The requests for a talk that wait while nobody who works here has their person as a report, oldest first."""
    table = models.TalkRequest
    waiting = table.withdrawn_at.is_null() & table.planned_on.is_null()
    found = pairs(table.select(table.id, table.person_id).where(waiting).order_by(table.asked_at, table.id))
    led = _led([person for _, person in found], today)
    return [request for request, person in found if person not in led]


def _led(person_ids: Sequence[str], today: dt.date) -> set[str]:
    """Who of those reports to somebody who works here."""
    line, person, found = models.ReportingLine, models.Person, set[str]()
    works = person.left_on.is_null() | (person.left_on >= today)
    for part in chunks(list(person_ids)):
        query = line.select(line.person_id).join(person, on=(person.id == line.manager_id))
        found.update(values(query.where(line.until_on.is_null(), line.person_id.in_(part), works)))
    return found


def last_applied(kind: str) -> dt.datetime | None:
    """When a file of that kind was applied last."""
    table = models.ImportBatch
    query = table.select(table.recorded_at).where(table.kind == kind)
    found: dt.datetime | None = value(query.order_by(table.recorded_at.desc()).limit(1))
    return found
