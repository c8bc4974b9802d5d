"""The register of a toolbox talk: a fold of what happened to it, in the order of its sequence.

The order is that of the sequence, never that of a clock: a clock that was set back changes nothing. The day of the
completions is the day the register was opened for, whatever the time says when it is signed off.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from prevent_tui.domain.errors import PreventError


class Kind(enum.StrEnum):
    """What can happen to a register."""

    PLANNED = "planned"
    OPENED = "opened"
    SIGNED_IN = "signed_in"
    REMOVED = "removed"
    HANDS = "hands"
    SIGNED_OFF = "signed_off"
    VOIDED = "voided"
    CANCELLED = "cancelled"


class Via(enum.StrEnum):
    """How somebody came onto a register: by their number, picked by name, or not on the staff list."""

    NUMBER = "number"
    NAME = "name"
    WALK_IN = "walk_in"


class Stage(enum.StrEnum):
    """Where a register is in its life."""

    PLANNED = "planned"
    OPEN = "open"
    SIGNED = "signed"
    CANCELLED = "cancelled"


_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: its place in the sequence (from 1), who recorded it and when (UTC).

    `details` holds `held_on` and `place` (planned, opened), `requests` (planned, where it answers any), `via` (signed
    in), `entry` (removed, voided), or `question` and `counts` (hands). Names and reasons stand beside the event and are
    no part of it.
    """

    sequence: int
    kind: Kind
    at: dt.datetime
    id: str = ""
    by: str | None = None
    person_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody on a register, named by the sequence of their signing in; without a person, a name only."""

    number: int
    event_id: str
    person_id: str | None
    via: Via
    removed: str | None = None
    voided: str | None = None

    @property
    def stands(self) -> bool:
        """Whether the person is on the register: neither removed before it was signed nor voided after."""
        return self.removed is None and self.voided is None


@dataclass(frozen=True, slots=True)
class Register:
    """What all events up to `last` come to. `hands` has, by question, how many hands each option had."""

    stage: Stage = Stage.PLANNED
    held_on: dt.date | None = None
    place: str = ""
    entries: tuple[Entry, ...] = ()
    hands: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    opened_at: dt.datetime | None = None
    signed_by: str | None = None
    signed_at: dt.datetime | None = None
    last: int = 0

    @property
    def present(self) -> tuple[Entry, ...]:
        """Who is on it, in the order in which they came."""
        return tuple(entry for entry in self.entries if entry.stands)

    def of_person(self, person_id: str) -> Entry | None:
        """The entry of a person who is on it."""
        return next((entry for entry in self.present if entry.person_id == person_id), None)

    def entry(self, number: int) -> Entry:
        """The entry of that number, while it stands; `unknown_entry` otherwise."""
        found = next((entry for entry in self.present if entry.number == number), None)
        if found is None:
            raise PreventError("unknown_entry")
        return found


def answered(events: Iterable[Event]) -> tuple[tuple[str, ...], dt.date] | None:
    """The requests that a talk was planned for, and the day it was planned for; None where it answers none."""
    planned = next((one for one in events if one.kind is Kind.PLANNED and one.details.get("requests")), None)
    if planned is None:
        return None
    return tuple(planned.details["requests"]), dt.date.fromisoformat(planned.details["held_on"])


def fold(events: Iterable[Event]) -> Register:
    """The register that these events come to, given in any order.

    Total: an event that has no place where it stands (a second sign-off, somebody who is on the register already,
    anything but a void after the sign-off) changes nothing.
    """
    register = Register()
    for event in sorted(events, key=lambda one: one.sequence):
        register = replace(_STEPS[event.kind](register, event), last=event.sequence)
    return register


def _planned(register: Register, event: Event) -> Register:
    if register.last or register.stage is not Stage.PLANNED:
        return register
    return _placed(register, event)


def _opened(register: Register, event: Event) -> Register:
    if register.stage is not Stage.PLANNED:
        return register
    return replace(_placed(register, event), stage=Stage.OPEN, opened_at=event.at)


def _placed(register: Register, event: Event) -> Register:
    held_on = dt.date.fromisoformat(event.details["held_on"])
    return replace(register, held_on=held_on, place=event.details.get("place", register.place))


def _signed_in(register: Register, event: Event) -> Register:
    known = event.person_id is not None and register.of_person(event.person_id) is not None
    if register.stage is not Stage.OPEN or known:
        return register
    entry = Entry(event.sequence, event.id, event.person_id, Via(event.details["via"]))
    return replace(register, entries=(*register.entries, entry))


def _removed(register: Register, event: Event) -> Register:
    if register.stage is not Stage.OPEN:
        return register
    return _marked(register, event, lambda entry: replace(entry, removed=event.id))


def _voided(register: Register, event: Event) -> Register:
    if register.stage is not Stage.SIGNED:
        return register
    return _marked(register, event, lambda entry: replace(entry, voided=event.id))


def _marked(register: Register, event: Event, mark: Callable[[Entry], Entry]) -> Register:
    number = event.details["entry"]
    entries = (mark(entry) if entry.number == number and entry.stands else entry for entry in register.entries)
    return replace(register, entries=tuple(entries))


def _hands(register: Register, event: Event) -> Register:
    if register.stage is not Stage.OPEN:
        return register
    counted = {**register.hands, event.details["question"]: MappingProxyType(dict(event.details["counts"]))}
    return replace(register, hands=MappingProxyType(counted))


def _signed_off(register: Register, event: Event) -> Register:
    if register.stage is not Stage.OPEN:
        return register
    return replace(register, stage=Stage.SIGNED, signed_by=event.by, signed_at=event.at)


def _cancelled(register: Register, event: Event) -> Register:
    if register.stage not in (Stage.PLANNED, Stage.OPEN):
        return register
    return replace(register, stage=Stage.CANCELLED)


_STEPS: Mapping[Kind, Callable[[Register, Event], Register]] = MappingProxyType(
    {
        Kind.PLANNED: _planned,
        Kind.OPENED: _opened,
        Kind.SIGNED_IN: _signed_in,
        Kind.REMOVED: _removed,
        Kind.HANDS: _hands,
        Kind.SIGNED_OFF: _signed_off,
        Kind.VOIDED: _voided,
        Kind.CANCELLED: _cancelled,
    }
)

_REFUSALS = {
    Stage.PLANNED: "register_not_open",
    Stage.SIGNED: "register_signed",
    Stage.CANCELLED: "register_cancelled",
}


def require(register: Register, stage: Stage) -> None:
    """Only a register at that stage: `register_not_open`, `register_signed`, `register_cancelled`, `register_open`."""
    if register.stage is not stage:
        raise PreventError(_REFUSALS.get(register.stage, "register_open"))
