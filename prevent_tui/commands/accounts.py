"""`accounts` and `pending`: who can sign in, and whose the records of an unknown payroll number are."""

from __future__ import annotations

from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.i18n import N_

_HEADINGS = {
    "payroll_number": N_("Payroll number"),
    "name": N_("Name on a register"),
    "since": N_("Waits since"),
    "completions": N_("Completions"),
}


def unlock(call: Call) -> int:
    """Let somebody try to sign in again at once."""
    with call.services() as services:
        person = services.accounts.unlock(call.actor(services), call.options.payroll_number)
    output.say(call.t.tr(N_("%(name)s can try to sign in again."), name=person.name))
    return DONE


def disable(call: Call) -> int:
    """Let nobody sign in to an account any more."""
    with call.services() as services:
        person = services.accounts.disable(call.actor(services), call.options.payroll_number)
    output.say(call.t.tr(N_("Nobody can sign in as %(name)s any more."), name=person.name))
    return DONE


def enable(call: Call) -> int:
    """Let its owner sign in to a disabled account again."""
    with call.services() as services:
        person = services.accounts.enable(call.actor(services), call.options.payroll_number)
    output.say(call.t.tr(N_("%(name)s can sign in again."), name=person.name))
    return DONE


def pending(call: Call) -> int:
    """The payroll numbers that nobody on the staff list has, and what was recorded under them."""
    with call.services() as services:
        found = services.pending.listed(call.actor(services))
    records = [
        {
            "payroll_number": one.payroll_number,
            "name": one.name,
            "since": one.since,
            "completions": len(one.completions),
        }
        for one in found
    ]
    output.listing(call.t, records, _HEADINGS, form=call.options.format, keys=tuple(_HEADINGS))
    return DONE


def join(call: Call) -> int:
    """Say whose the records of an unknown payroll number are; this can't be undone."""
    with call.services() as services:
        joining = services.pending.join(call.actor(services), call.options.unknown, call.options.payroll_number)
    number = len(joining.unknown.completions)
    output.say(
        call.t.ngettext(
            "%(number)s completion is now on the record of %(name)s.",
            "%(number)s completions are now on the record of %(name)s.",
            number,
            name=joining.person.name,
        )
    )
    return DONE
