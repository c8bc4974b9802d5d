"""What came of booking or cancelling, and the calendar file that goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import booking_words, wording
from prevent_tui.domain.bookings import State
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.calendar_file import keep_calendar, keeps_files
from prevent_tui.screens.session import told
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    import datetime as dt

    from prevent_tui.services.bookings import Offer


class BookedScreen(HouseScreen):
    """The confirmation; `calendar` says whether there is a file to save, which a kiosk never does."""

    def __init__(
        self, offer: Offer, *, today: dt.date, person_id: str | None = None, name: str = "", calendar: bool = True
    ) -> None:
        super().__init__()
        self._offer = offer
        self._today = today
        self._for, self._for_name = person_id, name
        self._calendar = calendar
        self._saved: Path | None = None

    def body(self) -> ComposeResult:
        """What is so now, and what comes next."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="saved")
            yield Words(classes="text", id="details")
            yield Words(classes="text", id="next")
        with Horizontal(classes="acts"):
            yield Action(id="back")
            yield Action(id="calendar", kind="quiet")

    def on_mount(self) -> None:
        """Going on has the focus."""
        super().on_mount()
        self.query_one("#back").focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Going on."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Move")))]

    def say(self) -> None:
        """Write what came of it."""
        offer, t = self._offer, self.t
        self.query_one("#title", Words).update(
            Content.assemble((self._heading(), "bold"), (f"   {self._for_name}", "not bold $secondary-text"))
        )
        title = Content(f"{offer.session.title}\n")
        self.query_one("#details", Words).update(Content("\n").join([title, told(t, offer.session, offer.trainer)]))
        self.query_one("#next", Words).update(Content("\n" + "\n".join(self._next())))
        self.query_one("#back", Action).show(self.tr(N_("Back to the sessions")))
        calendar = self.query_one("#calendar", Action)
        calendar.show(self.tr(N_("Save calendar file")))
        calendar.display = self._calendar and keeps_files(self)
        saved = self.query_one("#saved", Words)
        saved.update(Content.styled(self.tr(N_("Saved as %(file)s."), file=self._saved) + "\n", "bold"))
        saved.display = self._saved is not None

    def _heading(self) -> str:
        if self._offer.state is None:
            return self.tr(N_("The booking is cancelled"))
        if self._for is not None:
            return self.tr(N_("Place booked")) if self._offer.turn is None else self.tr(N_("On the waiting list"))
        return booking_words.state(self.t, self._offer)

    def _next(self) -> list[str]:
        offer = self._offer
        if offer.state is None:
            return [self.tr(N_("You can book again while there are places."))]
        counts = wording.will_count(self.t, offer.would, today=self._today)
        if offer.state is State.WAITING:
            moves = N_("If a place comes free you move up by yourself, and are told here.")
            return [self.tr(moves), counts]
        return [counts, self.tr(N_("It counts when the trainer marks that you attended in full."))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save the calendar file, or go back."""
        if message.action.id == "calendar":
            saved = await keep_calendar(self, self._offer.session.id, self._for)
            if saved is not None:
                self._saved = saved
                self.retell()
        else:
            self.action_leave()
