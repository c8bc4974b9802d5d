"""How a command ends: its exit status, and one sentence on the error stream when something was refused."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import MappingProxyType

from prevent_tui import faults, wording
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.i18n import Translator
from prevent_tui.safety import clean

DONE = 0
FAILED = 1
USAGE = 2
NOT_PERMITTED = 3
REFUSED = 4
CORRUPT = 5

_STATUS: Mapping[str, int] = MappingProxyType(
    {
        "already_begun": REFUSED,
        "already_booked": REFUSED,
        "already_marked": REFUSED,
        "bad_database_url": USAGE,
        "bad_public_key": REFUSED,
        "bad_settings": USAGE,
        "bad_value": REFUSED,
        "booking_clash": REFUSED,
        "cannot_stamp": REFUSED,
        "certificate_block_damaged": REFUSED,
        "certificate_block_doubled": REFUSED,
        "certificate_block_missing": REFUSED,
        "certificate_erased": REFUSED,
        "certificate_forged": REFUSED,
        "certificate_key_needed": USAGE,
        "certificate_key_unknown": REFUSED,
        "certificate_name_missing": REFUSED,
        "certificate_newer": REFUSED,
        "certificate_usage": USAGE,
        "certificate_withdrawn": REFUSED,
        "completion_not_counted": REFUSED,
        "completion_voided": REFUSED,
        "course_broken": REFUSED,
        "database_corrupt": CORRUPT,
        "file_exists": REFUSED,
        "file_refused": REFUSED,
        "not_booked": REFUSED,
        "not_demo": REFUSED,
        "not_permitted": NOT_PERMITTED,
        "pdf_needs_file": USAGE,
        "reference_character": REFUSED,
        "reference_length": REFUSED,
        "reference_mistyped": REFUSED,
        "schema_empty": REFUSED,
        "schema_newer": REFUSED,
        "schema_older": REFUSED,
        "unknown_certificate": REFUSED,
        "too_many_keys": REFUSED,
        "person_left": REFUSED,
        "session_cancelled": REFUSED,
        "session_not_begun": REFUSED,
        "session_past": REFUSED,
        "unknown_completion": REFUSED,
        "unknown_course": REFUSED,
        "unknown_person": REFUSED,
        "unknown_session": REFUSED,
        "absence_outside": REFUSED,
        "absence_overlaps": REFUSED,
        "bad_basis": REFUSED,
        "bad_head": REFUSED,
        "bad_launch": REFUSED,
        "bad_months": REFUSED,
        "dates_reversed": REFUSED,
        "day_out_of_reach": REFUSED,
        "last_administrator": REFUSED,
        "not_administrator": REFUSED,
        "not_suspended": REFUSED,
        "option_suspended": REFUSED,
        "reason_missing": REFUSED,
        "suspended_already": REFUSED,
        "suspension_overlaps": REFUSED,
        "unknown_policy": REFUSED,
        "window_too_long": REFUSED,
        "unknown_register": REFUSED,
        "register_not_signed": REFUSED,
        "talk_broken": REFUSED,
        "day_is_past": REFUSED,
        "delegate_left": REFUSED,
        "delegate_self": REFUSED,
        "delegate_usage": USAGE,
        "delegation_overlaps": REFUSED,
        "no_delegation": REFUSED,
        "no_account": REFUSED,
        "no_reports": REFUSED,
        "unknown_pending": REFUSED,
        "import_differs": REFUSED,
    }
)
"""What the refusals mean to a script; every other problem is a failure."""


def status(problem: PreventError) -> int:
    """The exit status that goes with a problem."""
    return _STATUS.get(problem.code, FAILED)


def explain(problem: PreventError, t: Translator) -> int:
    """Say what happened on the error stream, faults first and one a line; gives the exit status."""
    found = getattr(problem, "faults", None) or problem.details.get("faults")
    if isinstance(found, tuple):
        for fault in found:
            if isinstance(fault, Fault):
                complain(faults.line(t, fault))
    complain(wording.error(t, problem))
    return status(problem)


def complain(text: str) -> None:
    """One line on the error stream, safe to show."""
    print(clean(text), file=sys.stderr)
