"""Webinars and workshops: bringing sessions in, booking for somebody, and attendance from a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from prevent_tui import booking_words, wording
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.domain import london
from prevent_tui.domain.bookings import Session, State
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.timetable import Clash
from prevent_tui.exchange import sessions_csv
from prevent_tui.i18n import N_, Translator
from prevent_tui.services.bookings import Offer
from prevent_tui.services.sessions import Listed

_KEYS = (*sessions_csv.LAYOUT.columns, "booked", "waiting", "places_left", "cancelled")

_HEADINGS = {
    "session_id": N_("Session"),
    "option_name": N_("Option"),
    "day": N_("Day"),
    "hours": N_("Time"),
    "where": N_("Place"),
    "trainer": N_("Trainer"),
    "places": N_("Places"),
}


def import_sessions(call: Call) -> int:
    """Bring sessions in, and say what is new and what changed."""
    options, t = call.options, call.t
    with call.services() as services:
        plan = services.sessions.import_sessions(call.actor(services), options.file, dry_run=options.dry_run)
    for sign, sessions in (("+", plan.added), ("~", plan.changed)):
        for session in sessions:
            output.say(f"{sign} {session.id} {session.title}, {_when(t, session)}")
    for message, count in (
        (N_("New: %(count)s"), len(plan.added)),
        (N_("Changed: %(count)s"), len(plan.changed)),
        (N_("As before: %(count)s"), len(plan.unchanged)),
    ):
        output.say(t.tr(message, count=count))
    for clash in plan.clashes:
        output.say(_clash(t, clash))
    _tell_applied(t, dry_run=options.dry_run)
    return DONE


def _clash(t: Translator, clash: Clash) -> str:
    message = N_("%(name)s (%(number)s) has two bookings at the same time by this: %(title)s, %(when)s; %(other)s.")
    other = f"{clash.other.title}, {_when(t, clash.other)}"
    return t.tr(
        message,
        name=clash.name,
        number=clash.payroll_number,
        title=clash.session.title,
        when=_when(t, clash.session),
        other=other,
    )


def list_sessions(call: Call) -> int:
    """The sessions to come; for administrators every one there ever was."""
    with call.services() as services:
        found, now = services.sessions.listed(call.actor(services)), services.clock.now()
    records = [_record(call.t, one, now) for one in found]
    output.listing(call.t, records, _HEADINGS, form=call.options.format, keys=_KEYS)
    return DONE


def book(call: Call) -> int:
    """Book a place for somebody, or a turn in the queue, and say which."""
    options, t = call.options, call.t
    with call.services() as services:
        actor = call.actor(services)
        person = services.bookings.person(actor, options.payroll_number)
        offer = services.bookings.book(actor, options.session, person.id)
        today, file = services.clock.today(), None
        if offer.state is State.BOOKED:
            file = services.bookings.calendar(actor, options.session, person.id)
    output.say(_booked(t, offer, person.name))
    output.say(wording.will_count(t, offer.would, today=today))
    _write(options.calendar, file)
    return DONE


def cancel(call: Call) -> int:
    """Give somebody's place or turn up; whoever waited longest moves up."""
    options, t = call.options, call.t
    with call.services() as services:
        actor = call.actor(services)
        person = services.bookings.person(actor, options.payroll_number)
        before = services.bookings.offer(actor, options.session, person.id)
        services.bookings.cancel(actor, options.session, person.id)
        file = None
        if before.state is State.BOOKED:
            file = services.bookings.calendar(actor, options.session, person.id)
    session = before.session
    output.say(
        t.tr(
            N_("The booking of %(name)s is cancelled: %(title)s, %(when)s."),
            name=person.name,
            title=session.title,
            when=_when(t, session),
        )
    )
    _write(options.calendar, file)
    return DONE


def import_attendance(call: Call) -> int:
    """Mark everybody whom a file names, and say how many."""
    options, t = call.options, call.t
    with call.services() as services:
        report = services.attendance.import_marks(
            call.actor(services), options.session, options.file, dry_run=options.dry_run
        )
    for message, count in (
        (N_("Rows: %(count)s"), report.rows),
        (N_("New: %(count)s"), report.added),
        (N_("Known already: %(count)s"), report.known),
    ):
        output.say(t.tr(message, count=count))
    _tell_applied(t, dry_run=options.dry_run)
    return DONE


def _booked(t: Translator, offer: Offer, name: str) -> str:
    values = {"name": name, "title": offer.session.title, "when": _when(t, offer.session)}
    if offer.turn is not None:
        return t.tr(
            N_("%(name)s is on the waiting list, number %(turn)s: %(title)s, %(when)s."), turn=offer.turn, **values
        )
    return t.tr(N_("%(name)s has a place: %(title)s, %(when)s."), **values)


def _when(t: Translator, session: Session) -> str:
    return f"{booking_words.day(t, session)}, {booking_words.hours(t, session)}"


def _record(t: Translator, listed: Listed, now: dt.datetime) -> dict[str, Any]:
    session = listed.session
    cancelled, begun = session.cancelled_at is not None, session.has_begun(now)
    return {
        "session_id": session.id,
        "option": session.option.value,
        "title": session.title,
        "language": session.language,
        "starts_at": london.as_text(session.starts_at),
        "ends_at": london.as_text(session.ends_at),
        "place": session.place,
        "link": session.link,
        "capacity": session.capacity,
        "trainer_payroll_number": listed.trainer_number,
        "booked": listed.booked,
        "waiting": listed.waiting,
        "places_left": 0 if cancelled or begun else listed.places_left,
        "cancelled": cancelled,
        "option_name": wording.option_name(t, session.option),
        "day": booking_words.day(t, session),
        "hours": booking_words.hours(t, session),
        "where": booking_words.where(t, session),
        "trainer": listed.trainer,
        "places": _places(t, listed, over=begun),
    }


def _places(t: Translator, listed: Listed, *, over: bool) -> str:
    if listed.session.cancelled_at is not None:
        return t.tr(N_("Cancelled"))
    if over:
        return booking_words.taken(t, listed.booked, 0)
    return booking_words.places(t, listed.places_left, listed.waiting)


def _write(file: Path | None, data: bytes | None) -> None:
    """Keep the calendar file where one was asked for and there is one; the booking stands whatever comes of it."""
    if file is None or data is None:
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise PreventError("cannot_create", path=str(file), reason=error.strerror or "") from error


def _tell_applied(t: Translator, *, dry_run: bool) -> None:
    if dry_run:
        output.say(t.tr(N_("This was a dry run: nothing was changed.")))
