"""A text to read, with nothing to do but scroll it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words


class TextScreen(HouseScreen):
    """A title and a text; what both say is written by `say`."""

    def body(self) -> ComposeResult:
        """A text to read."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")

    def on_mount(self) -> None:
        """The text has the focus, so that it scrolls."""
        super().on_mount()
        self.query_one(Area).focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to read on."""
        return [("↑↓", self.tr(N_("Scroll")))]

    def tell(self, title: str, paragraphs: list[tuple[str, str]]) -> None:
        """Write the title, and paragraphs below headings of their own."""
        self.query_one("#title", Words).update(Content(title))
        parts = [Content.assemble((f"{heading}\n", "bold"), f"{text}\n") for heading, text in paragraphs]
        self.query_one("#text", Words).update(Content("\n").join(parts))
