"""Keys typed ahead act in the order they were typed.

Textual gives each key to whatever has the focus when the key is read, and looks up what the key does only
after it has bubbled up to the app. On a slow line `number Tab password` arrives at once, and the password would go
into the field of the number. So a mark follows each key that may move the focus, along the same way; the driver
holds the next key back until the mark has come through. A letter typed into a field moves nothing; outside one it may
open a screen or a field.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App, ReturnType, ScreenStackError
from textual.events import Key
from textual.message import Message

#: One lap for the key itself, one for what it sets off (a form that is submitted, a button that is pressed).
LAPS = 2


class KeyMark(Message):
    """Follows a key through the focused widget and its parents up to the app, then calls `passed`."""

    def __init__(self, passed: Callable[[], None], laps: int = LAPS) -> None:
        super().__init__()
        self.passed = passed
        self.laps = laps


class KeysInOrder(App[ReturnType]):
    """An app that lets its driver know when a key has been dealt with."""

    def takes(self, key: Key) -> bool:
        """Whether a key goes into the field that has the focus as a letter, where it moves nothing."""
        try:
            focused = self.focused
        except ScreenStackError:  # the app is ending
            return False
        return key.is_printable and focused is not None and focused.check_consume_key(key.key, key.character)

    def on_key_mark(self, mark: KeyMark) -> None:
        """Send the mark on its next lap, or say that it has come through."""
        mark.stop()
        try:
            target = self.focused or self.screen
        except ScreenStackError:  # the app is ending
            target = None
        following = KeyMark(mark.passed, mark.laps - 1)
        if mark.laps == 0 or target is None or not target.post_message(following):
            mark.passed()
