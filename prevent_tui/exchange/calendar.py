"""A booking as a calendar file (RFC 5545, sent as RFC 5546 says): an invitation, its change, its cancellation.

The event keeps its UID for ever; a later file of the same booking has a higher SEQUENCE. Nobody's address is in it but
the attendee's own.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from prevent_tui.domain.bookings import Session
from prevent_tui.domain.london import LONDON

_PRODUCT = "-//prevent_tui//Prevent training//EN"
_NAMESPACE = uuid.UUID("7a1f5f0e-3d44-5a55-9e9c-8c1f3b0d7c26")
_NOBODY = "mailto:no-reply@prevent-tui.invalid"
"""RFC 2606 keeps that ending free of anybody: replies reach no one."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Whose calendar it is for; without an address nobody's stands in."""

    name: str
    address: str | None


def uid_of(session: Session) -> str:
    """The name by which calendars know a session, whatever changes."""
    return f"{uuid.uuid5(_NAMESPACE, session.id)}@prevent-tui"


def file_for(
    session: Session, *, sequence: int, cancelled: bool, attendee: Attendee, trainer: str, at: dt.datetime
) -> bytes:
    """The file: UTF-8, lines of at most 75 octets that end in CR LF."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(_london())
    calendar.add_component(_event(session, sequence, cancelled, attendee, trainer, at))
    written: bytes = calendar.to_ical()
    return written


def _event(
    session: Session, sequence: int, cancelled: bool, attendee: Attendee, trainer: str, at: dt.datetime
) -> Event:
    event = Event()
    event.add("uid", uid_of(session))
    event.add("sequence", sequence)
    event.add("dtstamp", at.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", session.starts_at.astimezone(LONDON))
    event.add("dtend", session.ends_at.astimezone(LONDON))
    event.add("summary", session.title, parameters={"LANGUAGE": session.language})
    where = session.place or session.link
    if where:
        event.add("location", where)
    if session.link:
        event.add("url", session.link)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    event.add("organizer", _address(trainer, _NOBODY))
    person = _address(attendee.name, f"mailto:{attendee.address}" if attendee.address else _NOBODY)
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    person.params["PARTSTAT"] = vText("DECLINED" if cancelled else "ACCEPTED")
    person.params["RSVP"] = vText("FALSE")
    event.add("attendee", person, encode=False)
    return event


def _address(name: str, uri: str) -> vCalAddress:
    address = vCalAddress(uri)
    address.params["CN"] = vText(name.replace('"', "'"))
    return address


def _london() -> Timezone:
    """Europe/London by its rule: forward on the last Sunday of March, back on the last of October, at 01:00 UTC."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    summer, winter = dt.timedelta(hours=1), dt.timedelta(0)
    for part, name, start, month, before, after in (
        (TimezoneDaylight(), "BST", dt.datetime(1996, 3, 31, 1), 3, winter, summer),
        (TimezoneStandard(), "GMT", dt.datetime(1996, 10, 27, 2), 10, summer, winter),
    ):
        part.add("dtstart", start)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
