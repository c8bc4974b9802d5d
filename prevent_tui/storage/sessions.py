"""Sessions and who is booked on them: reads and writes, as frozen rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from peewee import fn

from prevent_tui.domain.bookings import News, Roll, Session, State
from prevent_tui.domain.identity import random_id
from prevent_tui.domain.options import OptionId
from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.rows import first, rows, value


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking with its moments (UTC): asked for, got a place, cancelled."""

    id: str
    session_id: str
    person_id: str
    turn: int
    asked_at: dt.datetime
    booked_at: dt.datetime | None
    cancelled_at: dt.datetime | None
    news: News | None

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.cancelled_at is not None:
            return State.CANCELLED
        return State.WAITING if self.booked_at is None else State.BOOKED


_SESSION = tuple(getattr(models.Session, field.name) for field in fields(Session))
_BOOKING = tuple(getattr(models.Booking, field.name) for field in fields(Booking))


def _sessions(query: object) -> list[Session]:
    return [Session(id_, OptionId(option), *rest) for id_, option, *rest in rows(query)]


def _bookings(query: object) -> list[Booking]:
    found = [(kept, News(news) if news else None) for *kept, news in rows(query)]
    return [Booking(*(*kept, news)) for kept, news in found]


# -- sessions --------------------------------------------------------------------------------------------------------


def by_id(session_id: str) -> Session | None:
    """The session of that id."""
    found = _sessions(models.Session.select(*_SESSION).where(models.Session.id == session_id))
    return found[0] if found else None


def by_ids(session_ids: Sequence[str]) -> dict[str, Session]:
    """The sessions of those ids."""
    found: dict[str, Session] = {}
    for part in chunks(list(session_ids)):
        query = models.Session.select(*_SESSION).where(models.Session.id.in_(part))
        found |= {session.id: session for session in _sessions(query)}
    return found


def every() -> list[Session]:
    """Every session, the earliest first."""
    return _sessions(models.Session.select(*_SESSION).order_by(models.Session.starts_at, models.Session.id))


def to_come(now: dt.datetime) -> list[Session]:
    """Sessions that have not begun and are not cancelled, the earliest first."""
    session = models.Session
    query = session.select(*_SESSION).where(session.starts_at > now, session.cancelled_at.is_null())
    return _sessions(query.order_by(session.starts_at, session.id))


def led_by(trainer_id: str) -> list[Session]:
    """The sessions that name this trainer, the latest first."""
    session = models.Session
    query = session.select(*_SESSION).where(session.trainer_id == trainer_id)
    return _sessions(query.order_by(session.starts_at.desc(), session.id))


def add(session: Session, *, at: dt.datetime) -> None:
    """Insert a new session."""
    models.Session.insert(**_values(session), created_at=at).execute()


def change(session: Session) -> None:
    """Give a session these values."""
    models.Session.update(**_values(session)).where(models.Session.id == session.id).execute()


def _values(session: Session) -> dict[str, object]:
    return {**asdict(session), "option": session.option.value}


# -- bookings --------------------------------------------------------------------------------------------------------


def living(session_ids: Sequence[str]) -> dict[str, list[Booking]]:
    """The bookings of those sessions that are not cancelled, in the order in which they were asked for."""
    booking = models.Booking
    found: dict[str, list[Booking]] = {session: [] for session in session_ids}
    for part in chunks(list(session_ids)):
        query = booking.select(*_BOOKING).where(booking.session_id.in_(part), booking.cancelled_at.is_null())
        for held in _bookings(query.order_by(booking.turn)):
            found[held.session_id].append(held)
    return found


def roll_of(session: Session, bookings: Iterable[Booking]) -> Roll:
    """A session's bookings as the roll the rules work on: the booked in the order in which they got their places."""
    held = list(bookings)
    booked = [one for one in held if one.state is State.BOOKED]
    waiting = [one for one in held if one.state is State.WAITING]
    return Roll(session.capacity, tuple(one.person_id for one in booked), tuple(one.person_id for one in waiting))


def of_person(person_id: str) -> list[Booking]:
    """Every booking a person ever made, in the order of asking."""
    booking = models.Booking
    query = booking.select(*_BOOKING).where(booking.person_id == person_id)
    return _bookings(query.order_by(booking.asked_at, booking.turn, booking.id))


def add_booking(session_id: str, person_id: str, *, booked: bool, by: str | None, at: dt.datetime) -> None:
    """A place, or the last turn in the queue."""
    booking = models.Booking
    last: int | None = value(booking.select(fn.MAX(booking.turn)).where(booking.session_id == session_id))
    booking.insert(
        id=random_id(),
        session_id=session_id,
        person_id=person_id,
        turn=(last or 0) + 1,
        asked_at=at,
        asked_by=by,
        booked_at=at if booked else None,
    ).execute()


def move_up(session_id: str, person_ids: Sequence[str], *, at: dt.datetime) -> None:
    """Give people who waited their places; they are told until they have seen it."""
    booking = models.Booking
    for part in chunks(list(person_ids)):
        booking.update(booked_at=at, news=News.MOVED_UP.value).where(
            booking.session_id == session_id, booking.cancelled_at.is_null(), booking.person_id.in_(part)
        ).execute()


def cancel_booking(
    session_id: str, person_id: str, *, by: str | None, at: dt.datetime, news: News | None = None
) -> None:
    """End a person's booking; it stays in their history, and they are told where it was not their own doing."""
    booking = models.Booking
    booking.update(cancelled_at=at, cancelled_by=by, news=news.value if news else None).where(
        booking.session_id == session_id, booking.person_id == person_id, booking.cancelled_at.is_null()
    ).execute()


def cancel_all(session_id: str, *, by: str | None, at: dt.datetime) -> None:
    """End every booking of a session that does not take place; its people are told until they have seen it."""
    booking = models.Booking
    booking.update(cancelled_at=at, cancelled_by=by, news=News.SESSION_CANCELLED.value).where(
        booking.session_id == session_id, booking.cancelled_at.is_null()
    ).execute()


def tell_all(session_id: str) -> None:
    """Tell everybody booked or waiting that the session changed, until they have seen it."""
    booking = models.Booking
    booking.update(news=News.CHANGED.value).where(
        booking.session_id == session_id, booking.cancelled_at.is_null()
    ).execute()


def alive_of(person_ids: Sequence[str]) -> list[Booking]:
    """The bookings of those people that are not cancelled, in the order of asking."""
    booking = models.Booking
    found: list[Booking] = []
    for part in chunks(list(person_ids)):
        query = booking.select(*_BOOKING).where(booking.person_id.in_(part), booking.cancelled_at.is_null())
        found += _bookings(query.order_by(booking.asked_at, booking.turn, booking.id))
    return found


def all_of(session_id: str) -> dict[str, list[Booking]]:
    """Every booking ever made of a session by person, in the order of asking."""
    booking = models.Booking
    found: dict[str, list[Booking]] = {}
    for held in _bookings(booking.select(*_BOOKING).where(booking.session_id == session_id).order_by(booking.turn)):
        found.setdefault(held.person_id, []).append(held)
    return found


def seen(session_id: str, person_id: str, news: News) -> None:
    """A person has seen that this happened to their booking."""
    booking = models.Booking
    booking.update(news=None).where(
        booking.session_id == session_id, booking.person_id == person_id, booking.news == news.value
    ).execute()


def leads_any(person_id: str) -> bool:
    """Whether any session names this person as its trainer."""
    session = models.Session
    return first(session.select(session.id).where(session.trainer_id == person_id).limit(1)) is not None
