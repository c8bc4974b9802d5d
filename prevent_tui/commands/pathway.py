"""`options`, `suspend`, `resume`, `absence` and `policy`: the pathway and its exceptions."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from prevent_tui import option_words, policy_words, wording
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE, complain
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.i18n import N_
from prevent_tui.services.policy import values_of

_OPTION_KEYS = ("option", "suitability", "reason", "sentence")

_OPTION_HEADINGS = {
    "name": N_("Option"),
    "suits": N_("How it suits"),
    "time": N_("Time"),
    "sentence": N_("Why"),
}

_ABOUT: Mapping[str, str] = {
    "validity": N_("how many months a completion lasts"),
    "window": N_("how many months before the due date the window opens"),
    "starter_period": N_("how many months a new starter has"),
    "basis": N_("a renewal runs from its own day (completion) or from the due date it renews (expiry)"),
    "launched_on": N_("the day the pathway was started; nobody is on it before"),
}

_STAGES: Mapping[str, str] = {
    "counted": N_("Looked at %(done)s of %(of)s people."),
    "rebuilt": N_("Brought up to date: %(done)s of %(of)s people."),
}

_EVERY = 5_000
"""How many people are looked at between two lines about the progress."""


def options(call: Call) -> int:
    """Which options suit a person, the best first, with reasons; what isn't known is assumed, and said."""
    t, form = call.t, call.options.format
    with call.services() as services:
        actor, today = call.actor(services), services.clock.today()
        as_at = call.options.as_at or today
        status = services.standing.status_by_payroll(actor, call.options.payroll_number, as_at=as_at)
        advice = services.options.advice(actor, status)
    records = [
        {
            "option": one.option.value,
            "suitability": one.suitability.value,
            "reason": one.reason.value,
            "sentence": option_words.why(t, one, advice),
            "name": wording.option_name(t, one.option),
            "suits": option_words.suitability(t, one),
            "time": option_words.time(t, one.option),
        }
        for one in advice.options
    ]
    if form == "table":
        output.say(f"{status.person.name}  {status.person.payroll_number}")
        output.say(t.tr(N_("As at %(day)s"), day=t.date(as_at)))
    output.listing(t, records, _OPTION_HEADINGS, form=form, keys=_OPTION_KEYS)
    tell = output.say if form == "table" else complain
    for name in advice.missing:
        tell(option_words.assumed(t, name))
    if form == "table":
        output.say(wording.will_count(t, advice.would, today=today))
    return DONE


def suspend(call: Call) -> int:
    """Let an option rest from a day, until another or until further notice."""
    t, given = call.t, call.options
    with call.services() as services:
        services.suspensions.suspend(
            call.actor(services),
            OptionId(given.option),
            given.from_on,
            given.until_on,
            reason_en=given.reason_en,
            reason_cy=given.reason_cy,
        )
    name = wording.option_name(t, given.option)
    if given.until_on is None:
        message = N_("%(option)s: suspended from %(first)s until further notice.")
        output.say(t.tr(message, option=name, first=t.date(given.from_on)))
    else:
        message = N_("%(option)s: suspended from %(first)s until %(last)s.")
        output.say(t.tr(message, option=name, first=t.date(given.from_on), last=t.date(given.until_on)))
    return DONE


def resume(call: Call) -> int:
    """Let an option run again, or call off its next suspension."""
    with call.services() as services:
        ended = services.suspensions.resume(call.actor(services), OptionId(call.options.option))
        running = ended.from_on <= services.clock.today()
    name = wording.option_name(call.t, call.options.option)
    message = (
        N_("%(option)s: runs again.") if running else N_("%(option)s: the suspension from %(first)s was called off.")
    )
    output.say(call.t.tr(message, option=name, first=call.t.date(ended.from_on)))
    return DONE


def absence(call: Call) -> int:
    """Record a long leave."""
    given = call.options
    with call.services() as services:
        services.admin.record_absence(
            call.actor(services), given.payroll_number, given.from_on, given.until_on, reason=given.reason
        )
    message = N_("The long leave was recorded: nothing is required from %(first)s until %(last)s. It moves no date.")
    output.say(call.t.tr(message, first=call.t.date(given.from_on), last=call.t.date(given.until_on)))
    return DONE


def show_policy(call: Call) -> int:
    """The policy in force."""
    with call.services() as services:
        held = values_of(services.policy.show(call.actor(services)))
    records = [{"name": name, "value": value, "about": call.t.tr(_ABOUT[name])} for name, value in held.items()]
    headings = {"name": N_("Name"), "value": N_("Value"), "about": N_("What it is")}
    if call.options.format == "json":
        output.as_json(held)
    else:
        output.listing(call.t, records, headings, form=call.options.format, keys=("name", "value"))
    return DONE


def set_policy(call: Call) -> int:
    """Change the policy; says first how many people change colour."""
    t = call.t
    values = dict(_assignment(text) for text in call.options.values)

    def progress(stage: str, done: int, of: int) -> None:
        if of > _EVERY and (done % _EVERY == 0 or done == of):
            print(t.tr(_STAGES[stage], done=done, of=of), file=sys.stderr, flush=True)

    with call.services() as services:
        effect = services.policy.change(
            call.actor(services),
            values,
            dry_run=call.options.dry_run,
            announce=lambda told: output.say(policy_words.effect(t, told)),
            progress=progress,
        )
    if call.options.dry_run:
        output.say(t.tr(N_("This was a dry run: nothing was changed.")))
    elif effect.after == effect.before:
        output.say(t.tr(N_("The policy was like this before; nothing was changed.")))
    else:
        output.say(t.tr(N_("The policy was changed.")))
    return DONE


def _assignment(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise PreventError("unknown_policy", name=text, choices=", ".join(f"{known}=…" for known in _ABOUT))
    return name.strip(), value.strip()
