"""Sessions for the demonstration: past and to come, full and with a waiting list, in both languages."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prevent_tui.domain import london
from prevent_tui.domain.bookings import Mark, Session
from prevent_tui.domain.options import OptionId
from prevent_tui.services import organisation, standing
from prevent_tui.storage import attendance, records, sessions
from prevent_tui.storage.records import NewCompletion, Provenance

_WEBINAR, _WORKSHOP = OptionId.WEBINAR_LIVE, OptionId.WRAP


@dataclass(frozen=True, slots=True)
class _Plan:
    """A session by the days from today, its hour of the day, and how many have asked for a place."""

    id: str
    option: OptionId
    language: str
    days: int
    hour: int
    capacity: int
    asked: int
    place: str = ""
    marked: bool = True


_TITLES = {
    (_WEBINAR, "en"): "Prevent: the live webinar",
    (_WEBINAR, "cy"): "Prevent: y weminar fyw",
    (_WORKSHOP, "en"): "WRAP workshop",
    (_WORKSHOP, "cy"): "Gweithdy WRAP",
}

_PLANS = (
    _Plan("webinar-1", _WEBINAR, "en", -60, 10, 12, 6),
    _Plan("wrap-1", _WORKSHOP, "en", -30, 9, 10, 8, "Larkfold House, Meeting Room 2"),
    _Plan("webinar-2", _WEBINAR, "cy", -7, 14, 12, 5),
    _Plan("webinar-3", _WEBINAR, "en", 8, 14, 20, 7),
    _Plan("webinar-4", _WEBINAR, "cy", 13, 10, 15, 4),
    _Plan("wrap-2", _WORKSHOP, "en", 20, 9, 6, 6, "Larkfold House, Meeting Room 2"),
    _Plan("webinar-5", _WEBINAR, "en", 27, 16, 5, 8),
    _Plan("wrap-3", _WORKSHOP, "cy", 41, 13, 12, 3, "Neuadd Tresaith, Ystafell 1"),
)
_PLANS_OF_TODAY = (
    _Plan("webinar-6", _WEBINAR, "en", -1, 10, 20, 20, marked=False),
    _Plan("wrap-4", _WORKSHOP, "en", 0, 9, 10, 13, "Larkfold House, Meeting Room 2"),
)
"""A session of yesterday whose attendance nobody has recorded yet, and a full one with a waiting list today."""

_SEED = 46
_LENGTHS = {_WEBINAR: dt.timedelta(minutes=90), _WORKSHOP: dt.timedelta(minutes=210)}


def add(
    ids: Mapping[str, str], working: Sequence[str], provenance: Provenance, rng: random.Random, *, today: dt.date
) -> None:
    """Sessions with bookings of those who are working, and attendance of those that are over; inside a write."""
    people = [ids[number] for number in working]
    _add(_PLANS, ids, people, provenance, rng, today=today)
    _add(_PLANS_OF_TODAY, ids, people, provenance, random.Random(_SEED), today=today)
    _move_up("webinar-3", ids[organisation.HALF_WAY], provenance)


def _add(
    plans: Sequence[_Plan],
    ids: Mapping[str, str],
    people: Sequence[str],
    provenance: Provenance,
    rng: random.Random,
    *,
    today: dt.date,
) -> None:
    for plan in plans:
        session = _session(plan, ids[organisation.TRAINER], today)
        sessions.add(session, at=provenance.at)
        comers = rng.sample(people, min(plan.asked, len(people)))
        for number, person in enumerate(comers):
            booked = number < session.capacity
            sessions.add_booking(session.id, person, booked=booked, by=person, at=provenance.at)
        if plan.days < 0 and plan.marked:
            _attend(session, comers, provenance, rng)


def _move_up(session_id: str, person: str, provenance: Provenance) -> None:
    """Somebody who waited and has a place since, and has not seen it yet."""
    sessions.add_booking(session_id, person, booked=False, by=person, at=provenance.at)
    sessions.move_up(session_id, [person], at=provenance.at)


def _session(plan: _Plan, trainer: str, today: dt.date) -> Session:
    day = today + dt.timedelta(days=plan.days)
    if plan.days:
        day = _working_day(day, later=plan.days > 0)
    starts_at = london.moment(f"{day.isoformat()}T{plan.hour:02d}:00")
    link = "" if plan.place else f"https://meet.example.org/{plan.id}"
    title = _TITLES[plan.option, plan.language]
    ends_at = starts_at + _LENGTHS[plan.option]
    return Session(
        plan.id, plan.option, title, plan.language, starts_at, ends_at, plan.place, link, plan.capacity, trainer
    )


def _working_day(day: dt.date, *, later: bool) -> dt.date:
    while day.weekday() > 4:
        day += dt.timedelta(days=1 if later else -1)
    return day


def _attend(session: Session, people: Sequence[str], provenance: Provenance, rng: random.Random) -> None:
    """Most attended in full; that completes."""
    completed = []
    for person in people[: session.capacity]:
        mark = rng.choices((Mark.FULL, Mark.PART, Mark.ABSENT), (8, 1, 1))[0]
        attended = attendance.add(session.id, person, mark, provenance)
        if mark is Mark.FULL:
            identity = records.booking_completion_id(person, session.option, session.ends_on, attended)
            completed.append(NewCompletion(identity, person, session.option, session.ends_on, "booking", attended))
    records.add_completions(completed, provenance)
    standing.rebuild([one.person_id for one in completed])
