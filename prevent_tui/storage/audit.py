"""The chain of audit rows: each row's hash covers the row and the hash of the row before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from peewee import fn

from prevent_tui.domain.identity import canonical
from prevent_tui.storage import models
from prevent_tui.storage.rows import first, rows

START = "0" * 64
"""What the first row has for the hash of the row before it."""

_PART = 1_000


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act: when (UTC, ISO), by whom (None: whoever can open the database), what, to whom or what; JSON details."""

    number: int
    recorded_at: str
    actor_id: str | None
    action: str
    subject: str
    details: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain; number 0 while it is empty."""

    number: int
    hash: str


_COLUMNS = tuple(getattr(models.AuditRow, field.name) for field in fields(AuditRow))


def hash_of(row: AuditRow) -> str:
    """The hash a row must have: SHA-256 over its canonical JSON, the hash before it included."""
    event = {field.name: getattr(row, field.name) for field in fields(AuditRow) if field.name != "hash"}
    return hashlib.sha256(canonical({"kind": "audit", **event})).hexdigest()


def hold() -> Head:
    """Take the end of the chain for this write: on PostgreSQL others who write audit rows wait from here on.

    Whatever an audited act looks at before it decides is read after this.
    """
    table = models.AuditHead
    table.insert(own=True, number=0, hash=START).on_conflict_ignore().execute()
    query = table.select(table.number, table.hash)
    found = first(query.for_update() if models.database.for_update else query)
    assert found is not None
    return Head(*found)


def append(action: str, subject: str, details: Mapping[str, object], *, by: str | None, at: dt.datetime) -> None:
    """Add a row at the end of the chain, inside the write that does what it tells of."""
    held = hold()
    moment = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    text = json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    bare = AuditRow(held.number + 1, moment, by, action, subject, text, held.hash, "")
    row = replace(bare, hash=hash_of(bare))
    models.AuditRow.insert(**{field.name: getattr(row, field.name) for field in fields(AuditRow)}).execute()
    models.AuditHead.update(number=row.number, hash=row.hash).execute()


def head() -> Head:
    """The end of the chain."""
    found = first(models.AuditHead.select(models.AuditHead.number, models.AuditHead.hash))
    return Head(*found) if found else Head(0, START)


def all_rows() -> Iterator[AuditRow]:
    """Every row in order, a part at a time."""
    table, last = models.AuditRow, 0
    while True:
        part = rows(table.select(*_COLUMNS).where(table.number > last).order_by(table.number).limit(_PART))
        yield from (AuditRow(*row) for row in part)
        if len(part) < _PART:
            return
        last = part[-1][0]


def page(*, action: str, older: int | None, newer: int | None, limit: int) -> list[AuditRow]:
    """At most so many rows, the latest first: older or newer than a number (older than 0: the first ones)."""
    table = models.AuditRow
    query = table.select(*_COLUMNS)
    if action:
        query = query.where(table.action == action)
    if newer is not None or older == 0:
        query = query.where(table.number > (newer or 0)).order_by(table.number)
        return [AuditRow(*row) for row in reversed(rows(query.limit(limit)))]
    if older is not None:
        query = query.where(table.number < older)
    return [AuditRow(*row) for row in rows(query.order_by(table.number.desc()).limit(limit))]


def acts() -> dict[str, int]:
    """How often each act stands in the log, by its code."""
    table = models.AuditRow
    return dict(rows(table.select(table.action, fn.COUNT(table.number)).group_by(table.action).order_by(table.action)))


def faults(known: Head | None = None) -> tuple[tuple[str, int], ...]:
    """What is wrong with the chain, as pairs of a code and the number of a row; empty when it is whole.

    `changed`: a row isn't what was written. `missing`: rows are gone or moved before this one. `cut`: rows are gone
    after the last one. `unknown_head`: the head that was noted elsewhere is not in the chain.
    """
    found: list[tuple[str, int]] = []
    number, previous = 0, START
    known_is_there = known is None or (known.number == 0 and known.hash == START)
    for row in all_rows():
        if row.number != number + 1 or row.previous != previous:
            found.append(("missing", row.number))
        if row.hash != hash_of(row):
            found.append(("changed", row.number))
        number, previous = row.number, row.hash
        known_is_there = known_is_there or (known is not None and known == Head(number, previous))
    if head() != Head(number, previous):
        found.append(("cut", number))
    if not known_is_there and known is not None:
        found.append(("unknown_head", known.number))
    return tuple(found)
