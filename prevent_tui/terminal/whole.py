"""A new screen is shown when it is complete, by one frame, not growing before the reader's eyes.

While frames are held, Textual lays screens out and draws nothing; then the whole screen is drawn, once. Parts of
Textual touched that are not documented: `Screen._compositor_refresh`, which every frame comes from,
`Screen._on_timer_update`, which does what a frame is due for, and `Screen._dirty_widgets`. A test counts frames in a
real terminal.
"""

from __future__ import annotations

from textual.app import App, ReturnType
from textual.events import Idle
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
            if isinstance(self.screen, WholeScreen):
                self.screen.draw()

    @property
    def holds_frames(self) -> bool:
        """Whether nothing is to be drawn now."""
        return self._holding is not None


class WholeScreen(Screen[None]):
    """A screen of such an app; while frames are held it lays out at once, for there is no next frame to wait for."""

    def draw(self) -> None:
        """Draw all of it with the next frame, in one go with what has to be laid out anew."""
        self._dirty_widgets.add(self)
        self.check_idle()

    def on_idle(self, event: Idle) -> None:
        """Do now what Textual does with the next frame."""
        if self._waits:
            event.prevent_default()
            self._on_timer_update()

    def _compositor_refresh(self) -> None:
        if self._waits:
            self._dirty_widgets.clear()  # all is drawn in the end
        else:
            super()._compositor_refresh()

    @property
    def _waits(self) -> bool:
        return isinstance(self.app, WholeFrames) and self.app.holds_frames
