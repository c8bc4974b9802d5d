"""Webinars and workshops to come: when, where, in which language, with whom, and how many places are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from prevent_tui import booking_words, wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.i18n import N_
from prevent_tui.screens.session_list import SessionListScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.bookings import Notice, Offer


class SessionsScreen(SessionListScreen):
    """The sessions of one option, or of all; for who is signed in, or for somebody who reports to them.

    What happened to one's own bookings stands above, and is known to have been seen then.
    """

    def __init__(self, option: str | None = None, *, person_id: str | None = None, name: str = "") -> None:
        super().__init__()
        self._option = OptionId(option) if option else None
        self._for, self._for_name = person_id, name
        self._offers: tuple[Offer, ...] | None = None
        self._notices: tuple[Notice, ...] = ()

    def on_screen_resume(self) -> None:
        """Places come and go: read them anew."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor
        person_id = self._for or actor.person_id
        assert person_id is not None

        def read(services: Services) -> tuple[tuple[Offer, ...], tuple[Notice, ...]]:
            own = services.bookings.notices(actor) if self._for is None else ()
            return services.bookings.to_come(actor, person_id, option=self._option), own

        try:
            offers, notices = await self.house.desk.run(read)
            self._offers = offers
            self._notices += tuple(one for one in notices if one not in self._notices)
            await self._link_notices()
            await self.list_sessions([offer.session for offer in offers])
            self.retell()
            if notices:
                await self.house.desk.run(lambda services: services.bookings.seen(actor, notices))
        except PreventError as problem:
            self.explain_failure(problem)
        self.complete()

    async def _link_notices(self) -> None:
        """A link for each, to its session: its page has the calendar file."""
        place = self.query_one("#noticed", Vertical)
        there = len(place.children)
        if len(self._notices) > there:
            new = [Action(id=f"notice-{number}", kind="link") for number in range(there, len(self._notices))]
            await place.mount(*new)
            place.display = True

    def say(self) -> None:
        """Write every session."""
        title = wording.option_name(self.t, self._option) if self._option else self.tr(N_("Webinars and workshops"))
        self.query_one("#title", Words).update(
            Content.assemble((title, "bold"), (f"   {self._for_name}", "not bold $secondary-text"))
        )
        told = [Content.styled(booking_words.notice(self.t, each), "bold") for each in self._notices]
        notices, none = self.query_one("#notices", Words), self.query_one("#none", Words)
        notices.update(Content("\n").join(told))
        notices.display = bool(told)
        for link, notice in zip(self.query_one("#noticed").query(Action), self._notices, strict=False):
            day = booking_words.day(self.t, notice.session)
            link.show(self.tr(N_("See this session: %(title)s, %(day)s"), title=notice.session.title,
                              day=day))  # fmt: skip
        none.update(self.tr(N_("There are no sessions to book at the moment. Look again later, or ask your manager.")))
        none.display = self._offers == ()
        for number, offer in enumerate(self._offers or ()):
            self.tell(number, offer.session, self._below(offer))

    def _below(self, offer: Offer) -> list[Content]:
        session, t = offer.session, self.t
        option = "" if self._option else booking_words.option_beside(t, session)
        first = [session.title, option] if option else [session.title]
        second = [booking_words.where(t, session), booking_words.language(t, session), offer.trainer]
        state = booking_words.state(t, offer, name=self._for_name)
        third = [booking_words.places(t, offer.places_left, offer.waiting), state]
        return [
            Content(". ".join(first)),
            Content(". ".join(second)),
            Content.styled(". ".join(text for text in third if text), "bold"),
        ]

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open the session of something that happened; the list opens its own."""
        from prevent_tui.screens.session import SessionScreen

        name = message.action.id or ""
        if name.startswith("notice-"):
            self.app.push_screen(SessionScreen(self._notices[int(name.removeprefix("notice-"))].session.id))

    def opened(self, number: int) -> None:
        """Open a session."""
        from prevent_tui.screens.session import SessionScreen

        if self._offers:
            session = self._offers[number].session
            self.app.push_screen(SessionScreen(session.id, person_id=self._for, name=self._for_name))
