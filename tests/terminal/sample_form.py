"""Two fields, for the test of typing ahead: `python -m tests.terminal.sample_form`."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from prevent_tui.terminal.app import TerminalApp


class Form(TerminalApp[None]):
    """Says what stands in each field; Enter in the first goes on to the second."""

    def compose(self) -> ComposeResult:
        yield Static("READY", id="said")
        for name in ("number", "password"):
            field = Input(id=name, compact=True)
            field.cursor_blink = False
            yield field

    @on(Input.Changed)
    def say(self) -> None:
        number, password = (self.query_one(f"#{name}", Input).value for name in ("number", "password"))
        self.query_one("#said", Static).update(Content(f"number={number} password={password}|"))

    @on(Input.Submitted, "#number")
    def go_on(self) -> None:
        self.query_one("#password").focus()


if __name__ == "__main__":
    Form().run()
