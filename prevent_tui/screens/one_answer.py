"""One field and what it is for: a reason, a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.screens.sign_in import FormScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.i18n import Translator


@dataclass(frozen=True, slots=True)
class Asking:
    """The page's title, the field's label and the act's name, as messages."""

    title: str
    label: str
    act: str


class OneAnswerScreen(FormScreen):
    """Asks for one text; `work` is what is done with it, and the page is left when that is done."""

    fields = ("answer",)

    def __init__(
        self, words: Asking, work: Callable[[Services, str], object], *, about: Callable[[Translator], str]
    ) -> None:
        super().__init__()
        self._words = words
        self._work = work
        self._about = about

    def body(self) -> ComposeResult:
        """What it is about, the field, the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="about")
            yield from self.field("answer")
        with Horizontal(classes="acts"):
            yield Action(id="act")

    def useful_keys(self) -> list[tuple[str, str]]:
        """Enter does it."""
        return [("Enter", self.tr(self._words.act))]

    def say(self) -> None:
        """Write the page."""
        self.query_one("#title", Words).update(self.tr(self._words.title))
        self.query_one("#about", Words).update(Content(self._about(self.t) + "\n"))
        self.query_one("#answer-label", Words).update(self.tr(self._words.label))
        self.query_one("#act", Action).show(self.tr(self._words.act))

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Do it."""
        await self.act()

    async def act(self) -> None:
        """Do it, and leave; what is wrong stands at the field."""
        answer = self.value("answer").strip()
        with self.explaining("answer"):
            await self.house.desk.run(lambda services: self._work(services, answer))
            self.show_faults([])
            self.action_leave()
