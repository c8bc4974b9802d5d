"""What an act will do, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.i18n import Translator
    from prevent_tui.services.access import Actor


@dataclass(frozen=True, slots=True)
class Confirming:
    """The page: its title and text in a language, and the button's words as a message."""

    title: Callable[[Translator], str]
    text: Callable[[Translator], str | Content]
    act: str


class ConfirmScreen(HouseScreen):
    """Nothing is done before the button is pressed; when it is done, the page is left."""

    def __init__(self, words: Confirming, work: Callable[[Services, Actor], Any]) -> None:
        super().__init__()
        self._words = words
        self._work = work

    def body(self) -> ComposeResult:
        """Title, text, button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
        with Horizontal(classes="acts"):
            yield Action(id="act")

    def on_mount(self) -> None:
        """The button has the focus."""
        super().on_mount()
        self.query_one("#act").focus()

    def say(self) -> None:
        """Write the page."""
        self.query_one("#title", Words).update(Content(self._words.title(self.t)))
        text = self._words.text(self.t)
        self.query_one("#text", Words).update(text if isinstance(text, Content) else Content(text))
        self.query_one("#act", Action).show(self.tr(self._words.act))

    def useful_keys(self) -> list[tuple[str, str]]:
        """The act."""
        return [("Enter", self.tr(self._words.act))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Do it once, and leave."""
        actor = self.actor
        with self.explaining():
            await self.house.desk.run(lambda services: self._work(services, actor))
            self.action_leave()
