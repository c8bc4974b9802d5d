"""What somebody has completed: what counted, what was practice, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from prevent_tui.i18n import N_
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.standing import Status


class HistoryScreen(HouseScreen):
    """One's own completions, the latest first."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self._status = status

    def body(self) -> ComposeResult:
        """A text to read."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")

    def on_mount(self) -> None:
        """The text has the focus, so that it scrolls."""
        super().on_mount()
        self.query_one(Area).focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to read on."""
        return [("↑↓", self.tr(N_("Scroll")))]

    def say(self) -> None:
        """Write the completions."""
        self.query_one("#title", Words).update(self.tr(N_("What you have completed")))
        judged, width = self._status.explanation.judged, self.columns
        parts: list[Content] = []
        for one in reversed(judged):
            parts += [*telling.completion(self.t, one, self._status.policy, width), Content("")]
        if not judged:
            parts.append(Content(self.tr(N_("Nothing yet."))))
        self.query_one("#text", Words).update(Content("\n").join(parts))
