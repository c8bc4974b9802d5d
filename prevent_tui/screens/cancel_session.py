"""Cancelling a session: what happens to bookings is said first; afterwards everybody's calendar files can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import booking_words
from prevent_tui.domain.bookings import State
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.saved_files import save_folder
from prevent_tui.screens.sign_in import FormScreen
from prevent_tui.screens.telling import hanging
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.access import Actor
    from prevent_tui.services.session_files import CalendarFolder
    from prevent_tui.services.sessions import Cancellation
    from prevent_tui.services.sheets import Sheet


class CancelSessionScreen(FormScreen):
    """What it does, and why it is done."""

    fields = ("reason",)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet

    def body(self) -> ComposeResult:
        """The words, the field, the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="about")
            yield from self.field("reason")
        with Horizontal(classes="acts"):
            yield Action(id="act")

    def useful_keys(self) -> list[tuple[str, str]]:
        """Enter does it."""
        return [("Enter", self.tr(N_("Cancel the session")))]

    def say(self) -> None:
        """Write what it will do."""
        session = self._sheet.session
        when = f"{booking_words.day(self.t, session)}, {booking_words.hours(self.t, session)}"
        told = [hanging("• ", line, self.columns) for line in self._happens()]
        self.query_one("#title", Words).update(self.tr(N_("Cancel this session")))
        self.query_one("#about", Words).update(Content("\n".join((session.title, when, "", *told, ""))))
        self.query_one("#reason-label", Words).update(self.tr(N_("Why does it not take place? They are told this")))
        self.query_one("#act", Action).show(self.tr(N_("Cancel the session")))

    def _happens(self) -> list[str]:
        """What becomes of the bookings, a line each."""
        booked, waiting = len(self._sheet.of(State.BOOKED)), len(self._sheet.of(State.WAITING))
        if not booked and not waiting:
            return [self.tr(N_("Nobody has a place or waits.")), self.tr(N_("This can't be undone."))]
        ends = self.t.ngettext("%(number)s booking ends.", "%(number)s bookings end.", booked)
        queue = self.t.ngettext("%(number)s person no longer waits.", "%(number)s people no longer wait.", waiting)
        return [
            f"{ends} {queue}" if waiting else ends,
            self.tr(N_("Each of them is told on their home screen, with your reason. Nobody is moved elsewhere.")),
            self.tr(N_("Afterwards you can save calendar files that take the entry out of their calendars.")),
            self.tr(N_("This can't be undone.")),
        ]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Do it."""
        await self.act()

    async def act(self) -> None:
        """Cancel it and say what came of it."""
        assert self.house.signed_in is not None
        actor, session_id, reason = self.house.signed_in.actor, self._sheet.session.id, self.value("reason")
        try:
            await self.house.desk.run(lambda services: services.sessions.cancel_session(actor, session_id, reason))
        except PreventError as problem:
            if problem.code == "reason_missing":
                self.show_faults([("reason", problem)])
            else:
                self.explain_failure(problem)
            return
        self.app.switch_screen(CancelledScreen(session_id))


class CancelledScreen(HouseScreen):
    """A session that does not take place: whom it told, and the files that take it out of calendars."""

    reads_first = True

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session_id = session_id
        self._found: Cancellation | None = None
        self._saved: CalendarFolder | None = None

    def body(self) -> ComposeResult:
        """The words, the files, the way back."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
            yield Words(classes="text", id="saved")
        with Horizontal(classes="acts"):
            yield Action(id="calendars")
            yield Action(id="back", kind="quiet")

    def on_mount(self) -> None:
        """Read whom it told."""
        super().on_mount()
        self.query_one("#back").focus()
        self.run_worker(self._load())

    @property
    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    async def _load(self) -> None:
        actor, session_id = self._actor, self._session_id
        try:
            self._found = await self.house.desk.run(lambda services: services.sessions.cancellation(actor, session_id))
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.retell()
            if self._saves:
                self.query_one("#calendars").focus()
        self.complete()

    @property
    def _saves(self) -> bool:
        found = self._found
        return found is not None and found.had_places > 0 and not getattr(self.house.settings, "kiosk", False)

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Move")))]

    def say(self) -> None:
        """Write whom it told."""
        calendars = self.query_one("#calendars", Action)
        calendars.show(self.tr(N_("Save calendar files")))
        calendars.display = self._saves
        self.query_one("#back", Action).show(self.tr(N_("Back to the sessions")))
        self.query_one("#title", Words).update(self.tr(N_("The session is cancelled")))
        found, t = self._found, self.t
        if found is None:
            return
        session = found.session
        had = t.ngettext("%(number)s person had a place.", "%(number)s people had a place.", found.had_places)
        waited = t.ngettext("%(number)s person waited.", "%(number)s people waited.", found.waited)
        lines = [session.title, f"{booking_words.day(t, session)}, {booking_words.hours(t, session)}"]
        lines += [booking_words.reason(t, found.reason)] if found.reason else []
        lines += ["", f"{had} {waited}" if found.waited else had]
        if found.had_places or found.waited:
            lines.append(t.tr(N_("They are told on their home screens until they have seen it.")))
        if self._saves:
            words = N_("The calendar files, one for each who had a place, take the entry out of their calendars.")
            lines += ["", t.tr(words)]
        self.query_one("#text", Words).update(Content("\n".join(lines)))
        self.query_one("#saved", Words).update(self._whereabouts())

    def _whereabouts(self) -> Content:
        if self._saved is None:
            return Content("")
        files = self.t.ngettext("%(number)s calendar file is saved in this folder:",
                                "%(number)s calendar files are saved in this folder:", self._saved.files)  # fmt: skip
        return Content.assemble("\n", (files, "bold"), f"\n  {self._saved.folder}")

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save the files, or go back."""
        if message.action.id != "calendars":
            self.action_leave()
            return
        actor, session_id, folder = self._actor, self._session_id, save_folder(self.house.settings)
        try:
            self._saved = await self.house.desk.run(
                lambda services: services.session_files.save_calendars(actor, session_id, folder)
            )
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.accept()
            self.retell()
