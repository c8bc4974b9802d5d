"""Text that may be longer than the screen, and says so."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.events import Resize
from textual.message import Message


class Area(VerticalScroll):
    """A part of the screen that scrolls without animation; `Moved` says that what is below it may have changed."""

    DEFAULT_CSS = """
    Area {
        height: 1fr; background: $page-background;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        scrollbar-color: $border-quiet; scrollbar-background: $page-background;
        scrollbar-color-hover: $border-quiet; scrollbar-background-hover: $page-background;
        scrollbar-color-active: $border-quiet; scrollbar-background-active: $page-background;
    }
    """

    class Moved(Message):
        """The text was scrolled, or the room for it changed."""

    @property
    def has_more(self) -> bool:
        """Whether there is text below what is in view."""
        return self.display and self.scroll_offset.y < self.max_scroll_y

    def screenful(self, by: int) -> None:
        """Move the text a screenful, keeping two lines in sight."""
        self.scroll_relative(y=by * max(1, self.size.height - 2), animate=False, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the screen."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def on_resize(self, event: Resize) -> None:
        """Tell the screen."""
        self.post_message(self.Moved())
