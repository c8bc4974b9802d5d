"""What there is to remark about a team: that nobody is shown and why, or that there is nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.certification import Colour
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_tui.screens.team_words import Filters
    from prevent_tui.services.team import TeamRow


def remark(
    t: Translator, counts: Mapping[Colour, int], filters: Filters, name: str | None, first: TeamRow | None
) -> Content | None:
    """A line below the counts; None where the rows say everything. `first` is the first row in the grid's order."""
    if not sum(counts.values()):
        return Content("\n" + _nobody(t, filters, name))
    if filters.leaves_out or counts[Colour.RED] or counts[Colour.AMBER]:
        return None
    if not counts[Colour.GREEN]:
        return Content(t.tr(N_("Everybody is on leave: nothing is to be done until they are back.")))
    here = N_("Everybody who is here is certified.") if counts[Colour.GREY] else N_("Everybody is certified.")
    told = t.tr(here)
    if first is not None and first.colour is Colour.GREEN and not filters.order:
        told += " " + t.tr(N_("The next window opens on %(day)s."), day=t.date(first.window_opens_on))
    return Content.styled(f"{wording.MARKS[Colour.GREEN]} {told}", "bold $rag-green")


def _nobody(t: Translator, filters: Filters, name: str | None) -> str:
    if not wording.names_certification(filters.certification):
        told = t.tr(N_("The one certification here is called: %(name)s."), name=t.tr(wording.CERTIFICATION))
        return told + " " + t.tr(N_("Press 0 to show everybody."))
    if filters.leaves_out:
        return t.tr(N_("Nobody fits.")) + " " + t.tr(N_("Press 0 to show everybody."))
    if filters.as_at is not None:
        return t.tr(N_("Nobody was here on that day, or will be: people are shown from their first day to their last."))
    if name == "" and not filters.whole:
        return t.tr(N_("Everybody has a manager who works here."))
    if filters.whole:
        return t.tr(N_("Nobody reports to anybody here."))
    direct = N_("Nobody reports to you directly.") if name is None else N_("Nobody reports to them directly.")
    return t.tr(direct) + " " + t.tr(N_("Press w to show everyone below."))
