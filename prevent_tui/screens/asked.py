"""A page that says what an act will do, and does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services


class AskedScreen(HouseScreen):
    """A title, what will happen, the act and the way back; subclasses say and do it."""

    title_words: str = ""
    act_words: str = ""
    back_words: str = N_("Back to the session")

    def body(self) -> ComposeResult:
        """The words, then the two ways."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
        with Horizontal(classes="acts"):
            yield Action(id="act")
            yield Action(id="back", kind="quiet")

    def on_mount(self) -> None:
        """The act has the focus."""
        super().on_mount()
        self.query_one("#act").focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Move")))]

    def say(self) -> None:
        """Write what will happen."""
        self.query_one("#title", Words).update(self.tr(self.title_words))
        self.query_one("#text", Words).update(Content("\n").join(self.lines()))
        self.query_one("#act", Action).show(self.tr(self.act_words))
        self.query_one("#back", Action).show(self.tr(self.back_words))

    def lines(self) -> list[Content]:
        """What will happen, a line each."""
        raise NotImplementedError

    def do(self, services: Services) -> object:
        """The act itself."""
        raise NotImplementedError

    async def refused(self, problem: PreventError) -> None:
        """Say why it was not done."""
        self.explain_failure(problem)

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Do it and leave, or go back."""
        if message.action.id == "act":
            try:
                await self.house.desk.run(self.do)
            except PreventError as problem:
                await self.refused(problem)
                return
        self.action_leave()
