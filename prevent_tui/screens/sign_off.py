"""Signing a register off: what it will record is said first; then it is one act, and the register is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import talk_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.talk import TalkScreen, recorded
from prevent_tui.screens.telling import hanging
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.registers import Preview, RegisterView


class SignOffScreen(HouseScreen):
    """The preview and the button."""

    reads_first = True

    def __init__(self, register_id: str) -> None:
        super().__init__()
        self._register_id = register_id
        self._found: tuple[RegisterView, Preview] | None = None

    def body(self) -> ComposeResult:
        """What it will do, and doing it."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
        with Horizontal(classes="acts"):
            yield Action(id="sign")
            yield Action(id="back", kind="quiet")

    def on_mount(self) -> None:
        """Work out what it will do."""
        super().on_mount()
        self.query_one("#back").focus()
        self.load(self._load)

    async def _load(self) -> None:
        actor, register_id = self.actor, self._register_id

        def read(services: Services) -> tuple[RegisterView, Preview]:
            return services.registers.read(actor, register_id), services.registers.preview(actor, register_id)

        try:
            self._found = await self.house.desk.run(read)
        except PreventError as problem:
            self._found = None
            self.explain_failure(problem)
        self.retell()
        if self._found is not None and not self._problem.showing:
            self.query_one("#sign").focus()
        self.complete()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Move")))]

    def say(self) -> None:
        """Write what it will do."""
        self.query_one("#title", Words).update(self.tr(N_("Sign off the register")))
        sign = self.query_one("#sign", Action)
        sign.show(self.tr(N_("Sign off the register")))
        sign.display = self._found is not None
        self.query_one("#back", Action).show(self.tr(N_("Back to the register")))
        if self._found is None:
            self.query_one("#text", Words).update("")
            return
        view, preview = self._found
        lines = [
            talk_words.when_and_where(self.t, view.register),
            talk_words.people(self.t, view.register),
            "",
            *(hanging("• ", line, self.columns) for line in recorded(self, preview, done=False)),
            "",
            self.tr(N_("After that nobody can be added or taken off. A mistake is voided, with a reason.")),
        ]
        self.query_one("#text", Words).update(Content("\n".join(lines)))

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Sign it off, or go back."""
        if message.action.id == "sign":
            await self._sign()
        else:
            self.action_leave()

    async def _sign(self) -> None:
        if self._found is None:
            return
        actor, register_id, preview = self.actor, self._register_id, self._found[1]
        try:
            await self.house.desk.run(lambda services: services.registers.sign_off(actor, register_id, preview))
        except PreventError as problem:
            self.explain_failure(problem)
            if problem.code == "register_changed":
                await self._load()
            return
        self._close_talk()
        self.app.push_screen(TalkScreen(register_id, signed=preview))

    def _close_talk(self) -> None:
        """Leave every screen of the talk: what they were for is done."""
        from prevent_tui.screens.talks import TalksScreen

        while len(self.app.screen_stack) > 1 and not isinstance(self.app.screen, TalksScreen):
            name = type(self.app.screen).__name__
            if name not in ("SignOffScreen", "RegisterScreen", "PresenterScreen", "TalkScreen", "TalkSlideScreen"):
                return
            self.app.pop_screen()
