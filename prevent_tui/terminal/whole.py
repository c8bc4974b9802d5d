"""A new screen is shown when it is complete, by one frame, not growing before the reader's eyes.

While frames are held, Textual lays screens out as ever and nothing is written; then the whole screen is, once. The
undocumented `App._display`, which every frame passes through, is overridden; a test counts frames in a real terminal.
"""

from __future__ import annotations

from rich.console import RenderableType
from textual.app import App, ReturnType
from textual.screen import Screen
from textual.timer import Timer

LONGEST = 0.25
"""Seconds after which a screen is shown as far as it is."""


class WholeFrames(App[ReturnType]):
    """An app that can hold its frames for a moment."""

    _holding: Timer | None = None

    def hold_frames(self) -> None:
        """Write no frames until `show_frames` is called, or `LONGEST` has passed."""
        if self._holding is None:
            self._holding = self.set_timer(LONGEST, self.show_frames)

    def show_frames(self) -> None:
        """Show the screen as it is now, and whatever changes from now on."""
        holding, self._holding = self._holding, None
        if holding is not None:
            holding.stop()
            self.screen.refresh()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if self._holding is None:
            super()._display(screen, renderable)
