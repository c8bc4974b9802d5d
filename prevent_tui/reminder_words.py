"""The words of a reminder to one person: where they stand, by when, what suits them, and whom to ask."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prevent_tui import option_words, wording
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.options import Suited
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.services.reminders import Recipient

_WIDTH = 72


def subject(t: Translator, one: Recipient) -> str:
    """What the e-mail is about, with the date."""
    if one.colour is Colour.RED:
        return t.tr(N_("Prevent training: complete one option as soon as possible"))
    return t.tr(N_("Prevent training: complete one option by %(day)s"), day=t.date(one.due))


def text(t: Translator, one: Recipient, *, contact: str, sender: str) -> str:
    """The e-mail as plain text. It says nothing but the training, its dates and its options."""
    standing = wording.standing_of(
        t, one.colour, certified=one.certified, window=one.window, due=one.due, absent_until=None
    )
    about = t.tr(N_("This is a reminder about the %(name)s."), name=t.tr(wording.CERTIFICATION))
    number = t.tr(N_("Sign in to the Prevent training with your payroll number, %(number)s."), number=one.number)
    parts = [t.tr(N_("Dear %(name)s,"), name=one.name), f"{about} {standing}", _options(t, one.options), number]
    if contact:
        parts.append(t.tr(N_("Questions: ask %(contact)s."), contact=contact))
    parts += [sender] if sender else []
    return "\n\n".join(part if "\n" in part else textwrap.fill(part, _WIDTH) for part in parts) + "\n"


def _options(t: Translator, suited: Sequence[Suited]) -> str:
    lines = [t.tr(N_("Any one of these is enough:"))]
    for one in suited:
        told = (wording.option_name(t, one.option), option_words.time(t, one.option), option_words.suitability(t, one))
        lines.append(f"- {told[0]}, {told[1]} ({told[2].lower()})")
    return "\n".join(lines) if len(lines) > 1 else t.tr(N_("Ask which option suits you."))
