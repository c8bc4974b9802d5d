"""Giving up the place of somebody who has told the trainer that they can't come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui.domain.bookings import State
from prevent_tui.i18n import N_
from prevent_tui.screens.asked import AskedScreen

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.sheets import Comer, Sheet


class ReleaseScreen(AskedScreen):
    """Whose place it is, and who moves up."""

    title_words = N_("Take somebody off")
    act_words = N_("Take off")

    def __init__(self, sheet: Sheet, comer: Comer) -> None:
        super().__init__()
        self._sheet = sheet
        self._comer = comer

    def lines(self) -> list[Content]:
        """What happens to the place."""
        comer, waiting = self._comer, self._sheet.of(State.WAITING)
        told = [self.tr(N_("%(name)s (%(number)s)"), name=comer.name, number=comer.payroll_number), ""]
        if comer.state is State.BOOKED and waiting:
            first = waiting[0].name
            told.append(self.tr(N_("Their place goes to %(name)s, who has waited longest. Both are told at home."),
                                name=first))  # fmt: skip
        elif comer.state is State.BOOKED:
            told.append(self.tr(N_("Their place is free for anybody. They are told on their home screen.")))
        else:
            told.append(self.tr(N_("They are taken off the waiting list, and told on their home screen.")))
        return [Content(line) for line in told]

    def do(self, services: Services) -> object:
        """Give the place up."""
        return services.sessions.release(self.actor, self._sheet.session.id, self._comer.payroll_number)
