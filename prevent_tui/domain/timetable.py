"""What a file of sessions would change: worked out whole, and shown, before anything is applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prevent_tui.domain.bookings import Session, changed
from prevent_tui.domain.errors import Fault
from prevent_tui.domain.intake import Lined
from prevent_tui.domain.options import OptionId


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as a file has it: its moments are in UTC, its trainer is a payroll number."""

    id: str
    option: OptionId
    title: str
    language: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    link: str
    capacity: int
    trainer: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already: sessions with how many are booked on each, and staff (payroll number to person)."""

    sessions: Mapping[str, Session]
    booked: Mapping[str, int]
    staff: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody booked on a session that moved, and another one of theirs that is at the same time by now."""

    payroll_number: str
    name: str
    session: Session
    other: Session


@dataclass(frozen=True, slots=True)
class Timetable:
    """What applying a file of sessions would do; with any fault it may not be applied.

    `clashes` tells whose bookings it brings to the same time: they keep both, and are told.
    """

    added: tuple[Session, ...]
    changed: tuple[Session, ...]
    unchanged: tuple[Session, ...]
    faults: tuple[Fault, ...]
    clashes: tuple[Clash, ...] = ()


def plan_sessions(rows: Sequence[Lined[SessionRow]], known: Known, *, now: dt.datetime, file: str = "") -> Timetable:
    """What the rows change, and every fault between them and what is there. Sessions they don't name stay as they are.

    A session that has begun or was cancelled can be named again as it is, and not changed.
    """
    first: dict[str, int] = {}
    added, altered, unchanged = list[Session](), list[Session](), list[Session]()
    faults: list[Fault] = []
    for entry in rows:
        row = entry.row
        found = list(_row_faults(entry, known, file=file))
        if row.id in first:
            details = (("first_line", str(first[row.id])), ("session", row.id))
            found.append(Fault("duplicate_session", file, entry.line, "session_id", details))
        first.setdefault(row.id, entry.line)
        held, wanted = known.sessions.get(row.id), _session(row, known)
        new = wanted if held is None else changed(held, wanted)
        found += _change_faults(held, new, now=now, file=file, line=entry.line)
        faults += found
        if not found:
            (added if held is None else unchanged if new == held else altered).append(new)
    return Timetable(tuple(added), tuple(altered), tuple(unchanged), tuple(faults))


def _session(row: SessionRow, known: Known) -> Session:
    return Session(
        row.id,
        row.option,
        row.title,
        row.language,
        row.starts_at,
        row.ends_at,
        row.place,
        row.link,
        row.capacity,
        known.staff.get(row.trainer, ""),
    )


def _row_faults(entry: Lined[SessionRow], known: Known, *, file: str) -> Iterator[Fault]:
    row, line = entry.row, entry.line
    if row.ends_at <= row.starts_at:
        yield Fault("ends_before_start", file, line, "ends_at")
    if not row.place and not row.link:
        yield Fault("place_or_link_missing", file, line, "place")
    if row.trainer not in known.staff:
        yield Fault("unknown_trainer", file, line, "trainer_payroll_number", (("number", row.trainer),))
    booked = known.booked.get(row.id, 0)
    if row.capacity < booked:
        details = (("booked", str(booked)), ("capacity", str(row.capacity)))
        yield Fault("capacity_below_bookings", file, line, "capacity", details)


def _change_faults(held: Session | None, new: Session, *, now: dt.datetime, file: str, line: int) -> Iterator[Fault]:
    if new == held:
        return
    if held is not None and held.has_begun(now):
        yield Fault("session_begun", file, line, "session_id")
    elif held is not None and held.cancelled_at is not None:
        yield Fault("session_cancelled", file, line, "session_id")
    elif new.has_begun(now):
        yield Fault("session_in_past", file, line, "starts_at")
