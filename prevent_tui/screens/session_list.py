"""A list of sessions: a link for each, with what is to know below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widget import Widget

from prevent_tui import booking_words
from prevent_tui.domain.bookings import Session
from prevent_tui.i18n import N_
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words


class SessionListScreen(HouseScreen):
    """A title, what goes before, and the sessions; `opened` is called with the number of one that is chosen."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def __init__(self) -> None:
        super().__init__()
        self._listed: list[str] = []

    def body(self) -> ComposeResult:
        """Title, notices, what is said when there is nothing, and the sessions."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="notices")
            yield Vertical(id="noticed")
            yield Words(classes="text", id="none")
            yield Vertical(id="sessions")

    def on_mount(self) -> None:
        """Nothing is said before anything is read."""
        super().on_mount()
        for name in ("#notices", "#noticed", "#none"):
            self.query_one(name).display = False

    async def list_sessions(self, sessions: Sequence[Session]) -> None:
        """A link and its words for each; those that are there already stay, and the focus with them."""
        names = [session.id for session in sessions]
        if names == self._listed:
            return
        self._listed = []
        place = self.query_one("#sessions", Vertical)
        await place.remove_children()
        rows: list[Widget] = []
        for number in range(len(names)):
            heading = Words(classes="label", id=f"heading-{number}")
            heading.display = False
            rows += [heading, Action(id=f"session-{number}", kind="link")]
            rows.append(Words(classes="below", id=f"below-{number}"))
        await place.mount(*rows)
        self._listed = names
        if rows:
            self.query_one("#session-0").focus()

    def head(self, number: int, words: str) -> None:
        """Write a heading above a session; none where there are no words."""
        if number < len(self._listed):
            heading = self.query_one(f"#heading-{number}", Words)
            heading.update(f"{words}\n")
            heading.display = bool(words)

    def tell(self, number: int, session: Session, below: Sequence[Content]) -> None:
        """Write one session: when it is, and the lines below."""
        if number < len(self._listed):
            when = f"{booking_words.day(self.t, session)}, {booking_words.hours(self.t, session)}"
            self.query_one(f"#session-{number}", Action).show(when)
            self.query_one(f"#below-{number}", Words).update(Content("\n").join([*below, Content("")]))

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing a session."""
        return [("↑↓", self.tr(N_("Move"))), ("Enter", self.tr(N_("Open")))] if self._listed else []

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """What is below a link comes into view with it."""
        name = event.widget.id or ""
        if name.startswith("session-"):
            self.query_one(f"#below-{name.removeprefix('session-')}").scroll_visible(animate=False)

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open a session."""
        name = message.action.id or ""
        if name.startswith("session-"):
            self.opened(int(name.removeprefix("session-")))

    def opened(self, number: int) -> None:
        """A session was chosen."""
