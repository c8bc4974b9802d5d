"""A slide as large as a terminal allows: centred, bold, with air between lines and, where there is room, letters."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget


def spaced(text: str) -> str:
    """The text with a gap between its letters, and three between its words."""
    return "   ".join(" ".join(word) for word in text.split())


def laid_out(title: str, lines: Sequence[str], width: int, height: int) -> list[tuple[str, str]]:
    """Pairs of a line and its style that fill the middle of a room of that size.

    Letters are spaced only where every line has room for it and none is in columns; lines only where all of them stay
    in view. In a room that is too low, the rule below the title goes first, then the empty lines.
    """
    body = list(lines)
    columns = any("  " in line.strip() for line in lines)
    if width >= 100 and not columns and max((len(_kept(line)) for line in lines), default=0) <= width:
        body = [_kept(line) for line in lines]
    aired = _aired(body)
    if len(aired) + 3 <= height:
        body = aired
    if len(body) + 1 > height:
        body = [line for line in body if line]
    head = spaced(title) if len(spaced(title)) <= width else title
    margin = " " * max(0, (width - max((len(line) for line in body), default=0)) // 2)
    shown = [(head.center(width).rstrip(), "bold")]
    if len(body) + 3 < height:
        shown += [(("═" * min(width, max(len(head), 12))).center(width).rstrip(), "$link"), ("", "")]
    shown += [(margin + line, "bold") for line in body]
    return [("", "")] * max(0, (height - len(shown)) // 2) + shown


def _kept(line: str) -> str:
    """A line with spaced letters, its indent doubled too."""
    indent = len(line) - len(line.lstrip())
    return " " * (2 * indent) + spaced(line)


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
