"""For whom the course is told: where a learner works and at what, one question a page.

An answer is saved before the next page is shown. Words for nations and sectors are here for every face.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.courses import Audience, Nation, Sector
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.opening import screen_of
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.choices import Ask, Choices
from prevent_tui.widgets.words import Words

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


class AudienceScreen(HouseScreen):
    """Two questions: nation, then sector; `again` asks both anew and goes back to the screen before.

    `following` makes the screen that comes after both; without it, the place in the course does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "forward", show=False),
        Binding("left", "back", show=False),
    ]

    def __init__(
        self, view: View, *, again: bool = False, following: Callable[[View], HouseScreen] = screen_of
    ) -> None:
        super().__init__()
        self.view = view
        self._again = again
        self._following = following
        self._asks_sector = not again and view.audience.nation is not None

    def body(self) -> ComposeResult:
        """A question, why it is asked, its answers."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="why")
            yield Choices()
        with Horizontal(classes="acts"):
            yield Action(id="forward")
            yield Action(id="back", kind="quiet")

    def on_mount(self) -> None:
        """The answers have the focus."""
        super().on_mount()
        self.query_one(Choices).focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to answer."""
        return [("↑↓", self.tr(N_("Move"))), ("Space", self.tr(N_("Choose"))), ("→", self.tr(N_("Continue")))]

    def say(self) -> None:
        """Write the question, with the answer that is on the screen or was given before."""
        choices, audience = self.query_one(Choices), self.view.audience
        about, words, given = ("sector", _SECTORS, audience.sector) if self._asks_sector else (
            "nation", _NATIONS, audience.nation)  # fmt: skip
        title = self.tr(N_("What kind of work do you do?")) if self._asks_sector else self.tr(N_("Where do you work?"))
        self.query_one("#title", Words).update(title)
        why = N_(
            "Some names and routes differ. Your answer chooses what the pages show; you can change it later from the "
            "course overview."
        )
        self.query_one("#why", Words).update(Content(self.tr(why) + "\n"))
        value = choices.value if choices.about == about else given
        choices.ask(Ask("one", tuple((name, self.tr(text)) for name, text in words.items()), about=about), value)
        self.query_one("#forward", Action).show(self.tr(N_("Save and continue")))
        back = self.query_one("#back", Action)
        back.show(self.tr(N_("Back")))
        back.display = self._asks_sector

    def on_choices_picked(self, message: Choices.Picked) -> None:
        """Show the tick; the answer is saved when it is sent."""
        self.query_one(Choices).show(message.value)

    async def on_choices_settled(self) -> None:
        """Enter on the chosen answer goes on."""
        await self.action_forward()

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save, or go back a question."""
        if message.action.id == "back":
            self.action_back()
        else:
            await self.action_forward()

    def action_back(self) -> None:
        """From the sector to the nation."""
        if self._asks_sector:
            self._ask(sector=False)

    async def action_forward(self) -> None:
        """Save the answer, then show what comes after it."""
        value, signed_in = self.query_one(Choices).value, self.house.signed_in
        if value is None:
            self.refuse([("choices", PreventError("choose_one"))])
            return
        if signed_in is None:
            return
        course = self.view.course.id
        nation, sector = (None, Sector(value)) if self._asks_sector else (Nation(value), None)
        with self.explaining():
            self.view = await self.house.desk.run(
                lambda services: services.learning.choose_audience(signed_in.actor, course, nation, sector)
            )
            if not self._asks_sector:
                self._ask(sector=True)
            elif self._again:
                self.action_leave()
            else:
                self.app.switch_screen(self._following(self.view))

    def _ask(self, *, sector: bool) -> None:
        self._asks_sector = sector
        self.accept()
        self.retell()
        self.query_one(Choices).focus()
