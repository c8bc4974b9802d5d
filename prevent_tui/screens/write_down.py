"""A number on a page of its own, to be written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.opening import screen_of
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.learning import View


class WriteDownScreen(HouseScreen):
    """What the number is for, the number, and what happens without it; subclasses say them."""

    leave_key = N_("Finish for now")

    def body(self) -> ComposeResult:
        """The number between two texts, and the way on."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="why")
            yield Words(classes="number", id="number")
            yield Words(classes="text", id="mind")
        with Horizontal(classes="acts"):
            yield Action(id="forward")

    def on_mount(self) -> None:
        """The way on has the focus."""
        super().on_mount()
        self.query_one("#forward").focus()

    def say(self) -> None:
        """Write the page."""
        signed_in = self.house.signed_in
        title, why, mind = self.told()
        self.query_one("#title", Words).update(title)
        self.query_one("#why", Words).update(why)
        number = (signed_in.reference or signed_in.payroll_number) if signed_in else ""
        self.query_one("#number", Words).update(Content(number))
        self.query_one("#mind", Words).update(mind)
        self.query_one("#forward", Action).show(self.tr(N_("Continue")))

    def told(self) -> tuple[str, str, str]:
        """The title, what the number is for, and what happens without it."""
        raise NotImplementedError

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Continue")))]

    async def action_leave(self) -> None:  # type: ignore[override]
        """Leave altogether: nothing of this person stays on the screen."""
        await self.house.sign_out()


class ReferenceScreen(WriteDownScreen):
    """A guest's reference number, then the course."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view

    def told(self) -> tuple[str, str, str]:
        """What a guest needs to know of it."""
        return (
            self.tr(N_("Your reference number")),
            self.tr(N_("Write this number down. With it you can go on with your course on any terminal here, from "
                       "the place where you stopped.")),
            self.tr(N_("Keep it to yourself: whoever has it can open your course. It can't be found again for you "
                       "when it is lost.")),
        )  # fmt: skip

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """On to the course."""
        self.app.switch_screen(screen_of(self._view))


class OwnNumberScreen(WriteDownScreen):
    """The number a governor signs in with from now on, then My learning."""

    def told(self) -> tuple[str, str, str]:
        """What a governor needs to know of it."""
        return (
            self.tr(N_("Your account is open")),
            self.tr(N_("This is the number you sign in with. Write it down.")),
            self.tr(N_("Next time, choose Sign in and give this number, where it asks for a payroll number, with your "
                       "password.")),
        )  # fmt: skip

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """On to My learning."""
        from prevent_tui.screens.home import HomeScreen

        self.app.switch_screen(HomeScreen())
