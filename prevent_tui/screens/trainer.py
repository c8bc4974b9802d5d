"""A trainer's own sessions: today's and those to come, then those before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import booking_words, wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.session_list import SessionListScreen
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.sessions import Listed


class TrainerScreen(SessionListScreen):
    """The sessions that name who is signed in as their trainer."""

    def __init__(self) -> None:
        super().__init__()
        self._sessions: tuple[Listed, ...] | None = None

    def on_screen_resume(self) -> None:
        """Read the bookings as they are now."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor
        try:
            led = await self.house.desk.run(lambda services: services.sessions.led(actor))
            self._sessions = led
            await self.list_sessions([listed.session for listed in led])
            self.retell()
        except PreventError as problem:
            self.explain_failure(problem)
        self.complete()

    def say(self) -> None:
        """Write every session."""
        self.query_one("#title", Words).update(self.tr(N_("Sessions you lead")))
        none = self.query_one("#none", Words)
        none.update(self.tr(N_("No session names you as its trainer.")))
        none.display = self._sessions == ()
        for number, listed in enumerate(self._sessions or ()):
            self.tell(number, listed.session, self._below(listed))

    def _below(self, listed: Listed) -> list[Content]:
        session, t = listed.session, self.t
        what = [session.title, wording.option_name(t, session.option), booking_words.where(t, session)]
        taken = booking_words.taken(t, listed.booked, listed.waiting)
        state = t.tr(N_("Cancelled")) if session.cancelled_at else taken
        return [Content(". ".join(what)), Content.styled(state, "bold")]

    def opened(self, number: int) -> None:
        """Open a session's attendance; a cancelled one has none."""
        from prevent_tui.screens.attendance import AttendanceScreen

        if not self._sessions:
            return
        session = self._sessions[number].session
        if session.cancelled_at is None:
            self.app.push_screen(AttendanceScreen(session.id))
        else:
            self.explain_failure(PreventError("session_cancelled"))
