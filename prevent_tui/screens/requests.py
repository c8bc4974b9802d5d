"""Toolbox talks that are asked for: asking for oneself or for somebody at a terminal, and planning them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.days import day_or_none
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.screens.sign_in import FormScreen, terminal_name
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import SignedIn
    from prevent_tui.services.requests import TalkRequest, Waiting

_MOST_SHOWN = 50


class AskScreen(HouseScreen):
    """Asking for a toolbox talk for oneself, or taking the request back."""

    reads_first = True

    def __init__(self) -> None:
        super().__init__()
        self._request: TalkRequest | None = None

    def body(self) -> ComposeResult:
        """What a talk is, how the request stands, and what can be done."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="about")
            yield Words(classes="text", id="state")
        with Horizontal(classes="acts"):
            yield Action(id="ask")
            yield Action(id="withdraw", kind="quiet")
            yield Action(id="alone", kind="quiet")

    def on_screen_resume(self) -> None:
        """Read how the request stands."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        await self._do("")
        self.complete()

    async def _do(self, name: str) -> None:
        """Ask, take back or neither, then read how the request stands."""
        signed_in = self.house.signed_in
        if signed_in is None:
            return
        actor = signed_in.actor

        def work(services: Services) -> TalkRequest | None:
            if name == "ask":
                services.requests.ask(actor)
            elif name == "withdraw":
                services.requests.withdraw(actor)
            return services.requests.mine(actor)

        try:
            self._request = await self.house.desk.run(work)
        except PreventError as problem:
            self.explain_failure(problem)
            return
        self.accept()
        self.retell()
        buttons = [action for action in self.query(Action) if action.display]
        if buttons:
            buttons[0].focus()

    def say(self) -> None:
        """Write how the request stands."""
        self.query_one("#title", Words).update(self.tr(N_("Ask for a toolbox talk")))
        about = N_(
            "A talk of about 30 minutes, for staff who cannot reach the other options. Your manager arranges it."
        )
        self.query_one("#about", Words).update(Content(self.tr(about) + "\n"))
        self.query_one("#state", Words).update(self._state())
        ask, withdraw = self.query_one("#ask", Action), self.query_one("#withdraw", Action)
        ask.show(self.tr(N_("Ask for a talk")))
        withdraw.show(self.tr(N_("Withdraw the request")))
        ask.display = self._request is None
        withdraw.display = self._request is not None and self._request.is_open
        self.query_one("#alone", Action).show(self.tr(N_("Watch the talk")))

    def _state(self) -> str:
        request = self._request
        if request is None:
            return self.tr(N_("You have not asked for one."))
        if request.planned_on is not None:
            return self.tr(N_("Your toolbox talk is planned for %(day)s."), day=self.t.date(request.planned_on))
        return self.tr(
            N_("You asked on %(day)s. It waits on your manager's page until it is planned."),
            day=self.t.date(request.asked_at.date()),
        )

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Ask, take back, or watch a talk that completes nothing."""
        if message.action.id == "alone":
            self.house.action_alone()
        else:
            await self._do(message.action.id or "")

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return [("Enter", self.tr(N_("Choose")))]


class AskForScreen(FormScreen):
    """Asking at a terminal, not signed in, for somebody without IT access."""

    fields = ("payroll",)
    _asked = False

    def body(self) -> ComposeResult:
        """What it is for, one field, the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="about")
            yield from self.field("payroll")
            yield Words(classes="text", id="done")
        with Horizontal(classes="acts"):
            yield Action(id="ask")

    def say(self) -> None:
        """Write the form; after asking, that it was done, whatever the number."""
        self.query_one("#title", Words).update(self.tr(N_("Ask for a toolbox talk")))
        about = N_("For somebody who cannot use a computer at work, or for yourself. The manager will see the request.")
        self.query_one("#about", Words).update(Content(self.tr(about) + "\n"))
        self.query_one("#payroll-label", Words).update(self.tr(N_("Payroll number")))
        self.query_one("#ask", Action).show(self.tr(N_("Ask for a talk")))
        done = N_("Thank you. If that number is on the staff list, the manager of that person now sees the request.")
        self.query_one("#done", Words).update(self.tr(done) if self._asked else "")

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Ask for a talk"))), ("Tab", self.tr(N_("Next field")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """The button asks."""
        await self.act()

    async def act(self) -> None:
        """Ask; the answer is the same for a number that nobody has."""
        number = self.value("payroll").strip()
        if not number:
            self.show_faults([("payroll", N_("Enter a payroll number"))])
            return
        terminal = terminal_name()
        try:
            await self.house.desk.run(lambda services: services.requests.ask_for(number, terminal=terminal))
        except PreventError as problem:
            self.show_faults([("", problem)])
            return
        self._asked = True
        self.show_faults([])
        self.say()


def _waiting(services: Services, signed_in: SignedIn) -> tuple[Waiting, ...]:
    """What waits for one's own reports, then for those of the managers one stands in for."""
    actor = signed_in.actor
    managers = [actor.person_id, *(one.manager_id for one in services.delegations.mine(actor))]
    found = {one.request.id: one for each in managers for one in services.requests.waiting(actor, each)}
    return tuple(found.values())


class RequestsScreen(HouseScreen):
    """What waits to be planned for one's own reports, and for those of managers one stands in for."""

    reads_first = True
    none_words = N_("Nobody in your team is waiting for a toolbox talk.")

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def __init__(self) -> None:
        super().__init__()
        self._waiting: tuple[Waiting, ...] | None = None

    def body(self) -> ComposeResult:
        """A link for each request."""
        with Area(can_focus=False, id="list"):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="about")
        with Horizontal(classes="acts"):
            yield Action(id="together")

    def on_screen_resume(self) -> None:
        """Read what waits now."""
        self.run_worker(self._load(), exclusive=True)

    def read(self, services: Services, signed_in: SignedIn) -> tuple[Waiting, ...]:
        """What waits, read on the services' thread."""
        return _waiting(services, signed_in)

    async def _load(self) -> None:
        signed_in = self.house.signed_in
        if signed_in is None:
            return
        try:
            self._waiting = await self.house.desk.run(lambda services: self.read(services, signed_in))
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            area = self.query_one("#list", Area)
            await area.remove_children(Action)
            await area.mount_all(Action(id=f"plan-{n}", kind="link") for n in range(len(self._waiting[:_MOST_SHOWN])))
            self.retell()
            links = self.query(Action)
            if links:
                links.first().focus()
        self.complete()

    def say(self) -> None:
        """Write who asked, and since when."""
        self.query_one("#title", Words).update(self.tr(N_("Requests for a toolbox talk")))
        together = self.query_one("#together", Action)
        several = len(self._waiting or ()) > 1
        together.show(self.tr(N_("Plan one talk for all of them") if several else N_("Plan a toolbox talk")))
        together.display = bool(self._waiting)
        if self._waiting is None:
            return
        none = self.tr(self.none_words)
        some = self.tr(N_("Choose a person to plan a day for their talk."))
        self.query_one("#about", Words).update(Content((some if self._waiting else none) + "\n"))
        for number, one in enumerate(self._waiting[:_MOST_SHOWN]):
            words = N_("%(name)s, %(number)s: asked on %(day)s")
            day = self.t.date(one.request.asked_at.date())
            told = self.tr(words, name=one.person.name, number=one.person.payroll_number, day=day)
            for link in self.query(f"#plan-{number}").results(Action):
                link.show(told)

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return [("Enter", self.tr(N_("Plan a day"))), ("↑↓", self.tr(N_("Move")))] if self._waiting else []

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Plan one talk for all, or a day for the one that was chosen."""
        if self._waiting and message.action.id == "together":
            from prevent_tui.screens.talk_forms import PlanScreen as PlanTalkScreen

            self.app.push_screen(PlanTalkScreen([one.request.id for one in self._waiting]))
        elif self._waiting:
            self.app.push_screen(PlanScreen(self._waiting[int((message.action.id or "plan-0").split("-")[1])]))


class UnledRequestsScreen(RequestsScreen):
    """For administrators: what waits for people whom no manager here has."""

    none_words = N_("Nobody without a manager is waiting for a toolbox talk.")

    def read(self, services: Services, signed_in: SignedIn) -> tuple[Waiting, ...]:
        """The requests that no manager can plan."""
        return services.administering.requests(signed_in.actor)


class PlanScreen(FormScreen):
    """A day for one person's talk."""

    fields = ("day",)

    def __init__(self, waiting: Waiting) -> None:
        super().__init__()
        self._waiting = waiting

    def body(self) -> ComposeResult:
        """Who it is for, one field, the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="about")
            yield from self.field("day")
        with Horizontal(classes="acts"):
            yield Action(id="plan")

    def say(self) -> None:
        """Write the form."""
        person = self._waiting.person
        title = self.tr(N_("Plan a toolbox talk for %(name)s"), name=person.name)
        self.query_one("#title", Words).update(Content(title))
        about = N_("The person sees the day on their page. The training counts once the register is signed off.")
        self.query_one("#about", Words).update(Content(self.tr(about) + "\n"))
        self.query_one("#day-label", Words).update(self.tr(N_("Day of the talk, for example 27 3 2027")))
        self.query_one("#plan", Action).show(self.tr(N_("Plan the talk")))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Plan the talk"))), ("Tab", self.tr(N_("Next field")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """The button plans it."""
        await self.act()

    async def act(self) -> None:
        """Keep the day and go back to the list."""
        day, signed_in, request = day_or_none(self.value("day")), self.house.signed_in, self._waiting.request.id
        if day is None:
            self.show_faults([("day", N_("Enter a day, for example 27 3 2027"))])
            return
        if signed_in is None:
            return
        try:
            await self.house.desk.run(lambda services: services.requests.plan(signed_in.actor, request, day))
        except PreventError as problem:
            field = "day" if problem.code == "day_is_past" else ""
            self.show_faults([(field, problem)])
            return
        super().action_leave()
