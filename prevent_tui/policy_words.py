"""The policy in words: what each value is called, and what a change of it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from prevent_tui import wording
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.domain.certification import Colour
    from prevent_tui.services.policy import Effect

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "validity": N_("How many months a completion lasts"),
        "window": N_("How many months before the due date the window opens"),
        "starter_period": N_("How many months a new starter has"),
        "basis": N_("From when a renewal runs"),
        "launched_on": N_("The day the pathway was started"),
    }
)

BASES: Mapping[str, str] = MappingProxyType(
    {
        "completion": N_("from the day of the new completion"),
        "expiry": N_("from the due date it renews"),
    }
)


def value(t: Translator, name: str, text: str) -> str:
    """One value as it is read."""
    if name == "basis":
        return t.tr(BASES[text])
    if name == "launched_on":
        return t.date(dt.date.fromisoformat(text)) if text else t.tr(N_("not set: everybody is on it from their start"))
    return t.ngettext("%(number)s month", "%(number)s months", int(text))


def effect(t: Translator, told: Effect) -> str:
    """How many people change colour, and from which to which."""
    lines = [t.ngettext("%(number)s person changes colour", "%(number)s people change colour", told.people)]
    for (was, becomes), count in sorted(told.changes.items(), key=lambda each: -each[1]):
        lines.append(f"  {colour(t, was)} → {colour(t, becomes)}: {count}")
    return "\n".join(lines)


def colour(t: Translator, held: Colour | None) -> str:
    """A colour's mark and word."""
    if held is None:
        return t.tr(N_("Not on the pathway"))
    return f"{wording.MARKS[held]} {wording.colour_word(t, held)}"
