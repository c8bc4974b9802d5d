"""The columns of a team's grid: which of them fit, what is folded where room is scarce, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import arranged_words, wording
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.team_words import Filters, fitted

if TYPE_CHECKING:
    from prevent_tui.domain.arranged import Arranged
    from prevent_tui.services.team import TeamRow

NARROW = 66
"""Below so many cells months are written in short, and what is arranged is a mark."""
WIDE = 100
"""From this many cells on there is room for more columns."""

MARK = "+"
"""Stands behind what to do for somebody for whom something is arranged, where the words don't fit."""

_HEADS = {
    "colour": N_("Colour"),
    "name": N_("Name"),
    "number": N_("Payroll"),
    "manager": N_("Manager"),
    "certified": N_("Certified"),
    "window": N_("Window"),
    "due": N_("Due"),
    "what": N_("What to do"),
    "arranged": N_("Arranged"),
}
_WORDS = 32
"""From so many cells on, what to do has months in full, and what is arranged in words."""
_CELLS = {"colour": 9, "number": 9, "manager": 9, "certified": 14, "window": 14, "due": 14, "arranged": 21}


def columns(t: Translator, width: int, filters: Filters) -> str:
    """The heads of the columns; an arrow stands at the one by which the rows are ordered."""
    heads = {name: t.tr(head) for name, head in _HEADS.items()}
    if filters.order:
        heads[filters.order] += " ↑" if filters.descending else " ↓"
    if width < NARROW:
        heads["what"] = t.tr(N_("What to do (%(mark)s arranged)"), mark=MARK)
    return ("  " + "".join(fitted(heads[name], cells) for name, cells in _widths(width, filters))).rstrip()


def row(
    t: Translator, one: TeamRow, width: int, *, here: bool, filters: Filters, arranged: Arranged | None = None
) -> Content:
    """One person, in one line."""
    widths = _widths(width, filters)
    beside = None if width >= WIDE else arranged  # where there is room, it has a column of its own
    cells = {"what": _what(t, one, beside, dict(widths).get("what", 0)), "name": named(one, filters=filters)}
    cells["arranged"] = arranged_words.with_day(t, arranged) if arranged else ""
    parts = [(name, fitted(cells[name] if name in cells else _cell(t, one, name), size)) for name, size in widths]
    if here:
        line = Content("► " + "".join(text for _, text in parts))
        return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
    styled = [(text, f"bold $rag-{one.colour.value}") if name == "colour" else text for name, text in parts]
    return Content.assemble("  ", *styled)


def _widths(width: int, filters: Filters) -> list[tuple[str, int]]:
    """The columns that fit, with their cells; the name takes what is left.

    The column by which the rows are ordered is always there, so that the order can be seen.
    """
    ordered = [filters.order] if filters.order in ("number", "manager", "certified", "window", "due") else []
    if width >= WIDE:
        dates = [one for one in ordered if one not in ("number", "manager")] or ["certified"]
        more = ["number", *(["manager"] if filters.whole or filters.order == "manager" else []), *dates]
        columns = {"colour": 0, "name": 0, **dict.fromkeys(more, 0), "what": _WORDS, "arranged": 0}
    elif width >= NARROW:
        columns = {"colour": 0, "name": 0, **dict.fromkeys(ordered, 0), "what": _WORDS if ordered else 42}
    else:
        columns = {"colour": 0, "name": 0, **(dict.fromkeys(ordered, 0) or {"what": 28})}
    found = {name: cells or _CELLS.get(name, 0) for name, cells in columns.items()}
    if filters.order in ("number", "manager"):
        found[filters.order] += 1  # for the arrow
    found["name"] = max(13, width - 2 - sum(found.values()))
    return list(found.items())


def _cell(t: Translator, one: TeamRow, name: str) -> str:
    if name == "certified":
        return t.short_date(one.certified_on) if one.certified_on else t.tr(N_("not yet"))
    if name in ("window", "due"):
        return t.short_date(one.window_opens_on if name == "window" else one.due_on)
    if name == "colour":
        return f"{wording.MARKS[one.colour]} {wording.colour_word(t, one.colour)}"
    return one.payroll_number if name == "number" else one.manager_number


def named(one: TeamRow, *, filters: Filters) -> str:
    """A person's name; the family name stands first where the rows are ordered by it."""
    if filters.order == "name" and one.given_name:
        return f"{one.family_name}, {one.given_name}"
    return f"{one.given_name} {one.family_name}".strip()


def _what(t: Translator, one: TeamRow, arranged: Arranged | None, size: int) -> str:
    """What to do, and what is arranged already: in the fullest words that fit."""
    full, short = (
        wording.what_to_do(
            t, one.colour, window=one.window_opens_on, due=one.due_on, absent_until=one.absent_until, short=short
        )
        for short in (False, True)
    )
    if size < _WORDS:
        return f"{short} {MARK}" if arranged else short
    words = f"; {arranged_words.short(t, arranged)}" if arranged else ""
    fitting = (text for text in (full + words, short + words) if Content(text).cell_length < size)
    return next(fitting, f"{short} {MARK}" if arranged else short)
