"""Who is coming to a session, and who came: one key marks a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import booking_words
from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.one_answer import Asking, OneAnswerScreen
from prevent_tui.screens.team_words import fitted
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.attendance import Comer, Sheet

_VOID = Asking(N_("Void a mark"), N_("Why is it a mistake?"), N_("Void the mark"))
_WALK_IN = Asking(N_("Somebody who was not booked"), N_("Payroll number"), N_("Mark as attended in full"))
_CANCEL = Asking(N_("Cancel this session"), N_("Why does it not take place?"), N_("Cancel the session"))


class AttendanceScreen(HouseScreen):
    """One session's sheet, for its trainer and administrators."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f,l", "mark('full')", show=False),  # full, llawn
        Binding("p,r", "mark('part')", show=False),  # part, rhannol
        Binding("a", "mark('absent')", show=False),  # absent, absennol
        Binding("v,d", "void", show=False),  # void, dirymu
        Binding("w", "walk_in", show=False),
        Binding("x", "cancel_session", show=False),
    ]

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session_id = session_id
        self._sheet: Sheet | None = None

    def body(self) -> ComposeResult:
        """The session, the people, and what can be done with them."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="about")
        yield Grid[Any](self._draw)
        with Horizontal(classes="acts"):
            for name in ("full", "part", "absent"):
                yield Action(id=name, kind="quiet")
        with Horizontal(classes="acts"):
            for name in ("void", "walk-in", "cancel"):
                yield Action(id=name, kind="quiet")

    def on_mount(self) -> None:
        """The people have the focus."""
        super().on_mount()
        self.query_one(Grid).focus()

    def on_screen_resume(self) -> None:
        """Read the sheet as it is now."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        actor, session_id = self._actor(), self._session_id
        await self._show(lambda services: services.attendance.sheet(actor, session_id))
        self.complete()

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    async def _show(self, work: Callable[[Services], Sheet]) -> bool:
        """Do that and show the sheet that comes of it; whether it could be done."""
        grid = self.query_one(Grid)
        try:
            self._sheet = await self.house.desk.run(work)
        except PreventError as problem:
            if problem.code == "session_cancelled":  # just now, from here
                self.action_leave()
            else:
                self.explain_failure(problem)
            return False
        self.accept()
        grid.fill(self._sheet.comers, len(self._sheet.comers), at=grid.at)
        self.retell()
        return True

    # -- words -----------------------------------------------------------------------------------------------------

    def useful_keys(self) -> list[tuple[str, str]]:
        """Marking while the session is on or over, cancelling before."""
        if self._sheet is None or not self._sheet.can_mark:
            return [("x", self.tr(N_("Cancel the session")))]
        return [
            (self.tr(N_("f p a")), self.tr(N_("Mark"))),
            (self.tr(N_("v")), self.tr(N_("Void"))),
            ("w", self.tr(N_("Walk-in"))),
        ]

    def say(self) -> None:
        """Write the session and its people."""
        for name, words in (
            ("full", N_("In full")),
            ("part", N_("In part")),
            ("absent", N_("Did not attend")),
            ("void", N_("Void")),
            ("walk-in", N_("Walk-in")),
            ("cancel", N_("Cancel the session")),
        ):
            act = self.query_one(f"#{name}", Action)
            act.show(self.tr(words))
            act.display = self._sheet is not None and self._sheet.can_mark is (name != "cancel")
        sheet, t = self._sheet, self.t
        if sheet is None:
            return
        self.query_one("#title", Words).update(sheet.session.title)
        lines = [f"{booking_words.day(t, sheet.session)}, {booking_words.hours(t, sheet.session)}"]
        if not sheet.can_mark:
            lines.append(t.tr(N_("Attendance is marked from the start of the session.")))
        elif not sheet.comers:
            lines.append(t.tr(N_("Nobody is booked. Walk-ins can be marked.")))
        self.query_one("#about", Words).update(Content("\n".join(lines) + "\n"))
        self.query_one(Grid).reword()

    def _draw(self, comer: Comer, width: int, here: bool) -> Content:
        person, status = comer.person, booking_words.attendance(self.t, comer.mark, comer.state)
        status_width, number_width = 21, 10
        name = fitted(person.name, max(12, width - 2 - status_width - number_width))
        line = Content(f"{'► ' if here else '  '}{name}{fitted(person.payroll_number, number_width)}{status}")
        if here:
            return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
        return line

    # -- acts ------------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its letter too."""
        name = message.action.id or ""
        if name in ("full", "part", "absent"):
            await self.action_mark(name)
            return
        {"void": self.action_void, "walk-in": self.action_walk_in, "cancel": self.action_cancel_session}[name]()

    async def action_mark(self, name: str) -> None:
        """Mark the person under the cursor, and go on to the next."""
        comer, actor, session_id = self._comer(), self._actor(), self._session_id
        if comer is None:
            return
        number = comer.person.payroll_number
        if await self._show(lambda services: services.attendance.mark(actor, session_id, number, Mark(name))):
            self.query_one(Grid).action_move(1)

    def action_void(self) -> None:
        """Take a mistaken mark back: ask why."""
        comer, actor, session_id = self._comer(), self._actor(), self._session_id
        if comer is None:
            return
        if comer.mark is None:
            self.explain_failure(PreventError("not_marked"))
            return
        number, mark, name = comer.person.payroll_number, comer.mark, comer.person.name
        self.app.push_screen(
            OneAnswerScreen(
                _VOID,
                lambda services, reason: services.attendance.void_mark(actor, session_id, number, reason),
                about=lambda t: f"{name}  {booking_words.mark(t, mark)}",
            )
        )

    def action_walk_in(self) -> None:
        """Mark somebody who is on the staff list and was not booked."""
        actor, session_id, sheet = self._actor(), self._session_id, self._sheet
        if sheet is None or not sheet.can_mark:
            return
        self.app.push_screen(
            OneAnswerScreen(
                _WALK_IN,
                lambda services, number: services.attendance.mark(actor, session_id, number, Mark.FULL),
                about=lambda t: sheet.session.title,
            )
        )

    def action_cancel_session(self) -> None:
        """Cancel the session: ask why."""
        actor, session_id, sheet = self._actor(), self._session_id, self._sheet
        if sheet is None or sheet.can_mark:
            return
        self.app.push_screen(
            OneAnswerScreen(
                _CANCEL,
                lambda services, reason: services.sessions.cancel_session(actor, session_id, reason),
                about=lambda t: t.tr(N_("Everybody who is booked or waits is told. This can't be undone.")),
            )
        )

    def _comer(self) -> Comer | None:
        sheet = self._sheet
        return self.query_one(Grid).row if sheet is not None and sheet.can_mark else None
