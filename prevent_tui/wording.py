"""Sentences for what the services answer: colours, dates, reasons, errors and faults, in the reader's language.

Screens and commands print the same facts because they all take their words from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from prevent_tui.domain.certification import Colour, Explanation, Judged, Reason, WillCount
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.domain.people import fold
from prevent_tui.i18n import LANGUAGES, N_, Translator

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
    "already_booked": N_("There is a booking for this session already."),
    "already_marked": N_("Another mark is recorded. Void it with a reason, then mark again."),
    "answer_first": N_("Answer the question to go on."),
    "bad_database_url": N_("%(url)s is not a database address. Write sqlite:///FILE or postgresql://…"),
    "bad_settings": N_("The settings file %(file)s can't be used: %(name)s."),
    "booking_clash": N_("It clashes with another booking at the same time: %(title)s."),
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
    "guest_claimed": N_(
        "This course was added to a training record. Sign in with your payroll number to go on with it."
    ),
    "guest_claimed_by_another": N_("The course with this number is on somebody else's training record already."),
    "key_unknown": N_(
        "This registration key is not known, has been used or has run out. Check it, or ask for a new one."
    ),
    "mark_not_recorded": N_("This mark is not recorded yet: mark again to change it, or undo it."),
    "marked_meanwhile": N_(
        "Another terminal has marked this person meanwhile. The list shows it now; mark again to change it."
    ),
    "match_all": N_("Put every line into a group"),
    "name_missing": N_("Enter a name"),
    "name_too_long": N_("A name must be %(most)s characters or fewer"),
    "network_file_system": N_(
        "%(path)s is on a network file system (%(kind)s), which can lose records. "
        "Use a local disk, or PostgreSQL for a whole organisation."
    ),
    "nobody_booked": N_("Nobody has a place in this session."),
    "no_database": N_("There is no database at %(path)s. Make one with: prevent-tui init"),
    "no_such_part": N_("That chapter is no longer in the webinar. Go back to the chapters."),
    "no_such_question": N_("That question is no longer in the course. Go back to My learning and continue."),
    "not_booked": N_("There is no booking for this session."),
    "not_demo": N_("%(path)s holds a database that is not a demo; it was left alone."),
    "not_marked": N_("Nothing is marked for this person."),
    "not_permitted": N_("You are not permitted to see or do that."),
    "not_reached": N_("That part of the course opens when everything before it is done."),
    "not_started": N_("You have not started this course yet."),
    "order_all": N_("Number every line"),
    "passwords_differ": N_("Both passwords must be the same"),
    "password_common": N_("Choose a password that is harder to guess"),
    "password_short": N_("Password must be 12 characters or more"),
    "person_left": N_("This person will have left by then."),
    "postgres_driver_missing": N_("PostgreSQL needs the extra “postgres”: install prevent-tui[postgres]."),
    "pragma_refused": N_("The database would not take the setting %(name)s (it holds %(value)s)."),
    "reference_unknown": N_("Nobody has started a course with this number here. Check it and type it again."),
    "reason_missing": N_("Enter a reason"),
    "schema_empty": N_("The database %(database)s is empty. Set it up with: prevent-tui init"),
    "schema_newer": N_("The database was made by a newer version of this program (%(schema)s). Update the program."),
    "schema_older": N_("The database is older than this program (%(schema)s). Update it with: prevent-tui migrate"),
    "session_cancelled": N_("This session was cancelled."),
    "session_not_begun": N_("This session has not begun: attendance is marked from its start."),
    "session_not_cancelled": N_("This session was not cancelled."),
    "session_not_over": N_("The session is not over: attendance is recorded from %(time)s on %(day)s, when it ends."),
    "session_past": N_("This session has begun or is over."),
    "sheet_changed": N_(
        "The sheet has changed since you were shown what it records. Check the new numbers and record it again."
    ),
    "sheet_empty": N_("Nobody is marked, or everybody's mark is recorded already."),
    "sign_in_wait": N_("Too many attempts. Wait %(seconds)s seconds and try again."),
    "stopped": N_("Stopped. Nothing was saved."),
    "storage_failed": N_("The database failed (%(reason)s)."),
    "too_many_keys": N_("From 1 to %(most)s keys can be issued at a time."),
    "unknown_completion": N_("There is no completion with that identity."),
    "unknown_course": N_("There is no course of that name."),
    "day_out_of_reach": N_("Choose a day from %(first_on)s to %(last_on)s."),
    "day_unreadable": N_("“%(text)s” is not a day in the calendar. Write it like 18 5 2027."),
    "unknown_person": N_("There is nobody with that payroll number."),
    "unknown_session": N_("There is no session with that id."),
    "hands_wrong": N_("A count is a number from 0 to %(most)s"),
    "number_missing": N_("Enter a payroll number"),
    "place_missing": N_("Enter where the talk is held"),
    "presenter_no_longer": N_(
        "You manage nobody today, so this register is with the administrators now. Everything on it is kept."
    ),
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
    # references and certificates
    "bad_public_key": N_("That is not a public key of certificates."),
    "certificate_block_damaged": N_("The signed part of the file is damaged or was changed."),
    "certificate_block_doubled": N_("The file holds more than one certificate: go by neither."),
    "certificate_block_missing": N_("The file holds no signed certificate."),
    "certificate_erased": N_("The certificate can't be shown: the person's details were erased."),
    "certificate_forged": N_("The signature is not of what the file says: it was changed or made up."),
    "certificate_key_needed": N_(
        "To check a file here, name the issuer's public key: prevent-tui certificate verify FILE --key KEY"
    ),
    "certificate_key_unknown": N_("The certificate is signed with the key %(number)s, which is none of those known."),
    "certificate_name_missing": N_("A certificate needs a name."),
    "certificate_newer": N_("The certificate was made by a newer version of this program. Update the program."),
    "certificate_usage": N_(
        "Write: certificate REF, certificate verify REF|FILE or certificate key. See: prevent-tui certificate --help"
    ),
    "certificate_withdrawn": N_("The certificate is withdrawn: the completion it was issued for was voided."),
    "certificate_words_differ": N_(
        "The words of the file are not those that were signed, or another version of the program wrote them. "
        "Go by what was signed."
    ),
    "completion_not_counted": N_("The completion is practice, so there is no certificate for it."),
    "completion_voided": N_("The completion was voided, so there is no certificate for it."),
    "file_exists": N_("%(path)s is there already and was left alone."),
    "key_exposed": N_(
        "The key %(path)s is not this user's alone (its mode is %(mode)s). Nothing was signed. "
        "Take others' rights away: chmod 600 %(path)s"
    ),
    "key_unreadable": N_("The key %(path)s can't be read or is none. Nothing was signed."),
    "pdf_missing": N_("PDF needs the extra “pdf”: install prevent-tui[pdf]. HTML and text need nothing more."),
    "pdf_needs_file": N_("A PDF can't be shown here. Name a file with --output."),
    "reference_character": N_("%(character)s is never part of a reference. Check the reference."),
    "reference_length": N_("A reference has %(wanted)s letters and digits; this one has %(found)s."),
    "reference_mistyped": N_("A character of the reference is wrong, or two have changed places. Check the reference."),
    "unknown_certificate": N_("There is no certificate with that reference."),
    "absence_outside": N_("%(name)s does not work here on any of those days."),
    "absence_overlaps": N_("A long leave is recorded already from %(first_on)s until %(last_on)s."),
    "asked_too_often": N_("This terminal has asked many times. Wait ten minutes and try again."),
    "bad_basis": N_("basis can only be one of: %(choices)s."),
    "bad_head": N_("Write the head as NUMBER:HASH, as audit head prints it."),
    "bad_launch": N_("launched_on must be a date such as 2026-11-18, or empty."),
    "bad_months": N_("%(name)s must be a whole number of months from %(fewest)s to %(most)s."),
    "day_is_past": N_("The day must be today or later"),
    "last_administrator": N_("This is the last administrator: add another one first."),
    "not_administrator": N_("This person is not an administrator."),
    "option_suspended": N_("This option does not run on that day: it is suspended."),
    "not_suspended": N_("This option is not suspended."),
    "request_withdrawn": N_("This request was withdrawn."),
    "suspended_already": N_(
        "This option is suspended already, from %(first_on)s until further notice. Resume it first."
    ),
    "suspension_overlaps": N_("This option is suspended already from %(first_on)s until %(last_on)s."),
    "unknown_policy": N_("The policy has no value %(name)s. It has: %(choices)s."),
    "unknown_request": N_("There is no such request."),
    "delegate_left": N_("%(name)s leaves on %(day)s, before the last day."),
    "delegate_self": N_("Nobody can stand in for themself."),
    "delegate_usage": N_("Write: delegate MANAGER TO --from DATE --until DATE, or delegate MANAGER TO --end"),
    "delegation_overlaps": N_("They stand in for this manager already from %(first_on)s until %(last_on)s."),
    "no_delegation": N_("They do not stand in for this manager, today or later."),
    "import_differs": N_(
        "The file, or what is recorded, has changed since you were shown this. Nothing was applied. Look at it again."
    ),
    "no_account": N_("%(name)s has no account yet. Issue a one-time code to open one."),
    "unknown_pending": N_("Nothing waits under that payroll number any more."),
    "no_reports": N_("Nobody reports to %(name)s, so there is nothing to stand in for."),
    "window_too_long": N_("The window (%(window)s months) must be shorter than the validity (%(validity)s months)."),
}


def colour_word(t: Translator, colour: Colour) -> str:
    """The colour's name."""
    return t.tr(_COLOURS[colour])


def option_name(t: Translator, option: str) -> str:
    """The option's name."""
    return t.tr(_OPTIONS.get(option, option))


def names_certification(text: str) -> bool:
    """Whether the certification's name contains that text, in either language."""
    names = (Translator(language).tr(CERTIFICATION) for language in LANGUAGES)
    return any(fold(text) in fold(name) for name in names)


def error(t: Translator, problem: PreventError) -> str:
    """One sentence that says what happened."""
    message = _ERRORS.get(problem.code)
    if message is None:
        return t.tr(N_("Something went wrong (%(code)s)."), code=problem.code)
    if "%(" not in message:
        return t.tr(message)
    told = {name: t.date(value) if isinstance(value, dt.date) else value for name, value in problem.details.items()}
    return t.tr(message, **told)


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


def what_to_do(
    t: Translator,
    colour: Colour,
    *,
    window: dt.date,
    due: dt.date,
    absent_until: dt.date | None,
    short: bool = False,
) -> str:
    """The grid's short form: what to do and by when, or since when; `short` writes months in short."""
    date = t.short_date if short else t.date
    if colour is Colour.GREEN:
        return t.tr(N_("Window opens %(day)s"), day=date(window))
    if colour is Colour.GREY and absent_until:
        return t.tr(N_("On leave until %(day)s"), day=date(absent_until))
    if colour is Colour.AMBER:
        return t.tr(N_("Complete by %(day)s"), day=date(due))
    return t.tr(N_("Overdue since %(day)s"), day=date(due + dt.timedelta(days=1)))


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
