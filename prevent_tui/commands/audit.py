"""`administrators`, `audit` and `verify`: who administers, what they changed, and whether that log is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prevent_tui import audit_words
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE, FAILED
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.services.audit import Entry, Head

_KEYS = ("number", "recorded_at", "actor", "action", "subject", "details", "hash")
_HEADINGS = {
    "number": N_("Number"),
    "when": N_("When"),
    "actor": N_("Who"),
    "sentence": N_("What was done"),
}

_FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "changed": N_("Row %(number)s of the audit log is not what was written."),
        "missing": N_("Rows of the audit log are missing or in another order before row %(number)s."),
        "cut": N_("Rows of the audit log are missing after row %(number)s."),
        "unknown_head": N_("The audit log does not have the head that was noted (row %(number)s)."),
    }
)


def add_administrator(call: Call) -> int:
    """Give somebody an administrator's rights."""
    with call.services() as services:
        services.admin.make_administrator(call.actor(services), call.options.payroll_number)
    output.say(call.t.tr(N_("%(number)s is an administrator."), number=call.options.payroll_number))
    return DONE


def remove_administrator(call: Call) -> int:
    """Take an administrator's rights away; never the last one's."""
    with call.services() as services:
        services.admin.remove_administrator(call.actor(services), call.options.payroll_number)
    output.say(call.t.tr(N_("%(number)s is no longer an administrator."), number=call.options.payroll_number))
    return DONE


def listed(call: Call) -> int:
    """The audit log, the oldest row first."""
    with call.services() as services:
        entries = services.audit.entries(call.actor(services))
    records = [_record(call.t, entry) for entry in entries]
    output.listing(call.t, records, _HEADINGS, form=call.options.format, keys=_KEYS)
    return DONE


def head(call: Call) -> int:
    """The end of the chain, as `NUMBER:HASH`: noted elsewhere, it shows later whether rows were cut off."""
    with call.services() as services:
        held = services.audit.head(call.actor(services))
    if call.options.format == "json":
        output.as_json({"number": held.number, "hash": held.hash})
    else:
        output.say(f"{held.number}:{held.hash}")
    return DONE


def verify(call: Call) -> int:
    """Whether the audit log is whole: 1 where it isn't."""
    known = _head(call.options.head) if call.options.head else None
    with call.services() as services:
        actor = call.actor(services)
        faults = services.audit.verify(actor, known)
        held = services.audit.head(actor)
    for code, number in faults:
        output.say(call.t.tr(_FAULTS[code], number=number))
    if faults:
        return FAILED
    output.say(call.t.ngettext("The audit log is whole: %(number)s row.", "The audit log is whole: %(number)s rows.",
                               held.number))  # fmt: skip
    return DONE


def _head(text: str) -> Head:
    number, sign, hashed = text.strip().partition(":")
    if not (sign and number.isascii() and number.isdigit() and len(hashed) == 64):
        raise PreventError("bad_head")
    return Head(int(number), hashed)


def _record(t: Translator, entry: Entry) -> dict[str, Any]:
    row = entry.row
    operator = t.tr(N_("the database's administrator"))
    return {
        "when": audit_words.when(t, entry),
        "sentence": audit_words.sentence(t, entry),
        "number": row.number,
        "recorded_at": row.recorded_at,
        "actor": entry.actor.payroll_number if entry.actor else (row.actor_id or operator),
        "action": row.action,
        "subject": entry.subject.payroll_number if entry.subject else row.subject,
        "details": _details(row.details),
        "hash": row.hash,
    }


def _details(text: str) -> str:
    """The details as `name value, name old → new`; what can't be read is shown as it is."""
    try:
        held = json.loads(text)
        return ", ".join(f"{name} {_value(value)}" for name, value in held.items())
    except (ValueError, AttributeError):
        return text


def _value(value: Any) -> str:
    if isinstance(value, list):
        return " → ".join(_value(one) for one in value)
    return "–" if value in (None, "") else str(value)
