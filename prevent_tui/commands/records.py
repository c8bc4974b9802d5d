"""Staff lists, training records and one-time codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from prevent_tui import booking_words
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.domain.intake import GivenUp, StaffPlan
from prevent_tui.domain.people import StaffRow
from prevent_tui.exchange import staff_csv
from prevent_tui.i18n import N_, Translator
from prevent_tui.services.admin import CompletionsReport

_STAFF_HEADINGS = {
    "name": N_("Name"),
    "payroll_number": N_("Payroll number"),
    "manager_payroll_number": N_("Manager"),
    "staff_group": N_("Staff group"),
    "started_on": N_("Started"),
    "left_on": N_("Left"),
}

_SHOWN_CHANGES = 50


def import_staff(call: Call) -> int:
    """Bring a whole staff list in, and say what it changed."""
    options = call.options
    with call.services() as services:
        plan = services.admin.import_staff(
            call.actor(services), options.file, dry_run=options.dry_run, allow_leavers=options.allow_leavers
        )
    _tell_changes(call.t, plan)
    _tell_applied(call.t, dry_run=options.dry_run)
    return DONE


def list_staff(call: Call) -> int:
    """Everyone on the staff list, in the columns in which it is imported."""
    with call.services() as services:
        staff = services.admin.staff(call.actor(services))
    records = [{**_plain(row), "name": f"{row.given_name} {row.family_name}".strip()} for row in staff]
    output.listing(call.t, records, _STAFF_HEADINGS, form=call.options.format, keys=staff_csv.LAYOUT.columns)
    return DONE


def import_completions(call: Call) -> int:
    """Bring training records in, and say what is new, known, voided and pending."""
    options = call.options
    with call.services() as services:
        report = services.admin.import_completions(call.actor(services), options.file, dry_run=options.dry_run)
    _tell_report(call.t, report)
    _tell_applied(call.t, dry_run=options.dry_run)
    return DONE


def void_completion(call: Call) -> int:
    """Void a completion with a reason."""
    with call.services() as services:
        services.admin.void_completion(call.actor(services), call.options.id, call.options.reason)
    output.say(call.t.tr(N_("The completion is void; the person stands as if it had never counted.")))
    return DONE


def issue_codes(call: Call) -> int:
    """Fresh one-time codes for these people; an earlier code stops working."""
    with call.services() as services:
        codes = services.admin.issue_codes(call.actor(services), call.options.payroll_numbers)
    records = [{"payroll_number": number, "code": code} for number, code in codes.items()]
    headings = {"payroll_number": N_("Payroll number"), "code": N_("One-time code (14 days)")}
    output.listing(call.t, records, headings, form=call.options.format, keys=("payroll_number", "code"))
    return DONE


def _plain(row: StaffRow) -> dict[str, Any]:
    return {name: getattr(value, "value", value) for name, value in asdict(row).items()}


def _tell_applied(t: Translator, *, dry_run: bool) -> None:
    if dry_run:
        output.say(t.tr(N_("This was a dry run: nothing was changed.")))


def _tell_changes(t: Translator, plan: StaffPlan) -> None:
    _tell_rows(t, "+", plan.added)
    _tell_rows(t, "~", [change.after for change in (*plan.changed, *plan.returned)])
    _tell_rows(t, "-", plan.left)
    for message, count in (
        (N_("Added: %(count)s"), len(plan.added)),
        (N_("Changed: %(count)s"), len(plan.changed)),
        (N_("Came back: %(count)s"), len(plan.returned)),
        (N_("Left: %(count)s"), len(plan.left)),
        (N_("As before: %(count)s"), len(plan.unchanged)),
    ):
        output.say(t.tr(message, count=count))
    for gone in plan.given_up:
        output.say(_given_up(t, gone))
    for session in plan.without_trainer:
        message = N_("The trainer of %(session)s leaves before it is held: %(title)s, %(day)s.")
        output.say(t.tr(message, session=session.id, title=session.title, day=booking_words.day(t, session)))


def _given_up(t: Translator, gone: GivenUp) -> str:
    """Whose bookings go in a session, and who moves up for them."""
    day, title = booking_words.day(t, gone.session), gone.session.title
    message = N_("Bookings of leavers given up: %(numbers)s. %(title)s, %(day)s.")
    told = t.tr(message, numbers=", ".join(gone.leavers), title=title, day=day)
    if not gone.moved_up:
        return told
    moved = t.tr(N_("Moved up from its waiting list: %(numbers)s."), numbers=", ".join(gone.moved_up))
    return f"{told} {moved}"


def _tell_rows(t: Translator, sign: str, rows: Sequence[StaffRow]) -> None:
    for row in rows[:_SHOWN_CHANGES]:
        output.say(f"{sign} {row.payroll_number} {row.given_name} {row.family_name}")
    more = len(rows) - _SHOWN_CHANGES
    if more > 0:
        output.say(t.ngettext("%(number)s more", "%(number)s more", more))


def _tell_report(t: Translator, report: CompletionsReport) -> None:
    for message, count in (
        (N_("Rows: %(count)s"), report.rows),
        (N_("New: %(count)s"), report.added),
        (N_("Known already: %(count)s"), report.known),
        (N_("Void, and still void: %(count)s"), report.voided),
        (N_("Payroll numbers that wait for a staff list: %(count)s"), len(report.pending)),
    ):
        output.say(t.tr(message, count=count))
    for number in report.pending:
        output.say(f"  {number}")
