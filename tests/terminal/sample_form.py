"""Two fields, and a third that a letter opens, for the test of typing ahead: `python -m tests.terminal.sample_form`."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from prevent_tui.terminal.app import TerminalApp


class Last(Static, can_focus=True):
    """Something that takes no text: a slash there goes back to the field of the number."""

    DEFAULT_CSS = "Last { height: 1; }"


class Form(TerminalApp[None]):
    """Says what stands in each field; Enter in the first goes on to the second."""

    BINDINGS: ClassVar[list[BindingType]] = [("slash", "find", "")]

    def compose(self) -> ComposeResult:
        yield Static("READY", id="said")
        for name in ("number", "password"):
            field = Input(id=name, compact=True)
            field.cursor_blink = False
            yield field
        yield Last(id="last")

    @on(Input.Changed)
    def say(self) -> None:
        number, password = (self.query_one(f"#{name}", Input).value for name in ("number", "password"))
        self.query_one("#said", Static).update(Content(f"number={number} password={password}|"))

    def action_find(self) -> None:
        self.query_one("#number").focus()

    @on(Input.Submitted, "#number")
    def go_on(self) -> None:
        self.query_one("#password").focus()


if __name__ == "__main__":
    Form().run()
