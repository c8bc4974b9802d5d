"""Webinars and workshops: what a session is, who has a place, who waits, and who moves up."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.london import day_of
from prevent_tui.domain.options import OptionId

BOOKABLE = (OptionId.WEBINAR_LIVE, OptionId.WRAP)
"""The options that a place is booked for."""

MOST_PLACES = 10_000


class State(enum.StrEnum):
    """Where a booking stands."""

    BOOKED = "booked"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class Mark(enum.StrEnum):
    """Whether a person attended, as the trainer marks it; only `full` completes."""

    FULL = "full"
    PART = "part"
    ABSENT = "absent"


class News(enum.StrEnum):
    """What happened to a booking without its person's doing, kept until they have seen it."""

    MOVED_UP = "moved_up"
    CHANGED = "changed"
    SESSION_CANCELLED = "session_cancelled"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Session:
    """One webinar or workshop; its moments are in UTC.

    `sequence` grows with every change that a calendar must know of; `cancelled_at` is set when it doesn't take place.
    """

    id: str
    option: OptionId
    title: str
    language: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    link: str
    capacity: int
    trainer_id: str
    sequence: int = 0
    cancelled_at: dt.datetime | None = None

    @property
    def ends_on(self) -> dt.date:
        """The day in London on which it ends: the day by which a booking is judged."""
        return day_of(self.ends_at)

    def has_begun(self, now: dt.datetime) -> bool:
        """Whether it is going on or over."""
        return self.starts_at <= now

    def is_over(self, now: dt.datetime) -> bool:
        """Whether it has ended."""
        return self.ends_at <= now

    def clashes_with(self, other: Session) -> bool:
        """Whether nobody can attend both whole; one may begin at the moment at which the other ends."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def changed(held: Session, wanted: Session) -> Session:
    """A session as it will be: another place, link, time, title, option or language raises its sequence."""
    new = replace(wanted, sequence=held.sequence, cancelled_at=held.cancelled_at)
    same_entry = new == replace(held, capacity=new.capacity, trainer_id=new.trainer_id)
    return new if same_entry else replace(new, sequence=held.sequence + 1)


@dataclass(frozen=True, slots=True)
class Roll:
    """Who has a place and who waits, in the order in which they asked; never more booked than the capacity."""

    capacity: int
    booked: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def places_left(self) -> int:
        """How many could still be booked."""
        return max(0, self.capacity - len(self.booked))

    def state_of(self, person: str) -> State | None:
        """How a person stands; None when they neither have a place nor wait."""
        if person in self.booked:
            return State.BOOKED
        return State.WAITING if person in self.waiting else None

    def turn_of(self, person: str) -> int:
        """A waiting person's number in the queue, from 1."""
        return self.waiting.index(person) + 1

    def joined(self, person: str) -> Roll:
        """One person more: booked while there are places, else at the end of the queue; `already_booked`."""
        if self.state_of(person) is not None:
            raise PreventError("already_booked")
        if self.places_left and not self.waiting:
            return replace(self, booked=(*self.booked, person))
        return replace(self, waiting=(*self.waiting, person)).settled()

    def left(self, person: str) -> Roll:
        """One person less, and whoever waited longest in the place that came free; `not_booked`."""
        if self.state_of(person) is None:
            raise PreventError("not_booked")
        booked = tuple(one for one in self.booked if one != person)
        waiting = tuple(one for one in self.waiting if one != person)
        return replace(self, booked=booked, waiting=waiting).settled()

    def resized(self, capacity: int) -> Roll:
        """Another number of places; fewer than there are bookings is `capacity_below_bookings`."""
        if capacity < len(self.booked):
            raise PreventError("capacity_below_bookings", booked=len(self.booked), capacity=capacity)
        return replace(self, capacity=capacity).settled()

    def settled(self) -> Roll:
        """Those who waited longest have the places that are free."""
        free = self.places_left
        return replace(self, booked=self.booked + self.waiting[:free], waiting=self.waiting[free:])

    def moved_up_since(self, before: Roll) -> tuple[str, ...]:
        """Who waited before and is booked now, in order."""
        return tuple(person for person in self.booked if person in before.waiting)


def first_clash(session: Session, others: Iterable[Session]) -> Session | None:
    """The earliest of a person's other sessions that this one clashes with."""
    clashing = [other for other in others if other.id != session.id and session.clashes_with(other)]
    return min(clashing, key=lambda other: (other.starts_at, other.id), default=None)
