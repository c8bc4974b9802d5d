"""The hand-out of the toolbox talk: to read, and to save as a page to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.page import styled
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.domain.talks import Talk
    from prevent_tui.services.access import Actor


class HandoutScreen(HouseScreen):
    """One page."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "save", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._talk: Talk | None = None
        self._saved = ""

    def body(self) -> ComposeResult:
        """The text, and saving it."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
        yield Words(classes="quiet-text", id="saved")
        with Horizontal(classes="acts"):
            yield Action(id="save")

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.run_worker(self._load())

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    async def _load(self) -> None:
        actor = self._actor()
        try:
            self._talk = await self.house.desk.run(lambda services: services.talks.content(actor))
        except PreventError as problem:
            self.explain_failure(problem)
        self.retell()
        self.query_one(Area).focus()
        self.complete()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Reading and saving."""
        return [("↑↓", self.tr(N_("Scroll"))), ("s", self.tr(N_("Save")))]

    def say(self) -> None:
        """Write the page."""
        from prevent_tui.content.markdown import blocks, lines

        self.query_one("#save", Action).show(self.tr(N_("Save as a page to print")))
        saved = self.query_one("#saved", Words)
        saved.display = bool(self._saved)
        saved.update(self.tr(N_("Saved: %(file)s"), file=self._saved))
        if self._talk is not None:
            handout = self._talk.words_in(self.t.language).handout
            self.query_one("#title", Words).update(handout.title)
            told = styled(lines(blocks(handout.markdown), self.columns))
            self.query_one("#text", Words).update(Content("\n").join(told))

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save it."""
        await self.action_save()

    async def action_save(self) -> None:
        """Save the page where this user's data lies."""
        from prevent_tui.screens.talk import files_directory

        actor, language, directory = self._actor(), self.t.language, files_directory()
        try:
            file = await self.house.desk.run(
                lambda services: services.register_exports.save_handout(actor, directory, language)
            )
        except PreventError as problem:
            self.explain_failure(problem)
            return
        self.accept()
        self._saved = str(file)
        self.say()
