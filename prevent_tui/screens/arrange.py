"""Arranging a toolbox talk for somebody: on which day it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prevent_tui.domain.days import day_or_none
from prevent_tui.i18n import N_
from prevent_tui.screens.talk_forms import TalkForm
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.storage.people import Person


class ArrangeScreen(TalkForm):
    """A day for one person's talk, whether they asked for one or not."""

    fields = ("day",)
    labels = (N_("Day of the talk, for example 27 3 2027"),)
    title_words = N_("Plan the talk")
    act_words = N_("Plan the talk")
    codes: ClassVar[dict[str, str]] = {"day_is_past": "day"}

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person

    def say(self) -> None:
        """Write the form, with the person's name above it."""
        super().say()
        title = self.tr(N_("Plan a toolbox talk for %(name)s"), name=self._person.name)
        self.query_one("#title", Words).update(Content(title))

    def remark(self) -> str:
        """Who it is for, and what follows."""
        who = self.tr(N_("A toolbox talk is for staff who cannot reach the other options."))
        if self._person.it_access:
            who += " " + self.tr(N_("The staff list says that this person has IT access."))
        about = N_("The person sees the day on their page. The training counts from the day the register is signed.")
        return f"{who} {self.tr(about)}"

    async def act(self) -> None:
        """Keep the day and go back."""
        day = day_or_none(self.value("day"))
        if day is None:
            self.show_faults([("day", self.tr(N_("Enter a day, for example 27 3 2027")))])
            return
        person_id = self._person.id
        if await self.ask(lambda services: services.requests.arrange(self.actor, person_id, day)) is not None:
            self.action_leave()
