"""Staff lists, training records and one-time codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from prevent_tui import import_words
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.domain.intake import StaffPlan
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
    for line in (*import_words.staff_counts(t, plan), *import_words.sessions_touched(t, plan)):
        output.say(line)


def _tell_rows(t: Translator, sign: str, rows: Sequence[StaffRow]) -> None:
    for row in rows[:_SHOWN_CHANGES]:
        output.say(f"{sign} {row.payroll_number} {row.given_name} {row.family_name}")
    more = len(rows) - _SHOWN_CHANGES
    if more > 0:
        output.say(t.ngettext("%(number)s more", "%(number)s more", more))


def _tell_report(t: Translator, report: CompletionsReport) -> None:
    for line in import_words.completion_counts(t, report):
        output.say(line)
    for number in report.pending:
        output.say(f"  {number}")
