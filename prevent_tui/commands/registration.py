"""Registration keys for governors."""

from __future__ import annotations

from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.i18n import N_


def issue_keys(call: Call) -> int:
    """Fresh registration keys; they are told here and nowhere else."""
    with call.services() as services:
        keys = services.registration.issue_keys(call.actor(services), call.options.count)
    headings = {"key": N_("Registration key (28 days, for one account)")}
    output.listing(call.t, [{"key": key} for key in keys], headings, form=call.options.format, keys=("key",))
    return DONE
