"""A trainer's own sessions: today's and those to come, then those before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import booking_words, wording
from prevent_tui.domain import london
from prevent_tui.domain.bookings import Session
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
        self._today: dt.date | None = None
        self._now: dt.datetime | None = None

    def on_screen_resume(self) -> None:
        """Read the bookings as they are now."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor
        try:
            led, self._today, self._now = await self.house.desk.run(
                lambda services: (services.sessions.led(actor), services.clock.today(), services.clock.now())
            )
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
        before = ""
        for number, listed in enumerate(self._sessions or ()):
            heading = self._heading(listed.session)
            self.head(number, heading if heading != before else "")
            self.tell(number, listed.session, self._below(listed))
            before = heading

    def _heading(self, session: Session) -> str:
        """Today, to come, or before."""
        today = self._today
        if today is None:
            return ""
        if london.day_of(session.starts_at) <= today <= session.ends_on:
            return self.tr(N_("Today"))
        return self.tr(N_("To come")) if session.ends_on > today else self.tr(N_("Before"))

    def _below(self, listed: Listed) -> list[Content]:
        session, t = listed.session, self.t
        what = [session.title, wording.option_name(t, session.option), booking_words.where(t, session)]
        return [Content(". ".join(what)), Content.styled(self._state(listed), "bold")]

    def _state(self, listed: Listed) -> str:
        """How many come; once it is over, whether their attendance is recorded."""
        t = self.t
        if listed.session.cancelled_at is not None:
            return t.tr(N_("Cancelled"))
        if self._now is None or not listed.session.is_over(self._now):
            return booking_words.taken(t, listed.booked, listed.waiting)
        taken = booking_words.taken(t, listed.booked, 0)
        if not listed.booked:
            return taken
        if not listed.unrecorded:
            recorded = t.tr(N_("Attendance recorded"))
            return f"{taken}. {recorded}"
        left = t.ngettext(
            "Attendance of %(number)s person not recorded yet",
            "Attendance of %(number)s people not recorded yet",
            listed.unrecorded,
        )
        return f"{taken}. {left}"

    def opened(self, number: int) -> None:
        """Open a session's attendance, or what came of a cancelled one."""
        from prevent_tui.screens.attendance import AttendanceScreen
        from prevent_tui.screens.cancel_session import CancelledScreen

        if not self._sessions:
            return
        session = self._sessions[number].session
        cancelled = session.cancelled_at is not None
        self.app.push_screen(CancelledScreen(session.id) if cancelled else AttendanceScreen(session.id))
