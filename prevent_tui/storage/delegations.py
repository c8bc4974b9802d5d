"""Delegations: who has whose rights as a manager, from which day until which."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from prevent_tui.domain.identity import random_id
from prevent_tui.storage import models
from prevent_tui.storage.rows import first, rows, values


@dataclass(frozen=True, slots=True)
class Delegation:
    """A manager's rights in the hands of a delegate, first and last day included."""

    id: str
    manager_id: str
    delegate_id: str
    from_on: dt.date
    until_on: dt.date


_table = models.Delegation
_COLUMNS = tuple(getattr(_table, field.name) for field in fields(Delegation))


def managers_of_delegate(person_id: str, on: dt.date) -> list[str]:
    """Those for whom a person stands in on a day."""
    query = _table.select(_table.manager_id).where(_table.delegate_id == person_id, _in_force(on))
    return values(query.order_by(_table.until_on, _table.manager_id))


def of_delegate(person_id: str, on: dt.date) -> list[Delegation]:
    """The delegations by which a person stands in for others on a day, the one that ends first before the others."""
    query = _table.select(*_COLUMNS).where(_table.delegate_id == person_id, _in_force(on))
    return [Delegation(*row) for row in rows(query.order_by(_table.until_on, _table.manager_id))]


def from_day(on: dt.date) -> list[Delegation]:
    """Every delegation that is in force on a day or begins after it, by its first day."""
    query = _table.select(*_COLUMNS).where(_table.until_on >= on)
    return [Delegation(*row) for row in rows(query.order_by(_table.from_on, _table.until_on, _table.id))]


def between(manager_id: str, delegate_id: str, on: dt.date) -> list[Delegation]:
    """The delegations of a manager to a delegate that are in force on a day or begin after it, by their first day."""
    return [one for one in from_day(on) if (one.manager_id, one.delegate_id) == (manager_id, delegate_id)]


def overlapping(new: Delegation) -> Delegation | None:
    """A delegation of the same manager to the same delegate on some of the same days."""
    query = _table.select(*_COLUMNS).where(
        _table.manager_id == new.manager_id,
        _table.delegate_id == new.delegate_id,
        _table.from_on <= new.until_on,
        _table.until_on >= new.from_on,
    )
    found = first(query.order_by(_table.from_on).limit(1))
    return Delegation(*found) if found else None


def new(manager_id: str, delegate_id: str, from_on: dt.date, until_on: dt.date) -> Delegation:
    """A delegation with an identity of its own, not kept yet."""
    return Delegation(random_id(), manager_id, delegate_id, from_on, until_on)


def add(delegation: Delegation, *, by: str | None, at: dt.datetime) -> None:
    """Keep a delegation."""
    held = {field.name: getattr(delegation, field.name) for field in fields(Delegation)}
    _table.insert(**held, recorded_by=by, recorded_at=at).execute()


def end(delegation_id: str, last_on: dt.date, *, by: str | None, at: dt.datetime) -> None:
    """Let a delegation end on a day; one that would begin after it is taken back."""
    _table.delete().where(_table.id == delegation_id, _table.from_on > last_on).execute()
    _table.update(until_on=last_on, ended_by=by, ended_at=at).where(_table.id == delegation_id).execute()


def _in_force(on: dt.date) -> object:
    return (_table.from_on <= on) & (_table.until_on >= on)
