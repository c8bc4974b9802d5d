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
        "bad_database_url": USAGE,
        "bad_settings": USAGE,
        "bad_value": REFUSED,
        "cannot_stamp": REFUSED,
        "course_broken": REFUSED,
        "database_corrupt": CORRUPT,
        "file_refused": REFUSED,
        "not_demo": REFUSED,
        "not_permitted": NOT_PERMITTED,
        "schema_empty": REFUSED,
        "schema_newer": REFUSED,
        "schema_older": REFUSED,
        "unknown_completion": REFUSED,
        "unknown_course": REFUSED,
        "unknown_person": REFUSED,
        "unknown_register": REFUSED,
        "register_not_signed": REFUSED,
        "talk_broken": REFUSED,
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
