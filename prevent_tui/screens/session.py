"""One webinar or workshop: what is to know, whether it will count, and booking or cancelling a place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import booking_words, option_words, wording
from prevent_tui.domain.bookings import State
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.calendar_file import keep_calendar, keeps_files
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.bookings import Session
    from prevent_tui.services.access import Actor
    from prevent_tui.services.bookings import Offer


def told(t: Translator, session: Session, trainer: str) -> Content:
    """Everything about a session, its labels in a column."""
    pairs = booking_words.details(t, session, trainer)
    width = max(len(label) for label, _ in pairs) + 2
    return Content("\n").join(Content.assemble((label.ljust(width), "bold"), value) for label, value in pairs)


class SessionScreen(HouseScreen):
    """A session as one person sees it: who is signed in, or somebody for whom they book."""

    reads_first = True

    def __init__(self, session_id: str, *, person_id: str | None = None, name: str = "") -> None:
        super().__init__()
        self._session_id = session_id
        self._for, self._for_name = person_id, name
        self._found: tuple[dt.date, Offer] | None = None
        self._asked_again = False
        self._saved: Path | None = None

    def body(self) -> ComposeResult:
        """What is to know, and what can be done."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="details")
            yield Words(classes="text", id="places")
            yield Words(classes="text", id="counts")
            yield Words(classes="text", id="sure")
            yield Words(classes="text", id="saved")
        with Horizontal(classes="acts"):
            yield Action(id="act")
            yield Action(id="back", kind="quiet")
        with Horizontal(classes="acts more", id="files"):
            yield Action(id="calendar", kind="quiet")

    def on_mount(self) -> None:
        """The act has the focus."""
        super().on_mount()
        self.query_one("#act").focus()

    def on_screen_resume(self) -> None:
        """Places come and go: read them anew."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        actor, person_id, session_id = self._actor(), self._person(), self._session_id

        def read(services: Services) -> tuple[dt.date, Offer]:
            return services.clock.today(), services.bookings.offer(actor, session_id, person_id)

        try:
            self._found = await self.house.desk.run(read)
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.retell()
            if not self.query_one("#act").display:
                self.query_one("#back").focus()
        self.complete()

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    def _person(self) -> str:
        person_id = self._for or self._actor().person_id
        assert person_id is not None
        return person_id

    def useful_keys(self) -> list[tuple[str, str]]:
        """Doing it."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Move")))]

    def say(self) -> None:
        """Write the session."""
        act = self.query_one("#act", Action)
        self.query_one("#back", Action).show(self.tr(N_("Back to the sessions")))
        act.display = self._found is not None and _can_act(self._found[1])
        self.query_one("#calendar", Action).show(self.tr(N_("Save calendar file")))
        self.query_one("#files").display = self._found is not None and self._found[1].calendar and keeps_files(self)
        if self._found is None:
            return
        today, offer = self._found
        named = [booking_words.option_beside(self.t, offer.session), self._for_name]
        beside = "".join(f"   {one}" for one in named if one)
        self.query_one("#title", Words).update(
            Content.assemble((offer.session.title, "bold"), (beside, "not bold $secondary-text"))
        )
        self.query_one("#details", Words).update(told(self.t, offer.session, offer.trainer))
        self.query_one("#places", Words).update(self._places(offer))
        counts = wording.will_count(self.t, offer.would, today=today)
        heading = Content.styled("\n" + self.tr(N_("Will this count?")), "bold")
        self.query_one("#counts", Words).update(Content("\n").join([heading, Content(counts)]))
        self.query_one("#counts").display = offer.session.cancelled_at is None
        act.show(self._act(offer))
        sure = self.query_one("#sure", Words)
        sure.update(
            Content.styled(
                "\n" + self.tr(N_("Others are waiting: the place goes to the first of them at once.")), "bold"
            )
        )
        sure.display = self._asked_again
        saved = self.query_one("#saved", Words)
        saved.update(Content.styled("\n" + self.tr(N_("Saved as %(file)s."), file=self._saved), "bold"))
        saved.display = self._saved is not None

    def _places(self, offer: Offer) -> Content:
        if offer.session.cancelled_at is not None:
            told = self.tr(N_("This session was cancelled."))
            why = f" {booking_words.reason(self.t, offer.reason)}" if offer.reason else ""
            return Content.styled(f"\n{told}{why}", "bold")
        state = booking_words.state(self.t, offer, name=self._for_name)
        parts = [booking_words.places(self.t, offer.places_left, offer.waiting), state]
        clash = f"\n{booking_words.clash(self.t, offer.clash)}" if offer.clash is not None else ""
        places = Content.styled("\n" + ". ".join(part for part in parts if part) + f".{clash}", "bold")
        if offer.suspension is None:
            return places
        return Content("\n").join([places, Content(option_words.suspended(self.t, offer.suspension))])

    def _act(self, offer: Offer) -> str:
        if offer.state is None:
            return self.tr(N_("Book this place")) if offer.places_left else self.tr(N_("Join the waiting list"))
        if self._asked_again:
            return self.tr(N_("Yes, cancel the booking"))
        return self.tr(N_("Cancel my booking")) if self._for is None else self.tr(N_("Cancel the booking"))

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Book, cancel, or go back."""
        if message.action.id == "back":
            self.action_leave()
        elif message.action.id == "calendar":
            self._saved = await keep_calendar(self, self._session_id, self._for) or self._saved
            self.retell()
        elif self._found is not None:
            await self._do(self._found[1])

    async def _do(self, before: Offer) -> None:
        """A place that others wait for is asked about again: it can't be had back."""
        cancels = before.state is not None
        if before.state is State.BOOKED and before.waiting and not self._asked_again:
            self._asked_again = True
            self.retell()
            return
        actor, person_id, session_id = self._actor(), self._person(), self._session_id

        def do(services: Services) -> Offer:
            work = services.bookings.cancel if cancels else services.bookings.book
            return work(actor, session_id, person_id)

        try:
            offer = await self.house.desk.run(do)
        except PreventError as problem:
            self.explain_failure(problem)
            return
        from prevent_tui.screens.booked import BookedScreen

        had_place = before.state is State.BOOKED or offer.state is State.BOOKED
        assert self._found is not None
        self.app.switch_screen(
            BookedScreen(offer, today=self._found[0], person_id=self._for, name=self._for_name, calendar=had_place)
        )


def _can_act(offer: Offer) -> bool:
    """Whether a place can be taken, or given up."""
    return offer.session.cancelled_at is None and (offer.suspension is None or offer.state is not None)
