"""What is wrong with what was entered or saved: at the top, with the focus, each line leading to its field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widget import Widget


class Problem(Widget, can_focus=True):
    """A box with a heading and one line for each problem; hidden while there is none."""

    DEFAULT_CSS = """
    Problem { height: auto; border: double $error; padding: 0 1; color: $page-text; display: none; margin-bottom: 1; }
    Problem:focus { border: double $focus-edge; background: $focus; color: $focus-text; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("enter,space", "follow", show=False),
    ]

    class Followed(Message):
        """A line was chosen: `field` is the id of what it is about, empty for none."""

        def __init__(self, field: str) -> None:
            super().__init__()
            self.field = field

    def __init__(self, *, id: str = "problem") -> None:
        super().__init__(id=id)
        self._heading = ""
        self._lines: tuple[tuple[str, str], ...] = ()
        self._at = 0

    @property
    def showing(self) -> bool:
        """Whether there is a problem on the screen."""
        return bool(self._lines)

    def show(self, heading: str, lines: Sequence[tuple[str, str]]) -> None:
        """Say what is wrong (pairs of a field's id and a sentence) and take the focus."""
        self._at = 0
        self.retell(heading, lines)
        self.focus()

    def retell(self, heading: str, lines: Sequence[tuple[str, str]]) -> None:
        """Say the same in other words: the focus and the chosen line stay."""
        self._heading, self._lines = heading, tuple(lines)
        self.display = True
        self.refresh(layout=True)

    def clear(self) -> None:
        """There is no problem any more."""
        if self._lines:
            self._lines = ()
            self.display = False

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The heading and every line, wrapped."""
        return self._content().get_height({}, width)

    def _content(self) -> Content:
        parts = [Content.styled(self._heading, "bold")]
        for number, (_, sentence) in enumerate(self._lines):
            mark = "► " if self.has_focus and number == self._at else "- "
            parts.append(Content.assemble(mark, sentence))
        return Content("\n").join(parts)

    def render(self) -> Content:
        """The box's text."""
        return self._content()

    @property
    def cursor_cell(self) -> Offset:
        """Where the terminal's cursor stands while this has the focus."""
        return Offset(2, 2 + self._at)

    def action_step(self, by: int) -> None:
        """Choose another line."""
        self._at = max(0, min(len(self._lines) - 1, self._at + by))
        self.refresh()

    def action_follow(self) -> None:
        """Go to what the chosen line is about."""
        if self._lines:
            self.post_message(self.Followed(self._lines[self._at][0]))
