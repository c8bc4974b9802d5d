"""The start: what Prevent aims to do, who the training is for, and the way in."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import start_page
from prevent_tui.screens.base import HouseScreen
from prevent_tui.start_page import LINKS
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words


class StartScreen(HouseScreen):
    """The first screen; the only one that needs nothing from the database."""

    leave_key = ""
    _wrapped_to = 0

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("home", "top", show=False, priority=True),
    ]

    def body(self) -> ComposeResult:
        """The text above, the two ways in below."""
        with Area(can_focus=False):
            yield Words(classes="text", id="text")
            for name, _ in LINKS:
                yield Action(id=f"support-{name}", kind="link")
            yield Words(classes="quiet-text", id="licence")
        with Horizontal(classes="acts"):
            yield Action(id="start")
            yield Action(id="continue", kind="quiet")

    def on_mount(self) -> None:
        """The way in has the focus."""
        super().on_mount()
        self.query_one("#start").focus()

    def say(self) -> None:
        """Write the page."""
        self._wrapped_to = self.columns
        self.query_one("#text", Words).update(self._text())
        for name, title in LINKS:
            self.query_one(f"#support-{name}", Action).show(self.tr(title))
        self.query_one("#licence", Words).update(Content("\n".join(start_page.licence(self.t, self.columns))))
        for name, label in zip(("start", "continue"), start_page.ways_in(self.t), strict=True):
            self.query_one(f"#{name}", Action).show(label)

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return start_page.useful_keys(self.t)

    def _text(self) -> Content:
        lines = start_page.lines(self.t, self.columns)
        return Content("\n").join(Content.styled(line, "bold" if heading else "") for line, heading in lines)

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self.is_mounted and self._wrapped_to != self.columns:
            self.say()

    def action_top(self) -> None:
        """Go back to the beginning; a link that is out of view then has no focus."""
        self.query_one(Area).scroll_home(animate=False, immediate=True)
        self.query_one("#start").focus()

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Both ways in ask whether it is with a payroll number; a link opens its page."""
        name = message.action.id or ""
        if name == "support-talk":
            from prevent_tui.screens.requests import AskForScreen

            self.app.push_screen(AskForScreen())
            return
        if name.startswith("support-"):
            from prevent_tui.screens.support import SupportScreen

            self.app.push_screen(SupportScreen(name.removeprefix("support-")))
            return
        from prevent_tui.screens.ways_in import WaysInScreen

        self.app.push_screen(WaysInScreen(again=name == "continue"))
