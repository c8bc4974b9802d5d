"""The yardstick: the smallest Textual app that shows a text and answers a key."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    presses = 0

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("READY", id="line")

    def on_key(self, event: Key) -> None:
        """Say how often a key was pressed."""
        self.presses += 1
        self.query_one("#line", Static).update(f"KEY {self.presses}.")


if __name__ == "__main__":
    Bare().run()
