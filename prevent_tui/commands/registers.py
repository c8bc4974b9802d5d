"""`registers list` and `registers export`: toolbox talks and who was there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.services.talks import TalkRow

_KEYS = (
    "number",
    "reference",
    "held_on",
    "place",
    "presenter_payroll_number",
    "presenter",
    "stage",
    "people",
    "signed_on",
)

_HEADINGS = {
    "number": N_("Talk number"),
    "held_on": N_("Date"),
    "place": N_("Place"),
    "presenter": N_("Presenter"),
    "state": N_("State"),
    "people": N_("People"),
    "reference": N_("Reference"),
}

_STAGES = {
    "planned": N_("Planned"),
    "open": N_("Open, not signed off"),
    "signed": N_("Signed off"),
    "cancelled": N_("Cancelled"),
}


def list_registers(call: Call) -> int:
    """One's own talks, everybody's for an administrator; the newest first."""
    with call.services() as services:
        rows = services.talks.list(call.actor(services))
    records = [_record(call.t, row) for row in rows]
    output.listing(call.t, records, _HEADINGS, form=call.options.format, keys=_KEYS)
    return DONE


def _record(t: Translator, row: TalkRow) -> dict[str, Any]:
    register = row.register
    return {
        "number": row.number,
        "reference": row.reference,
        "held_on": register.held_on,
        "place": register.place,
        "presenter_payroll_number": row.presenter_payroll_number,
        "presenter": row.presenter,
        "stage": row.stage.value,
        "state": t.tr(_STAGES[row.stage.value]),
        "people": len(register.present),
        "signed_on": register.signed_at.date() if register.signed_at else None,
    }


def export(call: Call) -> int:
    """One register as CSV, as Totara's completion upload, or as a page to print."""
    options = call.options
    with call.services() as services:
        actor = call.actor(services)
        row = services.talks.find(actor, options.id)
        text = services.register_exports.text(actor, row.id, options.layout, call.t)
    if options.output is None:
        sys.stdout.write(text)
    else:
        _write(options.output, text)
    return DONE


def _write(file: Path, text: str) -> None:
    """Write a file that only its owner can read; raises `cannot_create`."""
    try:
        handle = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:
        raise PreventError("cannot_create", path=str(file), reason=error.strerror or "") from error
