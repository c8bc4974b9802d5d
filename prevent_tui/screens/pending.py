"""Payroll numbers that nobody has: what was recorded under them, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling
from prevent_tui.screens.confirm import Confirming, ConfirmScreen
from prevent_tui.screens.links import Link, LinkListScreen
from prevent_tui.screens.talk_forms import TalkForm
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.pending import Joining, Unknown

_MOST_LISTED = 12


class PendingScreen(LinkListScreen):
    """A link for each number, with what is known of it below."""

    title_words = N_("Payroll numbers that are nobody's yet")

    def read(self, services: Services, actor: Actor) -> tuple[Unknown, ...]:
        """The numbers that wait."""
        return services.pending.listed(actor)

    def intro(self) -> str:
        """What becomes of them."""
        if not self.found:
            return self.tr(N_("There is none."))
        return self.tr(
            N_("A staff list that has the number takes its records over. Where the number was a slip, choose it here.")
        )

    def links(self) -> list[Link]:
        """The numbers, with the names walk-ins gave."""
        return [Link(f"{one.payroll_number}  {one.name}".strip(), below=_about(self.t, one)) for one in self.found]

    def opened(self, number: int) -> None:
        """Say whose it is."""
        self.app.push_screen(JoinScreen(self.found[number]))


def _about(t: Translator, one: Unknown) -> str:
    count = t.ngettext("%(number)s completion.", "%(number)s completions.", len(one.completions))
    since = t.tr(N_("Waits since %(day)s."), day=t.date(one.since))
    return f"{count} {since}"


def completions(t: Translator, one: Unknown) -> str:
    """What was recorded under a number, a line each."""
    lines = [f"- {wording.option_name(t, row.option)}, {t.date(row.completed_on)}" for row in one.completions]
    more = len(lines) - _MOST_LISTED
    return "\n".join(
        [*lines[:_MOST_LISTED], *([t.ngettext("%(number)s more", "%(number)s more", more)] if more > 0 else [])]
    )


class JoinScreen(TalkForm):
    """Whose the records of a number are."""

    fields = ("payroll",)
    labels = (N_("Payroll number of the person whose records these are"),)
    act_words = N_("Look at it first")
    codes: ClassVar[dict[str, str]] = {"unknown_person": "payroll"}

    def __init__(self, unknown: Unknown) -> None:
        super().__init__()
        self._unknown = unknown

    def say(self) -> None:
        """Write the form."""
        super().say()
        title = self.tr(N_("Whose is the number %(number)s?"), number=self._unknown.payroll_number)
        self.query_one("#title", Words).update(Content(title))

    def remark(self) -> str:
        """What was recorded under the number, and the name that was given with it."""
        named = self.tr(N_("Name on a register: %(name)s"), name=self._unknown.name) if self._unknown.name else ""
        return "\n".join(text for text in (named, completions(self.t, self._unknown)) if text)

    async def act(self) -> None:
        """Show what joining would do."""
        number, typed = self._unknown.payroll_number, self.value("payroll").strip()
        if not typed:
            self.show_faults([("payroll", PreventError("number_missing"))])
            return
        joining = await self.ask(lambda services: services.pending.preview(self.actor, number, typed))
        if joining is not None:
            self.app.switch_screen(confirming(joining))


def confirming(joining: Joining) -> ConfirmScreen:
    """What joining does, and the button that does it."""
    number, person = joining.unknown.payroll_number, joining.person
    words = Confirming(
        title=lambda t: t.tr(N_("Join %(number)s to %(name)s"), number=number, name=person.name),
        text=lambda t: _effect(t, joining),
        act=N_("Join the records"),
    )
    return ConfirmScreen(words, lambda services, actor: services.pending.join(actor, number, person.payroll_number))


def _effect(t: Translator, joining: Joining) -> Content:
    parts = [
        Content(completions(t, joining.unknown) + "\n"),
        Content.styled(t.tr(N_("How they stand now")), "bold"),
        telling.standing(t, joining.before),
        Content.styled("\n" + t.tr(N_("How they stand with these records")), "bold"),
        telling.standing(t, joining.after),
        Content("\n" + t.tr(N_("This is recorded for good: it can't be undone."))),
    ]
    return Content("\n").join(parts)
