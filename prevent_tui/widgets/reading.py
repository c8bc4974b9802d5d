"""A page of text of a fixed height: a turn swaps one ready-made text, and nothing is laid out or wrapped anew."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget


class Text:
    """Lines of a width, and how those that were in view before are drawn, by number and width."""

    __slots__ = ("drawn", "lines")

    def __init__(self, lines: Sequence[Content] = ()) -> None:
        self.lines = tuple(lines)
        self.drawn: dict[tuple[int, int], Strip] = {}


class Reading(Widget):
    """Lines of text and the part of them that is in view."""

    DEFAULT_CSS = """
    Reading { height: 1fr; padding: 0 2; color: $page-text; }
    """

    class Resized(Message):
        """The room for text changed: the lines need to be made anew for `width` columns."""

        def __init__(self, width: int) -> None:
            super().__init__()
            self.width = width

    def __init__(self, *, id: str = "reading", widest: int = 75) -> None:
        super().__init__(id=id)
        self._widest = widest
        self._text = Text()
        self._top = 0
        self._made_for = 0
        self._more = ""

    @property
    def columns(self) -> int:
        """How wide a line of text may be: never wider than is good to read."""
        return max(20, min(self._widest, self.content_size.width or self.app.size.width - 8))

    @property
    def rows(self) -> int:
        """How many lines of text are in view; one more row says that there is more."""
        return max(1, (self.content_size.height or self.app.size.height - 7) - 1)

    @property
    def top(self) -> int:
        """The first line in view, from 0."""
        return self._top

    @property
    def has_more(self) -> bool:
        """Whether there is text below what is in view."""
        return self._top + self.rows < len(self._text.lines)

    def show(self, text: Text, top: int = 0, *, more: str = "") -> None:
        """Show the lines from `top` on; `more` stands below while there is text beyond the view."""
        self._text, self._more, self._made_for = text, more, self.columns
        self._top = max(0, min(top, max(0, len(text.lines) - self.rows)))
        self.refresh()

    def turned(self, by: int) -> int:
        """The first line that would be in view a screenful further (1) or back (-1), keeping two lines in sight.

        Where the end is no further than a whole screenful, that is shown: no third one for a line or two.
        """
        end = max(0, len(self._text.lines) - self.rows) if by > 0 else 0
        return end if abs(end - self._top) <= self.rows else self._top + max(1, self.rows - 2) * by

    def render(self) -> Content:
        """The lines in view."""
        seen = list(self._text.lines[self._top : self._top + self.rows])
        if self.has_more:
            seen.append(self._more_line())
        return Content("\n").join(seen)

    def render_line(self, y: int) -> Strip:
        """One row, as it was drawn before where it was; rendered whole only to show what is selected."""
        if self.text_selection is not None:
            return super().render_line(y)
        index = self._top + y
        if y >= self.rows:
            return self._draw(self._more_line() if y == self.rows and self.has_more else Content(""))
        if index >= len(self._text.lines):
            return self._draw(Content(""))
        key = index, self.content_size.width
        if key not in self._text.drawn:
            self._text.drawn[key] = self._draw(self._text.lines[index])
        return self._text.drawn[key]

    def _draw(self, line: Content) -> Strip:
        strips = Visual.to_strips(self, line, self.content_size.width, 1, self.visual_style, pad=True)
        return strips[0] if strips else Strip.blank(self.content_size.width, self.rich_style)

    def _more_line(self) -> Content:
        return Content.styled(f"▼ {self._more}", "bold $link")

    def on_resize(self, event: Resize) -> None:
        """Ask for lines of another width."""
        if self._made_for != self.columns:
            self.post_message(self.Resized(self.columns))
