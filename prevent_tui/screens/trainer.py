"""A trainer's own sessions, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from prevent_tui import booking_words, wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.sessions import Listed


class TrainerScreen(HouseScreen):
    """The sessions that name who is signed in as their trainer."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sessions: tuple[Listed, ...] | None = None
        self._listed: list[str] = []

    def body(self) -> ComposeResult:
        """A link for each session, with what is to know below."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="none")
            yield Vertical(id="sessions")

    def on_screen_resume(self) -> None:
        """Read the bookings as they are now."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor
        try:
            self._sessions = await self.house.desk.run(lambda services: services.sessions.led(actor))
            await self._list()
            self.retell()
        except PreventError as problem:
            self.explain_failure(problem)
        self.complete()

    async def _list(self) -> None:
        names = [listed.session.id for listed in self._sessions or ()]
        if names == self._listed:
            return
        self._listed = names
        place = self.query_one("#sessions", Vertical)
        await place.remove_children()
        rows: list[Widget] = []
        for number in range(len(names)):
            rows += [Action(id=f"session-{number}", kind="link"), Words(classes="below", id=f"below-{number}")]
        await place.mount(*rows)
        if rows:
            rows[0].focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing a session."""
        return [("↑↓", self.tr(N_("Move"))), ("Enter", self.tr(N_("Open")))] if self._sessions else []

    def say(self) -> None:
        """Write every session."""
        self.query_one("#title", Words).update(self.tr(N_("Sessions you lead")))
        none = self.query_one("#none", Words)
        none.update(self.tr(N_("No session names you as its trainer.")))
        none.display = self._sessions == ()
        for number, listed in enumerate(self._sessions or ()):
            if number < len(self.query("#sessions Action")):
                session = listed.session
                when = f"{booking_words.day(self.t, session)}, {booking_words.hours(self.t, session)}"
                self.query_one(f"#session-{number}", Action).show(when)
                self.query_one(f"#below-{number}", Words).update(self._below(listed))

    def _below(self, listed: Listed) -> Content:
        session, t = listed.session, self.t
        what = f"{session.title}. {wording.option_name(t, session.option)}. {booking_words.where(t, session)}"
        state = t.tr(N_("Cancelled")) if session.cancelled_at else booking_words.taken(t, listed.booked, listed.waiting)
        return Content("\n").join([Content(what), Content.styled(state, "bold"), Content("")])

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open a session's attendance; a cancelled one has none."""
        from prevent_tui.screens.attendance import AttendanceScreen

        number = int((message.action.id or "").removeprefix("session-"))
        if self._sessions:
            session = self._sessions[number].session
            if session.cancelled_at is None:
                self.app.push_screen(AttendanceScreen(session.id))
            else:
                self.explain_failure(PreventError("session_cancelled"))
