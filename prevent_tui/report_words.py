"""The words of a printed report: counts, the rules in force, and what each colour means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from prevent_tui import wording
from prevent_tui.domain.certification import Basis, Colour
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.domain.certification import Policy

_ORDER = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN)

_COUNTS = {
    Colour.RED: N_("%(number)s red"),
    Colour.AMBER: N_("%(number)s amber"),
    Colour.GREY: N_("%(number)s grey"),
    Colour.GREEN: N_("%(number)s green"),
}

_MEANINGS = {
    Colour.RED: N_("The due date has passed. One option is to be completed as soon as possible."),
    Colour.AMBER: N_("The window is open: one option is to be completed by the due date. A new starter is amber too."),
    Colour.GREY: N_("On long leave: nothing is required before its last day. Leave moves no date."),
    Colour.GREEN: N_("Certified, and the window to renew is not open yet."),
}


def counts(t: Translator, counted: Mapping[Colour, int]) -> str:
    """How many people there are, and how many of each colour."""
    people = t.ngettext("%(number)s person", "%(number)s people", sum(counted.values()))
    parts = [t.tr(_COUNTS[colour], number=counted.get(colour, 0)) for colour in _ORDER]
    return f"{people}: {', '.join(parts)}"


def rules(t: Translator, policy: Policy, *, on: dt.date) -> list[tuple[str, list[str]]]:
    """The rules in force, and the meaning of the colours, as sections of a report."""
    renewal = {
        Basis.COMPLETION: N_("A renewal runs from the day it was completed."),
        Basis.EXPIRY: N_("A renewal inside the window runs from the due date it renews."),
    }
    lines = [
        t.tr(N_("Any one option of the pathway makes a person compliant.")),
        wording.policy(t, policy),
        t.tr(renewal[policy.basis]),
        t.tr(N_("A new starter has %(months)s months from the day they start."), months=policy.starter_months),
        t.tr(N_("What is completed before the window opens is practice: it is kept and does not count.")),
        t.tr(N_("The due date itself is still amber; red begins on the day after.")),
    ]
    if policy.launched_on is not None:
        lines.append(t.tr(N_("Nobody is on the pathway before %(day)s."), day=t.date(policy.launched_on)))
    lines.append(
        t.tr(
            N_("Only completions up to %(day)s count. Reporting lines, rules and corrections are those of today."),
            day=t.date(on),
        )
    )
    meanings = [
        f"{wording.MARKS[colour]} {wording.colour_word(t, colour)}: {t.tr(_MEANINGS[colour])}" for colour in _ORDER
    ]
    return [(t.tr(N_("The rules in force")), lines), (t.tr(N_("What the colours mean")), meanings)]
