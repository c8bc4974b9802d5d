"""A list with a cursor whose rows are a line or several lines high; all of them are held, and only those seen drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

R = TypeVar("R")


class Rows(Widget, Generic[R], can_focus=True):
    """Rows of the same height; `draw` gives a row's lines for a width, and knows whether the cursor is there."""

    DEFAULT_CSS = """
    Rows { height: 1fr; background: $page-background; color: $page-text; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "screenful(1)", show=False),
        Binding("pageup", "screenful(-1)", show=False),
        Binding("home", "edge(False)", show=False),
        Binding("end", "edge(True)", show=False),
        Binding("enter,space", "open", show=False),
    ]

    class Pointed(Message):
        """The cursor stands on another row."""

    class Opened(Message):
        """A row was chosen."""

        def __init__(self, row: Any) -> None:
            super().__init__()
            self.row = row

    class Above(Message):
        """The cursor was to go above the first row."""

    def __init__(self, draw: Callable[[R, int, bool], Sequence[Content]], *, high: int = 1, id: str = "rows") -> None:
        super().__init__(id=id)
        self._draw = draw
        self._high = high
        self._held: tuple[R, ...] = ()
        self._at = 0
        self._top = 0

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        return self._held[self._at] if self._held else None

    @property
    def at(self) -> int:
        """The number of the row under the cursor, from 0."""
        return self._at

    @property
    def rows(self) -> tuple[R, ...]:
        """Every row."""
        return self._held

    @property
    def cursor_cell(self) -> Offset:
        """Where the terminal's cursor stands while this has the focus."""
        return Offset(0, (self._at - self._top) * self._high)

    def fill(self, rows: Sequence[R], *, at: int = 0) -> None:
        """Show these rows, with the cursor on that one."""
        self._held = tuple(rows)
        self._at = max(0, min(at, len(self._held) - 1))
        self._follow()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        if self._at + by < 0:
            self.post_message(self.Above())
        self._go(self._at + by)

    def action_screenful(self, by: int) -> None:
        """Move the cursor a screenful."""
        self._go(self._at + by * max(1, self._seen - 1))

    def action_edge(self, end: bool) -> None:
        """Go to the first or the last row."""
        self._go(len(self._held) - 1 if end else 0)

    def action_open(self) -> None:
        """Choose the row under the cursor."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    def on_click(self, event: Click) -> None:
        """A click puts the cursor on a row; a second one chooses it."""
        target = self._top + event.y // self._high
        if target == self._at:
            self.action_open()
        elif target < len(self._held):
            self._go(target)

    @property
    def _seen(self) -> int:
        return max(1, self.size.height // self._high)

    def _go(self, to: int) -> None:
        to = max(0, min(to, len(self._held) - 1))
        if to != self._at:
            self._at = to
            self._follow()
            self.post_message(self.Pointed())

    def _follow(self) -> None:
        top = min(max(self._top, self._at - self._seen + 1), self._at)
        self._top = max(0, min(top, len(self._held) - self._seen))
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._follow()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show it less strongly."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of a row."""
        width = self.size.width
        number, line = self._top + y // self._high, y % self._high
        if number >= len(self._held):
            return Strip.blank(width, self.rich_style)
        drawn = self._draw(self._held[number], width, number == self._at and self.has_focus)
        content = drawn[line] if line < len(drawn) else Content("")
        strips = Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)
        return strips[0].adjust_cell_length(width) if strips else Strip.blank(width, self.rich_style)
