"""A slide as large as a terminal allows: in the middle, bold, with air, and a title in block letters where they fit."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from prevent_tui.widgets.block_letters import block_letters

BLOCKS_FROM = (90, 28)
"""Columns and lines from which on a title is set in block letters."""
_LETTER = 4.2
"""Columns that a block letter takes, about."""


def laid_out(title: str, lines: Sequence[str], width: int, height: int) -> list[tuple[str, str]]:
    """Pairs of a line and its style that fill the middle of a room of that size.

    Lines are spaced only where all of them stay in view. Letters never are: spread, they are harder to read. In a room
    that is too low, the rule below the title goes first, then the empty lines.
    """
    body = _aired(lines)
    head = _heading(title, width) if width >= BLOCKS_FROM[0] and height >= BLOCKS_FROM[1] else None
    if head is None or len(head) + len(body) + 3 > height:
        head = [title]
    if len(head) + len(body) + 2 > height:
        body = list(lines)
    ruled = len(head) + len(body) + 2 <= height
    if len(body) + 1 > height:
        body = [line for line in body if line]
    margin = " " * max(0, (width - max((len(line) for line in body), default=0)) // 2)
    shown = [(line.center(width).rstrip(), "bold") for line in head]
    if ruled:
        rule = "═" * min(width, max(12, *(len(line.strip()) for line in head)))
        shown += [(rule.center(width).rstrip(), "$link"), ("", "")]
    shown += [(margin + line, "bold") for line in body]
    return [("", "")] * max(0, (height - len(shown)) // 2) + shown


def _heading(title: str, width: int) -> list[str] | None:
    """The title in block letters, in one line of them or in two; None where they don't fit."""
    for wrapped in ([title], textwrap.wrap(title, int(width / _LETTER))):
        drawn = [block_letters(part) for part in wrapped]
        if len(drawn) > 2 or any(one is None or len(one[0]) > width for one in drawn):
            continue
        rows = [[row.center(width).rstrip() for row in one] for one in drawn if one]
        return [row for number, one in enumerate(rows) for row in ([""] if number else []) + one] + [""]
    return None


def _aired(lines: Sequence[str]) -> list[str]:
    """The lines with air between them, and twice as much between paragraphs."""
    return [row for number, line in enumerate(lines) for row in ([""] if number else []) + [line]]


class Large(Widget, can_focus=True):
    """What the room sees."""

    DEFAULT_CSS = """
    Large { width: 100%; height: 1fr; background: $page-background; color: $page-text; }
    """

    def __init__(self, *, id: str = "large") -> None:
        super().__init__(id=id)
        self._title = ""
        self._lines: tuple[str, ...] = ()

    def show(self, title: str, lines: Sequence[str]) -> None:
        """Show another slide."""
        if (title, tuple(lines)) != (self._title, self._lines):
            self._title, self._lines = title, tuple(lines)
            self.refresh()

    def render(self) -> Content:
        """The slide in the room there is now."""
        width, height = self.content_size
        told = laid_out(self._title, self._lines, width, height)
        return Content("\n").join(Content.styled(text, style) if style else Content(text) for text, style in told)
