"""No control character from data reaches the terminal, whatever widget or renderable shows it.

Touches `textual.filter.LineFilter` (marked as internal to Textual) through the public `App.get_line_filters`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.segment import Segment
from textual.app import App, ReturnType
from textual.color import Color
from textual.filter import LineFilter

from prevent_tui.safety import CONTROL, has_control


class ControlGuard(LineFilter):
    """Takes control characters out of every line on its way to the screen.

    Each control is laid out with no width, so it is dropped, not replaced: a mark in its place would push the
    rest of the line out of its cells.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, without control characters in their text or in the target of a link."""
        search = CONTROL.search
        for segment in segments:
            if search(segment.text) or (segment.style is not None and segment.style.link):
                return [_safe(each) for each in segments]
        return segments


def _safe(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style.link and has_control(style.link):
        style = style.update_link(None)
    return Segment(CONTROL.sub(_same_width, text), style)


def _same_width(control: re.Match[str]) -> str:
    """What stands for a control: nothing, or a mark for a half character (the only one with a width)."""
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= control[0] <= "\udfff" else ""


class GuardedLines(App[ReturnType]):
    """An app whose every line goes through a `ControlGuard`, after all other filters."""

    _control_guard = ControlGuard()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The enabled filters, the guard last."""
        return [*super().get_line_filters(), self._control_guard]
