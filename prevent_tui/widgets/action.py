"""Something a person can do: a button or a link, told apart by shape as well as colour."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class Action(Widget, can_focus=True):
    """One line that acts on Enter, Space or a click; focus turns its brackets into arrows."""

    DEFAULT_CSS = """
    Action { width: auto; height: 1; margin-right: 2; }
    Action.button { background: $action; color: $action-text; text-style: bold; }
    Action.quiet { background: $callout-background; color: $page-text; }
    Action.link { color: $link; text-style: underline; width: 100%; height: auto; margin-right: 0; padding-left: 2; }
    Action:focus { background: $focus; color: $focus-text; text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", show=False),
        Binding("space", "press_by_space", show=False),
    ]

    takes_space = True
    """Whether Space acts too; where Space reads on, it doesn't."""

    class Pressed(Message):
        """The action was chosen."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

        @property
        def control(self) -> Action:
            """The action, so that handlers can select by its id."""
            return self.action

    def __init__(self, label: str = "", *, id: str | None = None, kind: str = "button") -> None:
        super().__init__(id=id, classes=kind)
        self._label = label

    @property
    def label(self) -> str:
        """What the action says it does."""
        return self._label

    def show(self, label: str) -> None:
        """Say something else."""
        if label != self._label:
            self._label = label
            self.refresh(layout=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """A link's arrow stands in its margin, beside its first line."""
        strips = super().render_lines(crop)
        if strips and crop.offset == (0, 0) and self.has_focus and self.has_class("link"):
            rest = strips[0].crop(2)
            arrow = Segment("► ", next(iter(rest)).style if rest.cell_length else None)
            strips[0] = Strip([arrow, *rest])
        return strips

    def render(self) -> Content:
        """The label between brackets or arrows (a button), or behind a mark (a link)."""
        if self.has_class("link"):
            return Content(self._label)
        left, right = ("►", "◄") if self.has_focus else ("[", "]")
        return Content.assemble(f"{left} ", self._label, f" {right}")

    @property
    def cursor_cell(self) -> Offset:
        """Where the terminal's cursor stands while this has the focus."""
        return Offset(0 if self.has_class("link") else 2, 0)

    def action_press(self) -> None:
        """Do it."""
        self.post_message(self.Pressed(self))

    def action_press_by_space(self) -> None:
        """Do it."""
        self.action_press()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Space to the screen where it means something else."""
        return self.takes_space if action == "press_by_space" else super().check_action(action, parameters)

    def on_click(self, event: Click) -> None:
        """A click does it too."""
        event.stop()
        self.action_press()
