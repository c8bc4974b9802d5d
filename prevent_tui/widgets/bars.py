"""The black bar at the top and the line of keys at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from prevent_tui.bar_words import closer, fitting, in_two_lines


class TopBar(Widget):
    """The service's name, its phase, and the language it can be switched to."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $header-background; color: $header-text; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts = ("", "", "")

    def show(self, name: str, phase: str, language: str) -> None:
        """Write the bar anew."""
        self._parts = (name, phase, language)
        self.refresh()

    def render(self) -> Content:
        """The name at the left, the other language at the right."""
        name, phase, language = self._parts
        left = Content.assemble(" ", (name, "bold"), f"  [{phase}]" if phase else "")
        right = Content.assemble((language, "underline"), " ")
        gap = max(1, self.size.width - left.cell_length - right.cell_length)
        return left + Content(" " * gap) + right


class KeyBar(Widget):
    """The next useful keys, the most useful first, in one line or two; what doesn't fit is left out whole."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $header-background; color: $header-text; }
    """

    def __init__(self, *, lines: int = 1) -> None:
        super().__init__()
        self.styles.height = lines
        self._lines = lines
        self._keys: tuple[tuple[str, str], ...] = ()

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Write the bar anew: pairs of a key and what it does."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def render(self) -> Content:
        """As many keys as fit."""
        if self._lines > 1:
            lines, after = in_two_lines(self._keys, self.size.width)
            return Content("\n").join(_line(keys, after) for keys in lines)
        tight = closer(self._keys, self.size.width)
        keys, after = (tight, "") if tight else (fitting(self._keys, self.size.width), " ")
        return _line(keys, after)


def _line(keys: Sequence[tuple[str, str]], after: str) -> Content:
    return Content("").join(Content.assemble(" ", (key, "bold"), f" {what}{after}") for key, what in keys)
