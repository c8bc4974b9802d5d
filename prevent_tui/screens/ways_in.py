"""How somebody wants to start, or to go on: with a payroll number, or without an account."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words


class WaysInScreen(HouseScreen):
    """Two ways, each explained; `again` is for those who have begun."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]

    def __init__(self, *, again: bool = False) -> None:
        super().__init__()
        self._again = again

    def body(self) -> ComposeResult:
        """What each way is for, and both ways."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
        with Horizontal(classes="acts"):
            yield Action(id="sign-in")
            yield Action(id="without", kind="quiet")

    def on_mount(self) -> None:
        """Signing in, which most people do, has the focus."""
        super().on_mount()
        self.query_one("#sign-in").focus()

    def say(self) -> None:
        """Write both ways."""
        if self._again:
            title, without = N_("Continue an existing course"), N_("Use a reference number")
            parts = (
                N_("If you signed in with a payroll number before, sign in again. The course opens where you left it."),
                N_("If you started without an account, you were given a reference number: use it here."),
            )
        else:
            title, without = N_("How do you want to start?"), N_("Start without an account")
            parts = (
                N_("If you have a payroll number here, sign in. What you complete goes on your training record."),
                N_(
                    "If you have none, start without an account. You are given a reference number, and with it you "
                    "can come back to your course at any time."
                ),
            )
        self.query_one("#title", Words).update(self.tr(title))
        self.query_one("#text", Words).update(Content("\n\n".join(self.tr(part) for part in parts)))
        self.query_one("#sign-in", Action).show(self.tr(N_("Sign in")))
        self.query_one("#without", Action).show(self.tr(without))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Next")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Go the way that was chosen; Back leads to the start again."""
        if message.action.id == "sign-in":
            from prevent_tui.screens.sign_in import SignInScreen

            self.app.switch_screen(SignInScreen())
        elif self._again:
            from prevent_tui.screens.resume import ResumeScreen

            self.app.switch_screen(ResumeScreen())
        else:
            await self._start()

    async def _start(self) -> None:
        from prevent_tui.screens import guest

        language = self.t.language
        with self.explaining():
            found = await self.house.desk.run(lambda services: services.guests.start(language=language))
            view = await self.house.desk.run(lambda services: guest.begin(services, found.actor))
            await guest.enter(self.house, found, guest.first_screen(view))
