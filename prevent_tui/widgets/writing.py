"""A field for several lines of one's own words, which says when typing pauses so that they can be saved."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Blur, Focus
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

PAUSE = 0.7
"""Seconds without a key after which typing has paused."""
_HOUSE_KEYS = ("f6", "f7")
"""Keys of the library's field that mean something else in this house."""


def _keys() -> list[BindingType]:
    return [bound for bound in TextArea.BINDINGS if isinstance(bound, Binding) and bound.key not in _HOUSE_KEYS]


class Writing(TextArea, inherit_bindings=False):
    """Own words; its label is in its border, behind an arrow while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = _keys()

    class Typed(Message):
        """The words changed; they are not saved yet."""

    class Paused(Message):
        """Typing has stopped for a moment, or the field was left."""

    def __init__(self, *, id: str = "words") -> None:
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False
        self._called = ""
        self._known = ""
        self._pause: Timer | None = None

    def hold(self, words: str) -> None:
        """Show words that are saved, with the cursor behind them."""
        self._known = words
        self.load_text(words)
        self.move_cursor(self.document.end)

    async def typed(self) -> str:
        """The words, once every key that was pressed so far is in them; not for the field's own handlers."""
        through = asyncio.Event()
        if self.call_later(through.set):
            await through.wait()
        return self.text

    def call(self, name: str) -> None:
        """Say what the field is for."""
        self._called = name
        self._label(pointing=self.has_focus)

    def _label(self, *, pointing: bool) -> None:
        self.border_title = f"{'►' if pointing else ' '} {self._called}"

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Tell the screen at once, and again when typing pauses."""
        message.stop()
        if self.text == self._known:
            return
        self._known = self.text
        self._stop()
        self._pause = self.set_timer(PAUSE, self._paused)
        self.post_message(self.Typed())

    def _stop(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _paused(self) -> None:
        self._stop()
        self.post_message(self.Paused())

    def on_focus(self, event: Focus) -> None:
        """Point at the field."""
        self._label(pointing=True)

    def on_blur(self, event: Blur) -> None:
        """What was typed is to be saved now."""
        self._label(pointing=False)
        if self._pause is not None:
            self._paused()
