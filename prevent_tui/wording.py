"""Sentences for what the services answer: colours, dates, reasons, errors and faults, in the reader's language.

Screens and commands print the same facts because they all take their words from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from prevent_tui.domain.certification import Colour, Explanation, Judged, Reason, WillCount
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.domain.certification import Policy

MARKS: Mapping[Colour, str] = {Colour.GREEN: "●", Colour.AMBER: "▲", Colour.RED: "■", Colour.GREY: "○"}
"""Shapes that tell the colours apart without colour; never shown without the word."""

_COLOURS = {
    Colour.GREEN: N_("Green"),
    Colour.AMBER: N_("Amber"),
    Colour.RED: N_("Red"),
    Colour.GREY: N_("Grey"),
}

_OPTIONS = {
    "elearning": N_("Prevent e-learning"),
    "webinar-live": N_("Live webinar"),
    "webinar-recorded": N_("Recorded webinar"),
    "wrap": N_("Half-day workshop (WRAP)"),
    "briefing": N_("Toolbox talk"),
}

_REASONS = {
    Reason.FIRST: N_("Counts: the first completion."),
    Reason.IN_WINDOW: N_("Counts: the window was open from %(opened)s to %(before)s."),
    Reason.LAPSED: N_("Counts as a fresh start: certification had ended on %(before)s."),
    Reason.WINDOW_NOT_OPEN: N_("Practice: the window was not open before %(opened)s."),
    Reason.VOIDED: N_("Voided: it stands as if it had never counted."),
    Reason.AFTER_AS_AT: N_("Not counted yet: it is later than the day asked about."),
}

CERTIFICATION = N_("Prevent and WRAP certification pathway")
"""The one certification's name."""

_ERRORS = {
    "already_begun": N_("This database already has people in it; it can be set up only once."),
    "answer_first": N_("Answer the question to go on."),
    "bad_database_url": N_("%(url)s is not a database address. Write sqlite:///FILE or postgresql://…"),
    "bad_settings": N_("The settings file %(file)s can't be used: %(name)s."),
    "cannot_create": N_("%(path)s can't be made: %(reason)s."),
    "cannot_read": N_("%(path)s can't be read: %(reason)s."),
    "cannot_stamp": N_("%(file)s can't be stamped: its tables are not written as they are expected to be."),
    "choose_one": N_("Choose an answer"),
    "choose_some": N_("Choose at least one answer"),
    "course_broken": N_("This course can't be opened: its files have faults. The rest of the program still works."),
    "dates_reversed": N_("The last day is before the first."),
    "database_busy": N_("The database is busy. Wait a moment and try again."),
    "database_corrupt": N_("The database is damaged. Stop using it and tell the person who looks after it."),
    "database_read_only": N_("The database can't be written to."),
    "database_unreachable": N_("The database can't be reached."),
    "details_do_not_match": N_("The payroll number and password or code do not match. Check both and try again."),
    "disk_failing": N_("The disk could not be read or written."),
    "disk_full": N_("The disk is full."),
    "file_refused": N_("Nothing was applied: the file has faults."),
    "match_all": N_("Put every line into a group"),
    "network_file_system": N_(
        "%(path)s is on a network file system (%(kind)s), which can lose records. "
        "Use a local disk, or PostgreSQL for a whole organisation."
    ),
    "no_database": N_("There is no database at %(path)s. Make one with: prevent-tui init"),
    "no_such_question": N_("That question is no longer in the course. Go back to My learning and continue."),
    "not_demo": N_("%(path)s holds a database that is not a demo; it was left alone."),
    "not_permitted": N_("You are not permitted to see or do that."),
    "not_reached": N_("That part of the course opens when everything before it is done."),
    "not_started": N_("You have not started this course yet."),
    "order_all": N_("Number every line"),
    "passwords_differ": N_("Both passwords must be the same"),
    "password_common": N_("Choose a password that is harder to guess"),
    "password_short": N_("Password must be 12 characters or more"),
    "postgres_driver_missing": N_("PostgreSQL needs the extra “postgres”: install prevent-tui[postgres]."),
    "pragma_refused": N_("The database would not take the setting %(name)s (it holds %(value)s)."),
    "schema_empty": N_("The database %(database)s is empty. Set it up with: prevent-tui init"),
    "schema_newer": N_("The database was made by a newer version of this program (%(schema)s). Update the program."),
    "schema_older": N_("The database is older than this program (%(schema)s). Update it with: prevent-tui migrate"),
    "sign_in_wait": N_("Too many attempts. Wait %(seconds)s seconds and try again."),
    "storage_failed": N_("The database failed (%(reason)s)."),
    "unknown_completion": N_("There is no completion with that identity."),
    "unknown_course": N_("There is no course of that name."),
    "unknown_person": N_("There is nobody with that payroll number."),
    "hands_wrong": N_("A count is a number from 0 to %(most)s"),
    "name_missing": N_("Enter the person's name"),
    "number_missing": N_("Enter a payroll number"),
    "place_missing": N_("Enter where the talk is held"),
    "reason_missing": N_("Enter the reason"),
    "register_cancelled": N_("This talk was cancelled."),
    "register_changed": N_(
        "The register has changed since you were shown what it records. Check the new numbers and sign it off again."
    ),
    "register_empty": N_("Nobody is on the register yet."),
    "register_not_open": N_("This talk has not begun: its register is not open yet."),
    "register_not_signed": N_("This register is not signed off yet."),
    "register_open": N_("The register of this talk is open already."),
    "register_signed": N_("This register is signed off. It can't be changed any more; a mistake is voided."),
    "register_signed_by": N_("This register was signed off already by %(name)s. Nothing was recorded twice."),
    "talk_broken": N_("The talk can't be opened: its files have faults. The rest of the program still works."),
    "talk_in_future": N_("A talk can't begin on a day that is still to come."),
    "unknown_entry": N_("That person is not on the register any more."),
    "unknown_register": N_("There is no talk with that number."),
    "words_too_long": N_("Write %(most)s characters or fewer"),
}


def colour_word(t: Translator, colour: Colour) -> str:
    """The colour's name."""
    return t.tr(_COLOURS[colour])


def option_name(t: Translator, option: str) -> str:
    """The option's name."""
    return t.tr(_OPTIONS.get(option, option))


def error(t: Translator, problem: PreventError) -> str:
    """One sentence that says what happened."""
    message = _ERRORS.get(problem.code)
    if message is None:
        return t.tr(N_("Something went wrong (%(code)s)."), code=problem.code)
    return t.tr(message, **problem.details) if "%(" in message else t.tr(message)


def standing(t: Translator, explanation: Explanation) -> str:
    """The sentence that goes with a colour: the date to act by, or since when."""
    held = explanation.standing
    if explanation.colour is None or held is None:
        return t.tr(N_("Not on the pathway on %(day)s."), day=t.date(explanation.as_at))
    return standing_of(
        t,
        explanation.colour,
        certified=held.certified_on is not None,
        window=held.window_opens_on,
        due=held.due_on,
        absent_until=explanation.absent_until,
    )


def standing_of(
    t: Translator,
    colour: Colour,
    *,
    certified: bool,
    window: dt.date,
    due: dt.date,
    absent_until: dt.date | None,
) -> str:
    """The sentence that goes with a colour and its dates."""
    if colour is Colour.GREEN:
        return t.tr(N_("Certified. The window to renew opens on %(day)s."), day=t.date(window))
    if colour is Colour.GREY and absent_until:
        return t.tr(N_("On long leave until %(day)s: nothing is required before then."), day=t.date(absent_until))
    if colour is Colour.AMBER and certified:
        return t.tr(N_("The window is open: complete one option by %(day)s."), day=t.date(due))
    if colour is Colour.AMBER:
        return t.tr(N_("New to the pathway: complete one option by %(day)s."), day=t.date(due))
    since = t.date(due + dt.timedelta(days=1))
    if certified:
        return t.tr(N_("Not certified since %(day)s: complete one option as soon as possible."), day=since)
    return t.tr(N_("Never certified, overdue since %(day)s: complete one option as soon as possible."), day=since)


def what_to_do(t: Translator, colour: Colour, *, window: dt.date, due: dt.date, absent_until: dt.date | None) -> str:
    """The grid's short form: what to do and by when, or since when."""
    if colour is Colour.GREEN:
        return t.tr(N_("Window opens %(day)s"), day=t.date(window))
    if colour is Colour.GREY and absent_until:
        return t.tr(N_("On leave until %(day)s"), day=t.date(absent_until))
    if colour is Colour.AMBER:
        return t.tr(N_("Complete by %(day)s"), day=t.date(due))
    return t.tr(N_("Overdue since %(day)s"), day=t.date(due + dt.timedelta(days=1)))


def will_count(t: Translator, would: WillCount, *, today: dt.date) -> str:
    """Whether a completion on a day would count, said before it is begun."""
    if would.counts and would.certified_until:
        message = (
            N_("Completing today counts: certified until %(until)s.")
            if would.on == today
            else N_("Completing on %(on)s counts: certified until %(until)s.")
        )
        return t.tr(message, on=t.date(would.on), until=t.date(would.certified_until))
    return t.tr(
        N_("Not yet: the window opens on %(window)s. Finishing before then is practice and won't count."),
        window=t.date(would.window_opens_on),
    )


def reason(t: Translator, judged: Judged) -> str:
    """Why a completion counts or doesn't."""
    return t.tr(_REASONS[judged.reason], opened=t.date(judged.window_opened_on), before=t.date(judged.due_before))


def sums(t: Translator, explanation: Explanation) -> list[str]:
    """How the dates shown were worked out, a line each."""
    held, base, policy = explanation.standing, explanation.base_on, explanation.policy
    if held is None or base is None:
        return []
    if explanation.starter:
        return [
            t.tr(N_("On the pathway from %(base)s; the window is open from that day."), base=t.date(base)),
            t.tr(
                N_("%(base)s plus %(months)s months = due on %(due)s."),
                base=t.date(base),
                months=policy.starter_months,
                due=t.date(held.due_on),
            ),
        ]
    return [
        t.tr(
            N_("%(base)s plus %(months)s months = due on %(due)s."),
            base=t.date(base),
            months=policy.validity_months,
            due=t.date(held.due_on),
        ),
        t.tr(
            N_("%(due)s less %(months)s months = the window opens on %(window)s."),
            due=t.date(held.due_on),
            months=policy.window_months,
            window=t.date(held.window_opens_on),
        ),
    ]


def next_change(t: Translator, explanation: Explanation) -> str | None:
    """What happens next if nothing more is completed."""
    change = explanation.next_change
    if change is None:
        return None
    if change.colour is None:
        return t.tr(N_("From %(day)s: no longer on the pathway."), day=t.date(change.on))
    return t.tr(
        N_("From %(day)s, if nothing more is completed: %(colour)s."),
        day=t.date(change.on),
        colour=colour_word(t, change.colour),
    )


def policy(t: Translator, rules: Policy) -> str:
    """The policy in one sentence."""
    return t.tr(
        N_("A completion lasts %(validity)s months; the window opens %(window)s months before the due date."),
        validity=rules.validity_months,
        window=rules.window_months,
    )


def fault_place(t: Translator, fault: Fault) -> str:
    """Where a fault is: file, line and column, as far as they are known."""
    parts = [fault.file]
    if fault.line is not None:
        parts.append(t.tr(N_("line %(line)s"), line=fault.line))
    if fault.column is not None:
        parts.append(t.tr(N_("column %(column)s"), column=fault.column))
    return ", ".join(parts)
