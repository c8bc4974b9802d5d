"""A support page: help, privacy, what the program stores, accessibility, terms, feedback."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words


class SupportScreen(HouseScreen):
    """One page of text from the content folder."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._page = name

    def body(self) -> ComposeResult:
        """A text to read."""
        with Area():
            yield Words(classes="text", id="text")

    def on_mount(self) -> None:
        """The text has the focus, so that it scrolls."""
        super().on_mount()
        self.query_one(Area).focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to read on."""
        return [("↑↓", self.tr(N_("Scroll")))]

    def say(self) -> None:
        """Write the page."""
        from prevent_tui.content.markdown import blocks, lines
        from prevent_tui.content.support import page
        from prevent_tui.widgets.page import styled

        contact = self.house.settings.contact or self.tr(N_("the person who looks after this program"))
        title, text = page(self._page, self.t.language, contact=contact)
        parts = [Content.styled(title, "bold underline"), Content(""), *styled(lines(blocks(text), self.columns))]
        self.query_one("#text", Words).update(Content("\n").join(parts))

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self.is_mounted:
            self.say()
