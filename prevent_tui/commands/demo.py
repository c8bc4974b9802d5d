"""`demo`: an invented organisation to try everything on."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE, USAGE
from prevent_tui.commands.output import say
from prevent_tui.i18n import N_, Translator
from prevent_tui.services import demo as demonstration
from prevent_tui.services import demo_guide, organisation
from prevent_tui.services.demo import Demo

_PARTS = (
    (organisation.LEARNER, N_("learner: renewal due, nothing begun")),
    (organisation.HALF_WAY, N_("learner: half-way through the e-learning")),
    (organisation.MANAGER, N_("manager: a team in every colour")),
    (organisation.TRAINER, N_("trainer: sessions past and to come")),
    (organisation.ADMINISTRATOR, N_("administrator")),
)


def demo(call: Call) -> int:
    """Make the demo, or find the one that is there, say whom to sign in as, and open it."""
    options, t = call.options, call.t
    directory = options.directory or Path(tempfile.mkdtemp(prefix="prevent-tui-demo-"))
    found = demonstration.ready(directory, people=options.people, today=options.today)
    settings = replace(call.settings, database=found.url)
    _introduce(t, found)
    if options.no_open:
        return DONE
    status = call.open_app(settings)
    if status == USAGE:
        say(t.tr(N_("The demo is ready all the same. From a terminal: prevent-tui --database %(url)s"), url=found.url))
    return status


def _introduce(t: Translator, found: Demo) -> None:
    say(
        t.tr(N_("A demo with invented people was made."))
        if found.made
        else t.tr(N_("The demo that was there is used."))
    )
    say(t.tr(N_("Database: %(url)s"), url=found.url))
    say(
        t.tr(
            N_("Sign in with the password %(password)s and one of these payroll numbers:"),
            password=demo_guide.PASSWORD,
        )
    )
    for number, part in _PARTS:
        say(f"  {number}  {t.tr(part)}")
    say(
        t.tr(
            N_("Without an account, half-way through the e-learning: continue with the reference number %(number)s"),
            number=demo_guide.GUEST,
        )
    )
