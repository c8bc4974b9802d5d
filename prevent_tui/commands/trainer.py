"""A trainer's work from the command line: the sign-in sheet, cancelling a session, everybody's calendar files."""

from __future__ import annotations

from prevent_tui import booking_words
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.exchange import saving
from prevent_tui.i18n import N_


def sheet(call: Call) -> int:
    """Print a session's sign-in sheet, or write it to a new file, in the language the session is held in."""
    options = call.options
    with call.services() as services:
        text = services.session_files.sign_in_sheet(call.actor(services), options.session, options.form)
    if options.output is None:
        for line in text.splitlines():
            output.say(line)
    else:
        saving.write_new(options.output, text.encode())
    return DONE


def cancel(call: Call) -> int:
    """Cancel a session with a reason, say whom that tells, and write the calendar files where they are asked for."""
    options, t, written = call.options, call.t, None
    with call.services() as services:
        actor = call.actor(services)
        session = services.sessions.cancel_session(actor, options.session, options.reason)
        told = services.sessions.cancellation(actor, options.session)
        if options.calendars is not None and told.had_places:
            written = services.session_files.save_calendars(actor, options.session, options.calendars)
    day, hours = booking_words.day(t, session), booking_words.hours(t, session)
    output.say(t.tr(N_("Cancelled: %(title)s, %(day)s, %(hours)s."), title=session.title, day=day, hours=hours))
    had = t.ngettext("%(number)s person had a place.", "%(number)s people had a place.", told.had_places)
    waited = t.ngettext("%(number)s person waited.", "%(number)s people waited.", told.waited)
    home = t.tr(N_("They are told on their home screens until they have seen it."))
    output.say(f"{had} {waited} {home}")
    if written is not None:
        output.say(t.tr(N_("Saved as %(file)s."), file=written.folder))
    return DONE


def calendars(call: Call) -> int:
    """Write a calendar file for everybody who has a place, or had one when the session was cancelled."""
    options, t = call.options, call.t
    with call.services() as services:
        written = services.session_files.save_calendars(call.actor(services), options.session, options.directory)
    output.say(t.tr(N_("Saved as %(file)s."), file=written.folder))
    return DONE
