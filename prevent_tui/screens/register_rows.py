"""The rows and the line of keys of a register: somebody on it, or somebody a search has found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.talk_words import fitted

if TYPE_CHECKING:
    from prevent_tui.services.registers import Found, Line


def keys(t: Translator, *, is_open: bool, typing: bool, finding: bool) -> list[tuple[str, str]]:
    """The useful keys of a register: in its field, among who was found, in its list, and once it is signed off."""
    if not is_open:
        return [("x", t.tr(N_("Void an entry")))]
    if typing:
        return [("Enter", t.tr(N_("Put on the register"))), ("Tab", t.tr(N_("To the list")))]
    if finding:
        return [("Enter", t.tr(N_("Put on the register"))), ("/", t.tr(N_("Find"))), ("w", t.tr(N_("Not on the list")))]
    return [
        ("s", t.tr(N_("Sign off"))),
        ("w", t.tr(N_("Not on the list"))),
        ("x", t.tr(N_("Take off"))),
        ("/", t.tr(N_("Find"))),
    ]


def drawn(t: Translator, row: Line | Found, width: int, *, here: bool) -> Content:
    """The name, the number and what there is to know, in that many cells."""
    name = max(16, width - 2 - 14 - 30)
    line = f"{'► ' if here else '  '}{fitted(row.name, name)}{fitted(row.payroll_number, 14)}"
    told = Content(line + fitted(_state(t, row), 30))
    if here:
        return told.pad_right(max(0, width - told.cell_length)).stylize("bold $focus-text on $focus")
    return told if getattr(row, "stands", True) else told.stylize("$secondary-text")


def _state(t: Translator, row: Line | Found) -> str:
    from prevent_tui.services.registers import Found

    if isinstance(row, Found):
        if row.present:
            return t.tr(N_("on the register"))
        return t.tr(N_("in your team")) if row.own else ""
    if row.removed is not None:
        return t.tr(N_("taken off: %(reason)s"), reason=row.removed)
    if row.voided is not None:
        return t.tr(N_("void: %(reason)s"), reason=row.voided)
    waits = {
        "staff_list": N_("not on the staff list yet"),
        "left": N_("left, says the staff list"),
        "name": N_("no payroll number"),
    }
    return t.tr(waits[row.pending]) if row.pending else ""
