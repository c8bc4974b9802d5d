"""Who stands in for a manager: the list, naming somebody, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from prevent_tui.domain.days import day_or_none
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.confirm import Confirming, ConfirmScreen
from prevent_tui.screens.links import Link, LinkListScreen
from prevent_tui.screens.suspensions import NO_DAY
from prevent_tui.screens.talk_forms import TalkForm

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.screens.base import Wrong
    from prevent_tui.services.access import Actor
    from prevent_tui.services.delegations import Delegated


class StandInsScreen(LinkListScreen):
    """Everybody who stands in for a manager now or later."""

    title_words = N_("Stand-ins for managers")
    acts = (("n", "name_one", N_("Name a stand-in")),)

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "name_one", show=False)]

    def read(self, services: Services, actor: Actor) -> tuple[Delegated, ...]:
        """The delegations in force and to come."""
        return services.delegations.listed(actor)

    def intro(self) -> str:
        """What a stand-in may do, or that there is none."""
        about = self.tr(
            N_("A stand-in has the manager's rights for the manager's people, from the first to the last day.")
        )
        nobody = self.tr(N_("Nobody stands in for a manager."))
        return about if self.found else f"{about}\n\n{nobody}"

    def links(self) -> list[Link]:
        """Who for whom, and the days."""
        return [Link(pair(self.t, one), below=days(self.t, one)) for one in self.found]

    def opened(self, number: int) -> None:
        """Ending one."""
        self.app.push_screen(ending(self.found[number]))

    def action_name_one(self) -> None:
        """Name somebody."""
        self.app.push_screen(StandInScreen())


def pair(t: Translator, one: Delegated) -> str:
    """Who stands in for whom."""
    return t.tr(N_("%(delegate)s for %(manager)s"), delegate=one.delegate.name, manager=one.manager.name)


def days(t: Translator, one: Delegated) -> str:
    """From when until when."""
    first, last = t.date(one.delegation.from_on), t.date(one.delegation.until_on)
    return t.tr(N_("From %(first)s until %(last)s."), first=first, last=last)


def ending(one: Delegated) -> ConfirmScreen:
    """The page that ends a delegation, or calls it off."""
    what = N_("When it ends, they lose the manager's rights at once. They can be named again.")
    words = Confirming(
        title=lambda t: pair(t, one),
        text=lambda t: f"{days(t, one)}\n\n{t.tr(what)}",
        act=N_("End it"),
    )
    manager, delegate = one.manager.payroll_number, one.delegate.payroll_number
    return ConfirmScreen(words, lambda services, actor: services.delegations.end(actor, manager, delegate))


class StandInScreen(TalkForm):
    """Whose people, who looks after them, and from when until when."""

    fields = ("manager", "delegate", "from", "until")
    labels = (
        N_("Payroll number of the manager"),
        N_("Payroll number of the stand-in"),
        N_("First day, for example 27 3 2027"),
        N_("Last day"),
    )
    title_words = N_("Name a stand-in")
    act_words = N_("Name them")
    codes: ClassVar[dict[str, str]] = {
        "dates_reversed": "until",
        "day_is_past": "until",
        "delegate_self": "delegate",
        "delegate_left": "until",
        "no_reports": "manager",
        "delegation_overlaps": "from",
    }

    def field_of(self, problem: PreventError) -> str:
        """A number that nobody has says in which field it was typed."""
        if problem.code == "unknown_person":
            typed = str(problem.details.get("payroll_number", ""))
            return "manager" if typed == self.value("manager").strip() else "delegate"
        return super().field_of(problem)

    async def act(self) -> None:
        """Name them, then go back to the list."""
        texts = {name: self.value(name).strip() for name in self.fields}
        first, last = day_or_none(texts["from"]), day_or_none(texts["until"])
        numbers = ("manager", "delegate")
        faults: list[Wrong] = [(name, PreventError("number_missing")) for name in numbers if not texts[name]]
        faults += [(name, NO_DAY) for name, day in (("from", first), ("until", last)) if day is None]
        if faults or first is None or last is None:
            self.show_faults(faults)
            return
        done = await self.ask(
            lambda services: services.delegations.add(self.actor, texts["manager"], texts["delegate"], first, last)
        )
        if done is not None:
            self.action_leave()
