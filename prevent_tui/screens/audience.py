"""For whom the course is told: where a learner works and at what, one question a page.

An answer is saved before the next page is shown. Words for nations and sectors are here for every face.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from prevent_tui.domain.courses import Audience, Nation, Sector
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.choosing import ChoosingScreen
from prevent_tui.screens.opening import screen_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_tui.services.learning import View

_NATIONS: Mapping[str, str] = {
    Nation.ENGLAND: N_("England"),
    Nation.WALES: N_("Wales"),
    Nation.SCOTLAND: N_("Scotland"),
}
_SECTORS: Mapping[str, str] = {
    Sector.EDUCATION: N_("Education or child care"),
    Sector.HEALTH: N_("Health"),
    Sector.LOCAL_AUTHORITY: N_("Local authority"),
    Sector.POLICE: N_("Police"),
    Sector.CRIMINAL_JUSTICE: N_("Prisons, probation or youth justice"),
    Sector.OTHER: N_("Other work"),
}


def nation_word(t: Translator, nation: Nation) -> str:
    """A nation's name."""
    return t.tr(_NATIONS[nation])


def told(t: Translator, audience: Audience) -> str:
    """For whom pages are shown, in a sentence."""
    shown = audience.shown
    assert shown.nation is not None
    assert shown.sector is not None
    return t.tr(
        N_("Pages are shown for: %(nation)s; %(sector)s."),
        nation=t.tr(_NATIONS[shown.nation]),
        sector=t.tr(_SECTORS[shown.sector]),
    )


class AudienceScreen(ChoosingScreen):
    """Two questions: nation, then sector; `again` asks both anew and goes back to the screen before.

    `following` makes the screen that comes after both; without it, the place in the course does.
    """

    def __init__(
        self, view: View, *, again: bool = False, following: Callable[[View], HouseScreen] = screen_of
    ) -> None:
        super().__init__()
        self.view = view
        self._again = again
        self._following = following
        self._asks_sector = not again and view.audience.nation is not None

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to answer."""
        return [("↑↓", self.tr(N_("Move"))), ("Space", self.tr(N_("Choose"))), ("→", self.tr(N_("Continue")))]

    def say(self) -> None:
        """Write the question."""
        audience = self.view.audience
        why = N_(
            "Some names and routes differ. Your answer chooses what the pages show; you can change it later from the "
            "course overview."
        )
        if self._asks_sector:
            title = N_("What kind of work do you do?")
            self.put("sector", title, why=why, answers=_SECTORS, given=audience.sector, back=True)
        else:
            self.put("nation", N_("Where do you work?"), why=why, answers=_NATIONS, given=audience.nation, back=False)

    async def on_choices_settled(self) -> None:
        """Enter on the chosen answer goes on."""
        await self.action_forward()

    def action_back(self) -> None:
        """From the sector to the nation."""
        if self._asks_sector:
            self._ask(sector=False)

    async def answered(self, value: str) -> None:
        """Save it, then ask the next, or show what comes after both."""
        actor, course = self.actor, self.view.course.id
        nation, sector = (None, Sector(value)) if self._asks_sector else (Nation(value), None)
        self.view = await self.house.desk.run(
            lambda services: services.learning.choose_audience(actor, course, nation, sector)
        )
        if not self._asks_sector:
            self._ask(sector=True)
        elif self._again:
            self.action_leave()
        else:
            self.app.switch_screen(self._following(self.view))

    def _ask(self, *, sector: bool) -> None:
        self._asks_sector = sector
        self.show_question()
