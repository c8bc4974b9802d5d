"""Webinars and workshops to come: when, where, in which language, with whom, and how many places are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from prevent_tui import booking_words, wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.bookings import Notice, Offer


class SessionsScreen(HouseScreen):
    """The sessions of one option, or of all; for who is signed in, or for somebody who reports to them."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, option: str | None = None, *, person_id: str | None = None, name: str = "") -> None:
        super().__init__()
        self._option = OptionId(option) if option else None
        self._for, self._for_name = person_id, name
        self._offers: tuple[Offer, ...] | None = None
        self._notices: tuple[Notice, ...] = ()
        self._listed: list[str] = []

    def body(self) -> ComposeResult:
        """What happened to one's bookings, then the sessions: a link each, with what is to know below."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="notices")
            yield Words(classes="text", id="none")
            yield Vertical(id="sessions")

    def on_screen_resume(self) -> None:
        """Places come and go: read them anew."""
        self.run_worker(self._load(), exclusive=True)

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    async def _load(self) -> None:
        actor = self._actor()
        person_id = self._for or actor.person_id
        assert person_id is not None

        def read(services: Services) -> tuple[tuple[Offer, ...], tuple[Notice, ...]]:
            own = services.bookings.notices(actor) if self._for is None else ()
            return services.bookings.to_come(actor, person_id, option=self._option), own

        try:
            self._offers, notices = await self.house.desk.run(read)
            self._notices += notices
            await self._list()
            self.retell()
            if notices:
                await self.house.desk.run(lambda services: services.bookings.seen(actor))
        except PreventError as problem:
            self.explain_failure(problem)
        self.complete()

    async def _list(self) -> None:
        """A link and its words for each session; those that are there already stay, and the focus with them."""
        names = [offer.session.id for offer in self._offers or ()]
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
        return [("↑↓", self.tr(N_("Move"))), ("Enter", self.tr(N_("Open")))] if self._offers else []

    def say(self) -> None:
        """Write every session."""
        title = wording.option_name(self.t, self._option) if self._option else self.tr(N_("Webinars and workshops"))
        self.query_one("#title", Words).update(
            Content.assemble((title, "bold"), (f"   {self._for_name}", "not bold $secondary-text"))
        )
        told = [Content.assemble(("► ", "bold"), booking_words.notice(self.t, each)) for each in self._notices]
        notices = self.query_one("#notices", Words)
        notices.update(Content("\n").join([*told, Content("")]))
        notices.display = bool(told)
        none = self.query_one("#none", Words)
        none.update(self.tr(N_("There are no sessions to book at the moment. Look again later, or ask your manager.")))
        none.display = self._offers == ()
        for number, offer in enumerate(self._offers or ()):
            if number < len(self.query("#sessions Action")):
                session = offer.session
                when = f"{booking_words.day(self.t, session)}, {booking_words.hours(self.t, session)}"
                self.query_one(f"#session-{number}", Action).show(when)
                self.query_one(f"#below-{number}", Words).update(self._below(offer))

    def _below(self, offer: Offer) -> Content:
        session, t = offer.session, self.t
        places = booking_words.places(t, offer.places_left, offer.waiting)
        own = booking_words.state(t, offer)
        first = [session.title] + ([] if self._option else [wording.option_name(t, session.option)])
        second = [booking_words.where(t, session), booking_words.language(t, session), offer.trainer]
        third = [Content.styled(text, "bold") for text in (places, own) if text]
        return Content("\n").join(
            [Content(". ".join(first)), Content(". ".join(second)), Content(". ").join(third), Content("")]
        )

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open a session."""
        from prevent_tui.screens.session import SessionScreen

        number = int((message.action.id or "").removeprefix("session-"))
        if self._offers:
            session = self._offers[number].session
            self.app.push_screen(SessionScreen(session.id, person_id=self._for, name=self._for_name))
