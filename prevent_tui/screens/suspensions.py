"""Options that rest for a while: the five options, suspending one, and letting it run again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prevent_tui import option_words, wording
from prevent_tui.domain.days import day_or_none
from prevent_tui.domain.options import OptionId
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.base import Wrong
from prevent_tui.screens.confirm import Confirming, ConfirmScreen
from prevent_tui.screens.links import Link, LinkListScreen
from prevent_tui.screens.talk_forms import TalkForm
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.options import Suspension

_OPTIONS = tuple(OptionId)

NO_DAY = N_("Enter a day, for example 27 3 2027")

_NO_REASON = {"reason-en": N_("Enter the reason in English"), "reason-cy": N_("Enter the reason in Welsh")}


class SuspensionsScreen(LinkListScreen):
    """A link for each option, with how it stands below it."""

    title_words = N_("Suspended options")

    def read(self, services: Services, actor: Actor) -> tuple[dt.date, tuple[Suspension, ...]]:
        """What is suspended, or will be."""
        return services.clock.today(), services.suspensions.listed(actor)

    def intro(self) -> str:
        """What a suspension does."""
        return self.tr(N_("A suspended option is offered to nobody. Everybody sees the reason and the other options."))

    def links(self) -> list[Link]:
        """The options in their order."""
        return [Link(wording.option_name(self.t, option), below=self._state(option)) for option in _OPTIONS]

    def _state(self, option: OptionId) -> str:
        today, suspensions = self.found
        held = [one for one in suspensions if one.option == option]
        return "\n".join(state(self.t, one, today) for one in held) or self.tr(N_("Runs."))

    def opened(self, number: int) -> None:
        """Suspend it, or let it run again."""
        option, (today, suspensions) = _OPTIONS[number], self.found
        held = [one for one in suspensions if one.option == option]
        self.app.push_screen(resuming(held[0], today) if held else SuspendScreen(option))


def state(t: Translator, held: Suspension, today: dt.date) -> str:
    """Since when and until when an option rests, and why, in the reader's language."""
    if held.from_on <= today:
        return option_words.suspended(t, held)
    reason = (held.reason_cy if t.language == "cy" else held.reason_en).rstrip(". ")
    if held.until_on is None:
        return t.tr(N_("Will be suspended from %(first)s: %(reason)s."), first=t.date(held.from_on), reason=reason)
    return t.tr(
        N_("Will be suspended from %(first)s until %(last)s: %(reason)s."),
        first=t.date(held.from_on),
        last=t.date(held.until_on),
        reason=reason,
    )


def resuming(held: Suspension, today: dt.date) -> ConfirmScreen:
    """The page that lets an option run again, or calls off a suspension to come."""
    option, running = OptionId(held.option), held.from_on <= today
    what = (
        N_("Let it run again, and it is offered from today.") if running else N_("Call it off, and the option runs on.")
    )
    words = Confirming(
        title=lambda t: wording.option_name(t, option),
        text=lambda t: f"{state(t, held, today)}\n\n{t.tr(what)}",
        act=N_("Let it run again") if running else N_("Call it off"),
    )
    return ConfirmScreen(words, lambda services, actor: services.suspensions.resume(actor, option))


class SuspendScreen(TalkForm):
    """From when until when an option rests, and why, in both languages."""

    fields = ("from", "until", "reason-en", "reason-cy")
    labels = (
        N_("First day, for example 27 3 2027"),
        N_("Last day; empty means until further notice"),
        N_("Reason in English, for example: No trainer is available"),
        N_("Reason in Welsh, for example: Does dim hyfforddwr ar gael"),
    )
    act_words = N_("Suspend the option")
    codes: ClassVar[dict[str, str]] = {
        "dates_reversed": "until",
        "suspension_overlaps": "from",
        "suspended_already": "from",
    }

    def __init__(self, option: OptionId) -> None:
        super().__init__()
        self._option = option

    def say(self) -> None:
        """Write the form, with the option's name above it."""
        super().say()
        name = wording.option_name(self.t, self._option)
        self.query_one("#title", Words).update(Content(self.tr(N_("Suspend: %(option)s"), option=name)))

    async def act(self) -> None:
        """Suspend it, then go back to the list."""
        texts = {name: self.value(name).strip() for name in self.fields}
        first, last = day_or_none(texts["from"]), day_or_none(texts["until"])
        faults: list[Wrong] = [("from", NO_DAY)] if first is None else []
        if last is None and texts["until"]:
            faults.append(("until", NO_DAY))
        faults += [(name, words) for name, words in _NO_REASON.items() if not texts[name]]
        if faults or first is None:
            self.show_faults(faults)
            return

        def work(services: Services) -> bool:
            services.suspensions.suspend(
                self.actor, self._option, first, last, reason_en=texts["reason-en"], reason_cy=texts["reason-cy"]
            )
            return True

        if await self.ask(work):
            self.action_leave()
