"""What the screen of a session says: its people as rows, how far the attendance is, the line of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import booking_words
from prevent_tui.domain.bookings import State
from prevent_tui.domain.people import fold
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.team_words import fitted

if TYPE_CHECKING:
    from prevent_tui.services.sheets import Comer, Sheet

_STATUS, _NUMBER = 25, 10


def drawn(t: Translator, comer: Comer, width: int, *, here: bool) -> Content:
    """The name, the number, and the mark or how they are booked, in that many cells."""
    name = fitted(comer.name, max(12, width - 2 - _STATUS - _NUMBER))
    status = fitted(booking_words.attendance(t, comer), _STATUS)
    line = Content(f"{'► ' if here else '  '}{name}{fitted(comer.payroll_number, _NUMBER)}{status}")
    if here:
        return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
    return line.stylize("$secondary-text") if comer.state is State.WAITING and comer.mark is None else line


def about(t: Translator, sheet: Sheet) -> Content:
    """When and where, who is booked, and what can be done now."""
    session = sheet.session
    taken = booking_words.taken(t, len(sheet.of(State.BOOKED)), len(sheet.of(State.WAITING)))
    when = f"{booking_words.day(t, session)}, {booking_words.hours(t, session)}"
    lines = [Content(when), Content(f"{booking_words.where(t, session)}. {taken}."), _now(t, sheet), Content("")]
    return Content("\n").join(lines)


def _now(t: Translator, sheet: Sheet) -> Content:
    if not sheet.can_mark:
        return Content.styled(t.tr(N_("Attendance is marked from the start of the session.")), "bold")
    if not sheet.comers:
        return Content.styled(t.tr(N_("Nobody is booked. Whoever comes can be added.")), "bold")
    told = booking_words.marked(t, sheet)
    if sheet.unrecorded:
        left = any(comer.state is State.BOOKED and comer.mark is None for comer in sheet.comers)
        waits = t.ngettext("%(number)s not recorded yet.", "%(number)s not recorded yet.", len(sheet.unrecorded))
        then = "" if left else t.tr(N_("Record it now."))
        later = t.tr(N_("Record when it is over."))
        told = " ".join(part for part in (told, waits, then if sheet.can_record else later) if part)
    return Content.styled(told, "bold")


def keys(t: Translator, sheet: Sheet | None, *, saves: bool) -> list[tuple[str, str]]:
    """The useful keys: taking attendance from the start, otherwise preparing the session."""
    if sheet is None:
        return []
    if not sheet.can_mark:
        files = [("i", t.tr(N_("Sign-in sheet")))] if saves else []
        return [*files, ("o", t.tr(N_("Take off"))), ("x", t.tr(N_("Cancel the session")))]
    mark, add = (t.tr(N_("f p a")), t.tr(N_("Mark"))), ("w", t.tr(N_("Add")))
    left = any(comer.state is State.BOOKED and comer.mark is None for comer in sheet.comers)
    rest, void = [("e", t.tr(N_("Rest in full")))] if left else [], (t.tr(N_("v")), t.tr(N_("Void")))
    if sheet.unrecorded:
        first = [mark, ("u", t.tr(N_("Undo"))), ("c", t.tr(N_("Record"))), *rest, add, void]
    elif any(comer.recorded for comer in sheet.comers):
        first = [void, add, mark, *rest]
    else:
        first = [mark, *rest, add]
    if any(comer.walk_in is not None for comer in sheet.comers):
        first.append(("o", t.tr(N_("Take off"))))
    return [*first, ("/", t.tr(N_("Find"))), *([("i", t.tr(N_("Sheet")))] if saves else [])]


def acts(sheet: Sheet | None, *, saves: bool) -> tuple[str, ...]:
    """The buttons that are of use, by name."""
    if sheet is None:
        return ()
    if not sheet.can_mark:
        people = ("take_off",) if sheet.comers else ()
        return (*(("sheet",) if saves else ()), *people, "cancel")
    marks = ("full", "part", "absent") if sheet.comers else ()
    recorded = ("void",) if any(comer.recorded for comer in sheet.comers) else ()
    return (*marks, *(("record",) if sheet.unrecorded else recorded), "walk_in")


def fits(comer: Comer, text: str) -> bool:
    """Whether somebody's name has that text in it, or their number begins with it."""
    return fold(text) in fold(comer.name) or comer.payroll_number.startswith(text)


def key_of(comer: Comer) -> str:
    """What somebody is known by while the sheet changes around them."""
    return comer.person_id or comer.walk_in or ""
