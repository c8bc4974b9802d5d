"""A support page: help, privacy, what the program stores, accessibility, terms, feedback."""

from __future__ import annotations

from textual.content import Content

from prevent_tui.i18n import N_
from prevent_tui.screens.text import TextScreen
from prevent_tui.widgets.words import Words


class SupportScreen(TextScreen):
    """One page of text from the content folder."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._page = name

    def say(self) -> None:
        """Write the page."""
        from prevent_tui.content.markdown import blocks, lines
        from prevent_tui.content.support import page
        from prevent_tui.widgets.page import styled

        contact = self.house.settings.contact or self.tr(N_("the person who looks after this program"))
        title, text = page(self._page, self.t.language, contact=contact)
        self.query_one("#title", Words).update(Content(title))
        self.query_one("#text", Words).update(Content("\n").join(styled(lines(blocks(text), self.columns))))

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self.is_mounted:
            self.say()
