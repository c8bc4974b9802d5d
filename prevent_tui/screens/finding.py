"""A screen with a field to type part of something in, and below it what fits so far."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from prevent_tui.domain.people import fold
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words


class FindingScreen(HouseScreen):
    """A title, the field with what to type in it, and what can be found; their English is in `heading` and `prompt`."""

    heading: ClassVar[str] = ""
    prompt: ClassVar[str] = ""

    def body(self) -> ComposeResult:
        """The field above what it finds."""
        yield Words(classes="title", id="title")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        yield box
        with Area(can_focus=False):
            yield from self.findable()

    def findable(self) -> ComposeResult:
        """The widgets of what can be found."""
        yield from ()

    def on_mount(self) -> None:
        """Typing begins at once."""
        super().on_mount()
        self.query_one("#find").focus()

    def say(self) -> None:
        """Write what fits what is typed."""
        box = self.query_one("#find", Input)
        self.query_one("#title", Words).update(self.tr(self.heading))
        box.placeholder = self.tr(self.prompt)
        self.show_fitting(fold(box.value.strip()))

    def show_fitting(self, wanted: str) -> None:
        """Show what holds these letters, which are folded."""

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what fits so far."""
        self.say()
