"""A question a page: why it is asked, its answers, and two buttons. The answer is saved when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.choices import Ask, Choices
from prevent_tui.widgets.words import Words


class ChoosingScreen(HouseScreen):
    """One of a few answers to one question after another, with a way back to the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "forward", show=False),
        Binding("left", "back", show=False),
    ]

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

    def put(
        self, about: str, title: str, *, why: str, answers: Mapping[str, str], given: str | None, back: bool
    ) -> None:
        """Write a question, all in English, with the answer that is on the screen or was `given` before.

        `back` says whether there is a question before it.
        """
        choices = self.query_one(Choices)
        self.query_one("#title", Words).update(self.tr(title))
        self.query_one("#why", Words).update(Content(self.tr(why) + "\n"))
        value = choices.value if choices.about == about else given
        choices.ask(Ask("one", tuple((name, self.tr(text)) for name, text in answers.items()), about=about), value)
        self.query_one("#forward", Action).show(self.tr(N_("Save and continue")))
        button = self.query_one("#back", Action)
        button.show(self.tr(N_("Back")))
        button.display = back

    def on_choices_picked(self, message: Choices.Picked) -> None:
        """Show the tick."""
        self.query_one(Choices).show(message.value)

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save, or go back a question."""
        if message.action.id == "back":
            self.action_back()
        else:
            await self.action_forward()

    def action_back(self) -> None:
        """To the question before."""

    async def action_forward(self) -> None:
        """Save the answer; where none is chosen, say so."""
        value = self.query_one(Choices).value
        if value is None:
            self.refuse([("choices", PreventError("choose_one"))])
        elif self.house.signed_in is not None:
            with self.explaining():
                await self.answered(str(value))

    async def answered(self, value: str) -> None:
        """Save this answer, then show what comes after it."""

    def show_question(self) -> None:
        """Show another question, with the answers in focus."""
        self.accept()
        self.retell()
        self.query_one(Choices).focus()
