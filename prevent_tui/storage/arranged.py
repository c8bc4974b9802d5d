"""What is arranged for many people at once: places and turns at sessions, talks, and courses they have begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from prevent_tui.domain.arranged import Arranged, Kind
from prevent_tui.domain.london import LONDON
from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.rows import rows, values

__all__ = ["of_people"]


def of_people(person_ids: Sequence[str], *, now: dt.datetime, today: dt.date) -> dict[str, list[Arranged]]:
    """What is arranged for each of those people from now on, and what they have begun; who has nothing is left out."""
    found: dict[str, list[Arranged]] = {}
    for part in chunks(list(person_ids)):
        for person_id, one in [*_places(part, now), *_talks(part, today), *_courses(part)]:
            found.setdefault(person_id, []).append(one)
    return found


def _places(person_ids: Sequence[str], now: dt.datetime) -> list[tuple[str, Arranged]]:
    booking, session = models.Booking, models.Session
    query = booking.select(booking.person_id, booking.booked_at, session.starts_at)
    query = query.join(session, on=(session.id == booking.session_id)).where(
        booking.person_id.in_(person_ids)
        & booking.cancelled_at.is_null()
        & session.cancelled_at.is_null()
        & (session.ends_at > now)
    )
    return [
        (person, Arranged(Kind.WAITING if since is None else Kind.PLACE, starts.astimezone(LONDON).date()))
        for person, since, starts in rows(query)
    ]


def _talks(person_ids: Sequence[str], today: dt.date) -> list[tuple[str, Arranged]]:
    request = models.TalkRequest
    planned = request.planned_on.is_null() | (request.planned_on >= today)
    query = request.select(request.person_id, request.planned_on).where(
        request.person_id.in_(person_ids) & request.withdrawn_at.is_null() & planned
    )
    return [(person, Arranged(Kind.TALK if day else Kind.ASKED, day)) for person, day in rows(query)]


def _courses(person_ids: Sequence[str]) -> list[tuple[str, Arranged]]:
    attempt = models.Attempt
    open_run = attempt.finished_at.is_null() & attempt.completion_id.is_null()
    query = attempt.select(attempt.person_id).where(attempt.person_id.in_(person_ids) & open_run)
    return [(person, Arranged(Kind.COURSE, None)) for person in values(query)]
