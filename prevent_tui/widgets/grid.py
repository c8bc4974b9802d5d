"""Rows of any number, of which only those near the view are ever fetched or drawn.

The grid holds one window of rows that follow one another and their place among all; moving beyond the window posts
`Wanted`, and the screen brings the next rows with `put`. Home and End ask for the first and last rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

R = TypeVar("R")

WINDOW = 120
"""How many rows are kept at most; a fetch brings half of them."""


class Grid(ScrollView, Generic[R], can_focus=True):
    """A list of rows with a cursor, one line each."""

    DEFAULT_CSS = """
    Grid { height: 1fr; background: $page-background; color: $page-text; scrollbar-size: 0 0; }
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

    class Wanted(Message):
        """Rows beyond the window are needed: `after` or `before` a row, or the `first` or `last` ones."""

        def __init__(self, where: str, row: Any = None) -> None:
            super().__init__()
            self.where = where
            self.row = row

    class Opened(Message):
        """A row was chosen."""

        def __init__(self, row: Any) -> None:
            super().__init__()
            self.row = row

    def __init__(self, draw: Callable[[R, int, bool], Content], *, id: str = "grid") -> None:
        super().__init__(id=id)
        self._draw = draw
        self._rows: list[R] = []
        self._start = 0
        self._total = 0
        self._at = 0
        self._top = 0
        self._waiting: tuple[str, int] | None = None

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        index = self._at - self._start
        return self._rows[index] if 0 <= index < len(self._rows) else None

    @property
    def rows(self) -> Sequence[R]:
        """The rows that are held."""
        return self._rows

    @property
    def start(self) -> int:
        """The number of the first row that is held, from 0."""
        return self._start

    @property
    def at(self) -> int:
        """The number of the row under the cursor, from 0."""
        return self._at

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._total

    @property
    def cursor_cell(self) -> Offset:
        """Where the terminal's cursor stands while this has the focus."""
        return Offset(0, max(0, self._at - self._top))

    def fill(self, rows: Sequence[R], total: int, *, at: int = 0) -> None:
        """Show rows from the first on; `total` counts all there are."""
        self._rows, self._start, self._total = list(rows), 0, total
        self._at = max(0, min(at, len(rows) - 1))
        self._waiting = None
        self._follow()

    def renew(self, rows: Sequence[R], *, at: int) -> None:
        """Show the rows that are held as they are now, with the cursor on that one."""
        self._rows = list(rows)
        self._at = max(self._start, min(at, self._start + len(rows) - 1))
        self._waiting = None
        self._follow()

    def count(self, total: int) -> None:
        """Say how many rows there are, once it is known."""
        self._total = total
        self.refresh()

    def put(self, where: str, rows: Sequence[R]) -> None:
        """Bring the rows that were wanted."""
        waiting, self._waiting = self._waiting, None
        if where == "first":
            self._rows, self._start = list(rows), 0
        elif where == "last":
            self._rows, self._start = list(rows), max(0, self._total - len(rows))
        elif where == "after":
            self._rows += rows
            drop = max(0, len(self._rows) - WINDOW)
            self._rows, self._start = self._rows[drop:], self._start + drop
        else:
            self._rows = [*rows, *self._rows][:WINDOW]
            self._start = max(0, self._start - len(rows))
        if waiting is not None:
            self._at = max(self._start, min(waiting[1], self._start + len(self._rows) - 1))
        self._follow()

    def reword(self) -> None:
        """Draw every row anew, in another language say."""
        self.refresh()

    # -- moving ----------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._go(self._at + by)

    def action_screenful(self, by: int) -> None:
        """Move the cursor a screenful."""
        self._go(self._at + by * max(1, self.size.height - 1))

    def action_edge(self, end: bool) -> None:
        """Go to the first or the last row."""
        self._go(self._total - 1 if end else 0)

    def action_open(self) -> None:
        """Choose the row under the cursor."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    def on_click(self, event: Click) -> None:
        """A click puts the cursor on a row; a second one chooses it."""
        target = self._top + event.y
        if target == self._at:
            self.action_open()
        elif target < self._total:
            self._go(target)

    def _go(self, to: int) -> None:
        to = max(0, min(to, self._total - 1))
        end = self._start + len(self._rows)
        if self._start <= to < end or not self._rows:
            self._at = to
            self._follow()
        elif self._waiting is None:
            self._want(to, end)

    def _want(self, to: int, end: int) -> None:
        if to == 0:
            where, row = "first", None
        elif to == self._total - 1 and to >= end + WINDOW // 2:
            where, row = "last", None
        elif to >= end:
            where, row = "after", self._rows[-1]
        else:
            where, row = "before", self._rows[0]
        self._waiting = (where, to)
        self.post_message(self.Wanted(where, row))

    def _follow(self) -> None:
        height = max(1, self.size.height)
        if self._at < self._top:
            self._top = self._at
        elif self._at >= self._top + height:
            self._top = self._at - height + 1
        self._top = max(0, min(self._top, max(self._start, self._start + len(self._rows) - height)))
        self._top = max(self._top, self._start)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, self.size.height)
        self._follow()

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, base = self.size.width, self.rich_style
        index = self._top + y - self._start
        if not 0 <= index < len(self._rows):
            return Strip.blank(width, base)
        here = self._top + y == self._at and self.has_focus
        content = self._draw(self._rows[index], width, here)
        style = self.visual_style
        segments = [
            Segment(text, piece.rich_style) for text, piece in content.render(style, end="", parse_style=self._parse)
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _parse(self, style: Any) -> Any:
        from textual.style import Style

        if isinstance(style, Style):
            return style
        return Style.parse(style, self.app.theme_variables)
