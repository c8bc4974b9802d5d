"""Webinars and workshops to come: when, where, in which language, with whom, and how many places are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import booking_words, wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.people import fold
from prevent_tui.i18n import N_
from prevent_tui.screens.session_list import SessionListScreen
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
            await self.list_sessions([offer.session for offer in offers])
            self.retell()
            if notices:
                await self.house.desk.run(lambda services: services.bookings.seen(actor, notices))
        except PreventError as problem:
            self.explain_failure(problem)
        self.complete()

    def say(self) -> None:
        """Write every session."""
        title = wording.option_name(self.t, self._option) if self._option else self.tr(N_("Webinars and workshops"))
        self.query_one("#title", Words).update(
            Content.assemble((title, "bold"), (f"   {self._for_name}", "not bold $secondary-text"))
        )
        told = [Content.styled(booking_words.notice(self.t, each) + "\n", "bold") for each in self._notices]
        notices, none = self.query_one("#notices", Words), self.query_one("#none", Words)
        notices.update(Content("\n").join(told))
        notices.display = bool(told)
        none.update(self.tr(N_("There are no sessions to book at the moment. Look again later, or ask your manager.")))
        none.display = self._offers == ()
        for number, offer in enumerate(self._offers or ()):
            self.tell(number, offer.session, self._below(offer))

    def _below(self, offer: Offer) -> list[Content]:
        session, t = offer.session, self.t
        option = wording.option_name(t, session.option)
        told = self._option is not None or fold(option) in fold(session.title)
        first = [session.title] if told else [session.title, option]
        second = [booking_words.where(t, session), booking_words.language(t, session), offer.trainer]
        third = [booking_words.places(t, offer.places_left, offer.waiting), booking_words.state(t, offer)]
        return [
            Content(". ".join(first)),
            Content(". ".join(second)),
            Content.styled(". ".join(text for text in third if text), "bold"),
        ]

    def opened(self, number: int) -> None:
        """Open a session."""
        from prevent_tui.screens.session import SessionScreen

        if self._offers:
            session = self._offers[number].session
            self.app.push_screen(SessionScreen(session.id, person_id=self._for, name=self._for_name))
