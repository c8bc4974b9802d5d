"""The policy: its values, changing one, and what that does before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Input

from prevent_tui import policy_words
from prevent_tui.domain.days import day_or_none
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.confirm import Confirming, ConfirmScreen
from prevent_tui.screens.links import Link, LinkListScreen
from prevent_tui.screens.suspensions import NO_DAY
from prevent_tui.screens.talk_forms import TalkForm

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.errors import PreventError
    from prevent_tui.services.access import Actor
    from prevent_tui.services.policy import Effect

_NAMES = tuple(policy_words.NAMES)
_BASES = tuple(policy_words.BASES)


class PolicyScreen(LinkListScreen):
    """A link for each value."""

    title_words = N_("Policy")

    def read(self, services: Services, actor: Actor) -> Mapping[str, str]:
        """The values in force."""
        from prevent_tui.services.policy import values_of

        return values_of(services.policy.show(actor))

    def intro(self) -> str:
        """What choosing does."""
        return self.tr(N_("Choose a value to change it. You see whom a change affects before it is made."))

    def links(self) -> list[Link]:
        """What each is called, with its value below."""
        return [
            Link(self.tr(policy_words.NAMES[name]), below=policy_words.value(self.t, name, self.found[name]))
            for name in _NAMES
        ]

    def opened(self, number: int) -> None:
        """Change it."""
        name = _NAMES[number]
        self.app.push_screen(BasisScreen() if name == "basis" else ValueScreen(name, self.found[name]))


class BasisScreen(LinkListScreen):
    """From when a renewal runs: one of two."""

    title_words = policy_words.NAMES["basis"]

    def read(self, services: Services, actor: Actor) -> str:
        """What holds now."""
        return str(services.policy.show(actor).basis.value)

    def links(self) -> list[Link]:
        """Both ways, what holds now is said."""
        now = self.tr(N_("This holds now."))
        return [
            Link(policy_words.value(self.t, "basis", basis), below=now if basis == self.found else "")
            for basis in _BASES
        ]

    def opened(self, number: int) -> None:
        """See what it would do."""
        if _BASES[number] == self.found:
            self.action_leave()
        else:
            self.load(partial(self._preview, {"basis": _BASES[number]}))

    async def _preview(self, values: Mapping[str, str]) -> None:
        actor, held = self.actor, self.found
        if await self.do(lambda services: services.policy.change(actor, values, dry_run=True)):
            effect, self.found = self.found, held
            self.app.switch_screen(confirming(values, effect))


class ValueScreen(TalkForm):
    """One value: a number of months, or a day."""

    fields = ("value",)
    act_words = N_("See whom it affects")
    codes: ClassVar[dict[str, str]] = {"bad_months": "value", "bad_launch": "value", "window_too_long": "value"}

    def __init__(self, name: str, held: str) -> None:
        super().__init__()
        self._value_name = name
        self._held = held

    def on_mount(self) -> None:
        """What holds now is in the field, a day as it is typed."""
        day = day_or_none(self._held) if self._value_name == "launched_on" else None
        text = f"{day.day} {day.month} {day.year}" if day else self._held
        self.query_one("#value", Input).value = text
        super().on_mount()

    def say(self) -> None:
        """Write the form."""
        self.labels = (
            N_("Day, for example 27 3 2027; empty for none") if self._value_name == "launched_on" else N_("Months"),
        )
        self.title_words = policy_words.NAMES[self._value_name]
        super().say()

    def remark(self) -> str:
        """What holds now."""
        return self.tr(N_("Now: %(value)s"), value=policy_words.value(self.t, self._value_name, self._held))

    async def act(self) -> None:
        """Count whom it affects."""
        text = self.value("value").strip()
        if self._value_name == "launched_on" and text:
            day = day_or_none(text)
            if day is None:
                self.show_faults([("value", NO_DAY)])
                return
            text = day.isoformat()
        values = {self._value_name: text}
        effect: Effect | None = await self.ask(
            lambda services: services.policy.change(self.actor, values, dry_run=True)
        )
        if effect is not None and effect.after == effect.before:
            self.action_leave()
        elif effect is not None:
            self.app.switch_screen(confirming(values, effect))

    def sentence(self, wrong: str | PreventError) -> str:
        """The value's name, where the command says how it is typed."""
        from prevent_tui.domain.errors import PreventError

        if isinstance(wrong, PreventError) and wrong.code == "bad_months":
            message = N_("Enter a whole number of months from %(fewest)s to %(most)s")
            return self.tr(message, **wrong.details)
        return super().sentence(wrong)


def confirming(values: Mapping[str, str], effect: Effect) -> ConfirmScreen:
    """What a change does, and the button that makes it."""
    (name,) = values
    words = Confirming(
        title=lambda t: t.tr(policy_words.NAMES[name]),
        text=lambda t: _told(t, name, effect),
        act=N_("Change the policy"),
    )
    return ConfirmScreen(words, lambda services, actor: services.policy.change(actor, values))


def _told(t: Translator, name: str, effect: Effect) -> Content:
    from prevent_tui.services.policy import values_of

    before, after = (policy_words.value(t, name, values_of(each)[name]) for each in (effect.before, effect.after))
    change = t.tr(N_("Now: %(before)s. From then on: %(after)s."), before=before, after=after)
    kept = t.tr(N_("No completion is lost: every date is worked out anew. It can be changed back."))
    return Content(f"{change}\n\n{policy_words.effect(t, effect)}\n\n{kept}")
