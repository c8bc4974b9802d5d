"""What a staff list or training records change, in words: for the command and the screen alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_tui import booking_words
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.domain.intake import GivenUp, StaffPlan
    from prevent_tui.services.admin import CompletionsReport


def staff_counts(t: Translator, plan: StaffPlan) -> list[str]:
    """How many people a staff list brings, changes and leaves out."""
    counted = (
        (N_("Added: %(count)s"), plan.added),
        (N_("Changed: %(count)s"), plan.changed),
        (N_("Came back: %(count)s"), plan.returned),
        (N_("Left: %(count)s"), plan.left),
        (N_("As before: %(count)s"), plan.unchanged),
    )
    return [t.tr(words, count=len(rows)) for words, rows in counted]


def completion_counts(t: Translator, report: CompletionsReport) -> list[str]:
    """How many training records are new, and how many numbers nobody has."""
    counted = (
        (N_("Rows: %(count)s"), report.rows),
        (N_("New: %(count)s"), report.added),
        (N_("Known already: %(count)s"), report.known),
        (N_("Void, and still void: %(count)s"), report.voided),
        (N_("Payroll numbers that wait for a staff list: %(count)s"), len(report.pending)),
    )
    return [t.tr(words, count=count) for words, count in counted]


def sessions_touched(t: Translator, plan: StaffPlan) -> list[str]:
    """A line for each session whose bookings leavers give up, and for each that a leaver was to hold."""
    lines = [_given_up(t, gone) for gone in plan.given_up]
    message = N_("The trainer of %(session)s leaves before it is held: %(title)s, %(day)s.")
    return lines + [
        t.tr(message, session=session.id, title=session.title, day=booking_words.day(t, session))
        for session in plan.without_trainer
    ]


def _given_up(t: Translator, gone: GivenUp) -> str:
    """Whose bookings go in a session, and who moves up for them."""
    day, title = booking_words.day(t, gone.session), gone.session.title
    message = N_("Bookings of leavers given up: %(numbers)s. %(title)s, %(day)s.")
    told = t.tr(message, numbers=", ".join(gone.leavers), title=title, day=day)
    if not gone.moved_up:
        return told
    moved = t.tr(N_("Moved up from its waiting list: %(numbers)s."), numbers=", ".join(gone.moved_up))
    return f"{told} {moved}"
