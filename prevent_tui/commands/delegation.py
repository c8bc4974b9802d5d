"""`delegate` and `delegations`: who stands in for a manager, and from when until when."""

from __future__ import annotations

from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_

_KEYS = ("manager_payroll_number", "delegate_payroll_number", "from_on", "until_on")
_HEADINGS = {
    "manager": N_("Manager"),
    "delegate": N_("Delegate"),
    "from_on": N_("From"),
    "until_on": N_("Until"),
}


def delegate(call: Call) -> int:
    """Let somebody stand in for a manager, or end that."""
    t, given = call.t, call.options
    if not given.end and (given.from_on is None or given.until_on is None):
        raise PreventError("delegate_usage")
    with call.services() as services:
        actor = call.actor(services)
        if given.end:
            held = services.delegations.end(actor, given.manager, given.to)
            message = N_("%(delegate)s no longer stands in for %(manager)s.")
        else:
            held = services.delegations.add(actor, given.manager, given.to, given.from_on, given.until_on)
            message = N_("%(delegate)s stands in for %(manager)s from %(first)s until %(last)s.")
    names = {"delegate": held.delegate.name, "manager": held.manager.name}
    first, last = t.date(held.delegation.from_on), t.date(held.delegation.until_on)
    output.say(t.tr(message, first=first, last=last, **names))
    return DONE


def listed(call: Call) -> int:
    """The delegations in force and to come."""
    with call.services() as services:
        found = services.delegations.listed(call.actor(services))
    records = [
        {
            "manager_payroll_number": one.manager.payroll_number,
            "delegate_payroll_number": one.delegate.payroll_number,
            "manager": f"{one.manager.name}, {one.manager.payroll_number}",
            "delegate": f"{one.delegate.name}, {one.delegate.payroll_number}",
            "from_on": one.delegation.from_on,
            "until_on": one.delegation.until_on,
        }
        for one in found
    ]
    output.listing(call.t, records, _HEADINGS, form=call.options.format, keys=_KEYS)
    return DONE
